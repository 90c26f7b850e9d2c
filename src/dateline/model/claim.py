"""Who says it, how surely, and how many."""

from dataclasses import dataclass
from enum import StrEnum

from dateline.model.evidence import Evidence
from dateline.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Someone in the text who vouches for an event."""

    span: Span
    name: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A source, a cue and what the source says. `content` may be in pieces ("…", he said, "…").

    `source` is the words beside the cue, None where the source is not named ("it was reported");
    `speaker` is the fullest name for it in the report. `stance` is asserts, denies, doubts or reports.
    `chain` says through whom the words came, the speaker first, then those who pass them on. `quoted` is true
    for direct speech; `vouches` tells whether the speaker stands for what happens in the content.
    """

    content: tuple[Span, ...]
    source: Span | None = None
    cue: Span | None = None
    speaker: Span | None = None
    stance: str = "asserts"
    chain: tuple[Source, ...] = ()
    quoted: bool = False
    vouches: bool = True
    rule: str = ""
    confidence: float = 1.0

    def holds(self, span: Span) -> bool:
        """Tell whether the words of `span` lie in the content."""
        return any(piece.contains(span) for piece in self.content)


class Status(StrEnum):
    """Whether it happened: PLOVER's auxiliary modes, and `actual`."""

    ACTUAL = "actual"
    HISTORICAL = "historical"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A status, how sure the text is that it happened (`certainty`, -3 … +3), and why."""

    status: Status
    certainty: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many. `what` is killed, injured, arrested, missing, participants, displaced, money or other.

    `low` and `high` are inclusive; `high` None means open ("at least 12" = 12, None). `sources` are those who give the
    figure, nearest first; empty for the reporter.
    """

    span: Span
    what: str
    low: int
    high: int | None
    sources: tuple[Source, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A claim of the same report that contradicts an event; both are kept.

    `event` is the id of the event, `field` what is disputed: status, counts or actors. `value` is what the other claim
    says instead, `span` its words and `against` those that it contradicts. `sources` are its speakers, nearest first,
    empty for the reporter; `other` is the id of the event that carries it, None where none does.
    """

    event: str
    field: str
    value: str
    span: Span
    against: Span
    sources: tuple[Source, ...] = ()
    other: str | None = None
    evidence: tuple[Evidence, ...] = ()
