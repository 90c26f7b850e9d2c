"""Triggers to counts: each tally of the text goes to the happening that it belongs to.

A tally belongs to the trigger that tells it or stands nearest to it in the sentence's tree, if that is of a type
that goes with it. A sentence without one ("The toll rose to 39") speaks of the last fitting happening before it,
first in its paragraph, then in the report; a headline speaks of the first that follows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.model.analysis import Analysis, Stage, made
from dateline.model.claim import Attribution, Count, Status, Verdict
from dateline.model.event import Trigger
from dateline.model.evidence import Evidence
from dateline.model.syntax import Parse, Token
from dateline.text.claims.contrary import speakers_at
from dateline.text.counts.amounts import CountCues, total
from dateline.text.counts.tally import Tally, Teller

VIOLENT = ("ASSAULT", "PROTEST", "COERCE", "MOBILIZE")
"""Types of happening that leave victims, likeliest first, in the codes of PLOVER."""
GOES_WITH = {
    "killed": VIOLENT,
    "injured": VIOLENT,
    "missing": VIOLENT,
    "displaced": ("MOVE", *VIOLENT),
    "arrested": ("COERCE", "PROTEST", "SANCTION"),
    "participants": ("PROTEST", "MOBILIZE"),
}
"""Types that a kind of count may be told of from afar, likeliest first; money and "other" stand beside it only."""
FAR = 99
NEAR_STEPS = 3
"""How far up and down the tree a count of people stands from a happening of a type that it does not go with."""
SAID = frozenset({"ACCUSE", "AGREE", "AID", "CONCEDE", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN"})
"""Types that are said or granted: a small number of their parties tells who they are."""
MANY = 20
"""The least exact number of such parties that is a count of its own."""
FEW = 3
"""A count of "several" or "a few" tells no more than a plural does."""
_VICTIMS = ("killed", "injured", "missing")
"""Counts that, with a number, are told of a happening across paragraphs; other counts stay in theirs."""
_BY_TYPE = {"PROTEST": "participants", "MOBILIZE": "participants"}


def count_people(cues: CountCues) -> Stage:
    """Make the stage that gives every trigger its counts."""

    def run(analysis: Analysis) -> Analysis:
        parse, triggers, verdicts = made(analysis.parse), made(analysis.triggers), made(analysis.verdicts)
        teller = Teller(parse, cues)
        shares = _share_out(_Placing(parse=parse, triggers=triggers), teller.tallies())
        for place, trigger in enumerate(triggers):
            if not any(t.what != "money" for t in shares[place]):
                shares[place].extend(_own_numbers(teller, parse, trigger))
        shares = [
            _plain(share, verdict) for share, verdict in zip(_without_few(shares, triggers), verdicts, strict=True)
        ]
        attributions = made(analysis.attributions)
        counts = tuple(tuple(_count(parse, tally, attributions) for tally in share) for share in shares)
        return replace(analysis, counts=counts)

    return Stage(
        name="count_people",
        reads=("document", "parse", "triggers", "attributions", "verdicts"),
        adds=("counts",),
        run=run,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placing:
    """A report's triggers, and how to find the one that a tally belongs to."""

    parse: Parse
    triggers: Sequence[Trigger]

    def beside(self, tally: Tally) -> tuple[int | None, bool]:
        """The index of the trigger in the tally's own sentence, or None; and whether the two go together."""
        told = self.parse.tokens[tally.predicate]
        heads = [(k, self.parse.tokens[t.head]) for k, t in enumerate(self.triggers)]
        near = [
            (self._distance(tally, told, k), abs(h.index - told.index), k)
            for k, h in heads
            if h.sentence == told.sentence
        ]
        best = min(near, default=None)
        if best is None or best[0][1] >= FAR:
            return None, False
        return best[-1], not best[0][0]

    def _distance(self, tally: Tally, told: Token, place: int) -> tuple[bool, int]:
        """Whether trigger and tally do not go together, and the steps in the tree between them (FAR: too many)."""
        trigger = self.triggers[place]
        steps = _steps(self.parse, told, self.parse.tokens[trigger.head])
        if steps == 0 or any(p.noun == trigger.head for p in tally.parts):
            return False, 0
        if tally.what == "money":
            return False, FAR if _is_priceless(trigger) else steps
        if trigger.type in GOES_WITH.get(tally.what, ()):
            return False, steps
        stray = tally.what == "arrested" or (tally.what == "participants" and trigger.type not in SAID)
        return True, steps if stray and steps <= NEAR_STEPS else FAR

    def afar(self, tally: Tally, told_already: Sequence[set[str]], *, paragraph_only: bool) -> int | None:
        """The trigger outside the sentence: in the paragraph, in the report, or first after a headline."""
        fitting = GOES_WITH.get(tally.what, ())
        told = self.parse.tokens[tally.predicate]
        region = self.parse.sentence(told).region
        ranked = []
        for place, trigger in enumerate(self.triggers):
            head = self.parse.tokens[trigger.head]
            if trigger.type not in fitting or head.sentence == told.sentence:
                continue
            here = self.parse.sentence(head).region == region
            after = head.index > told.index
            if (after and (here or region > 0)) or (paragraph_only and not here):
                continue
            again = tally.what in told_already[place]
            rank = (not here, again and here, fitting.index(trigger.type) > 0, abs(head.index - told.index))
            ranked.append((*rank, place))
        return min(ranked)[-1] if ranked else None


