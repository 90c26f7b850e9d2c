"""A record into the tables: new, revised or coded anew, each report in one transaction."""

import json

from dateline.stores import rows
from dateline.stores.db import Db, Row, Values, insert
from dateline.stores.listing import EventTables
from dateline.stores.plain import Record, Texts, coding_digest, compact, input_digest, sound, texts_of
from dateline.stores.protocol import Known, Origin, Outcome, Trouble
from dateline.stores.rows import Written

_ORIGIN = "report revision file member line record reader sha256 retrieved"
_REVISION = "report revision digest date title sha256 text coding record"
_CHANGED = "the text changed after {} of its events had been reviewed; what was said of them is in the history"

CODED = "coalesce(coded, record)"
"""An event as it was coded: kept apart only where a person changed it."""


class Writer:
    """Writes reports."""

    def __init__(self, db: Db, events: EventTables) -> None:
        """Write through this connection."""
        self.db = db
        self.events = events

    def known(self, report: str, digest: str) -> Known | None:
        """Tell what is kept of a report with this input digest."""
        head = self.db.one("SELECT digest, coding FROM reports WHERE id = ?", (report,))
        if head is None or head[0] == digest:
            return None if head is None else Known(digest=digest, coding=head[1], latest=True)
        old = self.db.one("SELECT coding FROM revisions WHERE report = ? AND digest = ?", (report, digest))
        return None if old is None else Known(digest=digest, coding=old[0], latest=False)

    def put(self, record: Record, origin: Origin | None, raw: bytes | None, digest: str | None) -> Outcome:
        """Keep one record; write nothing if all of it is kept."""
        kept = texts_of(record)
        record = kept.record
        digest, coding = digest or input_digest(record), coding_digest(record)
        here = None if origin is None else sound(_origin(origin))
        outcome = self._outcome(record["doc_id"], digest, coding)
        if outcome is Outcome.UNCHANGED and self._has_origin(record["doc_id"], digest, here):
            return outcome
        with self.db.transaction():
            outcome = self._outcome(record["doc_id"], digest, coding)
            if outcome is not Outcome.UNCHANGED:
                self._write(kept, digest, coding, outcome)
                unfold(self.db)
            if here is not None and not self._has_origin(record["doc_id"], digest, here):
                revision = self._revision(record["doc_id"], digest)
                self.db.run(insert("provenance", _ORIGIN), (record["doc_id"], revision, *here))
            if raw is not None:
                self.db.run(insert("raw_reports", "sha256 bytes") + " ON CONFLICT DO NOTHING", (record["sha256"], raw))
        return outcome

    def note_origin(self, report: str, digest: str, origin: Origin) -> bool:
        """Note that a report that is kept was read at this place, if that is news."""
        here = sound(_origin(origin))
        if self._has_origin(report, digest, here):
            return False
        with self.db.transaction():
            values = (report, self._revision(report, digest), *here)
            self.db.run(insert("provenance", _ORIGIN) + " ON CONFLICT DO NOTHING", values)
        return True

    def write_new(self, record: Record) -> None:
        """Write a report that is not there yet, inside a transaction."""
        kept = texts_of(record)
        self._write(kept, input_digest(kept.record), coding_digest(record), Outcome.NEW)

    def _outcome(self, report: str, digest: str, coding: str) -> Outcome:
        known = self.known(report, digest)
        if known is None:
            exists = self.db.one("SELECT 1 FROM reports WHERE id = ?", (report,))
            return Outcome.REVISED if exists else Outcome.NEW
        return Outcome.RECODED if known.latest and known.coding != coding else Outcome.UNCHANGED

    def _revision(self, report: str, digest: str) -> int:
        both = "SELECT revision FROM {} WHERE {} = ? AND digest = ?"
        found = self.db.value(both.format("reports", "id"), (report, digest))
        return int(found or self.db.value(both.format("revisions", "report"), (report, digest)))

    def _has_origin(self, report: str, digest: str, origin: Values | None) -> bool:
        if origin is None:
            return True
        where = "report = ? AND revision = ? AND file = ? AND member = ? AND line = ? AND record = ?"
        known = self.known(report, digest)
        return known is not None and bool(
            self.db.one(
                f"SELECT 1 FROM provenance WHERE {where}", (report, self._revision(report, digest), *origin[:4])
            )
        )

    def _write(self, kept: Texts, digest: str, coding: str, outcome: Outcome) -> None:
        record = kept.record
        head = [record.get(k) for k in ("date", "title", "outlet", "url", "language", "sha256", "text")]
        values = (digest, *head, coding, kept.head)
        if outcome is Outcome.NEW:
            row = self.db.added(insert("reports", rows.REPORT) + " RETURNING row", (record["doc_id"], 1, *values))
            stay: set[str] = set()
        else:
            row, stay, lost = self._supersede(record, outcome)
            columns = "digest date title outlet url language sha256 text coding head".split()
            changes = ", ".join(f"{column} = ?" for column in columns)
            step = int(outcome is Outcome.REVISED)
            self.db.run(f"UPDATE reports SET revision = revision + ?, {changes} WHERE row = ?", (step, *values, row))
            if lost:
                note = {"kind": "report.changed", "stage": "keep", "message": _CHANGED.format(lost), "span": None}
                record = {**record, "issues": [*record["issues"], note]}
        self._write_events(kept, coding, stay)
        self.db.many(insert("issues", rows.ISSUE), rows.issue_rows(record))
        self.events.index_words(int(row))

    def _supersede(self, record: Record, outcome: Outcome) -> tuple[int, set[str], int]:
        """Put what is kept of the report beside, as a revision or a coding, and take its words out of the index.

        Return its row, the reviewed events that stay as they are, and the number of those that cannot.
        """
        report = record["doc_id"]
        columns = "row, revision, digest, date, title, sha256, text, coding"
        (row, *old) = self.db.rows(f"SELECT {columns} FROM reports WHERE id = ?", (report,))[0]
        whole = compact(as_coded(self.db, report))
        if outcome is Outcome.REVISED:
            self.db.run(insert("revisions", _REVISION), (report, *old, whole))
        else:
            values = (report, old[0], old[-1], whole)
            self.db.run(insert("codings", "report revision coding record") + " ON CONFLICT DO NOTHING", values)
        self.db.dialect.unindex(self.db, row)
        self.db.run("DELETE FROM issues WHERE report = ?", (report,))
        reviewed = self.db.rows("SELECT id FROM events WHERE report = ? AND reviewed <> 'no'", (report,))
        same_text = old[5] == record["text"]
        return row, {event for (event,) in reviewed} if same_text else set(), 0 if same_text else len(reviewed)

    def _write_events(self, kept: Texts, coding: str, stay: set[str]) -> None:
        """Write the events. Those in `stay` keep what they say; what the new coding says of them is a proposal."""
        report = kept.record["doc_id"]
        old: dict[str, int] = dict(self.db.rows("SELECT id, version FROM events WHERE report = ?", (report,)))
        self.events.delete([event for event in old if event not in stay])
        new = {event["id"]: event for event in kept.record["events"]}
        for event in sorted(stay):
            proposed = kept.events.get(event)
            coded = self.db.value(f"SELECT {CODED} FROM events WHERE id = ? AND origin = 'coder'", (event,))
            if proposed != coded:
                values = (event, coding, proposed)
                self.db.run(insert("proposals", "event coding record") + " ON CONFLICT DO NOTHING", values)
        fresh = [
            Written(event=new[id_], text=kept.events[id_], version=old.get(id_, 0) + 1)
            for id_ in new
            if id_ not in stay
        ]
        self.events.write(report, fresh)

    def refuse(self, trouble: Trouble) -> bool:
        """Keep a refusal, if it is news."""
        file, member, line, record, *_ = sound(_origin(trouble.origin))
        values = (file, member, line, record, trouble.kind, sound(trouble.message))
        where = "file = ? AND member = ? AND line = ? AND record = ?"
        if self.db.one(f"SELECT 1 FROM refusals WHERE {where} AND kind = ? AND message = ?", values):
            return False
        with self.db.transaction():
            self.db.run(f"DELETE FROM refusals WHERE {where}", values[:4])
            self.db.run(insert("refusals", "file member line record kind message"), values)
        return True

    def clear_refusal(self, origin: Origin) -> None:
        """Forget a refusal, if there is one."""
        where, values = "file = ? AND member = ? AND line = ? AND record = ?", sound(_origin(origin))[:4]
        if self.db.one(f"SELECT 1 FROM refusals WHERE {where}", values):
            with self.db.transaction():
                self.db.run(f"DELETE FROM refusals WHERE {where}", values)


