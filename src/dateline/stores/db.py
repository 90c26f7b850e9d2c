"""One way to talk SQL to SQLite and PostgreSQL: bound values, one connection a thread, clear errors."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from dateline.errors import StoreError
from dateline.stores.plain import sound
from dateline.stores.words import Words

Values = Sequence[Any]
Row = tuple[Any, ...]


class Dialect(Protocol):
    """What differs between the databases."""

    name: str
    errors: tuple[type[Exception], ...]  # what the driver raises
    joined: str  # an aggregate that joins text: joined.format(column)

    def connect(self) -> Any:
        """Open a connection."""
        ...

    def spell(self, sql: str) -> str:
        """Return the statement with this database's mark for a value in place of `?`."""
        ...

    def begin(self, connection: Any, *, durable: bool) -> None:
        """Begin a writing transaction; `durable`: after its end it must survive a loss of power."""
        ...

    def explain(self, trouble: Exception) -> str:
        """Say in one line what is wrong and the way out."""
        ...

    def trouble(self, db: "Db") -> list[str]:
        """Let the database check itself; return what it complains of."""
        ...

    def matches(self, words: Words) -> tuple[str, Values]:
        """Return a condition on the column `report` (a report's row) that the words are in it, and its values."""
        ...

    def index(self, db: "Db", report: int) -> None:
        """Put the words of a report (its row) into the full-text index."""
        ...

    def unindex(self, db: "Db", report: int) -> None:
        """Take them out again; to be called while the tables still hold what was indexed."""
        ...

    def place(self, db: "Db", kind: str, entry: int, *, lat: float | None, lon: float | None) -> None:
        """Put a point into the spatial index, where there is one."""
        ...

    def unplace(self, db: "Db", kind: str, entry: int) -> None:
        """Take it out again."""
        ...

    def inside(self, kind: str, box: tuple[float, float, float, float]) -> tuple[str, Values]:
        """Return a condition on an entry that it lies in the box (west, south, east, north), and its values."""
        ...


class Db:
    """Connections of one store. Each thread has its own, opened at its first question."""

    def __init__(self, dialect: Dialect) -> None:
        """Open the calling thread's connection.

        Raises:
            StoreError: the database cannot be opened.
        """
        self.dialect = dialect
        self._own = threading.local()
        self._all: list[Any] = []
        self._guard = threading.Lock()
        self.when_undone: list[Callable[[], object]] = []  # called after a transaction came to nothing
        with self.clearly():
            _ = self.connection

    @property
    def connection(self) -> Any:
        """The calling thread's connection."""
        found = getattr(self._own, "connection", None)
        if found is None:
            found = self.dialect.connect()
            self._own.connection = found
            with self._guard:
                self._all.append(found)
        return found

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._guard, self.clearly():
            for connection in self._all:
                connection.close()
            self._all.clear()

    @contextmanager
    def clearly(self) -> Iterator[None]:
        """Turn the driver's errors into ones that say what to do.

        Raises:
            StoreError: with the line of `Dialect.explain`.
        """
        try:
            yield
        except self.dialect.errors as trouble:
            raise StoreError(self.dialect.explain(trouble)) from trouble

    @contextmanager
    def transaction(self, *, durable: bool = False) -> Iterator[None]:
        """All or nothing of what is written inside. No other process writes meanwhile."""
        with self.clearly():
            connection = self.connection
            self.dialect.begin(connection, durable=durable)
            try:
                yield
                connection.execute("COMMIT")
            except BaseException:
                self._undo(connection)
                for forget in self.when_undone:
                    forget()
                raise

    def _undo(self, connection: Any) -> None:
        try:
            connection.execute("ROLLBACK")
        except self.dialect.errors:  # the database ended the transaction itself, as SQLite does on a full disk
            return

    def run(self, sql: str, values: Values = ()) -> int:
        """Execute a statement; return how many rows it touched."""
        with self.clearly():
            return int(self.connection.execute(self.dialect.spell(sql), tuple(values)).rowcount)

    def many(self, sql: str, rows: Iterable[Values]) -> None:
        """Execute a statement once for each row of values."""
        found = [tuple(row) for row in rows]
        if found:
            with self.clearly():
                cursor = self.connection.cursor()
                cursor.executemany(self.dialect.spell(sql), found)
                cursor.close()

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """Ask, and return all rows. Text that no database takes (NUL, lone surrogates) is asked for as U+FFFD."""
        fit = tuple(sound(value) for value in values)
        with self.clearly():
            return list(self.connection.execute(self.dialect.spell(sql), fit).fetchall())

    def added(self, sql: str, values: Values) -> int:
        """Execute an INSERT … RETURNING of values that are known to be sound; return the number it gives."""
        with self.clearly():
            return int(self.connection.execute(self.dialect.spell(sql), tuple(values)).fetchone()[0])

    def one(self, sql: str, values: Values = ()) -> Row | None:
        """Ask for one row, None where there is none."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def value(self, sql: str, values: Values = ()) -> Any:
        """Ask for one value, None where there is none."""
        found = self.one(sql, values)
        return found[0] if found else None


def insert(table: str, columns: str) -> str:
    """Return an INSERT statement for the columns (names apart by white space)."""
    names = columns.split()
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def marks(values: Sequence[object]) -> str:
    """Return as many marks for bound values as there are values: `?, ?, ?`."""
    return ", ".join("?" * len(values))
