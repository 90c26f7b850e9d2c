"""Place names at spans that are given, to the readings they may have: for lists and corpora that mark their names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dateline.model.syntax import Parse
from dateline.text.places.admit import KNOWN
from dateline.text.places.place_entry import NameRank, PlaceBook, PlaceEntry
from dateline.text.places.place_words import PlaceWords
from dateline.text.places.scan import PlaceName, demonym_readings

_TRAIL = re.compile(r"(?:['’]s?|[,;:.])$")


def given_names(parse: Parse, spans: Iterable[tuple[int, int]], book: PlaceBook, words: PlaceWords) -> list[PlaceName]:
    """The names at `spans` (characters), in that order, with the readings of the best part of each that is known."""
    starts = {token.start: token.index for token in parse.tokens}
    names = []
    for start, end in spans:
        text = parse.text[start:end]
        first = starts.get(start, next((t.index for t in parse.tokens if t.end > start), len(parse.tokens) - 1))
        last = first + 1
        while last < len(parse.tokens) and parse.tokens[last].start < end:
            last += 1
        name = PlaceName(
            first=first, last=last, start=start, end=end, text=text, readings=(), label="GPE", rule="given"
        )
        names.append(_read(name, book, words))
    return names


def _read(name: PlaceName, book: PlaceBook, words: PlaceWords) -> PlaceName:
    for text in _forms(name.text, words):
        readings = tuple(r for r in book.lookup(text) if not _code_misread(text, r))
        demonym = words.demonyms.get(text) or words.demonyms.get(text.removesuffix("s"), "")
        own = bool(readings) and readings[0].weight >= 0.7 and readings[0].rank in (NameRank.MAIN, NameRank.OTHER)  # noqa: PLR2004
        if demonym and not own:
            return replace(name, readings=demonym_readings(demonym, book), demonym=demonym)
        opens = name.text.startswith(text)
        if readings and (opens or readings[0].weight >= KNOWN):
            return replace(name, readings=readings, partial=text != name.text)
    return name


def _code_misread(text: str, reading: PlaceEntry) -> bool:
    """A postal code is written in capitals."""
    return reading.rank is NameRank.OTHER and len(text) == 2 and not text.isupper()  # noqa: PLR2004


def _forms(text: str, words: PlaceWords) -> Iterator[str]:
    """The name as written, then without what stands around the known name, longest first."""
    plain = _TRAIL.sub("", " ".join(text.split()))
    yield text
    yield plain
    parts = plain.split(" ")
    for size in range(len(parts) - 1, 0, -1):
        for start in range(len(parts) - size + 1):
            piece = parts[start : start + size]
            if size > 1 or (piece[0].lower() not in words["never"] and piece[0][:1].isupper()):
                yield " ".join(piece)
