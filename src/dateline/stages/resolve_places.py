"""Place names to places, and each trigger to where its event happened."""

from collections.abc import Sequence
from dataclasses import replace
from math import exp

from dateline.knowledge.gazetteer import Gazetteer
from dateline.knowledge.places import load_place_words
from dateline.model.analysis import Analysis, Stage, made
from dateline.model.document import Document, Layout
from dateline.model.evidence import Evidence
from dateline.model.issue import Issue
from dateline.model.referent import Candidate, Place, PlaceGrain, Toponym
from dateline.model.span import Span
from dateline.model.syntax import Parse
from dateline.text.places.event_place import EventPlaces, Tie
from dateline.text.places.links import links
from dateline.text.places.metonyms import stands_for_people
from dateline.text.places.place_entry import NameRank, PlaceEntry, PlaceKind
from dateline.text.places.place_words import PlaceWords
from dateline.text.places.rank import Ranker, Reading
from dateline.text.places.scan import PlaceName
from dateline.text.places.toponyms import find_place_names

STAGE = "resolve_places"

GRAINS = {
    PlaceKind.COUNTRY: PlaceGrain.COUNTRY,
    PlaceKind.ADMIN1: PlaceGrain.ADMIN,
    PlaceKind.ADMIN2: PlaceGrain.ADMIN,
    PlaceKind.CITY: PlaceGrain.CITY,
    PlaceKind.DISTRICT: PlaceGrain.CITY,
    PlaceKind.REGION: PlaceGrain.REGION,
    PlaceKind.CONTINENT: PlaceGrain.REGION,
    PlaceKind.WATER: PlaceGrain.REGION,
    PlaceKind.LANDMARK: PlaceGrain.POINT,
}

CITY_STATES = frozenset(("GIB", "HKG", "MAC", "MCO", "SGP", "VAT"))
"""Countries and territories that are one town: their grain is that of a town."""

KEPT_REJECTED = 3
DOUBTFUL = 0.6
"""Confidence under which a reading is also an issue (`place.ambiguous`)."""

_SAME_PLACE_DEGREES = 0.3


def resolve_places(gazetteer: Gazetteer) -> Stage:
    """Make the stage that finds and resolves place names and places each trigger's event."""
    words = load_place_words()

    def run(analysis: Analysis) -> Analysis:
        parse, document = made(analysis.parse), analysis.document
        names = find_place_names(parse, gazetteer, words)
        home = _home(made(analysis.layout), gazetteer)
        readings = Ranker(names, links(names, parse, words), home.entry if home else None).rank()
        toponyms = _toponyms(document, parse, names, readings, words)
        literal = [not t.metonym for t in toponyms]
        ties = EventPlaces(parse, toponyms, literal, words).ties(made(analysis.triggers))
        places = tuple(_event_place(tie, toponyms, parse) for tie in ties)
        dateline = _dateline(made(analysis.layout), home, toponyms)
        return replace(
            analysis,
            toponyms=(*dateline, *toponyms),
            places=places,
            issues=(*analysis.issues, *_issues(toponyms)),
        )

    reads = ("document", "layout", "parse", "triggers", "roles")
    return Stage(name=STAGE, reads=reads, adds=("toponyms", "places"), run=run)


def _home(layout: Layout, gazetteer: Gazetteer) -> Reading | None:
    """The town of the dateline, read as the most prominent of its name."""
    found = gazetteer.lookup(layout.place.text) if layout.place is not None else ()
    towns = [e for e in found if e.kind is PlaceKind.CITY and e.rank is not NameRank.LOOSE] or list(found)
    if not towns:
        return None
    return Reading(entry=towns[0], score=towns[0].weight, terms=(("prominence", towns[0].weight),))


def _dateline(layout: Layout, home: Reading | None, toponyms: Sequence[Toponym]) -> tuple[Toponym, ...]:
    span = layout.place
    if span is None or home is None or any(t.span.overlaps(span) for t in toponyms):
        return ()
    evidence = Evidence(
        field="place", span=span, stage=STAGE, rule="text.regions#dateline", confidence=0.9, note=home.reason
    )
    return (Toponym(span=span, place=_place(span, home.entry, evidence=(evidence,), rejected=())),)


def _toponyms(
    document: Document, parse: Parse, names: Sequence[PlaceName], readings: Sequence[list[Reading]], words: PlaceWords
) -> tuple[Toponym, ...]:
    resolved = [_resolved(document, name, found) for name, found in zip(names, readings, strict=True)]
    found = []
    for i, (name, place) in enumerate(zip(names, resolved, strict=True)):
        span = document.span(name.start, name.end)
        settled = place if place is not None else _beside(span, i, resolved)
        found.append(Toponym(span=span, place=settled, metonym=stands_for_people(name, parse, words)))
    return tuple(found)


