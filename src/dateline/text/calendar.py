"""The calendar of English news: names of months and days; first and last days of weeks, months, seasons, years."""

from datetime import date, timedelta

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": ("SP", 3), "summer": ("SU", 6), "autumn": ("FA", 9), "fall": ("FA", 9), "winter": ("WI", 12)}
"""A season's TIMEX3 code and its first month, on the northern half of the earth."""

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
"""A pattern for a month's name, full or short, as printed in datelines."""

Interval = tuple[date, date]
"""First and last day, both inclusive."""

_SHORT = 3  # letters that tell the names of months and of days apart
_MONTHS_A_YEAR = 12


def month_number(word: str) -> int:
    """Return 1 to 12 for the name of a month, full or cut to three letters or more, any case.

    Raises:
        ValueError: if `word` begins no month's name.
    """
    short = word.lower().rstrip(".")[:_SHORT]
    for number, name in enumerate(MONTHS, 1):
        if len(short) == _SHORT and name.startswith(short):
            return number
    raise ValueError(f"{word!r} is not a month; expected one of {', '.join(MONTHS)}")


def day_number(word: str) -> int:
    """Return 0 (Monday) to 6 for the name of a weekday, full or cut to three letters or more, any case.

    Raises:
        ValueError: if `word` begins no weekday's name.
    """
    short = word.lower().rstrip(".")[:_SHORT]
    for number, name in enumerate(DAYS):
        if len(short) == _SHORT and name.startswith(short):
            return number
    raise ValueError(f"{word!r} is not a weekday; expected one of {', '.join(DAYS)}")


def latest_weekday(weekday: int, filed: date) -> date:
    """Return the last such day up to and including `filed` (news names a day just gone)."""
    return filed - timedelta(days=(filed.weekday() - weekday) % len(DAYS))


def next_weekday(weekday: int, filed: date) -> date:
    """Return the first such day after `filed`."""
    return filed + timedelta(days=(weekday - filed.weekday() - 1) % len(DAYS) + 1)


def week_of(day: date) -> Interval:
    """Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def month_of(year: int, month: int) -> Interval:
    """First and last day of a month."""
    first = date(year, month, 1)
    following = date(year + month // _MONTHS_A_YEAR, month % _MONTHS_A_YEAR + 1, 1)
    return first, following - timedelta(days=1)


def months_of(year: int, first: int, count: int) -> Interval:
    """First day of month `first` and last day of the `count`-th month from it on."""
    end = add_months(date(year, first, 1), count - 1)
    return date(year, first, 1), month_of(end.year, end.month)[1]


def years_of(first: int, last: int) -> Interval:
    """The first day of year `first` and the last day of year `last`."""
    return date(first, 1, 1), date(last, 12, 31)


def season_of(year: int, name: str) -> Interval:
    """Three months; the winter of a year begins in its December."""
    return months_of(year, SEASONS[name][1], 3)


def quarter_of(year: int, quarter: int) -> Interval:
    """Quarter 1 to 4 of a calendar year."""
    return months_of(year, 3 * quarter - 2, 3)


def add_months(day: date, count: int) -> date:
    """The same day of the month `count` months later, or that month's last day where it is shorter."""
    index = day.year * _MONTHS_A_YEAR + day.month - 1 + count
    year, month = divmod(index, _MONTHS_A_YEAR)
    last = month_of(year, month + 1)[1].day
    return date(year, month + 1, min(day.day, last))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The `nth` such weekday of a month, counted from 1; 0 or less counts back from the last (0)."""
    first, last = month_of(year, month)
    if nth > 0:
        return next_weekday(weekday, first - timedelta(days=1)) + timedelta(weeks=nth - 1)
    return latest_weekday(weekday, last) + timedelta(weeks=nth)


def easter(year: int) -> date:
    """Western Easter Sunday. Source: the anonymous Gregorian algorithm (Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    length = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * length) // 451
    month, day = divmod(h + length - 7 * m + 114, 31)
    return date(year, month, day + 1)


def pascha(year: int) -> date:
    """Orthodox Easter Sunday, as a Gregorian date. Source: Meeus, Astronomical Algorithms (1991), Julian rule."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    behind = year // 100 - year // 400 - 2  # days the Julian calendar lags
    return date(year, month, day + 1) + timedelta(days=behind)


def iso_week(day: date) -> str:
    """The ISO 8601 week of a day, as TIMEX3 writes it: 2023-W32."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"
