"""Judgements from one store to another, as JSON Lines: what was said, in its order, by whom and when."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dateline.errors import SourceError, StoreError
from dateline.review.history import whole_history
from dateline.stores.judging import HAPPENING, WHOLE
from dateline.stores.plain import Record, canonical
from dateline.stores.protocol import Review, Store

KEYS = ("n", "at", "by", "event", "field", "action", "new", "note")
"""The keys of a line; `new` is the state that the judgement led to. A line may hold more."""
_TEXTS = ("at", "by", "event", "field", "action")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of an import: judgements taken, those that were there already, and a line for each that was refused."""

    new: int = 0
    known: int = 0
    refused: tuple[str, ...] = field(default=())


def export_lines(store: Store) -> Iterator[str]:
    """Yield every judgement of a store as a line, oldest first."""
    for entry in whole_history(store):
        yield json.dumps({key: entry[key] for key in KEYS}, ensure_ascii=False, allow_nan=False) + "\n"


def import_lines(store: Store, lines: Iterable[str], *, name: str) -> Taken:
    """Replay judgements over a store that holds the same reports; those that it has already are passed over.

    One that cannot be replayed (its event is not there, its undo has nothing to undo) is refused with a reason and
    the rest goes on.

    Raises:
        SourceError: a line is no judgement; the message names the file and the line. What was before it is taken.
    """
    there = {_mark(entry) for entry in whole_history(store)}
    new, known, refused = 0, 0, []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        entry = _read(line, f"{name}:{number}")
        if _mark(entry) in there:
            known += 1
            continue
        try:
            _replay(store, entry)
            new += 1
        except (StoreError, KeyError, TypeError) as trouble:
            refused.append(f"{name}:{number}: {trouble}")
    return Taken(new=new, known=known, refused=tuple(refused))


def _mark(entry: Record) -> str:
    return canonical([entry[key] for key in (*_TEXTS, "new", "note")])


def _read(line: str, where: str) -> Record:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as trouble:
        raise SourceError(f"{where}: is no JSON: {trouble}; expected a line of dateline review --export") from trouble
    if not isinstance(entry, dict):
        raise SourceError(f"{where}: expected an object with {', '.join(KEYS)}")
    for key in KEYS:
        right = isinstance(entry.get(key), str) if key in _TEXTS else key in entry
        if not right or (key == "n" and not isinstance(entry["n"], int)):
            raise SourceError(f"{where}: {key}: is missing or of the wrong kind; found {entry.get(key)!r:.80}")
    return entry


def _replay(store: Store, entry: Record) -> None:
    """Say it again."""
    said = {key: entry[key] for key in ("by", "at", "note")}
    value = (entry["new"] or {}).get("value")
    if entry["field"] == HAPPENING:
        store.judge_happening(entry["event"], entry["action"], value or {}, **said)
    elif entry["field"] == WHOLE and entry["action"] == "add":
        added = value or {}
        store.add_event(added["report"], added["event"], **said)
    else:
        if entry["action"] == "restore":
            value = _same_state(store, entry)
        store.review(Review(event=entry["event"], field=entry["field"], action=entry["action"], value=value, **said))


def _same_state(store: Store, entry: Record) -> int:
    """Return the number of the entry of this store after which the field stood as the restored state says."""
    of_field = [e for e in store.history(event=entry["event"], limit=2**31) if e["field"] == entry["field"]]
    for earlier in of_field:
        if earlier["new"] == entry["new"]:
            return int(earlier["n"])
    raise StoreError(f"restore: nothing in this store left {entry['event']}, field {entry['field']!r}, in that state")
