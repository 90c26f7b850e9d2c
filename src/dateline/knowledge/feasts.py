"""Reads the tables of named days into feasts that know their dates."""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dateline.errors import DataFileError
from dateline.knowledge.files import data_folder, read_tsv
from dateline.text.calendar import Interval, day_number
from dateline.text.times.feasts import Feast

FEASTS = "calendar/feasts.tsv"
MOVING = "calendar/moving_feasts.tsv"

_FIXED = re.compile(r"(\d\d)-(\d\d)")
_ONCE = re.compile(r"\d{4}-\d\d-\d\d")
_EASTER = re.compile(r"(easter|pascha)([+-]\d+)")
_WEEKDAY = re.compile(r"([1-5]|last) ([a-z]{3}) (\d{1,2})(?: \+(\d+))?")
_TABLE = re.compile(r"table (.+)")

Table = Mapping[int, tuple[Interval, ...]]


def load_feasts(folder: Path | None = None) -> dict[str, Feast]:
    """Read the named days: from the name, as it is printed, to the feast.

    Args:
        folder: a data folder to read instead of ours.

    Raises:
        DataFileError: `file:line: what was expected and found`.
    """
    root = data_folder() if folder is None else folder
    tables = _moving(root / MOVING)
    feasts: dict[str, Feast] = {}
    path = root / FEASTS
    for line, row in read_tsv(path, ("name", "rule", "days", "where")):
        if row["name"] in feasts:
            raise DataFileError(f"{path}:{line}: the name {row['name']!r} is repeated")
        feasts[row["name"]] = _feast(row, tables, f"{path}:{line}")
    return feasts


def _moving(path: Path) -> dict[str, Table]:
    found: dict[str, dict[int, tuple[Interval, ...]]] = defaultdict(dict)
    for line, row in read_tsv(path, ("name", "start", "end", "calendar")):
        try:
            start, end = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
        except ValueError as trouble:
            raise DataFileError(f"{path}:{line}: {trouble}; expected dates like 2023-03-23") from trouble
        years = found[row["name"]]
        years[start.year] = (*years.get(start.year, ()), (start, end))
    return dict(found)


def _feast(row: Mapping[str, str], tables: Mapping[str, Table], where: str) -> Feast:
    try:
        rule = _rule(row["rule"], tables)
        return Feast(name=row["name"], days=int(row["days"]), **rule)
    except (ValueError, KeyError) as trouble:
        raise DataFileError(
            f"{where}: the rule {row['rule']!r} or the days {row['days']!r} cannot be read: {trouble}"
        ) from trouble


def _rule(rule: str, tables: Mapping[str, Table]) -> dict[str, Any]:
    """One rule of the table as the fields of a feast."""
    if match := _FIXED.fullmatch(rule):
        return {"fixed": (int(match[1]), int(match[2]))}
    if _ONCE.fullmatch(rule):
        return {"once": date.fromisoformat(rule)}
    if match := _EASTER.fullmatch(rule):
        return {match[1]: int(match[2])}
    if match := _WEEKDAY.fullmatch(rule):
        nth = 0 if match[1] == "last" else int(match[1])
        return {"weekday": (int(match[3]), day_number(match[2]), nth, int(match[4] or 0))}
    if match := _TABLE.fullmatch(rule):
        return {"table": tables[match[1]]}
    raise ValueError("expected MM-DD, YYYY-MM-DD, easter+N, pascha+N, '4 thu 11', 'last mon 5' or 'table NAME'")
