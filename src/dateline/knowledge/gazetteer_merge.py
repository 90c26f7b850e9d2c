"""Our own places and another source's records, passing by one at a time, to what is changed and what is added."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import cos, hypot, radians

from dateline.knowledge.gazetteer_record import PlaceRecord
from dateline.text.places.place_entry import NameRank, PlaceKind

_SAME_TOWN_DEGREES = 0.4
_IN_A_DIVISION = (PlaceKind.CITY, PlaceKind.LANDMARK, PlaceKind.DISTRICT)


class OwnPlaces:
    """Our own places. Keeps of the other source's records only those that share a name with a town of ours."""

    def __init__(self, own: Iterable[PlaceRecord]) -> None:
        """Take our places; then show `see` every record of the other source, and ask for the `outcome`."""
        self._own = list(own)
        self._keys = {key for place in self._own if place.kind is PlaceKind.CITY for key, _ in place.filed()}
        self._known: dict[int, PlaceRecord] = {}  # by position
        self._named: dict[tuple[str, str], list[int]] = defaultdict(list)  # key and country to positions
        self._placed: dict[str, list[int]] = defaultdict(list)  # country to our places that lie in a division
        for n, place in enumerate(self._own):
            if place.kind in _IN_A_DIVISION:
                self._placed[place.country].append(n)
        self._nearest: dict[int, tuple[float, int, str]] = {}  # of our places: degrees, GeoNames id and division

    def see(self, position: int, record: PlaceRecord, keys: Sequence[str]) -> None:
        """Look at the record at `position`, filed under `keys`; only towns matter."""
        if record.kind is not PlaceKind.CITY:
            return
        for key in keys:
            if key in self._keys:
                self._named[key, record.country].append(position)
                self._known[position] = record
        for n in self._placed.get(record.country, ()):
            found = (_degrees_apart(record, self._own[n]), record.geonames, record.admin1)
            if n not in self._nearest or found[:2] < self._nearest[n][:2]:
                self._nearest[n] = found

    def outcome(self) -> tuple[dict[int, PlaceRecord], list[PlaceRecord]]:
        """The records that change, by position, and the places that the other source lacks.

        A town that the other source knows nearby, under one of its names, lends it names and weight. What is added
        lies in the division of the nearest town of its country.
        """
        changed: dict[int, PlaceRecord] = {}
        added: list[PlaceRecord] = []
        for n, place in enumerate(self._own):
            near = self._near(place)
            if near:
                best = max(near, key=lambda i: (changed.get(i, self._known[i]).weight, -self._known[i].geonames))
                changed[best] = _joined(changed.get(best, self._known[best]), place)
            elif n in self._nearest:
                added.append(replace(place, admin1=self._nearest[n][2]))
            else:
                added.append(place)
        return changed, added

    def _near(self, place: PlaceRecord) -> list[int]:
        """The positions of the towns that may be this one."""
        if place.kind is not PlaceKind.CITY:
            return []
        named = {i for key, _ in place.filed() for i in self._named.get((key, place.country), ())}
        return [i for i in sorted(named) if _degrees_apart(self._known[i], place) < _SAME_TOWN_DEGREES]


def _joined(known: PlaceRecord, own: PlaceRecord) -> PlaceRecord:
    """A town under our own name and the other source's facts."""
    names = (*known.names, (known.name, NameRank.OTHER), *own.names)
    return replace(known, name=own.name, names=names, weight=max(known.weight, own.weight))


def _degrees_apart(one: PlaceRecord, other: PlaceRecord) -> float:
    return hypot(one.lat - other.lat, (one.lon - other.lon) * cos(radians(one.lat)))
