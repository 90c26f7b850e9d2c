"""What is kept, as records again: reports, events, happenings, lists of them, and the history."""

import json
from collections.abc import Iterator

from dateline.stores.chain import COLUMNS, Entry
from dateline.stores.db import Db, Row, marks
from dateline.stores.filters import Query, cursor
from dateline.stores.judging import part
from dateline.stores.plain import Record, loaded
from dateline.stores.protocol import Kind, Page
from dateline.stores.query import page, total, where
from dateline.stores.writing import CODED, issues_of

EVENT_ORDER = "start_char, end_char, id"
"""The order of a report's events: that of their triggers."""
_EVENT = f"id, report, version, origin, reviewed, record, {CODED}"


def record(db: Db, report: str) -> Record | None:
    """Return a report's record as it reads now, in the record format and with nothing else."""
    found = db.one("SELECT head, text FROM reports WHERE id = ?", (report,))
    if found is None:
        return None
    events = db.rows(
        f"SELECT record FROM events WHERE report = ? AND reviewed <> 'rejected' ORDER BY {EVENT_ORDER}", (report,)
    )
    whole: Record = json.loads(found[0])
    return whole | {
        "text": found[1],
        "events": [json.loads(event) for (event,) in events],
        "issues": issues_of(db, report),
    }


def records(db: Db) -> Iterator[Record]:
    """Yield all records by filing date and id."""
    for (report,) in db.rows("SELECT id FROM reports ORDER BY date, id"):
        found = record(db, report)
        if found is not None:
            yield found


def report(db: Db, id_: str) -> Record | None:
    """Return a report with everything a reader and reviewer needs, rejected events included."""
    found = record(db, id_)
    if found is None:
        return None
    events = db.rows(f"SELECT {_EVENT} FROM events WHERE report = ? ORDER BY {EVENT_ORDER}", (id_,))
    columns = ("file", "member", "line", "record", "reader", "sha256", "retrieved")
    origins = db.rows(
        f"SELECT {', '.join(columns)} FROM provenance WHERE report = ? ORDER BY revision, file, member, line, record",
        (id_,),
    )
    revision = db.value("SELECT revision FROM reports WHERE id = ?", (id_,))
    return found | {
        "revision": revision,
        "origins": [dict(zip(columns, origin, strict=True)) for origin in origins],
        "events": [whole_event(db, row) for row in events],
    }


def event(db: Db, id_: str) -> Record | None:
    """Return an event with its report's id and what was said of it."""
    found = db.one(f"SELECT {_EVENT} FROM events WHERE id = ?", (id_,))
    return None if found is None else whole_event(db, found)


def whole_event(db: Db, row: Row) -> Record:
    """Return the event's record with `report`, `version`, `origin`, `reviewed`, `review`, `proposals`, `happening`.

    Each field in `review` has the value that was `coded` beside the one that holds.
    """
    id_, report_, version, origin, reviewed, text, coded = row
    proposals = db.rows("SELECT coding, record FROM proposals WHERE event = ? ORDER BY coding", (id_,))
    whole: Record = json.loads(text)
    return whole | {
        "report": report_,
        "version": version,
        "origin": origin,
        "reviewed": reviewed,
        "review": review_of(db, id_, json.loads(coded)),
        "proposals": [{"coding": coding, "event": loaded(proposed)} for coding, proposed in proposals],
        "happening": db.value("SELECT happening FROM happening_events WHERE event = ?", (id_,)),
    }


def review_of(db: Db, id_: str, coded: Record) -> Record:
    """Return what holds of each judged field: `{field: {state, value, coded, by, at, n}}`."""
    rows = db.rows("SELECT field, state, value, reviewer, at, n FROM judgements WHERE event = ? ORDER BY field", (id_,))
    return {
        field: {"state": state, "value": loaded(value), "coded": part(coded, field), "by": by, "at": at, "n": n}
        for field, state, value, by, at, n in rows
    }


def happening(db: Db, id_: str) -> Record | None:
    """Return a happening as it was given, with what people made of its events."""
    text = db.value("SELECT record FROM happenings WHERE id = ?", (id_,))
    if text is None:
        return None
    whole: Record = json.loads(text)
    return whole | {"reviewed": reviewed_of(db, whole["events"])}


def reviewed_of(db: Db, events: list[str]) -> str:
    """Return what people made of a group of events: rejected if all are, else corrected, accepted or no."""
    rows = db.rows(f"SELECT DISTINCT reviewed FROM events WHERE id IN ({marks(events)})", events)
    return _together({state for (state,) in rows})


def _together(found: set[str]) -> str:
    if found == {"rejected"}:
        return "rejected"
    return "corrected" if found & {"corrected", "rejected"} else "accepted" if "accepted" in found else "no"


def find(db: Db, kind: Kind, query: Query) -> Page:
    """Return a page of events or happenings as rows."""
    found = page(db, kind, query)
    shown = found[: query.limit]
    ids = [id_ for id_, _, _ in shown]
    rows = (_event_rows if kind == "event" else _happening_rows)(db, ids) if ids else {}
    items = tuple(rows[id_] for id_, _, _ in shown if id_ in rows)  # one may have gone meanwhile
    more = cursor(shown[-1][1], shown[-1][0]) if len(found) > query.limit else None  # type: ignore[arg-type]
    return Page(items=items, next=more, total=total(db, kind, query.filter))


def _event_rows(db: Db, ids: list[str]) -> dict[str, Record]:
    found = db.rows(
        "SELECT e.id, e.report, e.reviewed, e.record, r.title, r.outlet, r.date "
        f"FROM events e JOIN reports r ON r.id = e.report WHERE e.id IN ({marks(ids)})",
        ids,
    )
    return {row[0]: _event_row(row) for row in found}


