"""Documents to records in their order, on one or many cores; a worker that dies costs at most the report it died of."""

import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import connection, get_context, parent_process
from os import _exit

from dateline.api import Coder, load
from dateline.config import Settings
from dateline.model.document import Document
from dateline.stores.plain import Record

CHUNK_REPORTS = 8
"""Reports that a worker is handed at a time."""
CHUNKS_AHEAD = 3
"""Chunks that wait for each worker, so that none is idle and memory stays bounded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A document with its record, or with the reason why there is none (`kind` is dotted and countable)."""

    document: Document
    record: Record | None
    kind: str = ""
    message: str = ""


def code_here(coder: Coder, documents: Iterable[Document]) -> Iterator[Coded]:
    """Code documents in this process, a chunk at a time."""
    source = iter(documents)
    while chunk := list(islice(source, CHUNK_REPORTS)):
        yield from _code(coder, chunk)


def _code(coder: Coder, chunk: list[Document]) -> list[Coded]:
    """Code a chunk; if the parser gives up on it, each document alone."""
    try:
        analyses = list(coder.many(chunk))
    except Exception as trouble:  # noqa: BLE001  (one bad report must not cost the run; it is kept as a refusal)
        if len(chunk) > 1:
            return [coded for document in chunk for coded in _code(coder, [document])]
        message = f"the coder failed ({type(trouble).__name__}: {trouble})"
        return [Coded(document=chunk[0], record=None, kind="coding.failed", message=message)]
    return [
        Coded(document=document, record=coder.record(analysis))
        for document, analysis in zip(chunk, analyses, strict=True)
    ]


Work = Callable[[list[Document]], list[Coded]]


class Workers:
    """Processes that code. Results come in the order of the documents, whatever the number of workers."""

    def __init__(self, settings: Settings, number: int, do: Work | None = None) -> None:
        """Say how to load the coder and how often; processes start with the first document.

        `do` is what a worker does with a chunk: it codes it.
        """
        self._do = do or code_chunk
        self._settings = settings
        self._number = number
        self._pool: ProcessPoolExecutor | None = None

    def close(self) -> None:
        """End the processes; what they are coding is dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        """Code documents."""
        source = iter(documents)
        chunks = iter(lambda: list(islice(source, CHUNK_REPORTS)), [])
        waiting: deque[tuple[list[Document], Future[list[Coded]]]] = deque()
        for chunk in chunks:
            waiting.append((chunk, self._submit(chunk)))
            if len(waiting) > CHUNKS_AHEAD * self._number:
                yield from self._first(waiting)
        while waiting:
            yield from self._first(waiting)

    def _start(self, number: int) -> ProcessPoolExecutor:
        if self._pool is None:
            context = get_context("spawn")  # a forked parser is not safe everywhere
            self._pool = ProcessPoolExecutor(
                number, mp_context=context, initializer=_start_worker, initargs=(self._settings,)
            )
        return self._pool

    def _submit(self, chunk: list[Document]) -> "Future[list[Coded]]":
        try:
            return self._start(self._number).submit(self._do, chunk)
        except BrokenProcessPool as trouble:
            broken: Future[list[Coded]] = Future()
            broken.set_exception(trouble)
            return broken

    def _first(self, waiting: "deque[tuple[list[Document], Future[list[Coded]]]]") -> Iterator[Coded]:
        """Give the results of the first chunk; if a worker died, go through all that wait one by one."""
        chunk, future = waiting.popleft()
        try:
            yield from future.result()
        except BrokenProcessPool:
            again = [chunk, *(waiting.popleft()[0] for _ in range(len(waiting)))]
            self.close()
            for document in (document for some in again for document in some):
                yield self._alone(document)
            self.close()  # the next chunk starts all workers again

    def _alone(self, document: Document) -> Coded:
        """Code one document in a process of its own, twice if it must be."""
        for _ in range(2):
            try:
                return self._start(1).submit(self._do, [document]).result()[0]
            except BrokenProcessPool:
                self.close()
        message = (
            "the process that coded it died twice (out of memory?); make the report shorter, or see the system's log"
        )
        return Coded(document=document, record=None, kind="worker.died", message=message)


_coder: list[Coder] = []  # a worker's own coder, made once by `_start_worker`


def _start_worker(settings: Settings) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel, _exit), daemon=True).start()
    _coder.append(load(settings))


def _end_with(sentinel: int, end: Callable[[int], object]) -> None:
    """Wait until the parent is gone, killed or not, and go too: nobody would read what is coded."""
    connection.wait([sentinel])
    end(1)


def code_chunk(documents: list[Document]) -> list[Coded]:
    """Code a chunk, in a worker."""
    return _code(_coder[0], documents)
