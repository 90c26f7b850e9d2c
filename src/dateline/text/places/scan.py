"""A parsed report to the spans that might be place names: gazetteer names, demonyms, and the parser's places."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from dateline.model.syntax import Parse, Sentence, Token
from dateline.text.places.place_entry import NameRank, PlaceBook, PlaceEntry, PlaceKind
from dateline.text.places.place_words import PlaceWords

LONGEST = 7
"""Tokens in the longest place name that is looked for."""

_LINKS = frozenset(
    "of de la le les el al du des da do dos das los las di del della upon on and the y i".split()
) | frozenset("an az ad as ar at ash ez es d' - – ' ’ & /".split())
_PREFIXES = frozenset(("al", "el", "an", "ar", "as", "at", "ash", "ad", "az", "ez"))
_SHORT_FORM = 5
_CODE = 3
_BEGINS_A_SITE = 0.6  # a name that begins another ("Vic Zoo", not "Hill Street") is that of a town of 60,000
_A_PLACE_TOO = 0.7  # a demonym that is the name of so prominent a place ("US", "Tamil Nadu") is the place
_PLACE_LABELS = ("GPE", "LOC", "FAC")
_POSSESSIVE = ("'s", "’s", "'", "’")


class Cover(StrEnum):
    """How a found name lies in the parser's entity."""

    EXACT = "exact"
    START = "start"
    END = "end"
    INSIDE = "inside"
    ACROSS = "across"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """A possible place name: tokens `first` up to, not including, `last`; characters `start` to `end`.

    `readings` are the gazetteer's places of that name (or of the known name within it, where `partial`), the
    most prominent first; empty for names the gazetteer lacks. `demonym` is what a people-word points at, or "".
    `label` is the parser's entity type around it.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    readings: tuple[PlaceEntry, ...]
    demonym: str = ""
    label: str = ""
    cover: Cover = Cover.NONE
    partial: bool = False
    rule: str = ""

    @property
    def weight(self) -> float:
        """The prior prominence of the best reading, 0 without one."""
        return self.readings[0].weight if self.readings else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A parser's entity without "the" before and "'s" behind it: tokens `first` up to, not including, `last`."""

    first: int
    last: int
    label: str


def entities(parse: Parse) -> list[Entity]:
    """The parser's named entities in text order."""
    found: list[Entity] = []
    first, label = -1, ""
    for token in (*parse.tokens, None):
        if first >= 0 and (token is None or token.entity != label or token.entity_begins):
            found.extend(_trimmed(parse, first, token.index if token is not None else len(parse.tokens), label))
            first, label = -1, ""
        if token is not None and token.entity and first < 0:
            first, label = token.index, token.entity
    return found


def _trimmed(parse: Parse, first: int, last: int, label: str) -> Iterator[Entity]:
    if parse.tokens[first].lower == "the":
        first += 1
    if last > first and parse.tokens[last - 1].text in _POSSESSIVE:
        last -= 1
    if last > first:
        yield Entity(first=first, last=last, label=label)


