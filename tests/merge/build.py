"""Small records to fold: one report with one event, everything a test does not care about filled in."""

from typing import Any

Record = dict[str, Any]

TEXT = "Gunmen killed nine traders at a market in Tavu on Friday, police said. The road to the coast was closed."


def span(text: str, words: str) -> Record:
    """Return where `words` first stand in `text`; words that are not there stand at its beginning."""
    start = max(0, text.find(words))
    return {"start": start, "end": start + len(words), "text": text[start : start + len(words)]}


def party(name: str, country: str | None = None, sector: str | None = None, *, text: str = TEXT) -> Record:
    """Return a party of this name."""
    return {**span(text, name), "name": name, "country": country, "sector": sector, "ids": {}, "beside_trigger": None}


def place(
    name: str = "Tavu", *, lat: float = 10.0, lon: float = 10.0, country: str = "TCD", grain: str = "city"
) -> Record:
    """Return a place of this name."""
    known = {"name": name, "country": country, "admin1": None, "lat": lat, "lon": lon, "grain": grain, "geonames": None}
    return {**span(TEXT, name), **known}


def count(what: str, low: int, high: int | None = None, *, words: str = "nine") -> Record:
    """Return a count; `high` None is open."""
    return {**span(TEXT, words), "what": what, "low": low, "high": high}


def event(trigger: str = "killed", *, text: str = TEXT, day: str | None = "2023-03-10", **fields: Any) -> Record:
    """Return an event, an assault by gunmen on traders in Tavu unless `fields` say otherwise."""
    time = None if day is None else {"span": None, "start": day, "end": day, "grain": "day", "inferred": "test"}
    return {
        "trigger": span(text, trigger),
        "mentions": [],
        "type": "ASSAULT",
        "mode": "firearms",
        "actors": [party("Gunmen", "TCD", "UAF")],
        "recipients": [party("nine traders", "TCD", "CVL")],
        "place": place(),
        "time": time,
        "status": "actual",
        "sources": [],
        "counts": [],
        "confidence": 0.9,
        **fields,
    }


def report(
    name: str, *events: Record, date: str | None = "2023-03-11", outlet: str | None = None, text: str = TEXT
) -> Record:
    """Return the record of a report that tells these events; the outlet is its own unless one is named."""
    numbered = [{"id": f"evt_{name}_{k}", **row} for k, row in enumerate(events)]
    head = {"doc_id": name, "date": date, "title": None, "outlet": outlet or f"The {name} News", "text": text}
    return {**head, "events": numbered, "issues": []}
