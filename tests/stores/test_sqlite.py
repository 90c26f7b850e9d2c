"""The SQLite file: refused by name where it is none of ours, brought up to date with a backup, whole after trouble."""

import json
import sqlite3
from pathlib import Path

import pytest

from dateline.errors import StoreError
from dateline.stores import open_store
from dateline.stores.protocol import Review
from dateline.stores.sqlite import SqliteStore
from tests.conformance.records import event, record

SCHEMA_1 = """
CREATE TABLE reports (
    id TEXT PRIMARY KEY, date TEXT, title TEXT, outlet TEXT, url TEXT, sha256 TEXT NOT NULL, text TEXT NOT NULL,
    engine TEXT NOT NULL, record TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE events (id TEXT PRIMARY KEY, report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE parties (event TEXT, role TEXT);
CREATE TABLE evidence (event TEXT, field TEXT);
CREATE TABLE sources (event TEXT, name TEXT);
CREATE TABLE counts (event TEXT, what TEXT);
CREATE INDEX events_by_report ON events(report);
PRAGMA user_version = 1;
"""


def store_of_version_1(path: Path) -> None:
    db = sqlite3.connect(path)
    db.executescript(SCHEMA_1)
    for id_ in ("a", "b"):
        row = record(id_)
        head = [row[k] for k in ("doc_id", "date", "title", "outlet", "url", "sha256", "text")]
        db.execute(
            "INSERT INTO reports VALUES (?,?,?,?,?,?,?,?,?)", (*head, json.dumps(row["engine"]), json.dumps(row))
        )
        db.execute("INSERT INTO events VALUES (?,?)", (event(id_)["id"], id_))
    db.commit()
    db.close()


def test_a_store_of_version_1_is_brought_up_to_date_after_a_backup(tmp_path: Path) -> None:
    store_of_version_1(tmp_path / "s.db")
    before = (tmp_path / "s.db").read_bytes()
    with SqliteStore(tmp_path / "s.db") as store:
        assert list(store.records()) == [record("a"), record("b")]
        assert store.check().problems == ()
    backup = sqlite3.connect(tmp_path / "s.db.version-1.backup")
    assert backup.execute("PRAGMA user_version").fetchone() == (1,)
    assert backup.execute("SELECT count(*) FROM reports").fetchone() == (2,)
    backup.close()
    assert before[:16] == b"SQLite format 3\0"
    with SqliteStore(tmp_path / "s.db"):
        assert len(list(tmp_path.glob("*.backup*"))) == 1  # once is enough


def test_a_migration_that_fails_leaves_the_old_store_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store_of_version_1(tmp_path / "s.db")

    def fail(*_: object) -> None:
        raise StoreError("no room")

    monkeypatch.setattr("dateline.stores.writing.Writer.write_new", fail)
    with pytest.raises(StoreError, match="no room"):
        SqliteStore(tmp_path / "s.db")
    monkeypatch.undo()
    with SqliteStore(tmp_path / "s.db") as store:
        assert len(list(store.records())) == 2


def test_a_newer_store_another_file_and_a_missing_one_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("this is no database at all, but a note of some length" * 40)
    with pytest.raises(StoreError, match=r"note\.txt: is no SQLite file"):
        SqliteStore(tmp_path / "note.txt")
    for name, version in (("new.db", 99), ("other.db", 0)):
        db = sqlite3.connect(tmp_path / name)
        db.execute(f"PRAGMA user_version = {version}")
        db.execute("CREATE TABLE x (y)")
        db.commit()
        db.close()
    with pytest.raises(StoreError, match=r"new\.db: is a store of version 99, this Dateline knows 2"):
        SqliteStore(tmp_path / "new.db")
    with pytest.raises(StoreError, match=r"other\.db: is an SQLite file, but no Dateline store"):
        SqliteStore(tmp_path / "other.db")
    with pytest.raises(StoreError, match=r"none\.db: there is no such store; make one: dateline add"):
        SqliteStore(tmp_path / "none.db", read_only=True)
    assert not (tmp_path / "none.db").exists()
    with pytest.raises(StoreError, match="cannot be opened; check that the folder exists"):
        SqliteStore(tmp_path / "no" / "such.db")
    with pytest.raises(StoreError, match=r"no store for mongodb://; there are file, postgres"):
        open_store("mongodb://localhost/x")


def test_a_locked_store_is_waited_for_and_then_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.stores.sqlite.BUSY_SECONDS", 0)
    with SqliteStore(tmp_path / "s.db") as store:
        other = sqlite3.connect(tmp_path / "s.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"s\.db: another process has been writing"):
            store.put(record())
        other.execute("ROLLBACK")
        other.close()
        store.put(record())
        assert store.check().problems == ()


def test_a_store_in_a_folder_that_nobody_may_write_can_be_read(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "s.db") as store:
        store.put(record())
    (tmp_path / "s.db").chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with SqliteStore(tmp_path / "s.db", read_only=True) as store:
            assert len(list(store.records())) == 1
    finally:
        tmp_path.chmod(0o755)


def test_the_history_cannot_be_changed_by_plain_sql(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "s.db") as store:
        store.put(record())
        store.review(Review(event=event("a")["id"], field="event", action="accept", by="ann", at="t1"))
        for sql in ("UPDATE history SET by = 'x'", "UPDATE history SET reviewer = 'x'", "DELETE FROM history"):
            with pytest.raises(StoreError):
                store.db.run(sql)
        assert store.verify() == []


def test_views_and_full_text_are_there_for_other_tools(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "s.db") as store:
        store.put(record())
    db = sqlite3.connect(tmp_path / "s.db")
    row = db.execute("SELECT actor, actor_country, place, type, mode, source, wkt FROM event_points").fetchone()
    assert row == ("border guards", "EST", "Tartu", "COERCE", "arrest", "the mayor", "POINT(26.72 58.38)")
    found = "SELECT r.id FROM reports r WHERE r.row IN (SELECT rowid FROM report_search WHERE report_search MATCH ?)"
    assert db.execute(found, ('places: "tartu"',)).fetchall() == [("a",)]
    box = "SELECT e.id FROM event_boxes b JOIN events e ON e.row = b.entry WHERE b.west > 26 AND b.east < 27"
    assert len(db.execute(box).fetchall()) == 1
    db.close()
