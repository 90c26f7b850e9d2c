"""Tokens, sentences and the dependency tree over them, free of any parser's own classes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from dateline.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word or mark. `head` is the index of its governor; a root is its own head.

    `pos` is a Universal POS tag, `tag` a Penn Treebank tag, `dep` a ClearNLP label (what spaCy's
    English models speak), `entity` an OntoNotes entity type or "". `start` and `end` are code points
    of the document's text.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int
    entity: str = ""
    entity_begins: bool = False
    lower: str = field(init=False, repr=False, compare=False)  # the text in lower case: what most rules ask for

    def __post_init__(self) -> None:
        """Lower the text once."""
        object.__setattr__(self, "lower", self.text.lower())


_index = attrgetter("index")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Tokens `first` up to, not including, `last`; `region` is an index into the layout's readable regions."""

    index: int
    first: int
    last: int
    root: int
    region: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """A whole report, parsed. Every method takes and gives tokens of this parse."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    _children: tuple[tuple[Token, ...], ...] = field(repr=False, compare=False)

    @classmethod
    def of(cls, text: str, tokens: tuple[Token, ...], sentences: tuple[Sentence, ...]) -> "Parse":
        """Make a parse, indexing each token's children in text order."""
        below: list[list[Token]] = [[] for _ in tokens]
        for token in tokens:
            if token.head != token.index:
                below[token.head].append(token)
        return cls(text=text, tokens=tokens, sentences=sentences, _children=tuple(map(tuple, below)))

    def head(self, token: Token) -> Token | None:
        """The governor, or None for a root."""
        return None if token.head == token.index else self.tokens[token.head]

    def children(self, token: Token, *deps: str) -> list[Token]:
        """The direct dependents in text order; with `deps`, only those with one of these labels."""
        below = self._children[token.index]
        return [t for t in below if t.dep in deps] if deps else list(below)

    def child(self, token: Token, *deps: str) -> Token | None:
        """The first direct dependent with one of these labels, or None."""
        for below in self._children[token.index]:
            if below.dep in deps:
                return below
        return None

    def ancestors(self, token: Token) -> Iterator[Token]:
        """Governors from the nearest up to the root."""
        while token.head != token.index:
            token = self.tokens[token.head]
            yield token

    def subtree(self, token: Token) -> list[Token]:
        """The token and all below it, in text order."""
        found = [token]
        for above in found:
            found.extend(self._children[above.index])
        return sorted(found, key=_index)

    def conjuncts(self, token: Token) -> list[Token]:
        """The token and what is coordinated with it below it ("X, Y and Z" from X), in text order."""
        found = [token]
        for member in found:
            found.extend(self.children(member, "conj"))
        return sorted(found, key=_index)

    def sentence(self, token: Token) -> Sentence:
        """The sentence the token stands in."""
        return self.sentences[token.sentence]

    def tokens_of(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def span(self, first: Token, last: Token) -> Span:
        """The characters from the start of `first` to the end of `last`."""
        return Span.of(self.text, first.start, last.end)

    def span_of(self, tokens: list[Token]) -> Span:
        """The characters that hold all of `tokens`."""
        return Span.of(self.text, min(t.start for t in tokens), max(t.end for t in tokens))
