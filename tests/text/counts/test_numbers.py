"""Number words and figures become amounts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.knowledge.counts import load_count_cues
from dateline.text.counts.numbers import NumberReader, value_of

READER = load_count_cues().numbers


@pytest.fixture
def reader() -> NumberReader:
    return READER


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("at least 14 guards", 14, None),
        ("more than 1,200 families", 1200, None),
        ("up to 40 inmates", 1, 40),
        ("fewer than a hundred", 1, 99),
        ("nearly 300 villagers", 300, 300),
        ("between 20 and 30 fighters", 20, 30),
        ("two to three hundred people", 200, 300),
        ("15,000-20,000 weavers", 15000, 20000),
        ("dozens of cars", 24, None),
        ("about two dozen pickets", 24, 24),
        ("tens of thousands", 20000, None),
        ("several thousand people", 2000, 9999),
        ("half a dozen", 6, 6),
        ("fifty or more houses", 50, None),
        ("one hundred and twenty recruits", 120, 120),
        ("1.5 million crowns' worth", 1_500_000, 1_500_000),
    ],
)
def test_words_for_numbers_are_read(reader: NumberReader, text: str, low: int, high: int | None) -> None:
    (amount, *rest) = reader.find(text)
    assert (amount.low, amount.high, rest) == (low, high, [])


@pytest.mark.parametrize("text", ["$5 million", "US$2.4bn", "€20,000", "250,000 euros", "USD 40,000", "£1.2m"])
def test_sums_are_told_from_people(reader: NumberReader, text: str) -> None:
    assert [a.money for a in reader.find(text)] == [True]


def test_from_twelve_to_fifteen_names_two_numbers(reader: NumberReader) -> None:
    assert [(a.low, a.high) for a in reader.find("climbed from 12 to 15")] == [(12, 12), (15, 15)]


def test_two_sums_between_which_something_lies_share_their_scale(reader: NumberReader) -> None:
    assert [(a.low, a.high) for a in reader.find("between $5 and $7 billion")] == [(5 * 10**9, 7 * 10**9)]


@given(number=st.integers(min_value=0, max_value=10**12))
def test_figures_with_and_without_commas_name_their_number(number: int) -> None:
    assert value_of(str(number)) == number
    assert value_of(f"{number:,}") == number


@given(text=st.text(alphabet="0123456789 ,.-$€aonetwhundrdmilb\n", max_size=60))
def test_amounts_lie_in_the_text_in_order_and_are_not_empty(text: str) -> None:
    amounts = list(READER.find(text))
    assert all(0 <= a.start < a.end <= len(text) for a in amounts)
    assert all(a.end <= b.start for a, b in pairwise(amounts))


WORDS = "at least some about 5 $ US$ € million dozen dozens of half a couple few six ſix twenty-one - between and 3rd"


@given(
    text=st.lists(st.sampled_from(WORDS.split()), max_size=12).flatmap(
        lambda w: st.sampled_from([" ".join(w), "".join(w)])
    )
)
def test_nothing_is_missed_by_trying_the_pattern_only_where_an_amount_may_begin(text: str) -> None:
    tried = [match.span() for match in READER._matches(text)]
    assert tried == [match.span() for match in READER._pattern.finditer(text)]


def test_words_printed_with_a_long_s_are_numbers_too(reader: NumberReader) -> None:
    assert [a.low for a in reader.find("ſix riders and ſeveral thouſand men")] == [6, 2000]


def test_words_without_a_number_are_refused() -> None:
    with pytest.raises(ValueError, match="names no number"):
        value_of("several")