def _resolved(document: Document, name: PlaceName, readings: list[Reading]) -> Place | None:
    """The best reading as a place, with its reasons and the best of the rest."""
    if not readings:
        return None
    best, rest = readings[0], _others(readings)
    margin = best.score - rest[0].score if rest else 1.0
    span = document.span(name.start, name.end)
    evidence = (
        Evidence(field="place", span=span, stage=STAGE, rule=f"text.places.admit#{name.rule}"),
        Evidence(
            field="place",
            span=span,
            stage=STAGE,
            rule="text.places.rank#WEIGHTS",
            confidence=round(1 / (1 + exp(-0.5 - 4 * margin)), 3),
            note=best.reason,
        ),
    )
    rejected = tuple(
        Candidate(
            name=r.entry.name,
            country=r.entry.country or None,
            score=r.score,
            reason=r.reason,
            lat=r.entry.lat,
            lon=r.entry.lon,
            geonames=r.entry.geonames or None,
        )
        for r in rest[:KEPT_REJECTED]
    )
    place = _place(span, best.entry, evidence=evidence, rejected=rejected)
    return replace(place, name=name.text, grain=PlaceGrain.POINT, geonames=None) if _site(name) else place


def _site(name: PlaceName) -> bool:
    """Whether the name is that of a building or street that only begins with a known place ("Vic Zoo")."""
    return name.partial and name.label in ("FAC", "ORG")


def _others(readings: list[Reading]) -> list[Reading]:
    """The other readings but those that are the same place at another level (a city and its own district)."""
    best = readings[0].entry
    return [
        r
        for r in readings[1:]
        if abs(r.entry.lat - best.lat) > _SAME_PLACE_DEGREES or abs(r.entry.lon - best.lon) > _SAME_PLACE_DEGREES
    ]


def _place(span: Span, entry: PlaceEntry, *, evidence: tuple[Evidence, ...], rejected: tuple[Candidate, ...]) -> Place:
    return Place(
        span=span,
        name=entry.name,
        country=entry.country or None,
        grain=PlaceGrain.CITY
        if entry.kind is PlaceKind.COUNTRY and entry.country in CITY_STATES
        else GRAINS[entry.kind],
        admin1=entry.admin1_name or None,
        lat=entry.lat,
        lon=entry.lon,
        geonames=entry.geonames or None,
        evidence=evidence,
        rejected=rejected,
    )


def _beside(span: Span, i: int, resolved: Sequence[Place | None]) -> Place | None:
    """A site the gazetteer lacks, put where the nearest town in the text lies; None where no town is named."""
    fine = (PlaceGrain.CITY, PlaceGrain.POINT, PlaceGrain.ADMIN)
    known = [(abs(k - i), -k, p) for k, p in enumerate(resolved) if p is not None and p.grain in fine]
    if not known:
        return None
    beside = min(known, key=lambda found: found[:2])[2]
    evidence = Evidence(field="place", span=beside.span, stage=STAGE, rule=f"stages.{STAGE}#beside", confidence=0.4)
    return replace(
        beside, span=span, name=span.text, grain=PlaceGrain.POINT, geonames=None, evidence=(evidence,), rejected=()
    )


def _event_place(tie: Tie | None, toponyms: Sequence[Toponym], parse: Parse) -> Place | None:
    """The place of the name that a trigger is tied to, with the tie as its first evidence."""
    if tie is None or toponyms[tie.toponym].place is None:
        return None
    place = toponyms[tie.toponym].place
    assert place is not None
    span = place.span
    if tie.noun is not None:
        noun = parse.tokens[tie.noun]
        opening = parse.child(noun, "det", "poss") or noun
        span = parse.span(opening, noun)
    why = Evidence(
        field="place", span=span, stage=STAGE, rule=f"text.places.event_place#{tie.rule}", confidence=tie.confidence
    )
    return replace(place, span=span, evidence=(why, *place.evidence))


def _issues(toponyms: Sequence[Toponym]) -> list[Issue]:
    """One issue for each name whose reading is doubtful, or that could not be read, once a name."""
    found: dict[str, Issue] = {}
    for toponym in toponyms:
        place, span = toponym.place, toponym.span
        if place is None:
            found.setdefault(
                span.text,
                Issue(kind="place.unknown", stage=STAGE, message=f"no place called {span.text!r} is known", span=span),
            )
        elif place.rejected and place.evidence[-1].confidence < DOUBTFUL:
            rival = place.rejected[0]
            read = f"{span.text!r} read as {place.name}, {place.country}"
            message = f"{read}; nearly as good: {rival.name}, {rival.country}"
            found.setdefault(span.text, Issue(kind="place.ambiguous", stage=STAGE, message=message, span=span))
    return list(found.values())
