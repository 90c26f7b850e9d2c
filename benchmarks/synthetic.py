"""Made-up reports by the tens of thousands: varied enough to fill facets, timeline and map, the same every time."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from dateline.knowledge.ontology import Ontology
from dateline.model.ids import stable_id

Record = dict[str, Any]

ENGINE = {"name": "dateline", "version": "made-up", "config": "made-up"}
FIRST_DAY = date(2019, 1, 1)
DAYS = 5 * 365
SYLLABLES = "ba do ka lo mi na ro su ta ve zi ol an er".split()
SECTORS = ("GOV", "MIL", "COP", "OPP", "CVL", "MED", None)
STATUSES = ("actual",) * 8 + ("future", "historical", "negated", "hypothetical")
GRAINS = ("city",) * 7 + ("admin", "country", "country")
REGIONS = 15
SENTENCE = "{party} {verb} {other} in {town}, people there said."
VERBS = ("met", "warned", "detained", "accused", "blocked", "freed")


def made_up_records(reports: int, events_each: int, ontology: Ontology, seed: int = 1) -> Iterator[Record]:
    """Yield records of as many reports, each with as many events; no text in them was ever published."""
    draw = random.Random(seed)  # noqa: S311  (repeatable, no secret)
    names = [_name(draw) for _ in range(400)]
    countries = "EST FJI PER KEN NPL MAR CHL LAO GEO TUN".split()
    towns = [
        (_name(draw), draw.choice(countries), round(draw.uniform(-55, 70), 4), round(draw.uniform(-179, 179), 4))
        for _ in range(3_000)
    ]
    modes: list[tuple[str, list[str | None]]] = [(t.name, [m.name for m in t.modes] or [None]) for t in ontology.types]
    outlets = [f"{_name(draw)} {word}" for word in ("Wire", "Post", "Radio", "Ledger") for _ in range(15)]
    for k in range(reports):
        filed = FIRST_DAY + timedelta(days=draw.randrange(DAYS))
        yield _record(draw, k, filed, events_each, (names, towns, modes, outlets, countries))


def _name(draw: random.Random) -> str:
    return "".join(draw.choice(SYLLABLES) for _ in range(3)).title()


def _record(draw: random.Random, k: int, filed: date, number: int, world: tuple[Any, ...]) -> Record:
    names, towns, modes, outlets, countries = world
    report, title = f"made-up/{k}", f"{draw.choice(names)} and {draw.choice(names)}, report {k}"
    text, events = title + "\n\n", []
    for _ in range(number):
        town, party, other, verb = draw.choice(towns), draw.choice(names), draw.choice(names), draw.choice(VERBS)
        start = len(text)
        text += SENTENCE.format(party=party, verb=verb, other=other, town=town[0]) + " "
        kind, its_modes = draw.choice(modes)
        events.append(
            {"id": stable_id("evt", report, str(start)), "type": kind, "mode": draw.choice(its_modes)}
            | _event(draw, text, start, (town, party, other, verb), filed, countries)
        )
    return {
        "doc_id": report,
        "date": filed.isoformat(),
        "date_from": "given",
        "title": title,
        "outlet": draw.choice(outlets),
        "url": f"https://news.example/{k}",
        "language": "en",
        "sha256": "0" * 64,
        "engine": ENGINE,
        "text": text.rstrip() + "\n",
        "events": events,
        "issues": [],
    }


def _event(
    draw: random.Random, text: str, start: int, words: tuple[Any, ...], filed: date, countries: list[str]
) -> Record:
    (town, country, lat, lon), party, other, verb = words

    def span(of: str) -> Record:
        first = text.index(of, start)
        return {"start": first, "end": first + len(of), "text": of}

    def someone(name: str) -> Record:
        outside: Record = {"country": draw.choice(countries), "sector": draw.choice(SECTORS), "ids": {}}
        return {**span(name), "name": name, **outside, "beside_trigger": None}

    day = (filed - timedelta(days=draw.randrange(7))).isoformat()
    confidence = round(draw.random(), 3)
    spot = {"name": town, "country": country, "admin1": None, "lat": lat, "lon": lon, "grain": draw.choice(GRAINS)}
    if spot["grain"] != "city":  # a country has few regions and one middle
        region = "" if spot["grain"] == "country" else str(draw.randrange(REGIONS))
        middle = {"lat": 5.0 * countries.index(country), "lon": float(region or 0)}
        spot |= middle | {"name": f"{country} {region}".strip(), "admin1": region or None}
    proof = {**span(verb), "stage": "find_events", "rule": "made up", "confidence": confidence}
    return {
        "trigger": span(verb),
        "mentions": [],
        "cameo": [],
        "actors": [someone(party)],
        "recipients": [someone(other)],
        "place": {**span(town), **spot, "geonames": None},
        "time": {"span": None, "start": day, "end": day, "grain": "day", "inferred": "filing"},
        "status": draw.choice(STATUSES),
        "certainty": 3.0,
        "sources": [],
        "counts": [],
        "contexts": [],
        "confidence": confidence,
        "evidence": {"type": [proof], "place": [{**proof, **span(town)}]},
    }
