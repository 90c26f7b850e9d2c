"""What deeds tell of people, and which country a report is about."""

import pytest

from dateline.model.event import Role, RoleKind, Trigger
from dateline.model.evidence import Evidence
from dateline.model.referent import Place, PlaceGrain
from dateline.model.span import Span
from dateline.text.people.deeds import deed_sector, deeds, home_country, told_countries

WORD = Span(start=0, end=1, text="x")


def trigger(index: int, type: str, mode: str | None = None, rule: str = "lexicon#x") -> Trigger:  # noqa: A002
    return Trigger(index=index, span=WORD, head=0, type=type, mode=mode, rule=rule)


def role(of: int, kind: RoleKind, head: int) -> Role:
    return Role(trigger=of, kind=kind, head=head, span=WORD, rule="tests#slot")


def test_deeds_are_gathered_over_the_whole_report() -> None:
    events = [trigger(0, "ASSAULT"), trigger(1, "COERCE", "arrest"), trigger(2, "CONSULT")]
    roles = [
        role(0, RoleKind.ACTOR, 5),
        role(0, RoleKind.RECIPIENT, 7),
        role(1, RoleKind.RECIPIENT, 9),
        role(2, RoleKind.ACTOR, 7),
    ]
    assert deeds(events, roles, {5: 1, 9: 1, 7: 2}) == {1: frozenset({"attacks", "held"}), 2: frozenset({"suffers"})}


@pytest.mark.parametrize(
    ("done", "named", "sector"),
    [
        ({"attacks", "held"}, True, "UAF"),
        ({"suffers"}, True, "CVL"),
        ({"held"}, True, None),
        ({"held"}, False, "CRM"),
        ({"held", "charged"}, True, "CRM"),
        (set(), True, None),
    ],
)
def test_a_deed_gives_a_sector(done: set[str], named: bool, sector: str | None) -> None:  # noqa: FBT001
    assert deed_sector(frozenset(done), named=named) == sector


def test_only_criminal_law_makes_one_charged() -> None:
    events = [
        trigger(0, "ACCUSE", "allege", "accuse.yaml#charge with"),
        trigger(1, "ACCUSE", None, "accuse.yaml#blame"),
    ]
    roles = [role(0, RoleKind.RECIPIENT, 1), role(1, RoleKind.RECIPIENT, 2)]
    assert deeds(events, roles, {1: 1, 2: 2}) == {1: frozenset({"charged"})}


def test_the_country_told_most_often_is_the_report_s_own() -> None:
    assert home_country([("PER", WORD), ("NOR", WORD), ("PER", WORD)]) == ("PER", WORD)
    assert home_country([("PER", WORD), ("NOR", WORD)]) is None


def test_a_town_that_may_be_another_tells_a_country_only_where_the_report_names_it() -> None:
    doubt = Evidence(field="place", span=WORD, stage="s", rule="r", confidence=0.6)
    town = Place(span=WORD, name="Tarma", country="PER", grain=PlaceGrain.CITY, evidence=(doubt,))
    assert told_countries([town], []) == []
    assert told_countries([town], [("PER", WORD)]) == [("PER", WORD)] * 2
