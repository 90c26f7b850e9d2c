"""The tables of named days."""

from datetime import date
from pathlib import Path

import pytest

from dateline.errors import DataFileError
from dateline.knowledge.feasts import FEASTS, MOVING, load_feasts

ALL = load_feasts()
HEAD = "name\trule\tdays\twhere\n"
MOVING_HEAD = "name\tstart\tend\tcalendar\n"


@pytest.mark.parametrize(
    ("name", "year", "first"),
    [
        ("Christmas", 2020, date(2020, 12, 25)),
        ("Good Friday", 2023, date(2023, 4, 7)),
        ("Thanksgiving", 2023, date(2023, 11, 23)),
        ("Black Friday", 2023, date(2023, 11, 24)),
        ("Memorial Day", 2022, date(2022, 5, 30)),
        ("Ramadan", 2021, date(2021, 4, 13)),
        ("Yom Kippur", 2023, date(2023, 9, 25)),
        ("Lunar New Year", 2020, date(2020, 1, 25)),
    ],
)
def test_feasts_fall_on_their_known_days(name: str, year: int, first: date) -> None:
    days = ALL[name].in_year(year)
    assert days is not None
    assert days[0] == first


def test_ramadan_lasts_until_the_eid() -> None:
    for year in range(2010, 2028):
        fast, eid = ALL["Ramadan"].in_year(year), ALL["Eid al-Fitr"].in_year(year)
        assert fast is not None
        assert eid is not None
        assert 28 <= (fast[1] - fast[0]).days <= 29
        assert (eid[0] - fast[1]).days == 1


def test_every_feast_of_the_years_of_the_table_has_a_day() -> None:
    for feast in ALL.values():
        for year in range(2010, 2028):
            assert feast.in_year(year) is not None, (feast.name, year)


def test_a_feast_is_the_nearer_one_unless_the_tense_says_which() -> None:
    christmas = ALL["Christmas"]
    assert christmas.nearest(date(2020, 1, 6), ahead=None) == (date(2019, 12, 25), date(2019, 12, 25))
    assert christmas.nearest(date(2020, 1, 6), ahead=True) == (date(2020, 12, 25), date(2020, 12, 25))
    assert christmas.nearest(date(2020, 12, 20), ahead=False) == (date(2019, 12, 25), date(2019, 12, 25))


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("Feast\tsometimes\t1\tnowhere\n", r"feasts\.tsv:2: the rule 'sometimes'.*expected MM-DD"),
        ("Feast\ttable Nothing\t0\tnowhere\n", r"feasts\.tsv:2: the rule 'table Nothing'"),
        ("Feast\t12-25\tmany\tnowhere\n", r"feasts\.tsv:2: .*the days 'many'"),
        ("Feast\t12-25\t1\tx\nFeast\t12-26\t1\tx\n", r"feasts\.tsv:3: the name 'Feast' is repeated"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line(tmp_path: Path, row: str, complaint: str) -> None:
    (tmp_path / "calendar").mkdir()
    (tmp_path / FEASTS).write_text(HEAD + row, encoding="utf-8")
    (tmp_path / MOVING).write_text(MOVING_HEAD, encoding="utf-8")
    with pytest.raises(DataFileError, match=complaint):
        load_feasts(tmp_path)


def test_a_bad_date_is_named_by_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "calendar").mkdir()
    (tmp_path / FEASTS).write_text(HEAD, encoding="utf-8")
    (tmp_path / MOVING).write_text(MOVING_HEAD + "Feast\t2023-02-30\t2023-03-01\tx\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"moving_feasts\.tsv:2: .*expected dates"):
        load_feasts(tmp_path)
