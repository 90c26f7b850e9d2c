"""What people say of events, in every store: kept line by line, laid over what was coded, never lost, never changed."""

import threading
from typing import Any

import pytest

from dateline.errors import ConflictError, StoreError
from dateline.stores import Store
from dateline.stores.filters import read_query
from dateline.stores.protocol import Review
from tests.conformance.conftest import Open
from tests.conformance.records import TEXT, Record, event, record, span

EVENT = event("a")["id"]


def say(store: Store, field: str, action: str, value: Any = None, **more: Any) -> Record:
    given = {"event": EVENT, "by": "ann", "at": "2026-01-01T00:00:00Z"} | more
    return store.review(Review(field=field, action=action, value=value, **given))


def now(store: Store, event_id: str = EVENT) -> Record:
    found = store.event(event_id)
    assert found is not None
    return found


@pytest.fixture
def kept(store: Store) -> Store:
    store.put(record())
    return store


def test_an_event_is_accepted_corrected_or_rejected_field_by_field(kept: Store) -> None:
    say(kept, "type", "accept")
    assert (now(kept)["reviewed"], now(kept)["review"]["type"]["state"]) == ("accepted", "accepted")
    say(kept, "place", "reject")
    say(kept, "actors.0.country", "correct", "LVA")
    say(kept, "counts.0", "reject")
    read = now(kept)
    assert (read["place"], read["actors"][0]["country"], read["counts"]) == (None, "LVA", [])
    assert read["reviewed"] == "corrected"
    assert [item["id"] for item in kept.find("event", read_query({"country": ["LVA"]})).items] == [EVENT]
    assert kept.find("event", read_query({"place": ["Tartu"]})).total == 0
    assert kept.check().problems == ()


def test_a_rejected_event_is_in_no_record_but_can_still_be_seen_and_brought_back(kept: Store) -> None:
    say(kept, "event", "reject")
    assert next(kept.records())["events"] == []
    report = kept.report("a")
    assert report is not None
    assert [e["reviewed"] for e in report["events"]] == ["rejected"]
    say(kept, "event", "undo")
    assert next(kept.records()) == record()


def test_undo_takes_back_one_judgement_at_a_time_exactly(kept: Store) -> None:
    say(kept, "mode", "correct", "asylum")
    say(kept, "mode", "correct", "deport")
    assert now(kept)["mode"] == "deport"
    say(kept, "mode", "undo", by="bob")
    assert now(kept)["mode"] == "asylum"
    say(kept, "mode", "undo")
    assert next(kept.records()) == record()
    with pytest.raises(StoreError, match="nothing was said of it that could be undone"):
        say(kept, "mode", "undo")


def test_any_state_can_be_restored_and_the_restoring_undone(kept: Store) -> None:
    first = say(kept, "mode", "correct", "asylum")
    say(kept, "mode", "undo")
    note = say(kept, "mode", "note", note="back and forth")
    say(kept, "mode", "correct", "deport")
    say(kept, "mode", "restore", first["n"])
    assert now(kept)["mode"] == "asylum"
    say(kept, "mode", "restore", note["n"])
    assert (now(kept)["mode"], now(kept)["reviewed"]) == ("arrest", "no")
    say(kept, "mode", "undo")
    assert now(kept)["mode"] == "asylum"
    with pytest.raises(StoreError, match="is no entry of the history"):
        say(kept, "mode", "restore", 99)
    assert kept.verify() == []


def test_the_second_of_two_who_judge_the_same_gets_a_conflict_and_nothing_is_lost(kept: Store) -> None:
    seen = now(kept)["version"]
    say(kept, "mode", "correct", "asylum", version=seen)
    with pytest.raises(ConflictError, match=r"by ann \(correct mode\)") as caught:
        say(kept, "mode", "correct", "deport", by="bob", version=seen)
    assert caught.value.entry is not None
    assert caught.value.entry["by"] == "ann"
    assert now(kept)["mode"] == "asylum"
    assert len(kept.history()) == 1


