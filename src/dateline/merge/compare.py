"""Two events to signals that they are, or are not, one happening, each with its reason in words."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dateline.knowledge.commonness import RARE_WEIGHT, load_commonness, weight
from dateline.merge.block import only_said, type_group
from dateline.merge.view import CountView, EventView, PartyView, PlaceView, Stems
from dateline.text.people.names import same_person
from dateline.text.stems import stem

SAME_KM = 25.0
"""Two places so near each other are one scene: a town and what stands in it."""

NEAR_KM = 100.0

ADMIN_KM = 200.0
"""A town may lie so far from the middle of its province."""

ALIKE = 0.25
"""Cosine of the words of two newsrooms that tell of one thing at its fullest; more is copying."""

VAGUE = frozenset({None, "UAF", "UNK"})
"""Sectors that leave open who it was."""

ENOUGH = 20.0
"""Sum of the weights of shared words that is no chance: three rare ones. In a short text one word is a large share."""

TELLING = 4.0
"""Weight of a stem (`knowledge.commonness`) that says much by itself: in under 2 % of sentences."""

_EARTH_KM = 6371.0
_NEAR_DAYS = 1
_SPEECH_DAYS = 2  # two acts without a told day were reported within so many days of each other
_FRESH_DAYS = 31  # after that, news is history
_TOLL_FACTOR = 4  # tolls of one happening rise, but seldom fourfold
_DIFFUSE = frozenset({"country", "region"})
_COUNTED = 2  # a single victim is no coincidence worth counting


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """What one comparison found. `name` is a key of the judge's weights, `value` how much of it there is (0 to 1)."""

    name: str
    value: float
    reason: str


def compare_fields(one: EventView, other: EventView) -> tuple[Signal, ...]:
    """Return the signals from type, deed, time, place, parties, counts and status; the same in either order."""
    one, other = _ordered(one, other)
    return (
        *_types(one, other),
        *_deeds(one, other),
        *_times(one, other),
        *_places(one.place, other.place),
        *_who(one, other),
        *_counts(one.counts, other.counts),
        *_statuses(one.status, other.status),
    )


def compare_words(one: EventView, other: EventView) -> Iterator[Signal]:
    """Yield the signals of `shared_words` with the three weightiest words; the same in either order."""
    for name, value, shared in shared_words(one, other):
        heaviest = sorted(shared, key=lambda s: (-weight(s), s))[:3]
        yield Signal(name=name, value=value, reason=f"shared: {', '.join(heaviest)}")


def shared_words(one: EventView, other: EventView) -> Iterator[tuple[str, float, set[str]]]:
    """Yield what else is shared around the triggers ("words"), and in the reports ("story"): name, value, stems.

    The words of the deeds and the names of parties and places are counted already and left out here.
    """
    table = load_commonness()
    counted = one.deed | other.deed | one.names | other.names
    for name, mine, theirs in (("words", one.around, other.around), ("story", one.report.story, other.report.story)):
        shared = set(mine.members).intersection(theirs.members).difference(counted)
        size = mine.size_without(counted) * theirs.size_without(counted) if shared else 0.0
        if size > 0:
            weights = [table.get(s, RARE_WEIGHT) for s in shared]
            share = math.fsum([w * w for w in weights]) / math.sqrt(size) / ALIKE
            yield name, min(1.0, share) * min(1.0, math.fsum(weights) / ENOUGH), shared


