"""Our own place tables to records: countries, regions, waters, landmarks, towns, and names for others' records."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import DataFileError
from dateline.knowledge.files import data_folder, read_tsv
from dateline.knowledge.gazetteer_record import PlaceRecord
from dateline.text.places.place_entry import NameRank, PlaceKind

COUNTRIES = "gazetteers/places_countries.tsv"
DIVISIONS = "gazetteers/places_divisions.tsv"
PLACES = ("gazetteers/places_regions.tsv", "gazetteers/places_landmarks.tsv", "gazetteers/places_towns.tsv")
TABLES = (COUNTRIES, DIVISIONS, *PLACES)

_PLACE_COLUMNS = ("name", "other_names", "kind", "country", "lat", "lon", "weight")
_CODE_COLUMNS = ("code", "lat", "lon", "other_names")
_KINDS = {kind.name.lower(): kind for kind in PlaceKind}


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedPlace:
    """A row of a table that is keyed by a code: where the middle is, and other names."""

    lat: float
    lon: float
    names: tuple[str, ...]


def coded(relative: str) -> dict[str, CodedPlace]:
    """Read a table keyed by country or division code.

    Raises:
        DataFileError: `file:line` and what is wrong.
    """
    path = data_folder() / relative
    found: dict[str, CodedPlace] = {}
    for line, row in read_tsv(path, _CODE_COLUMNS):
        if row["code"] in found:
            raise DataFileError(f"{path}:{line}: the code {row['code']!r} is repeated")
        lat, lon = _degrees(row, path, line)
        found[row["code"]] = CodedPlace(lat=lat, lon=lon, names=_split(row["other_names"]))
    return found


def own_places() -> Iterator[PlaceRecord]:
    """Yield the records of our own region, landmark and town tables.

    Raises:
        DataFileError: `file:line` and what is wrong.
    """
    for relative in PLACES:
        path = data_folder() / relative
        for line, row in read_tsv(path, _PLACE_COLUMNS):
            if row["kind"] not in _KINDS:
                raise DataFileError(f"{path}:{line}: kind: expected one of {', '.join(_KINDS)}, found {row['kind']!r}")
            lat, lon = _degrees(row, path, line)
            yield PlaceRecord(
                name=row["name"],
                kind=_KINDS[row["kind"]],
                country=row["country"],
                lat=lat,
                lon=lon,
                weight=float(row["weight"]),
                names=tuple((name, NameRank.OTHER) for name in _split(row["other_names"])),
            )


def tables_digest() -> str:
    """One sum over our own tables: a gazetteer built from other tables is out of date."""
    total = hashlib.sha256()
    for relative in TABLES:
        total.update((data_folder() / relative).read_bytes())
    return total.hexdigest()[:16]


def _split(cell: str) -> tuple[str, ...]:
    return tuple(name for name in cell.split("|") if name)


def _degrees(row: dict[str, str], path: Path, line: int) -> tuple[float, float]:
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
    except ValueError as trouble:
        raise DataFileError(f"{path}:{line}: lat, lon: {trouble}") from trouble
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004  (the globe)
        raise DataFileError(f"{path}:{line}: lat, lon: {lat}, {lon} is not on the globe")
    return lat, lon
