"""Events and attributions to disputes: the claims of one report that contradict each other, side by side and linked.

Four kinds: an event that another telling says did not happen; one that somebody denies, by naming it, by taking up the
claim of it, or by denying a part in it; two tolls of one event from different mouths; two culprits for one deed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from dateline.model.analysis import Analysis, Stage, made
from dateline.model.claim import Attribution, Dispute, Source, Status
from dateline.model.event import Event
from dateline.model.evidence import Evidence
from dateline.model.referent import Party
from dateline.model.span import Span
from dateline.model.syntax import Parse
from dateline.text.claims.contrary import (
    HAPPENED,
    apart,
    can_be_one,
    differ,
    same_name,
    same_scene,
    share_a_party,
    spans_of,
    told,
)
from dateline.text.claims.denials import About, Denial, DenialCues, find_denials

STAGE = "link_disputes"
NEAR = 3
"""Sentences before a denial in which the claim that it takes up is looked for."""
FIRM = 0.5
"""Confidence of an attribution from which it is a claim that somebody may take up."""
DEEDS = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
"""Types of happening that somebody may deny a part in, or that two tellings may give to two parties."""
BLAMED = frozenset({"ASSAULT", "COERCE"})
"""Types of deed that accusations lay to somebody's door."""
UNKNOWN = frozenset({"UAF", "CRM", "UNK"})
"""Sectors of those whom a report cannot tell more of: "gunmen", "robbers", "men"."""
SURE = {"twin": 0.8, "named": 0.8, "claim": 0.6, "part": 0.7, "counts": 0.7, "culprit": 0.6, "blame": 0.7}
"""Confidence by rule, set by how much each leans on nearness."""