def _ordered(one: EventView, other: EventView) -> tuple[EventView, EventView]:
    swap = (other.report.id, other.start, other.id) < (one.report.id, one.start, one.id)
    return (other, one) if swap else (one, other)


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance of two points given as latitude and longitude in degrees."""
    (lat, lon), (lat2, lon2) = ((math.radians(v) for v in point) for point in (one, other))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def cosine(one: Stems, other: Stems) -> float:
    """Return how much two sets of stems share, from 0 to 1, each stem weighing by the square of its rarity."""
    shared = set(one.members).intersection(other.members)
    if not shared or not one.size or not other.size:
        return 0.0
    return min(1.0, math.fsum(weight(s) ** 2 for s in shared) / math.sqrt(one.size * other.size))


def same_party(one: PartyView, other: PartyView) -> str:
    """Say how two parties fit.

    "named": their names or identifiers are one's, or both are "French teachers". "coded": one is only described, and
    the words, or country and sector, are the same. "kin": too vague to tell, or nothing but the country is known.
    "unlike": of two sectors, though perhaps of one country. "other": two names, or two countries.
    """
    shorter, longer = sorted((one, other), key=lambda party: len(party.key))
    if shorter.proper and same_person(shorter.key, longer.key):
        return "named"
    if any(pair in other.ids for pair in one.ids):
        return "named"
    if one.key == other.key:
        return "named" if len(one.key) > 1 and one.country and one.country == other.country else "coded"
    return _by_codes(one, other)


def _by_codes(one: PartyView, other: PartyView) -> str:
    if one.proper and other.proper:
        return "other"
    if one.country and (one.country, one.sector) == (other.country, other.sector):
        return "coded"
    if one.sector in VAGUE or other.sector in VAGUE:
        return "kin"
    if one.country is not None and other.country is not None and one.country != other.country:
        return "other"
    return "kin" if one.sector == other.sector else "unlike"


def same_place(one: PlaceView, other: PlaceView) -> str:
    """Say how two places fit.

    "same", "near" (within `NEAR_KM`) and "far" by distance; "inside": one is a country or region around the other;
    "doubt": a street or building that lies in another town of the same country, as many towns have one of that name;
    "": cannot be told.
    """
    if (one.geonames is not None and one.geonames == other.geonames) or one.name.lower() == other.name.lower():
        return "same"
    if one.country and other.country and one.country != other.country and "region" not in (one.grain, other.grain):
        return "far"
    if one.grain in _DIFFUSE or other.grain in _DIFFUSE:
        return "inside" if one.country == other.country else ""
    return _by_distance(one, other)


def _by_distance(one: PlaceView, other: PlaceView) -> str:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return ""
    apart = distance_km((one.lat, one.lon), (other.lat, other.lon))
    if apart <= SAME_KM:
        return "same"
    if "admin" in (one.grain, other.grain) and apart <= ADMIN_KM:
        return "inside"
    if apart <= NEAR_KM:
        return "near"
    return "doubt" if "point" in (one.grain, other.grain) and one.country == other.country else "far"


def _types(one: EventView, other: EventView) -> Iterator[Signal]:
    if one.type != other.type:
        kin = type_group(one.type) == type_group(other.type)
        yield Signal(name="type.kin" if kin else "type.other", value=1.0, reason=f"{one.type} and {other.type}")
        return
    yield Signal(name="type.same", value=1.0, reason=f"both {one.type}")
    if one.mode and other.mode:
        same = one.mode == other.mode
        reason = f"both {one.mode}" if same else f"{one.mode} and {other.mode}"
        yield Signal(name="mode.same" if same else "mode.other", value=1.0, reason=reason)


def _deeds(one: EventView, other: EventView) -> Iterator[Signal]:
    shared = sorted(one.deed & other.deed, key=lambda s: (-weight(s), s))
    said = f"{one.trigger!r} and {other.trigger!r}"
    if shared and (heaviest := weight(shared[0])):
        yield Signal(name="deed.same", value=min(1.0, heaviest / TELLING), reason=f"{said} share {shared[0]!r}")
    elif one.mode is None or (one.type, one.mode) != (other.type, other.mode):  # one mode has many words
        yield Signal(name="deed.other", value=1.0, reason=said)


def _times(one: EventView, other: EventView) -> Iterator[Signal]:
    if one.time is not None and other.time is not None:
        left, right = sorted((one.time, other.time), key=lambda t: (t.first, t.last))
        gap = (right.first - left.last).days
        reason = f"{_days(left.first, left.last)} and {_days(right.first, right.last)}"
        single = left.first == left.last and right.first == right.last
        if gap <= 0:
            yield Signal(name="time.day" if single else "time.overlap", value=1.0, reason=reason)
        else:
            yield Signal(name="time.near" if gap <= _NEAR_DAYS else "time.apart", value=1.0, reason=reason)
    elif one.report.filed is not None and other.report.filed is not None:
        gap = abs((one.report.filed - other.report.filed).days)
        how = "near" if gap <= _SPEECH_DAYS else "apart" if gap <= _FRESH_DAYS else "long"
        yield Signal(name=f"filed.{how}", value=1.0, reason=f"filed {gap} days apart, a day not told")


def _days(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _places(one: PlaceView | None, other: PlaceView | None) -> Iterator[Signal]:
    if one is None or other is None:
        return
    how = same_place(one, other)
    if how == "same" and one.grain in _DIFFUSE and other.grain in _DIFFUSE:
        how = "inside"  # the same country says no more than that
    if how:
        yield Signal(name=f"place.{how}", value=1.0, reason=f"{one.name} and {other.name}")


def _who(one: EventView, other: EventView) -> Iterator[Signal]:
    found = [
        *_parties("actors", one.actors, other.actors),
        *_parties("recipients", one.recipients, other.recipients),
    ]
    yield from found
    if not found:
        yield Signal(name="parties.untold", value=1.0, reason="no role that both reports fill")
    elif only_said(one.type) and not (one.recipients and other.recipients):
        yield Signal(name="recipients.untold", value=1.0, reason="to whom it was said is not told by both")


def _parties(role: str, ones: tuple[PartyView, ...], others: tuple[PartyView, ...]) -> Iterator[Signal]:
    if not ones or not others:
        return
    found = {same_party(a, b): (a, b) for a in reversed(ones) for b in reversed(others)}
    how = next(how for how in ("named", "coded", "kin", "unlike", "other") if how in found)
    one, other = found[how]
    value = _tells(one, other) if how == "named" else 1.0
    yield Signal(name=f"{role}.{how}", value=value, reason=f"{one.name} and {other.name}")


def _tells(one: PartyView, other: PartyView) -> float:
    """How much it says that two names are one: a rare surname all, "French government" half."""
    shared = set(one.key) & set(other.key) or {*one.key, *other.key}
    return max((weight(stem(word)) for word in shared), default=RARE_WEIGHT) / RARE_WEIGHT


def _counts(ones: tuple[CountView, ...], others: tuple[CountView, ...]) -> Iterator[Signal]:
    pairs = [(a, b) for a in ones for b in others if a.what == b.what]
    equal = [a for a, b in pairs if a.low == b.low and a.low >= _COUNTED]
    if equal:
        yield Signal(name="counts.same", value=1.0, reason=f"both {equal[0].low} {equal[0].what}")
    elif pairs and all(max(a.low, b.low) > _TOLL_FACTOR * max(1, min(a.low, b.low)) for a, b in pairs):
        a, b = pairs[0]
        yield Signal(name="counts.other", value=1.0, reason=f"{a.low} and {b.low} {a.what}")


_UNREAL = frozenset({"future", "hypothetical"})


def _statuses(one: str, other: str) -> Iterator[Signal]:
    if (one == "negated") != (other == "negated"):
        yield Signal(name="status.negated", value=1.0, reason=f"{one} and {other}")
    elif (one in _UNREAL) != (other in _UNREAL):
        yield Signal(name="status.unreal", value=1.0, reason=f"{one} and {other}")
