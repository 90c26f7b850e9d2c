"""Place names of one report to readings with scores: prominence, what holds what, and where the report plays.

The score is a plain sum of named terms; `WEIGHTS` says how much each counts. Weights were set by hand
and checked on development files only.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, exp, hypot, radians

from dateline.text.places.links import Link
from dateline.text.places.place_entry import NameRank, PlaceEntry, PlaceKind, within
from dateline.text.places.scan import PlaceName

WEIGHTS: Mapping[str, float] = {
    "prominence": 1.33,  # log of the population, in [0, 1]
    "loose name": -0.2,  # an alternate name of unknown language
    "short name": -0.08,  # "Kharkiv" for the oblast
    "small division": -0.16,  # a county where a town has the name too
    "town's division": -0.1,  # the province of Alexandria, where the city is meant
    "held": 1.0,  # "Springfield, Illinois"
    "held elsewhere": 0.8,  # the same name, held in another sentence
    "holds": 0.5,  # "Albany, New York": the state, not the city
    "namesake": -0.7,  # a town called as a country is
    "lesser namesake": -0.35,  # a town called as a great division or a world city is
    "country": 0.35,  # share of the report's other places that lie in the country
    "division": 0.45,  # share of those that lie in the same first-level division
    "common division": 0.3,  # the other ambiguous names could lie in the same division
    "near": 0.25,  # a sure place of the report is near (e-fold 200 km)
    "dateline": 0.3,  # same country as the dateline's town
    "kind fits": 0.35,  # "the town of", "River"
    "kind misfits": -0.3,
}

WEIGHED = 60
"""Readings of one name that are weighed beyond those that something in the report holds."""

NEAR_KM = 200.0
DEGREE_KM = 111.2

GREAT = 0.85
"""The prominence of a division of a million people."""

PROMINENT_TOWN = 0.6
"""The prominence of a town of 60,000."""

WORLD_CITY = 0.82
"""The prominence of a town of four million, or of a capital of one and a half."""

_LANDS = (PlaceKind.COUNTRY, PlaceKind.ADMIN1)
_WIDE = (PlaceKind.COUNTRY, PlaceKind.CONTINENT)

SURE_MARGIN = 0.2
"""A name is sure when its best reading is so far ahead on prominence alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A place that a name may stand for, its score and the terms that made it, largest first."""

    entry: PlaceEntry
    score: float
    terms: tuple[tuple[str, float], ...]

    @property
    def reason(self) -> str:
        """The terms in words: "prominence +0.85, country +0.20"."""
        return ", ".join(f"{term} {value:+.2f}" for term, value in self.terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rest:
    """The report's sure places as one name sees them: how many others vote, what its kin voted, what may be near."""

    voters: float
    kin_countries: Counter[str]
    kin_divisions: Counter[str]
    local: list[PlaceEntry]


