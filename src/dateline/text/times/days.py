"""Days told by their name or from another day: "Monday", "yesterday", "last night", "the day after Christmas"."""

from dataclasses import replace
from datetime import date, timedelta

from dateline.model.referent import TimeGrain
from dateline.text.calendar import day_number, latest_weekday, next_weekday, week_of
from dateline.text.times.reading import NUMBER, PART_CODES, VAGUE, Found, Reading, day_reading, open_reading, rule
from dateline.text.times.units import ANCHORED, BACKWARD, FORWARD, moved, singular

_PAPERS = frozenset("times telegraph mirror express herald mail post world star tribune independent sun people".split())
_PARTS = frozenset(PART_CODES)


def _weekday(found: Found) -> tuple[Reading, ...]:
    name, part = found.word("w").rstrip("."), found.word("p")
    weekday = day_number(found.texts("w")[0] if name == "" else name)
    if found.before() == "bloody" or (found.capital_next and found.after() in _PAPERS):
        return ()  # names of days in history and of newspapers
    if found.before() in {"a", "each", "every"}:
        return (open_reading("SET", f"XXXX-WXX-{weekday + 1}"),)
    day = _weekday_day(found, weekday)
    if day is None:
        value = f"XXXX-WXX-{weekday + 1}"
        return (open_reading("DATE", value),)
    return (day_reading(day, part),)


def _weekday_day(found: Found, weekday: int) -> date | None:
    """The day a weekday's name means; None where the day of filing is not known."""
    key, filed = found.word("k"), found.filed
    anchored = key in ANCHORED or (key == "next" and found.texts("k")[0] == "the")
    if anchored and (anchor := found.anchor_day) is not None:
        return _before(weekday, anchor) if key in BACKWARD else next_weekday(weekday, anchor)
    if filed is None:
        return None
    if found.has("of"):
        weeks = {"last": -1, "this": 0, "next": 1}[found.word("of")]
        return week_of(filed)[0] + timedelta(weeks=weeks, days=weekday)
    if key in {"last", "previous"}:
        return _before(weekday, filed)
    if key in FORWARD:
        return next_weekday(weekday, filed)
    ahead = key != "past" and found.ahead
    return next_weekday(weekday, filed - timedelta(days=1)) if ahead else latest_weekday(weekday, filed)


def _before(weekday: int, day: date) -> date:
    return latest_weekday(weekday, day - timedelta(days=1))


def _weekdays(found: Found) -> tuple[Reading, ...]:
    return (open_reading("SET", f"XXXX-WXX-{day_number(found.word('w')) + 1}"),)


def _today(found: Found) -> tuple[Reading, ...]:
    if found.filed is None:
        return (open_reading("DATE", "XXXX-XX-XX"),)
    move = {"today": 0, "yesterday": -1, "tomorrow": 1}[found.word("t")]
    return (day_reading(found.filed + timedelta(days=move), found.word("p")),)


def _part(found: Found) -> tuple[Reading, ...]:
    """Read "this morning", "last night", "tonight", "overnight", "that night"."""
    key, part = found.word("k"), found.word("p")
    base = found.anchor_day if key in ANCHORED or found.texts("k")[:1] == ["the"] else found.filed
    if base is None:
        return (open_reading("TIME", f"XXXX-XX-XXT{PART_CODES.get(part, 'NI')}"),)
    move = -1 if key in BACKWARD else 1 if key in FORWARD else 0
    code = part if part in _PARTS else "night"
    return (day_reading(base + timedelta(days=move), code, confidence=0.5 if part == "overnight" else 0.9),)


def _offset(found: Found) -> tuple[Reading, ...]:
    """Read "the eve of May 9", "the day after Christmas", "two weeks before the June 4 vote"."""
    target = found.date_at(found.end) or (found.date_at(found.end + 1) if found.after() == "the" else None)
    key = found.word("a")
    back = key in {"eve", "of", "before", "advance"}
    unit = singular(found.word("u")) or "day"
    amount = found.number("n") if found.has("n") else 1.0
    part = unit if unit in _PARTS else ""
    unit = "day" if part else unit
    if amount == VAGUE or amount != int(amount):
        return ()
    if target is None or target.days is None:
        if key not in {"before", "after"} or found.anchor_day is None or found.has("n") or unit != "day":
            return ()
        move = -1 if back else 1
        return (
            replace(
                day_reading(found.anchor_day + timedelta(days=move), part, confidence=0.6), last=found.match.end("a")
            ),
        )
    edge = target.days[0] if back else target.days[1]
    reading = moved(edge, unit, -int(amount) if back else int(amount))
    if reading is not None and part and reading.days is not None:
        reading = day_reading(reading.days[0], part)
    return () if reading is None else (replace(reading, last=target.last),)


def _part_of(found: Found) -> tuple[Reading, ...]:
    """Read "the early hours of Sunday", "the night of February 3"."""
    part = found.word("p")
    if part not in _PARTS and part != "hours":
        return ()
    target = found.date_at(found.end)
    if target is None or target.grain is not TimeGrain.DAY or target.days is None or target.type != "DATE":
        return ()
    code = part if part in _PARTS else "morning" if found.has("mod") else ""
    return (replace(day_reading(target.days[0], code), last=target.last),) if code else ()


RULES = (
    rule(
        "weekday",
        "(?:THE? (?:EARLY|LATE|EARLIER|LATER))? "
        "(?P<k>THIS (?:PAST|COMING)|THE? (?:LAST|PAST|NEXT|COMING|FOLLOWING|PREVIOUS|SAME)|THIS|THAT)? "
        "(?P<w>DOW|DOWABBR DOT)(?: (?P<p>PART)| (?:OF|IN)? (?P<of>LAST|THIS|NEXT) UNIT)?",
        _weekday,
    ),
    rule("weekdays", "(?P<w>DOWS)", _weekdays),
    rule("today", "(?:EARLY|LATE|EARLIER|LATER)? (?P<t>TODAY)(?: (?P<p>PART))?", _today),
    rule(
        "part",
        "(?:EARLY|LATE|EARLIER|LATER)? (?P<k>LAST|THIS|THAT|THE (?:SAME|NEXT|FOLLOWING|PREVIOUS)) (?P<p>PART)",
        _part,
    ),
    rule("tonight", "(?:EARLIER|LATER|LATE)? (?P<p>TONIGHT|OVERNIGHT)", _part),
    rule("eve", "THE? (?P<a>EVE) OF", _offset),
    rule("offset", f"(?:THE|(?P<n>{NUMBER})) (?P<u>UNIT|UNITS|PART) (?P<a>BEFORE|AFTER)", _offset),
    rule("part_of", "THE? (?P<mod>EARLY|LATE)? (?P<p>PART|UNITS) (?:OF|ON)", _part_of),
)
"""Rules for days."""
