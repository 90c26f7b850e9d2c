"""Adding reports: the same store whatever the order, the number of workers, or how often it was begun again."""

import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from dateline.api import Coder
from dateline.config import Settings
from dateline.ingest import Adding, Step, fold_store
from dateline.ingest.coding import Coded, Workers
from dateline.ingest.tally import Tally
from dateline.model.document import Document
from dateline.sources.reading import read_paths
from dateline.stores import Store, open_store
from dateline.stores.protocol import Review
from tests.ingest.made_up import report, write


def add(store: Store, coder: Coder, *paths: Path, **options: bool) -> Tally:
    tally = Adding(store, Step(coder=lambda: coder, **options)).run(read_paths(map(str, paths)))
    fold_store(store)
    return tally


def dump(path: Path) -> str:
    with open_store(path) as store:
        assert store.check().problems == ()
        return hashlib.sha256("\n".join(store.dump()).encode()).hexdigest()


def test_the_same_input_again_writes_nothing(coder: Coder, tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", list(range(20)))
    with open_store(tmp_path / "s.db") as store:
        assert add(store, coder, source).outcomes == {"new": 20}
        before = store.db.value("PRAGMA data_version"), store.db.connection.total_changes  # type: ignore[attr-defined]
        assert add(store, coder, source).outcomes == {"unchanged": 20}
        after = store.db.value("PRAGMA data_version"), store.db.connection.total_changes  # type: ignore[attr-defined]
    assert before == after


def test_the_order_and_the_cutting_of_the_input_do_not_matter(coder: Coder, tmp_path: Path) -> None:
    numbers = list(range(30))
    folder = tmp_path / "in"
    folder.mkdir()
    found = set()
    for seed in range(3):
        random.Random(seed).shuffle(numbers)
        source = write(folder / "all.jsonl", numbers)
        with open_store(tmp_path / f"{seed}.db") as store:
            for part in (numbers[:7], numbers[7:]):
                lines = [line for line in source.read_text().splitlines() if json.loads(line)["id"] in ids(part)]
                (folder / "part.jsonl").write_text("\n".join(lines))
                add(store, coder, folder / "part.jsonl")
        found.add(content(tmp_path / f"{seed}.db"))
    assert len(found) == 1


def ids(numbers: list[int]) -> set[str]:
    return {report(n)["id"] for n in numbers}


def content(path: Path) -> str:
    """The dump without the lines that tell where in which file a report stood."""
    with open_store(path) as store:
        return "\n".join(line for line in store.dump() if not line.startswith('["origin"'))


@pytest.mark.slow
def test_the_number_of_workers_does_not_matter(coder: Coder, tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", list(range(60)))
    for workers in (1, 2, 4):
        with open_store(tmp_path / f"{workers}.db") as store:
            Adding(store, Step(coder=lambda: coder, workers=workers)).run(read_paths([str(source)]))
            fold_store(store)
    assert len({dump(tmp_path / f"{workers}.db") for workers in (1, 2, 4)}) == 1


def test_a_changed_report_is_revised_and_another_language_kept_uncoded(coder: Coder, tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", [1, 2])
    with open_store(tmp_path / "s.db") as store:
        add(store, coder, source)
        foreign = "Die Polizei hat am Montag in Hamburg zwei Männer festgenommen, wie eine Sprecherin sagte. " * 3
        changed = report(1) | {"text": "Police detained a clerk in Lyon on Monday, witnesses said."}
        lines = [changed, report(2), {"id": "de-1", "date": "2023-01-01", "title": "Festnahme", "text": foreign}]
        source.write_text("".join(json.dumps(line) + "\n" for line in lines))
        assert add(store, coder, source).outcomes == {"revised": 1, "unchanged": 1, "new": 1}
        assert len(store.revisions("short-1")) == 1
        kept = store.report("de-1")
        assert kept is not None
        assert (kept["language"], kept["events"], kept["issues"][0]["kind"]) == ("de", [], "language.not_coded")


def test_refusals_are_listed_until_the_file_is_mended(coder: Coder, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    bad = tmp_path / "in" / "empty.txt"
    bad.write_bytes(b"")
    write(tmp_path / "in" / "good.jsonl", [3])
    with open_store(tmp_path / "s.db") as store:
        assert add(store, coder, tmp_path / "in").refused == 1
        assert [t["input"] for t in store.troubles()] == [str(bad)]
        bad.write_text("Police detained two councillors in Tartu on Monday.")
        assert add(store, coder, tmp_path / "in").refused == 0
        assert [t for t in store.troubles() if t["stage"] == "read"] == []


def test_reports_of_another_version_are_left_unless_asked_and_reviews_stay(coder: Coder, tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", list(range(6)))
    other = Step(coder=lambda: coder, settings=Settings(model="en_core_web_sm"))
    with open_store(tmp_path / "s.db") as store:
        add(store, coder, source)
        (event,) = next(r["events"][:1] for r in store.records() if r["events"])
        store.review(Review(event=event["id"], field="mode", action="correct", value="mine", by="ann", at="t"))
        tally = Adding(store, other).run(read_paths([str(source)]))
        assert (tally.older, tally.written) == (6, 0)
        reviewed = store.event(event["id"])
        assert reviewed is not None
        assert reviewed["mode"] == "mine"


@pytest.mark.slow
def test_a_worker_that_dies_costs_the_report_it_died_of_and_no_other() -> None:
    workers = Workers(Settings(), 2, do=code_or_die)
    done = list(workers.code(documents(40)))
    workers.close()
    assert [coded.document.id for coded in done] == [f"short-{n}" for n in range(40)]
    assert [coded.kind for coded in done if coded.record is None] == ["worker.died"]


def code_or_die(documents: list[Document]) -> list[Coded]:
    """What a worker does here: it dies of report 5."""
    if any(document.id == "short-5" for document in documents):
        os.kill(os.getpid(), signal.SIGKILL)
    return [Coded(document=document, record={"doc_id": document.id}) for document in documents]


KILLS = [pytest.param(1_000, 30, id="1000 reports, 30 kills")]
KILLS += [pytest.param(10_000, 100, id="10000 reports, 100 kills", marks=pytest.mark.trust)]


@pytest.mark.slow
@pytest.mark.parametrize(("reports", "kills"), KILLS)
def test_killed_at_any_moment_and_run_again_it_ends_in_the_same_store(
    coder: Coder, tmp_path: Path, reports: int, kills: int
) -> None:
    source = write(tmp_path / "in.jsonl", list(range(reports)))
    started = time.monotonic()
    assert run_in_a_fork(coder, source, tmp_path / "whole.db", None) == 0
    whole = time.monotonic() - started
    draw = random.Random(reports)
    killed = 0
    while killed < kills:  # at random moments, a share of the whole time apart
        killed += run_in_a_fork(coder, source, tmp_path / "killed.db", draw.uniform(0, 1.6 * whole / kills)) != 0
    assert run_in_a_fork(coder, source, tmp_path / "killed.db", None) == 0
    with open_store(tmp_path / "killed.db") as store:
        assert store.about()["counts"]["reports"] == reports
        assert store.check().problems == ()  # no event without report or evidence, the file sound
    assert dump(tmp_path / "killed.db") == dump(tmp_path / "whole.db")


def run_in_a_fork(coder: Coder, source: Path, path: Path, kill_after: float | None) -> int:
    """Add in a process that has the coder loaded; kill it after so many seconds. Return its exit status."""
    child = os.fork()
    if child == 0:
        try:
            with open_store(path) as store:
                add(store, coder, source)
            os._exit(0)
        except BaseException:  # noqa: BLE001  (a forked test must not go on as a second pytest)
            os._exit(1)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


@pytest.mark.slow
def test_the_command_killed_outright_leaves_no_process_behind_and_goes_on(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", list(range(200)))
    command = [
        sys.executable,
        "-m",
        "dateline",
        "add",
        str(source),
        "--store",
        str(tmp_path / "s.db"),
        "--workers",
        "2",
    ]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        wait_for(lambda: reports_in(tmp_path / "s.db") > 0)
        workers = psutil.Process(running.pid).children(recursive=True)
        running.kill()
    wait_for(lambda: not any(worker.is_running() and worker.status() != "zombie" for worker in workers))
    before = reports_in(tmp_path / "s.db")
    assert 0 < before < 200
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert reports_in(tmp_path / "s.db") == 200
    dump(tmp_path / "s.db")


def reports_in(path: Path) -> int:
    if not path.exists():
        return 0
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return int(db.execute("SELECT count(*) FROM reports").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        db.close()


def wait_for(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("did not happen within a minute")


def documents(number: int) -> Iterator[Document]:
    for n in range(number):
        yield Document(id=f"short-{n}", text=report(n)["text"])


def test_a_store_that_lies_among_the_reports_is_not_read_as_one(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Police detained two men in Tartu.\n", encoding="utf-8")
    command = [sys.executable, "-m", "dateline", "add", str(tmp_path), "--store", str(tmp_path / "s.db")]
    for _ in range(2):
        done = subprocess.run([*command, "--workers", "1"], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
