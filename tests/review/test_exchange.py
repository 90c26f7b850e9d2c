"""Judgements carried from store to store, and reviewed reports written as gold."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import SourceError
from dateline.knowledge.ontology import Ontology
from dateline.review.exchange import export_lines, import_lines
from dateline.review.found import found_event
from dateline.review.gold import gold_lines
from dateline.stores import Store, open_store
from dateline.stores.protocol import Review
from tests.conformance.records import TEXT, event, made_up, record

EVENT = str(event("a")["id"])


def filled(path: Path) -> Store:
    store = open_store(path)
    for each in (record("a"), *made_up(5)):
        store.put(each)
    return store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with filled(tmp_path / "one.db") as kept:
        yield kept


def say(store: Store, at: str, action: str, field: str = "mode", **more: object) -> None:
    store.review(Review(event=EVENT, field=field, action=action, by="ann", at=at, **more))  # type: ignore[arg-type]


def judged(store: Store, ontology: Ontology) -> None:
    say(store, "t1", "correct", value="deport")
    say(store, "t2", "correct", value="expel")
    say(store, "t3", "undo")
    say(store, "t4", "note", note="see the second paragraph")
    say(store, "t5", "restore", value=2)
    say(store, "t6", "accept", field="event")
    say(store, "t7", "reject", field="place")
    start = TEXT.index("hurt")
    new = found_event(record("a"), start=start, end=start + 4, type="ASSAULT", mode=None, ontology=ontology)
    store.add_event("a", new, by="ben", at="t8")
    store.judge_happening("hap_1", "join", {"events": [EVENT, new["id"]], "others": []}, by="ben", at="t9")


def test_judgements_replayed_in_another_store_leave_it_the_same(
    store: Store, tmp_path: Path, ontology: Ontology
) -> None:
    judged(store, ontology)
    lines = list(export_lines(store))
    with filled(tmp_path / "two.db") as other:
        taken = import_lines(other, lines, name="x")
        assert (taken.new, taken.known, taken.refused) == (9, 0, ())
        assert list(other.dump()) == list(store.dump())
        assert list(export_lines(other)) == lines
        again = import_lines(other, lines, name="x")
        assert (again.new, again.known, again.refused) == (0, 9, ())
        assert other.verify() == []


def test_a_judgement_on_what_is_not_there_is_refused_with_its_line_and_the_rest_goes_on(
    store: Store, tmp_path: Path
) -> None:
    say(store, "t1", "accept")
    stranger = json.loads(next(export_lines(store))) | {"event": "evt_0", "n": 2}
    lines = [json.dumps(stranger), "\n", *export_lines(store)]
    with filled(tmp_path / "two.db") as other:
        taken = import_lines(other, lines, name="j.jsonl")
    assert taken.new == 1
    assert taken.refused[0].startswith("j.jsonl:1: evt_0: no such event")


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"n": "1"}', "null", "[" * 100_000])
def test_what_is_no_judgement_is_named_by_file_and_line(store: Store, line: str) -> None:
    with pytest.raises(SourceError, match=r"^j\.jsonl:1: "):
        import_lines(store, [line], name="j.jsonl")


def test_gold_holds_reports_of_which_every_event_was_judged(store: Store) -> None:
    assert list(gold_lines(store, whole=True)) == []
    say(store, "t1", "correct", value="deport")
    (line,) = gold_lines(store, whole=True)
    gold = json.loads(line)
    assert gold["doc_id"] == "a"
    (found,) = gold["events"]
    assert (found["mode"], "evidence" in found) == ("deport", False)
    assert gold["text"][found["trigger"]["start"] : found["trigger"]["end"]] == found["trigger"]["text"]


def test_a_rejected_event_is_not_in_the_gold(store: Store) -> None:
    say(store, "t1", "reject", field="event")
    (line,) = gold_lines(store, whole=True)
    assert json.loads(line)["events"] == []


def test_partly_judged_reports_come_only_when_asked_for(store: Store) -> None:
    first = made_up(5)[0]["events"][0]["id"]
    store.review(Review(event=first, field="event", action="accept", by="ann", at="t1"))
    assert list(gold_lines(store, whole=True)) == []
    assert len(list(gold_lines(store, whole=False))) == 1
