"""Dates as sources write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.sources.days import read_day

DAY = date(2023, 8, 13)
WRITTEN = (
    "2023-08-13",
    "2023/08/13",
    "2023.8.13",
    "20230813",
    "20230813T101500Z",
    "20230813101500",
    "2023-08-13T23:30:00-05:00",
    "2023-08-13 00:10:00+14:00",
    "Sun, 13 Aug 2023 23:30:00 -0500",
    "Sunday, August 13, 2023",
    "Aug. 13, 2023",
    "August 13th 2023",
    "13 August 2023, 10:15",
    "1691884800",
    "1691884800.5",
    "1691884800000",
)


@pytest.mark.parametrize("text", WRITTEN)
def test_a_day_is_read_as_it_is_written(text: str) -> None:
    assert read_day(text) == DAY


def test_numbers_are_seconds_since_1970_in_utc() -> None:
    assert read_day(1691884800) == DAY
    assert read_day(1691884799) == date(2023, 8, 12)


@pytest.mark.parametrize(
    "text", ["", "soon", "03/04/2023", "2023-13-01", "2023-02-30", "0000-01-01", "2023", "13", "9" * 400]
)
def test_what_is_no_day_or_two_days_is_not_read(text: str) -> None:
    assert read_day(text) is None


def test_a_pattern_decides_what_two_readings_leave_open() -> None:
    assert read_day("03/04/2023", "%d/%m/%Y") == date(2023, 4, 3)
    assert read_day("03/04/2023", "%m/%d/%Y") == date(2023, 3, 4)
    assert read_day("soon", "%d/%m/%Y") is None


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    assert read_day(text) is None or isinstance(read_day(text), date)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_iso_day_is_read(day: date) -> None:
    assert read_day(day.isoformat()) == day