def link_disputes(cues: DenialCues) -> Stage:
    """Make the stage that links contradicting claims, from the words of one language."""

    def run(analysis: Analysis) -> Analysis:
        return replace(analysis, disputes=tuple(_Report.of(analysis).disputes(cues)))

    return Stage(name=STAGE, reads=("parse", "attributions", "events"), adds=("disputes",), run=run)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """What the rules look at: the events in text order and the attributions in that of their cues."""

    parse: Parse
    attributions: tuple[Attribution, ...]
    events: tuple[Event, ...]
    sentence_starts: tuple[int, ...]

    @classmethod
    def of(cls, analysis: Analysis) -> "_Report":
        parse = made(analysis.parse)
        starts = tuple(parse.tokens[s.first].start for s in parse.sentences)
        return cls(
            parse=parse,
            attributions=made(analysis.attributions),
            events=made(analysis.events),
            sentence_starts=starts,
        )

    def disputes(self, cues: DenialCues) -> list[Dispute]:
        """Every dispute once, in the order of the events, then of the words."""
        found: dict[tuple[str, str, str, str], Dispute] = {}
        for dispute in self._all(cues):
            who = " ".join(s.name for s in dispute.sources)
            found.setdefault((dispute.event, dispute.field, dispute.value, who), dispute)
        place = {event.id: k for k, event in enumerate(self.events)}
        return sorted(found.values(), key=lambda d: (place[d.event], d.field, d.span))

    def _all(self, cues: DenialCues) -> Iterator[Dispute]:
        for a, b in combinations(self.events, 2):
            yield from self._twins(a, b)
            yield from _culprits(a, b)
        for denial in find_denials(self.parse, self.attributions, cues):
            yield from self._denied(denial, cues)
        blames = list(self._blames(cues))
        for event in self.events:
            yield from self._tolls(event)
            yield from self._blamed(event, blames)

    def _twins(self, a: Event, b: Event) -> Iterator[Dispute]:
        """Two tellings of one act, by the same parties or in the same word, of which one says that it was not."""
        opposed = {a.status in HAPPENED, b.status in HAPPENED} == {True, False}
        if not opposed or Status.NEGATED not in {a.status, b.status} or a.type != b.type:
            return
        alike = share_a_party(a.actors, b.actors) or (
            a.type in DEEDS and bool(self._words(a) & self._words(b)) and can_be_one(a.actors, b.actors)
        )
        if alike and can_be_one(a.recipients, b.recipients) and same_scene(a, b) and differ(a.sources, b.sources):
            for this, that in ((a, b), (b, a)):
                rule, value = f"stages.{STAGE}#twin", that.status.value
                yield _dispute(this, "status", value, that.trigger, that.sources, that, rule, SURE["twin"])

    def _words(self, event: Event) -> set[str]:
        """The lemmas of the verbs and nouns that name an event."""
        spans = spans_of(event)
        return {
            t.lemma
            for t in self.parse.tokens
            if t.pos in {"VERB", "NOUN"} and any(s.start <= t.start < s.end for s in spans)
        }

    # denials

    def _denied(self, denial: Denial, cues: DenialCues) -> Iterator[Dispute]:
        act = next((e for e in self.events if e.type == "REJECT" and _tells(e, denial.cue)), None)
        by = denial.by or _as_sources(act.actors if act is not None else ())
        if not by:
            return
        for event, field, value, kind in self._meant(denial, by, cues):
            if event is not act:
                yield _dispute(event, field, value, denial.cue, by, act, denial.rule, SURE[kind])

    def _meant(self, denial: Denial, by: Sequence[Source], cues: DenialCues) -> Iterator[tuple[Event, str, str, str]]:
        """What a denial is about: the event, the field, what the denier says of it, and the kind of link."""
        negated = Status.NEGATED.value
        if denial.about is About.PART:
            deed = self._deed_of(denial, by)
            if deed is not None:
                yield deed, "actors", f"not {by[0].name}", "part"
        elif denial.about is About.CLAIM:
            claim = self._claim_before(denial, by)
            laid_to = self._laid_to(claim, cues)
            for event in self._told_in(claim):
                if laid_to and self._told_elsewhere(event, claim):  # that it happened stands; not who did it
                    yield event, "actors", f"not {laid_to}", "claim"
                else:
                    yield event, "status", negated, "claim"
        else:
            for event in self.events:
                outside = [s for s in spans_of(event) if not denial.holds(s)]
                if outside and len(outside) < len(spans_of(event)) and event.status in HAPPENED:
                    yield event, "status", negated, "named"

    def _claim_before(self, denial: Denial, by: Sequence[Source]) -> Attribution | None:
        """The nearest claim before a denial that somebody else makes."""
        at = self._sentence(denial.cue)
        before = [a for a in self.attributions if a.cue is not None and a.cue.start < denial.cue.start and a.chain]
        for claim in reversed(before):
            if claim.cue is None or at - self._sentence(claim.cue) > NEAR:
                break
            weak = claim.confidence < FIRM or claim.stance in {"denies", "doubts"}
            if not weak and not same_name(claim.chain[0].name, by[0].name):
                return claim
        return None

    def _told_in(self, claim: Attribution | None) -> list[Event]:
        """The events that a claim says have happened."""
        if claim is None:
            return []
        return [e for e in self.events if e.status in HAPPENED and any(map(claim.holds, spans_of(e)))]

    @staticmethod
    def _told_elsewhere(event: Event, claim: Attribution | None) -> bool:
        return event.asserted or claim is None or not all(map(claim.holds, spans_of(event)))

    def _laid_to(self, claim: Attribution | None, cues: DenialCues) -> str:
        """The parties to whose door a claim lays a deed, "" for a claim that lays nothing."""
        laid = (e for e, content in self._blames(cues) if content is claim)
        return ", ".join(p.name for e in laid for p in e.recipients)

    def _deed_of(self, denial: Denial, by: Sequence[Source]) -> Event | None:
        """The deed that a part in is denied of: the last one laid to the denier's door, else the only one before."""
        before = [
            e for e in self.events if e.type in DEEDS and e.status in HAPPENED and e.trigger.start < denial.cue.start
        ]
        laid = [e for e in before if any(same_name(p.name, by[0].name) for p in e.actors)]
        if laid:
            return laid[-1]
        return before[0] if len(before) == 1 else None

    def _sentence(self, span: Span) -> int:
        return sum(1 for start in self.sentence_starts if start <= span.start)

    # blame

    def _blames(self, cues: DenialCues) -> Iterator[tuple[Event, Attribution]]:
        """The accusations that lay something to a party's door, with the words that say what."""
        by_cue = {a.cue.start: a for a in self.attributions if a.cue is not None}
        for token in self.parse.tokens:
            content = by_cue.get(token.start) if token.lemma in cues.blames else None
            if content is not None and content.cue is not None:
                cue = content.cue
                yield from ((e, content) for e in self.events if e.type == "ACCUSE" and e.recipients and _tells(e, cue))

    def _blamed(self, event: Event, blames: Sequence[tuple[Event, Attribution]]) -> Iterator[Dispute]:
        """Accusations that lay a deed to the door of others than the event's actors, or of different ones."""
        if event.type not in BLAMED:
            return
        meant = [blame for blame, content in blames if any(map(content.holds, spans_of(event)))]
        for blame in meant:
            rivals = [_known(event.actors), *(b.recipients for b in meant if b is not blame)]
            if any(parties and not can_be_one(parties, blame.recipients) for parties in rivals):
                value = ", ".join(p.name for p in blame.recipients)
                by = _as_sources(blame.actors) or blame.sources
                rule = f"stages.{STAGE}#blame"
                yield _dispute(event, "actors", value, blame.trigger, by, blame, rule, SURE["blame"])

    def _tolls(self, event: Event) -> Iterator[Dispute]:
        """Two counts of one thing that cannot both be right, from different mouths."""
        firm = [c for c in event.counts if any(map(str.isdigit, c.span.text)) or self._has_numeral(c.span)]
        for this, that in combinations(firm, 2):
            if apart(this, that) and differ(this.sources, that.sources):
                rule, sure = f"stages.{STAGE}#counts", SURE["counts"]
                yield _dispute(event, "counts", told(that), that.span, that.sources, None, rule, sure, this.span)

    def _has_numeral(self, span: Span) -> bool:
        return any(t.pos == "NUM" for t in self.parse.tokens if span.start <= t.start < span.end)


