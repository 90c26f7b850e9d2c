"""Capital letters that mark a name told from those of headlines and roles, and the name cut out of a phrase."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Protocol

from dateline.model.syntax import Parse, Token

_PARTICLES = frozenset("al el bin bint ibn abu ben de da das di do dos du la le van von der den ter ul ur".split())
_HEADLINE_WORDS = 3  # words of more than three letters that a headline in Title Case has at least
_SHORT = 3  # letters of words that stay small in Title Case
_CAPITALISED = 0.75  # share of the longer words that have a capital there


class NameWords(Protocol):
    """What must be known beforehand to tell names from other words; all in lower case (`dateline.knowledge.names`)."""

    @property
    def titles(self) -> Container[str]:
        """Words before a person's name ("president")."""

    @property
    def addresses(self) -> Container[str]:
        """Those of them that stand before nothing else ("princess", not "general")."""

    @property
    def roles(self) -> Container[str]:
        """Nouns that describe a person ("lieutenant"), singular and plural."""

    @property
    def given(self) -> Container[str]:
        """Given names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What tells a capital that marks a name from one that does not.

    `people` are the last words of this report's names of persons, `lowered` the words that it also writes in lower
    case, `capital` those that it writes with a capital inside a sentence, `headlines` its sentences in Title Case.
    """

    titles: Container[str]
    addresses: Container[str]
    roles: Container[str]
    given: Container[str]
    people: frozenset[str]
    lowered: frozenset[str]
    capital: frozenset[str]
    headlines: frozenset[int]


def read_words(parse: Parse, known: NameWords) -> Words:
    """Look through a report for headlines in Title Case, and for how it writes its words elsewhere."""
    people = frozenset(
        t.text for t in parse.tokens if t.entity == "PERSON" and t.pos == "PROPN" and t.dep != "compound"
    )
    headlines = frozenset(s.index for s in parse.sentences if _title_case(parse.tokens[s.first : s.last]))
    lowered: set[str] = set()
    capital: set[str] = set()
    if headlines:
        for sentence in parse.sentences:
            if sentence.index not in headlines:
                texts = [t.text for t in parse.tokens[sentence.first : sentence.last]]
                lowered.update(text for text in texts if text.islower())
                capital.update(text for text in texts[1:] if text[0].isupper())
    return Words(
        titles=known.titles,
        addresses=known.addresses,
        roles=known.roles,
        given=known.given,
        people=people,
        lowered=frozenset(lowered),
        capital=frozenset(capital),
        headlines=headlines,
    )


def _title_case(tokens: Sequence[Token]) -> bool:
    words = [t.text for t in tokens if len(t.text) > _SHORT and t.text[0].isalpha()]
    return len(words) >= _HEADLINE_WORDS and sum(w[0].isupper() for w in words) > _CAPITALISED * len(words)


def trim_name(tokens: Sequence[Token], entity: tuple[int, int], head: Token, words: Words) -> tuple[int, int] | None:
    """Cut articles, titles and a possessive mark off an entity (token indices); None if no name is left."""
    first, last = entity
    while last > first and (tokens[last - 1].tag == "POS" or _mark(tokens[last - 1])):
        last -= 1
    while last - first > len("of") and tokens[last - 1].text.islower() and tokens[last - 2].text == "of":
        last -= 2
    while first < last and (tokens[first].dep == "det" or _mark(tokens[first]) or _small(tokens[first])):
        first += 1
    if first >= last:
        return None
    titles = words.titles if tokens[last - 1].entity == "PERSON" else words.addresses
    while first < last - 1 and tokens[first].text.lower() in titles:
        first += 1
    if not first <= head.index < last or _is_role(tokens[first:last], head, words):
        return None
    return first, last if head.entity != "ORG" else _of(tokens, head, last)


def _small(token: Token) -> bool:
    """Tell whether a word is in small letters and yet no particle of a name ("al-", "van")."""
    return token.text.islower() and token.text not in _PARTICLES


def _mark(token: Token) -> bool:
    return token.pos == "PUNCT" and token.text != "."


def _is_role(name: Sequence[Token], head: Token, words: Words) -> bool:
    """Tell "State Department spokesperson", an office, from "Border Guard", a body."""
    if head.text.lower() not in words.roles or head.entity not in ("PERSON", "ORG", "GPE"):
        return False
    if len(name) == 1 and head.sentence not in words.headlines and not head.text.islower():
        return False
    return head.entity != "ORG" or head.pos != "PROPN" or not all(t.text[0].isupper() for t in name)


def common(token: Token, words: Words) -> bool:
    """Tell whether a capital letter is only that of a headline or of a role ("the Prime Minister")."""
    lower = token.text.lower()
    if lower in words.roles or lower in words.titles:
        return True
    if token.sentence not in words.headlines:
        return False
    return lower in words.lowered or token.text not in words.capital


def in_small_letters(tokens: Sequence[Token], entity: tuple[int, int], words: Words) -> bool:
    """Tell whether the report writes every word of what seems a name in a headline in small letters elsewhere."""
    first, last = entity
    if tokens[first].sentence not in words.headlines:
        return False
    return all(t.lower in words.lowered for t in tokens[first:last] if t.pos != "PUNCT")


def untyped_name(tokens: Sequence[Token], token: Token, words: Words) -> tuple[int, int]:
    """Return the run of capitalised words around a name that the parser gave no type, with "of …" behind it."""
    first, last = token.index, token.index + 1
    while first and tokens[first - 1].head == token.index and tokens[first - 1].pos == "PROPN":
        if tokens[first - 1].text.lower() in words.titles:
            break
        first -= 1
    return first, _of(tokens, token, last)


def _of(tokens: Sequence[Token], head: Token, last: int) -> int:
    """Return where a name ends that goes on with "of" and capitals ("Supreme Court of the United States")."""
    if last + 1 >= len(tokens) or tokens[last].text != "of" or tokens[last].head != head.index:
        return last
    inner = last + 2 if tokens[last + 1].dep == "det" else last + 1
    while inner < len(tokens) and tokens[inner].pos == "PROPN" and tokens[inner].text[0].isupper():
        if tokens[inner].sentence != head.sentence:
            break
        inner += 1
        last = inner
    return last
