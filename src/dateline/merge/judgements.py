"""What people said about which events are one happening, replayed into pairs that must or must not be together."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import Any, Literal, Self

from dateline.errors import ConfigError

Action = Literal["join", "split"]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision by a person, kept as plain data and replayed at every merging.

    `join`: the `events` are one happening (`others` is empty). `split`: none of `events` is the same happening as any
    of `others`; what is among `events` themselves stays open. Events that are not there (a report of another revision)
    are passed over. Order matters: of two that contradict each other the later one holds.
    """

    action: Action
    events: tuple[str, ...]
    others: tuple[str, ...] = ()
    by: str | None = None
    at: str | None = None
    note: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Read a judgement from plain data with the keys of this class.

        Raises:
            ConfigError: the action is unknown, or a split has nobody to be split from.
        """
        action, events, others = row.get("action"), tuple(row.get("events", ())), tuple(row.get("others", ()))
        if action not in ("join", "split"):
            raise ConfigError(f"judgement: action: expected 'join' or 'split', found {action!r}")
        if action == "split" and not (events and others):
            raise ConfigError("judgement: a split needs `events` and the `others` that they are taken from")
        return cls(
            action=action, events=events, others=others, by=row.get("by"), at=row.get("at"), note=row.get("note")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """Judgements made consistent. `groups` are events that belong together, `apart` pairs (sorted) that do not."""

    groups: tuple[tuple[str, ...], ...] = ()
    apart: frozenset[Pair] = frozenset()

    def within(self, events: Collection[str]) -> Self:
        """Return the rulings about these events alone. A group lies within them or outside."""
        if not self.groups and not self.apart:
            return self
        here = set(events)
        groups = tuple(group for group in self.groups if group[0] in here)
        return replace(self, groups=groups, apart=frozenset(p for p in self.apart if here.issuperset(p)))


def replay(judgements: Sequence[Judgement], known: Collection[str]) -> Rulings:
    """Turn judgements, oldest first, into rulings over the `known` events.

    They are taken newest first; a pair that contradicts what newer ones say is passed over.
    """
    draft = _Draft()
    for judgement in reversed(judgements):
        for left, right in _pairs(judgement):
            if left != right and left in known and right in known:
                draft.rule(left, right, together=judgement.action == "join")
    groups = tuple(sorted(tuple(sorted(group)) for group in draft.groups() if len(group) > 1))
    return Rulings(groups=groups, apart=frozenset(draft.apart))


def _pairs(judgement: Judgement) -> Iterator[Pair]:
    if judgement.action == "join":
        return combinations(judgement.events, 2)
    return product(judgement.events, judgement.others)


class _Draft:
    """Rulings while they are being made: a union of events, and pairs kept apart."""

    def __init__(self) -> None:
        self.of: dict[str, set[str]] = {}
        self.apart: set[Pair] = set()

    def group(self, event: str) -> set[str]:
        return self.of.setdefault(event, {event})

    def rule(self, left: str, right: str, *, together: bool) -> None:
        one, two = self.group(left), self.group(right)
        if not together:
            if one is not two:
                self.apart.add((min(left, right), max(left, right)))
        elif one is not two and not any(pair(a, b) in self.apart for a in one for b in two):
            one |= two
            for event in two:
                self.of[event] = one

    def groups(self) -> list[set[str]]:
        return list({id(group): group for group in self.of.values()}.values())


def pair(left: str, right: str) -> Pair:
    """Return two event ids in the order that pairs are kept in."""
    return (left, right) if left <= right else (right, left)
