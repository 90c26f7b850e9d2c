"""The tables of names, titles and nouns as shipped, and what a malformed one is answered with."""

import shutil
from pathlib import Path

import pytest

from dateline.errors import DataFileError
from dateline.knowledge.files import data_folder
from dateline.knowledge.names import load_names, plural, read_names

FILES = (
    "lexicons/en/titles.yaml",
    "lexicons/en/role_nouns.yaml",
    "lexicons/en/variants.yaml",
    "gazetteers/given_names.tsv",
    "gazetteers/country_names.tsv",
    "gazetteers/country_aliases.tsv",
    "gazetteers/towns.tsv",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(data_folder() / name, tmp_path / name)
    return tmp_path


def test_given_names_of_many_countries_show_a_gender() -> None:
    given = load_names().given
    assert len(given) > 1_500
    expected = {
        "oleksandr": "m",
        "svetlana": "f",
        "fatima": "f",
        "kwame": "m",
        "hiroshi": "m",
        "ngozi": "f",
        "jean": "u",
    }
    assert {name: given[name] for name in expected} == expected


def test_nouns_tell_persons_bodies_and_places() -> None:
    nouns = load_names().nouns
    assert nouns["lieutenant"] == ("person", "u")
    assert nouns["spokeswoman"] == ("person", "f")
    assert nouns["army"] == ("group", "u")
    assert nouns["village"] == ("place", "u")


def test_every_wider_noun_covers_nouns_that_are_known() -> None:
    book = load_names()
    known = {*book.nouns, *book.titles}
    missing = {word for covered in book.broader.values() for word in covered if word not in known}
    assert not missing


def test_countries_are_told_from_towns() -> None:
    places = load_names().places
    assert places["lithuania"] == "country"
    assert places["vilnius"] == "town"


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("soldier", "soldiers"), ("gunman", "gunmen"), ("deputy", "deputies"), ("boy", "boys"), ("human", "humans")],
)
def test_plurals_are_regular_or_end_in_men(noun: str, expected: str) -> None:
    assert plural(noun) == expected


def test_a_gender_that_is_none_is_named_with_its_line(folder: Path) -> None:
    (folder / "gazetteers/given_names.tsv").write_text("name\tgender\nAda\tx\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"given_names\.tsv:2: expected the gender m, f or u, found 'x'"):
        read_names(folder)


def test_a_word_that_stands_twice_is_refused(folder: Path) -> None:
    path = folder / "lexicons/en/titles.yaml"
    path.write_text(path.read_text("utf-8").replace("[mr, mr.,", "[mr, mr, mr.,"), encoding="utf-8")
    with pytest.raises(DataFileError, match="'mr' stands twice"):
        read_names(folder)
