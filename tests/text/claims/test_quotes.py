"""Quotation marks: which pair up, which are apostrophes, and what runs on over paragraphs."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.text.claims.quotes import Quotations, Quote, quotes


def found(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotes(text, whole(text))]


def whole(text: str) -> list[tuple[int, int]]:
    at, paragraphs = 0, []
    for part in text.split("\n\n"):
        paragraphs.append((at, at + len(part)))
        at += len(part) + 2
    return paragraphs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We left at dawn,” the driver said.", ["“We left at dawn,”"]),
        ('"We left at dawn," the driver said.', ['"We left at dawn,"']),
        ("''We left at dawn,'' the driver said.", ["''We left at dawn,''"]),
        ("«We left at dawn», the driver said.", ["«We left at dawn»"]),
        ("„We left at dawn“, the driver said.", ["„We left at dawn“"]),
        ("'We left at dawn,' the driver said.", ["'We left at dawn,'"]),
        ('"We left," he said. "They stayed."', ['"We left,"', '"They stayed."']),
        ('("We left," he said.)', ['"We left,"']),
    ],
)
def test_all_common_marks_pair_up(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_curly_mark_may_be_closed_by_a_straight_one() -> None:
    assert found('“We left at dawn," the driver said.') == ['“We left at dawn,"']
    assert found('"We left at dawn,” the driver said.') == ['"We left at dawn,”']


@pytest.mark.parametrize(
    "text",
    [
        "The miners' lamps didn't work in the '90s, and the guards' did.",
        "The pole was 5' 10\" long.",
        "Rock 'n' roll got 'em.",
        "It’s the soldiers’ turn.",
    ],
)
def test_apostrophes_and_inch_marks_open_nothing(text: str) -> None:
    assert found(text) == []


def test_a_quotation_within_a_quotation_has_depth_one() -> None:
    text = "“He shouted ‘Run!’ and fell,” she said."
    assert [(text[q.start : q.end], q.depth) for q in quotes(text, whole(text))] == [
        ("“He shouted ‘Run!’ and fell,”", 0),
        ("‘Run!’", 1),
    ]


def test_an_apostrophe_in_single_quotes_does_not_end_them() -> None:
    assert found("‘The boys’ boat isn’t here,’ she said.") == ["‘The boys’ boat isn’t here,’"]


def test_speech_over_paragraphs_opens_each_and_closes_the_last() -> None:
    text = "He said: “The first day was calm.\n\n“The second was not.”"
    first, second = quotes(text, whole(text))
    assert (first.closed, first.continues, first.end) == (False, False, text.index("\n"))
    assert (second.closed, second.continues) == (True, True)


def test_a_mark_that_never_closes_is_dropped_unless_it_opens_its_paragraph() -> None:
    assert found("The sign read “closed for the winter.\n\nNobody came.") == []
    assert found("“We wait.\n\nNobody came.") == ["“We wait."]


def test_a_lost_closing_mark_does_not_swallow_the_next_quotation() -> None:
    assert "“They stayed,”" in found("“We left, he said. “They stayed,” she said.")


def test_direction_marks_around_arabic_quotes_are_seen_through() -> None:
    text = 'He shouted \u200f"ارحلوا"\u200f at the guards.'
    assert found(text) == ['"ارحلوا"']


def test_an_index_finds_the_quotation_around_a_character() -> None:
    text = "He said “go” and “stay” twice."
    marks = Quotations(quotes(text, whole(text)))
    inside = marks.around(text.index("stay"))
    assert inside is not None
    assert text[inside.inner_start : inside.inner_end] == "stay"
    assert marks.around(text.index("twice")) is None
    assert marks.around(text.index(" and")) is None
    assert len(marks.touching(0, len(text))) == 2


@given(text=st.text(alphabet="ab .,\n\"'“”‘’«»„\u200f", max_size=80))
def test_quotations_stay_in_their_paragraph_and_nest_cleanly(text: str) -> None:
    paragraphs = whole(text)
    result = quotes(text, paragraphs)
    for quote in result:
        start, end = paragraphs[quote.paragraph]
        assert start <= quote.start < quote.inner_start <= quote.inner_end <= quote.end <= end
    outer = [q for q in result if q.depth == 0]
    assert all(a.end <= b.start for a, b in pairwise(outer))


@given(text=st.text(alphabet="ab \"“”'", max_size=60))
def test_the_same_text_gives_the_same_quotations(text: str) -> None:
    once: list[Quote] = quotes(text, whole(text))
    assert once == quotes(text, whole(text))
