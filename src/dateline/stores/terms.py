"""Facet values as short codes: an entry's codes stand in one text, so that one scan counts all facets at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable

import numpy as np
from numpy.typing import NDArray

from dateline.errors import StoreError
from dateline.stores.db import Db

Numbers = NDArray[np.int32]

_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~"
_DIGITS = 4
MOST_TERMS = len(_LETTERS) ** _DIGITS
"""How many different values all facets of a store may have: 16.7 million."""

_BASE = len(_LETTERS)
_PAIR = np.zeros(2**16, np.int32)  # two letters, read as one little-endian number, to what they stand for
for _high, _first in enumerate(_LETTERS):
    for _low, _second in enumerate(_LETTERS):
        _PAIR[ord(_first) | ord(_second) << 8] = _high * _BASE + _low


def spell(codes: Iterable[int]) -> str:
    """Return the codes in four letters each, smallest first."""
    return "".join(_spell(code) for code in sorted(codes))


def _spell(code: int) -> str:
    if code >= MOST_TERMS:
        raise StoreError(f"more than {MOST_TERMS:,} different names and places; part the reports into several stores")
    return "".join(_LETTERS[code // _BASE**power % _BASE] for power in range(_DIGITS - 1, -1, -1))


def read(text: str) -> Numbers:
    """Return the codes in a text of `spell`s, one after the other."""
    pairs = _PAIR[np.frombuffer(text.encode("ascii"), np.dtype("<u2"))]
    return pairs[::2] * np.int32(_BASE**2) + pairs[1::2]


def count(text: str) -> dict[int, int]:
    """Count the codes in a text of `spell`s."""
    times = np.bincount(read(text))
    found = np.flatnonzero(times)
    return dict(zip(found.tolist(), times[found].tolist(), strict=True))


def codes_of(db: Db, terms: Collection[tuple[str, str]], known: dict[tuple[str, str], int]) -> list[int]:
    """Return the codes of (facet, value) pairs, giving new ones a code; `known` remembers them.

    To be called inside a transaction; `known` must be emptied when that comes to nothing.
    """
    found = []
    for term in sorted(terms):
        if term not in known:
            code = db.value("SELECT code FROM terms WHERE field = ? AND value = ?", term)
            known[term] = code or db.value("INSERT INTO terms (field, value) VALUES (?, ?) RETURNING code", term)
        found.append(known[term])
    return found


class Labels:
    """What the codes stand for. Codes are only ever added, so what was read once stays true."""

    def __init__(self, db: Db) -> None:
        """Read nothing yet."""
        self._db = db
        self._names: dict[int, tuple[str, str]] = {}

    def top(self, counts: dict[int, int], most: int) -> dict[str, list[tuple[str, int]]]:
        """Return, for each facet, its most frequent values with their counts, most frequent first."""
        if any(code not in self._names for code in counts):
            rows = self._db.rows("SELECT code, field, value FROM terms")
            self._names = {code: (field, value) for code, field, value in rows}
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for code, times in counts.items():
            field, value = self._names[code]
            found[field].append((-times, value))
        return {field: [(value, -times) for times, value in sorted(values)[:most]] for field, values in found.items()}
