"""Filing dates as sources write them to days, read as written: no conversion between time zones."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_tz
from typing import Any

from dateline.text.calendar import MONTH, month_number

_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4}(?:\d{2})?)?(?:Z|[+-]\d{2}:?\d{2})?$")
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<month>{MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH})\.?,?\s+(?P<year>\d{{4}})\b", re.IGNORECASE
)
_EPOCH = re.compile(r"(\d{9,10})(?:\.\d+)?$|(\d{12,13})$")


def read_day(value: Any, pattern: str | None = None) -> date | None:
    """Read a date field: ISO (with or without a time), 20230813, "Sun, 13 Aug 2023 …", "August 13, 2023", Unix seconds.

    A number with slashes in another order ("03/04/2023") is two days at once and is not read, unless `pattern`, a
    `strptime` format, says which.
    """
    text = str(value).strip()
    if pattern:
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007  (the day as written is wanted)
        except ValueError:
            return None
    try:
        return _read(text)
    except (ValueError, OverflowError, OSError):
        return None


def _read(text: str) -> date | None:
    if match := _EPOCH.match(text):
        seconds = int(match.group(1) or match.group(2)) / (1 if match.group(1) else 1000)
        return datetime.fromtimestamp(seconds, tz=UTC).date()
    if match := _ISO.match(text):
        return date(int(match.group(1)), int(match.group(3)), int(match.group(4)))
    if match := _COMPACT.match(text):
        return date(*map(int, match.groups()))
    for pattern in (_MONTH_FIRST, _DAY_FIRST):
        if match := pattern.match(text):
            return date(int(match["year"]), month_number(match["month"]), int(match["day"]))
    mail = parsedate_tz(text) if text[:1].isalpha() else None
    return date(*mail[:3]) if mail else None