def _is_priceless(trigger: Trigger) -> bool:
    """Tell what sums of money are no count of: a state of emergency, a curfew, a ban."""
    return trigger.type == "COERCE" and trigger.mode in {"martial-law", "curfew", "restrict", "censor"}


def _share_out(placing: _Placing, tallies: Sequence[Tally]) -> list[list[Tally]]:
    """Give every tally to one trigger: first those told beside a trigger, then the rest."""
    shares: list[list[Tally]] = [[] for _ in placing.triggers]
    loose = []
    for tally in tallies:
        place, fits = placing.beside(tally)
        if place is not None and fits:
            shares[place].append(tally)
        else:
            loose.append((tally, place))
    told_already = [{t.what for t in share} for share in shares]
    for tally, unlikely in loose:
        vouched = tally.what in _VICTIMS and any(p.spoken for p in tally.parts)
        place = placing.afar(tally, told_already, paragraph_only=unlikely is not None or not vouched)
        place = unlikely if place is None else place
        if place is not None:
            shares[place].append(tally)
    return shares


def _steps(parse: Parse, one: Token, other: Token) -> int:
    above = {one.index: 0}
    for depth, token in enumerate(parse.ancestors(one), 1):
        above[token.index] = depth
    if other.index in above:
        return above[other.index]
    for depth, token in enumerate(parse.ancestors(other), 1):
        if token.index in above:
            return above[token.index] + depth
    return FAR


def _own_numbers(teller: Teller, parse: Parse, trigger: Trigger) -> list[Tally]:
    """Numbered parties of a trigger that no entry explains: nine states signed, four trawlers were seized."""
    head = parse.tokens[trigger.head]
    if head.pos not in ("VERB", "AUX"):
        return []
    rule = "stages.count_people#party"
    for noun in (teller.arguments.object_of(head), teller.arguments.subject_of(head)):
        parts = teller.explicit(noun) if noun is not None else []
        limits = total(parts)
        if limits is not None and limits != (1, 1):
            what, (low, high) = _BY_TYPE.get(trigger.type, "other"), limits
            if what == "other" and trigger.type in SAID and high is not None and high < MANY:
                continue  # "the two officers", "sixteen states": who it is, not how many
            return [Tally(what=what, low=low, high=high, predicate=head.index, parts=tuple(parts), rule=rule)]
    return []


def _without_few(shares: list[list[Tally]], triggers: Sequence[Trigger]) -> list[list[Tally]]:
    """Drop "several" where a happening of the same type has a firmer count of the same kind."""
    firm = {(triggers[k].type, t.what) for k, share in enumerate(shares) for t in share if not _is_few(t)}
    return [
        [t for t in share if not (_is_few(t) and (triggers[k].type, t.what) in firm)] for k, share in enumerate(shares)
    ]


def _is_few(tally: Tally) -> bool:
    return tally.low == FEW and tally.high is None


def _plain(share: list[Tally], verdict: Verdict) -> list[Tally]:
    """Drop the single victims of what did not happen: "a plot to kill the ambassador"."""
    if verdict.status in (Status.ACTUAL, Status.HISTORICAL):
        return share
    return [t for t in share if any(p.spoken for p in t.parts)]


def _count(parse: Parse, tally: Tally, attributions: Sequence[Attribution]) -> Count:
    span = parse.span_of([parse.tokens[i] for p in tally.parts for i in (p.first, p.last)])
    confidence = 0.9 if all(p.spoken for p in tally.parts) else 0.7
    evidence = Evidence(field="counts", span=span, stage="count_people", rule=tally.rule, confidence=confidence)
    said_by = speakers_at(attributions, span)
    return Count(span=span, what=tally.what, low=tally.low, high=tally.high, sources=said_by, evidence=(evidence,))
