"""What names and nouns tell of their bearers: given names, titles, and nouns for people and places."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field

from dateline.errors import DataFileError
from dateline.knowledge.files import data_folder, read_tsv, read_yaml
from dateline.knowledge.shape import AboutShape, Shape
from dateline.text.people.names import name_key

Gender = Literal["m", "f", "u"]
NounClass = Literal["person", "group", "place"]
Value = TypeVar("Value")

_PLACE_TABLES = (
    ("towns.tsv", ("name", "country", "kind", "source")),
    ("country_names.tsv", ("name", "country", "language")),
    ("country_aliases.tsv", ("name", "country", "source")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameBook:
    """Look-up tables, all keys in lower case.

    `given` maps a given name to m, f or u (borne by both), `titles` a title to the gender it shows; `addresses` are
    the titles that stand before persons only ("Princess", but not the "General" of General Motors). `nouns` maps a
    singular noun to its class and gender, `broader` a noun to the nouns that it may take up again; `roles` are the
    nouns for persons with their regular plurals, `speaking` the lemmas whose subject speaks. `accused` are
    nouns for the one who is charged with a deed, `accusing` the verbs whose object is. `places` maps the name of
    a country, larger town or province to which of them it is, `variants` a name as `text.names.name_key` reads it to
    the one that stands for all variants of it.
    """

    given: Mapping[str, Gender]
    titles: Mapping[str, Gender]
    addresses: frozenset[str]
    nouns: Mapping[str, tuple[NounClass, Gender]]
    broader: Mapping[str, frozenset[str]]
    roles: frozenset[str]
    speaking: frozenset[str]
    accused: frozenset[str]
    accusing: frozenset[str]
    places: Mapping[str, str]
    variants: Mapping[str, str]


class _Group(Shape):
    gender: Gender
    words: list[str]
    examples: list[str] = []
    not_examples: list[str] = []


class _TitleGroup(_Group):
    persons_only: bool


class _Titles(Shape):
    about: AboutShape
    titles: list[_TitleGroup]


class _NounGroup(_Group):
    noun_class: NounClass = Field(alias="class")


class _Broader(Shape):
    word: str
    covers: list[str]
    examples: list[str] = []
    not_examples: list[str] = []


class _Speaking(Shape):
    words: list[str]
    examples: list[str] = []


class _Variants(Shape):
    about: AboutShape
    variants: list[list[str]]
    examples: list[str]


class _Accused(Shape):
    nouns: list[str]
    verbs: list[str]
    examples: list[str] = []
    not_examples: list[str] = []


class _Nouns(Shape):
    about: AboutShape
    classes: list[_NounGroup]
    broader: list[_Broader]
    speaking: _Speaking
    accused: _Accused


def read_names(folder: Path) -> NameBook:
    """Read the titles, nouns, given names, variants and place names of one data folder.

    Raises:
        DataFileError: naming file and line of what is malformed, or the word that stands twice.
    """
    titles_path = folder / "lexicons/en/titles.yaml"
    nouns_path = folder / "lexicons/en/role_nouns.yaml"
    titles = read_yaml(titles_path, _Titles)
    nouns = read_yaml(nouns_path, _Nouns)
    table = _once(nouns_path, ((n, (g.noun_class, g.gender)) for g in nouns.classes for n in g.words))
    variants_path = folder / "lexicons/en/variants.yaml"
    variants = read_yaml(variants_path, _Variants).variants
    people = [noun for noun, (kind, _) in table.items() if kind == "person"]
    return NameBook(
        given=dict(_given(folder / "gazetteers/given_names.tsv")),
        titles=_once(titles_path, ((w, g.gender) for g in titles.titles for w in g.words)),
        addresses=frozenset(w for g in titles.titles if g.persons_only for w in g.words),
        nouns=table,
        broader=_once(nouns_path, ((b.word, frozenset(b.covers)) for b in nouns.broader)),
        roles=frozenset((*people, *map(plural, people))),
        speaking=frozenset(nouns.speaking.words),
        accused=frozenset(nouns.accused.nouns),
        accusing=frozenset(nouns.accused.verbs),
        places=dict(_places(folder / "gazetteers")),
        variants=_once(variants_path, ((k, keys[0]) for keys in map(_keys, variants) for k in keys)),
    )


@cache
def load_names() -> NameBook:
    """The tables that ship with the package, read once."""
    return read_names(data_folder())


def plural(noun: str) -> str:
    """The plural of an English noun for a person, by the regular rules and -man/-men."""
    if noun.endswith("man") and noun != "human":
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun + "s"


def _given(path: Path) -> Iterator[tuple[str, Gender]]:
    for number, row in read_tsv(path, ("name", "gender")):
        gender = row["gender"]
        if gender not in ("m", "f", "u"):
            raise DataFileError(f"{path}:{number}: expected the gender m, f or u, found {gender!r}")
        yield row["name"].lower(), gender  # type: ignore[misc]


def _places(folder: Path) -> Iterator[tuple[str, str]]:
    for file, columns in _PLACE_TABLES:
        for _, row in read_tsv(folder / file, columns):
            yield row["name"].lower(), row.get("kind", "country")


def _keys(variants: Iterable[str]) -> list[str]:
    """The names as names are compared, each once."""
    return list(dict.fromkeys(" ".join(name_key(name.split())) for name in variants))


def _once(path: Path, pairs: Iterable[tuple[str, Value]]) -> dict[str, Value]:
    table: dict[str, Value] = {}
    for word, value in pairs:
        if word in table:
            raise DataFileError(f"{path}: the word {word!r} stands twice; keep one")
        table[word] = value
    return table
