"""The Python API: load the coder once, then call it with reports."""

import gc
import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date
from functools import cached_property
from importlib.metadata import version
from itertools import islice
from multiprocessing import get_context

from dateline.config import Settings
from dateline.engines.spacy_engine import find_model
from dateline.exports.protect import protect
from dateline.exports.quotes import quotes_record
from dateline.exports.record import Record, engine_record, record
from dateline.knowledge.files import data_folder
from dateline.knowledge.offices import Guard, load_guard
from dateline.model.analysis import Analysis
from dateline.model.document import Document
from dateline.pipeline import Pipeline, build_pipeline
from dateline.text.normalise import clean, join_title

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""

YOUNG_OBJECTS = 50_000
"""New objects after which Python looks for rubbish among them (its own choice is 700)."""

CHUNK_REPORTS = 16
"""Reports handed to a worker process at a time."""
CHUNKS_AHEAD = 3
"""Chunks per worker that are read before the first one must be done: memory does not grow with the input."""


def document(
    text: str,
    *,
    filed: date | None = None,
    title: str = "",
    id: str | None = None,  # noqa: A002
    outlet: str | None = None,
    url: str | None = None,
    raw: bytes | None = None,
) -> Document:
    """Make a report from its text: clean-up, the title put in front, hash and identity.

    Args:
        text: the body of the report.
        filed: the day it was filed; None lets a dateline in the text give it.
        title: the headline, where it is not part of `text`.
        id: the report's own article id; without it the URL, without that the text's hash.
        outlet: who published it.
        url: where it was published.
        raw: the bytes the text was read from, for the hash; None hashes the text as UTF-8.
    """
    joined, title_end = join_title(clean(title).text, clean(text).text)
    digest = hashlib.sha256(raw if raw is not None else f"{title}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        id=id or url or f"doc_{digest[:16]}",
        text=joined,
        title_end=title_end,
        filed=filed,
        filed_from="given" if filed else "",
        outlet=outlet,
        url=url,
        sha256=digest,
    )


class Coder:
    """Reads reports into analyses. Made by `load`; holds the parser and all data files."""

    def __init__(self, pipeline: Pipeline, settings: Settings) -> None:
        """Wrap a pipeline; use `load` to make one."""
        self.pipeline = pipeline
        self.settings = settings

    def __call__(
        self,
        text: str,
        *,
        filed: date | None = None,
        title: str = "",
        id: str | None = None,  # noqa: A002
        outlet: str | None = None,
        url: str | None = None,
    ) -> Analysis:
        """Code one report; the arguments are those of `document`."""
        return self.pipeline.run(document(text, filed=filed, title=title, id=id, outlet=outlet, url=url))

    def many(self, documents: Iterable[Document], *, workers: int = 1) -> Iterator[Analysis]:
        """Code reports in order, with `workers` processes; the result does not depend on their number."""
        if workers <= 1:
            yield from self.pipeline.run_many(documents)
            return
        source = iter(documents)
        chunks = iter(lambda: list(islice(source, CHUNK_REPORTS)), [])
        context = get_context("spawn")  # a forked parser is not safe everywhere
        with ProcessPoolExecutor(
            workers, mp_context=context, initializer=_start_worker, initargs=(self.settings,)
        ) as pool:
            waiting: deque[Future[list[Analysis]]] = deque()
            for chunk in chunks:
                waiting.append(pool.submit(_code_chunk, chunk))
                if len(waiting) > CHUNKS_AHEAD * workers:  # so that reading does not run away from coding
                    yield from waiting.popleft().result()
            for chunk_done in waiting:
                yield from chunk_done.result()

    def record(self, analysis: Analysis) -> Record:
        """Return the analysis as a record of the JSON Lines format (docs/reference/record-format.md)."""
        return self._out(analysis, record(analysis, version=version("dateline"), config=self.config))

    def quotes(self, analysis: Analysis) -> Record:
        """Return who says what in the report, as plain values (docs/reference/record-format.md, "Quotes")."""
        return self._out(analysis, quotes_record(analysis))

    def _out(self, analysis: Analysis, row: Record) -> Record:
        """The row as it may leave: with pseudonyms where the settings protect private persons."""
        if not self.settings.protect_persons:
            return row
        return protect(row, self._guard(analysis), self.settings.protect_key)

    @cached_property
    def _guard(self) -> Guard:
        return load_guard(self.settings.overlays)

    @cached_property
    def config(self) -> str:
        """A digest of the settings and of every data file read: equal digests mean equal knowledge."""
        return _config_digest(self.settings)


def load(settings: Settings | None = None, *, progress: Progress | None = None) -> Coder:
    """Load the English model and all data files (about five seconds); builds the gazetteer at first use.

    Raises:
        EngineError: no English model is installed, or its bytes are not the ones we know.
        DataFileError: a data file is wrong (`file:line`).
    """
    settings = settings or Settings()
    return Coder(build_pipeline(settings, progress), settings)


def engine_of(settings: Settings) -> Record:
    """Return the `engine` of the records that `load(settings)` would make, without loading the model.

    Raises:
        EngineError: no English model is installed.
    """
    model = dict(find_model(settings.model).identity)
    engine = engine_record(model, version=version("dateline"), config=_config_digest(settings))
    return {**engine, "protected": settings.protect_persons}


def settle() -> None:
    """Tell Python's collector that all that is loaded now stays, and to look for rubbish less often.

    For a program's own process (the command line, a worker), once the coder is loaded; a library must not decide it
    for its host. It only saves time: what is dropped without cycles, as a report is, goes at once anyway.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)


def _config_digest(settings: Settings) -> str:
    digest = hashlib.blake2b(digest_size=8)
    digest.update(json.dumps({"model": settings.model}, sort_keys=True).encode())
    for folder in (data_folder(), *settings.overlays):
        for path in sorted(p for p in folder.rglob("*") if p.suffix in {".yaml", ".tsv", ".json", ".toml"}):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


_worker: list[Pipeline] = []  # a worker process's own pipeline, made once by `_start_worker`


def _start_worker(settings: Settings) -> None:
    _worker.append(build_pipeline(settings, None))
    settle()


def _code_chunk(documents: list[Document]) -> list[Analysis]:
    return list(_worker[0].run_many(documents))
