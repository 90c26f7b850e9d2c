"""What a report tells of people by what they do in it: lone attackers, victims, the arrested; and where it plays."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dateline.model.event import Role, RoleKind, Trigger
from dateline.model.referent import Toponym
from dateline.model.span import Span

ATTACKS, SUFFERS, HELD, CHARGED = "attacks", "suffers", "held", "charged"
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


def home_country(toponyms: Iterable[Toponym], parties: Iterable[tuple[str, Span]]) -> tuple[str, Span] | None:
    """The country that a report's places lie in and its known parties come from most often, and where it is told.

    None where two countries are told equally often.
    """
    places = [(t.place.country, t.place.span) for t in toponyms if t.place is not None and t.place.country is not None]
    told = [*places, *parties]
    ranked = Counter(country for country, _ in told).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return next((country, span) for country, span in told if country == ranked[0][0])
