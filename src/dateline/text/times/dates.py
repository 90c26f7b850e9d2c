"""Calendar dates: days, months, years, quarters, seasons, decades, centuries and feasts."""

from dataclasses import replace
from datetime import date

from dateline.model.referent import TimeGrain
from dateline.text.calendar import (
    month_number,
)
from dateline.text.times.reading import (
    Found,
    Reading,
    day_reading,
    month_reading,
    narrow,
    open_reading,
    rule,
    year_reading,
)

MODIFIER = "(?:THE? (?:(?P<mod>AMONG) HYPHEN?|(?P<mode>START|END|MID) OF))"
_RELATIVE_YEAR = "(?: COMMA? (?:OF|IN)? (?P<r>LAST|THIS|NEXT) UNIT)"
YEAR = f"(?:(?: COMMA? OF? (?P<y>YEAR)(?! UNITS|HOLDER))|{_RELATIVE_YEAR})"
_WEEKDAY = "(?:(?P<w>DOW|DOWABBR DOT?) COMMA?)"

_UNSURE_MONTHS = frozenset({"may", "march", "april", "june", "august", "jan", "mar", "jun", "dec"})
_BEFORE_MAY = frozenset("in since until till during between through early mid late last next this".split())
_BEFORE_MONTH = _BEFORE_MAY | {"from", "by", "of", "to", "and", "for"}
_BEFORE_YEAR = frozenset("in since from until between to by of over early late during".split())
_BEFORE_NUMBER = frozenset("$ € £ # no than least about nearly some".split())
_ATTACKS = frozenset("attacks attack terror terrorist hijackers hijackings".split())
_SEASON_DAYS = 92  # a day so near is meant, whatever its year
_CENTURY_YEARS = 100


def named_year(found: Found) -> int | None:
    """The year that stands beside a month, in digits or as "last year"."""
    if found.has("y"):
        return int(found.word("y"))
    if found.has("r") and found.filed is not None:
        return found.filed.year + {"last": -1, "this": 0, "next": 1}[found.word("r")]
    return None


def _day_of(found: Found, day: str, month: str) -> Reading:
    """A day of a month; without a year the one that the clause's tense allows, nearest to filing."""
    number, month_no = int(found.word(day).rstrip("stndrh")), month_number(found.word(month).rstrip("."))
    year = named_year(found)
    if year is None and (month_no, number) == (9, 11) and found.after() in _ATTACKS:
        year = 2001
    if year is not None:
        return day_reading(date(year, month_no, number), confidence=1.0)
    if found.filed is None:
        return open_reading("DATE", f"XXXX-{month_no:02}-{number:02}")
    return day_reading(_nearest_day(found, month_no, number))


def _nearest_day(found: Found, month: int, day: int) -> date:
    """The day a clause means: of the year of filing, or of the next or last one where that lies close by."""
    filed = found.filed
    assert filed is not None
    choices = [made for year in range(filed.year - 4, filed.year + 5) if (made := _made(year, month, day)) is not None]
    near = min(
        choices, key=lambda d: (abs((d - filed).days) > _SEASON_DAYS, d.year != filed.year, abs((d - filed).days))
    )
    ahead = found.ahead
    if ahead is True and near < filed:
        return min((d for d in choices if d >= filed), default=near)
    if ahead is False and near > filed:
        return max((d for d in choices if d <= filed), default=near)
    return near


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _spread(found: Found, reading: Reading, group: str) -> Reading:
    """Let a reading end with a group."""
    return replace(reading, last=found.match.end(group))


def _iso(found: Found) -> tuple[Reading, ...]:
    return (day_reading(date.fromisoformat(found.words[found.start].lower), confidence=1.0),)


def _slashed(found: Found) -> tuple[Reading, ...]:
    first, second, year = (int(part) for part in found.words[found.start].lower.split("/"))
    month, day = (first, second) if first <= 12 else (second, first)  # noqa: PLR2004 (months)
    if year < _CENTURY_YEARS:
        year += 2000 if year <= 40 else 1900  # noqa: PLR2004 (two-digit years up to 2040)
    return (day_reading(date(year, month, day), confidence=0.7),)


def _month_day(found: Found) -> tuple[Reading, ...]:
    return (_day_of(found, "d", "m"),)


def _month_days(found: Found) -> tuple[Reading, ...]:
    first = _spread(found, _day_of(found, "d", "m"), "d")
    second = replace(_day_of(found, "e", "m"), first=found.match.start("e"))
    return first, second


