"""A store in a PostgreSQL database: the same tables and questions as in SQLite, for many who write at once."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dateline.errors import StoreError
from dateline.stores import schema
from dateline.stores.db import Db, Values, insert
from dateline.stores.sql_store import SqlStore
from dateline.stores.sqlite import statements
from dateline.stores.words import Words, fold, to_tsquery

CONNECT_SECONDS = 10
MOST_WORDS = 50_000
"""So many words of a report are in the full-text index; PostgreSQL has no room for more than a megabyte of them."""
_LOCK = 20_230_813
"""The number of the advisory lock that a writer holds: one writes at a time, as in SQLite."""

_INDEXES = """
CREATE TABLE report_search (report BIGINT PRIMARY KEY, words TSVECTOR NOT NULL);
CREATE INDEX report_search_words ON report_search USING gin(words);
CREATE INDEX event_entries_by_spot ON event_entries(lat, lon);
CREATE INDEX happening_entries_by_spot ON happening_entries(lat, lon);
"""
_NEVER_CHANGED = """
CREATE FUNCTION history_is_never_changed() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the history is only ever added to'; END $$;
CREATE TRIGGER history_is_never_changed BEFORE UPDATE OR DELETE ON history
    FOR EACH ROW EXECUTE FUNCTION history_is_never_changed();
"""


class Postgres:
    """The dialect of PostgreSQL (`dateline.stores.db.Dialect`)."""

    name = "postgresql"
    joined = "string_agg({}, '')"

    def __init__(self, address: str, *, read_only: bool = False) -> None:
        """Speak to the database at an address like `postgresql://user@host/name`.

        Raises:
            StoreError: psycopg is not installed.
        """
        try:
            import psycopg  # noqa: PLC0415  (an extra: only who keeps records in PostgreSQL needs it)
        except ImportError as trouble:
            missing = f"PostgreSQL needs psycopg ({trouble})"
            raise StoreError(f"{shown(address)}: {missing}; pip install 'dateline[postgres]'") from trouble
        self._psycopg = psycopg
        self.address = address
        self.read_only = read_only
        self.errors: tuple[type[Exception], ...] = (psycopg.Error,)

    def connect(self) -> Any:
        """Open a connection."""
        connection = self._psycopg.connect(self.address, autocommit=True, connect_timeout=CONNECT_SECONDS)
        connection.execute("SET client_min_messages = warning")
        if self.read_only:
            connection.execute("SET default_transaction_read_only = on")
        return connection

    def spell(self, sql: str) -> str:
        """Write the driver's mark for a value."""
        return sql.replace("?", "%s")

    def begin(self, connection: Any, *, durable: bool) -> None:
        """Begin to write, when no one else does."""
        connection.execute("BEGIN")
        connection.execute(f"SET LOCAL synchronous_commit = {'on' if durable else 'off'}")
        connection.execute(f"SELECT pg_advisory_xact_lock({_LOCK})")

    def explain(self, trouble: Exception) -> str:
        """Say what is wrong with the database and the way out."""
        told = " ".join(str(trouble).split())
        state = getattr(trouble, "sqlstate", None) or ""
        ways_out = {"53100": "no room left on its disk; make room and run this again", "25006": "may not be written"}
        if not state:
            return f"{shown(self.address)}: cannot be reached; check the address and that the server runs ({told})"
        return f"{shown(self.address)}: {ways_out.get(state, 'the database refuses')} ({told})"

    def trouble(self, db: Db) -> list[str]:
        """Look for reports without words; PostgreSQL checks its own pages."""
        lost = "SELECT r.id FROM reports r LEFT JOIN report_search s ON s.report = r.row WHERE s.report IS NULL"
        return [f"{report}: not in the full-text index" for (report,) in db.rows(lost)]

    def matches(self, words: Words) -> tuple[str, Values]:
        """Ask the index of words."""
        query = "CAST(? AS tsquery)"
        return f"report IN (SELECT report FROM report_search WHERE words @@ {query})", (to_tsquery(words),)

    def index(self, db: Db, report: int) -> None:
        """Put a report's words into the index, folded as SQLite's tokenizer folds them."""
        found = db.one("SELECT text, triggers, parties, places FROM report_words WHERE row = ?", (report,))
        words = " ".join(fold("\n".join(found or ()))[:MOST_WORDS])
        db.run("INSERT INTO report_search (report, words) VALUES (?, to_tsvector('simple', ?))", (report, words))

    def unindex(self, db: Db, report: int) -> None:
        """Take them out."""
        db.run("DELETE FROM report_search WHERE report = ?", (report,))

    def place(self, db: Db, kind: str, entry: int, *, lat: float | None, lon: float | None) -> None:
        """Nothing to do: the entry's own columns are indexed."""

    def unplace(self, db: Db, kind: str, entry: int) -> None:
        """Nothing to do."""

    def inside(self, kind: str, box: tuple[float, float, float, float]) -> tuple[str, Values]:  # noqa: ARG002  (the Protocol's)
        """Compare coordinates."""
        west, south, east, north = box
        return "(e.lon BETWEEN ? AND ? AND e.lat BETWEEN ? AND ?)", (west, east, south, north)


class PostgresStore(SqlStore):
    """A store in a database; use it as a context manager."""

    def __init__(self, address: str, *, read_only: bool = False) -> None:
        """Open the store, making its tables where there are none (unless `read_only`).

        Raises:
            StoreError: the server cannot be reached, the store is of a newer version, or psycopg is missing.
        """
        db = Db(Postgres(address, read_only=read_only))
        with _closing_on_error(db):
            if db.value("SELECT to_regclass('store_info')") is None:
                if read_only:
                    raise StoreError(f"{shown(address)}: holds no store; open it once for writing")
                with db.transaction(durable=True):
                    if db.value("SELECT to_regclass('store_info')") is None:  # another process may have been quicker
                        create(db)
            version = int(db.value("SELECT value FROM store_info WHERE key = 'schema'"))
            if version != schema.SCHEMA_VERSION:
                known = f"this Dateline knows {schema.SCHEMA_VERSION}; use the one that made it"
                raise StoreError(f"{shown(address)}: is a store of version {version}, {known}")
        super().__init__(db, shown(address))


@contextmanager
def _closing_on_error(db: Db) -> Iterator[None]:
    try:
        yield
    except BaseException:
        db.close()
        raise


def create(db: Db) -> None:
    """Make the tables, inside a transaction."""
    types = {"row": "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY", "bytes": "BYTEA", "narrow": ""}
    for statement in statements(schema.TABLES.format(**types) + schema.INDEXES + schema.VIEWS + _INDEXES):
        db.run(statement)
    db.run(_NEVER_CHANGED)
    db.run(insert("store_info", "key value"), ("schema", str(schema.SCHEMA_VERSION)))


def shown(address: str) -> str:
    """Return an address without its password."""
    return re.sub(r"(//[^/@:]*):[^/@]*@", r"\1:***@", address)


class PostgresServers:
    """The entry point `postgresql`: stores named by an address (`dateline.stores.Opener`)."""

    def open(self, location: str, *, read_only: bool = False) -> PostgresStore:
        """Open the store in a database."""
        return PostgresStore(location, read_only=read_only)
