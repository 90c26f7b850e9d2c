"""An event: the record's heart. Its fields are those of the record format, one for one."""

from dataclasses import dataclass
from enum import StrEnum

from dateline.model.claim import Count, Source, Status
from dateline.model.evidence import Evidence
from dateline.model.referent import Party, Place, Time
from dateline.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The words that name a happening, and the type and mode they were read as.

    `head` is the index of the head token, `words` those of all its words; `rule` is the lexicon entry
    that fired, `pos` its word class. `weight` orders mentions of one happening: the clearest is the
    event's trigger.
    """

    index: int
    span: Span
    head: int
    words: tuple[int, ...] = ()
    type: str
    mode: str | None
    rule: str
    pos: str = "verb"
    cameo: tuple[str, ...] = ()
    confidence: float = 1.0
    weight: float = 1.0
    evidence: tuple[Evidence, ...] = ()


class RoleKind(StrEnum):
    """What a participant is to the event."""

    ACTOR = "actor"
    RECIPIENT = "recipient"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A phrase that stands for a participant of the trigger `trigger`. `head` is its head token's index."""

    trigger: int
    kind: RoleKind
    head: int
    span: Span
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the paragraph around an event is about, one of the ontology's contexts."""

    name: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """CAMEO codes deeper than those of type and mode, best first; none where the words say no more."""

    cameo: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """How hostile or friendly a code is: see the fields of the same names of `Event`."""

    goldstein: float | None = None
    score: float | None = None
    quad: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening as one report tells it.

    `goldstein` is CAMEO's Goldstein score of the best code, `score` PLOVER's score of type and mode, both from -10
    (conflict) to 10 (cooperation) and None where the scale knows nothing of the kind. `quad` is 1 verbal
    cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, 0 neither. `asserted` tells whether
    the reporter says it, too, in the report's own voice; `sources` are those who are said to say it.
    """

    id: str
    trigger: Span
    mentions: tuple[Span, ...]
    type: str
    mode: str | None
    cameo: tuple[str, ...] = ()
    goldstein: float | None = None
    score: float | None = None
    quad: int = 0
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: Place | None = None
    time: Time | None = None
    status: Status = Status.ACTUAL
    certainty: float = 3.0
    sources: tuple[Source, ...] = ()
    asserted: bool = True
    counts: tuple[Count, ...] = ()
    contexts: tuple[str, ...] = ()
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()
