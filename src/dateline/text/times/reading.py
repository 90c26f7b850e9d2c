"""What a matched time expression gives its reader, and what the reader gives back: TIMEX3 type, value, days."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.model.referent import TimeGrain
from dateline.text.calendar import Interval, iso_week, month_of, months_of, week_of, years_of
from dateline.text.times.feasts import Feast
from dateline.text.times.words import CARDINALS, ORDINALS, OTHER, Word, compile_rule

PART_CODES = {
    "morning": "MO",
    "dawn": "MO",
    "daybreak": "MO",
    "sunrise": "MO",
    "noon": "12:00",
    "midday": "MI",
    "lunchtime": "MI",
    "afternoon": "AF",
    "evening": "EV",
    "dusk": "EV",
    "sunset": "EV",
    "night": "NI",
    "midnight": "24:00",
}
"""TIMEX3 codes of the parts of a day, behind the T."""

NUMBER = (
    "(?:CARD HYPHEN CARD|A? (?:DOZEN|HUNDRED)|CARDINAL HUNDRED|CARDINAL|A? COUPLE OF?|A? SEVERAL|A HALF|HALF A|A)"
    "(?: AND A HALF)?"
)
"""A number before a unit: "three", "twenty-five", "a couple of", "several", "two and a half"."""

_SHORT_UNITS = frozenset({"second", "minute", "hour", "day", "night", "morning"})

VAGUE = -1.0
"""The number that "several" and "a few" stand for: more than one, nobody knows how many."""


_THIRDS_NAMES = (("early", "beginning", "start", "outset"), ("mid", "middle"), ("late", "end", "close"))
_THIRDS = {name: nth for nth, names in enumerate(_THIRDS_NAMES) for name in names}
_YEAR_DAYS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reading. `first` and `last` (not included) are word indices; None: those of the match."""

    type: str
    value: str
    days: Interval | None = None
    grain: TimeGrain = TimeGrain.OTHER
    first: int | None = None
    last: int | None = None
    confidence: float = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A match over word classes with the words behind it and the days that it may be counted from.

    `filed` is the report's day; `anchor_named` the day last named in the text, `anchor_past` the last one
    up to `filed`, `anchor` the first day of what was last named, be it a year; all are `filed` where nothing was.
    `direction` tells whether the clause is about what is to come (True), is past (False), or does not say (None).
    `date_at` reads the date that begins at a word's index.
    """

    words: list[Word]
    classes: str
    match: re.Match[str]
    filed: date | None
    anchor: date | None
    anchor_named: date | None
    anchor_past: date | None
    text: str
    direction: Callable[[int, int], bool | None]
    date_at: Callable[[int], Reading | None]
    feasts: dict[str, Feast]

    @property
    def start(self) -> int:
        """Index of the first word matched."""
        return self.match.start()

    @property
    def end(self) -> int:
        """Index behind the last word matched."""
        return self.match.end()

    @property
    def ahead(self) -> bool | None:
        """The direction of the clause that the match stands in."""
        return self.direction(self.words[self.start].start, self.words[self.end - 1].end)

    def has(self, group: str) -> bool:
        """Tell whether the group took part in the match and holds a word."""
        return bool(self.match.groupdict().get(group))

    def texts(self, group: str) -> list[str]:
        """The words of a group in lower case; none where it took no part."""
        if not self.has(group):
            return []
        first, last = self.match.span(group)
        return [word.lower for word in self.words[first:last]]

    def word(self, group: str) -> str:
        """The last word of a group, or ""."""
        texts = self.texts(group)
        return texts[-1] if texts else ""

    def before(self, back: int = 1) -> str:
        """The word `back` places before the match, or ""."""
        at = self.start - back
        return self.words[at].lower if at >= 0 else ""

    def after(self, ahead: int = 0) -> str:
        """The word behind the match, or ""."""
        at = self.end + ahead
        return self.words[at].lower if at < len(self.words) else ""

    @property
    def anchor_day(self) -> date | None:
        """What "the next day" counts from: the day last named, or the last past one in a clause about the past."""
        return self.anchor_named if self.anchor_named == self.anchor_past or self.ahead else self.anchor_past

    @property
    def in_name(self) -> bool:
        """Tell whether a word with a capital follows at once: the match is part of a longer name."""
        return self.capital_next and self.classes[self.end] == OTHER

    @property
    def capital_next(self) -> bool:
        """Tell whether the word behind the match has a capital."""
        return self.end < len(self.words) and self.text[self.words[self.end].start].isupper()

    def anchor_for(self, unit: str) -> date | None:
        """What a count of `unit` starts from: for days and shorter a day, for the rest whatever was named last."""
        return self.anchor_day if unit in _SHORT_UNITS else self.anchor

    def number(self, group: str) -> float:
        """The number that a group's words say; `VAGUE` where they name none."""
        return number(self.texts(group))