def _month(found: Found) -> tuple[Reading, ...]:
    word = found.word("m")
    year = named_year(found)
    modifier = found.word("mod") or found.word("mode")
    if year is None and not modifier and not found.has("k") and not _surely_month(found, word):
        return ()
    month = month_number(word)
    if year is None and found.filed is None:
        return (open_reading("DATE", f"XXXX-{month:02}"),)
    if year is None:
        year = _year_of_month(found, month)
    return (modified(month_reading(year, month), modifier),)


def _months(found: Found) -> tuple[Reading, ...]:
    """Read "between May and July 2012": both months are of the year named behind the second."""
    if found.filed is None and not found.has("y"):
        return ()
    first, second = month_number(found.word("m").rstrip(".")), month_number(found.word("o").rstrip("."))
    year = named_year(found) or _year_of_month(found, second)
    return (
        replace(month_reading(year - (first > second), first), last=found.match.end("m")),
        replace(month_reading(year, second), first=found.match.start("o")),
    )


def _surely_month(found: Found, word: str) -> bool:
    before = found.before()
    if word == "may":
        return before in _BEFORE_MAY or (before == "of" and found.before(2) in {"month", "end", "middle", "beginning"})
    return word not in _UNSURE_MONTHS or before in _BEFORE_MONTH or found.after() in {".", ","}


def _year_of_month(found: Found, month: int) -> int:
    """The latest such month up to filing; the next one in a clause about the future."""
    filed = found.filed
    assert filed is not None
    if found.word("k") in {"next", "coming"}:
        return filed.year + (month <= filed.month)
    if found.word("k") == "last":
        return filed.year - (month >= filed.month)
    if found.word("k") != "past" and (found.ahead or found.before() in {"until", "till"}):
        return filed.year + (month < filed.month)
    return filed.year - (month > filed.month)


def modified(reading: Reading, modifier: str) -> Reading:
    if not modifier or reading.days is None:
        return reading
    return replace(reading, days=narrow(reading.days, modifier), grain=TimeGrain.OTHER)


def _year(found: Found) -> tuple[Reading, ...]:
    word, before = found.word("y"), found.before()
    modifier = found.word("mod") or found.word("mode")
    if before in _BEFORE_NUMBER and not modifier:
        return ()
    things = found.after().endswith("s")  # "2000 homes"
    modern = word[:2] in {"19", "20"}
    if things and (not modern or (word.endswith("00") and before not in _BEFORE_YEAR)):
        return ()
    if not modern and (before not in _BEFORE_YEAR or before in {"of", "over", "to"}):
        return ()
    return (modified(year_reading(int(word)), modifier),)


def _years(found: Found) -> tuple[Reading, ...]:
    first, second = found.word("y"), found.word("z")
    second = first[: 4 - len(second)] + second if len(second) < len(first) else second
    if first[:2] not in {"18", "19", "20"} or len(second) != len(first) or int(second) <= int(first):
        return ()
    return (
        replace(year_reading(int(first)), last=found.match.end("y")),
        replace(year_reading(int(second)), first=found.match.start("z")),
    )


RULES = (
    rule("iso", "ISO", _iso),
    rule("slashed", "SLASHED", _slashed),
    rule("month_day", f"{_WEEKDAY}? (?P<m>MONTH) DOT? THE? (?P<d>DAY)(?! HOLDER){YEAR}?", _month_day),
    rule("day_month", f"{_WEEKDAY}? THE? (?P<d>DAY) OF? (?P<m>MONTH) DOT?{YEAR}?", _month_day),
    rule("month_days", f"(?P<m>MONTH) DOT? (?P<d>DAY) LINK (?P<e>DAY)(?! HOLDER|ANYUNIT|HYPHEN){YEAR}?", _month_days),
    rule("days_month", f"(?P<d>DAY) LINK (?P<e>DAY) OF? (?P<m>MONTH) DOT?{YEAR}?", _month_days),
    rule("month", f"{MODIFIER}? (?P<k>LAST|NEXT|THIS PAST|THIS|COMING)? (?P<m>MONTH) DOT?{YEAR}?", _month),
    rule("months", f"(?P<m>MONTH) DOT? LINK (?P<o>MONTH) DOT?{YEAR}?", _months),
    rule("years", "(?P<y>YEAR) HYPHEN (?P<z>YEAR|DAYNUM|NUM)", _years),
    rule("year", f"{MODIFIER}? (?P<y>YEAR)(?! UNIT|UNITS|HOLDER|HYPHEN ANYUNIT)", _year),
)
"""Rules for days, months and years of the calendar."""
