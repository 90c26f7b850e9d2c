"""Names taken apart."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.text.people.names import initials, is_acronym, name_key, same_person

WORDS = st.lists(st.text(alphabet="abcdefg", min_size=1, max_size=6), min_size=1, max_size=4).map(tuple)


def test_articles_possessives_and_company_endings_fall_away() -> None:
    assert name_key(["the", "Bank", "of", "Ghana"]) == ("bank", "of", "ghana")
    assert name_key(["Savin's"]) == ("savin",)
    assert name_key(["Acme", "Inc."]) == ("acme",)
    assert name_key(["U.S."]) == ("us",)


def test_initials_come_from_capitals_and_from_all_words() -> None:
    assert "NATO" in initials("North Atlantic Treaty Organization".split())
    assert "OIC" in initials("Organisation of Islamic Cooperation".split())


def test_acronyms_are_capitals_with_or_without_dots() -> None:
    assert is_acronym("NATO")
    assert is_acronym("U.S.")
    assert not is_acronym("Nato")
    assert not is_acronym("A")


def test_a_person_may_be_called_by_surname_given_name_or_without_the_middle_name() -> None:
    full = ("maria", "jose", "silva")
    assert same_person(("silva",), full) == "surname"
    assert same_person(("maria",), full) == "given"
    assert same_person(("maria", "silva"), full) == "middle"
    assert same_person(("jose",), full) == ""


@given(WORDS)
def test_a_name_is_its_own_surname_form(words: tuple[str, ...]) -> None:
    assert same_person(words, words) == "surname"


@given(WORDS, WORDS)
def test_a_longer_name_is_never_short_for_a_shorter_one(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    if len(one) > len(other):
        assert same_person(one, other) == ""
