"""What a store can do, whatever keeps it: one Protocol, and the small shapes that go in and out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, Protocol, Self

from dateline.stores.filters import Filter, Query
from dateline.stores.plain import Record

Kind = Literal["event", "happening"]


class Outcome(StrEnum):
    """What became of a report that was put."""

    NEW = "new"
    REVISED = "revised"  # its text or its outside changed; what was kept of it before is a revision now
    RECODED = "recoded"  # the same report, coded by another version or configuration
    UNCHANGED = "unchanged"  # nothing was written


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a report was read. `line` and `record` count from 1; 0: not told."""

    file: str
    member: str = ""
    line: int = 0
    record: int = 0
    reader: str = ""
    sha256: str = ""
    retrieved: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """An input that is no report, or that could not be coded."""

    origin: Origin
    kind: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A report that is kept: the digests of its input and of what coded it, and whether it is the latest revision."""

    digest: str
    coding: str
    latest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of a list. `next` is the cursor of the next one, None at the end; `total` counts all pages' items."""

    items: tuple[Record, ...]
    next: str | None
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a person says about one field of one event. `version` is that of the event as they saw it.

    `action`: accept, correct (with a value), reject, undo, note, restore (the value: the number of a history entry).
    """

    event: str
    field: str
    action: str
    by: str
    at: str
    value: Any = None
    note: str | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What `Store.check` found: no problems, or a line for each."""

    reports: int
    events: int
    happenings: int
    problems: tuple[str, ...] = field(default=())


class Store(Protocol):
    """Reports, their events and what people made of them. Every method raises StoreError with the way out."""

    location: str

    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...

    def close(self) -> None:
        """Let go of the store; to be called once."""
        ...

    # Writing. One transaction each.
    def put(
        self, record: Record, *, origin: Origin | None = None, raw: bytes | None = None, digest: str | None = None
    ) -> Outcome:
        """Keep one report's record (docs/reference/record-format.md); the same again writes nothing.

        `digest` is that of the coder's input, where it is not to be told from the record (names in it were hidden).
        """
        ...

    def note_origin(self, report: str, digest: str, origin: Origin) -> bool:
        """Note that a report that is kept (its input digest) was read at this place too; tell whether that was news."""
        ...

    def refuse(self, trouble: Trouble) -> bool:
        """Keep that an input could not be read or coded; tell whether that was news."""
        ...

    def clear_refusal(self, origin: Origin) -> None:
        """Forget a refusal of an input that was read after all."""
        ...

    def replace_happenings(self, happenings: Iterable[Record], *, as_of: int | None = None) -> int:
        """Keep exactly these happenings (`dateline.merge.happening_record`); return how many changed.

        `as_of`: what `changes` said before the reports were read that they are folded from.
        """
        ...

    def changes(self) -> int:
        """Return how often something was put or judged: a number that grows."""
        ...

    def is_folded(self) -> bool:
        """Tell whether the happenings say what the reports say: nothing was put or judged since they were replaced."""
        ...

    def start_run(self, *, command: str, engine: Record, at: str) -> int:
        """Note that a command begins to write; return the number of its run."""
        ...

    def end_run(self, run: int, *, counts: Mapping[str, int], at: str) -> None:
        """Note how a run ended."""
        ...

    # Judging.
    def review(self, review: Review) -> Record:
        """Append to the history; return the entry, with the event's new `version`.

        Raises:
            ConflictError: the event was changed since `review.version`; it holds the last entry.
        """
        ...

    def add_event(self, report: str, event: Record, *, by: str, at: str, note: str | None = None) -> Record:
        """Keep an event that a person found and the coder missed; return its history entry."""
        ...

    def judge_happening(
        self, happening: str, action: str, value: Record, *, by: str, at: str, note: str | None = None
    ) -> Record:
        """Keep that events belong together (`join`) or apart (`split`), or `undo` that; return the entry."""
        ...

    def merge_judgements(self) -> list[Record]:
        """Return the joins and splits that hold, oldest first, as `dateline.merge.Judgement.of` reads them."""
        ...

    def history(self, *, event: str | None = None, after: int = 0, limit: int = 500) -> list[Record]:
        """Return entries of the history with `n` above `after`, oldest first."""
        ...

    def verify(self) -> list[str]:
        """Return what was done to the history, or to what it says, behind its back; nothing if it is whole."""
        ...

    # Asking.
    def known(self, report: str, digest: str) -> Known | None:
        """Tell what is kept of a report with this input digest, None if nothing is."""
        ...

    def about(self) -> Record:
        """Return counts, first and last day, schema version, the languages and the codings."""
        ...

    def find(self, kind: Kind, query: Query) -> Page:
        """Return a page of events or happenings, as rows for a list."""
        ...

    def find_reports(self, query: Query) -> Page:
        """Return a page of reports that the filter's events are told in, or of all for an empty filter."""
        ...

    def facets(self, kind: Kind, filter_: Filter, *, most: int = 50) -> dict[str, list[Record]]:
        """Return `{facet: [{value, count}]}`; a facet's own choice does not narrow its own counts."""
        ...

    def timeline(self, kind: Kind, filter_: Filter) -> Record:
        """Return `{grain, bins: [{start, end, count}]}` for the filter without its days."""
        ...

    def map(self, kind: Kind, filter_: Filter) -> Record:
        """Return `{points, areas, total, unplaced}`: spots known to the town, coarser places as counted areas."""
        ...

    def suggest(self, field: str, beginning: str, *, most: int = 20) -> list[Record]:
        """Return values of a facet that contain the text, most used first: `{value, count}`."""
        ...

    def report(self, report: str) -> Record | None:
        """Return a report's record as it reads now, each event with `review`, `version`, `origin`, `proposals`."""
        ...

    def event(self, event: str) -> Record | None:
        """Return an event as it reads now, with `report`, `review`, `version`, `origin`, `happening`, `proposals`."""
        ...

    def happening(self, happening: str) -> Record | None:
        """Return a happening as `replace_happenings` was given it, with `reviewed`."""
        ...

    def revisions(self, report: str) -> list[Record]:
        """Return the records of the revisions before the latest, oldest first."""
        ...

    def records(self) -> Iterator[Record]:
        """Yield all records as they read now, by filing date and id."""
        ...

    def refusals(self) -> list[Trouble]:
        """Return the inputs that could not be read or coded, by file, member and line."""
        ...

    def troubles(self) -> Iterator[Record]:
        """Yield issues and refusals: `{input, kind, stage, message}`."""
        ...

    def check(self) -> Found:
        """Look for what must not be: parts without their whole, an index that tells otherwise, a broken file."""
        ...

    def dump(self) -> Iterator[str]:
        """Yield everything kept as lines of JSON, sorted: equal stores give equal lines, whatever their making."""
        ...


FilterTexts = Mapping[str, Sequence[str]]
