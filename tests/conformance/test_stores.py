"""What every store does, whatever keeps it: reports in and out, revisions, codings, odd values."""

import random
from pathlib import Path

import pytest

from dateline.errors import StoreError
from dateline.stores import Store, open_store
from dateline.stores.filters import Query, read_query
from dateline.stores.plain import input_digest
from dateline.stores.protocol import Origin, Outcome, Review, Trouble
from tests.conformance.conftest import Open
from tests.conformance.records import ENGINE, TEXT, event, happening, made_up, record

NEWER = {**ENGINE, "version": "2"}


def test_what_is_put_comes_back_and_putting_it_again_writes_nothing(store: Store) -> None:
    assert [store.put(record("b")), store.put(record("a"))] == [Outcome.NEW, Outcome.NEW]
    before = list(store.dump())
    assert [store.put(record("a")), store.put(record("b"))] == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    assert list(store.records()) == [record("a"), record("b")]
    assert list(store.dump()) == before
    assert store.check().problems == ()


def test_a_store_holds_the_same_whatever_the_order_of_putting(opened: Open, tmp_path: Path) -> None:
    records = made_up(30)
    shuffled = random.Random(2).sample(records, len(records))
    with opened() as one, open_store(tmp_path / "other.db") as other:
        for each in records:
            one.put(each, origin=Origin(file=f"{each['doc_id']}.txt"))
        for each in shuffled:
            other.put(each, origin=Origin(file=f"{each['doc_id']}.txt"))
        assert list(one.dump()) == list(other.dump())


def test_a_changed_text_is_a_new_revision_and_the_old_one_stays(store: Store) -> None:
    store.put(record())
    changed = record(text="Guards detained her in Tartu.")
    assert store.put(changed) is Outcome.REVISED
    assert list(store.records()) == [changed]
    assert store.revisions("a") == [record()]
    assert store.put(record()) is Outcome.UNCHANGED  # a text that is known is not kept twice
    assert store.known("a", input_digest(record())) is not None
    assert store.check().problems == ()
    assert store.find("event", query(q="her")).total == 1
    assert store.find("event", query(q="him")).total == 0


def test_the_same_text_read_at_two_places_is_one_report_with_two_origins(store: Store) -> None:
    store.put(record(), origin=Origin(file="one.txt"))
    assert store.put(record(), origin=Origin(file="two.jsonl", line=7, record=1)) is Outcome.UNCHANGED
    report = store.report("a")
    assert report is not None
    assert [(o["file"], o["line"], o["record"]) for o in report["origins"]] == [("one.txt", 0, 0), ("two.jsonl", 7, 1)]


def test_another_version_codes_anew_but_only_proposes_where_a_person_has_decided(store: Store) -> None:
    first, second = event("a"), event("a", words="hurt", type="ASSAULT", mode=None)
    store.put(record(events=[first, second]))
    store.review(Review(event=first["id"], field="mode", action="correct", value="asylum", by="ann", at="t1"))
    newer = record(
        events=[event("a", mode="deport"), event("a", words="hurt", type="ASSAULT", mode="beat")], engine=NEWER
    )
    assert store.put(newer) is Outcome.RECODED
    kept, recoded = store.event(first["id"]), store.event(second["id"])
    assert kept is not None
    assert recoded is not None
    assert (kept["mode"], kept["proposals"][0]["event"]["mode"]) == ("asylum", "deport")
    assert (recoded["mode"], recoded["proposals"]) == ("beat", [])
    assert any('"coding","a",1' in line for line in store.dump())
    assert store.put(newer) is Outcome.UNCHANGED
    assert store.check().problems == ()


def test_a_new_text_under_a_reviewed_event_is_said_aloud(store: Store) -> None:
    store.put(record())
    store.review(Review(event=event("a")["id"], field="event", action="accept", by="ann", at="t1"))
    store.put(record(text="Guards detained her in Tartu."))
    assert [t["kind"] for t in store.troubles()] == ["report.changed"]
    assert [h["action"] for h in store.history()] == ["accept"]


def test_odd_values_do_not_break_a_write(store: Store) -> None:
    text = "Nul\0 and \ud800 detained in Tartu \U0001f600."
    odd = event("a", text, confidence=0.5)
    odd["place"]["lat"] = float("nan")
    odd["counts"][0]["low"] = 10**30
    odd["actors"][0]["name"] = "x" * 5000 + "\0"
    store.put(record(text=text, events=[odd], title="\udfff", outlet="a\0b"))
    (back,) = store.records()
    assert back["text"] == "Nul\ufffd and \ufffd detained in Tartu \U0001f600."
    assert back["events"][0]["place"]["lat"] is None
    assert back["events"][0]["counts"][0]["low"] == 10**30
    assert store.check().problems == ()


