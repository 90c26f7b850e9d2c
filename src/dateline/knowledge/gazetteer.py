"""The gazetteer file: place names to places, read-only, opened in milliseconds and never held in memory whole."""

import os
import sqlite3
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import platformdirs

from dateline.errors import DataFileError
from dateline.knowledge.gazetteer_tables import tables_digest
from dateline.text.places.place_entry import NameRank, PlaceEntry, PlaceKind
from dateline.text.places.place_names import place_key

FILE_NAME = "gazetteer.sqlite"
FORMAT = "2"
"""Raised whenever the file's layout or the way records are made changes: older files are then built anew."""

MOST_READINGS = 400
"""More places of one name than any reader would weigh."""

_CACHED_NAMES = 1 << 14

_WAY_OUT = "run `dateline setup` to build it (half a minute, nothing is downloaded)"

_BY_KEY = """
SELECT p.id, p.name, p.kind, p.country, p.admin1, p.admin2, p.lat, p.lon, p.population, p.weight, p.geonames, n.rank
FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? ORDER BY p.weight DESC, p.id LIMIT ?
"""

_COUNTRIES = """
SELECT id, name, kind, country, admin1, admin2, lat, lon, population, weight, geonames, 0
FROM place WHERE id IN (SELECT place FROM country)
"""


def default_folder() -> Path:
    """The folder where built data lies: `DATELINE_DATA`, or the user's data folder."""
    given = os.environ.get("DATELINE_DATA")
    return Path(given) if given else Path(platformdirs.user_data_dir("dateline"))


class Gazetteer:
    """Place names to places. Open one a process; it may be pickled (the other side opens the file again)."""

    def __init__(self, path: Path) -> None:
        """Open a file that is known to be right; use `Gazetteer.open` for any other."""
        self.path = path
        self._base = sqlite3.connect(f"file:{path.as_posix()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._divisions: dict[str, str] = dict(self._base.execute("SELECT code, name FROM division ORDER BY code"))
        self._countries = {e.country: e for e in map(self._entry, self._base.execute(_COUNTRIES))}
        self._cached = lru_cache(maxsize=_CACHED_NAMES)(self._read)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a gazetteer file, or the one in the folder `path`.

        Raises:
            DataFileError: if it is missing, is not a gazetteer, or was built by another version; says how to build it.
        """
        file = path / FILE_NAME if path.is_dir() else path
        if not file.is_file():
            raise DataFileError(f"{file}: there is no gazetteer; {_WAY_OUT}")
        stamp = read_stamp(file)
        expected = {"format": FORMAT, "tables": tables_digest()}
        for key, value in expected.items():
            if stamp.get(key) != value:
                raise DataFileError(
                    f"{file}: {key} is {stamp.get(key)!r}, expected {value!r}: built by another version; {_WAY_OUT}"
                )
        return cls(file)

    @classmethod
    def open_default(cls) -> Self:
        """Open the gazetteer in the default folder; where there is none or an old one, build it first."""
        folder = default_folder()
        try:
            return cls.open(folder)
        except DataFileError:
            from dateline.knowledge.gazetteer_build import build  # noqa: PLC0415  (slow, and it imports this module)

            return cls.open(build(folder))

    @property
    def identity(self) -> tuple[tuple[str, str], ...]:
        """What the file was built from, as written into records: format, source, tables' sum, number of places."""
        return tuple(sorted(read_stamp(self.path).items()))

    def lookup(self, name: str) -> tuple[PlaceEntry, ...]:
        """The places that `name` may stand for, the most prominent first; empty where it names none."""
        return self._cached(place_key(name))

    def country(self, code: str) -> PlaceEntry | None:
        """The country with this ISO 3166 alpha-3 code, or None."""
        return self._countries.get(code)

    def division(self, code: str) -> str:
        """The name of a first-level division by its GeoNames code ("US.CA"), or an empty string."""
        return self._divisions.get(code, "")

    def _read(self, key: str) -> tuple[PlaceEntry, ...]:
        if not key:
            return ()
        return tuple(map(self._entry, self._base.execute(_BY_KEY, (key, MOST_READINGS))))

    def _entry(self, row: tuple[Any, ...]) -> PlaceEntry:
        return PlaceEntry(
            id=row[0],
            name=row[1],
            kind=PlaceKind(row[2]),
            country=row[3],
            admin1=row[4],
            admin1_name=self._divisions.get(row[4], ""),
            admin2=row[5],
            lat=row[6],
            lon=row[7],
            population=row[8],
            weight=row[9],
            geonames=row[10],
            rank=NameRank(row[11]),
        )

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def __reduce__(self) -> tuple[type[Self], tuple[Path]]:
        """Send the path, not the open file, to another process."""
        return type(self), (self.path,)


def read_stamp(file: Path) -> dict[str, str]:
    """What a gazetteer file says of itself.

    Raises:
        DataFileError: if it is not a gazetteer.
    """
    try:
        base = sqlite3.connect(f"file:{file.as_posix()}?mode=ro&immutable=1", uri=True)
        try:
            return dict(base.execute("SELECT key, value FROM meta"))
        finally:
            base.close()
    except sqlite3.Error as trouble:
        raise DataFileError(f"{file}: is not a gazetteer ({trouble}); {_WAY_OUT}") from trouble
