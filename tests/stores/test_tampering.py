"""A thousand things that somebody with the file could do to a history: all of them are found."""

import os
import random
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.stores import open_store
from dateline.stores.chain import COLUMNS, Entry, sealed
from dateline.stores.protocol import Review
from tests.conformance.records import made_up

EDITS = 1_000
TEXTS = tuple(name for name in COLUMNS.split() if name != "n")
INSERT = f"INSERT INTO history ({', '.join(COLUMNS.split())}) VALUES ({', '.join('?' * len(COLUMNS.split()))})"
Change = Callable[[sqlite3.Connection, random.Random, int], object]


def one_byte(db: sqlite3.Connection, draw: random.Random, number: int) -> object:
    """Change one character of one column of one line, or write one where there was none."""
    n, column = draw.randint(1, number), draw.choice(TEXTS)
    (old,) = db.execute(f"SELECT {column} FROM history WHERE n = ?", (n,)).fetchone()
    at = draw.randrange(len(old)) if old else 0
    new = f"{old[:at]}{chr(ord(old[at]) ^ draw.choice((1, 2, 4)))}{old[at + 1 :]}" if old else "x"
    return db.execute(f"UPDATE history SET {column} = ? WHERE n = ?", (new, n))


def number(db: sqlite3.Connection, draw: random.Random, number: int) -> object:
    """Give a line another number."""
    return db.execute("UPDATE history SET n = ? WHERE n = ?", (number + draw.randint(1, 5), draw.randint(1, number)))


def emptied(db: sqlite3.Connection, draw: random.Random, number: int) -> object:
    """Take away what a line says it was, or became."""
    column = draw.choice(("new", "note"))
    rows = db.execute(f"SELECT n FROM history WHERE {column} IS NOT NULL AND n <= ? ORDER BY n", (number,)).fetchall()
    return db.execute(f"UPDATE history SET {column} = NULL WHERE n = ?", draw.choice(rows))


def removed(db: sqlite3.Connection, draw: random.Random, number: int) -> object:
    """Remove a line."""
    return db.execute("DELETE FROM history WHERE n = ?", (draw.randint(1, number),))


def closed_up(db: sqlite3.Connection, draw: random.Random, number: int) -> object:
    """Remove a line and close the gap."""
    n = draw.randint(1, number)
    db.execute("DELETE FROM history WHERE n = ?", (n,))
    return db.execute("UPDATE history SET n = -n WHERE n > ?", (n,)), db.execute(
        "UPDATE history SET n = -n - 1 WHERE n < 0"
    )


def cut_off(db: sqlite3.Connection, draw: random.Random, number: int) -> object:
    """Cut off the end."""
    return db.execute("DELETE FROM history WHERE n > ?", (draw.randint(0, number - 1),))


def swapped(db: sqlite3.Connection, draw: random.Random, number: int) -> object:
    """Let two lines change places."""
    one, other = draw.sample(range(1, number + 1), 2)
    return db.executemany("UPDATE history SET n = ? WHERE n = ?", [(-1, one), (one, other), (other, -1)])


def inserted(db: sqlite3.Connection, draw: random.Random, number: int) -> object:
    """Put a line in that nobody wrote, somewhere, the rest after it."""
    n = draw.randint(1, number)
    db.execute("UPDATE history SET n = -n WHERE n >= ?", (n,))
    db.execute("UPDATE history SET n = 1 - n WHERE n < 0")
    told = ("t", "eve", "evt_x", "type", "accept", None, '{"state":"accepted"}', None)
    return db.execute(INSERT, (n, *told, "0" * 64, "1" * 64))


def appended(db: sqlite3.Connection, draw: random.Random, number: int) -> object:
    """Put a line at the end, sealed as the store would seal it."""
    last = db.execute(f"SELECT {', '.join(COLUMNS.split())} FROM history WHERE n = ?", (number,)).fetchone()
    names = ("n", "at", "by", "event", "field", "action", "old", "new", "note", "previous", "hash")
    told = ("t", "eve", last[3], draw.choice(("type", "mode")), "accept", None, '{"state":"accepted"}', None)
    return db.execute(INSERT, sealed(Entry(**dict(zip(names, last, strict=True))), told).row())


def judgement(db: sqlite3.Connection, draw: random.Random, _: int) -> object:
    """Change what holds of a field, and leave the history alone."""
    rows = db.execute("SELECT event, field FROM judgements ORDER BY event").fetchall()
    column, value = draw.choice((("value", '"forged"'), ("state", "forged")))
    return db.execute(f"UPDATE judgements SET {column} = '{value}' WHERE event = ? AND field = ?", draw.choice(rows))


