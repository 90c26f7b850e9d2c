"""The store: one file, one transaction a report, clear refusals."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import StoreError
from dateline.stores.sqlite import SqliteStore


def record(doc_id: str = "a", text: str = "Guards detained him.") -> dict[str, Any]:
    span = {"start": 7, "end": 15, "text": text[7:15]}
    party = {"start": 0, "end": 6, "text": text[:6], "name": "Guards", "country": None, "sector": "COP"}
    event = {
        "id": f"evt_{doc_id}",
        "trigger": span,
        "mentions": [],
        "type": "COERCE",
        "mode": "arrest",
        "cameo": ["173"],
        "actors": [party],
        "recipients": [],
        "place": None,
        "time": None,
        "status": "actual",
        "confidence": 0.8,
        "sources": [{**span, "name": "x"}],
        "counts": [{**span, "what": "arrested", "low": 1, "high": None}],
        "evidence": {"type": [{**span, "stage": "find_events", "rule": "r", "confidence": 0.8}]},
    }
    head = {"doc_id": doc_id, "date": "2022-03-04", "title": None, "outlet": None, "url": None}
    engine = {"name": "dateline"}
    return {**head, "sha256": "0" * 64, "text": text, "engine": engine, "events": [event], "issues": []}


def test_what_is_put_comes_back_and_putting_it_again_changes_nothing(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "s.db") as store:
        for _ in range(2):
            store.put(record("a"))
            store.put(record("b"))
        assert list(store.records()) == [record("a"), record("b")]
    with sqlite3.connect(tmp_path / "s.db") as db:
        tables = ("events", "parties", "evidence", "sources", "counts")
        assert [db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables] == [2, 2, 2, 2, 2]
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()


def test_a_record_that_fails_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    broken = record("b")
    broken["events"].append({**broken["events"][0], "id": "evt_c", "evidence": {"type": [{"start": 0}]}})
    with SqliteStore(tmp_path / "s.db") as store:
        store.put(record("a"))
        with pytest.raises(KeyError):
            store.put(broken)
        assert list(store.records()) == [record("a")]


def test_other_files_and_newer_stores_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("this is no database at all, but a note of some length" * 40)
    with pytest.raises(StoreError, match=r"note\.txt: .*check that it is a Dateline store"):
        SqliteStore(tmp_path / "note.txt")
    with sqlite3.connect(tmp_path / "new.db") as db:
        db.execute("PRAGMA user_version = 99")
        db.execute("CREATE TABLE x (y)")
    db.close()
    with pytest.raises(StoreError, match=r"new\.db: is a store of version 99"):
        SqliteStore(tmp_path / "new.db")
