"""An event to the blocks it lies in: only events that share a block are ever compared.

A block is a week, a group of types, and a country, a name or a square of two degrees. Source of the idea: record
linkage, where blocking keeps the number of comparisons near the number of records.
"""

import math
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from dateline.knowledge.ontology import load_ontology
from dateline.merge.view import EventView

Key = tuple[str, int, str]
Window = tuple[int, int]

SLACK_DAYS = 1
"""A report may be a day off: time zones, nights, papers that print the next morning."""

SPEECH_DAYS = 7
"""An event without a told time is taken to lie within so many days before filing."""

LONGEST_DAYS = 100
"""Events that last longer meet only others that do: a war is not one of its days."""

SQUARE_DEGREES = 2.0
_WEEK, _YEAR = 7, 366
_UNDATED = -1
_PRECISE = frozenset({"point", "city"})


@cache
def _quads() -> dict[str, int]:
    return {kind.name: kind.quad for kind in load_ontology().types}


def type_group(name: str) -> str:
    """Return the group of a type within which two reports may differ: its quad class, or itself for a type not ours."""
    quad = _quads().get(name)
    return name if quad is None else f"quad {quad}"


def window(event: EventView) -> Window | None:
    """Return the first and last day (proleptic ordinals) the event may have happened, None where nothing dates it.

    Told times get `SLACK_DAYS` on either side; without one the event lies in the `SPEECH_DAYS` before filing.
    """
    filed = event.report.filed
    if event.time is not None:
        return event.time.first.toordinal() - SLACK_DAYS, event.time.last.toordinal() + SLACK_DAYS
    return None if filed is None else (_ordinal(filed, -SPEECH_DAYS), _ordinal(filed, SLACK_DAYS))


def overlap(one: Window | None, other: Window | None) -> bool:
    """Tell whether two windows may hold the same day; undated events meet only undated ones."""
    if one is None or other is None:
        return one is other
    return one[0] <= other[1] and other[0] <= one[1]


def keys(event: EventView) -> frozenset[Key]:
    """Return the blocks an event lies in."""
    group = type_group(event.type)
    return frozenset((group, slot, where) for slot in _slots(window(event)) for where in _wheres(event))


def _ordinal(day: date, days: int) -> int:
    return (day + timedelta(days=days)).toordinal()


def _slots(days: Window | None) -> Iterator[int]:
    """Weeks for what is short, years (below zero) for what is long."""
    if days is None:
        yield _UNDATED
    elif days[1] - days[0] <= LONGEST_DAYS:
        yield from range(days[0] // _WEEK, days[1] // _WEEK + 1)
    else:
        yield from range(-2 - days[1] // _YEAR, -1 - days[0] // _YEAR)


def _wheres(event: EventView) -> frozenset[str]:
    """Countries, names of parties and squares of the globe; without any of them, the stems of the deed."""
    found = {p.country for p in (*event.actors, *event.recipients) if p.country}
    found |= {p.key[-1] for p in (*event.actors, *event.recipients) if p.proper and p.key}
    place = event.place
    if place is not None:
        found.add(place.country or place.name.lower())
        if place.lat is not None and place.lon is not None and place.grain in _PRECISE:
            found |= set(_squares(place.lat, place.lon))
    return frozenset(found or event.deed)


def _squares(lat: float, lon: float) -> Iterator[str]:
    """The squares that a circle of half a square's side (over 100 km in latitude) around the point may touch."""
    half = SQUARE_DEGREES / 2
    for y in {math.floor((lat + d) / SQUARE_DEGREES) for d in (-half, half)}:
        for x in {math.floor(((lon + d + 180) % 360) / SQUARE_DEGREES) for d in (-half, half)}:
            yield f"{y}/{x}"
