"""An analysis as the plain record of the JSON Lines format: dicts, lists, strings and numbers only."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from dateline.model.analysis import Analysis
from dateline.model.claim import Count, Dispute, Source
from dateline.model.event import Event
from dateline.model.evidence import Evidence
from dateline.model.provenance import Provenance
from dateline.model.referent import Candidate, Party, Place, Time, Toponym
from dateline.model.span import Span

Record = dict[str, Any]
MOST_REJECTED = 5
"""Candidates that were not chosen, a place or party; the rest are not worth their room."""
MOST_DIGITS = 3


def record(analysis: Analysis, *, version: str, config: str) -> Record:
    """Return the record of one report: its outside, the engine that read it, its events and its issues."""
    document = analysis.document
    return {
        "doc_id": document.id,
        "date": _day(document.filed),
        "date_from": document.filed_from or None,
        "title": document.title or None,
        "outlet": document.outlet,
        "url": document.url,
        "language": document.language,
        "sha256": document.sha256,
        "is_summary": document.is_summary,
        "withdrawn": document.withdrawn,
        "provenance": _provenance(document.provenance),
        "text": document.text,
        "engine": engine_record(dict(analysis.engine), version=version, config=config),
        "places": [_named_place(toponym) for toponym in analysis.toponyms or ()],
        "events": [event_record(event, _about(event, analysis.disputes or ())) for event in analysis.events or ()],
        "issues": [
            {"kind": issue.kind, "stage": issue.stage, "message": issue.message, "span": span_record(issue.span)}
            for issue in analysis.issues
        ],
    }


def engine_record(model: Mapping[str, str], *, version: str, config: str) -> Record:
    """Return what coded a report: our version, the digest of settings and data files, the parser's identity."""
    identity = {name: model.get(name) for name in ("name", "version", "sha256")}
    return {"name": "dateline", "version": version, "config": config, "model": identity, "protected": False}


def _provenance(place: Provenance | None) -> Record | None:
    if place is None:
        return None
    numbers = {"line": place.line, "record": place.record, "offset": place.offset}
    where = {"file": place.file, "member": place.member, **numbers}
    return {**where, "retrieved": place.retrieved, "reader": place.reader, "ids": dict(place.ids)}


def to_line(row: Record) -> str:
    """Return the record as one line of JSON Lines, the same bytes for the same record."""
    return json.dumps(row, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))


def _about(event: Event, disputes: Sequence[Dispute]) -> tuple[Dispute, ...]:
    return tuple(dispute for dispute in disputes if dispute.event == event.id)


def event_record(event: Event, disputes: Sequence[Dispute] = ()) -> Record:
    """Return one event with every field of the format, in its order, and the claims that contradict it."""
    return {
        "id": event.id,
        "trigger": span_record(event.trigger),
        "mentions": [span_record(span) for span in event.mentions],
        "type": event.type,
        "mode": event.mode,
        "cameo": list(event.cameo),
        "goldstein": event.goldstein,
        "score": event.score,
        "quad": event.quad,
        "actors": [_party(p) for p in event.actors],
        "recipients": [_party(p) for p in event.recipients],
        "place": _place(event.place),
        "time": _time(event.time),
        "status": event.status.value,
        "certainty": event.certainty,
        "sources": [_source(s) for s in event.sources],
        "asserted": event.asserted,
        "counts": [_count(c) for c in event.counts],
        "disputes": [_dispute(d) for d in disputes],
        "contexts": list(event.contexts),
        "confidence": round(event.confidence, 3),
        "evidence": _evidence((*every_evidence(event), *(e for d in disputes for e in d.evidence))),
    }


def span_record(span: Span | None) -> Record | None:
    """Return a span as start, end and text, or None."""
    return None if span is None else {"start": span.start, "end": span.end, "text": span.text}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _party(party: Party) -> Record:
    return {
        **(span_record(party.span) or {}),
        "name": party.name,
        "country": party.country,
        "sector": party.sector,
        "ids": dict(party.ids),
        "beside_trigger": span_record(party.beside_trigger),
        "rejected": _rejected(party.rejected),
    }


def _place(place: Place | None) -> Record | None:
    if place is None:
        return None
    return {
        **(span_record(place.span) or {}),
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "grain": place.grain.value,
        "geonames": place.geonames,
        "rejected": _rejected(place.rejected),
    }


def _named_place(toponym: Toponym) -> Record:
    """A place name of the report, chosen for an event or not, as compact as it can be."""
    place = toponym.place
    return {
        **(span_record(toponym.span) or {}),
        "name": place.name if place else None,
        "country": place.country if place else None,
        "grain": place.grain.value if place else None,
        "geonames": place.geonames if place else None,
        "metonym": toponym.metonym,
    }


def _rejected(candidates: Sequence[Candidate]) -> list[Record]:
    """The best readings that were weighed and not chosen, best first."""
    best = sorted(candidates, key=lambda c: -c.score)[:MOST_REJECTED]
    return [
        {"name": c.name, "country": c.country, "score": round(c.score, MOST_DIGITS), "reason": c.reason} for c in best
    ]


def _time(time: Time | None) -> Record | None:
    if time is None:
        return None
    return {
        "span": span_record(time.span),
        "start": _day(time.start),
        "end": _day(time.end),
        "grain": time.grain.value,
        "inferred": time.inferred,
    }


def _source(source: Source) -> Record:
    return {**(span_record(source.span) or {}), "name": source.name}


def _count(count: Count) -> Record:
    return {
        **(span_record(count.span) or {}),
        "what": count.what,
        "low": count.low,
        "high": count.high,
        "sources": [_source(s) for s in count.sources],
    }


def _dispute(dispute: Dispute) -> Record:
    return {
        **(span_record(dispute.span) or {}),
        "field": dispute.field,
        "value": dispute.value,
        "against": span_record(dispute.against),
        "sources": [_source(s) for s in dispute.sources],
        "event": dispute.other,
    }


def _evidence(reasons: Iterable[Evidence]) -> dict[str, list[Record]]:
    """Evidence under the name of the field it is for."""
    found: dict[str, list[Record]] = {}
    for evidence in reasons:
        row = {**(span_record(evidence.span) or {"start": None, "end": None, "text": None})}
        row |= {"stage": evidence.stage, "rule": evidence.rule, "confidence": round(evidence.confidence, 3)}
        if evidence.note:
            row["note"] = evidence.note
        found.setdefault(evidence.field, []).append(row)
    return found


def every_evidence(event: Event) -> list[Evidence]:
    """All evidence of an event in the record's field order."""
    found = list(event.evidence)
    for party in (*event.actors, *event.recipients):
        found.extend(party.evidence)
    if event.place is not None:
        found.extend(event.place.evidence)
    if event.time is not None:
        found.extend(event.time.evidence)
    for source in event.sources:
        found.extend(source.evidence)
    for count in event.counts:
        found.extend(count.evidence)
    return found
