"""Small hand-made records, and many made-up ones from a seed, for the tests of stores."""

import random
from typing import Any

from dateline.model.ids import stable_id

Record = dict[str, Any]

TEXT = "Guards detained him in Tartu.\n\nThe mayor of Tartu said that two people were hurt."
ENGINE = {"name": "dateline", "version": "1", "config": "a"}


def span(text: str, words: str, after: int = 0) -> Record:
    start = text.index(words, after)
    return {"start": start, "end": start + len(words), "text": words}


def party(text: str, words: str, name: str, country: str | None, sector: str | None = None) -> Record:
    return {**span(text, words), "name": name, "country": country, "sector": sector, "ids": {}, "beside_trigger": None}


def event(report: str, text: str = TEXT, words: str = "detained", **changes: Any) -> Record:
    found = span(text, words)
    proof = {**found, "stage": "find_events", "rule": "lexicons/en/events/coerce.yaml#detain", "confidence": 0.9}
    place = {"name": "Tartu", "country": "EST", "admin1": "79", "lat": 58.38, "lon": 26.72, "grain": "city"}
    time = {"span": None, "start": "2022-03-03", "end": "2022-03-03", "grain": "day", "inferred": "filing"}
    return {
        "id": stable_id("evt", report, text, words),
        "trigger": found,
        "mentions": [],
        "type": "COERCE",
        "mode": "arrest",
        "cameo": ["173"],
        "actors": [party(text, text.split(maxsplit=1)[0], "border guards", "EST", "COP")],
        "recipients": [],
        "place": {**span(text, "Tartu"), **place, "geonames": "588335"} if "Tartu" in text else None,
        "time": time,
        "status": "actual",
        "certainty": 3.0,
        "sources": [{**found, "name": "the mayor"}],
        "counts": [{**found, "what": "injured", "low": 2, "high": None}],
        "contexts": ["legal"],
        "confidence": 0.9,
        "evidence": {"type": [proof]},
    } | changes


def record(report: str = "a", text: str = TEXT, events: list[Record] | None = None, **changes: Any) -> Record:
    return {
        "doc_id": report,
        "date": "2022-03-04",
        "date_from": "given",
        "title": "Guards detain a man",
        "outlet": "Harbour Wire",
        "url": None,
        "language": "en",
        "sha256": "0" * 64,
        "engine": ENGINE,
        "text": text,
        "events": [event(report, text)] if events is None else events,
        "issues": [],
    } | changes


TYPES = ("ASSAULT", "COERCE", "PROTEST", "CONSULT", "AID")
TOWNS = (("Tartu", "EST", 58.38, 26.72), ("Suva", "FJI", -18.14, 178.44), ("Apia", "WSM", -13.83, -171.77))
OUTLETS = ("Harbour Wire", "The Northern Ledger", "Radio Meridian", None)
PARTIES = ("police", "dockers", "the union", "the ministry", "Ana Pärn")


def made_up(number: int, seed: int = 1) -> list[Record]:
    """Reports of two events each, whose fields vary independently."""
    draw = random.Random(seed)
    found = []
    for k in range(number):
        text = f"Report {k}: {draw.choice(PARTIES)} met and left.\n\nThe sun rose over {draw.choice(TOWNS)[0]}."
        events = []
        for words in ("met", "left"):
            town, country, lat, lon = draw.choice(TOWNS)
            place = {**span(text, words), "name": town, "country": country, "admin1": None, "lat": lat, "lon": lon}
            grain = draw.choice(("city", "city", "country"))
            day = f"20{draw.randint(18, 23)}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}"
            time = {"span": None, "start": day, "end": day, "grain": "day", "inferred": "x"}
            events.append(
                event(
                    f"r{k}",
                    text,
                    words,
                    type=draw.choice(TYPES),
                    mode=draw.choice((None, "arrest", "firearms")),
                    status=draw.choice(("actual", "actual", "future", "negated")),
                    actors=[
                        party(text, "Report", name, draw.choice(("EST", None))) for name in draw.sample(PARTIES, 2)
                    ],
                    place=draw.choice((None, place | {"grain": grain, "geonames": None})),
                    time=draw.choice((None, time)),
                    confidence=round(draw.random(), 3),
                    sources=[],
                    counts=[],
                )
            )
        filed = f"2023-{draw.randint(1, 12):02d}-01"
        found.append(record(f"r{k}", text, events, title=None, outlet=draw.choice(OUTLETS), date=filed))
    return found


def happening(id_: str, *events: Record, **changes: Any) -> Record:
    """A happening of these events, as merging gives it."""
    first = events[0]
    return {
        "id": id_,
        **{key: first[key] for key in ("type", "mode", "status", "place", "confidence")},
        "start": "2022-03-03",
        "end": "2022-03-03",
        "grain": "day",
        "actors": [actor["name"] for actor in first["actors"]],
        "recipients": [],
        "counts": {},
        "reports": len(events),
        "witnesses": len(events),
        "disputed": [],
        "headline": "Guards detain a man",
        "first": {"report": "a", "outlet": None, "date": "2022-03-04"},
        "latest": {"report": "a", "outlet": None, "date": "2022-03-04"},
        "events": [e["id"] for e in events],
        "fields": {},
        "links": [],
    } | changes