def _tells(event: Event, cue: Span) -> bool:
    return any(span.overlaps(cue) for span in spans_of(event))


def _culprits(a: Event, b: Event) -> Iterator[Dispute]:
    """Two tellings of one deed, from different mouths, with different actors."""
    if a.type != b.type or a.type not in DEEDS or not {a.status, b.status} <= HAPPENED:
        return
    rivals = bool(a.actors and b.actors) and not can_be_one(a.actors, b.actors)
    one_deed = share_a_party(a.recipients, b.recipients) and a.mode == b.mode and same_scene(a, b)
    if rivals and one_deed and differ(a.sources, b.sources):
        for this, that in ((a, b), (b, a)):
            value = ", ".join(p.name for p in that.actors)
            rule = f"stages.{STAGE}#culprit"
            yield _dispute(this, "actors", value, that.trigger, that.sources, that, rule, SURE["culprit"])


def _known(parties: Sequence[Party]) -> list[Party]:
    """Those of whom the report says more than that they bore arms or broke the law: naming them contradicts nothing."""
    return [p for p in parties if p.sector not in UNKNOWN]


def _as_sources(parties: Sequence[Party]) -> tuple[Source, ...]:
    return tuple(Source(span=p.span, name=p.name) for p in parties)


def _dispute(
    event: Event,
    field: str,
    value: str,
    span: Span,
    by: Sequence[Source],
    other: Event | None,
    rule: str,
    confidence: float,
    against: Span | None = None,
) -> Dispute:
    evidence = Evidence(field=f"disputes.{field}", span=span, stage=STAGE, rule=rule, confidence=confidence)
    return Dispute(
        event=event.id,
        field=field,
        value=value,
        span=span,
        against=against or event.trigger,
        sources=tuple(Source(span=s.span, name=s.name) for s in by),
        other=other.id if other is not None else None,
        evidence=(evidence,),
    )
