"""Reviewed reports as gold: the records as people left them, in the shape that scorers read."""

import json
from collections.abc import Iterator

from dateline.stores.plain import Record
from dateline.stores.protocol import Store

_HEAD = ("doc_id", "date", "title", "outlet", "url", "text")
_SPAN = ("start", "end", "text")
_FIELDS: dict[str, tuple[str, ...] | None] = {
    "trigger": _SPAN,
    "mentions": _SPAN,
    "type": None,
    "mode": None,
    "actors": (*_SPAN, "name", "country", "sector"),
    "recipients": (*_SPAN, "name", "country", "sector"),
    "place": (*_SPAN, "name", "country", "admin1", "lat", "lon", "grain", "geonames"),
    "time": ("span", "start", "end", "grain", "inferred"),
    "status": None,
    "sources": (*_SPAN, "name"),
    "counts": (*_SPAN, "what", "low", "high"),
}
"""What gold says of an event: what people decide, without the coder's reasons."""


def gold_lines(store: Store, *, whole: bool) -> Iterator[str]:
    """Yield reports as lines of JSON, by filing date and id.

    `whole` takes only reports of which every event was judged, which is what a scorer needs: an event that nobody has
    looked at is neither right nor wrong. Otherwise every report with at least one judged event comes.
    """
    for record in store.records():
        report = store.report(record["doc_id"]) or record
        states = [event["reviewed"] for event in report["events"]]
        judged = [state != "no" for state in states]
        if any(judged) and (all(judged) or not whole):
            yield json.dumps(gold_record(record), ensure_ascii=False, allow_nan=False) + "\n"


def gold_record(record: Record) -> Record:
    """Return a record with the fields of gold alone."""
    head = {key: record.get(key) for key in _HEAD if record.get(key) is not None}
    return head | {"events": [_event(event) for event in record["events"]]}


def _event(event: Record) -> Record:
    kept: Record = {}
    for name, keys in _FIELDS.items():
        value = event.get(name)
        if keys is None or value is None:
            kept[name] = value
        elif isinstance(value, list):
            kept[name] = [{key: item.get(key) for key in keys} for item in value]
        else:
            kept[name] = {key: value.get(key) for key in keys}
    return kept
