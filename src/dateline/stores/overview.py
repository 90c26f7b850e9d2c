"""Many entries at a glance: facets and a timeline, each from one scan of the narrow tables."""

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from dateline.stores.db import Db
from dateline.stores.filters import FACETS, Filter
from dateline.stores.plain import Record
from dateline.stores.protocol import Kind
from dateline.stores.query import where
from dateline.stores.terms import Labels, count

Days = NDArray[np.int64]

GRAINS = (("day", 92), ("week", 750), ("month", 9_200))
"""The finest grain of a timeline whose middle 98 % span at most so many days; years beyond."""
_DAY_LETTERS = 10


def facets(db: Db, labels: Labels, kind: Kind, filter_: Filter, most: int) -> dict[str, list[Record]]:
    """Return the most frequent values of every facet; its own choice does not narrow a facet."""
    counted: dict[str, list[tuple[str, int]]] = {}
    shared = labels.top(_counts(db, kind, filter_), most)
    for name in FACETS:
        own = name in filter_.choices
        found = labels.top(_counts(db, kind, filter_.without(name)), most) if own else shared
        counted[name] = found.get(name, [])
    return {name: [{"value": value, "count": n} for value, n in found] for name, found in counted.items()}


def _counts(db: Db, kind: Kind, filter_: Filter) -> dict[int, int]:
    condition, values = where(db, kind, filter_)
    joined = db.dialect.joined.format("e.terms")
    return count(db.value(f"SELECT {joined} FROM {kind}_entries e WHERE {condition}", values) or "")


def timeline(db: Db, kind: Kind, filter_: Filter) -> Record:
    """Return bins of equal grain with the number of entries that begin in them; empty bins are left out."""
    condition, values = where(db, kind, filter_.without_days())
    joined = db.dialect.joined.format("e.start_day")
    text = db.value(f"SELECT {joined} FROM {kind}_entries e WHERE {condition}", values) or ""
    days = np.frombuffer(text.encode("ascii"), f"S{_DAY_LETTERS}").astype("datetime64[D]").astype(np.int64)
    if not len(days):
        return {"grain": "day", "bins": []}
    low, high = np.percentile(days, (1, 99))
    grain = next((name for name, most in GRAINS if high - low <= most), "year")
    starts, times = np.unique(_floor(days, grain), return_counts=True)
    bins = []
    for start, n in zip(starts.tolist(), times.tolist(), strict=True):
        first = date(1970, 1, 1) + timedelta(days=start)
        bins.append({"start": first.isoformat(), "end": _last(first, grain).isoformat(), "count": n})
    return {"grain": grain, "bins": bins}


def _floor(days: Days, grain: str) -> Days:
    if grain == "day":
        return days
    if grain == "week":
        return days - (days + 3) % 7  # day 0, 1 January 1970, was a Thursday
    unit = "datetime64[M]" if grain == "month" else "datetime64[Y]"
    return days.astype("datetime64[D]").astype(unit).astype("datetime64[D]").astype(np.int64)


def _last(first: date, grain: str) -> date:
    if grain == "day":
        return first
    if grain == "week":
        return first + timedelta(days=6)
    months = first.year * 12 + first.month - 1 + (1 if grain == "month" else 12)
    if months // 12 > date.max.year:
        return date.max
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


def suggest(db: Db, field: str, beginning: str, most: int) -> list[Record]:
    """Return values of a facet that hold the text somewhere (any case), the most used first."""
    pattern = "%" + beginning.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    rows = db.rows(
        "SELECT t.value, (SELECT count(*) FROM event_terms x WHERE x.term = t.code) AS n FROM terms t "
        "WHERE t.field = ? AND lower(t.value) LIKE ? ESCAPE '\\' ORDER BY n DESC, t.value LIMIT ?",
        (field, pattern, most),
    )
    return [{"value": value, "count": n} for value, n in rows if n]
