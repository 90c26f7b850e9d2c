"""Place records, one at a time, to one gazetteer file, written whole or not at all.

The records wait in a passing SQLite file beside the target, which also sorts them: memory does not grow with them.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from dateline.knowledge.gazetteer import FILE_NAME, FORMAT
from dateline.knowledge.gazetteer_merge import OwnPlaces
from dateline.knowledge.gazetteer_record import PlaceRecord
from dateline.knowledge.gazetteer_tables import tables_digest
from dateline.text.places.place_entry import NameRank, PlaceKind

Progress = Callable[[int, int], None]
"""Told how many of how many steps are done."""

STEPS = 4
"""Opening the source, reading it, writing, renaming."""

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
_WAITING = """
PRAGMA waiting.journal_mode = OFF;
PRAGMA waiting.synchronous = OFF;
CREATE TABLE waiting.place (position INTEGER PRIMARY KEY, name TEXT, kind INTEGER, country TEXT, admin1 TEXT,
  admin2 TEXT, lat REAL, lon REAL, population INTEGER, weight REAL, geonames INTEGER, keys TEXT);
CREATE TABLE waiting.name (key TEXT, rank INTEGER, place INTEGER);
"""
_INSERT = "INSERT OR REPLACE INTO waiting.place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ORDERED = """
SELECT name, kind, country, admin1, admin2, lat, lon, population, weight, geonames, keys
FROM waiting.place ORDER BY weight DESC, kind, country, name, geonames, lat, lon, position
"""


def publish(
    target: Path,
    records: Iterable[PlaceRecord],
    *,
    source: str,
    own: Iterable[PlaceRecord] = (),
    progress: Progress | None = None,
) -> Path:
    """Write records, joined with our own places, as the gazetteer file of the folder `target`.

    The whole file is written under a passing name, then renamed. The same records give the same bytes.
    """
    tell = progress or (lambda _done, _of: None)
    target.mkdir(parents=True, exist_ok=True)
    final = target / FILE_NAME
    partial = target / f"{FILE_NAME}.{os.getpid()}.partial"
    waiting = target / f"{FILE_NAME}.{os.getpid()}.waiting"
    try:
        for path in (partial, waiting):
            path.unlink(missing_ok=True)
        with closing(sqlite3.connect(partial, isolation_level=None)) as base:
            base.executescript(_SCHEMA)
            base.execute("ATTACH ? AS waiting", (str(waiting),))
            base.executescript(_WAITING)
            _collect(base, records, OwnPlaces(own))
            tell(STEPS - 2, STEPS)
            _write(base, source)
        tell(STEPS - 1, STEPS)
        partial.replace(final)
    finally:
        for path in (partial, waiting):
            path.unlink(missing_ok=True)
    tell(STEPS, STEPS)
    return final


def _collect(base: sqlite3.Connection, records: Iterable[PlaceRecord], own: OwnPlaces) -> None:
    """Let the records wait, then change and add what our own places ask for."""

    def rows() -> Iterator[tuple[Any, ...]]:
        for position, record in enumerate(records):
            filed = list(record.filed())
            own.see(position, record, [key for key, _ in filed])
            yield _row(position, record, filed)

    base.execute("BEGIN")
    base.executemany(_INSERT, rows())
    changed, added = own.outcome()
    base.executemany(_INSERT, (_row(position, r, list(r.filed())) for position, r in sorted(changed.items())))
    base.executemany(_INSERT, (_row(None, r, list(r.filed())) for r in added))
    base.execute("COMMIT")


def _row(position: int | None, r: PlaceRecord, filed: list[tuple[str, NameRank]]) -> tuple[Any, ...]:
    keys = "\n".join(f"{int(rank)}{key}" for key, rank in filed)
    facts = (r.name, int(r.kind), r.country, r.admin1, r.admin2, r.lat, r.lon, r.population, r.weight, r.geonames)
    return (position, *facts, keys)


def _write(base: sqlite3.Connection, source: str) -> None:
    base.execute("BEGIN")
    (places,) = base.execute("SELECT count(*) FROM waiting.place").fetchone()
    meta = {"format": FORMAT, "tables": tables_digest(), "source": source, "places": str(places)}
    base.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
    divisions: dict[str, str] = {}
    countries: dict[str, int] = {}
    for number, row in enumerate(base.execute(_ORDERED)):
        name, kind, country, admin1, admin2, lat, lon, *facts, keys = row
        where = (country, admin1, admin2, round(lat, 5), round(lon, 5))
        base.execute(
            "INSERT INTO main.place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, name, kind, *where, *facts)
        )
        if kind == PlaceKind.ADMIN1 and admin1:
            divisions.setdefault(admin1, name)
        elif kind == PlaceKind.COUNTRY and country:
            countries[country] = number
        names = ((filed[1:], int(filed[0]), number) for filed in keys.split("\n") if filed)
        base.executemany("INSERT INTO waiting.name VALUES (?, ?, ?)", names)
    base.executemany("INSERT INTO division VALUES (?, ?)", sorted(divisions.items()))
    base.executemany("INSERT INTO country VALUES (?, ?)", sorted(countries.items()))
    base.execute("INSERT INTO main.name SELECT key, rank, place FROM waiting.name ORDER BY key, rank, place")
    base.execute("COMMIT")
