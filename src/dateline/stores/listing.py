"""Events and happenings into what lists, facets, maps and searches are made of: narrow entries and their terms."""

from collections.abc import Callable, Collection, Iterable, Sequence

from dateline.stores import rows
from dateline.stores.db import Db, Row, insert, marks
from dateline.stores.plain import Record
from dateline.stores.protocol import Kind
from dateline.stores.rows import Written
from dateline.stores.spots import outdate
from dateline.stores.terms import codes_of, read, spell


class Listing:
    """Keeps `event_entries`, `happening_entries` and their terms. Remembers the codes of values it has seen."""

    def __init__(self, db: Db) -> None:
        """Write through this connection."""
        self.db = db
        self.codes: dict[tuple[str, str], int] = {}
        db.when_undone.append(self.codes.clear)

    def enter(self, kind: Kind, entry: int, item: Row, spot: Row, terms: Collection[tuple[str, str]]) -> None:
        """Add an item: `item` is id, report's row, type; `spot` the columns of `rows.where_and_when`."""
        codes = codes_of(self.db, terms, self.codes)
        outdate(self.db, kind)
        self.db.run(insert(f"{kind}_entries", rows.ENTRY), (entry, *item, *spot, spell(codes)))
        self.db.many(f"INSERT INTO {kind}_terms (term, entry) VALUES (?, ?)", [(code, entry) for code in codes])
        self.db.dialect.place(self.db, kind, entry, lat=spot[4], lon=spot[5])

    def leave(self, kind: Kind, entries: Iterable[int]) -> None:
        """Take items out."""
        outdate(self.db, kind)
        for entry in entries:
            text = self.db.value(f"SELECT terms FROM {kind}_entries WHERE entry = ?", (entry,))
            gone = [(code, entry) for code in read(text or "").tolist()]
            self.db.many(f"DELETE FROM {kind}_terms WHERE term = ? AND entry = ?", gone)
            self.db.run(f"DELETE FROM {kind}_entries WHERE entry = ?", (entry,))
            self.db.dialect.unplace(self.db, kind, entry)


_PARTS: tuple[tuple[str, str, Callable[[Record], Iterable[Row]]], ...] = (
    ("parties", rows.PARTY, rows.party_rows),
    ("places", rows.PLACE, rows.place_rows),
    ("evidence", rows.EVIDENCE, rows.evidence_rows),
    ("sources", rows.SOURCE, rows.source_rows),
    ("counts", rows.COUNT, rows.count_rows),
)


class EventTables:
    """Writes single events into `events` and everything that hangs on them."""

    def __init__(self, db: Db) -> None:
        """Write through this connection."""
        self.db = db
        self.listing = Listing(db)

    def write(self, report: str, events: Sequence[Written]) -> None:
        """Write events of a report that is there."""
        row, outlet, filed = self.db.rows("SELECT row, outlet, date FROM reports WHERE id = ?", (report,))[0]
        plain = [written.event for written in events]
        entries = [
            self.db.added(insert("events", rows.EVENT) + " RETURNING row", rows.event_row(report, written))
            for written in events
        ]
        for table, columns, made in _PARTS:
            self.db.many(insert(table, columns), (part for event in plain for part in made(event)))
        for written, entry in zip(events, entries, strict=True):
            event = written.event
            spot = rows.where_and_when(event, event.get("time") or {}, event.get("place") or {}, filed)
            terms = rows.event_terms(event, outlet, written.reviewed)
            self.listing.enter("event", entry, (event["id"], row, event["type"]), spot, terms)

    def delete(self, events: list[str]) -> None:
        """Remove events with all that hangs on them."""
        for start in range(0, len(events), 500):
            some = events[start : start + 500]
            found = self.db.rows(f"SELECT row FROM events WHERE id IN ({marks(some)})", some)
            self.listing.leave("event", [row for (row,) in found])
            self.db.run(f"DELETE FROM events WHERE id IN ({marks(some)})", some)

    def index_words(self, report: int) -> None:
        """Put a report (its row), with the names that were read in it, into the full-text index."""
        of_events = "FROM {} x JOIN events e ON e.id = x.event JOIN reports r ON r.id = e.report WHERE r.row = ?"
        triggers = self.db.rows(
            "SELECT DISTINCT e.trigger_text FROM events e JOIN reports r ON r.id = e.report WHERE r.row = ?", (report,)
        )
        parties = self.db.rows(f"SELECT DISTINCT x.name {of_events.format('parties')}", (report,))
        places = self.db.rows(f"SELECT DISTINCT x.name {of_events.format('places')}", (report,))
        names = ("\n".join(sorted(name for (name,) in found if name)) for found in (triggers, parties, places))
        self.db.run("DELETE FROM report_names WHERE report = ?", (report,))
        self.db.run(insert("report_names", "report triggers parties places"), (report, *names))
        self.db.dialect.index(self.db, report)
