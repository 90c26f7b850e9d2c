"""A name in the tables and a day to what the name stands for on that day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.knowledge.actors_tables import Named, Row

PUBLIC = frozenset({"GOV", "LEG", "JUD", "SPY", "COP", "MIL"})
"""Sectors of offices that one can have left; who has is of the elite (ELI)."""
STATELESS = frozenset({"IGO", "UNO", "EUR"})
"""Codes of bodies of states, which have no sector themselves."""
_LATER_DAYS = 730  # how long "held it then, later not known" is still believed
_FAREWELL_DAYS = 31
_SURE = {"seat": 0.95, "country": 0.95, "town": 0.6, "demonym": 0.9, "group": 0.8, "body": 0.95}
_NEVER = "9999"


@dataclass(frozen=True, slots=True)
class Term:
    """What one name stands for on a day; `file` is the table that says so."""

    country: str | None
    sector: str | None
    canonical: str
    confidence: float
    file: str


def term_of(name: Named, on: date | None) -> Term:
    """The reading of a name on a day: the row whose time holds it, else what is left of the others."""
    if name.kind == "person":
        return _person_on(name, on)
    country, sector, canonical = _codes(name, on)
    return Term(country or None, sector or None, canonical or name.name, _SURE[name.kind], name.file)


def _codes(name: Named, on: date | None) -> tuple[str, str, str]:
    """Country, sector and canonical name of a place, a people-word or a body."""
    first = name.rows[0]
    match name.kind:
        case "country":
            return first[0], "" if first[0] in STATELESS else "GOV", ""
        case "town" | "demonym":
            return first[0], "CVL", ""
        case "seat":
            return first[0], first[1], ""
        case "group":
            return first[1], first[2], first[0]
        case _:
            canonical, country, sector, *_ = _row_on(name.rows, on)
            return country, sector, canonical


def _row_on(rows: Sequence[Row], on: date | None) -> Row:
    """The row of a body (canonical, country, sector, from, to, source) that holds on the day, or the nearest."""
    day = on.isoformat() if on is not None else _NEVER
    held = [row for row in rows if (not row[3] or row[3] <= day) and (not row[4] or day[: len(row[4])] <= row[4])]
    if held:
        return held[-1]
    if on is None:
        return max(rows, key=lambda row: row[4] or _NEVER)
    past = [row for row in rows if row[4] and row[4] < day]
    return max(past, key=lambda row: row[4]) if past else min(rows, key=lambda row: row[3])


def _person_on(name: Named, on: date | None) -> Term:
    """A person: in office on the day, out of it (ELI), or not yet (the country alone).

    Rows are (country, sector, from, to, file, full name). Those of the file that outranks the other come first, and
    win where both hold. For a month after the last day he is still what he was: reports tell of how he left it.
    """
    rows, day = name.rows, on.isoformat() if on is not None else None
    held = [row for row in rows if day is None or (row[2] <= day and _lasts(row[3], day))]
    if held:
        best = _latest(held if day else rows)
        return Term(best[0] or None, best[1] or None, best[5], 0.9, best[4])
    one = {row[0] for row in rows}
    country = next(iter(one)) if len(one) == 1 else None
    past = [row for row in rows if day is not None and row[2] <= day]
    if not past:
        return Term(country, None, rows[0][5], 0.5, rows[0][4])
    last = max(past, key=lambda row: row[3])
    if last[3].endswith("?"):
        return Term(last[0], None, last[5], 0.5, last[4])
    if day is not None and len(last[3]) == len(day) and _days(last[3], day) <= _FAREWELL_DAYS:
        return Term(last[0], last[1] or None, last[5], 0.6, last[4])
    return Term(last[0], "ELI" if last[1] in PUBLIC else last[1] or None, last[5], 0.7, last[4])


def _latest(rows: Sequence[Row]) -> Row:
    """The row that began last, among those of the first row's file."""
    return max((row for row in rows if row[4] == rows[0][4]), key=lambda row: row[2])


def _lasts(end: str, day: str) -> bool:
    if end.endswith("?"):
        return _days(end[:-1], day) <= _LATER_DAYS
    return not end or day[: len(end)] <= end


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days
