"""What a person types into the search box, as a tree that both SQLite and PostgreSQL can be asked with."""

import re
import unicodedata
from dataclasses import dataclass

from dateline.errors import QueryError

MAX_QUERY = 1_000
"""The longest search, in characters."""
MAX_TERMS = 64
"""The most words and phrases in one search."""
_MAX_DEPTH = 20
_TOKEN = re.compile(r'\s*(?:(?P<phrase>"[^"]*"?\*?)|(?P<bracket>[()])|(?P<word>[^\s()"]+))')


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that stand next to each other; `prefix`: the last one may go on."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """All parts hold (`AND`), or any of them (`OR`)."""

    parts: tuple["Words", ...]
    any: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """`wanted` holds and `barred` does not."""

    wanted: "Words"
    barred: "Words"


Words = Phrase | Both | Without


def fold(text: str) -> list[str]:
    """Return the words of a text as the full-text indexes know them: lower case, no diacritics, letters and digits."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", plain.lower())


def parse_words(query: str) -> Words | None:
    """Read words, "phrases", AND, OR, NOT, prefix* and brackets; None for a search without a word.

    Words next to each other must all be there. AND binds closer than OR; NOT bars what follows it.

    Raises:
        QueryError: a bracket without its partner, AND, OR or NOT with nothing beside it, or too long a search.
    """
    if len(query) > MAX_QUERY:
        raise QueryError(f"q: {len(query):,} characters; the longest search is {MAX_QUERY:,}")
    tokens = [m.group().strip() for m in _TOKEN.finditer(query)]
    if len(tokens) > MAX_TERMS:
        raise QueryError(f"q: {len(tokens)} words; the most in one search is {MAX_TERMS}")
    reader = _Reader(query, [t for t in tokens if t])
    if not reader.tokens:
        return None
    tree = reader.either(0)
    if reader.tokens:
        raise QueryError(f"q: {query!r}: a closing bracket too many")
    return tree


class _Reader:
    """A recursive descent over the tokens, first to last."""

    def __init__(self, query: str, tokens: list[str]) -> None:
        self.query = query
        self.tokens = tokens[::-1]

    def _next(self) -> str | None:
        return self.tokens[-1] if self.tokens else None

    def either(self, depth: int) -> Words | None:
        if depth > _MAX_DEPTH:
            raise QueryError(f"q: brackets nested more than {_MAX_DEPTH} deep")
        parts = [self._all(depth)]
        while self._next() == "OR":
            self.tokens.pop()
            parts.append(self._all(depth))
        return _joined(parts, any_=True)

    def _all(self, depth: int) -> Words | None:
        wanted: list[Words | None] = []
        barred: list[Words | None] = []
        self._must_follow("a search")
        while (token := self._next()) not in (None, "OR", ")"):
            if token == "AND":  # noqa: S105  (a word of the search language, no password)
                self._pop_before_a_word("AND", needs_left=bool(wanted or barred))
                continue
            if token == "NOT":  # noqa: S105  (a word of the search language, no password)
                self._pop_before_a_word("NOT", needs_left=True)
                barred.append(self._one(depth))
            else:
                wanted.append(self._one(depth))
        left, right = _joined(wanted), _joined(barred, any_=True)
        if right is None:
            return left
        if left is None:
            raise QueryError(f"q: {self.query!r}: NOT needs a word before it that is wanted: police NOT football")
        return Without(wanted=left, barred=right)

    def _one(self, depth: int) -> Words | None:
        token = self.tokens.pop()
        if token != "(":  # noqa: S105  (a bracket, no password)
            return _phrase(token)
        tree = self.either(depth + 1)
        if self._next() != ")":
            raise QueryError(f"q: {self.query!r}: a bracket is not closed")
        self.tokens.pop()
        return tree

    def _pop_before_a_word(self, operator: str, *, needs_left: bool) -> None:
        self.tokens.pop()
        if not needs_left:
            raise QueryError(f"q: {self.query!r}: {operator} has nothing before it; to search the word, quote it")
        self._must_follow(operator)

    def _must_follow(self, what: str) -> None:
        if self._next() in (None, "AND", "OR", ")"):
            quote = "to search AND or OR as words, quote them"
            raise QueryError(f"q: {self.query!r}: {what} has nothing where a word should be; {quote}")


def _phrase(token: str) -> Phrase | None:
    prefix = token.endswith("*")
    words = tuple(fold(token))
    return Phrase(words=words, prefix=prefix) if words else None


def _joined(parts: list[Words | None], *, any_: bool = False) -> Words | None:
    there = tuple(part for part in parts if part is not None)
    return there[0] if len(there) == 1 else Both(parts=there, any=any_) if there else None


def to_fts5(tree: Words) -> str:
    """Return the search in SQLite's FTS5 language; every word is quoted, so none is an operator."""
    if isinstance(tree, Phrase):
        return f'"{" ".join(tree.words)}"' + ("*" if tree.prefix else "")
    if isinstance(tree, Without):
        return f"({to_fts5(tree.wanted)} NOT {to_fts5(tree.barred)})"
    return "(" + (" OR " if tree.any else " AND ").join(map(to_fts5, tree.parts)) + ")"


def to_tsquery(tree: Words) -> str:
    """Return the search in PostgreSQL's tsquery language; words are letters and digits only."""
    if isinstance(tree, Phrase):
        *most, last = (f"'{word}'" for word in tree.words)
        return "(" + " <-> ".join([*most, last + (":*" if tree.prefix else "")]) + ")"
    if isinstance(tree, Without):
        return f"({to_tsquery(tree.wanted)} & !{to_tsquery(tree.barred)})"
    return "(" + (" | " if tree.any else " & ").join(map(to_tsquery, tree.parts)) + ")"
