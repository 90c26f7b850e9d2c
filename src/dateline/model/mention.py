"""Words that stand for someone or something, and the chains of words that stand for the same one."""

from dataclasses import dataclass
from enum import StrEnum

from dateline.model.span import Span


class MentionKind(StrEnum):
    """How a mention names its referent."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A noun phrase. `head` is the index of its head token; `label` the parser's entity type or "".

    `span` is the whole phrase without relative clauses and trailing prepositional phrases that are
    not part of a name; `name` is the proper-name part of it, where there is one
    ("President Andrzej Duda" → "Andrzej Duda").
    """

    index: int
    span: Span
    head: int
    first: int  # index of the first token
    last: int  # index behind the last token
    sentence: int
    kind: MentionKind
    label: str = ""
    name: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Mentions of one referent, in text order; `best` is the index of the fullest name or description.

    `reasons` holds, for every mention but the first, why it was joined ("pronoun", "surname", …).
    """

    index: int
    mentions: tuple[int, ...]
    best: int
    reasons: tuple[str, ...] = ()
