"""Weeks, months and years counted from filing or from a day named before: "last week", "two years ago", "now"."""

from dataclasses import replace
from datetime import date, timedelta

from dateline.model.referent import TimeGrain
from dateline.text.times.reading import (
    NUMBER,
    PART_CODES,
    VAGUE,
    Found,
    Reading,
    day_reading,
    narrow,
    open_reading,
    rule,
)
from dateline.text.times.units import (
    ANCHORED,
    BACKWARD,
    FORWARD,
    SATURDAY,
    duration_value,
    moved,
    singular,
    stretch_days,
    weekend,
)
from dateline.text.times.words import LETTER, OTHER

_PARTS = frozenset(PART_CODES)
_CLOCK_UNITS = {"hour": 1, "minute": 60, "second": 3600}  # how many make an hour


def _unit(found: Found) -> tuple[Reading, ...]:
    """Read "last week", "this month", "the following year", "that day"."""
    key, name = found.word("k"), found.word("u")
    first = found.texts("k")[0]
    if name == "second":
        return ()
    anchored = key in ANCHORED or (first == "the" and key == "next")
    if first == "the" and key in {"last", "past"} and name not in {"weekend", "decade", "century"}:
        return _stretch(found, 1, name, back=True)
    if key == "past" and first != "this":
        return _stretch(found, 1, name, back=True)
    base = found.anchor_for(name) if anchored else found.filed
    move = -1 if key in BACKWARD else 1 if key in FORWARD else 0
    if base is None:
        return (open_reading("DATE", _open_value(name)),)
    reading = moved(base, name, move)
    if reading is None:
        return ()
    if key in {"this", "current"}:
        reading = _so_far(found, reading)
    if key == "coming" and name == "week":
        reading = replace(reading, days=(base + timedelta(days=1), base + timedelta(days=7)))
    modifier = found.word("mod")
    return (reading if not modifier else _within(found, reading, modifier),)


def _within(found: Found, reading: Reading, modifier: str) -> Reading:
    """Read "earlier this month", "late last year": part of the unit."""
    if reading.days is None or reading.days[0] == reading.days[1] or modifier in {"earlier", "later"}:
        return reading
    if found.word("k") in {"this", "current"}:
        return replace(reading, grain=TimeGrain.OTHER)
    return replace(reading, days=narrow(reading.days, modifier), grain=TimeGrain.OTHER)


def _so_far(found: Found, reading: Reading) -> Reading:
    """Cut the running week, month or year off at the day of filing, unless the clause looks ahead."""
    if found.filed is None or reading.days is None or reading.days[0] > found.filed or found.ahead:
        return reading
    return replace(reading, days=(reading.days[0], min(reading.days[1], found.filed)))


