"""Tokens to the reporting words among them: what a cue is, and where the cues of a parse stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.model.syntax import Parse, Token

VERB, NOUN, ADJECTIVE, ADVERB, PREPOSITION = "verb", "noun", "adjective", "adverb", "preposition"

_TAGS = {
    VERB: frozenset({"VERB"}),
    NOUN: frozenset({"NOUN"}),
    ADJECTIVE: frozenset({"ADJ", "VERB"}),
    ADVERB: frozenset({"ADV"}),
    PREPOSITION: frozenset({"ADP", "VERB", "SCONJ"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingCue:
    """A reporting word or phrase. `takes` names what may hold its content; `rule` where its entry stands.

    `sense` is say, show, think, want, stand or seem; `stance` asserts, denies, doubts or reports.
    `vouches` tells whether its speaker counts as a source of the events in its content.
    """

    words: tuple[str, ...]
    kind: str
    sense: str
    stance: str
    takes: frozenset[str]
    vouches: bool
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A cue in a parse: tokens `first` up to, not including, `last`; the first is its head."""

    cue: ReportingCue
    first: int
    last: int

    @property
    def head(self) -> int:
        """The index of the token whose dependents matter."""
        return self.first


CueTable = Mapping[str, Sequence[ReportingCue]]
"""Cues by the lemma, or a form, of their first word; longer ones first."""


def find_cues(parse: Parse, table: CueTable) -> list[Hit]:
    """Find the cues of a parse in text order; of several at one word the longest that fits."""
    found = []
    for token in parse.tokens:
        for cue in table.get(token.lemma) or table.get(token.lower) or ():
            last = _matches(parse.tokens, token, cue)
            if last:
                found.append(Hit(cue=cue, first=token.index, last=last))
                break
    return found


def _matches(tokens: Sequence[Token], token: Token, cue: ReportingCue) -> int:
    """The index behind the cue's last word, or 0."""
    if token.pos not in _TAGS[cue.kind]:
        return 0
    at = token.index + 1
    for word in cue.words[1:]:
        if at >= len(tokens) or word not in (tokens[at].lower, tokens[at].lemma):
            return 0
        at += 1
    return at
