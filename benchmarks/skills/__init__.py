"""One module a skill: each turns benchmark rows into predictions, reading only the fields that the skill may see."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a skill may be told on the command line."""

    types: frozenset[str] = frozenset()  # TIMEX3 types to keep; empty: all