class Ranker:
    """Weighs the readings of all names of one report."""

    def __init__(self, names: Sequence[PlaceName], links: Sequence[Link], home: PlaceEntry | None) -> None:
        """Take the names, what the words around each tell, and the dateline's place."""
        self._names = names
        self._links = links
        self._home = home
        self._held: dict[str, set[int]] = defaultdict(set)  # name → ids of readings that are held somewhere
        self._sure: dict[str, PlaceEntry] = {}
        self._possible: dict[str, dict[str, float]] = {}
        self._with_town = {i for i, name in enumerate(names) if _holds_its_town(name)}
        self._look_around()

    def rank(self) -> list[list[Reading]]:
        """The readings of each name, best first; empty for a name without readings."""
        doubtful = [(name.text, self._readings(i)) for i, name in enumerate(self._names) if name.text not in self._sure]
        for text, readings in doubtful:
            if readings and self._decided(readings):
                self._sure.setdefault(text, readings[0].entry)
        self._count()
        return [self._readings(i, near=True) for i in range(len(self._names))]

    def _look_around(self) -> None:
        """Find what is held, and what is sure on prominence alone."""
        for i, (name, link) in enumerate(zip(self._names, self._links, strict=True)):
            for entry in self._held_readings(i):
                self._held[name.text].add(entry.id)
            top = name.readings[:2]
            alone = (
                len(top) == 1 or (len(top) > 1 and top[0].weight - top[1].weight >= SURE_MARGIN) or bool(name.demonym)
            )
            if top and (self._held[name.text] or (alone and not link.holders)):
                held = [e for e in name.readings if e.id in self._held[name.text]]
                self._sure.setdefault(name.text, held[0] if held else top[0])
            self._possible[name.text] = _shares(name.readings)
        self._count()

    def _count(self) -> None:
        """Count the report's sure places by country and division; each name counts once."""
        self._rests: dict[str, _Rest] = {}
        self._countries: dict[str, float] = defaultdict(float)
        self._divisions: dict[str, float] = defaultdict(float)
        for entry in self._sure.values():
            self._countries[entry.country] += 1
            if entry.kind is not PlaceKind.COUNTRY and entry.admin1:
                self._divisions[entry.admin1] += 1
        self._all_countries = sum(self._countries.values())
        self._common: dict[str, float] = defaultdict(float)
        for shares in self._possible.values():
            for division, share in shares.items():
                self._common[division] += share

    def _held_readings(self, i: int) -> list[PlaceEntry]:
        holders = [
            entry
            for j in self._links[i].holders
            if not (j == self._links[i].comma and self._in_list(i, j))
            for entry in self._names[j].readings[:6]
        ]
        return [e for e in self._names[i].readings if any(within(e, holder) for holder in holders)] if holders else []

    def _in_list(self, i: int, j: int) -> bool:
        """Whether "X, Y" lists two lands ("Georgia, Texas and Ohio") rather than placing a town in one."""
        lands = (PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.CONTINENT)
        top = [self._names[k].readings[0] for k in (i, j) if self._names[k].readings]
        abbreviated = self._names[j].text.endswith(".")
        return not abbreviated and len(top) == 2 and all(e.kind in lands and e.weight >= GREAT for e in top)  # noqa: PLR2004

    def _holds(self, i: int, entry: PlaceEntry) -> bool:
        """Whether the name before a comma may lie in this reading."""
        return (
            i > 0
            and self._links[i - 1].comma == i
            and any(within(e, entry) for e in self._names[i - 1].readings[:WEIGHED])
        )

    def _readings(self, i: int, *, near: bool = False) -> list[Reading]:
        name = self._names[i]
        held_here = {e.id for e in self._held_readings(i)}
        held = self._held[name.text]
        weighed = [e for n, e in enumerate(name.readings) if n < WEIGHED or e.id in held]
        rival = name.readings[0] if name.readings else None
        found = [self._reading(i, e, here=e.id in held_here, near=near, rival=rival) for e in weighed]
        return sorted(found, key=lambda r: (-r.score, r.entry.id))

    def _reading(self, i: int, entry: PlaceEntry, *, here: bool, near: bool, rival: PlaceEntry | None) -> Reading:
        name, link = self._names[i], self._links[i]
        rest = self._rest_for(name)
        amounts: dict[str, float] = {
            "prominence": entry.weight,
            "loose name": entry.rank is NameRank.LOOSE and entry.kind is not PlaceKind.ADMIN1,
            "short name": entry.rank is NameRank.SHORT,
            "small division": entry.kind is PlaceKind.ADMIN2,
            "town's division": entry.kind is PlaceKind.ADMIN1 and i in self._with_town,
            "held": here,
            "held elsewhere": not here and entry.id in self._held[name.text],
            "holds": self._holds(i, entry),
            "namesake": rival is not None and rival.kind is PlaceKind.COUNTRY and entry.kind not in _LANDS,
            "lesser namesake": rival is not None
            and _great(rival)
            and entry.kind not in _LANDS
            and entry.weight < rival.weight - SURE_MARGIN,
            "country": self._country_share(rest, entry),
            "division": self._division_share(rest, entry),
            "common division": self._common_share(name, entry),
            "near": _nearness(rest, entry) if near else 0.0,
            "dateline": self._home is not None and self._home.country == entry.country and self._home.name != name.text,
            "kind fits": entry.kind in link.fits,
            "kind misfits": bool(link.fits) and entry.kind not in link.fits,
        }
        terms = [(term, round(WEIGHTS[term] * amount, 4)) for term, amount in amounts.items() if amount]
        terms.sort(key=lambda t: -abs(t[1]))
        return Reading(entry=entry, score=round(sum(v for _, v in terms), 4), terms=tuple(terms))

    def _rest_for(self, name: PlaceName) -> _Rest:
        """What the sure readings say to a name; its own, and those of longer or shorter ones, are no witnesses for it.

        Kept until the sure readings are counted anew: a name comes with many readings, and a report names it often.
        """
        rest = self._rests.get(name.text)
        if rest is None:
            kin = [e for text, e in self._sure.items() if text in name.text or name.text in text]
            rest = self._rests[name.text] = _Rest(
                voters=self._all_countries - len(kin),
                kin_countries=Counter(own.country for own in kin),
                kin_divisions=Counter(own.admin1 for own in kin if own.kind is not PlaceKind.COUNTRY),
                local=[e for text, e in self._sure.items() if text != name.text and e.kind not in _WIDE],
            )
        return rest

    def _country_share(self, rest: _Rest, entry: PlaceEntry) -> float:
        votes = self._countries.get(entry.country, 0.0) - rest.kin_countries[entry.country]
        return votes / rest.voters if rest.voters > 0 and entry.country else 0.0

    def _division_share(self, rest: _Rest, entry: PlaceEntry) -> float:
        if not entry.admin1 or entry.kind is PlaceKind.ADMIN1:
            return 0.0
        return min(1.0, (self._divisions.get(entry.admin1, 0.0) - rest.kin_divisions[entry.admin1]) / 2)

    def _common_share(self, name: PlaceName, entry: PlaceEntry) -> float:
        if not entry.admin1:
            return 0.0
        rest = self._common.get(entry.admin1, 0.0) - self._possible[name.text].get(entry.admin1, 0.0)
        return min(1.0, rest)

    def _decided(self, readings: list[Reading]) -> bool:
        return len(readings) == 1 or readings[0].score - readings[1].score >= SURE_MARGIN


