"""What a gazetteer says of one place, and how such entries are asked for."""

from enum import IntEnum
from typing import NamedTuple, Protocol


class PlaceKind(IntEnum):
    """What a place is. Stored as numbers in the gazetteer file: add new kinds at the end."""

    COUNTRY = 0
    ADMIN1 = 1  # the first level below the country: states, oblasts, provinces
    ADMIN2 = 2  # counties, districts
    CITY = 3
    REGION = 4  # Donbas, the Sahel, the Middle East
    CONTINENT = 5
    WATER = 6  # oceans, seas, rivers, straits
    LANDMARK = 7  # squares, seats of government, airports, camps
    DISTRICT = 8  # a part of a city


class NameRank(IntEnum):
    """How much a name is the place's own."""

    MAIN = 0
    OTHER = 1  # a usual other name or spelling
    SHORT = 2  # the name without "County", "Oblast" …
    LOOSE = 3  # an alternate name of unknown language and use


class PlaceEntry(NamedTuple):
    """One place under one of its names.

    `country` is ISO 3166 alpha-3 or "". `admin1` and `admin2` are GeoNames codes ("US.CA", "US.CA.037") or "".
    `lat` and `lon` are WGS 84 degrees. `population` is an estimate, 0 where unknown. `weight` is the
    prior prominence in [0, 1]. `geonames` is 0 where the place has no GeoNames id.
    """

    id: int
    name: str
    kind: PlaceKind
    country: str
    admin1: str
    admin1_name: str
    admin2: str
    lat: float
    lon: float
    population: int
    weight: float
    geonames: int
    rank: NameRank


class PlaceBook(Protocol):
    """What the place tools ask of a gazetteer."""

    def lookup(self, name: str) -> tuple[PlaceEntry, ...]:
        """The places that a name as written may stand for, the most prominent first."""

    def country(self, code: str) -> PlaceEntry | None:
        """The country with this ISO 3166 alpha-3 code."""


def within(inner: PlaceEntry, outer: PlaceEntry) -> bool:
    """Whether the division or country `outer` holds the place `inner` (a place does not hold itself)."""
    if inner.id == outer.id or inner.kind <= outer.kind or not outer.country or inner.country != outer.country:
        return False
    if outer.kind is PlaceKind.COUNTRY:
        return True
    if outer.kind is PlaceKind.ADMIN1:
        return inner.admin1 == outer.admin1
    return outer.kind is PlaceKind.ADMIN2 and bool(outer.admin2) and inner.admin2 == outer.admin2
