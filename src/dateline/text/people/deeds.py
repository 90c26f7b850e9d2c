"""What a report tells of people by what they do in it: lone attackers, victims, the arrested; and where it plays."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dateline.model.event import Role, RoleKind, Trigger
from dateline.model.referent import Place, PlaceGrain
from dateline.model.span import Span

ATTACKS, SUFFERS, HELD, CHARGED = "attacks", "suffers", "held", "charged"
_SURE = 0.9  # how sure a reading of a town's name must be to tell a country alone
_IN_COURT = re.compile(r"#.*\b(charge|indict|arraign|prosecute|court|trial)\b")  # lexicon entries of criminal law
_BY_LAW = {("COERCE", "arrest"): HELD, ("SANCTION", "convict"): CHARGED}


def deeds(triggers: Sequence[Trigger], roles: Iterable[Role], keys: Mapping[int, int]) -> Mapping[int, frozenset[str]]:
    """What each party does or suffers anywhere in the report; `keys` gives the party for a role's head token."""
    found: dict[int, set[str]] = {}
    for role in roles:
        if role.head in keys and (deed := _deed(triggers[role.trigger], role.kind)) is not None:
            found.setdefault(keys[role.head], set()).add(deed)
    return {key: frozenset(names) for key, names in found.items()}


def _deed(trigger: Trigger, kind: RoleKind) -> str | None:
    if trigger.type == "ASSAULT":
        return ATTACKS if kind is RoleKind.ACTOR else SUFFERS
    if kind is not RoleKind.RECIPIENT:
        return None
    if trigger.type == "ACCUSE" and _IN_COURT.search(trigger.rule):
        return CHARGED
    return _BY_LAW.get((trigger.type, trigger.mode or ""))


def deed_sector(done: frozenset[str], *, named: bool) -> str | None:
    """The sector that deeds give one of whom no office, calling or group is known.

    One who attacks is an armed individual (UAF), one who is attacked a civilian, one whom a court tries or finds
    guilty a criminal (CRM). So is an unnamed one under arrest; one with a name is not called so for an arrest alone.
    """
    if ATTACKS in done:
        return "UAF"
    if CHARGED in done or (HELD in done and not named):
        return "CRM"
    return "CVL" if SUFFERS in done else None


def told_countries(places: Iterable[Place | None], parties: Iterable[tuple[str, Span]]) -> list[tuple[str, Span]]:
    """The countries that a report's places lie in and its known parties come from, each time it tells one.

    A town that might as well be another of its name counts only where the report names its country otherwise.
    """
    known, there = list(parties), [p for p in places if p is not None and p.country is not None]
    named = {country for country, _ in known} | {p.country for p in there if p.grain is PlaceGrain.COUNTRY}
    sure = [p for p in there if p.country in named or min((e.confidence for e in p.evidence), default=1.0) >= _SURE]
    return [*((p.country, p.span) for p in sure if p.country is not None), *known]


def home_country(told: Sequence[tuple[str, Span]]) -> tuple[str, Span] | None:
    """The country that is told most often, and where it is told first; None where two are told equally often."""
    ranked = Counter(country for country, _ in told).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return next((country, span) for country, span in told if country == ranked[0][0])
