"""What single events tell of a field to the values of that field, each with its witnesses."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.merge.view import EventView
from dateline.merge.witness import independent


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One telling of a value: `key` is equal where two are the same value; `start` and `end` None: inferred."""

    key: Hashable
    value: Any
    label: str
    event: EventView
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """An event of a report that tells a value, and where the exact words for it stand (None: inferred)."""

    event: EventView
    start: int | None
    end: int | None

    @property
    def quote(self) -> str:
        """The sentence with those words, or with the trigger where the value was inferred."""
        if self.start is None or self.end is None:
            return self.event.report.quote(self.event.start, self.event.end)
        return self.event.report.quote(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of a field. `value` is plain data, `label` reads well, `support` counts independent witnesses."""

    value: Any
    label: str
    witnesses: tuple[Witness, ...]
    support: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """All values told for one field, the best supported first; `chosen` is plain data, `reason` says why that one."""

    agreed: bool
    values: tuple[Value, ...]
    chosen: Any
    reason: str


def value_of(told: Sequence[Telling], copies: Mapping[str, str]) -> Value:
    """Return the one value that all these tellings tell, in the words of the first."""
    return Value(
        value=told[0].value,
        label=told[0].label,
        witnesses=tuple(Witness(event=t.event, start=t.start, end=t.end) for t in told),
        support=independent([telling.event for telling in told], copies),
    )


def values_of(told: Sequence[Telling], copies: Mapping[str, str]) -> tuple[Value, ...]:
    """Group tellings by their keys: the best supported value first, of equal ones the one told first."""
    groups: dict[Hashable, list[Telling]] = {}
    for telling in told:
        groups.setdefault(telling.key, []).append(telling)
    return tuple(sorted((value_of(group, copies) for group in groups.values()), key=lambda v: -v.support))