def unfold(db: Db) -> None:
    """Count a change of what is told or judged: the happenings no longer say it."""
    count = int(db.value("SELECT value FROM store_info WHERE key = 'changes'") or 0)
    db.run("DELETE FROM store_info WHERE key = 'changes'")
    db.run("INSERT INTO store_info (key, value) VALUES ('changes', ?)", (str(count + 1),))


def _origin(o: Origin) -> Row:
    return o.file, o.member, o.line, o.record, o.reader, o.sha256, o.retrieved


def as_coded(db: Db, report: str) -> Record:
    """Return a report's record as the coder gave it, without what people changed."""
    head, text = db.rows("SELECT head, text FROM reports WHERE id = ?", (report,))[0]
    coded = db.rows(f"SELECT {CODED} FROM events WHERE report = ? AND origin = 'coder' ORDER BY row", (report,))
    events = [json.loads(event) for (event,) in coded]
    whole: Record = json.loads(head)
    return whole | {"text": text, "events": events, "issues": issues_of(db, report)}


def issues_of(db: Db, report: str) -> list[Record]:
    """Return a report's issues as its record has them."""
    columns = "kind, stage, message, text, start_char, end_char"
    found = db.rows(f"SELECT {columns} FROM issues WHERE report = ? ORDER BY position", (report,))
    return [
        {"kind": kind, "stage": stage, "message": message, "span": span_of(text, start, end)}
        for kind, stage, message, text, start, end in found
    ]


def span_of(text: str | None, start: int | None, end: int | None) -> Record | None:
    """Return a span as records have it."""
    return None if start is None else {"start": start, "end": end, "text": text}
