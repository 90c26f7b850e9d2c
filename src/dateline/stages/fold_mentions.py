"""Triggers to events: those that tell of the same happening become one, told by its clearest mention."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import TypeVar

from dateline.model.analysis import Analysis, Stage, made
from dateline.model.claim import Count, Source, Status, Verdict
from dateline.model.event import Context, Event, Trigger, Worth
from dateline.model.evidence import Evidence
from dateline.model.ids import stable_id
from dateline.model.referent import Party, Place, PlaceGrain, Time

SPEECH = frozenset({"ACCUSE", "REQUEST", "SUPPORT", "REJECT", "AGREE", "THREATEN", "CONCEDE"})
"""Types that are acts of speech: two of them are one happening only if the same party speaks."""
VAGUE_MODE = "targeted"
"""The mode of a killing of which no weapon is told."""
_WORD = 4  # letters; shorter words of a name say little
_ALIKE = frozenset(
    frozenset(pair)
    for pair in (("CVL", "UNK"), ("CVL", "OPP"), ("UAF", "REB"), ("UAF", "CRM"), ("UAF", "UNK"), ("CRM", "UNK"))
)
"""Sectors that two reporters may give the same people."""
_HAPPENED = frozenset({Status.ACTUAL, Status.HISTORICAL})
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """All that the report says of one trigger."""

    trigger: Trigger
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Place | None
    time: Time | None
    sources: tuple[Source, ...]
    asserted: bool
    verdict: Verdict
    counts: tuple[Count, ...]
    contexts: tuple[Context, ...]
    in_title: bool


@dataclass(slots=True, kw_only=True)
class _Happening:
    tellings: list[Telling] = field(default_factory=list)

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
    """Make the stage that folds. An event is what a party does: one without any party is none."""

    def run(analysis: Analysis) -> Analysis:
        happenings: list[_Happening] = []
        for telling in _tellings(analysis):
            home = next((h for h in reversed(happenings) if _same(h, telling)), None)
            if home is None:
                happenings.append(_Happening(tellings=[telling]))
            else:
                home.tellings.append(telling)
        events = (_event(analysis, h, book) for h in happenings)
        kept = [e for e in events if _has_its_parties(e, book)]
        return replace(analysis, events=tuple(sorted(kept, key=lambda e: (e.trigger.start, e.id))))

    reads = (
        "document",
        "triggers",
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
    alone = event.type not in book.needs_recipient
    return bool(event.recipients) or len(event.actors) > 1 or (alone and bool(event.actors))


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


def _same(happening: _Happening, telling: Telling) -> bool:
    """Tell whether a telling can be of this happening: nothing that both say may contradict."""
    return all(_compatible(other, telling) for other in happening.tellings)


def _compatible(a: Telling, b: Telling) -> bool:
    if a.trigger.type != b.trigger.type or (a.verdict.status in _HAPPENED) != (b.verdict.status in _HAPPENED):
        return False
    if (
        None not in (a.trigger.mode, b.trigger.mode)
        and a.trigger.mode != b.trigger.mode
        and a.trigger.type != "ASSAULT"
    ):
        return False
    if a.in_title != b.in_title and a.trigger.mode == b.trigger.mode and _times_agree(a.time, b.time):
        return True  # a headline tells the lead's happening in other words
    if a.trigger.type in SPEECH and not _share_a_name(a.actors, b.actors):
        return False
    return (
        _parties_agree(a.actors, b.actors)
        and _parties_agree(a.recipients, b.recipients)
        and _times_agree(a.time, b.time)
        and _places_agree(a.place, b.place)
    )


def _words(party: Party) -> frozenset[str]:
    return frozenset(w for w in party.name.lower().split() if len(w) >= _WORD)


def _share_a_name(a: Sequence[Party], b: Sequence[Party]) -> bool:
    return any(_words(p) & _words(q) for p in a for q in b)


def _parties_agree(a: Sequence[Party], b: Sequence[Party]) -> bool:
    """Tell whether the two lists can mean the same people: a name in common, or codes that do not contradict."""
    return not a or not b or _share_a_name(a, b) or any(_codes_agree(p, q) for p in a for q in b)


def _codes_agree(p: Party, q: Party) -> bool:
    if p.country != q.country and None not in (p.country, q.country):
        return False
    if p.sector is None or q.sector is None:
        return False
    return p.sector == q.sector or frozenset((p.sector, q.sector)) in _ALIKE


def _times_agree(a: Time | None, b: Time | None) -> bool:
    return a is None or b is None or (a.start <= b.end and b.start <= a.end)


def _places_agree(a: Place | None, b: Place | None) -> bool:
    if a is None or b is None or (a.name, a.country) == (b.name, b.country):
        return True
    wide = (PlaceGrain.COUNTRY, PlaceGrain.REGION, PlaceGrain.ADMIN)
    return a.country == b.country and (a.grain in wide or b.grain in wide)


def _event(analysis: Analysis, happening: _Happening, book: Book) -> Event:
    best = happening.best()
    order = [best, *(t for t in happening.tellings if t is not best)]
    trigger = best.trigger
    teller = _mode_teller(order)
    mode = teller.trigger.mode
    cameo = teller.trigger.cameo or book.cameo_of(trigger.type, mode)
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
        place=_first(t.place for t in order),
        time=_first(t.time for t in order),
        status=best.verdict.status,
        certainty=best.verdict.certainty,
        sources=best.sources,
        asserted=_own_voice(order) is not None,
        counts=_all_counts(order),
        contexts=tuple(context.name for context in best.contexts),
        confidence=trigger.confidence,
        evidence=_evidence(order, teller),
    )


def _first(values: Iterable[_Item]) -> _Item | None:
    return next((value for value in values if value), None)


def _fullest(lists: Sequence[tuple[Party, ...]]) -> tuple[Party, ...]:
    """The first list of parties, unless a later one of no fewer calls them by name where the first describes them."""
    told = [parties for parties in lists if parties]
    if not told:
        return ()
    first = told[0]
    if all(map(_is_named, first)):
        return first
    return next((p for p in told if all(map(_is_named, p)) and len(p) >= len(first)), first)


def _is_named(party: Party) -> bool:
    return all(word[:1].isupper() for word in party.name.split() if len(word) >= _WORD)


def _all_counts(order: Sequence[Telling]) -> tuple[Count, ...]:
    """Every count once: different figures for one thing stand side by side."""
    found: dict[tuple[str, int, int | None], Count] = {}
    for telling in order:
        for count in telling.counts:
            found.setdefault((count.what, count.low, count.high), count)
    return tuple(sorted(found.values(), key=lambda c: c.span))


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
