"""Quotations and who speaks them."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from dateline.knowledge.names import load_names
from dateline.model.analysis import Analysis, made
from dateline.text.people.quotes import quotations

ParseText = Callable[..., Analysis]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The bridge is gone,” Ada Obi said.", "Obi"),
        ('Ada Obi said: "The bridge is gone."', "Obi"),
        ("“The bridge,” the engineer explained, “is gone.”", "engineer"),
        ("Police issued a warning on Friday. “Stay at home,” they urged.", "they"),
        ('The mayor added:\n\n"The bridge is gone. We will build another."', "mayor"),
    ],
)
def test_the_subject_of_the_speaking_verb_beside_a_quotation_is_its_speaker(
    parse_text: ParseText, text: str, speaker: str
) -> None:
    parse = made(parse_text(text).parse)
    found = quotations(parse, load_names().speaking)
    assert found
    assert all(q.speaker is not None and parse.tokens[q.speaker].text == speaker for q in found)


def test_a_quotation_without_a_closing_mark_ends_with_its_paragraph(parse_text: ParseText) -> None:
    parse = made(parse_text("“The bridge is gone, Ada Obi said.\n\nTraffic stopped.").parse)
    (only,) = quotations(parse, load_names().speaking)
    assert parse.tokens[only.last - 1].sentence == 0


def test_quotations_do_not_overlap_and_keep_text_order(parse_text: ParseText) -> None:
    parse = made(parse_text('“One,” he said. "Two," she said. A "so-called" truce held.').parse)
    found = quotations(parse, load_names().speaking)
    assert len(found) == 3
    assert all(a.last <= b.first for a, b in pairwise(found))
