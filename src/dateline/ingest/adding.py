"""Inputs to a store, one report at a time: what is kept already is passed over, what is no report is noted."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field

from dateline.api import Coder, engine_of
from dateline.config import Settings
from dateline.ingest.coding import Coded, Workers, code_here
from dateline.ingest.tally import Tally
from dateline.model.document import Document
from dateline.model.provenance import Provenance
from dateline.sources.article import Article, Refusal, to_document
from dateline.stores import Store
from dateline.stores.plain import coding_digest, input_digest, sound
from dateline.stores.protocol import Origin, Outcome, Trouble

Progress = Callable[[Tally, Provenance | None], object]
"""Called after every input with the counts so far and where in the input it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is done with inputs. `coder` makes the coder when it is first needed; it serves a run with one worker.

    `recode`: code reports that another version coded anew; what a person reviewed stays, the rest is replaced.
    `command` and `now` (ISO time) are what the store notes of a run that wrote something.
    """

    coder: Callable[[], Coder]
    settings: Settings = field(default_factory=Settings)
    workers: int = 1
    recode: bool = False
    command: str = "add"
    now: Callable[[], str] = lambda: ""


class Adding:
    """One run of adding. Killed at any moment and run again, it ends in the same store."""

    def __init__(self, store: Store, step: Step, progress: Progress = lambda _tally, _where: None) -> None:
        """Add to `store`."""
        self.store = store
        self.step = step
        self.progress = progress
        self.tally = Tally()
        self._files: set[str] = set()
        self._refused: set[Origin] = set()
        self._coding: str | None = None
        self._run: int | None = None

    def run(self, items: Iterable[Article | Refusal]) -> Tally:
        """Add everything that is read.

        Raises:
            StoreError: the store cannot be written; all reports before this one are kept.
            EngineError, DataFileError: the coder does not load.
        """
        with closing(self._coded(self._wanted(items))) as results:
            for coded in results:
                self._keep(coded)
        self._forget_mended()
        if self._run is not None:
            self.store.end_run(self._run, counts=self.tally.plain(), at=self.step.now())
        return self.tally

    def _wanted(self, items: Iterable[Article | Refusal]) -> Generator[Document]:
        """Give the documents that must be coded; deal with the others."""
        for item in items:
            self._files.add(item.provenance.file)
            if isinstance(item, Refusal):
                self._refuse(item.provenance, item.kind, item.reason)
                self.progress(self.tally, item.provenance)
                continue
            document = to_document(item)
            if self._is_kept(document):
                self.progress(self.tally, item.provenance)
            else:
                yield document

    def _is_kept(self, document: Document) -> bool:
        """Tell whether nothing is to be done; where it was read is noted all the same."""
        known = self.store.known(sound(document.id), digest_of(document))
        if known is None:
            return False
        other = known.latest and known.coding != self._own_coding()
        if other and self.step.recode:
            return False
        self.tally.older += int(other)
        self.tally.outcomes[Outcome.UNCHANGED] += 1
        if document.provenance is not None:
            self.store.note_origin(sound(document.id), digest_of(document), origin_of(document.provenance))
        return True

    def _own_coding(self) -> str:
        if self._coding is None:
            self._coding = coding_digest({"engine": engine_of(self.step.settings)})
        return self._coding

    def _coded(self, documents: Iterator[Document]) -> Generator[Coded]:
        if self.step.workers == 1:
            for first in documents:
                yield from code_here(self.step.coder(), _with(first, documents))
            return
        workers = Workers(self.step.settings, self.step.workers)
        with closing(workers):
            yield from workers.code(documents)

    def _keep(self, coded: Coded) -> None:
        where = coded.document.provenance
        if coded.record is not None:
            if self._run is None:
                engine = coded.record["engine"]
                self._run = self.store.start_run(command=self.step.command, engine=engine, at=self.step.now())
            origin = None if where is None else origin_of(where)
            outcome = self.store.put(coded.record, origin=origin, digest=digest_of(coded.document))
            self.tally.kept(coded.record, outcome)
        else:
            self._refuse(where or Provenance(file=coded.document.id), coded.kind, coded.message)
        self.progress(self.tally, where)

    def _refuse(self, where: Provenance, kind: str, message: str) -> None:
        origin = origin_of(where)
        self._refused.add(place_of(origin))
        self.tally.refused += 1
        self.tally.errors["read" if kind.startswith(("input.", "record.", "reader.")) else "code"] += 1
        self.store.refuse(Trouble(origin=origin, kind=kind, message=message))

    def _forget_mended(self) -> None:
        """Take back refusals of earlier runs that this one, having read the same files to their end, did not see."""
        for trouble in self.store.refusals():
            if trouble.origin.file in self._files and place_of(trouble.origin) not in self._refused:
                self.store.clear_refusal(trouble.origin)


def _with(first: Document, rest: Iterator[Document]) -> Iterator[Document]:
    yield first
    yield from rest


def origin_of(where: Provenance) -> Origin:
    """Return a provenance as stores keep it."""
    return Origin(
        file=where.file,
        member=where.member or "",
        line=where.line or 0,
        record=where.record or 0,
        reader=where.reader,
        sha256=where.sha256,
        retrieved=where.retrieved,
    )


def place_of(origin: Origin) -> Origin:
    """Return the place alone."""
    return Origin(file=origin.file, member=origin.member, line=origin.line, record=origin.record)


def digest_of(document: Document) -> str:
    """Return the digest of a document's input, as a store computes it from the record."""
    outside = {
        "text": document.text,
        "date": document.filed.isoformat() if document.filed else None,
        "date_from": document.filed_from,
        "title": document.title or None,
        "outlet": document.outlet,
        "url": document.url,
        "language": document.language,
    }
    return input_digest(sound(outside))
