"""What a list shows: the filter and the paging that command line, HTTP and Python share, checked name by name."""

import base64
import binascii
import json
import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dateline.errors import QueryError
from dateline.stores.words import Words, parse_words

FACETS = ("type", "mode", "party", "country", "status", "source", "outlet", "certainty", "reviewed", "place")
"""The fields that can be chosen from by value."""
BANDS = {"sure": 0.8, "fair": 0.5, "weak": 0.0}
"""Certainty: the lowest confidence of each band."""
REVIEWED = ("no", "accepted", "corrected", "rejected")
SORTS = {"date": "start_day", "confidence": "confidence", "reports": "reports"}
"""What a list may be sorted by (`-` before it: largest first), and the column that holds it."""
MAX_LIMIT, DEFAULT_LIMIT = 500, 50
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Values of one field: any of `wanted` (empty: whatever), none of `barred`."""

    wanted: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which items a list shows. `bbox` is west, south, east, north in degrees; `since` and `until` are ISO days."""

    q: Words | None = None
    choices: Mapping[str, Choice] = field(default_factory=dict)
    since: str | None = None
    until: str | None = None
    bbox: tuple[float, float, float, float] | None = None

    def without_days(self) -> "Filter":
        """Return the filter for any time."""
        return replace(self, since=None, until=None)

    def without(self, name: str) -> "Filter":
        """Return the filter without its choice for one field."""
        return replace(self, choices={k: v for k, v in self.choices.items() if k != name})


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A filter, an order and a page of it. `after` is the last item of the page before: its sort value and id."""

    filter: Filter = field(default_factory=Filter)
    sort: str = "date"
    descending: bool = True
    limit: int = DEFAULT_LIMIT
    after: tuple[str | float, str] | None = None


FILTER_NAMES = ("q", *FACETS, "since", "until", "bbox")
QUERY_NAMES = (*FILTER_NAMES, "sort", "limit", "cursor")


def read_query(given: Mapping[str, Sequence[str]]) -> Query:
    """Read a query from named texts, as they come from a URL or a command line.

    Raises:
        QueryError: the name that is not known, or the value that cannot be read, and what is.
    """
    unknown = [name for name in given if name not in QUERY_NAMES]
    if unknown:
        raise QueryError(f"{unknown[0]}: no such filter; there are {', '.join(QUERY_NAMES)}")
    sort = _single(given, "sort") or "-date"
    if sort.removeprefix("-") not in SORTS:
        raise QueryError(f"sort: {sort!r}; expected one of {', '.join(SORTS)}, or with - before it: largest first")
    return Query(
        filter=read_filter({name: values for name, values in given.items() if name in FILTER_NAMES}),
        sort=sort.removeprefix("-"),
        descending=sort.startswith("-"),
        limit=_limit(_single(given, "limit")),
        after=_after(_single(given, "cursor")),
    )


def read_filter(given: Mapping[str, Sequence[str]]) -> Filter:
    """Read the filter part alone; the names are `FILTER_NAMES`.

    Raises:
        QueryError: the value that cannot be read, and what can.
    """
    words = " ".join(given.get("q", ()))
    since, until = _single(given, "since"), _single(given, "until")
    return Filter(
        q=parse_words(words) if words.strip() else None,
        choices={name: _choice(name, given[name]) for name in FACETS if any(given.get(name, ()))},
        since=read_day("since", since) if since else None,
        until=read_day("until", until, last=True) if until else None,
        bbox=_bbox(_single(given, "bbox")),
    )


def _single(given: Mapping[str, Sequence[str]], name: str) -> str | None:
    values = [value for value in given.get(name, ()) if value]
    if len(values) > 1:
        raise QueryError(f"{name}: given {len(values)} times; expected once")
    return values[0] if values else None


def _choice(name: str, values: Sequence[str]) -> Choice:
    known = tuple(BANDS) if name == "certainty" else REVIEWED if name == "reviewed" else None
    for value in values:
        if known is not None and value.removeprefix("-") not in known:
            raise QueryError(f"{name}: {value!r}; expected one of {', '.join(known)}")
    return Choice(
        wanted=tuple(sorted({v for v in values if v and not v.startswith("-")})),
        barred=tuple(sorted({v[1:] for v in values if v.startswith("-") and len(v) > 1})),
    )


def read_day(name: str, text: str, *, last: bool = False) -> str:
    """Return a day, month or year as its first (or last) day.

    Raises:
        QueryError: it is none.
    """
    match = _DAY.fullmatch(text)
    expected = "expected a day like 2023-08-13, 2023-08 or 2023"
    if match is None:
        raise QueryError(f"{name}: {text!r}; {expected}")
    try:
        year, month = int(match[1]), int(match[2] or (12 if last else 1))
        day = int(match[3]) if match[3] else monthrange(year, month)[1] if last else 1
        return date(year, month, day).isoformat()
    except ValueError as trouble:
        raise QueryError(f"{name}: {text!r}: {trouble}; {expected}") from trouble


def _bbox(text: str | None) -> tuple[float, float, float, float] | None:
    if text is None:
        return None
    expected = "expected west,south,east,north in degrees: 20.9,53.8,26.9,56.5"
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as trouble:
        raise QueryError(f"bbox: {text!r}; {expected}") from trouble
    sound = -180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90  # noqa: PLR2004  (degrees)
    if not sound:
        raise QueryError(f"bbox: {text!r} is no part of the earth; {expected}")
    return west, south, east, north


def _limit(text: str | None) -> int:
    if text is None:
        return DEFAULT_LIMIT
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= MAX_LIMIT:
        raise QueryError(f"limit: {text!r}; expected a number from 1 to {MAX_LIMIT}")
    return int(text)


def _after(text: str | None) -> tuple[str | float, str] | None:
    if text is None:
        return None
    try:
        value, id_ = json.loads(base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4)))
    except (ValueError, binascii.Error, UnicodeError, RecursionError, TypeError) as trouble:
        raise QueryError("cursor: not one that a page before gave; ask for the first page again") from trouble
    if not isinstance(value, str | int | float) or isinstance(value, bool) or not isinstance(id_, str):
        raise QueryError("cursor: not one that a page before gave; ask for the first page again")
    return value, id_


def cursor(value: str | float, id_: str) -> str:
    """Return the cursor of the page after the item with this sort value and id."""
    return base64.urlsafe_b64encode(json.dumps([value, id_]).encode()).decode().rstrip("=")


def band(confidence: float) -> str:
    """Return the certainty band of a confidence."""
    return next(name for name, least in BANDS.items() if confidence >= least or name == "weak")
