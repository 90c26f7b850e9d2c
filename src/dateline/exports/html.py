"""Records as one HTML page that stands alone: no script, no font, no picture from elsewhere."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from jinja2 import Environment, PackageLoader

Record = dict[str, Any]

_SAID = {
    "actual": "happened",
    "historical": "happened earlier",
    "future": "is to come",
    "hypothetical": "may or might",
    "negated": "did not happen",
}


def html_page(records: Sequence[Record], *, title: str = "Dateline report") -> str:
    """Return a page that shows each report beside its events, every field linked to its words.

    Everything that comes from a report is escaped; the page runs no script.
    """
    environment = Environment(
        loader=PackageLoader("dateline.exports", "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"parties": _parties, "when": _when, "told": lambda status: _SAID.get(status, status)}
    reports = [_report(number, record) for number, record in enumerate(records)]
    return environment.get_template("report.html.j2").render(
        title=title, reports=reports, total=sum(len(r["events"]) for r in records)
    )


def _report(number: int, record: Record) -> Record:
    events = [_event(number, k, event) for k, event in enumerate(record["events"])]
    spans = [span for event in events for span in event["spans"]]
    pieces = list(_pieces(record["text"], [*spans, *_headline(record)], f"r{number}c"))
    first = {piece["start"]: piece["id"] for piece in pieces}
    for event in events:
        for row in event["fields"]:
            for reason in row["reasons"]:
                reason["anchor"] = first.get(reason["start"], "")
    return {"number": number, "record": record, "pieces": pieces, "events": events}


def _headline(record: Record) -> list[tuple[Record, str]]:
    """The title as a span, where the text begins with it."""
    title = record["title"]
    return [({"start": 0, "end": len(title)}, "headline")] if title and record["text"].startswith(title) else []


def _event(report: int, number: int, event: Record) -> Record:
    fields = [
        {"name": field, "reasons": [dict(reason) for reason in reasons]} for field, reasons in event["evidence"].items()
    ]
    spans = [(event["trigger"], "trigger"), *((m, "mention") for m in event["mentions"])]
    for role in ("actors", "recipients"):
        spans.extend((party, role) for party in event[role])
    spans.extend((event[key], key) for key in ("place",) if event[key])
    if event["time"] and event["time"]["span"]:
        spans.append((event["time"]["span"], "time"))
    spans.extend((item, key) for key in ("sources", "counts") for item in event[key])
    spans.extend((reason, "evidence") for row in fields for reason in row["reasons"])
    shown = [span for span in spans if span[0].get("start") is not None]  # a name that a person typed has no words here
    return {"id": f"r{report}e{number}", "event": event, "fields": fields, "spans": shown}


def _pieces(text: str, spans: Sequence[tuple[Record, str]], prefix: str) -> Iterator[Record]:
    """Cut the text wherever a span begins or ends; each piece knows the kinds of span that lie over it."""
    cuts = sorted({0, len(text), *(s["start"] for s, _ in spans), *(s["end"] for s, _ in spans)})
    for start, end in pairwise(cuts):
        kinds = sorted({kind for s, kind in spans if s["start"] <= start and end <= s["end"]} - {"evidence"})
        yield {"id": f"{prefix}{start}", "start": start, "text": text[start:end], "kinds": kinds}


def _parties(parties: Sequence[Record]) -> str:
    return "; ".join(
        f"{p['name']} ({' '.join(filter(None, (p['country'], p['sector']))) or 'uncoded'})" for p in parties
    )


def _when(time: Record | None) -> str:
    if not time:
        return ""
    return time["start"] if time["start"] == time["end"] else f"{time['start']} to {time['end']}"
