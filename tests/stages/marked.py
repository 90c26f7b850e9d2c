"""Sentences with [marked] triggers, as the frozen evaluation sets write them, turned into analyses."""

from collections.abc import Iterable, Iterator

from dateline.engines.spacy_engine import SpacyEngine
from dateline.model.document import Region, RegionKind
from dateline.model.event import Trigger
from dateline.model.span import Span
from dateline.model.syntax import Parse, Token


def unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its brackets, and where the bracketed words stand in it."""
    plain, places = "", []
    for piece in text.replace("]", "[").split("["):
        places.append((len(plain), len(plain) + len(piece)))
        plain += piece
    return plain, places[1::2]


def parses(engine: SpacyEngine, texts: Iterable[str]) -> Iterator[Parse]:
    """One parse a sentence, brackets removed."""
    plain = [unmark(text)[0] for text in texts]
    return engine.parse_many((t, [Region(span=Span.of(t, 0, len(t)), kind=RegionKind.PARAGRAPH)]) for t in plain)


def triggers(parse: Parse, text: str, *, type: str = "ASSAULT") -> tuple[Trigger, ...]:  # noqa: A002
    """A trigger of this type for every pair of brackets."""
    found: list[Trigger] = []
    for start, end in unmark(text)[1]:
        inside = [t for t in parse.tokens if t.start >= start and t.end <= end]
        span = Span.of(parse.text, start, end)
        head = _head(inside).index
        found.append(Trigger(index=len(found), span=span, head=head, type=type, mode=None, rule="tests#marked"))
    return tuple(found)


def _head(tokens: list[Token]) -> Token:
    """The token whose governor stands outside."""
    inside = {t.index for t in tokens}
    return next((t for t in tokens if t.head not in inside or t.head == t.index), tokens[0])
