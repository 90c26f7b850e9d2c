"""Words about places: word groups of `lexicons/en/place_words.yaml`, demonyms, titles and given names."""

from functools import cache

from dateline.errors import DataFileError
from dateline.knowledge.files import data_folder, read_tsv, read_yaml
from dateline.knowledge.names import load_names
from dateline.knowledge.shape import AboutShape, Shape
from dateline.text.places.place_words import PlaceWords

WORDS = "lexicons/en/place_words.yaml"
COUNTRY_DEMONYMS = "gazetteers/demonyms.tsv"
OTHER_DEMONYMS = "gazetteers/places_demonyms.tsv"


class _Group(Shape):
    name: str
    words: list[str]
    examples: list[str] = []
    not_examples: list[str] = []


class _File(Shape):
    about: AboutShape
    groups: list[_Group]


@cache
def load_place_words() -> PlaceWords:
    """Read the word groups and demonyms that ship with the package, once.

    Raises:
        DataFileError: `file:line` and what is wrong.
    """
    path = data_folder() / WORDS
    groups: dict[str, frozenset[str]] = {}
    for group in read_yaml(path, _File).groups:
        if group.name in groups:
            raise DataFileError(f"{path}:1: the group {group.name!r} is repeated")
        groups[group.name] = frozenset(group.words)
    demonyms: dict[str, str] = {}
    files: dict[str, str] = {}
    for _, row in read_tsv(data_folder() / COUNTRY_DEMONYMS, ("word", "country", "kind", "source")):
        demonyms[row["word"]] = row["country"]
        files[row["word"]] = COUNTRY_DEMONYMS
    for _, row in read_tsv(data_folder() / OTHER_DEMONYMS, ("demonym", "place")):
        demonyms[row["demonym"]] = row["place"]
        files[row["demonym"]] = OTHER_DEMONYMS
    names = load_names()
    return PlaceWords(
        groups=groups,
        demonyms=demonyms,
        demonym_files=files,
        titles=frozenset(names.titles) - {"saint", "st", "st."},
        given=frozenset(names.given),
    )
