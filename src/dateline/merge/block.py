"""An event to the blocks it lies in and those it looks into: only events that meet in a block are ever compared.

A block is a group of types, a week, and a country, a name or a square of two degrees. Deeds that a report recounts
without telling the day, or with no more than the year, also look for dated ones by the names in them.
Source of the idea: record linkage, where blocking keeps the number of comparisons near the number of records.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dateline.knowledge.ontology import load_ontology
from dateline.merge.view import EventView, PartyView

Key = tuple[str, str, int, str]
Window = tuple[int, int]

SLACK_DAYS = 1
"""A report may be a day off: time zones, nights, papers that print the next morning."""

SPEECH_DAYS = 7
"""An event without a told time is first taken to lie within so many days before filing."""

LONGEST_DAYS = 100
"""Events that last longer meet others by names only: a war is not one of its days."""

BACK_DAYS = 3 * 366
"""How far back a deed without a told time is looked for."""

SQUARE_DEGREES = 2.0
_WEEK = 7
_PRECISE = frozenset({"point", "city"})
_WORDS = frozenset({1, 3})  # quad classes of what is only said: told when it is said, not years after


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """Where an event is found (`lies`), where it looks for others (`looks`), and the days it may have happened.

    The search is symmetric: if one of two events looks where the other lies, so does the other.
    """

    lies: frozenset[Key]
    looks: frozenset[Key]
    days: Window | None


@cache
def _quads() -> dict[str, int]:
    return {kind.name: kind.quad for kind in load_ontology().types}


def type_group(name: str) -> str:
    """Return the group of a type within which two reports may differ: its quad class, or itself for a type not ours."""
    quad = _quads().get(name)
    return name if quad is None else f"quad {quad}"


def only_said(name: str) -> bool:
    """Tell whether a type is an act of speech: verbal cooperation or conflict."""
    return _quads().get(name) in _WORDS


def blocks(event: EventView) -> Blocks:
    """Return the blocks of an event.

    Its days (proleptic ordinals, inclusive) are the told ones with `SLACK_DAYS` on either side, or those before filing.
    """
    group, days = type_group(event.type), _days(event)
    if days is None:
        undated = frozenset((group, "undated", 0, where) for where in _wheres(event))
        return Blocks(lies=undated, looks=undated, days=None)
    brief = days if _brief(days) else _said_lately(event)
    weeks = frozenset((group, "week", week, where) for week in _spanned(brief, _WEEK) for where in _wheres(event))
    named = {kind: _named(group, kind, days, event) for kind in ("dated", "open")}
    if _open(event, days):
        return Blocks(lies=weeks | named["open"], looks=weeks | named["open"] | named["dated"], days=days)
    return Blocks(lies=weeks | named["dated"], looks=weeks | named["open"], days=days)


def overlap(one: Window | None, other: Window | None) -> bool:
    """Tell whether two events may be of the same day; undated events meet only undated ones."""
    if one is None or other is None:
        return one is other
    return one[0] <= other[1] and other[0] <= one[1]


def _days(event: EventView) -> Window | None:
    filed = event.report.filed
    if event.time is not None:
        return _ordinal(event.time.first, -SLACK_DAYS), _ordinal(event.time.last, SLACK_DAYS)
    if filed is None:
        return None
    return _ordinal(filed, -SPEECH_DAYS if only_said(event.type) else -BACK_DAYS), _ordinal(filed, SLACK_DAYS)


def _said_lately(event: EventView) -> Window | None:
    """The week before filing for an event without a told time; None for one that is told to last long."""
    filed = event.report.filed
    if event.time is not None or filed is None:
        return None
    return _ordinal(filed, -SPEECH_DAYS), _ordinal(filed, SLACK_DAYS)


def _open(event: EventView, days: Window) -> bool:
    return not _brief(days) or (event.time is None and not only_said(event.type))


def _brief(days: Window) -> bool:
    return days[1] - days[0] <= LONGEST_DAYS


def _ordinal(day: date, days: int) -> int:
    try:
        return (day + timedelta(days=days)).toordinal()
    except OverflowError:  # the first and the last days there are
        return day.toordinal()


def _spanned(days: Window | None, unit: int) -> range:
    return range(0) if days is None else range(days[0] // unit, days[1] // unit + 1)


def _named(group: str, kind: str, days: Window, event: EventView) -> frozenset[Key]:
    """The blocks of three years of the full names in an event: of parties, and of places no wider than a town."""
    parties = (*event.actors, *event.recipients)
    names = {" ".join(party.key) for party in parties if party.proper and len(party.key) > 1}
    if event.place is not None and event.place.grain in _PRECISE:
        names.add(event.place.name.lower())
    return frozenset((group, kind, year, name) for year in _spanned(days, BACK_DAYS) for name in names)


def _wheres(event: EventView) -> frozenset[str]:
    """Countries, names of parties and squares of the globe; without any of them, the stems of the deed."""
    parties: tuple[PartyView, ...] = (*event.actors, *event.recipients)
    found = {party.country for party in parties if party.country}
    found |= {party.key[-1] for party in parties if party.proper and party.key}
    place = event.place
    if place is not None:
        found.add(place.country or place.name.lower())
        if place.lat is not None and place.lon is not None and place.grain in _PRECISE:
            found |= set(_squares(place.lat, place.lon))
    return frozenset(found or event.deed)


def _squares(lat: float, lon: float) -> Iterator[str]:
    """The squares that a circle of half a square's side (over 100 km in latitude) around the point may touch."""
    half = SQUARE_DEGREES / 2
    for y in sorted({math.floor((lat + d) / SQUARE_DEGREES) for d in (-half, half)}):
        for x in sorted({math.floor(((lon + d + 180) % 360) / SQUARE_DEGREES) for d in (-half, half)}):
            yield f"{y}/{x}"
