"""Noun phrases of a parsed report: where each begins and ends, which word heads it, which part is a name."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model.mention import MentionKind
from dateline.model.syntax import Parse, Token
from dateline.text.calendar import DAYS, MONTHS
from dateline.text.people.name_words import Words, common, in_small_letters, trim_name, untyped_name

LEFT = frozenset({"det", "predet", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "advmod", "npadvmod"})
"""Dependents that stand before a head inside its phrase."""

NAME_LABELS = frozenset(
    {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART", "LANGUAGE"}
)
"""Entity types that are names; the rest are dates and numbers."""

_MODIFIERS = frozenset(
    {"compound", "nmod", "amod", "quantmod", "nummod", "expl", "punct", "case", "det", "predet", "advmod", "cc"}
)
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "attr", "appos", "conj", "oprd"})
_OPENERS = frozenset({"det", "poss", "predet"})
_CALENDAR = frozenset(
    (
        *MONTHS,
        *DAYS,
        *(m[:3] for m in MONTHS),
        *(d[:3] for d in DAYS),
        "christmas",
        "easter",
        "ramadan",
        "hanukkah",
        "today",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase as token indices: `first` up to, not including, `last`; `name` likewise, or None."""

    head: int
    first: int
    last: int
    kind: MentionKind
    label: str = ""
    name: tuple[int, int] | None = None


def left_edges(tokens: Sequence[Token]) -> list[int]:
    """Return, for every token, the index of the first token of the phrase that it would head."""
    left = list(range(len(tokens)))
    for i, token in enumerate(tokens):
        head = token.head
        if head > i and token.dep in LEFT and left[i] < left[head]:
            left[head] = left[i]
    return left


def entity_ranges(tokens: Sequence[Token]) -> list[tuple[int, int] | None]:
    """Return, for every token, the (first, behind last) of the entity it belongs to, or None."""
    ranges: list[tuple[int, int] | None] = [None] * len(tokens)
    i, n = 0, len(tokens)
    while i < n:
        label = tokens[i].entity
        if not label:
            i += 1
            continue
        end = i + 1
        while end < n and tokens[end].entity == label and not tokens[end].entity_begins:
            end += 1
        ranges[i:end] = [(i, end)] * (end - i)
        i = end
    return ranges


def phrases(parse: Parse, words: Words) -> list[Phrase]:
    """Return the noun phrases of a report in text order, the longer first where two begin together."""
    tokens = parse.tokens
    left = left_edges(tokens)
    ranges = entity_ranges(tokens)
    found = []
    for i, token in enumerate(tokens):
        pos = token.pos
        if pos in ("NOUN", "PROPN"):
            phrase = _noun(parse, words, token, left[i], ranges[i])
        elif pos == "PRON":
            phrase = _pronoun(parse, token)
        elif pos in ("NUM", "ADJ", "X", "VERB", "DET", "ADV", "INTJ"):
            phrase = _other(parse, words, token, left[i], ranges[i])
        else:
            continue
        if phrase is not None:
            found.append(phrase)
    found.sort(key=lambda p: (p.first, -p.last))
    return found


def _pronoun(parse: Parse, token: Token) -> Phrase | None:
    if token.tag in ("WP", "WDT", "WP$", "EX") or token.dep in ("expl", "det"):
        return None
    first = token.index
    previous = parse.tokens[first - 1] if first else None
    if previous is not None and previous.head == first and previous.dep in ("det", "amod", "predet"):
        first -= 1
    return Phrase(head=token.index, first=first, last=token.index + 1, kind=MentionKind.PRONOUN)


def _other(parse: Parse, words: Words, token: Token, left: int, entity: tuple[int, int] | None) -> Phrase | None:
    """A number or adjective that stands for a noun ("two were killed", "the wounded"), or a name with a wrong tag."""
    if entity is not None and token.entity in NAME_LABELS and token.pos != "ADJ":
        return _noun(parse, words, token, left, entity)
    if token.dep not in _ARGUMENTS:
        return None
    if token.pos == "ADJ" and left < token.index and parse.tokens[left].dep in _OPENERS:
        return Phrase(head=token.index, first=left, last=token.index + 1, kind=MentionKind.NOMINAL)
    if token.pos == "NUM" and token.entity in ("", "CARDINAL"):
        return Phrase(head=token.index, first=left, last=token.index + 1, kind=MentionKind.NOMINAL, label=token.entity)
    return None


def _noun(parse: Parse, words: Words, token: Token, left: int, entity: tuple[int, int] | None) -> Phrase | None:
    i, tokens = token.index, parse.tokens
    typed = entity if token.entity in NAME_LABELS else None
    if typed is not None and typed[0] <= token.head < typed[1] and token.head != i:
        return None  # inside a longer name
    if token.dep in _MODIFIERS or (token.dep == "npadvmod" and tokens[token.head].pos == "ADJ"):
        return _stray(tokens, token, words) if typed is None else _nested(tokens, token, typed, words)
    name = _name(tokens, words, token, typed)
    if name is None:
        return Phrase(head=i, first=left, last=i + 1, kind=MentionKind.NOMINAL, label=token.entity)
    label = "" if typed is None else token.entity
    first = min(left, name[0] if typed is None else typed[0])
    return Phrase(head=i, first=first, last=max(i + 1, name[1]), kind=MentionKind.NAME, label=label, name=name)


def _name(tokens: Sequence[Token], words: Words, token: Token, typed: tuple[int, int] | None) -> tuple[int, int] | None:
    """The tokens of the name that a phrase ends in, or None where it is no name."""
    i = token.index
    if typed is not None:
        return None if in_small_letters(tokens, typed, words) else trim_name(tokens, typed, token, words)
    if token.pos == "PROPN" and (not token.entity or _misdated(token)) and not common(token, words):
        return untyped_name(tokens, token, words)
    return (i, i + 1) if token.pos == "NOUN" and token.text in words.people else None


def _nested(tokens: Sequence[Token], token: Token, entity: tuple[int, int], words: Words) -> Phrase | None:
    """A name that modifies another noun ("Ukraine" in "Ukraine policy"); nationalities are no mention of their own."""
    if token.entity not in ("PERSON", "ORG", "GPE", "LOC", "FAC") or token.dep not in ("compound", "nmod"):
        return None
    first, last = entity
    if tokens[first].dep == "det":
        first += 1
    if tokens[last - 1].tag == "POS":
        last -= 1
    if not first <= token.index < last or all(t.lower in words.titles for t in tokens[first:last]):
        return None
    return Phrase(
        head=token.index, first=first, last=last, kind=MentionKind.NAME, label=token.entity, name=(first, last)
    )


def _stray(tokens: Sequence[Token], token: Token, words: Words) -> Phrase | None:
    """A person's name that modifies a noun, or that the parser took for a modifier ("as Rocky spots her")."""
    i = token.index
    if (
        token.pos != "PROPN"
        or token.dep != "compound"
        or not (token.text in words.people or token.text.lower() in words.given)
    ):
        return None
    if (
        token.sentence in words.headlines
        or tokens[token.head].pos == "PROPN"
        or (i and tokens[i - 1].pos in ("PROPN", "DET", "ADJ"))
    ):
        return None
    return Phrase(head=i, first=i, last=i + 1, kind=MentionKind.NAME, name=(i, i + 1))


def _misdated(token: Token) -> bool:
    """Tell whether an entity of one capitalised word was wrongly called a date or a number."""
    return (
        token.entity in ("DATE", "TIME", "CARDINAL", "MONEY", "QUANTITY")
        and token.entity_begins
        and token.text.isalpha()
        and token.lower not in _CALENDAR
    )
