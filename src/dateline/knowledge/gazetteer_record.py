"""What a gazetteer file is made of: one record for one place, before it is written."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.text.places.place_entry import NameRank, PlaceKind
from dateline.text.places.place_names import place_key

SHORTEST_LOOSE = 4
"""Alternate names under four letters are airport codes and other languages' words, not English names."""

LONGEST_NAME = 60
"""Longer names are descriptions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRecord:
    """One place with all its names; the other fields are those of `dateline.text.places.place_entry.PlaceEntry`."""

    name: str
    kind: PlaceKind
    country: str
    lat: float
    lon: float
    weight: float
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    geonames: int = 0
    names: tuple[tuple[str, NameRank], ...] = ()

    def filed(self) -> Iterator[tuple[str, NameRank]]:
        """Yield each key the place is filed under, once, with the best rank of the names that have it."""
        best: dict[str, NameRank] = {}
        for name, rank in ((self.name, NameRank.MAIN), *self.names):
            key = place_key(name)
            loose = rank is NameRank.LOOSE
            if not key or len(name) > LONGEST_NAME or (loose and len(key) < SHORTEST_LOOSE):
                continue
            best[key] = min(rank, best.get(key, rank))
        yield from sorted(best.items())


def weight_of(population: int, *, bonus: float = 0.0) -> float:
    """The prior prominence of a town of so many people: 1,000 is .38, a million .75, 30 million .93."""
    return round(min(0.97, math.log10(population + 10) / 8 + bonus), 3)
