"""A gazetteer of our own tables, the countries and a handful of towns: built in a fraction of a second."""

from collections.abc import Iterator
from pathlib import Path

from dateline.knowledge.files import data_folder, read_tsv
from dateline.knowledge.gazetteer import Gazetteer
from dateline.knowledge.gazetteer_record import PlaceRecord, weight_of
from dateline.knowledge.gazetteer_tables import COUNTRIES, coded, own_places
from dateline.knowledge.gazetteer_write import publish
from dateline.text.places.place_entry import NameRank, PlaceKind

TOWNS = (
    # name, country, division, lat, lon, people, GeoNames id
    ("Springfield", "USA", "US.IL", 39.8017, -89.6437, 117_000, 4250542),
    ("Springfield", "USA", "US.MO", 37.2153, -93.2982, 166_000, 4409896),
    ("Paris", "FRA", "FR.11", 48.8534, 2.3488, 2_100_000, 2988507),
    ("Paris", "USA", "US.TX", 33.6609, -95.5555, 25_000, 4717560),
    ("Dallas", "USA", "US.TX", 32.7831, -96.8067, 1_300_000, 4684888),
    ("Tbilisi", "GEO", "GE.51", 41.6941, 44.8337, 1_050_000, 611717),
    ("Atlanta", "USA", "US.GA", 33.749, -84.388, 420_000, 4180439),
    ("Warsaw", "POL", "PL.78", 52.2298, 21.0118, 1_700_000, 756135),
    ("Kyiv", "UKR", "UA.12", 50.4547, 30.5238, 2_950_000, 703448),
    ("Kupyansk", "UKR", "UA.07", 49.71, 37.61, 28_000, 702320),
    ("Mosul", "IRQ", "IQ.15", 36.335, 43.1189, 1_740_000, 99072),
    ("Harden", "AUS", "AU.02", -34.55, 148.36, 2_000, 2163448),
)
DIVISIONS = (
    ("Illinois", "USA", "US.IL", 40.0, -89.25, 12_800_000, 4896861),
    ("Missouri", "USA", "US.MO", 38.25, -92.5, 6_000_000, 4398678),
    ("Texas", "USA", "US.TX", 31.25, -99.25, 25_000_000, 4736286),
    ("Georgia", "USA", "US.GA", 32.75, -83.5, 10_000_000, 4197000),
)


def records() -> Iterator[PlaceRecord]:
    """Countries, four divisions and a dozen towns."""
    table = read_tsv(data_folder() / "gazetteers/countries.tsv", ("alpha3", "alpha2", "name"))
    names = {row["alpha3"]: row["name"] for _, row in table}
    for code, place in coded(COUNTRIES).items():
        other = tuple((name, NameRank.OTHER) for name in place.names)
        kind = PlaceKind.COUNTRY
        yield PlaceRecord(
            name=names[code], kind=kind, country=code, lat=place.lat, lon=place.lon, weight=1.0, names=other
        )
    for kind, rows in ((PlaceKind.ADMIN1, DIVISIONS), (PlaceKind.CITY, TOWNS)):
        for name, country, division, lat, lon, people, number in rows:
            yield PlaceRecord(
                name=name,
                kind=kind,
                country=country,
                admin1=division,
                lat=lat,
                lon=lon,
                weight=weight_of(people, bonus=0.06 if kind is PlaceKind.ADMIN1 else 0.0),
                population=people,
                geonames=number,
            )


def small_gazetteer(folder: Path) -> Gazetteer:
    """Build it into `folder` and open it."""
    return Gazetteer.open(publish(folder, records(), own=own_places(), source="tests"))
