"""The codings of all words for one party, weighed against each other: one country and one sector, with the reasons."""

import re
from collections.abc import Iterator, Sequence

from dateline.knowledge.actors import Coding
from dateline.knowledge.actors_terms import STATELESS
from dateline.model.evidence import Evidence
from dateline.model.referent import Candidate
from dateline.model.span import Span

Coded = tuple[Span, Coding]
_TABLE = "gazetteers/leaders"  # a person known by name, in office on the day
_LAST = {"ELI": 2, "CVL": 4, "UNK": 5}  # what was, and what is said of anyone, gives way to what is
_JUST_LEFT = 3
_MEMBER = re.compile(r"\bmembers?\b", re.IGNORECASE)  # the members of a body of states are states
_OF_STATES = frozenset({"MIL"})  # all that a body of states has a sector for: its forces
_IN_OFFICE = 0.8  # how sure a table must be to go before the report's own words


def choose(codings: Sequence[Coded], field: str, stage: str) -> tuple[str | None, str | None, list[Evidence]]:
    """The country and the sector that the words tell, and the evidence for `field`.

    The words come from the fullest to the barest. A person whom a table knows in office goes before all descriptions;
    an office held or a calling goes before one that was left, and that before "people". A body of states has no
    sector, whatever else is said of it.
    """
    countries = [c for c in codings if c[1].country is not None]
    country = min(countries, key=lambda c: not _in_office(c[1]), default=None)
    sectors = [c for c in codings if c[1].sector is not None]
    if country is not None and country[1].country in STATELESS:
        sectors = [c for c in (country,) if c[1].sector in _OF_STATES or (c[1].sector and _MEMBER.search(c[0].text))]
    sector = min(sectors, key=lambda c: _rank(c[1]), default=None)
    evidence = [*_evidence(country, "country", field, stage), *_evidence(sector, "sector", field, stage)]
    return country[1].country if country else None, sector[1].sector if sector else None, evidence


def turned_down(codings: Sequence[Coded], country: str | None, sector: str | None) -> tuple[Candidate, ...]:
    """What the words also tell and `choose` did not take: other countries, sectors and entries."""
    found: dict[tuple[str, str | None, str], Candidate] = {}
    for span, coding in codings:
        for other in coding.rejected:
            found.setdefault((other.name, other.country, other.reason), other)
        for reason in coding.reasons:
            value, chosen = (coding.country, country) if reason.field == "country" else (coding.sector, sector)
            if value is None or value == chosen:
                continue
            why = f"{reason.field} {value} by {reason.rule}"
            told = Candidate(name=span.text, country=coding.country, score=reason.confidence, reason=why)
            found.setdefault((span.text, coding.country, why), told)
    return tuple(found.values())


def _by_table(coding: Coding) -> float:
    """How sure a table of persons is of the sector; 0 where none tells it."""
    known = (r.confidence for r in coding.reasons if r.field == "sector" and r.rule.startswith(_TABLE))
    return next(known, 0.0)


def _in_office(coding: Coding) -> bool:
    return coding.sector not in (None, "ELI") and _by_table(coding) > _IN_OFFICE


def _rank(coding: Coding) -> int:
    sure = 0.0 if coding.sector in (None, "ELI") else _by_table(coding)
    if sure > 0:
        return 0 if sure > _IN_OFFICE else _JUST_LEFT
    return _LAST.get(coding.sector or "", 1)


def _evidence(coded: Coded | None, name: str, field: str, stage: str) -> Iterator[Evidence]:
    if coded is None:
        return
    span, coding = coded
    for reason in coding.reasons:
        if reason.field == name:
            yield Evidence(
                field=f"{field}.{name}", span=span, stage=stage, rule=reason.rule, confidence=reason.confidence
            )