class Scanner:
    """Finds possible place names in one report."""

    def __init__(self, parse: Parse, book: PlaceBook, words: PlaceWords) -> None:
        """Take the report, the gazetteer and the word groups."""
        self._parse = parse
        self._tokens = parse.tokens
        self._book = book
        self._words = words
        self.entities = entities(parse)
        self._owner: list[Entity | None] = [None] * len(parse.tokens)
        for entity in self.entities:
            self._owner[entity.first : entity.last] = [entity] * (entity.last - entity.first)

    def scan(self) -> Iterator[PlaceName]:
        """Yield possible place names in text order; they do not overlap."""
        for sentence in self._parse.sentences:
            free = sentence.first
            for token in self._parse.tokens_of(sentence):
                i = token.index
                if i < free or not (token.text[0].isupper() or token.text in _PREFIXES):
                    continue
                name = self._whole_entity(i) or (self._longest(i, sentence) if self._opens(i, sentence) else None)
                if name is not None:
                    yield name
                    free = name.last

    def _opens(self, i: int, sentence: Sentence) -> bool:
        token = self._tokens[i]
        if token.text[0].isupper():
            return token.lower != "the" or (i + 1 < sentence.last and self._tokens[i + 1].text == "Hague")
        return (
            token.text in _PREFIXES
            and i + 2 < sentence.last
            and self._tokens[i + 1].text in ("-", "–")
            and self._tokens[i + 2].text[0].isupper()
        )

    def _longest(self, i: int, sentence: Sentence) -> PlaceName | None:
        """The longest gazetteer name or demonym that starts at token `i`."""
        tokens = self._tokens
        ends = []
        for j in range(i + 1, min(sentence.last, i + LONGEST) + 1):
            word = tokens[j - 1]
            if word.text[0].isupper() or word.text[0].isdigit():
                ends.append(j)
            elif j > i + 1 and word.text not in _LINKS and not self._capital_district(j, sentence):
                break
        for j in reversed(ends):
            text = self._parse.text[tokens[i].start : tokens[j - 1].end]
            demonym = self._demonym(text)
            readings = self._book.lookup(text)
            if (
                demonym
                and readings
                and readings[0].weight >= _A_PLACE_TOO
                and readings[0].rank in (NameRank.MAIN, NameRank.OTHER)
            ):
                demonym = ""
            if demonym:
                readings = demonym_readings(demonym, self._book)
            if demonym or readings:
                return self._extended(self._name(i, j, readings=readings, demonym=demonym), sentence)
        return None

    def _capital_district(self, i: int, sentence: Sentence) -> bool:
        """Whether token `i` is the "D.C." of "Washington, D.C."."""
        return i < sentence.last and self._tokens[i].text in ("D.C.", "DC", "D.C") and self._tokens[i - 1].text == ","

    def _demonym(self, text: str) -> str:
        known = self._words.demonyms
        found = known.get(text) or (known.get(text[:-1]) if text.endswith("s") else None)
        if not found and text.endswith("men"):
            found = known.get(f"{text[:-2]}an")
        if found and text.isupper():
            return ""
        return found or ""

    def _name(self, first: int, last: int, *, readings: tuple[PlaceEntry, ...], demonym: str = "") -> PlaceName:
        start, end = self._tokens[first].start, self._tokens[last - 1].end
        entity = self._owner[first] or self._owner[last - 1]
        return PlaceName(
            first=first,
            last=last,
            start=start,
            end=end,
            text=self._parse.text[start:end],
            readings=readings,
            demonym=demonym,
            label=entity.label if entity is not None else "",
            cover=_cover(first, last, entity),
        )

    def _extended(self, name: PlaceName, sentence: Sentence) -> PlaceName:
        """Take in a capitalised "State", "River" … behind a known name, and the full stop of an abbreviation."""
        tokens = self._tokens
        text = self._parse.text
        if not name.demonym and name.last < sentence.last:
            behind, entity = tokens[name.last], self._owner[name.last]
            same = entity is self._owner[name.first] and (entity is None or entity.last == name.last + 1)
            if same and behind.text[0].isupper() and behind.lower in self._words["rests"]:
                longer = self._name(name.first, name.last + 1, readings=_divisions_first(name.readings, behind))
                return replace(longer, partial=True)
        if text[name.end : name.end + 1] == "." and name.readings and _abbreviated(name, name.readings[0]):
            return replace(name, end=name.end + 1, text=text[name.start : name.end + 1])
        return name

    def _whole_entity(self, i: int) -> PlaceName | None:
        """A parser's place that the gazetteer lacks: its last word names a kind of place, or a direction opens it."""
        entity = self._owner[i]
        if entity is None or entity.first != i or entity.label not in (*_PLACE_LABELS, "ORG"):
            return None
        tokens = self._tokens
        first, last = tokens[i], tokens[entity.last - 1]
        text = self._parse.text[first.start : last.end]
        if self._book.lookup(text) or not first.text[0].isupper() or not last.text[0].isupper():
            return None
        if entity.last - i == 1:
            return None
        built = entity.label != "ORG" or last.lower in self._words["built"]
        if built and last.lower in self._words["name_ends"]:
            return replace(self._name(i, entity.last, readings=self._known_within(i, entity.last - 1)), partial=True)
        if entity.label != "ORG" and first.lower in self._words["directions"]:
            readings = self._book.lookup(self._parse.text[tokens[i + 1].start : last.end])
            if readings:
                return replace(self._name(i, entity.last, readings=readings), partial=True)
        return None

    def _known_within(self, first: int, last: int) -> tuple[PlaceEntry, ...]:
        """The places of the longest known name that opens the tokens `first` to `last`."""
        for j in range(last, first, -1):
            text = self._parse.text[self._tokens[first].start : self._tokens[j - 1].end]
            found = self._book.lookup(text)
            if (
                len(text) > _CODE
                and found
                and found[0].weight >= _BEGINS_A_SITE
                and found[0].rank in (NameRank.MAIN, NameRank.OTHER)
            ):
                return found
        return ()

    def unknown(self, taken: set[int]) -> Iterator[PlaceName]:
        """Yield the parser's places that hold no token of `taken` and that the gazetteer lacks."""
        for entity in self.entities:
            held = range(entity.first, entity.last)
            if (
                entity.label in _PLACE_LABELS
                and taken.isdisjoint(held)
                and self._tokens[entity.first].text[0].isupper()
            ):
                yield self._name(entity.first, entity.last, readings=())


def demonym_readings(points_at: str, book: PlaceBook) -> tuple[PlaceEntry, ...]:
    """The place a demonym points at, given as ISO 3166 alpha-3 code or as a gazetteer name."""
    country = book.country(points_at)
    if country is not None:
        return (country,)
    wide = (PlaceKind.REGION, PlaceKind.CONTINENT)
    return tuple(
        sorted(book.lookup(points_at), key=lambda e: (e.kind not in wide, e.rank > NameRank.OTHER, -e.weight, e.id))
    )[:1]


def _cover(first: int, last: int, entity: Entity | None) -> Cover:
    if entity is None:
        return Cover.NONE
    if first < entity.first or last > entity.last:
        return Cover.ACROSS
    if first == entity.first:
        return Cover.EXACT if last == entity.last else Cover.START
    return Cover.END if last == entity.last else Cover.INSIDE


def _divisions_first(readings: tuple[PlaceEntry, ...], behind: Token) -> tuple[PlaceEntry, ...]:
    """The readings that fit "State", "Province" …; all of them where none does or the word is another."""
    if behind.lower in ("state", "province", "county", "region", "district", "oblast", "governorate", "prefecture"):
        fitting = tuple(r for r in readings if r.kind in (PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION))
        return fitting or readings
    return readings


def _abbreviated(name: PlaceName, best: PlaceEntry) -> bool:
    """Whether the name is the press's short form of a state: "Calif", "Ont"."""
    short = len(name.text) <= _SHORT_FORM and best.kind is PlaceKind.ADMIN1 and best.rank is NameRank.OTHER
    return short and name.text[0] == best.name[0] and name.text[-1] != "."
