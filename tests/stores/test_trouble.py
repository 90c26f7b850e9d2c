"""SQLite stores in trouble: every write failing in turn, a full disk, a folder nobody may write."""

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import StoreError
from dateline.stores import Store, open_store
from dateline.stores.db import Db
from dateline.stores.protocol import Origin, Review
from tests.conformance.records import ENGINE, event, happening, made_up, record


def scenario(store: Store) -> None:
    """Everything that writes, so made that doing it again ends in the same store."""
    if store.report("a") is None:
        store.put(record("a"), origin=Origin(file="a.txt"))
    store.put(record("b"), origin=Origin(file="b.txt"))
    store.put(record("b", text="Guards detained her in Tartu."), origin=Origin(file="b.txt"))
    if not store.history():
        store.review(Review(event=event("a")["id"], field="mode", action="correct", value="x", by="ann", at="t"))
    store.put(record("a", events=[event("a", mode="deport")], engine={**ENGINE, "version": "2"}))
    store.replace_happenings([happening("h", event("a"))])


class FailingConnection:
    """A connection whose statement number `fails_at` fails as a broken disk would."""

    def __init__(self, inner: sqlite3.Connection, countdown: list[int]) -> None:
        self._inner, self._countdown = inner, countdown

    def _count(self) -> None:
        self._countdown[0] -= 1
        if self._countdown[0] == 0:
            raise sqlite3.OperationalError("disk I/O error")

    def execute(self, sql: str, values: Any = ()) -> Any:
        if sql != "ROLLBACK":
            self._count()
        return self._inner.execute(sql, values)

    def cursor(self) -> Any:
        self._count()
        return self._inner.cursor()

    def close(self) -> None:
        self._inner.close()


def lines(path: Path) -> list[str]:
    with open_store(path) as store:
        assert store.check().problems == ()
        return list(store.dump())


def test_a_failure_at_any_statement_leaves_a_sound_store_from_which_one_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(tmp_path / "whole.db") as store:
        scenario(store)
    expected = lines(tmp_path / "whole.db")
    with open_store(tmp_path / "empty.db"):
        pass
    countdown = [0]
    inner = Db.connection.fget  # type: ignore[attr-defined]
    points = 0
    while True:
        points += 7  # every seventh statement: about forty points
        shutil.copy(tmp_path / "empty.db", tmp_path / "s.db")
        with open_store(tmp_path / "s.db") as store, monkeypatch.context() as patched:
            countdown[0] = points
            patched.setattr(Db, "connection", property(lambda db: FailingConnection(inner(db), countdown)))
            with suppress(StoreError):
                scenario(store)
        if countdown[0] > 0:
            break
        with open_store(tmp_path / "s.db") as store:
            assert store.check().problems == ()
            scenario(store)
        assert lines(tmp_path / "s.db") == expected, points
    assert points > 100


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of four megabytes, or skip the test with the reason."""
    where = tmp_path / "disk"
    where.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(where)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small tmpfs (root)")
    yield where
    subprocess.run(["umount", str(where)], check=True)


def fill(store: Store) -> int:
    """Put reports until the disk refuses; return how many were put."""
    for number, each in enumerate(made_up(3000)):
        try:
            store.put(each)
        except StoreError as trouble:
            assert "make room and run this again" in str(trouble)  # noqa: PT017  (where it comes is what is looked for)
            return number
    raise AssertionError("the disk was never full")


def test_a_full_disk_is_named_and_nothing_is_kept_half(small_disk: Path, tmp_path: Path) -> None:
    with open_store(small_disk / "s.db") as store:
        number = fill(store)
        assert number > 10
        assert store.about()["counts"]["reports"] == number  # what was put is still to be had
    for file in small_disk.glob("s.db*"):
        shutil.copy(file, tmp_path / file.name)
    with open_store(tmp_path / "s.db") as store:  # on a disk with room it goes on
        assert store.check().problems == ()
        for each in made_up(number + 5):
            store.put(each)
        assert store.about()["counts"]["reports"] == number + 5


def test_a_file_that_may_not_grow_is_named_and_nothing_is_kept_half(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
        try:
            with open_store(tmp_path / "s.db") as store:
                os._exit(0 if fill(store) > 10 else 1)
        except BaseException:  # noqa: BLE001  (a forked test must not go on as a second pytest)
            os._exit(2)
    assert os.waitpid(child, 0)[1] == 0
    with open_store(tmp_path / "s.db") as store:
        assert store.check().problems == ()
        assert store.about()["counts"]["reports"] > 10


def test_a_store_on_a_read_only_disk_can_be_read_and_says_that_it_cannot_be_written(small_disk: Path) -> None:
    with open_store(small_disk / "s.db") as store:
        store.put(record())
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with open_store(small_disk / "s.db", read_only=True) as store:
        assert len(list(store.records())) == 1
        assert store.check().problems == ()
    with (
        pytest.raises(StoreError, match=r"s\.db: cannot be (written|opened)"),
        open_store(small_disk / "s.db") as store,
    ):
        store.put(record("b"))
