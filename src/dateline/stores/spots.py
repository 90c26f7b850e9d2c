"""Entries of a list to a map: counted by spot and type with arrays that are read once and kept until entries change."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.stores.db import Db, Row
from dateline.stores.filters import Filter
from dateline.stores.plain import Record
from dateline.stores.protocol import Kind
from dateline.stores.query import total, where

Numbers = NDArray[np.int64]

POINT_GRAINS = ("point", "city")
_PLACED = "e.lat IS NOT NULL AND e.lon IS NOT NULL AND e.grain IS NOT NULL"
_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """Every placed entry, by its row: its id, and the numbers of its spot and of its type.

    `spots` are rows without their counts: of a point lat, lon, grain, name, country; of an area country, admin1, name,
    lat, lon, grain.
    """

    version: int
    entries: Numbers
    ids: list[str]
    spot: Numbers
    type: Numbers
    types: list[str]
    spots: list[Row]
    is_point: NDArray[np.bool_]


class Spots:
    """Makes maps. Remembers where entries lie for as long as none was added, changed or removed."""

    def __init__(self, db: Db) -> None:
        """Read nothing yet."""
        self._db = db
        self._held: dict[Kind, _Table] = {}

    def world(self, kind: Kind, filter_: Filter) -> Record:
        """Return a row for each spot known to the town or closer, and a counted area for each coarser place.

        Points: `[lat, lon, grain, count, name, country, type, id]`: the commonest type, the id where the count is 1.
        Areas: `[country, admin1, name, lat, lon, grain, count]`. Both the fullest first. `unplaced` have no place.
        """
        condition, values = where(self._db, kind, filter_)
        joined = self._db.dialect.joined.format("e.entry || ','")
        for _ in range(_TRIES):
            table = self._table(kind)
            question = f"SELECT {joined} FROM {kind}_entries e WHERE {condition} AND {_PLACED}"
            text = self._db.value(question, values) or ""
            everything = total(self._db, kind, filter_)
            if version(self._db, kind) == table.version:  # else somebody wrote meanwhile
                break
        return _counted(table, np.fromstring(text, np.int64, sep=",")) | _unplaced(everything, text.count(","))

    def _table(self, kind: Kind) -> _Table:
        held, now = self._held.get(kind), version(self._db, kind)
        if held is None or held.version != now:
            held = self._held[kind] = _read(self._db, kind, now)
        return held


def _read(db: Db, kind: Kind, now: int) -> _Table:
    columns = "e.entry, e.id, e.lat, e.lon, e.grain, e.type, e.place, e.country, e.admin1"
    rows = db.rows(f"SELECT {columns} FROM {kind}_entries e WHERE {_PLACED} ORDER BY e.entry")
    types = sorted({row[5] for row in rows})
    codes = {name: number for number, name in enumerate(types)}
    numbers: dict[Row, int] = {}
    spots: list[Row] = []
    spot: list[int] = []
    for _, _, lat, lon, grain, _, place, country, admin1 in rows:
        point = grain in POINT_GRAINS
        key = (lat, lon, grain) if point else (country, admin1, place, grain)
        number = numbers.setdefault(key, len(spots))
        if number == len(spots):
            spots.append((lat, lon, grain, place, country) if point else (country, admin1, place, lat, lon, grain))
        spot.append(number)
    return _Table(
        version=now,
        entries=np.array([row[0] for row in rows], np.int64),
        ids=[row[1] for row in rows],
        spot=np.array(spot, np.int64),
        type=np.array([codes[row[5]] for row in rows], np.int64),
        types=types,
        spots=spots,
        is_point=np.array([row[-1] not in POINT_GRAINS and row[2] in POINT_GRAINS for row in spots], np.bool_),
    )


def _counted(table: _Table, entries: Numbers) -> Record:
    at = np.searchsorted(table.entries, entries)
    at = at[at < len(table.entries)]
    spot, kinds = table.spot[at], max(1, len(table.types))
    counts = np.bincount(spot, minlength=len(table.spots))
    by_type = np.bincount(spot * kinds + table.type[at], minlength=len(table.spots) * kinds)
    commonest = by_type.reshape(-1, kinds).argmax(axis=1).tolist()  # of equals the first by name
    one = np.zeros(len(table.spots), np.int64)
    one[spot] = at
    points: list[list[Any]] = []
    areas: list[list[Any]] = []
    for number in np.flatnonzero(counts).tolist():
        times, where_ = int(counts[number]), table.spots[number]
        if table.is_point[number]:
            id_ = table.ids[one[number]] if times == 1 else None
            points.append([*where_[:3], times, *where_[3:], table.types[commonest[number]], id_])
        else:
            areas.append([*where_, times])
    points.sort(key=lambda p: (-p[3], p[0], p[1], p[2]))
    areas.sort(key=lambda a: (-a[6], a[2] or "", a[0] or "", a[1] or "", a[5]))
    return {"points": points, "areas": areas}


def _unplaced(everything: int, placed: int) -> Record:
    return {"total": everything, "unplaced": everything - placed}


def version(db: Db, kind: Kind) -> int:
    """Return how often entries of a list were added or taken out."""
    return int(db.value("SELECT value FROM store_info WHERE key = ?", (f"{kind} entries",)) or 0)


def outdate(db: Db, kind: Kind) -> None:
    """Note that entries of a list change, inside the transaction that changes them."""
    first = "INSERT INTO store_info (key, value) VALUES (?, '1')"
    more = "CAST(CAST(store_info.value AS BIGINT) + 1 AS TEXT)"
    db.run(f"{first} ON CONFLICT (key) DO UPDATE SET value = {more}", (f"{kind} entries",))
