"""Rows of a list to flat files: CSV (RFC 4180, UTF-8) and GeoJSON (RFC 7946)."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, Literal

Row = dict[str, Any]
Kind = Literal["event", "happening", "report"]

_SHARED = ("id", "type", "mode", "status", "start", "end", "grain")
_PLACE = ("place", "country", "admin1", "lat", "lon", "place_grain")
_ENDS = ("confidence", "reviewed", "headline")
COLUMNS: dict[Kind, tuple[str, ...]] = {
    "event": (
        *_SHARED,
        "actors",
        "recipients",
        *_PLACE,
        "sources",
        "counts",
        "trigger",
        *_ENDS,
        "outlet",
        "filed",
        "report",
    ),
    "happening": (
        *_SHARED,
        "actors",
        "recipients",
        *_PLACE,
        "counts",
        "reports",
        "witnesses",
        "disputed",
        *_ENDS,
        "filed",
    ),
    "report": ("id", "date", "title", "outlet", "url", "language", "revision", "events", "issues"),
}
"""The columns of each kind of list; lists inside a cell are joined with "; "."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_lines(rows: Iterable[Row], columns: Sequence[str], *, spreadsheet: bool = False) -> Iterator[str]:
    """Yield the lines of a CSV file, its head first; `columns` are those of `COLUMNS` or any keys of the rows.

    `spreadsheet` puts an apostrophe before text that a spreadsheet would run as a formula (OWASP ASVS 5.0, 1.2.10);
    without it every byte is the record's own.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for cells in chain([columns], (_cells(row, columns) for row in rows)):
        writer.writerow([_harmless(cell) if spreadsheet else cell for cell in cells])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def cell(value: Any) -> str | float:
    """Return a value as one cell: lists joined by "; ", a place by its name, counts in words, None empty."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_text(item) for item in value)
    if isinstance(value, dict) and "name" not in value:  # counts of a happening: what -> low, high, label
        return "; ".join(f"{_text(count)} {what}" for what, count in value.items())
    return value if isinstance(value, int | float) else _text(value)


def _cells(row: Row, columns: Sequence[str]) -> list[str | float]:
    place = row.get("place") or {}
    of_place = {key: place.get(key) for key in ("country", "admin1", "lat", "lon")} | {
        "place_grain": place.get("grain")
    }
    return [cell(row[name] if name in row else of_place.get(name)) for name in columns]


def _harmless(cell: str | float) -> str | float:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _text(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    if value.get("name") or value.get("label"):
        return str(value.get("name") or value["label"])
    low, high = value.get("low"), value.get("high")
    number = str(low) if low == high else f"at least {low}" if high is None else f"{low} to {high}"
    return f"{number} {value.get('what', '')}".strip()


def geojson_lines(rows: Iterable[Row]) -> Iterator[str]:
    """Yield a FeatureCollection in pieces; a row without coordinates has a null geometry.

    `place_grain` says how finely the place is known: the point of a country is its centre, not the spot.
    """
    yield '{"type": "FeatureCollection", "features": ['
    for k, row in enumerate(rows):
        place = row.get("place") or {}
        lat, lon = place.get("lat"), place.get("lon")
        point = None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]}
        rest = {key: value for key, value in row.items() if key not in ("id", "place")}
        rest |= {"place": place.get("name"), "country": place.get("country"), "place_grain": place.get("grain")}
        feature = {"type": "Feature", "id": row["id"], "geometry": point, "properties": rest}
        yield (",\n" if k else "\n") + json.dumps(feature, ensure_ascii=False, allow_nan=False)
    yield "\n]}\n"