def test_a_record_that_fails_half_way_leaves_nothing_behind(store: Store) -> None:
    broken = record("b", events=[event("b"), event("b", words="hurt", evidence={"type": [{"start": 0}]})])
    store.put(record("a"))
    with pytest.raises(KeyError):
        store.put(broken)
    assert list(store.records()) == [record("a")]
    assert store.put(record("b")) is Outcome.NEW
    assert store.check().problems == ()


def test_refusals_are_kept_once_and_forgotten_when_the_input_is_mended(store: Store) -> None:
    trouble = Trouble(origin=Origin(file="x.zip", member="a.txt", line=3), kind="record.no_text", message="has no text")
    assert [store.refuse(trouble), store.refuse(trouble)] == [True, False]
    assert list(store.troubles()) == [
        {"input": "x.zip!a.txt:3", "kind": "record.no_text", "stage": "read", "message": "has no text"}
    ]
    store.clear_refusal(trouble.origin)
    assert list(store.troubles()) == []


def test_issues_of_a_report_are_kept_with_their_words(store: Store) -> None:
    issue = {"kind": "place.ambiguous", "stage": "resolve_places", "message": "two", "span": event("a")["trigger"]}
    store.put(record(issues=[issue]))
    assert next(store.records())["issues"] == [issue]
    assert [t["input"] for t in store.troubles()] == ["a"]


def test_happenings_are_replaced_and_unchanged_ones_are_not_written(store: Store) -> None:
    store.put(record("a"))
    store.put(record("b", outlet="Radio Meridian"))
    both, one = happening("hap_1", event("a"), event("b")), happening("hap_2", event("b"))
    assert store.replace_happenings([both]) == 1
    assert store.replace_happenings([both]) == 0
    found = store.find("happening", query(outlet="Radio Meridian"))
    assert [(item["id"], item["reports"], item["actors"]) for item in found.items] == [("hap_1", 2, ["border guards"])]
    assert store.replace_happenings([{**both, "events": both["events"][:1]}, one]) == 2
    linked = store.event(event("b")["id"])
    assert linked is not None
    assert linked["happening"] == "hap_2"
    store.review(Review(event=event("b")["id"], field="event", action="accept", by="ann", at="t1"))
    assert store.replace_happenings([{**both, "events": both["events"][:1]}, one]) == 1  # found by `reviewed` now
    assert store.find("happening", query(reviewed="accepted")).total == 1
    assert store.check().problems == ()


def test_what_is_judged_while_reports_are_folded_is_not_taken_for_folded(store: Store) -> None:
    store.put(record("a"))
    before = store.changes()
    store.review(Review(event=event("a")["id"], field="mode", action="correct", value="x", by="ann", at="t1"))
    store.replace_happenings([happening("hap_1", event("a"))], as_of=before)
    assert not store.is_folded()
    store.replace_happenings([happening("hap_1", event("a", mode="x"))])
    assert store.is_folded()


def test_a_read_only_store_can_be_asked_but_not_written(opened: Open) -> None:
    opened().put(record())
    reader = opened(read_only=True)
    assert reader.about()["counts"]["events"] == 1
    with pytest.raises(StoreError, match=r"cannot be written|may not be written"):
        reader.put(record("b"))


def test_two_who_have_it_open_see_each_other_s_work(opened: Open) -> None:
    one, two = opened(), opened()
    one.put(record("a"))
    two.put(record("b"))
    assert [r["doc_id"] for r in one.records()] == ["a", "b"]


def test_about_tells_what_there_is(store: Store) -> None:
    store.put(record())
    about = store.about()
    assert (about["counts"]["reports"], about["first_day"], about["languages"]) == (1, "2022-03-03", {"en": 1})
    assert about["schema"] == 2


def test_a_run_is_noted_with_its_counts(store: Store) -> None:
    run = store.start_run(command="add x", engine=ENGINE, at="2022-03-04T00:00:00Z")
    store.end_run(run, counts={"new": 1}, at="2022-03-04T00:01:00Z")
    assert run == 1


def query(**filters: str) -> Query:
    return read_query({name: [value] for name, value in filters.items()})


def test_the_text_of_a_whole_report_can_be_asked_for(store: Store) -> None:
    store.put(record())
    report = store.report("a")
    assert report is not None
    assert (report["text"], report["revision"], report["events"][0]["version"]) == (TEXT, 1, 1)
    assert store.report("no such") is None
    assert store.event("no such") is None
    assert store.happening("no such") is None