Reader = Callable[[Found], tuple[Reading, ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over word classes and what it means. Several readings: several expressions side by side."""

    name: str
    pattern: re.Pattern[str]
    read: Reader


def rule(name: str, pattern: str, read: Reader) -> Rule:
    """Compile a rule."""
    return Rule(name, compile_rule(pattern), read)


def number(texts: list[str]) -> float:
    """Return the number that words say ("two and a half" = 2.5, "a couple of" = 2); `VAGUE` where they name none."""
    total, found = 0.0, False
    for text in texts:
        value = _value(text)
        if text in {"hundred", "thousand", "dozen"}:
            total = (total or 1) * {"hundred": 100, "thousand": 1000, "dozen": 12}[text]
            found = True
        elif value is not None:
            total, found = total + value, True
    if found or "half" not in texts:
        more = 0.5 if "half" in texts else 0.0
        return total + more if found else 1.0 if _single(texts) else VAGUE
    return 1.5 if "and" in texts else 0.5


def _value(text: str) -> float | None:
    if text[:1].isdigit():
        return (
            float(digits)
            if (digits := text.replace(",", "").rstrip("stndrh")).replace(".", "", 1).isdecimal()
            else None
        )
    return 2 if text == "couple" else CARDINALS.get(text)


def _single(texts: list[str]) -> bool:
    return bool(texts) and set(texts) <= {"a", "an"}


def ordinal(text: str) -> int | None:
    """Return 1 for "first" and "1st" and so on, None for other words."""
    if text[:1].isdigit():
        return int(text[:-2])
    return ORDINALS.get(text)


def plain(amount: float) -> str:
    """A number as TIMEX3 writes it: X where it is vague, no ".0"."""
    if amount == VAGUE:
        return "X"
    return str(int(amount)) if amount == int(amount) else f"{amount:g}"


def day_reading(day: date, part: str = "", *, confidence: float = 0.9) -> Reading:
    """A day, or a part of it: 2023-08-13, 2023-08-13TNI."""
    code = PART_CODES.get(part, part)
    value = day.isoformat() + (f"T{code}" if code else "")
    return Reading(
        type="TIME" if code else "DATE", value=value, days=(day, day), grain=TimeGrain.DAY, confidence=confidence
    )


def week_reading(day: date) -> Reading:
    """The week around a day: 2023-W32."""
    return Reading(type="DATE", value=iso_week(day), days=week_of(day), grain=TimeGrain.WEEK)


def month_reading(year: int, month: int) -> Reading:
    """A month: 2023-08."""
    return Reading(type="DATE", value=f"{year:04}-{month:02}", days=month_of(year, month), grain=TimeGrain.MONTH)


def year_reading(year: int) -> Reading:
    """A year: 2023."""
    return Reading(type="DATE", value=f"{year:04}", days=years_of(year, year), grain=TimeGrain.YEAR)


def open_reading(kind: str, value: str, days: Interval | None = None, *, confidence: float = 0.9) -> Reading:
    """A value that is neither a day, a week, a month nor a year."""
    return Reading(type=kind, value=value, days=days, confidence=confidence)


def narrow(days: Interval, modifier: str) -> Interval:
    """The early, middle or late third of an interval.

    Months part at the 10th and the 20th, years at the ends of April and August, decades behind their fourth and
    seventh years, all else by days.
    """
    nth = _THIRDS.get(modifier)
    if nth is None:
        return days
    first, last = days
    length = (last - first).days + 1
    if length > _YEAR_DAYS:
        years = last.year - first.year + 1
        cuts = [0, -(-years // 3), -(-2 * years // 3), years]
        return years_of(first.year + cuts[nth], first.year + cuts[nth + 1] - 1)
    if length >= _YEAR_DAYS - 1:
        return months_of(first.year, 4 * nth + 1, 4)
    third = 10 if length in range(28, 32) else max(length // 3, 1)
    start = first + timedelta(days=nth * third)
    return start, last if nth == len(_THIRDS_NAMES) - 1 else start + timedelta(days=third - 1)
