"""Parties, places and times: what the words of a report stand for in the world."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dateline.model.evidence import Evidence
from dateline.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A reading that was weighed and not chosen. `score` is comparable only within one decision."""

    name: str
    country: str | None
    score: float
    reason: str
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who acts or is acted upon.

    `country` is ISO 3166 alpha-3 or one of IGO UNO EUR NGO ISM IMG MNC, `sector` one of the 25 PLOVER
    sectors; None means that the report does not tell. `beside_trigger` is what stands for the party
    next to the trigger, possibly a pronoun; None where the party is understood.
    """

    span: Span
    name: str
    country: str | None = None
    sector: str | None = None
    ids: tuple[tuple[str, str], ...] = ()
    beside_trigger: Span | None = None
    evidence: tuple[Evidence, ...] = ()
    rejected: tuple[Candidate, ...] = ()


class PlaceGrain(StrEnum):
    """How finely a place is known."""

    POINT = "point"
    CITY = "city"
    ADMIN = "admin"
    COUNTRY = "country"
    REGION = "region"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where. `lat` and `lon` are WGS 84 degrees of the place's centre; `grain` says how wide it is."""

    span: Span
    name: str
    country: str | None
    grain: PlaceGrain
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    evidence: tuple[Evidence, ...] = ()
    rejected: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A place name in the text and what it stands for; `place` is None where no reading was good enough.

    `metonym` is true where the name stands for a government or a people ("Moscow said").
    """

    span: Span
    place: Place | None
    metonym: bool = False


class TimeGrain(StrEnum):
    """How finely a time is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """When: `start` to `end`, both inclusive. `span` is None when inferred, and `inferred` says how."""

    start: date
    end: date
    grain: TimeGrain
    span: Span | None = None
    inferred: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time expression. `type` (DATE TIME DURATION SET) and `value` follow TIMEX3 (ISO-TimeML).

    `start` and `end` (inclusive) are None where the expression fixes no interval ("for two years").
    """

    span: Span
    type: str
    value: str
    start: date | None = None
    end: date | None = None
    grain: TimeGrain = TimeGrain.OTHER
    rule: str = ""
    confidence: float = 1.0
    alternatives: tuple[str, ...] = field(default=())
