"""Records in one SQLite file: tables that other tools can read as they are."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from dateline.errors import StoreError

SCHEMA_VERSION = 1

_SCHEMA = """
CREATE TABLE reports (
    id TEXT PRIMARY KEY, date TEXT, title TEXT, outlet TEXT, url TEXT, sha256 TEXT NOT NULL, text TEXT NOT NULL,
    engine TEXT NOT NULL, record TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE events (
    id TEXT PRIMARY KEY, report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
    type TEXT NOT NULL, mode TEXT, status TEXT NOT NULL,
    trigger TEXT NOT NULL, trigger_start INTEGER NOT NULL, start TEXT, end TEXT, grain TEXT,
    place TEXT, country TEXT, lat REAL, lon REAL, place_grain TEXT, confidence REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE parties (
    event TEXT NOT NULL REFERENCES events(id) ON DELETE CASCADE, role TEXT NOT NULL, position INTEGER NOT NULL,
    name TEXT NOT NULL, country TEXT, sector TEXT, start INTEGER NOT NULL, end INTEGER NOT NULL,
    PRIMARY KEY (event, role, position)
) WITHOUT ROWID;
CREATE TABLE evidence (
    event TEXT NOT NULL REFERENCES events(id) ON DELETE CASCADE, field TEXT NOT NULL, position INTEGER NOT NULL,
    start INTEGER, end INTEGER, text TEXT, stage TEXT NOT NULL, rule TEXT NOT NULL, confidence REAL NOT NULL,
    PRIMARY KEY (event, field, position)
) WITHOUT ROWID;
CREATE TABLE sources (
    event TEXT NOT NULL REFERENCES events(id) ON DELETE CASCADE, position INTEGER NOT NULL, name TEXT NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, PRIMARY KEY (event, position)
) WITHOUT ROWID;
CREATE TABLE counts (
    event TEXT NOT NULL REFERENCES events(id) ON DELETE CASCADE, position INTEGER NOT NULL, what TEXT NOT NULL,
    low INTEGER NOT NULL, high INTEGER, start INTEGER NOT NULL, end INTEGER NOT NULL, PRIMARY KEY (event, position)
) WITHOUT ROWID;
CREATE INDEX events_by_report ON events(report);
CREATE INDEX events_by_type ON events(type, mode);
"""

Record = dict[str, Any]


class SqliteStore:
    """A store in one file, written one report a transaction; use it as a context manager."""

    def __init__(self, path: Path) -> None:
        """Open the store, making it where there is none.

        Raises:
            StoreError: the file is no store, is of a newer version, or cannot be opened or written.
        """
        self.path = path
        with self._clearly():
            self._db = sqlite3.connect(path, isolation_level=None, timeout=10)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA foreign_keys = ON")
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version == 0 and not self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                self._db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
            elif version != SCHEMA_VERSION:
                known = f"this Dateline knows {SCHEMA_VERSION}; use the one that made it"
                raise StoreError(f"{path}: is a store of version {version}, {known}")

    def __enter__(self) -> Self:
        """Give the open store."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def _clearly(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as trouble:
            raise StoreError(
                f"{self.path}: {trouble}; check that it is a Dateline store, not locked, and that the disk has room"
            ) from trouble

    def put(self, record: Record) -> None:
        """Keep one report's record in one transaction; what was kept of the same report before is replaced.

        Raises:
            StoreError: the file cannot be written; nothing of this record is kept then.
        """
        with self._clearly():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                self._write(record)
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise

    def _write(self, record: Record) -> None:
        run = self._db.execute
        run("DELETE FROM reports WHERE id = ?", (record["doc_id"],))
        head = tuple(record[k] for k in ("doc_id", "date", "title", "outlet", "url", "sha256", "text"))
        whole = json.dumps(record, ensure_ascii=False)
        run("INSERT INTO reports VALUES (?,?,?,?,?,?,?,?,?)", (*head, json.dumps(record["engine"]), whole))
        for event in record["events"]:
            self._write_event(record["doc_id"], event)

    def _write_event(self, report: str, event: Record) -> None:
        many = self._db.executemany
        place, time, trigger = event["place"] or {}, event["time"] or {}, event["trigger"]
        row = (
            *(event["id"], report, event["type"], event["mode"], event["status"], trigger["text"], trigger["start"]),
            *(time.get("start"), time.get("end"), time.get("grain")),
            *(
                place.get("name"),
                place.get("country"),
                place.get("lat"),
                place.get("lon"),
                place.get("grain"),
                event["confidence"],
            ),
        )
        self._db.execute("INSERT INTO events VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", row)
        id_ = event["id"]
        for role in ("actors", "recipients"):
            parties = [
                (id_, role[:-1], k, p["name"], p["country"], p["sector"], p["start"], p["end"])
                for k, p in enumerate(event[role])
            ]
            many("INSERT INTO parties VALUES (?,?,?,?,?,?,?,?)", parties)
        reasons = [
            (id_, field, k, e["start"], e["end"], e["text"], e["stage"], e["rule"], e["confidence"])
            for field, found in event["evidence"].items()
            for k, e in enumerate(found)
        ]
        many("INSERT INTO evidence VALUES (?,?,?,?,?,?,?,?,?)", reasons)
        many(
            "INSERT INTO sources VALUES (?,?,?,?,?)",
            [(id_, k, s["name"], s["start"], s["end"]) for k, s in enumerate(event["sources"])],
        )
        counts = [(id_, k, c["what"], c["low"], c["high"], c["start"], c["end"]) for k, c in enumerate(event["counts"])]
        many("INSERT INTO counts VALUES (?,?,?,?,?,?,?)", counts)

    def records(self) -> Iterator[Record]:
        """Yield all records, ordered by filing date and id."""
        with self._clearly():
            for (row,) in self._db.execute("SELECT record FROM reports ORDER BY date, id"):
                yield json.loads(row)
