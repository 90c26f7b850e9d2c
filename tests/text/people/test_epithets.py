"""Descriptions beside names, and names beside descriptions."""

from collections.abc import Callable

import pytest

from dateline.model.analysis import Analysis
from dateline.text.people.epithets import epithets, name_beside

ParseText = Callable[..., Analysis]


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("A Canadian, Peter Moss, aged 40, accused us.", "Canadian", "Moss"),
        ("A Canadian accused Peter Moss.", "Canadian", None),
    ],
)
def test_a_description_finds_its_name(parse_text: ParseText, text: str, word: str, name: str | None) -> None:
    parse = parse_text(text).parse
    assert parse is not None
    found = name_beside(parse, next(t for t in parse.tokens if t.text == word))
    assert (found.text if found else None) == name


def test_both_of_two_names_have_the_description_before_them(parse_text: ParseText) -> None:
    parse = parse_text("He met the Chilean judges Ana Paz and Ivo Rojas.").parse
    assert parse is not None
    names = [t for t in parse.tokens if t.text in {"Paz", "Rojas"}]
    assert [[d.text for d in epithets(parse, name)] for name in names] == [["judges"], ["judges"]]