def _open_value(unit: str) -> str:
    return {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX"}.get(unit, "XXXX")


def _end_of(found: Found) -> tuple[Reading, ...]:
    """Read "the end of the month", "the beginning of last year", "the middle of the week"."""
    key, unit = found.word("k"), found.word("u")
    base = found.anchor_for(unit) if key == "that" else found.filed
    if base is None:
        return (open_reading("DATE", _open_value(unit)),)
    move = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(key, 0)
    reading = moved(base, unit, move)
    if reading is None or reading.days is None:
        return ()
    if reading.days[0] == reading.days[1]:
        return (reading,)
    return (replace(reading, days=narrow(reading.days, found.word("mod")), grain=TimeGrain.OTHER),)


def _the_quarter(found: Found) -> tuple[Reading, ...]:
    """Read "in the quarter": the one that was named last."""
    if (
        found.before() not in {"in", "for", "during", "of", "from"}
        or found.anchor is None
        or found.anchor == found.filed
    ):
        return ()
    reading = moved(found.anchor, "quarter", 0)
    return () if reading is None else (reading,)


def _the_weekend(found: Found) -> tuple[Reading, ...]:
    """Read "over the weekend": the last one begun, or the next one in a clause about the future."""
    if found.filed is None or found.before() in {"of", "for"} or found.word("u") == "weekends":
        return ()
    if found.ahead:
        return (weekend(found.filed, 0),)
    return (weekend(found.filed, 0 if found.filed.weekday() >= SATURDAY else -1),)


def _earlier_in(found: Found) -> tuple[Reading, ...]:
    """Read "earlier in the month", "later in the day"."""
    unit = found.word("u")
    if unit in _PARTS:
        return ()
    base = found.anchor_day if unit == "day" else found.filed
    if base is None:
        return ()
    reading = moved(base, unit, 0)
    if reading is None:
        return ()
    return (_so_far(found, reading) if found.word("mod") in {"earlier", "early"} else reading,)


def _ago(found: Found) -> tuple[Reading, ...]:
    """Read "two weeks ago", "a day earlier", "three months later", "a year from now"."""
    amount, unit, key = found.number("n") if found.has("n") else VAGUE, singular(found.word("u")), found.texts("a")[0]
    back = key in {"ago", "back", "earlier", "before", "previously"}
    from_filing = key in {"ago", "back", "from", "hence"}
    base = found.filed if from_filing else found.anchor_for(unit)
    if found.classes[found.end - 2] == LETTER["HYPHEN"]:
        amount = 1.0
    if amount == VAGUE or base is None:
        value = "PAST_REF" if back else "FUTURE_REF"
        return (open_reading("DATE", value, confidence=0.5),)
    if unit in _CLOCK_UNITS:
        return (_hours_off(base, amount / _CLOCK_UNITS[unit], back=back),)
    unit, amount = _in_years(unit, amount)
    reading = moved(base, unit, -int(amount) if back else int(amount))
    return () if reading is None else (reading,)


def _in_years(unit: str, amount: float) -> tuple[str, float]:
    """Turn decades into years, and halves of a year into months."""
    if unit in {"decade", "century"}:
        unit, amount = "year", amount * (10 if unit == "decade" else 100)
    if amount == int(amount):
        return unit, amount
    return ("month", round(amount * 12)) if unit == "year" else (unit, round(amount))


def _hours_off(base: date, hours: float, *, back: bool) -> Reading:
    """Read "24 hours ago" as a day, "an hour later" as an hour of the same day that nobody names."""
    days = round(hours / 24) if hours >= 20 else 0  # noqa: PLR2004 (about a day)
    day = base + timedelta(days=-days if back else days)
    return day_reading(day, "" if days else "XX:XX", confidence=0.6)


def _several(found: Found) -> tuple[Reading, ...]:
    """Read "the past three days", "the next two weeks": so long, and up to or from the day of filing."""
    amount, key = found.number("n") if found.has("n") else VAGUE, found.word("k")
    if key in ANCHORED:
        return _stretch(found, amount, singular(found.word("u")), back=key not in FORWARD, fixed=False)
    return _stretch(found, amount, singular(found.word("u")), back=key in BACKWARD)


def _stretch(found: Found, amount: float, unit: str, *, back: bool, fixed: bool = True) -> tuple[Reading, ...]:
    value = duration_value(amount, unit)
    if value is None:
        return ()
    if found.filed is None or not fixed or amount == VAGUE or unit in {"hour", "minute", "second"}:
        return (open_reading("DURATION", value),)
    return (open_reading("DURATION", value, stretch_days(found.filed, amount, unit, back=back), confidence=0.8),)


def _reference(found: Found) -> tuple[Reading, ...]:
    """Read "now", "recently", "in the future": TIMEX3's references without a date."""
    word = found.word("x")
    plain_word = found.after().isalpha() and found.classes[found.end] == OTHER
    if word in {"weeks", "months", "years"} or (word == "present" and plain_word):
        return ()
    tense = "PAST" if word in {"recently", "lately", "past"} else "FUTURE" if word == "future" else "PRESENT"
    return (replace(open_reading("DATE", f"{tense}_REF"), first=found.match.start("x")),)


def _recent(found: Found) -> tuple[Reading, ...]:
    """Read "in recent weeks": lately, nobody says since when."""
    return (open_reading("DATE", f"{'PAST' if found.has('x') else 'PRESENT'}_REF"),)


_KEY = (
    "(?P<k>THIS (?:PAST|COMING)|THE? (?:LAST|PAST|NEXT|COMING|FOLLOWING|PREVIOUS|SAME)|CURRENT|THE CURRENT|THIS|THAT)"
)
_AROUND_UNIT = "(?:UNIT|QUARTER|WEEKEND)"

RULES = (
    rule("unit", f"(?P<mod>EARLIER|LATER|EARLY|LATE)? {_KEY} (?P<u>{_AROUND_UNIT})(?! HYPHEN)", _unit),
    rule(
        "end_of",
        "(?:THE? (?P<mod>START|END|MID) OF|LATE|EARLY) (?P<k>THE|THIS|LAST|NEXT|THAT|THE (?:PREVIOUS|COMING|CURRENT)) "
        f"(?P<u>{_AROUND_UNIT})(?! HYPHEN)",
        _end_of,
    ),
    rule("quarter_named", "(?P<k>THE) (?P<u>QUARTER)", _the_quarter),
    rule("earlier_in", "(?P<mod>EARLIER|LATER|EARLY|LATE) IN THE (?P<u>UNIT)", _earlier_in),
    rule(
        "ago",
        "(?:(?:MORE THAN|AT LEAST|ABOUT))? "
        f"(?:(?P<n>{NUMBER}) HYPHEN?)? (?P<u>UNIT|UNITS|QUARTERS|SECOND|PARTS|PART|WEEKEND) "
        "(?P<a>AGO|BACK|EARLIER|LATER|FROM NOW)",
        _ago,
    ),
    rule("year_ago", "(?P<n>(?:A)?) (?P<u>UNIT) HYPHEN (?P<a>AGO)", _ago),
    rule("weekend", "(?P<k>THE) (?P<u>WEEKEND)", _the_weekend),
    rule(
        "several",
        "(?:THE|THESE)? (?P<k>LAST|PAST|NEXT|COMING|FOLLOWING|PREVIOUS) "
        f"(?P<n>{NUMBER})? (?P<u>UNITS|QUARTERS|WEEKEND)",
        _several,
    ),
    rule("recent", "(?:THE|THESE)? (?P<x>RECENT) (?:UNITS|QUARTERS|WEEKEND)", _recent),
    rule("now", "(?P<x>NOW)", _reference),
    rule("presently", "(?P<x>PRESENTLY|RECENTLY|THESE UNITS)", _reference),
    rule("present", "(?:AT|IN|FOR)(?P<x>(?:THE|THIS)? PRESENT)", _reference),
    rule(
        "reference",
        "IN (?P<x>THE (?:RECENT|NEAR)? (?:PAST|FUTURE))(?! CARDINAL|A|SEVERAL|COUPLE|ANYUNIT|SEASON)",
        _reference,
    ),
)
"""Rules for longer times that need another day to be counted from."""
