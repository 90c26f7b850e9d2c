"""The calendar's arithmetic."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.text.calendar import (
    DAYS,
    add_months,
    day_number,
    easter,
    iso_week,
    latest_weekday,
    month_number,
    month_of,
    next_weekday,
    nth_weekday,
    pascha,
    season_of,
    week_of,
)

SOME_DAY = st.dates(min_value=date(1583, 1, 1), max_value=date(9000, 12, 31))


@pytest.mark.parametrize(
    ("year", "day"), [(2013, date(2013, 3, 31)), (2023, date(2023, 4, 9)), (2024, date(2024, 3, 31))]
)
def test_easter_falls_on_its_known_days(year: int, day: date) -> None:
    assert easter(year) == day


@pytest.mark.parametrize(
    ("year", "day"), [(2021, date(2021, 5, 2)), (2023, date(2023, 4, 16)), (2024, date(2024, 5, 5))]
)
def test_orthodox_easter_falls_on_its_known_days(year: int, day: date) -> None:
    assert pascha(year) == day


@given(year=st.integers(min_value=1583, max_value=4099))
def test_both_easters_are_sundays_in_spring(year: int) -> None:
    assert easter(year).weekday() == pascha(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@given(day=SOME_DAY, weekday=st.integers(min_value=0, max_value=6))
def test_a_weekday_lies_once_in_the_week_before_and_once_in_the_week_after(day: date, weekday: int) -> None:
    before, after = latest_weekday(weekday, day), next_weekday(weekday, day)
    assert before.weekday() == after.weekday() == weekday
    assert after - before == timedelta(days=7)
    assert before <= day < after


@given(day=SOME_DAY, count=st.integers(min_value=-500, max_value=500))
def test_months_move_by_months(day: date, count: int) -> None:
    moved = add_months(day, count)
    assert (moved.year - day.year) * 12 + moved.month - day.month == count
    assert moved.day <= day.day


@given(day=SOME_DAY)
def test_a_day_lies_in_its_week_and_month(day: date) -> None:
    for start, end in (week_of(day), month_of(day.year, day.month)):
        assert start <= day <= end


def test_the_fourth_thursday_of_november_and_the_last_monday_of_may() -> None:
    assert nth_weekday(2023, 11, 3, 4) == date(2023, 11, 23)
    assert nth_weekday(2023, 5, 0, 0) == date(2023, 5, 29)


def test_winter_crosses_the_year() -> None:
    assert season_of(2019, "winter") == (date(2019, 12, 1), date(2020, 2, 29))


def test_weeks_are_those_of_iso_8601() -> None:
    assert iso_week(date(2019, 12, 30)) == "2020-W01"


def test_names_are_read_full_and_short() -> None:
    assert [day_number(day) for day in DAYS] == list(range(7))
    assert (month_number("Sept."), day_number("Thurs.")) == (9, 3)
    with pytest.raises(ValueError, match="not a weekday"):
        day_number("Mo")
    with pytest.raises(ValueError, match="not a month"):
        month_number("Brumaire")
