"""The history's hash chain: every entry holds the hash of the one before, so that no edit goes unseen."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dateline.stores.db import Row
from dateline.stores.plain import canonical

START = "0" * 64
"""What stands before the first entry."""
COLUMNS = "n at reviewer event field action old new note previous hash"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the history. `old` and `new` are states of the field (JSON text), None where there is none.

    `n` counts from 1; `at` is ISO time as the caller told it; `by` is who; `field` is a field of the event, or "event"
    for the whole of it, or "happening" where `event` names a happening.
    """

    n: int
    at: str
    by: str
    event: str
    field: str
    action: str
    old: str | None
    new: str | None
    note: str | None
    previous: str
    hash: str

    def row(self) -> Row:
        """Return the values of `COLUMNS`."""
        told = (self.n, self.at, self.by, self.event, self.field, self.action, self.old, self.new, self.note)
        return *told, self.previous, self.hash

    def record(self) -> dict[str, Any]:
        """Return the entry as plain data, `old` and `new` read."""
        names = ("n", "at", "by", "event", "field", "action", "old", "new", "note", "previous", "hash")
        found = {name: getattr(self, name) for name in names}
        return found | {name: json.loads(found[name]) if found[name] else None for name in ("old", "new")}


def sealed(previous: Entry | None, told: tuple[str, str, str, str, str, str | None, str | None, str | None]) -> Entry:
    """Return the entry that follows `previous`; `told` is at, by, event, field, action, old, new, note."""
    n, before = (previous.n + 1, previous.hash) if previous else (1, START)
    return Entry(
        **dict(zip(("at", "by", "event", "field", "action", "old", "new", "note"), told, strict=True)),  # type: ignore[arg-type]
        n=n,
        previous=before,
        hash=seal(before, n, told),
    )


def seal(before: str, n: int, told: tuple[str | None, ...]) -> str:
    """Return the SHA-256 of the hash before, the number and the content of an entry."""
    return hashlib.sha256(f"{before}\n{canonical([n, *told])}".encode()).hexdigest()


def broken(entries: Iterable[Entry], head: str) -> Iterator[str]:
    """Say what was done to a history since it was written: edits, removals, changes of order.

    Args:
        entries: all of them, by `n`.
        head: the number and hash of the last one as the store keeps them apart: `12:3af…`, or "" for none.
    """
    before, n = START, 0
    for entry in entries:
        n += 1
        told = (entry.at, entry.by, entry.event, entry.field, entry.action, entry.old, entry.new, entry.note)
        if entry.n != n:
            yield f"history: entry {n} is missing; entry {entry.n} stands in its place"
            n = entry.n
        if entry.previous != before:
            yield f"history: entry {entry.n} does not follow the one before it"
        if entry.hash != seal(entry.previous, entry.n, told):
            yield f"history: entry {entry.n} was changed after it was written"
        before = entry.hash
    if head != (f"{n}:{before}" if n else ""):
        yield f"history: ends at entry {n}, but the store says that its end is {head or 'before entry 1'}"
