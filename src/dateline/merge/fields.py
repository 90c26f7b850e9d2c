"""The fields of events that are one happening to their values, each with its witnesses, agreed or disputed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from dateline.merge.compare import same_place
from dateline.merge.parties import parties
from dateline.merge.tellings import Field, Telling, values_of
from dateline.merge.view import CountView, EventView, PlaceView, TimeView
from dateline.text.stems import stem

PEOPLE = frozenset({"killed", "injured", "arrested", "missing", "participants", "displaced"})
"""Counts that can contradict one another; amounts of money and of other things may be of different things."""

OPEN_MODES = frozenset({"targeted"})
"""Modes that only say that no weapon is named. Source: the notes on ASSAULT in docs/reference/ontology.md."""

_STATUSES = ("actual", "historical", "future", "hypothetical", "negated")
_GRAINS = ("point", "city", "admin", "country", "region")
_DYING = frozenset({stem("kill"), stem("die")})

Copies = Mapping[str, str]


def gather(events: Sequence[EventView], copies: Copies) -> dict[str, Field]:
    """Return the fields that the events tell: type, mode, status, time, place, actors, recipients, and what is counted.

    Args:
        events: of one happening, first report first.
        copies: the group of copies that each report belongs to.
    """
    found = {
        "type": _by_support([_word(e, e.type) for e in events], copies),
        "mode": _mode([_word(e, e.mode) for e in events if e.mode], copies),
        "status": _status([_word(e, e.status) for e in events], copies),
        "time": _time([_when(e, e.time) for e in events if e.time is not None], copies),
        "place": _place([_where(e, e.place) for e in events if e.place is not None], copies),
        "actors": parties(events, lambda e: e.actors, copies),
        "recipients": parties(events, lambda e: e.recipients, copies),
        **_counts(events, copies),
    }
    return {name: field for name, field in found.items() if field is not None}


def _word(event: EventView, word: str | None) -> Telling:
    return Telling(key=word, value=word, label=word or "", event=event, start=event.start, end=event.end)


def _by_support(told: list[Telling], copies: Copies) -> Field | None:
    values = values_of(told, copies)
    if not values:
        return None
    agreed = len(values) == 1
    reason = "all agree" if agreed else f"told by {values[0].support} independent, the others by fewer or later"
    return Field(agreed=agreed, values=values, chosen=values[0].value, reason=reason)


def _mode(told: list[Telling], copies: Copies) -> Field | None:
    """A weapon told by one report does not contradict another that names none."""
    field = _by_support(told, copies)
    clear = [] if field is None else [v for v in field.values if v.value not in OPEN_MODES]
    if field is None or len(clear) != 1 or len(field.values) == 1:
        return field
    return replace(field, agreed=True, chosen=clear[0].value, reason="the only one that tells how")


def _status(told: list[Telling], copies: Copies) -> Field:
    """Contradiction is only between what happened and what did not: the future becomes the past by itself."""
    values = values_of(told, copies)
    sides = [[v for v in values if (v.value == "negated") == denied] for denied in (False, True)]
    agreed = not all(sides)
    side = max(sides, key=lambda vs: sum(v.support for v in vs))
    chosen = min((v.value for v in side), key=lambda s: _STATUSES.index(s) if s in _STATUSES else 0)
    reason = "all agree" if len(values) == 1 else "the most real one told" if agreed else "the side told by more"
    return Field(agreed=agreed, values=values, chosen=chosen, reason=reason)


def _when(event: EventView, time: TimeView) -> Telling:
    first, last = time.first.isoformat(), time.last.isoformat()
    return Telling(
        key=(first, last),
        value={"start": first, "end": last, "grain": time.grain},
        label=first if first == last else f"{first} to {last}",
        event=event,
        start=time.start,
        end=time.end,
    )


def _time(told: list[Telling], copies: Copies) -> Field | None:
    """Times agree if one day lies in all of them; the chosen one is then the narrowest."""
    values = values_of(told, copies)
    if not values:
        return None
    agreed = max(v.value["start"] for v in values) <= min(v.value["end"] for v in values)
    if not agreed:
        return Field(agreed=False, values=values, chosen=values[0].value, reason="the best supported")
    spans = {str(v.value): t.event.time for v in values for t in v.witnesses if t.event.time is not None}
    chosen = min(values, key=lambda v: (spans[str(v.value)].last - spans[str(v.value)].first, v.label))
    return Field(agreed=True, values=values, chosen=chosen.value, reason="the narrowest that all allow")


def _where(event: EventView, place: PlaceView) -> Telling:
    names = ("name", "country", "admin1", "lat", "lon", "grain", "geonames")
    return Telling(
        key=place.geonames or (place.name.lower(), place.country),
        value={name: getattr(place, name) for name in names},
        label=place.name,
        event=event,
        start=place.start,
        end=place.end,
    )


def _place(told: list[Telling], copies: Copies) -> Field | None:
    """Places agree if none lies elsewhere than another; the chosen one is then the smallest."""
    values = values_of(told, copies)
    if not values:
        return None
    seen = [v.witnesses[0].event.place for v in values if v.witnesses[0].event.place is not None]
    agreed = not any(same_place(a, b) in ("near", "doubt", "far") for a, b in combinations(seen, 2))
    if not agreed:
        return Field(agreed=False, values=values, chosen=values[0].value, reason="the best supported")
    chosen = min(values, key=lambda v: _GRAINS.index(v.value["grain"]) if v.value["grain"] in _GRAINS else 0)
    return Field(agreed=True, values=values, chosen=chosen.value, reason="the smallest that all allow")


def _counts(events: Sequence[EventView], copies: Copies) -> dict[str, Field]:
    told: dict[str, list[Telling]] = {}
    for event in events:
        for count in (*event.counts, *_none_dead(event)):
            told.setdefault(count.what, []).append(_how_many(event, count))
    return {what: _count(what, tellings, copies) for what, tellings in sorted(told.items())}


def _none_dead(event: EventView) -> tuple[CountView, ...]:
    """Read "No civilian died" as none killed."""
    if event.status != "negated" or event.counts or not _DYING & event.deed:
        return ()
    return (CountView(what="killed", low=0, high=0, start=event.start, end=event.end),)


def _how_many(event: EventView, count: CountView) -> Telling:
    value = {"low": count.low, "high": count.high}
    return Telling(
        key=(count.low, count.high), value=value, label=_said(count), event=event, start=count.start, end=count.end
    )


def _said(count: CountView) -> str:
    if count.high == 0:
        return "none"
    if count.high is None:
        return f"at least {count.low:,}"
    return f"{count.low:,}" if count.low == count.high else f"{count.low:,} to {count.high:,}"


def _count(what: str, told: list[Telling], copies: Copies) -> Field:
    """Numbers of people agree if one number fits all; the chosen one is what the latest report says first."""
    values = values_of(told, copies)
    tops = [v.value["high"] for v in values if v.value["high"] is not None]
    agreed = what not in PEOPLE or not tops or max(v.value["low"] for v in values) <= min(tops)
    latest = told[-1].event.report.id
    chosen = next(t for t in told if t.event.report.id == latest)
    return Field(agreed=agreed, values=values, chosen=chosen.value, reason="of the latest report")
