"""Happenings after judgements: never old in a small store, soon in a large one, and no judgement passed over."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.ingest import Refolder, fold_store
from dateline.ingest.refolding import fold_apart
from dateline.stores import Store, open_store
from dateline.stores.filters import read_query
from dateline.stores.protocol import Review
from tests.conformance.records import event, made_up, record

EVENT = str(event("a")["id"])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.db") as kept:
        for each in (record("a"), *made_up(5)):
            kept.put(each)
        fold_store(kept)
        yield kept


def correct(store: Store, value: str) -> None:
    store.review(Review(event=EVENT, field="type", action="correct", by="ann", at="t", value=value))


def shown(store: Store) -> int:
    return store.find("happening", read_query({"type": ["PROTEST"], "party": ["border guards"]})).total


def test_a_small_store_is_folded_by_whoever_looks_next(store: Store) -> None:
    folding = Refolder(store, store.location)
    assert folding.settle()
    correct(store, "PROTEST")
    folding.due()
    assert shown(store) == 0
    assert folding.settle()
    assert shown(store) == 1
    assert store.is_folded()


def test_a_small_store_is_folded_at_the_end_though_nobody_looked(store: Store) -> None:
    folding = Refolder(store, store.location)
    correct(store, "PROTEST")
    folding.due()
    folding.end()
    assert shown(store) == 1


def test_a_large_store_is_folded_apart_once_after_several_judgements(store: Store) -> None:
    folded: list[str] = []
    done = threading.Event()

    def apart(address: str) -> bool:
        folded.append(address)
        fold_store(store)
        done.set()
        return True

    folding = Refolder(store, store.location, at_once=3, quiet_seconds=0.2, apart=apart)
    for value in ("AID", "CONSULT", "PROTEST"):
        correct(store, value)
        folding.due()
    assert not folding.settle()
    assert done.wait(30)
    assert (folded, shown(store)) == ([store.location], 1)
    assert folding.settle()
    folding.end()


def test_a_fold_that_failed_stays_due(store: Store) -> None:
    tried = threading.Event()
    folding = Refolder(store, store.location, at_once=3, quiet_seconds=0.01, apart=lambda _: bool(tried.set()))
    folding.due()
    assert tried.wait(30)
    folding.end()
    assert not folding.settle()


def test_another_process_folds_a_store_by_its_address(store: Store) -> None:
    correct(store, "PROTEST")
    assert fold_apart(store.location)
    assert shown(store) == 1


def test_a_store_that_was_left_unfolded_is_due_from_the_start(store: Store) -> None:
    correct(store, "PROTEST")
    assert Refolder(store, store.location).settle()
    assert shown(store) == 1


def test_what_comes_in_while_happenings_are_folded_is_not_passed_over(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct(store, "AID")
    whole = store.records

    def records_and_a_judgement() -> object:
        yield from list(whole())
        correct(store, "PROTEST")

    monkeypatch.setattr(store, "records", records_and_a_judgement)
    fold_store(store)
    assert not store.is_folded()
    monkeypatch.undo()
    fold_store(store)
    assert store.is_folded()
    assert shown(store) == 1
