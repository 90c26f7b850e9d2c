"""A parse and its attributions to the denials in it: who denies, by what word, and what it takes up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dateline.model.claim import Attribution, Source
from dateline.model.span import Span
from dateline.model.syntax import Parse, Token
from dateline.text.claims.scopes import below

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent", "mark", "aux", "punct", "cc", "conj"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DenialCues:
    """Words of one language: see the head of `lexicons/en/disputes.yaml`, whose short name is `source`."""

    source: str
    denials: frozenset[str]
    dismissals: frozenset[str]
    claims: frozenset[str]
    parts: frozenset[str]
    blames: frozenset[str]


class About(StrEnum):
    """What a denial takes up: an act that it tells itself, what somebody said before, or who did it."""

    TOLD = "told"
    CLAIM = "claim"
    PART = "part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """One denial. `by` may be empty where the attribution stage could not tell who denies."""

    cue: Span
    content: tuple[Span, ...]
    by: tuple[Source, ...]
    about: About
    rule: str

    def holds(self, span: Span) -> bool:
        """Tell whether the words of `span` lie in what is denied."""
        return any(piece.contains(span) for piece in self.content)


def find_denials(parse: Parse, attributions: Sequence[Attribution], cues: DenialCues) -> list[Denial]:
    """Find the denials of a report in text order."""
    by_cue = {a.cue.start: a for a in attributions if a.cue is not None and a.stance == "denies"}
    found = []
    for token in parse.tokens:
        known = token.lemma in cues.denials or token.lemma in cues.dismissals
        if known and token.pos in {"VERB", "NOUN"}:
            denial = _denial(parse, token, by_cue.get(token.start), cues)
            if denial is not None:
                found.append(denial)
    return found


def _denial(parse: Parse, token: Token, attribution: Attribution | None, cues: DenialCues) -> Denial | None:
    if parse.child(token, "neg") is not None:
        return None
    content = attribution.content if attribution is not None else tuple(_governed(parse, token))
    if not content:
        return None
    about = _about(parse, content, cues)
    if about is About.TOLD and token.lemma in cues.dismissals:
        return None
    return Denial(
        cue=parse.span(token, token),
        content=content,
        by=attribution.chain if attribution is not None else (),
        about=about,
        rule=f"{cues.source}#{token.lemma}",
    )


def _governed(parse: Parse, token: Token) -> Iterator[Span]:
    """What the word governs, where no attribution was found on it."""
    for child in parse.children(token):
        if child.dep not in _SUBJECTS and child.index > token.index:
            inside = sorted(below(parse, child))
            yield parse.span(parse.tokens[inside[0]], parse.tokens[inside[-1]])


def _about(parse: Parse, content: Sequence[Span], cues: DenialCues) -> About:
    """What heads the content: a word for a claim of others, for a part in something, or anything else."""
    for token in parse.tokens:
        inside = any(piece.start <= token.start < piece.end for piece in content)
        above = parse.head(token)
        if not inside or (above is not None and any(p.start <= above.start < p.end for p in content)):
            continue
        if {token.lemma, token.lower} & cues.parts:
            return About.PART
        if {token.lemma, token.lower} & cues.claims:
            return About.TOLD if _spelt_out(parse, token) else About.CLAIM
    return About.TOLD


def _spelt_out(parse: Parse, claim: Token) -> bool:
    """Tell whether the claim itself says what it claims: "reports THAT it had fired", "the charge OF murder"."""
    clause = parse.child(claim, "acl", "ccomp", "relcl")
    return clause is not None or any(prep.lower == "of" for prep in parse.children(claim, "prep"))
