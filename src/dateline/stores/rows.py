"""A report's record to the rows of the tables: one function a table, nothing but rearranging."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.stores.db import Row
from dateline.stores.filters import band
from dateline.stores.plain import Record, whole_number

REPORT = "id revision digest date title outlet url language sha256 text coding head"
EVENT = (
    "id report version origin type mode status trigger_text start_char end_char start_day end_day time_grain "
    "time_inferred cameo contexts confidence reviewed record coded"
)
PARTY = "event role position name country sector text start_char end_char"
PLACE = "event name country admin1 lat lon grain geonames text start_char end_char"
EVIDENCE = "event field position text start_char end_char stage rule confidence note"
SOURCE = "event position name text start_char end_char"
COUNT = "event position what low high text start_char end_char"
ISSUE = "report position kind stage message text start_char end_char"
ENTRY = "entry id report type start_day end_day confidence reports lat lon place country admin1 grain terms"

MOST_LETTERS = 300
"""A facet value is cut to so many characters; the record keeps all of it."""


def span(row: Record) -> Row:
    """Return text, start and end of a span that may be missing."""
    return row.get("text"), row.get("start"), row.get("end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An event to write: as it reads now (`text`: its JSON), and as it was coded (`coded`, JSON; None: the same)."""

    event: Record
    text: str
    version: int = 1
    origin: str = "coder"
    reviewed: str = "no"
    coded: str | None = None


def event_row(report: str, written: Written) -> Row:
    """Return the row of `events`."""
    event = written.event
    time, trigger = event.get("time") or {}, event["trigger"]
    return (
        *(event["id"], report, written.version, written.origin, event["type"], event.get("mode"), event["status"]),
        *(trigger["text"], trigger["start"], trigger["end"], time.get("start"), time.get("end"), time.get("grain")),
        *(time.get("inferred"), " ".join(event.get("cameo") or ()), " ".join(event.get("contexts") or ())),
        *(event.get("confidence", 1.0), written.reviewed, written.text, written.coded),
    )


def party_rows(event: Record) -> Iterator[Row]:
    """Return the rows of `parties`: actors first."""
    for role in ("actors", "recipients"):
        for position, party in enumerate(event.get(role) or ()):
            name = party.get("name") or party.get("text") or ""
            yield event["id"], role[:-1], position, name, party.get("country"), party.get("sector"), *span(party)


def place_rows(event: Record) -> Iterator[Row]:
    """Return the row of `places`, if the event has a place."""
    place = event.get("place")
    if place:
        known = (place.get(key) for key in ("name", "country", "admin1", "lat", "lon", "grain"))
        geonames = place.get("geonames")
        yield event["id"], *known, None if geonames is None else str(geonames), *span(place)


def evidence_rows(event: Record) -> Iterator[Row]:
    """Return the rows of `evidence`, field by field."""
    for field, found in (event.get("evidence") or {}).items():
        for position, e in enumerate(found):
            yield event["id"], field, position, *span(e), e["stage"], e["rule"], e["confidence"], e.get("note")


def source_rows(event: Record) -> Iterator[Row]:
    """Return the rows of `sources`, nearest first."""
    for position, source in enumerate(event.get("sources") or ()):
        yield event["id"], position, source.get("name") or source.get("text") or "", *span(source)


def count_rows(event: Record) -> Iterator[Row]:
    """Return the rows of `counts`. A number too large for a column is left out; the record keeps it."""
    for position, count in enumerate(event.get("counts") or ()):
        low, high = whole_number(count.get("low")), whole_number(count.get("high"))
        yield event["id"], position, count["what"], low, high, *span(count)


def issue_rows(record: Record) -> Iterator[Row]:
    """Return the rows of `issues`."""
    for position, issue in enumerate(record.get("issues") or ()):
        where = span(issue.get("span") or {})
        yield record["doc_id"], position, issue["kind"], issue["stage"], issue["message"], *where


def event_terms(event: Record, outlet: str | None, reviewed: str) -> set[tuple[str, str]]:
    """Return the (facet, value) pairs that an event is found by."""
    place = event.get("place") or {}
    parties = [*(event.get("actors") or ()), *(event.get("recipients") or ())]
    found: list[tuple[str, Any]] = [
        ("type", event["type"]),
        ("mode", event.get("mode")),
        ("status", event["status"]),
        ("outlet", outlet),
        ("certainty", band(event.get("confidence", 1.0))),
        ("reviewed", reviewed),
        ("place", place.get("name")),
        ("country", place.get("country")),
        *(("country", party.get("country")) for party in parties),
        *(("party", party.get("name") or party.get("text")) for party in parties),
        *(("source", source.get("name") or source.get("text")) for source in event.get("sources") or ()),
    ]
    return {(field, str(value)[:MOST_LETTERS]) for field, value in found if value}


def where_and_when(item: Record, time: Record, place: Record, filed: str | None) -> Row:
    """Return the columns of an entry from `start_day` on, up to `terms`; an undated item counts as of its filing."""
    first = time.get("start") or time.get("end") or filed or ""
    last = time.get("end") or time.get("start") or filed or ""
    spot = (place.get(key) for key in ("lat", "lon", "name", "country", "admin1", "grain"))
    return first, last, item.get("confidence", 1.0), item.get("reports", 1), *spot