def test_an_event_that_was_missed_is_added_and_its_adding_undone_and_restored(kept: Store) -> None:
    missed = event("a", words="hurt", type="ASSAULT", mode=None, evidence={})
    added = kept.add_event("a", missed, by="ann", at="t", note="missed")
    assert [e["id"] for e in next(kept.records())["events"]] == [EVENT, missed["id"]]
    say(kept, "type", "correct", "COERCE", event=missed["id"])
    assert now(kept, missed["id"])["origin"] == "person"
    with pytest.raises(StoreError, match="there is an event with that trigger already"):
        kept.add_event("a", missed, by="ann", at="t")
    say(kept, "event", "undo", event=missed["id"])
    assert kept.event(missed["id"]) is None
    say(kept, "event", "restore", added["n"], event=missed["id"])
    assert now(kept, missed["id"])["type"] == "COERCE"
    assert kept.check().problems == ()
    with pytest.raises(StoreError, match="no such report"):
        kept.add_event("zzz", missed, by="ann", at="t")


BAD = [
    ("colour", "accept", None, "field: 'colour'; expected 'event' or one of"),
    ("actors.7.name", "correct", "x", "the event has no such part"),
    ("place.name.x", "correct", "x", "the event has no such part"),
    ("type", "reject", None, "cannot be left empty"),
    ("type", "burn", None, "action: 'burn'; expected one of accept"),
    ("mode", "undo", None, "nothing was said of it"),
]


@pytest.mark.parametrize(("field", "action", "value", "says"), BAD)
def test_a_judgement_that_makes_no_sense_is_refused_and_leaves_no_line(
    kept: Store, field: str, action: str, value: Any, says: str
) -> None:
    with pytest.raises(StoreError, match=says):
        say(kept, field, action, value)
    with pytest.raises(StoreError, match="no such event"):
        say(kept, "type", "accept", event="evt_none")
    assert kept.history() == []
    assert next(kept.records()) == record()


def test_joins_and_splits_are_kept_in_order_and_undone(kept: Store) -> None:
    kept.judge_happening("h1", "join", {"events": ["x", "y"]}, by="ann", at="t1")
    kept.judge_happening("h2", "split", {"events": ["x"], "others": ["z"]}, by="bob", at="t2")
    told = [(row["action"], row["events"], row["by"]) for row in kept.merge_judgements()]
    assert told == [("join", ["x", "y"], "ann"), ("split", ["x"], "bob")]
    kept.judge_happening("h1", "undo", {}, by="ann", at="t3")
    assert [row["action"] for row in kept.merge_judgements()] == ["split"]
    with pytest.raises(StoreError):
        kept.judge_happening("h1", "undo", {}, by="ann", at="t4")


def test_history_is_given_page_by_page_and_by_event(kept: Store) -> None:
    kept.put(record("b"))
    other = event("b")["id"]
    for n in range(6):
        say(kept, "mode", "correct", f"m{n}", event=EVENT if n % 2 else other)
    assert [e["n"] for e in kept.history(limit=4)] == [1, 2, 3, 4]
    assert [e["n"] for e in kept.history(after=4)] == [5, 6]
    assert [e["new"]["value"] for e in kept.history(event=EVENT)] == ["m1", "m3", "m5"]
    assert kept.history()[0]["old"] is None


def test_two_who_write_at_once_lose_nothing(opened: Open) -> None:
    store = opened()
    store.put(record())

    def judge(who: str) -> None:
        for n in range(10):
            say(store, "mode", "correct", f"{who}{n}", by=who)

    threads = [threading.Thread(target=judge, args=(who,)) for who in ("ann", "bob")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [e["n"] for e in store.history()] == list(range(1, 21))
    assert now(store)["version"] == 21
    assert store.verify() == []


def test_spans_and_odd_values_in_judgements_come_back_as_they_went_in(kept: Store) -> None:
    value = [{**span(TEXT, "Guards"), "name": "Wächter \U0001f600 'x'", "country": None, "sector": None}]
    say(kept, "actors", "correct", value, note="\0 <script>\ud800")
    assert now(kept)["actors"] == value
    assert kept.history()[0]["note"] == "\ufffd <script>\ufffd"
    assert kept.verify() == []
