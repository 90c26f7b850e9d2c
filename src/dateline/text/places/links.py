"""What the words around a place name tell: which other names hold it, and which kinds of place fit it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model.syntax import Parse, Token
from dateline.text.places.place_entry import PlaceKind
from dateline.text.places.place_words import PlaceWords
from dateline.text.places.scan import PlaceName

_TOWN = frozenset((PlaceKind.CITY, PlaceKind.DISTRICT))
_DIVISION = frozenset((PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION))
_COUNTRY = frozenset((PlaceKind.COUNTRY,))
_WATER = frozenset((PlaceKind.WATER,))
_HOLDING = ([","], ["("], ["in"], [",", "in"], [",", "the"])
_LINKED = 5
"""Tokens at most between "a town in" and the name of what holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Indexes of the names that may hold a name, and the kinds of place that the nouns around it ask for.

    `comma` is the holder that only a comma parts from the name.
    """

    holders: tuple[int, ...] = ()
    comma: int | None = None
    fits: frozenset[PlaceKind] = frozenset()


def links(names: Sequence[PlaceName], parse: Parse, words: PlaceWords) -> list[Link]:
    """What the words around each name tell, one link a name."""
    return [
        Link(holders=tuple(_holders(i, names, parse, words)), fits=_fits(name, parse, words))
        for i, name in enumerate(names)
    ]


def _holders(i: int, names: Sequence[PlaceName], parse: Parse, words: PlaceWords) -> list[int]:
    """Names behind ("Vic, Alba"; "Vic in Alba") or before ("Alba's Vic", "the Alban town of Vic") that may hold it."""
    found = []
    name = names[i]
    if i + 1 < len(names):
        between = [t.lower for t in parse.tokens[name.last : names[i + 1].first]]
        if between in _HOLDING or (len(between) <= _LINKED and between[-1:] == ["in"] and "." not in between):
            found.append(i + 1)
            if i + 2 < len(names) and [t.lower for t in parse.tokens[names[i + 1].last : names[i + 2].first]] == [","]:
                found.append(i + 2)
    if i > 0 and parse.tokens[names[i - 1].first].sentence == parse.tokens[name.first].sentence:
        between = [t.lower for t in parse.tokens[names[i - 1].last : name.first]]
        possessive = between in (["'s"], ["’s"], ["'"], ["’"])
        described = len(between) <= _LINKED and between[-1:] == ["of"] and _any_noun(between, words)
        adjective = (
            bool(names[i - 1].demonym)
            and len(between) <= _LINKED
            and "," not in between
            and (not between or _any_noun(between, words))
        )
        if possessive or described or adjective:
            found.append(i - 1)
    return found


def _any_noun(between: list[str], words: PlaceWords) -> bool:
    return any(w in words["town_nouns"] or w in words["division_nouns"] or w in words["directions"] for w in between)


def _fits(name: PlaceName, parse: Parse, words: PlaceWords) -> frozenset[PlaceKind]:
    """The kinds asked for by "the city of X", "X province", "X River"."""
    tokens = parse.tokens
    around: list[Token] = []
    if name.last < len(tokens) and tokens[name.last].text.islower():
        around.append(tokens[name.last])
    if name.first >= 2 and tokens[name.first - 1].lower == "of":  # noqa: PLR2004
        around.append(tokens[name.first - 2])
    if name.partial:
        around.append(tokens[name.last - 1])
    for token in around:
        word = token.lower
        if word in words["town_nouns"]:
            return _TOWN
        if word in words["division_nouns"]:
            return _DIVISION
        if word in words["country_nouns"]:
            return _COUNTRY
        if word in words["water_nouns"]:
            return _WATER
    return frozenset()
