"""A store in one SQLite file, with full-text and spatial indexes, that other tools open as it is."""

import sqlite3
from pathlib import Path
from typing import Any

from dateline.errors import StoreError
from dateline.stores import schema
from dateline.stores.db import Db, Values
from dateline.stores.migration import migrate
from dateline.stores.sql_store import SqlStore
from dateline.stores.words import Words, to_fts5

BUSY_SECONDS = 30
"""How long a writer waits for another one before it says that the store is locked."""
WAL_PAGES = 4_000
"""After so many pages (16 MB) the write-ahead log is put back into the file."""

_INDEXES = """
CREATE VIRTUAL TABLE report_search USING fts5(
    title, text, triggers, parties, places, content = 'report_words', content_rowid = 'row',
    tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE event_boxes USING rtree(entry, west, east, south, north);
CREATE VIRTUAL TABLE happening_boxes USING rtree(entry, west, east, south, north);
CREATE TRIGGER history_is_never_changed BEFORE UPDATE ON history
    BEGIN SELECT RAISE(ABORT, 'the history is only ever added to'); END;
CREATE TRIGGER history_is_never_removed BEFORE DELETE ON history
    BEGIN SELECT RAISE(ABORT, 'the history is only ever added to'); END;
"""

_WAYS_OUT = {
    "SQLITE_BUSY": f"another process has been writing for {BUSY_SECONDS} s; wait for it, or end it, and run this again",
    "SQLITE_LOCKED": "another process is writing; wait for it, or end it, and run this again",
    "SQLITE_READONLY": "cannot be written; give yourself the right to write the file and its folder, or copy it",
    "SQLITE_PERM": "may not be opened; give yourself the right to read it",
    "SQLITE_FULL": "no room left on the disk; nothing is kept half: make room and run this again, it goes on from here",
    "SQLITE_IOERR": "the disk does not take it (is it full?); nothing is kept half: make room and run this again",
    "SQLITE_CANTOPEN": "cannot be opened; check that the folder exists and that you may write there",
    "SQLITE_NOTADB": "is no SQLite file; check that it is a Dateline store",
    "SQLITE_CORRUPT": "is damaged; restore a backup, or code the reports into a new store",
}


class Sqlite:
    """The dialect of SQLite (`dateline.stores.db.Dialect`)."""

    name = "sqlite"
    errors: tuple[type[Exception], ...] = (sqlite3.Error,)
    joined = "group_concat({}, '')"

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Speak to the file at `path`."""
        self.path = path
        self.read_only = read_only

    def connect(self) -> sqlite3.Connection:
        """Open a connection; a read-only one to a file that no one can write asks for no lock."""
        if not self.read_only:
            return self._open("rwc")
        if not self.path.exists():
            make = f"dateline add REPORTS --store {self.path}"
            raise StoreError(f"{self.path}: there is no such store; make one: {make}")
        try:
            return self._open("ro")
        except sqlite3.OperationalError:
            if self.path.with_name(self.path.name + "-wal").exists():
                raise
            return self._open("ro&immutable=1")

    def _open(self, mode: str) -> sqlite3.Connection:
        name = f"{self.path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(
            name, uri=True, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False
        )
        try:
            for setting in (
                "foreign_keys = ON",
                "temp_store = MEMORY",
                "cache_size = -65536",
                f"wal_autocheckpoint = {WAL_PAGES}",
            ):
                connection.execute(f"PRAGMA {setting}")
            connection.execute(f"PRAGMA query_only = {'ON' if self.read_only else 'OFF'}")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
        return connection

    def spell(self, sql: str) -> str:
        """Leave the statement as it is."""
        return sql

    def begin(self, connection: Any, *, durable: bool) -> None:
        """Begin to write. With WAL and NORMAL a killed process loses nothing; FULL withstands a loss of power."""
        connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        connection.execute("BEGIN IMMEDIATE")

    def explain(self, trouble: Exception) -> str:
        """Say what is wrong with the file and the way out."""
        name = getattr(trouble, "sqlite_errorname", "") or ""
        known = (text for code, text in _WAYS_OUT.items() if name.startswith(code))
        way_out = next(known, "check that it is a Dateline store")
        return f"{self.path}: {way_out} ({trouble})"

    def trouble(self, db: Db) -> list[str]:
        """Check the file, its foreign keys and the full-text index."""
        found = [f"{self.path}: {line}" for (line,) in db.rows("PRAGMA integrity_check") if line != "ok"]
        found += [f"{row[0]}: a row without its {row[2]}" for row in db.rows("PRAGMA foreign_key_check")]
        if not self.read_only:
            try:
                db.run("INSERT INTO report_search (report_search, rank) VALUES ('integrity-check', 1)")
            except StoreError as problem:
                found.append(f"full-text index: {problem}")
        return found

    def matches(self, words: Words) -> tuple[str, Values]:
        """Ask the FTS5 index."""
        return "report IN (SELECT rowid FROM report_search WHERE report_search MATCH ?)", (to_fts5(words),)

    def index(self, db: Db, report: int) -> None:
        """Put a report's words into the FTS5 index."""
        columns = "title, text, triggers, parties, places"
        db.run(
            f"INSERT INTO report_search (rowid, {columns}) SELECT row, {columns} FROM report_words WHERE row = ?",
            (report,),
        )

    def unindex(self, db: Db, report: int) -> None:
        """Take them out: the index must be told what it was given."""
        columns = "title, text, triggers, parties, places"
        db.run(
            f"INSERT INTO report_search (report_search, rowid, {columns}) "
            f"SELECT 'delete', row, {columns} FROM report_words WHERE row = ?",
            (report,),
        )

    def place(self, db: Db, kind: str, entry: int, *, lat: float | None, lon: float | None) -> None:
        """Put a point into the R*Tree."""
        if lat is not None and lon is not None:
            db.run(f"INSERT INTO {kind}_boxes VALUES (?, ?, ?, ?, ?)", (entry, lon, lon, lat, lat))

    def unplace(self, db: Db, kind: str, entry: int) -> None:
        """Take it out."""
        db.run(f"DELETE FROM {kind}_boxes WHERE entry = ?", (entry,))

    def inside(self, kind: str, box: tuple[float, float, float, float]) -> tuple[str, Values]:
        """Ask the R*Tree, whose boxes are rounded outwards, then the coordinates themselves."""
        west, south, east, north = box
        near = f"SELECT entry FROM {kind}_boxes WHERE east >= ? AND west <= ? AND north >= ? AND south <= ?"
        exact = "e.lon BETWEEN ? AND ? AND e.lat BETWEEN ? AND ?"
        return f"(e.entry IN ({near}) AND {exact})", (west, east, south, north, west, east, south, north)


