"""The words that tell whether a happening happened, indexed for looking up: what `judge` reads in a sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dateline.model.claim import Status
from dateline.model.syntax import Token

CERTAIN = 3.0
"""The text vouches for it without reserve; -3 that it did not happen. Scale: unified factuality, -3 to 3."""
DOUBTED = 1.5
"""Somebody else vouches for it ("allegedly")."""
OPEN = 0.75
"""It may or may not happen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a clause says of one happening. `words` are the cue's tokens (empty: no cue, plain assertion)."""

    status: Status
    certainty: float
    rule: str
    words: tuple[int, ...] = ()

    def by(self, token: Token) -> "Reading":
        """The same, with `token` as its cue."""
        return replace(self, words=(token.index,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A governing word's two-way signature: what its complement is when the word is affirmed, and when it is denied."""

    affirmed: Status
    denied: Status
    certainty: float
    rule: str

    @property
    def factive(self) -> bool:
        """Whether the complement is taken for granted either way ("regret that")."""
        return self.affirmed is Status.ACTUAL and self.denied is Status.ACTUAL


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCues:
    """Every table of the lexicon. `complements` maps (word, form) to its cue; a form is one of `FORMS`.

    `modals`, `modifiers` and `prepositions` map a word to a reading's class ("future", "hypothetical" …).
    """

    source: str
    complements: Mapping[tuple[str, str], Cue]
    claims: frozenset[str]
    modals: Mapping[str, str]
    modifiers: Mapping[str, str]
    adverbs: Mapping[str, str]
    prepositions: Mapping[str, str]
    conditional_marks: frozenset[str]
    negators: frozenset[str]
    negative_subjects: frozenset[str]
    negative_determiners: frozenset[str]
    not_negative_after: frozenset[str]
    indefinite_determiners: frozenset[str]
    background: tuple[str, ...]

    def cue(self, words: Iterator[str], form: str) -> Cue | None:
        """The cue of the first of `words` that has one in this form."""
        for word in words:
            found = self.complements.get((word, form))
            if found is not None:
                return found
        return None

    def plain(self, kind: str, rule: str, *tokens: Token) -> Reading:
        """The reading of a class of words ("future", "doubted" …), with its tokens."""
        status, certainty = KINDS[kind]
        where = tuple(t.index for t in tokens)
        return Reading(status=status, certainty=certainty, rule=f"{self.source}#{rule}", words=where)


FORMS = ("to", "ing", "that", "bare", "object", "subject", "outcome", "nouns", "claim")

KINDS: Mapping[str, tuple[Status, float]] = {
    "actual": (Status.ACTUAL, CERTAIN),
    "doubted": (Status.ACTUAL, DOUBTED),
    "future": (Status.FUTURE, DOUBTED),
    "hypothetical": (Status.HYPOTHETICAL, OPEN),
    "negated": (Status.NEGATED, -CERTAIN),
}

LAPSED = 0.0
"""A plan told in the past tense ("was due to sign"): nothing says whether it came about."""

ASSERTED = Reading(status=Status.ACTUAL, certainty=CERTAIN, rule="stages.judge_status#asserted")
"""The default: a report tells what happened."""


def within(outer: Reading, inner: Reading) -> Reading:
    """What a clause says, `inner`, when what stands over it says `outer`.

    A denial of a denial holds; anything under an open or a denied clause is open or denied; a coming event stays
    to come. Precedence, strongest first: negated, hypothetical, future, actual.
    """
    if outer.status is Status.ACTUAL:
        if inner.status is Status.ACTUAL and outer.certainty < inner.certainty:
            return outer
        return inner
    if inner.status is Status.NEGATED and not set(inner.words) & set(outer.words):
        if outer.status is Status.NEGATED:
            return replace(ASSERTED, rule=outer.rule, words=(*outer.words, *inner.words))
        return inner if outer.status is Status.FUTURE else replace(outer, certainty=-outer.certainty)
    if outer.status is Status.FUTURE and inner.status is Status.HYPOTHETICAL:
        return inner
    return outer


def under(cue: Cue, governor: Reading, word: Token) -> Reading:
    """What a cue's complement is, given how its governor itself is read."""
    if cue.factive:
        return Reading(status=Status.ACTUAL, certainty=CERTAIN, rule=cue.rule, words=(word.index,))
    words = (*governor.words, word.index) if governor.words and governor.words[-1] != word.index else (word.index,)
    if cue.affirmed is Status.ACTUAL and governor.status in (Status.FUTURE, Status.HYPOTHETICAL):
        return replace(governor, words=words)
    if governor.status is Status.NEGATED:
        status, certainty = cue.denied, {Status.ACTUAL: CERTAIN, Status.NEGATED: -CERTAIN}.get(cue.denied, OPEN)
    elif governor.status is Status.HYPOTHETICAL:
        status, certainty = Status.HYPOTHETICAL, OPEN
    else:
        status, certainty = cue.affirmed, min(cue.certainty, governor.certainty) if cue.certainty > 0 else cue.certainty
    return Reading(status=status, certainty=certainty, rule=cue.rule, words=words)
