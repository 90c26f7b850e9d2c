"""A parsed report to its place names."""

from itertools import zip_longest

from dateline.model.syntax import Parse
from dateline.text.places.admit import Admission
from dateline.text.places.place_entry import PlaceBook
from dateline.text.places.place_words import PlaceWords
from dateline.text.places.scan import PlaceName, Scanner


def find_place_names(parse: Parse, book: PlaceBook, words: PlaceWords) -> list[PlaceName]:
    """The place names of a report in text order, each with the rule that let it in; they do not overlap."""
    scanner = Scanner(parse, book, words)
    possible = list(scanner.scan())
    admission = Admission(parse, scanner.entities, words)
    names: list[PlaceName] = []
    for name, following in zip_longest(possible, possible[1:]):
        admitted = admission.admit(name, names[-1] if names else None, following)
        if admitted is not None:
            names.append(admitted)
    taken = {i for name in names for i in range(name.first, name.last)}
    names.extend(filter(None, map(admission.unknown, scanner.unknown(taken))))
    return sorted(names, key=lambda n: n.start)
