"""The words that name a happening: each word of the report is held against the event lexicon."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from dateline.knowledge.lexicon import Entry, Lexicon
from dateline.knowledge.matching import IsParty, candidates, firing, party_test
from dateline.knowledge.relevance import Relevance
from dateline.knowledge.type_model import NO_EVENT, TypeModel
from dateline.model.analysis import Analysis, Stage, made
from dateline.model.event import Trigger
from dateline.model.evidence import Evidence
from dateline.model.span import Span
from dateline.model.syntax import Parse, Token
from dateline.text.type_features import FeatureReader, open_words

LONGEST_TRIGGER = 60
"""Characters; a longer trigger is cut down to its head."""
WIDEST_GAP = 5
"""Tokens from one word of a trigger to the next ("took" to "into" in "took the two drivers into custody")."""
DROP_FROM = 0.5
"""Probability of "no event" from which the model drops what the lexicon proposes."""
CHANGE_FROM = 0.8
"""Probability of another type from which the model overrules the lexicon."""
RELEVANCE_WEIGHT, RELEVANCE_CENTRE, RELEVANCE_CAP = 5.0, 1.3, 2.0
"""The weight of the whole report's relevance (log-odds) against each trigger's own "no event", where it weighs nothing,
and from where on more of it changes nothing."""
ABSORBING = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
"""Acts of speech about an act to come: the infinitive under them is their content, not an event of its own."""
_WEIGHTS = {"verb": 1.0, "noun": 0.7, "adj": 0.5}
_IN_TITLE = 0.2  # headlines are clipped; the body says it more clearly
_NAMES = frozenset(
    {"ORG", "PERSON", "GPE", "LOC", "FAC", "WORK_OF_ART", "PRODUCT", "LAW", "DATE", "TIME", "MONEY", "NORP"}
)
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """The two trained models that weigh a proposal: of the trigger's type, and of the whole report's relevance."""

    types: TypeModel
    relevance: Relevance


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hit:
    """A trigger as the lexicon proposes it and the model sees it; `type` None: no event."""

    head: Token
    words: list[Token]
    entry: Entry
    type: str | None
    mode: str | None
    probability: float | None = None  # of the type, by the model
    relevance: float | None = None  # probability that a report of these words tells of events


def find_events(lexicon: Lexicon, party_nouns: frozenset[str], judge: Judge | None = None) -> Stage:
    """Make the stage that finds triggers.

    Args:
        lexicon: proposes triggers and their types.
        party_nouns: lemmas of nouns for people and bodies ("soldier").
        judge: weighs each proposal; without one the lexicon decides alone.
    """
    is_party = party_test(party_nouns)

    def run(analysis: Analysis) -> Analysis:
        parse = made(analysis.parse)
        found = sorted(_found(parse, lexicon, is_party), key=lambda hit: hit.head.index)
        told: list[_Hit] = []
        for hit, weighed in zip(found, _weighed(parse, found, lexicon, is_party, judge), strict=True):
            if weighed.type is not None:
                told.append(weighed)
            elif _takes_up(parse, hit, told):
                told.append(hit)
        speaking = {t.index for hit in told if hit.type in ABSORBING for t in hit.words}
        kept = sorted((h for h in told if not _absorbed(parse, h, speaking)), key=lambda hit: hit.words[0].start)
        return replace(analysis, triggers=tuple(_trigger(analysis, k, hit) for k, hit in enumerate(kept)))

    return Stage(name="find_events", reads=("document", "parse"), adds=("triggers",), run=run)


def _takes_up(parse: Parse, hit: _Hit, told: Sequence[_Hit]) -> bool:
    """Tell whether a definite noun ("THE crossing took hours") takes up what an earlier trigger told."""
    definite = any(det.lower in {"the", "this", "that"} for det in parse.children(hit.head, "det"))
    return definite and hit.entry.pos == "noun" and any((t.type, t.mode) == (hit.type, hit.mode) for t in told)


def _absorbed(parse: Parse, hit: _Hit, speaking: set[int]) -> bool:
    """Tell whether the trigger is only what an act of speech is about ("agreed to RELEASE them")."""
    head = hit.head
    if head.index in speaking or head.dep not in {"xcomp", "acl", "ccomp", "conj"} or head.tag != "VB":
        return False
    if head.dep == "conj":
        above = parse.head(head)
        return above is not None and above.tag == "VB" and _absorbed(parse, replace(hit, head=above), speaking)
    return head.head in speaking


def _found(parse: Parse, lexicon: Lexicon, is_party: IsParty) -> Iterator[_Hit]:
    """Every word on which an entry fires; where triggers overlap, the longest."""
    taken: set[int] = set()
    hits = [hit for token in parse.tokens if (hit := _fires(parse, token, lexicon, is_party)) is not None]
    for hit in sorted(hits, key=lambda hit: (-len(hit.words), hit.head.index)):
        indices = {t.index for t in hit.words}
        if not indices & taken:
            taken |= indices
            if hit.type is not None:
                yield hit


def _fires(parse: Parse, token: Token, lexicon: Lexicon, is_party: IsParty) -> _Hit | None:
    """The first entry that fires on the token, the most specific being tried first."""
    if _names_something_else(parse, token):
        return None
    hit = next(firing(parse, token, lexicon, is_party), None)
    if hit is None:
        return None
    entry, words = hit
    return _Hit(head=token, words=words, entry=entry, type=entry.type, mode=entry.mode)


def _weighed(
    parse: Parse, hits: Sequence[_Hit], lexicon: Lexicon, is_party: IsParty, judge: Judge | None
) -> list[_Hit]:
    """Let the model drop proposals of our lexicon or change their types, each only where it is sure."""
    ours = [hit for hit in hits if hit.entry.ours]
    if judge is None or not ours:
        return list(hits)
    reader = FeatureReader(parse, is_party)
    log_odds = judge.relevance.log_odds(open_words(parse))
    relevance, shift = 1 / (1 + math.exp(-log_odds)), relevance_shift(log_odds)
    seen = [reader.read(h.head, h.words, candidates(parse, h.head, lexicon, is_party)) for h in ours]
    judged = {h.head.index: shifted(odds, shift) for h, odds in zip(ours, judge.types.probabilities(seen), strict=True)}
    firing_on = partial(firing, parse, lexicon=lexicon, is_party=is_party)
    return [
        _judged(replace(hit, relevance=relevance), judged[hit.head.index], firing_on) if hit.entry.ours else hit
        for hit in hits
    ]


def relevance_shift(log_odds: float) -> float:
    """What the whole report adds to the log-odds of "no event" at each of its triggers."""
    return RELEVANCE_WEIGHT * (RELEVANCE_CENTRE - min(log_odds, RELEVANCE_CAP))


def shifted(odds: dict[str, float], shift: float) -> dict[str, float]:
    """The probabilities once `shift` is added to the log-odds of "no event"; the others keep their proportions."""
    factor = math.exp(shift)
    total = 1 + odds[NO_EVENT] * (factor - 1)
    return {name: odd * (factor if name == NO_EVENT else 1.0) / total for name, odd in odds.items()}


def _judged(
    hit: _Hit, odds: dict[str, float], firing_on: Callable[[Token], Iterator[tuple[Entry, list[Token]]]]
) -> _Hit:
    """The proposal as it stands once the model's probabilities are weighed in."""
    if odds[NO_EVENT] >= DROP_FROM:
        return replace(hit, type=None)
    best = max((name for name in odds if name != NO_EVENT), key=lambda name: odds[name])
    if best == hit.type or odds[best] < CHANGE_FROM:
        return replace(hit, probability=odds.get(hit.type or ""))
    for entry, words in firing_on(hit.head):
        if entry.type == best:
            return replace(hit, words=words, entry=entry, type=best, mode=entry.mode, probability=odds[best])
    return replace(hit, type=best, mode=None, probability=odds[best])


