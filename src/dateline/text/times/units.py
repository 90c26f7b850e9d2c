"""Days, weeks, months, quarters, years and longer: counting them from a day, and writing their lengths."""

from collections.abc import Callable
from datetime import date, timedelta

from dateline.text.calendar import Interval, add_months, iso_week, quarter_of, week_of, years_of
from dateline.text.times.reading import (
    VAGUE,
    Reading,
    day_reading,
    month_reading,
    open_reading,
    week_reading,
    year_reading,
)

FORWARD = frozenset({"next", "coming", "upcoming", "following", "subsequent"})
BACKWARD = frozenset({"last", "past", "previous", "preceding", "prior"})
ANCHORED = frozenset({"following", "subsequent", "ensuing", "previous", "preceding", "prior", "same", "that"})
"""Words before a unit: to come, gone, and counted from a day named in the text rather than from filing."""

SATURDAY = 5
_SINGULAR = {"weekends": "weekend", "quarters": "quarter", "centuries": "century"}


def singular(unit: str) -> str:
    """The singular of a unit of time."""
    return _SINGULAR.get(unit) or (unit.removesuffix("s"))


def moved(base: date, unit: str, count: int) -> Reading | None:
    """The day, week, month, year … that lies `count` units from the one around `base`; None for hours."""
    move = _MOVES.get(unit)
    return None if move is None else move(base, count)


def _day(base: date, count: int) -> Reading:
    return day_reading(base + timedelta(days=count))


def _week(base: date, count: int) -> Reading:
    return week_reading(base + timedelta(weeks=count))


def _fortnight(base: date, count: int) -> Reading:
    return week_reading(base + timedelta(weeks=2 * count))


def _month(base: date, count: int) -> Reading:
    month = add_months(base.replace(day=1), count)
    return month_reading(month.year, month.month)


def _quarter(base: date, count: int) -> Reading:
    month = add_months(base.replace(day=1), 3 * count)
    nth = (month.month + 2) // 3
    return open_reading("DATE", f"{month.year:04}-Q{nth}", quarter_of(month.year, nth))


def _year(base: date, count: int) -> Reading:
    return year_reading(base.year + count)


def weekend(base: date, count: int) -> Reading:
    saturday = week_of(base)[0] + timedelta(days=SATURDAY)
    if count < 0 and base.weekday() >= SATURDAY:
        saturday = base - timedelta(days=base.weekday() - SATURDAY)
    saturday += timedelta(weeks=count)
    return open_reading("DATE", f"{iso_week(saturday)}-WE", (saturday, saturday + timedelta(days=1)))


def _decade(base: date, count: int) -> Reading:
    first = base.year // 10 * 10 + 10 * count
    return open_reading("DATE", f"{first // 10}", years_of(first, first + 9))


def _century(base: date, count: int) -> Reading:
    first = (base.year - 1) // 100 * 100 + 100 * count + 1
    return open_reading("DATE", f"{first // 100:02}", years_of(first, first + 99))


_MOVES: dict[str, Callable[[date, int], Reading]] = {
    "day": _day,
    "week": _week,
    "fortnight": _fortnight,
    "weekend": weekend,
    "month": _month,
    "quarter": _quarter,
    "year": _year,
    "decade": _decade,
    "century": _century,
}


def stretch_days(filed: date, amount: float, unit: str, *, back: bool) -> Interval:
    days = {"day": 1.0, "week": 7.0, "fortnight": 14.0, "weekend": 7.0}
    months = {"month": 1.0, "quarter": 3.0, "year": 12.0, "decade": 120.0, "century": 1200.0}
    sign = -1 if back else 1
    if unit in days:
        other = filed + timedelta(days=sign * round(amount * days[unit]))
    else:
        other = add_months(filed, sign * round(amount * months[unit]))
    return (other, filed) if back else (filed, other)


def duration_value(amount: float, unit: str) -> str | None:
    """A length as TIMEX3 writes it: P3D, PT2H, P1DE, PXM; None for a unit that measures nothing."""
    codes = {
        "second": "PT{}S",
        "minute": "PT{}M",
        "hour": "PT{}H",
        "day": "P{}D",
        "night": "P{}D",
        "weekend": "P{}WE",
        "week": "P{}W",
        "month": "P{}M",
        "quarter": "P{}Q",
        "year": "P{}Y",
        "decade": "P{}DE",
        "century": "P{}CE",
    }
    if unit == "fortnight":
        unit, amount = "week", amount if amount == VAGUE else 2 * amount
    if unit == "hour" and amount == 0.5:  # noqa: PLR2004 (half an hour)
        unit, amount = "minute", 30
    shape = codes.get(unit)
    number = "X" if amount == VAGUE else f"{amount:g}" if amount < 1e6 else str(int(amount))  # noqa: PLR2004
    return None if shape is None else shape.format(number)
