"""Signals about a pair of events to the probability that they are one happening."""

import math
from dataclasses import dataclass

from dateline.merge.compare import Signal, compare_fields, compare_words, shared_words
from dateline.merge.view import EventView

WEIGHTS = {
    "type.same": 1.0,
    "type.kin": -1.5,
    "type.other": -4.0,
    "mode.same": 0.8,
    "mode.other": -0.8,
    "deed.same": 1.2,
    "deed.other": -0.5,
    "time.day": 1.5,
    "time.overlap": 0.5,
    "time.near": -0.5,
    "time.apart": -6.0,
    "filed.near": -0.5,
    "filed.apart": -1.2,
    "filed.long": -1.5,
    "place.same": 1.5,
    "place.inside": 0.2,
    "place.near": -1.0,
    "place.doubt": -0.3,
    "place.far": -6.0,
    "actors.named": 2.2,
    "actors.coded": 0.8,
    "actors.kin": -0.3,
    "actors.unlike": -1.0,
    "actors.other": -1.8,
    "recipients.named": 2.2,
    "recipients.coded": 0.6,
    "recipients.kin": -0.3,
    "recipients.untold": -0.6,
    "recipients.unlike": -1.0,
    "recipients.other": -1.8,
    "parties.untold": -1.5,
    "counts.same": 1.0,
    "counts.other": -0.7,
    "status.negated": -1.0,
    "status.unreal": -1.0,
    "words": 1.5,
    "story": 2.4,
}
"""What each signal adds to the log-odds, in full strength. Set by hand: docs/explanation/merging.md tells on what."""

BIAS = -5.0
"""The log-odds of two events in one block of which nothing more is known."""

SCALE, SHIFT = 0.8, -0.6
"""Log-odds to calibrated log-odds. The sum of weights is too sure of itself, since signals repeat one another."""

SAME = 0.4
"""From this probability on, on average between all their members, two groups are one happening."""

POSSIBLE = 0.1
"""A pair below it counts as surely different: it is not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A judged pair: its two events' ids in order, the probability that they are one happening, and why."""

    left: str
    right: str
    probability: float
    signals: tuple[Signal, ...]


def likeness(one: EventView, other: EventView) -> float:
    """Return the probability that two events are one happening, the same in either order; 0 where not `POSSIBLE`.

    Words are only compared where they could still make a difference.
    """
    odds = _odds(compare_fields(one, other))
    if _probability(odds + _MOST_FROM_WORDS) < POSSIBLE:
        return 0.0
    words = math.fsum(WEIGHTS[name] * value for name, value, _ in shared_words(one, other))
    probability = _probability(odds + words)
    return probability if probability >= POSSIBLE else 0.0


def judge(one: EventView, other: EventView) -> Decision:
    """Return the `likeness` of a pair with its reasons, whatever it is."""
    fields, words = compare_fields(one, other), tuple(compare_words(one, other))
    left, right = sorted((one.id, other.id))
    probability = _probability(_odds(fields) + math.fsum(WEIGHTS[s.name] * s.value for s in words))
    return Decision(left=left, right=right, probability=probability, signals=(*fields, *words))


def _odds(fields: tuple[Signal, ...]) -> float:
    return BIAS + math.fsum(WEIGHTS[signal.name] * signal.value for signal in fields)


_MOST_FROM_WORDS = WEIGHTS["words"] + WEIGHTS["story"]


def _probability(odds: float) -> float:
    return round(1 / (1 + math.exp(-(SCALE * odds + SHIFT))), 6)
