"""A happening to plain data: what the store keeps and the page shows."""

from typing import Any

from dateline.merge.happening import Happening
from dateline.merge.judge import WEIGHTS, Decision
from dateline.merge.tellings import Field, Witness
from dateline.merge.view import ReportView

Plain = dict[str, Any]


def happening_record(happening: Happening) -> Plain:
    """Return a happening as dicts, lists, strings and numbers.

    Keys, in this order (a value that no report tells is null):

    - `id`; `type`, `mode`, `status` (text); `start`, `end` (days, inclusive), `grain` (day, week, month, year, other)
    - `place`: `{name, country, admin1, lat, lon, grain, geonames}` or null
    - `actors`, `recipients`: names; `counts`: `{what: {low, high, label}}`, the chosen ones
    - `reports`: how many reports; `witnesses`: how many independent ones (at least 1)
    - `disputed`: names of disputed fields; `confidence`: 0 to 1; `headline`: title of the first report
    - `first`, `latest`: `{report, outlet, date}`
    - `events`: event ids, the first report's first
    - `fields`: `{name: {agreed, chosen, reason, values: [{value, label, support, witnesses: [{report, event, outlet,
      date, quote, start, end}]}]}}` for `type, mode, status, time, place, actors, recipients` and each count (`killed,
      injured, …`). `chosen` is one of the values (of parties: a list of them); `support` counts independent
      witnesses; `start` and `end` are code points in the report's text, null where the value was inferred. The value of
      `time` is `{start, end, grain}`, of a party `{name, country, sector}`, of a count `{low, high}`.
    - `links`: `[{left, right, probability, signals: [{name, value, weight, reason}]}]`: why the events are one
      happening, one link for each event but the first (none for one that only a person joined)
    """
    time = happening.chosen("time") or {"start": None, "end": None, "grain": None}
    return {
        "id": happening.id,
        "type": happening.chosen("type"),
        "mode": happening.chosen("mode"),
        "status": happening.chosen("status"),
        **time,
        "place": happening.chosen("place"),
        "actors": [party["name"] for party in happening.chosen("actors") or ()],
        "recipients": [party["name"] for party in happening.chosen("recipients") or ()],
        "counts": _counts(happening),
        "reports": happening.reports,
        "witnesses": happening.witnesses,
        "disputed": list(happening.disputed),
        "confidence": happening.confidence,
        "headline": _headline(happening),
        "first": _report(happening.first),
        "latest": _report(happening.latest),
        "events": [event.id for event in happening.events],
        "fields": {name: _field(field) for name, field in happening.fields.items()},
        "links": [_link(link) for link in happening.links],
    }


_SINGLE = frozenset({"type", "mode", "status", "time", "place", "actors", "recipients"})


def _counts(happening: Happening) -> Plain:
    found = {}
    for name, field in happening.fields.items():
        if name not in _SINGLE:
            label = next(value.label for value in field.values if value.value == field.chosen)
            found[name] = {**field.chosen, "label": label}
    return found


def _headline(happening: Happening) -> str:
    report, event = happening.first, happening.events[0]
    return report.title or report.quote(event.start, event.end) or event.trigger


def _report(report: ReportView) -> Plain:
    return {"report": report.id, "outlet": report.outlet, "date": _day(report)}


def _day(report: ReportView) -> str | None:
    return None if report.filed is None else report.filed.isoformat()


def _field(field: Field) -> Plain:
    values = [
        {
            "value": value.value,
            "label": value.label,
            "support": value.support,
            "witnesses": [_witness(witness) for witness in value.witnesses],
        }
        for value in field.values
    ]
    return {"agreed": field.agreed, "chosen": field.chosen, "reason": field.reason, "values": values}


def _witness(witness: Witness) -> Plain:
    report = witness.event.report
    return {
        "report": report.id,
        "event": witness.event.id,
        "outlet": report.outlet,
        "date": _day(report),
        "quote": witness.quote,
        "start": witness.start,
        "end": witness.end,
    }


def _link(link: Decision) -> Plain:
    signals = [
        {"name": s.name, "value": round(s.value, 3), "weight": WEIGHTS[s.name], "reason": s.reason}
        for s in link.signals
    ]
    return {"left": link.left, "right": link.right, "probability": link.probability, "signals": signals}
