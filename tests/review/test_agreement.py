"""How two reviewers agree."""

from pathlib import Path

import pytest

from dateline.review.agreement import agreement
from dateline.stores import Store, open_store
from dateline.stores.protocol import Review
from tests.conformance.records import made_up

REPORTS = made_up(4)
EVENTS = [event["id"] for report in REPORTS for event in report["events"]][:4]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    kept = open_store(tmp_path / "store.db")
    for each in REPORTS:
        kept.put(each)
    return kept


def test_kappa_is_what_cohen_s_formula_gives(store: Store) -> None:
    said = {"ann": ["AID", "AID", "PROTEST", "PROTEST"], "ben": ["AID", "PROTEST", "PROTEST", "PROTEST"]}
    for name, values in said.items():
        for k, (event, value) in enumerate(zip(EVENTS, values, strict=True)):
            store.review(Review(event=event, field="type", action="correct", value=value, by=name, at=f"{name}{k}"))
    (found,) = agreement(store, "ann", "ben")
    # observed 3/4; expected (2/4 * 1/4) + (2/4 * 3/4) = 1/2
    assert (found.field, found.n, found.agreed) == ("type", 4, 0.75)
    assert found.kappa == pytest.approx(0.5)


def test_accepting_stands_for_the_value_that_was_there(store: Store) -> None:
    coded = REPORTS[0]["events"][0]["mode"]
    store.review(Review(event=EVENTS[0], field="mode", action="accept", by="ann", at="1"))
    store.review(Review(event=EVENTS[0], field="mode", action="correct", value="deport", by="ben", at="2"))
    (found,) = agreement(store, "ann", "ben")
    assert (found.n, found.agreed, found.kappa) == (1, float(coded == "deport"), 0.0)


def test_lists_are_compared_by_what_they_share(store: Store) -> None:
    police, dockers = ({"name": name, "country": "EST", "sector": None} for name in ("police", "dockers"))
    for name, value in (("ann", [police, dockers]), ("ben", [police])):
        store.review(Review(event=EVENTS[0], field="actors", action="correct", value=value, by=name, at=name))
    (found,) = agreement(store, "ann", "ben")
    assert (found.agreed, found.kappa) == (0.0, None)
    assert found.f1 == pytest.approx(2 / 3)


def test_what_only_one_of_them_judged_or_took_back_does_not_count(store: Store) -> None:
    store.review(Review(event=EVENTS[0], field="mode", action="accept", by="ann", at="1"))
    store.review(Review(event=EVENTS[1], field="mode", action="accept", by="ben", at="2"))
    store.review(Review(event=EVENTS[1], field="mode", action="accept", by="ann", at="3"))
    store.review(Review(event=EVENTS[1], field="mode", action="undo", by="ann", at="4"))
    assert agreement(store, "ann", "ben") == ()
