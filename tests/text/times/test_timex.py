"""Time expressions: a table checked by eye, laws for all inputs, and the time it takes."""

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.knowledge.feasts import load_feasts
from dateline.knowledge.files import read_tsv
from dateline.text.calendar import DAYS
from dateline.text.times.timex import RULES, Tagger

TAGGER = Tagger(load_feasts())
COLUMNS = ("filed", "tense", "text", "words", "type", "value", "start", "end", "grain")
CASES = [row for _, row in read_tsv(Path(__file__).parent / "timex_cases.tsv", COLUMNS)]
TENSES = {"ahead": True, "past": False, "-": None}
FILING_DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2035, 12, 31))
WORDS = st.sampled_from(
    "the a last next this past two three of in on March May 8 10 2014 -  , . Monday week weeks ago before after day "
    "eve early late mid end year every morning at a.m. half and quarter 's now 12:30 Christmas "
    "Ramadan 9/11 1990s".split(" ")
)


def values(text: str, filed: date | None = date(2023, 8, 13), **options: Any) -> list[tuple[str, str]]:
    return [(timex.span.text, timex.value) for timex in TAGGER.tag(text, filed, **options)]


@pytest.mark.parametrize("row", CASES, ids=[f"{row['filed']}-{row['words']}" for row in CASES])
def test_the_table_is_read_as_a_person_reads_it(row: dict[str, str]) -> None:
    filed = None if row["filed"] == "none" else date.fromisoformat(row["filed"])
    found = TAGGER.tag(row["text"], filed, direction=lambda _start, _end: TENSES[row["tense"]])
    shown = [
        (t.span.text, t.type, t.value, str(t.start or "-"), str(t.end or "-"), t.grain.value)
        for t in found
        if t.span.text == row["words"]
    ]
    assert shown == [(row["words"], row["type"], row["value"], row["start"], row["end"], row["grain"])]


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 200


@pytest.mark.parametrize(
    "text",
    [
        "A 28-year-old man was held.",
        "The boy is six years old.",
        "The victim, aged 28, was shot.",
        "Police may march on the house.",
        "Prime Minister Theresa May spoke.",
        "About 2000 people fled the camp.",
        "They paid $2000 for him.",
        "A survey of 1709 schools found over 1000 leaks.",
        "The second blast hit the gate.",
        "The fall of Kabul shook them.",
        "The Sun reported it.",
        "They sat in the hall.",
        "He drove at 60 miles an hour.",
        "The Christmas Island camp is full.",
        "At least 1,990 homes burned.",
        "The mon amour sign was torn down.",
        "The Daily Star and the Sunday Times reported it.",
        "The inquiry into Bloody Sunday closed.",
        "On February 30 nothing happens.",
    ],
)
def test_ages_counts_names_and_days_that_never_were_are_no_times(text: str) -> None:
    assert not [t for t in TAGGER.tag(text, date(2023, 8, 13)) if t.span.text != "February"]


def test_the_ends_of_a_range_are_two_expressions() -> None:
    assert values("It rained on March 8-10.") == [("March 8", "2023-03-08"), ("10", "2023-03-10")]
    assert values("It rained from 3 to 5 May.") == [("3", "2023-05-03"), ("5 May", "2023-05-05")]
    assert values("He ruled in 2014-16.") == [("2014", "2014"), ("16", "2016")]


def test_words_in_brackets_are_read_on() -> None:
    assert values('"[Ten] years ago it was calm," he said.') == [("Ten] years ago", "2013")]


def test_the_next_day_counts_from_the_last_past_day_named() -> None:
    text = "He fled on May 4. The trial opens on September 2. His wife fled the next day."
    assert values(text)[-1] == ("the next day", "2023-05-05")


def test_regions_left_out_are_not_read() -> None:
    text = "On Friday it rained. On Monday it rained."
    assert values(text, regions=[(0, 20)]) == [("Friday", "2023-08-11")]


def test_every_rule_has_its_own_name() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@given(day=st.sampled_from(DAYS), filed=FILING_DAYS)
def test_a_weekday_is_within_the_week_up_to_filing(day: str, filed: date) -> None:
    (timex,) = TAGGER.tag(f"It rained on {day.title()}.", filed)
    assert timex.start is not None
    assert 0 <= (filed - timex.start).days < 7
    assert timex.start.weekday() == DAYS.index(day)


@given(day=st.sampled_from(DAYS), filed=FILING_DAYS)
def test_a_weekday_ahead_is_within_the_week_from_filing(day: str, filed: date) -> None:
    (timex,) = TAGGER.tag(f"It will rain on {day.title()}.", filed, direction=lambda _start, _end: True)
    assert timex.start is not None
    assert 0 <= (timex.start - filed).days < 7
    assert timex.start.weekday() == DAYS.index(day)


@given(filed=FILING_DAYS)
def test_this_week_runs_from_monday_to_filing(filed: date) -> None:
    (timex,) = TAGGER.tag("It rained this week.", filed)
    assert timex.start is not None
    assert timex.start.weekday() == 0
    assert timex.end == filed
    assert (filed - timex.start).days < 7


@settings(deadline=None)
@given(words=st.lists(WORDS, max_size=30), filed=st.one_of(st.none(), st.dates()))
def test_expressions_stand_in_order_apart_and_in_the_text(words: list[str], filed: date | None) -> None:
    text = " ".join(words)
    end = 0
    for timex in TAGGER.tag(text, filed):
        assert timex.span.start >= end
        assert text[timex.span.start : timex.span.end] == timex.span.text
        assert (timex.start is None) == (timex.end is None)
        assert timex.start is None or timex.end is None or timex.start <= timex.end
        assert timex.type in {"DATE", "TIME", "DURATION", "SET"}
        assert timex.value
        end = timex.span.end


@settings(deadline=None)
@given(text=st.text(max_size=200), filed=st.dates())
def test_no_text_breaks_the_tagger(text: str, filed: date) -> None:
    assert TAGGER.tag(text, filed) == TAGGER.tag(text, filed)


@pytest.mark.parametrize(
    "piece", ["the day before ", "two and a half ", "March 8-", "10 a.m. on ", "the early hours of ", "1."]
)
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    def seconds(copies: int) -> float:
        text = piece * copies
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            TAGGER.tag(text, date(2023, 8, 13))
            best = min(best, time.process_time() - start)
        return best

    assert seconds(800) < 8 * seconds(200) + 0.1