def _event_row(row: Row) -> Record:
    id_, report_, reviewed, text, title, outlet, filed = row
    whole: Record = json.loads(text)
    time, counts = whole.get("time") or {}, whole.get("counts") or ()
    return {
        "id": id_,
        "report": report_,
        "type": whole["type"],
        "mode": whole.get("mode"),
        "start": time.get("start"),
        "end": time.get("end"),
        "grain": time.get("grain"),
        "place": _place(whole.get("place")),
        "actors": [party.get("name") for party in whole.get("actors") or ()],
        "recipients": [party.get("name") for party in whole.get("recipients") or ()],
        "status": whole["status"],
        "trigger": whole["trigger"]["text"],
        "sources": [source.get("name") for source in whole.get("sources") or ()],
        "counts": [{key: n.get(key) for key in ("what", "low", "high")} for n in counts],
        "confidence": whole.get("confidence"),
        "reviewed": reviewed,
        "headline": title,
        "outlet": outlet,
        "filed": filed,
    }


def _place(place: Record | None) -> Record | None:
    return place and {key: place.get(key) for key in ("name", "country", "admin1", "lat", "lon", "grain")}


def _happening_rows(db: Db, ids: list[str]) -> dict[str, Record]:
    texts = db.rows(f"SELECT id, record FROM happenings WHERE id IN ({marks(ids)})", ids)
    states: dict[str, set[str]] = {id_: set() for id_, _ in texts}
    members = "happening_events x JOIN events e ON e.id = x.event"
    for id_, state in db.rows(
        f"SELECT x.happening, e.reviewed FROM {members} WHERE x.happening IN ({marks(ids)})", ids
    ):
        states.setdefault(id_, set()).add(state)
    names = "id type mode start end grain place actors recipients status counts reports witnesses disputed confidence"
    rows: dict[str, Record] = {}
    for id_, text in texts:
        whole: Record = json.loads(text)
        shown = {name: whole.get(name) for name in (*names.split(), "headline")}
        filed = (whole.get("first") or {}).get("date")
        rows[id_] = shown | {"reviewed": _together(states[id_]), "filed": filed}
    return rows


def find_reports(db: Db, query: Query) -> Page:
    """Return a page of report heads: of the reports that hold an event the filter lets through, or of all."""
    condition, values = where(db, "event", query.filter)
    everything = condition == "1 = 1"
    of_events = condition if everything else f"r.row IN (SELECT e.report FROM event_entries e WHERE {condition})"
    direction, beyond = ("DESC", "<") if query.descending else ("ASC", ">")
    on = "(coalesce(r.date, ''), r.id)"
    after = [] if query.after is None else [str(query.after[0]), query.after[1]]
    rows = db.rows(
        "SELECT r.id, coalesce(r.date, ''), r.title, r.outlet, r.url, r.language, r.revision, "
        "(SELECT count(*) FROM event_entries x WHERE x.report = r.row), "
        "(SELECT count(*) FROM issues i WHERE i.report = r.id) FROM reports r "
        f"WHERE {of_events}{f' AND {on} {beyond} (?, ?)' if after else ''} "
        f"ORDER BY coalesce(r.date, '') {direction}, r.id {direction} LIMIT ?",
        [*values, *after, query.limit + 1],
    )
    names = ("id", "date", "title", "outlet", "url", "language", "revision", "events", "issues")
    items = tuple(dict(zip(names, row, strict=True)) | {"date": row[1] or None} for row in rows[: query.limit])
    more = cursor(rows[query.limit - 1][1], rows[query.limit - 1][0]) if len(rows) > query.limit else None
    count = db.value(f"SELECT count(*) FROM reports r WHERE {of_events}", values)
    return Page(items=items, next=more, total=int(count))


def about(db: Db) -> Record:
    """Return what a store holds, in numbers."""
    first, last = db.rows("SELECT min(start_day), max(end_day) FROM event_entries WHERE start_day <> ''")[0]
    languages = db.rows("SELECT coalesce(language, ''), count(*) FROM reports GROUP BY 1 ORDER BY 1")
    codings = db.rows("SELECT coding, count(*) FROM reports GROUP BY 1 ORDER BY 1")
    tables = ("reports", "events", "happenings", "issues", "refusals", "history")
    return {
        "schema": int(db.value("SELECT value FROM store_info WHERE key = 'schema'")),
        "counts": {table: db.value(f"SELECT count(*) FROM {table}") for table in tables},
        "first_day": first,
        "last_day": last,
        "languages": dict(languages),
        "codings": dict(codings),
    }


def entries(db: Db, *, event: str | None = None, after: int = 0, limit: int | None = None) -> list[Entry]:
    """Return history entries, oldest first."""
    condition, values = ("n > ?", [after]) if event is None else ("n > ? AND event = ?", [after, event])
    names = "n at by event field action old new note previous hash".split()
    some = "" if limit is None else f" LIMIT {int(limit)}"
    rows = db.rows(f"SELECT {', '.join(COLUMNS.split())} FROM history WHERE {condition} ORDER BY n{some}", values)
    return [Entry(**dict(zip(names, row, strict=True))) for row in rows]


def troubles(db: Db) -> Iterator[Record]:
    """Yield issues and refusals."""
    for row in db.rows("SELECT input, kind, stage, message FROM trouble ORDER BY input, kind, message"):
        yield dict(zip(("input", "kind", "stage", "message"), row, strict=True))