def _names_something_else(parse: Parse, token: Token) -> bool:
    """Tell whether the word is part of a name ("Amnesty International") or stands for a person ("the accused")."""
    if token.dep in {"aux", "auxpass"} or (token.dep == "amod" and token.pos == "VERB"):
        return True
    if token.entity in _NAMES and token.pos != "VERB":  # a verb inside a name is the name finder's mistake
        return True
    return token.tag == "VBN" and token.dep in _NOMINAL and parse.child(token, "det") is not None


def _trigger(analysis: Analysis, index: int, hit: _Hit) -> Trigger:
    text, words, entry = analysis.document.text, hit.words, hit.entry
    span = Span.of(text, words[0].start, words[-1].end)
    apart = any(b.index - a.index > WIDEST_GAP for a, b in pairwise(words))
    if apart or len(span.text) > LONGEST_TRIGGER:
        span = Span.of(text, hit.head.start, hit.head.end)
    title = hit.head.start < analysis.document.title_end
    same = hit.type == entry.type
    return Trigger(
        index=index,
        span=span,
        head=hit.head.index,
        words=tuple(t.index for t in words),
        type=hit.type or "",
        mode=hit.mode,
        rule=entry.rule,
        pos=entry.pos,
        cameo=entry.row.cameo if same else (),
        confidence=entry.row.confidence if hit.probability is None else round(hit.probability, 3),
        weight=(_WEIGHTS[entry.pos] if entry.row.weight is None else entry.row.weight) - _IN_TITLE * title,
        evidence=tuple(_reasons(hit, span)),
    )


def _reasons(hit: _Hit, span: Span) -> Iterator[Evidence]:
    entry, stage = hit.entry, "find_events"
    if hit.type == entry.type:
        yield Evidence(field="type", span=span, stage=stage, rule=entry.rule, confidence=entry.row.confidence)
    if hit.relevance is not None:
        rule = "models/relevance.npz#report"
        yield Evidence(field="type", span=span, stage=stage, rule=rule, confidence=hit.relevance)
    if hit.probability is not None:
        rule = f"models/types.npz#{hit.type}"
        yield Evidence(field="type", span=span, stage=stage, rule=rule, confidence=hit.probability)
    if hit.mode is not None:
        yield Evidence(field="mode", span=span, stage=stage, rule=entry.rule, confidence=entry.row.confidence)