def event(db: sqlite3.Connection, draw: random.Random, _: int) -> object:
    """Change an event that was reviewed."""
    rows = db.execute("SELECT id FROM events WHERE reviewed <> 'no' ORDER BY id").fetchall()
    value = draw.choice(("record = replace(record, '\"status\"', '\"statue\"')", "reviewed = 'no'"))
    return db.execute(f"UPDATE events SET {value} WHERE id = ?", draw.choice(rows))


def head(db: sqlite3.Connection, draw: random.Random, number: int) -> object:
    """Let the end that the store keeps apart be another one."""
    value = draw.choice(("", f"{number}:{'0' * 64}", f"{number - 1}:{'0' * 64}"))
    return db.execute("UPDATE store_info SET value = ? WHERE key = 'history_head'", (value,))


CHANGES: tuple[Change, ...] = (
    *(one_byte,) * 6,
    *(number, emptied, removed, closed_up, cut_off, swapped, inserted, appended, judgement, event, head),
)


def judged(path: Path) -> None:
    """Make a store with thirty judgements."""
    draw = random.Random(3)
    with open_store(path) as store:
        for each in made_up(4):
            store.put(each)
        events = [e["id"] for r in store.records() for e in r["events"]]
        for n in range(30):
            said = Review(
                event=draw.choice(events),
                field=draw.choice(("mode", "place", "event")),
                action=draw.choice(("accept", "correct", "note")),
                value=None,
                note=f"note {n}",
                by="ann",
                at=f"2026-01-01T00:00:{n:02d}Z",
            )
            store.review(said)
        assert store.verify() == []


def tamper(path: Path, change: Change, draw: random.Random) -> None:
    """Do it behind the store's back."""
    db = sqlite3.connect(path)
    db.execute("DROP TRIGGER history_is_never_changed")
    db.execute("DROP TRIGGER history_is_never_removed")
    (last,) = db.execute("SELECT max(n) FROM history").fetchone()
    change(db, draw, last)
    db.commit()
    db.close()


@pytest.mark.slow
def test_whatever_is_done_to_the_history_is_found(tmp_path: Path) -> None:
    draw, done = random.Random(11), Counter[str]()
    judged(tmp_path / "s.db")
    whole = (tmp_path / "s.db").read_bytes()
    for k in range(EDITS):
        copy = tmp_path / "t.db"
        copy.write_bytes(whole)
        change = draw.choice(CHANGES)
        tamper(copy, change, draw)
        done[change.__name__] += 1
        with open_store(copy, read_only=True) as store:
            assert store.verify() != [], (k, change.__doc__)
    assert set(done) == {change.__name__ for change in CHANGES}


def verify(path: Path, *more: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "dateline", "audit", "verify", "--store", str(path), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "500"})
    return done.returncode, done.stdout + done.stderr


def test_the_command_says_what_is_wrong_and_fails(tmp_path: Path) -> None:
    judged(tmp_path / "s.db")
    code, said = verify(tmp_path / "s.db")
    assert (code, "30 entries, whole" in said) == (0, True)
    tamper(tmp_path / "s.db", removed, random.Random(1))
    code, said = verify(tmp_path / "s.db")
    assert (code, "is missing" in said) == (2, True)


def test_a_history_that_was_forged_from_one_end_to_the_other_does_not_pass_a_kept_head(tmp_path: Path) -> None:
    judged(tmp_path / "s.db")
    code, said = verify(tmp_path / "s.db")
    kept = said.rpartition("head ")[2].strip()
    assert kept.startswith("30:")
    other = tmp_path / "other.db"
    judged(other)
    with open_store(other) as store:  # whole in itself: only somebody who kept the head can tell
        found = store.history()[-1]
        store.review(Review(event=found["event"], field="type", action="accept", by="eve", at="t"))
    assert verify(other, "--head", kept)[0] == 0
    other.unlink()
    with open_store(other) as store:
        store.put(made_up(4)[0])
        store.review(Review(event=made_up(4)[0]["events"][0]["id"], field="type", action="accept", by="eve", at="t"))
    assert verify(other)[0] == 0
    code, said = verify(other, "--head", kept)
    assert (code, "entry 30" in said) == (2, True)
    assert verify(other, "--head", "soon")[0] == 2
