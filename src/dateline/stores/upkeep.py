"""Looking over a whole store: what must not be, and everything it holds as sorted lines."""

import json
from collections.abc import Iterator

from dateline.stores import reading
from dateline.stores.db import Db
from dateline.stores.plain import Record, canonical
from dateline.stores.protocol import Found

_ORPHANS = {
    "an event without its report": (
        "SELECT e.id FROM events e LEFT JOIN reports r ON r.id = e.report WHERE r.id IS NULL"
    ),
    "an event without evidence": (
        "SELECT e.id FROM events e WHERE e.origin = 'coder' "
        "AND NOT EXISTS (SELECT 1 FROM evidence x WHERE x.event = e.id)"
    ),
    "an event that lists do not show": "SELECT id FROM events EXCEPT SELECT id FROM event_entries",
    "an entry without its event": "SELECT id FROM event_entries EXCEPT SELECT id FROM events",
    "a happening that lists do not show": "SELECT id FROM happenings EXCEPT SELECT id FROM happening_entries",
    "an entry without its happening": "SELECT id FROM happening_entries EXCEPT SELECT id FROM happenings",
    "a report without its words": (
        "SELECT r.id FROM reports r LEFT JOIN report_names n ON n.report = r.row WHERE n.report IS NULL"
    ),
    **{
        f"{table} without their event": (
            f"SELECT x.event FROM {table} x LEFT JOIN events e ON e.id = x.event WHERE e.id IS NULL"
        )
        for table in ("parties", "places", "evidence", "sources", "counts")
    },
}


def check(db: Db, problems: list[str]) -> Found:
    """Return what there is and what is wrong with it; `problems` are those that the database itself sees."""
    found = list(problems)
    for what, question in _ORPHANS.items():
        found += [f"{id_}: {what}" for (id_,) in db.rows(question)]
    for (report,) in db.rows("SELECT id FROM reports ORDER BY id"):
        found += [f"{report}: {line}" for line in _broken_spans(reading.record(db, report) or {})]
    tables = ("reports", "events", "happenings")
    reports, events, happenings = (int(db.value(f"SELECT count(*) FROM {table}")) for table in tables)
    return Found(reports=reports, events=events, happenings=happenings, problems=tuple(found))


def _broken_spans(record: Record) -> Iterator[str]:
    text, todo = record.get("text", ""), [record.get("events")]
    while todo:
        thing = todo.pop()
        if isinstance(thing, list):
            todo += thing
        elif isinstance(thing, dict):
            todo += thing.values()
            start, end, words = thing.get("start"), thing.get("end"), thing.get("text")
            if isinstance(start, int) and words is not None and text[start:end] != words:
                yield f"the text at {start}:{end} is not {words!r}"


def dump(db: Db) -> Iterator[str]:
    """Yield everything as sorted lines of JSON; not what depends on when or in what order it came.

    Where a report was read stands in the lines of its origins alone: of several places its record has the first.
    """
    lines = [canonical(["report", _placeless(record)]) for record in reading.records(db)]
    lines += [
        canonical([table, *_read(row)])
        for table, columns in (
            ("revision", "report, revision, record FROM revisions"),
            ("coding", "report, revision, coding, record FROM codings"),
            ("origin", "report, revision, file, member, line, record, reader, sha256 FROM provenance"),
            ("event", "id, report, version, origin, reviewed, record, coalesce(coded, record) FROM events"),
            ("judgement", "event, field, state, value, at, reviewer, n FROM judgements"),
            ("proposal", "event, coding, record FROM proposals"),
            ("refusal", "file, member, line, record, kind, message FROM refusals"),
            ("history", "n, at, reviewer, event, field, action, old, new, note, hash FROM history"),
            ("happening", "id, record FROM happenings"),
        )
        for row in db.rows(f"SELECT {columns}")
    ]
    for kind in ("event", "happening"):
        terms = db.rows(
            f"SELECT e.id, e.start_day, e.end_day, t.field, t.value FROM {kind}_entries e "
            f"JOIN {kind}_terms x ON x.entry = e.entry JOIN terms t ON t.code = x.term"
        )
        lines += [canonical([f"{kind} term", *row]) for row in terms]
    yield from sorted(lines)


def _read(row: tuple[object, ...]) -> list[object]:
    found = [json.loads(value) if isinstance(value, str) and value.startswith(("{", "[")) else value for value in row]
    return [_placeless(value) if isinstance(value, dict) else value for value in found]


def _placeless(record: Record) -> Record:
    return {key: value for key, value in record.items() if key != "provenance"}
