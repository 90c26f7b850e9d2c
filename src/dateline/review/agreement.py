"""Two people's judgements of the same fields, compared: how often they agree, and beyond what chance would give."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dateline.review.history import whole_history
from dateline.stores.plain import Record, canonical
from dateline.stores.protocol import Store

LISTS = ("actors", "recipients", "sources", "counts", "contexts")
"""Fields of several values: compared by what the lists share (F1); all others by Cohen's kappa."""
_OPEN = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How two reviewers agree on one field over the `n` events that both judged it of.

    `agreed` is the share of equal values; `kappa` Cohen's (1960), None for lists and where both gave one and the same
    value throughout; `f1` the overlap of lists, None for other fields.
    """

    field: str
    n: int
    agreed: float
    kappa: float | None
    f1: float | None


def agreement(store: Store, one: str, other: str) -> tuple[Agreement, ...]:
    """Compare two reviewers field by field, in the order of the fields' names."""
    first, second = _held_by(store, one), _held_by(store, other)
    both = sorted(first.keys() & second.keys())
    fields = sorted({field for _, field in both})
    return tuple(_compare(field, [(first[key], second[key]) for key in both if key[1] == field]) for field in fields)


def _held_by(store: Store, reviewer: str) -> dict[tuple[str, str], Any]:
    """Return the value that a reviewer stood by, for each event and field that they judged."""
    held: dict[tuple[str, str], Any] = {}
    stack: dict[tuple[str, str], list[Any]] = {}
    for entry in whole_history(store):
        key = (entry["event"], entry["field"])
        states = stack.setdefault(key, [])
        if entry["action"] == "undo":
            states.pop()
            held.pop(key, None)
        elif entry["action"] != "note" and entry["new"] is not None:
            states.append(entry["new"])
        if entry["by"] == reviewer and entry["action"] not in ("note", "undo"):
            held[key] = _value(store, key, states)
    return {key: value for key, value in held.items() if value is not _OPEN}


def _value(store: Store, key: tuple[str, str], states: list[Record]) -> Any:
    """Return what a field stands at: corrected or rejected there, or as it was coded; `_OPEN` where nothing holds."""
    if not states:
        return _OPEN
    last = states[-1]
    if last["state"] == "rejected":
        return None
    corrected = next((state["value"] for state in reversed(states) if state["state"] == "corrected"), _OPEN)
    if corrected is not _OPEN:
        return corrected
    event, field = key
    if field == "event":
        return last["state"]
    now = store.event(event) or {}
    return now.get("review", {}).get(field, {}).get("coded", now.get(field))


def _compare(field: str, pairs: list[tuple[Any, Any]]) -> Agreement:
    as_text = [(_plain(field, one), _plain(field, other)) for one, other in pairs]
    agreed = sum(one == other for one, other in as_text) / len(pairs)
    if field in LISTS:
        return Agreement(field=field, n=len(pairs), agreed=agreed, kappa=None, f1=_overlap(field, pairs))
    return Agreement(field=field, n=len(pairs), agreed=agreed, kappa=_kappa(as_text, agreed), f1=None)


def _kappa(pairs: list[tuple[str, str]], agreed: float) -> float | None:
    """Return Cohen's kappa: (observed - expected) / (1 - expected)."""
    left, right = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(left[value] * right[value] for value in left) / len(pairs) ** 2
    return None if expected == 1 else (agreed - expected) / (1 - expected)


def _overlap(field: str, pairs: list[tuple[Any, Any]]) -> float:
    shared = total = 0
    for one, other in pairs:
        left, right = set(_items(field, one)), set(_items(field, other))
        shared += 2 * len(left & right)
        total += len(left) + len(right)
    return shared / total if total else 1.0


def _plain(field: str, value: Any) -> str:
    return canonical(sorted(_items(field, value)) if field in LISTS else _said(value))


def _items(field: str, value: Any) -> Iterable[str]:
    return [canonical(_said(item)) for item in value or ()] if field in LISTS else []


def _said(value: Any) -> Any:
    """Return what a value says, without the words that it rests on."""
    if not isinstance(value, dict):
        return value
    keys = ("name", "country", "sector", "what", "low", "high", "start", "end", "grain")
    spans = isinstance(value.get("start"), int) and ("name" in value or "what" in value)
    return {key: value[key] for key in keys if key in value and not (spans and key in ("start", "end"))}