def _nearness(rest: _Rest, entry: PlaceEntry) -> float:
    nearest = min((distance_km(entry, other) for other in rest.local), default=None)
    return 0.0 if nearest is None else exp(-nearest / NEAR_KM)


def _holds_its_town(name: PlaceName) -> bool:
    """Whether a division and a prominent town in it share the name."""
    divisions = {e.admin1 for e in name.readings if e.kind is PlaceKind.ADMIN1 and e.admin1}
    return any(
        e.kind is PlaceKind.CITY and e.weight >= PROMINENT_TOWN and e.admin1 in divisions for e in name.readings[:8]
    )


def _great(entry: PlaceEntry) -> bool:
    return entry.weight >= (GREAT if entry.kind is PlaceKind.ADMIN1 else WORLD_CITY)


def _shares(readings: tuple[PlaceEntry, ...]) -> dict[str, float]:
    """A name's one vote, shared among the divisions its town readings lie in."""
    divisions = {e.admin1 for e in readings if e.admin1 and e.kind in (PlaceKind.CITY, PlaceKind.ADMIN2)}
    return dict.fromkeys(sorted(divisions), 1 / len(divisions)) if divisions else {}


def distance_km(one: PlaceEntry, other: PlaceEntry) -> float:
    """Kilometres between two places, as on a flat map: right to a few per cent below 1,000 km."""
    across = (one.lon - other.lon + 180) % 360 - 180
    return DEGREE_KM * hypot(one.lat - other.lat, across * cos(radians((one.lat + other.lat) / 2)))
