"""Two expressions that mark the ends of one stretch."""

from datetime import date

import pytest

from dateline.text.times.timeranges import ranges
from dateline.text.times.timex import Tagger


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("It rained from June 2 to June 5.", "June 2 to June 5", date(2023, 6, 2), date(2023, 6, 5)),
        ("It rained between 2014 and 2016.", "2014 and 2016", date(2014, 1, 1), date(2016, 12, 31)),
        ("It rained on March 8-10.", "March 8-10", date(2023, 3, 8), date(2023, 3, 10)),
        ("It rained between May and July.", "May and July", date(2023, 5, 1), date(2023, 7, 31)),
    ],
)
def test_the_ends_are_joined(text: str, words: str, start: date, end: date) -> None:
    (joined,) = ranges(text, Tagger().tag(text, date(2023, 8, 13)))
    assert (joined.span.text, joined.start, joined.end) == (words, start, end)


@pytest.mark.parametrize("text", ["He ruled in 2014 and 2016.", "He fled from 2019, in 2014.", "On Monday to June"])
def test_what_marks_no_stretch_stays_apart(text: str) -> None:
    found = Tagger().tag(text, date(2023, 8, 13))
    assert list(ranges(text, found)) == list(found)
