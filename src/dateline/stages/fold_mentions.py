"""Triggers to events: those that tell of the same happening become one, told by its clearest mention."""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import TypeVar

from dateline.model.analysis import Analysis, Stage, made
from dateline.model.claim import Count, Status
from dateline.model.event import Coding, Event, Worth
from dateline.model.evidence import Evidence
from dateline.model.ids import stable_id
from dateline.model.referent import Party, Place, PlaceGrain
from dateline.model.span import Span
from dateline.text.tellings import Telling, compatible, is_named

DEEDS = frozenset({"COERCE", "CONCEDE", "PROTEST", "ASSAULT"})
"""Types that are events though nobody is named: something is done, to a thing."""
IDLE = frozenset({Status.HYPOTHETICAL, Status.NEGATED})
"""What nobody did: that no one in particular might do it, or did not, is no event."""
VAGUE_MODE = "targeted"
"""The mode of a killing of which no weapon is told."""
_DEFINITE = re.compile(r"\b(?:the|this|that)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
_INDEFINITE = re.compile(r"\b(?:an?|another)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
_GRAINS = (PlaceGrain.POINT, PlaceGrain.CITY, PlaceGrain.ADMIN, PlaceGrain.COUNTRY, PlaceGrain.REGION)
_NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.IGNORECASE)
_STOP = re.compile(r"[.!?]\W+|\n")
_BEFORE = 30  # characters before a noun in which its article stands
_Item = TypeVar("_Item")


@dataclass(slots=True, kw_only=True)
class _Happening:
    tellings: list[Telling] = field(default_factory=list)

    def end(self) -> int:
        return max(telling.trigger.span.end for telling in self.tellings)

    def only_titled(self) -> bool:
        return all(telling.in_title for telling in self.tellings)

    def best(self) -> Telling:
        return max(
            self.tellings, key=lambda t: (t.trigger.weight, bool(t.actors) + bool(t.recipients), -t.trigger.span.start)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What folding asks of the ontology.

    `cameo_of` gives the codes of a type and mode, `worth` what the three are worth; the types of `needs_recipient`
    are void without a recipient or a second actor.
    """

    cameo_of: Callable[[str, str | None], tuple[str, ...]]
    worth: Callable[[str, str | None, Sequence[str]], Worth]
    needs_recipient: frozenset[str]


def fold_mentions(book: Book) -> Stage:
    """Make the stage that folds. An event is what a party does, or what a thing suffers; else it is none."""

    def run(analysis: Analysis) -> Analysis:
        happenings: list[_Happening] = []
        for telling in _tellings(analysis):
            home = _home(analysis.document.text, happenings, telling)
            if home is None:
                happenings.append(_Happening(tellings=[telling]))
            else:
                home.tellings.append(telling)
        events = (_event(analysis, h, book) for h in happenings)
        grounded = {made(analysis.triggers)[role.trigger].span for role in made(analysis.roles)}
        kept = [e for e in events if _has_its_parties(e, book) or _stands_alone(e, grounded)]
        return replace(analysis, events=tuple(sorted(kept, key=lambda e: (e.trigger.start, e.id))))

    reads = (
        "document",
        "triggers",
        "codes",
        "roles",
        "actors",
        "recipients",
        "places",
        "times",
        "sources",
        "asserted",
        "verdicts",
        "counts",
        "contexts",
    )
    return Stage(name="fold_mentions", reads=reads, adds=("events",), run=run)


def _has_its_parties(event: Event, book: Book) -> bool:
    if event.status in IDLE and not event.actors:
        return False
    alone = event.type not in book.needs_recipient
    return bool(event.recipients) or len(event.actors) > 1 or (alone and bool(event.actors))


def _stands_alone(event: Event, grounded: Container[Span]) -> bool:
    """Tell whether something that is done to a thing is an event: "the roads were blocked", "it cut all ties".

    `grounded` holds the triggers that have participants of any kind.
    """
    told = any(span in grounded for span in (event.trigger, *event.mentions))
    deed = event.type in DEEDS and event.status not in IDLE
    return told and (deed or (event.type == "SANCTION" and bool(event.actors)))


def _tellings(analysis: Analysis) -> Iterable[Telling]:
    layers = zip(
        made(analysis.triggers),
        made(analysis.actors),
        made(analysis.recipients),
        made(analysis.places),
        made(analysis.times),
        made(analysis.sources),
        made(analysis.asserted),
        made(analysis.verdicts),
        made(analysis.counts),
        made(analysis.contexts),
        strict=True,
    )
    names = tuple(field.name for field in fields(Telling))
    for telling in layers:
        in_title = telling[0].span.start < analysis.document.title_end
        yield Telling(**dict(zip(names, (*telling, in_title), strict=True)))


def _home(text: str, happenings: Sequence[_Happening], telling: Telling) -> _Happening | None:
    """The happening that a telling is of: the last that fits; of "the attack" in a later paragraph, the first.

    "An attack" in a new sentence is a new one, unless only the headline told it.
    """
    span = telling.trigger.span
    noun = telling.trigger.pos == "noun"
    before = text[max(0, span.start - _BEFORE) : span.start]
    fitting = [h for h in happenings if _same(h, telling)]
    if noun and _INDEFINITE.search(before):
        fitting = [h for h in fitting if h.only_titled() or not _STOP.search(text[h.end() : span.start])]
    if not fitting:
        return None
    back = noun and "\n" in text[fitting[-1].end() : span.start] and _DEFINITE.search(before)
    return fitting[0] if back else fitting[-1]


def _same(happening: _Happening, telling: Telling) -> bool:
    """Tell whether a telling can be of this happening: nothing that both say may contradict."""
    return all(compatible(other, telling) for other in happening.tellings)


def _event(analysis: Analysis, happening: _Happening, book: Book) -> Event:
    best = happening.best()
    order = [best, *(t for t in happening.tellings if t is not best)]
    trigger = best.trigger
    teller = _mode_teller(order)
    mode = teller.trigger.mode
    coding = _coding(made(analysis.codes), [teller, *order])
    cameo = coding.cameo or book.cameo_of(trigger.type, mode)
    worth = book.worth(trigger.type, mode, cameo)
    document = analysis.document
    return Event(
        id=stable_id("evt", document.id, document.sha256, str(trigger.span.start), trigger.span.text),
        trigger=trigger.span,
        mentions=tuple(sorted(t.trigger.span for t in order[1:])),
        type=trigger.type,
        mode=mode,
        cameo=cameo,
        goldstein=worth.goldstein,
        score=worth.score,
        quad=worth.quad,
        actors=_fullest([t.actors for t in order]),
        recipients=_fullest([t.recipients for t in order]),
        place=_finest([t.place for t in order if t.place is not None]),
        time=_first(t.time for t in order),
        status=best.verdict.status,
        certainty=best.verdict.certainty,
        sources=best.sources,
        asserted=_own_voice(order) is not None,
        counts=_all_counts(order),
        contexts=tuple(context.name for context in best.contexts),
        confidence=trigger.confidence,
        evidence=(*_evidence(order, teller), *coding.evidence),
    )


def _first(values: Iterable[_Item]) -> _Item | None:
    return next((value for value in values if value), None)


def _finest(places: Sequence[Place]) -> Place | None:
    """The first place told, unless a later one of the same country is told more finely ("Iraq", then an airport)."""
    if not places:
        return None
    first = places[0]
    return min((p for p in places if p.country == first.country), key=lambda p: _GRAINS.index(p.grain))


def _fullest(lists: Sequence[tuple[Party, ...]]) -> tuple[Party, ...]:
    """The first list of parties, unless a later one of no fewer calls them by name where the first describes them."""
    told = [parties for parties in lists if parties]
    if not told:
        return ()
    first = told[0]
    if all(map(is_named, first)):
        return first
    return next((p for p in told if all(map(is_named, p)) and len(p) >= len(first)), first)


def _all_counts(order: Sequence[Telling]) -> tuple[Count, ...]:
    """Every count once: different figures for one thing stand side by side, but for a headline's round word."""
    found: dict[tuple[str, int, int | None], Count] = {}
    firm = {count.what for telling in order for count in telling.counts if not telling.in_title}
    for telling in order:
        for count in telling.counts:
            if not (telling.in_title and count.what in firm and not _NUMBER.search(count.span.text)):
                found.setdefault((count.what, count.low, count.high), count)
    return tuple(sorted(found.values(), key=lambda c: c.span))


def _coding(codes: Sequence[Coding], order: Sequence[Telling]) -> Coding:
    """The deepest code that a telling of the first one's mode gives; none where the words say no more."""
    alike = (codes[t.trigger.index] for t in order if t.trigger.mode == order[0].trigger.mode)
    return next((coding for coding in alike if coding.cameo), Coding())


def _mode_teller(order: Sequence[Telling]) -> Telling:
    """The telling whose mode the event takes: the best one's, unless a later one names a weapon or any mode at all."""
    best = order[0]
    if best.trigger.mode not in {None, VAGUE_MODE}:
        return best
    named = (t for t in order if t.trigger.mode not in {None, VAGUE_MODE})
    return next(named, next((t for t in order if t.trigger.mode), best))


def _own_voice(order: Sequence[Telling]) -> Telling | None:
    """The telling in the reporter's own voice; a headline, which drops who said it, only where there is no other."""
    body = [t for t in order if not t.in_title] or order
    return next((t for t in body if t.asserted), None)


def _why_asserted(order: Sequence[Telling]) -> Evidence:
    told = _own_voice(order)
    rule = "stages.fold_mentions#" + ("own voice" if told else "only others say so")
    span = told.trigger.span if told else None
    return Evidence(field="asserted", span=span, stage="fold_mentions", rule=rule, confidence=0.8)


def _evidence(order: Sequence[Telling], teller: Telling) -> tuple[Evidence, ...]:
    best = order[0]
    found = [e for e in best.trigger.evidence if e.field != "mode"]
    found.extend(e for e in teller.trigger.evidence if e.field == "mode")
    found.append(_why_asserted(order))
    found.extend((*best.verdict.evidence, *(e for context in best.contexts for e in context.evidence)))
    for telling in order[1:]:
        why = Evidence(
            field="mentions",
            span=telling.trigger.span,
            stage="fold_mentions",
            rule="stages.fold_mentions#nothing contradicts",
            confidence=telling.trigger.confidence,
        )
        found.append(why)
    return tuple(found)
