"""A record of the JSON Lines format to the narrow, typed view of its events that merging reads."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from dateline.errors import SourceError
from dateline.knowledge.commonness import load_commonness, weight
from dateline.model.ids import stable_id
from dateline.text.calendar import DAYS, MONTHS
from dateline.text.people.names import name_key
from dateline.text.sentences import sentence_around, sentence_bounds
from dateline.text.stems import stem, words

Record = Mapping[str, Any]

_CALENDAR = frozenset(stem(name) for name in (*DAYS, *MONTHS) if name not in ("march", "may"))

STORY_LETTERS = 900
"""How much of a report, from its title on, tells what story it is: news puts the happening first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stems:
    """A set of stems, sorted; `size` is the sum of the squares of their weights (`knowledge.commonness`)."""

    members: tuple[str, ...]
    size: float

    @classmethod
    def of(cls, members: frozenset[str]) -> Self:
        """Weigh the stems once."""
        return cls(members=tuple(sorted(members)), size=math.fsum(weight(s) ** 2 for s in members))

    def size_without(self, stems: frozenset[str]) -> float:
        """Return the size that is left when these stems are taken out."""
        return self.size - math.fsum([weight(s) ** 2 for s in stems.intersection(self.members)])


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """The outside of a report. `filed` is its date, `story` the stems of its beginning, `bounds` its sentences'."""

    id: str
    outlet: str | None
    filed: date | None
    title: str | None
    text: str
    bounds: tuple[tuple[int, int], ...]
    story: Stems

    def quote(self, start: int, end: int) -> str:
        """Return the sentence or sentences that hold `start:end` of the text."""
        return sentence_around(self.text, self.bounds, start, end)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """An actor or recipient. `key`: its name as `name_key` reads it; `proper`: a name, no description."""

    name: str
    key: tuple[str, ...]
    proper: bool
    country: str | None
    sector: str | None
    ids: tuple[tuple[str, str], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """Where. `lat` and `lon` in degrees; `grain` one of point, city, admin, country, region."""

    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    grain: str
    geonames: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeView:
    """When, both days inclusive; `start` and `end` of the words that tell it are None where it was inferred."""

    first: date
    last: date
    grain: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountView:
    """A number of people or of money; `high` None is open."""

    what: str
    low: int
    high: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """An event as merging sees it.

    `deed` are the stems of its trigger and mentions, `names` those of its parties and place, `around` those of the
    sentences of all of them.
    """

    id: str
    report: ReportView
    trigger: str
    start: int
    end: int
    deed: frozenset[str]
    names: frozenset[str]
    around: Stems
    type: str
    mode: str | None
    actors: tuple[PartyView, ...]
    recipients: tuple[PartyView, ...]
    place: PlaceView | None
    time: TimeView | None
    status: str
    sources: tuple[str, ...]
    counts: tuple[CountView, ...]
    confidence: float


def views(record: Record) -> tuple[EventView, ...]:
    """Return the events of one record (docs/reference/record-format.md), in its order.

    A hand-written record may leave out the keys that the format does not mark as needed; an event without `id` gets one
    from report and trigger.

    Raises:
        SourceError: a date is no day.
    """
    report = report_view(record)
    return tuple(_event(report, event) for event in record["events"])


def report_view(record: Record) -> ReportView:
    """Return the outside of one record."""
    text = record.get("text") or ""
    return ReportView(
        id=record["doc_id"],
        outlet=record.get("outlet"),
        filed=_day(record.get("date")),
        title=record.get("title"),
        text=text,
        bounds=sentence_bounds(text),
        story=Stems.of(stems_of(text[:STORY_LETTERS])),
    )


def stems_of(text: str) -> frozenset[str]:
    """Return the stems of the words of a text, without the names of days and months: time is compared as time."""
    return frozenset(stem(word) for word in words(text)) - _CALENDAR


def _event(report: ReportView, row: Record) -> EventView:
    trigger = row["trigger"]
    spans = [trigger, *row.get("mentions", ())]
    told = [report.quote(s["start"], s["end"]) or s["text"] for s in spans]
    around = frozenset().union(*(stems_of(sentence) for sentence in told))
    return EventView(
        id=row.get("id") or stable_id("evt", report.id, str(trigger["start"]), str(trigger["end"])),
        report=report,
        trigger=trigger["text"],
        start=trigger["start"],
        end=trigger["end"],
        deed=frozenset().union(*(stems_of(s["text"]) for s in spans)),
        names=_names(row),
        around=Stems.of(around),
        type=row["type"],
        mode=row.get("mode"),
        actors=tuple(_party(p) for p in row.get("actors", ())),
        recipients=tuple(_party(p) for p in row.get("recipients", ())),
        place=_place(row.get("place")),
        time=_time(row.get("time")),
        status=row.get("status") or "actual",
        sources=tuple(s.get("name") or s["text"] for s in row.get("sources", ())),
        counts=tuple(_count(c) for c in row.get("counts", ())),
        confidence=float(row.get("confidence", 1.0)),
    )


def _names(row: Record) -> frozenset[str]:
    named = [*row.get("actors", ()), *row.get("recipients", ()), *([row["place"]] if row.get("place") else [])]
    return frozenset().union(*(stems_of(text) for p in named for text in (p["text"], p.get("name") or "")))


def _party(row: Record) -> PartyView:
    name = row.get("name") or row["text"]
    own = [word for word in words(name) if word.lower() not in ("the", "of", "and", "for", "a")]
    return PartyView(
        name=name,
        key=name_key(own),
        proper=_proper(own),
        country=row.get("country"),
        sector=row.get("sector"),
        ids=tuple(sorted((row.get("ids") or {}).items())),
        start=row["start"],
        end=row["end"],
    )


def _proper(own: list[str]) -> bool:
    """Tell whether words are a name: capitalised, and if it is only one, not a common word like "Gunmen"."""
    return bool(own) and own[-1][:1].isupper() and (len(own) > 1 or stem(own[0]) not in load_commonness())


def _place(row: Record | None) -> PlaceView | None:
    if row is None:
        return None
    geonames = row.get("geonames")
    return PlaceView(
        name=row.get("name") or row["text"],
        country=row.get("country"),
        admin1=row.get("admin1"),
        lat=row.get("lat"),
        lon=row.get("lon"),
        grain=row.get("grain") or "region",
        geonames=None if geonames is None else str(geonames),
        start=row["start"],
        end=row["end"],
    )


def _time(row: Record | None) -> TimeView | None:
    first, last = (_day(row.get("start")), _day(row.get("end"))) if row else (None, None)
    if row is None or first is None:
        return None
    span = row.get("span") or {}
    return TimeView(
        first=first, last=last or first, grain=row.get("grain") or "day", start=span.get("start"), end=span.get("end")
    )


def _count(row: Record) -> CountView:
    return CountView(what=row["what"], low=row["low"], high=row.get("high"), start=row["start"], end=row["end"])


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as trouble:
        expected = "expected a day as YYYY-MM-DD (docs/reference/record-format.md)"
        raise SourceError(f"record: date: {expected}, found {text!r}") from trouble
