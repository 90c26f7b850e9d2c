"""Lengths of time, times that come back, and hours of the day: "three weeks", "every Monday", "10 a.m."."""

from dataclasses import replace
from datetime import date

from dateline.text.calendar import day_number
from dateline.text.times.reading import NUMBER, PART_CODES, VAGUE, Found, Reading, day_reading, open_reading, rule
from dateline.text.times.units import duration_value, singular
from dateline.text.times.words import LETTER

_APPROXIMATE = "(?:MORE THAN|AT LEAST|ABOUT)"
_FREQUENCY = {
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "biweekly": "P2W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "yearly": "P1Y",
    "annual": "P1Y",
    "annually": "P1Y",
    "hourly": "PT1H",
}
_NOON = 12
_COUNTED = frozenset(LETTER[name] for name in ("MONEY", "HOLDER", "NUM", "DAYNUM", "TIMES", "TWICE"))


def _duration(found: Found) -> tuple[Reading, ...]:
    unit, amount = singular(found.word("u")), found.number("n")
    if found.texts("n") in (["a"], ["an"]) and (rated := _rate(found, unit)) is not None:
        return rated
    if found.has("more"):
        amount = amount + 0.5 if amount != VAGUE else amount
    value = duration_value(amount, unit)
    if value is None or found.before() in {"$", "€", "£"}:
        return ()
    if found.has("v"):
        second = duration_value(found.number("k"), singular(found.word("v")))
        value += (second or "").replace("P", "").replace("T", "") if "T" not in value or "T" in (second or "") else ""
    return (open_reading("DURATION", value),)


def _rate(found: Found, unit: str) -> tuple[Reading, ...] | None:
    """Read "$3 million a year" as what comes back; "60 miles an hour" is a speed."""
    before = found.before()
    if before in {"miles", "kilometers", "kilometres", "mph"}:
        return ()
    counted = found.start > 0 and found.classes[found.start - 1] in _COUNTED
    return (open_reading("SET", duration_value(1, unit) or ""),) if counted else None


def _long(found: Found) -> tuple[Reading, ...]:
    value = duration_value(1, found.word("u") or found.word("v").removesuffix("long"))
    return () if value is None else (open_reading("DURATION", value),)


def _plural(found: Found) -> tuple[Reading, ...]:
    unit = singular(found.word("u"))
    if unit in {"second", "minute", "hour"} and found.before() not in {"for", "in", "within", "of", "after", "several"}:
        return ()
    if found.before() in {"-", "–"}:
        return ()
    return (open_reading("DURATION", duration_value(VAGUE, unit) or "PX", confidence=0.6),)


def _every(found: Found) -> tuple[Reading, ...]:
    unit = found.word("u")
    if found.has("w"):
        part = found.word("p")
        code = f"T{PART_CODES[part]}" if part else ""
        return (open_reading("SET", f"XXXX-WXX-{day_number(found.word('w')) + 1}{code}"),)
    if unit in PART_CODES:
        return (open_reading("SET", f"XXXX-XX-XXT{PART_CODES[unit]}"),)
    value = duration_value(found.number("n") if found.has("n") else 1, singular(unit))
    return () if value is None else (open_reading("SET", value),)


def _often(found: Found) -> tuple[Reading, ...]:
    if found.in_name and found.text[found.words[found.start].start].isupper():
        return ()  # "the Daily Star"
    return (open_reading("SET", _FREQUENCY[found.word("f")]),)


def _hour(found: Found) -> tuple[Reading, ...]:
    clock = _clock(found)
    if clock is None:
        return ()
    target, behind = _day_beside(found)
    if behind is None and found.has("w"):
        return ()
    base = target or found.anchor_day
    if base is None:
        return (open_reading("TIME", f"XXXX-XX-XXT{clock}"),)
    sure = 0.9 if target else 0.4  # an hour alone does not say of which day
    return (replace(day_reading(base, clock, confidence=sure), last=behind),)


def _day_beside(found: Found) -> tuple[date | None, int | None]:
    """The day that is named behind a clock time ("10 a.m. on Friday") and where it ends."""
    for skip in (0, 1):
        if skip and found.after() not in {"on", ","}:
            break
        target = found.date_at(found.end + skip)
        if target is not None and target.type == "DATE" and target.days and target.days[0] == target.days[1]:
            return target.days[0], target.last
    return None, None


def _clock(found: Found) -> str | None:
    if found.has("noon"):
        if found.word("noon") not in {"noon", "midday", "midnight"}:
            return None
        return PART_CODES[found.word("noon")]
    hour, _, rest = found.word("c").replace(".", ":").partition(":")
    value = int(hour)
    half = found.word("h")[:1]
    if half:
        if not 1 <= value <= _NOON:
            return None
        value = value % _NOON + (_NOON if half == "p" else 0)
    return f"{value:02}:{rest or '00'}" if value <= 24 else None  # noqa: PLR2004 (hours)


def _day_hour(found: Found) -> tuple[Reading, ...]:
    """Read "Friday at 10 a.m.": the day is read first, and the hour is set on it."""
    target = found.date_at(found.start)
    clock = _clock(found)
    if clock is None or target is None or target.days is None:
        return ()
    return (day_reading(target.days[0], clock),)


_ZONE = "(?:LOCAL TIME|ZONE)?"

RULES = (
    rule(
        "duration",
        f"{_APPROXIMATE}? (?P<n>{NUMBER}) HYPHEN? (?:(?:ALL|MORE) HYPHEN?)? (?P<u>UNIT|UNITS|QUARTERS|WEEKEND|PARTS) "
        f"(?: (?P<more>AND A HALF)| AND (?P<k>{NUMBER}) (?P<v>UNIT|UNITS))?(?! HYPHEN? AGE| OF AGE)",
        _duration,
    ),
    rule("long", "(?:A|CARD)? (?P<u>UNIT) HYPHEN LONG|A? (?P<v>LONGWORD)", _long),
    rule("plural", "(?P<u>UNITS)(?! HYPHEN? AGE| OF AGE)", _plural),
    rule(
        "every", f"EACH (?:(?P<n>{NUMBER})? (?P<u>UNIT|UNITS|PART|WEEKEND|QUARTER)|(?P<w>DOW)(?: (?P<p>PART))?)", _every
    ),
    rule("per", "(?:TWICE|CARD TIMES|DAYNUM TIMES|SEVERAL TIMES|TIMES|PER) A? (?P<u>UNIT|QUARTER)", _every),
    rule("often", "(?P<f>FREQ)", _often),
    rule("hour", f"(?P<c>CLOCK) (?P<h>AMPM)? {_ZONE}", _hour),
    rule("hour_short", f"(?P<c>DAYNUM) (?P<h>AMPM) {_ZONE}", _hour),
    rule("oclock", f"(?P<c>DAYNUM) OCLOCK (?P<h>AMPM)? {_ZONE}", _hour),
    rule("noon", "(?P<noon>PART)", _hour),
    rule("day_hour", f"(?:DOW|TODAY) (?:AT|COMMA|ABOUT)? (?:ABOUT)? (?P<c>CLOCK) (?P<h>AMPM)? {_ZONE}", _day_hour),
    rule(
        "day_hour_short", f"(?:DOW|TODAY) (?:AT|COMMA|ABOUT)? (?:ABOUT)? (?P<c>DAYNUM) (?P<h>AMPM) {_ZONE}", _day_hour
    ),
    rule("day_noon", "(?:DOW|TODAY) AT (?P<noon>PART)", _day_hour),
)
"""Rules for lengths, repeated times and clock times."""
