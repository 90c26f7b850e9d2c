"""A store of an older version to the present one: a backup first, then all of it in one transaction."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

from dateline.errors import StoreError
from dateline.stores.db import Db
from dateline.stores.listing import EventTables
from dateline.stores.plain import Record
from dateline.stores.writing import Writer

_TABLES_OF_1 = ("counts", "sources", "evidence", "parties", "events", "reports")


def migrate(db: Db, path: Path, create: Callable[[Db], None]) -> Path:
    """Bring a store of version 1 to the present version; return the backup that was made before.

    Raises:
        StoreError: there is no room for the backup, or it is not what it should be; the store is as it was then.
    """
    copy = backup(path, f"{path.name}.version-1.backup")
    with db.transaction(durable=True):
        if db.value("PRAGMA user_version") != 1:  # another process was quicker
            return copy
        records = [json.loads(text) for (text,) in db.rows("SELECT record FROM reports ORDER BY id")]
        for table in _TABLES_OF_1:
            db.run(f"DROP TABLE {table}")
        create(db)
        writer = Writer(db, EventTables(db))
        for record in records:
            writer.write_new(_completed(record))
    return copy


def _completed(record: Record) -> Record:
    """Version 1 kept records whole; all that it may lack is what came later."""
    return {"language": "en", "issues": [], **record}


def backup(path: Path, name: str) -> Path:
    """Copy a store, in use or not, to a file beside it; return its path. One that is there already is kept.

    Raises:
        StoreError: it cannot be written, or the copy does not pass SQLite's own check.
    """
    target = path.with_name(name)
    number = 1
    while target.exists():
        number += 1
        target = path.with_name(f"{name}-{number}")
    try:
        source, copy = sqlite3.connect(path), sqlite3.connect(target)
        try:
            source.backup(copy)
            sound = copy.execute("PRAGMA integrity_check").fetchone()[0]
        finally:
            source.close()
            copy.close()
    except sqlite3.Error as trouble:
        target.unlink(missing_ok=True)
        raise StoreError(f"{target}: the backup cannot be written ({trouble}); make room beside {path}") from trouble
    if sound != "ok":
        raise StoreError(f"{target}: the backup of {path} is not sound ({sound}); copy the file and try again")
    return target
