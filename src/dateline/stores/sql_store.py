"""A store in a database that speaks SQL: the Protocol's methods, handed to the modules that do the work."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Self

from dateline.stores import overview, reading, upkeep
from dateline.stores.db import Db, insert
from dateline.stores.filters import Filter, Query
from dateline.stores.folded import Folded
from dateline.stores.listing import EventTables
from dateline.stores.plain import Record, canonical, compact, digest, loaded
from dateline.stores.protocol import Found, Kind, Known, Origin, Outcome, Page, Review, Trouble
from dateline.stores.reviewing import Reviews
from dateline.stores.spots import Spots
from dateline.stores.terms import Labels
from dateline.stores.writing import Writer


class SqlStore:
    """What SQLite and PostgreSQL stores share: everything but how to connect (`dateline.stores.protocol.Store`)."""

    def __init__(self, db: Db, location: str) -> None:
        """Use an open database whose tables are there."""
        self.db = db
        self.location = location
        events = EventTables(db)
        self._writer, self._reviews, self._folded = Writer(db, events), Reviews(db, events), Folded(db, events)
        self._labels = Labels(db)
        self._spots = Spots(db)

    def __enter__(self) -> Self:
        """Give the open store."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of it."""
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self.db.close()

    def put(
        self, record: Record, *, origin: Origin | None = None, raw: bytes | None = None, digest: str | None = None
    ) -> Outcome:
        """Keep one report's record."""
        return self._writer.put(record, origin, raw, digest)

    def known(self, report: str, digest: str) -> Known | None:
        """Tell what is kept of a report."""
        return self._writer.known(report, digest)

    def note_origin(self, report: str, digest: str, origin: Origin) -> bool:
        """Note where a report that is kept was read."""
        return self._writer.note_origin(report, digest, origin)

    def refuse(self, trouble: Trouble) -> bool:
        """Keep a refusal."""
        return self._writer.refuse(trouble)

    def clear_refusal(self, origin: Origin) -> None:
        """Forget a refusal."""
        self._writer.clear_refusal(origin)

    def replace_happenings(self, happenings: Iterable[Record], *, as_of: int | None = None) -> int:
        """Keep exactly these happenings."""
        return self._folded.replace(happenings, as_of)

    def changes(self) -> int:
        """Return how often something was put or judged."""
        return self._folded.changes()

    def is_folded(self) -> bool:
        """Tell whether the happenings say what the reports say."""
        return self._folded.is_whole()

    def start_run(self, *, command: str, engine: Record, at: str) -> int:
        """Note that a command begins to write."""
        values = (at, command, digest(engine), canonical(engine), "{}")
        with self.db.transaction():
            return int(self.db.value(insert("runs", "started command coding engine counts") + " RETURNING row", values))

    def end_run(self, run: int, *, counts: Mapping[str, int], at: str) -> None:
        """Note how a run ended."""
        with self.db.transaction():
            self.db.run("UPDATE runs SET ended = ?, counts = ? WHERE row = ?", (at, compact(dict(counts)), run))

    def review(self, review: Review) -> Record:
        """Append to the history."""
        return self._reviews.review(review)

    def add_event(self, report: str, event: Record, *, by: str, at: str, note: str | None = None) -> Record:
        """Keep an event that a person found."""
        return self._reviews.add_event(report, event, by=by, at=at, note=note)

    def judge_happening(
        self, happening: str, action: str, value: Record | None, *, by: str, at: str, note: str | None = None
    ) -> Record:
        """Keep a join, a split or the undoing of one."""
        return self._reviews.judge_happening(happening, action, value, by=by, at=at, note=note)

    def merge_judgements(self) -> list[Record]:
        """Return the joins and splits that hold."""
        return self._reviews.merge_judgements()

    def history(self, *, event: str | None = None, after: int = 0, limit: int = 500) -> list[Record]:
        """Return entries of the history."""
        return [entry.record() for entry in reading.entries(self.db, event=event, after=after, limit=limit)]

    def verify(self) -> list[str]:
        """Return what was done behind the history's back."""
        return self._reviews.verify()

    def about(self) -> Record:
        """Return counts and days."""
        return reading.about(self.db)

    def find(self, kind: Kind, query: Query) -> Page:
        """Return a page of events or happenings."""
        return reading.find(self.db, kind, query)

    def find_reports(self, query: Query) -> Page:
        """Return a page of reports."""
        return reading.find_reports(self.db, query)

    def facets(self, kind: Kind, filter_: Filter, *, most: int = 50) -> dict[str, list[Record]]:
        """Return facet values with their counts."""
        return overview.facets(self.db, self._labels, kind, filter_, most)

    def timeline(self, kind: Kind, filter_: Filter) -> Record:
        """Return a histogram over time."""
        return overview.timeline(self.db, kind, filter_)

    def map(self, kind: Kind, filter_: Filter) -> Record:
        """Return points and areas."""
        return self._spots.world(kind, filter_)

    def suggest(self, field: str, beginning: str, *, most: int = 20) -> list[Record]:
        """Return values of a facet that hold the text."""
        return overview.suggest(self.db, field, beginning, most)

    def report(self, report: str) -> Record | None:
        """Return a report's whole record."""
        return reading.report(self.db, report)

    def event(self, event: str) -> Record | None:
        """Return an event."""
        return reading.event(self.db, event)

    def happening(self, happening: str) -> Record | None:
        """Return a happening."""
        return reading.happening(self.db, happening)

    def revisions(self, report: str) -> list[Record]:
        """Return the records of earlier revisions."""
        rows = self.db.rows("SELECT record FROM revisions WHERE report = ? ORDER BY revision", (report,))
        return [loaded(text) for (text,) in rows]

    def records(self) -> Iterator[Record]:
        """Yield all records."""
        return reading.records(self.db)

    def refusals(self) -> list[Trouble]:
        """Return the inputs that could not be read or coded."""
        rows = self.db.rows("SELECT file, member, line, record, kind, message FROM refusals ORDER BY 1, 2, 3, 4")
        return [
            Trouble(origin=Origin(file=file, member=member, line=line, record=number), kind=kind, message=message)
            for file, member, line, number, kind, message in rows
        ]

    def troubles(self) -> Iterator[Record]:
        """Yield issues and refusals."""
        return reading.troubles(self.db)

    def check(self) -> Found:
        """Look for what must not be."""
        return upkeep.check(self.db, [*self.db.dialect.trouble(self.db), *self.verify()])

    def dump(self) -> Iterator[str]:
        """Yield everything kept as sorted lines."""
        return upkeep.dump(self.db)