class SqliteStore(SqlStore):
    """A store in one file; use it as a context manager."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open the store, making it where there is none (unless `read_only`), bringing an older one up to date.

        Raises:
            StoreError: the file is no store, is of a newer version, or cannot be opened or written.
        """
        self.path = path
        db = Db(Sqlite(path, read_only=read_only))
        try:
            _prepare(db, path, read_only=read_only)
        except BaseException:
            db.close()
            raise
        super().__init__(db, str(path))


def _prepare(db: Db, path: Path, *, read_only: bool) -> None:
    version = int(db.value("PRAGMA user_version"))
    if version == schema.SCHEMA_VERSION:
        return
    if version > schema.SCHEMA_VERSION:
        known = f"this Dateline knows {schema.SCHEMA_VERSION}; use the one that made it, or a newer one"
        raise StoreError(f"{path}: is a store of version {version}, {known}")
    empty = not db.value("SELECT count(*) FROM sqlite_master")
    if version == 0 and not empty:
        raise StoreError(f"{path}: is an SQLite file, but no Dateline store; name another file")
    if read_only:
        old = f"is a store of version {version}; open it once for writing to bring it up to date"
        raise StoreError(f"{path}: {'is empty' if empty else old}")
    db.run("PRAGMA journal_mode = WAL")
    if version:
        migrate(db, path, create)
    else:
        with db.transaction(durable=True):
            if not db.value("SELECT count(*) FROM sqlite_master"):  # another process may have been quicker
                create(db)


def create(db: Db) -> None:
    """Make the tables of the present version, inside a transaction."""
    types = {"row": "INTEGER PRIMARY KEY", "bytes": "BLOB", "narrow": " WITHOUT ROWID"}
    for statement in statements(schema.TABLES.format(**types) + schema.INDEXES + schema.VIEWS + _INDEXES):
        db.run(statement)
    db.run("INSERT INTO store_info (key, value) VALUES ('schema', ?)", (str(schema.SCHEMA_VERSION),))
    db.run(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")


def statements(script: str) -> list[str]:
    """Part a script into its statements; those of a trigger stay together."""
    found: list[str] = []
    whole = True
    for piece in script.split(";"):
        if whole:
            found.append(piece)
        else:
            found[-1] += ";" + piece
        whole = sqlite3.complete_statement(found[-1] + ";")
    return [statement.strip() for statement in found if statement.strip()]


class SqliteFiles:
    """The entry point `file`: stores named by a path (`dateline.stores.Opener`)."""

    def open(self, location: str, *, read_only: bool = False) -> SqliteStore:
        """Open the store in a file."""
        return SqliteStore(Path(location.removeprefix("file://")), read_only=read_only)
