"""The commands around a store: exit codes, refusals, filters, formats; clear lines where something is wrong."""

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dateline.api import Coder
from dateline.cli.adding_bar import progress_line
from dateline.ingest import Adding, Step, fold_store
from dateline.sources.reading import read_paths
from dateline.stores import open_store
from dateline.stores.protocol import Review
from tests.conformance.records import event, record
from tests.ingest.made_up import write

if TYPE_CHECKING:
    from dateline.ingest.tally import Tally


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dateline", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "200"})


@pytest.fixture
def store(tmp_path: Path) -> str:
    with open_store(tmp_path / "s.db") as kept:
        kept.put(record("a"))
        kept.put(record("b", outlet="Radio Meridian", events=[event("b", type="AID", mode=None)]))
        fold_store(kept)
    return str(tmp_path / "s.db")


def rows(*arguments: str) -> list[Any]:
    done = run(*arguments, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.slow
def test_add_keeps_what_it_can_names_what_it_cannot_and_tells_by_its_exit_code(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write(tmp_path / "in" / "good.jsonl", [1, 2])
    (tmp_path / "in" / "bad.txt").write_bytes(b"")
    where = ["--store", str(tmp_path / "s.db")]
    done = run("add", str(tmp_path / "in"), *where, "--workers", "1")
    assert done.returncode == 3
    assert "2 new, 1 refused" in done.stderr
    assert "dateline issues --store" in done.stderr
    assert "bad.txt" in run("issues", *where).stdout
    (tmp_path / "in" / "bad.txt").unlink()
    again = run("add", str(tmp_path / "in"), *where, "--workers", "1")
    assert (again.returncode, "2 unchanged" in again.stderr) == (0, True)
    only_bad = run("add", str(tmp_path / "no such file"), *where)
    assert (only_bad.returncode, "1 refused" in only_bad.stderr) == (2, True)


def test_a_preview_shows_how_reports_are_read_and_makes_no_store(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", list(range(9)))
    done = run("add", str(source), "--store", str(tmp_path / "s.db"), "--preview")
    assert done.returncode == 0
    assert done.stdout.count("News in brief") == 5
    assert not (tmp_path / "s.db").exists()


def test_search_and_happenings_take_the_filters_of_the_page(store: str) -> None:
    assert len(rows("search", "--of", "events", "--store", store)) == 2
    assert [
        r["report"] for r in rows("search", "--of", "events", "mayor NOT dog", "--store", store, "--type", "AID")
    ] == ["b"]
    assert [r["type"] for r in rows("search", "--of", "events", "--store", store, "--type=-AID")] == ["COERCE"]
    assert rows("search", "--of", "events", "--store", store, "--until", "2021") == []
    assert len(rows("happenings", "--store", store, "--outlet", "Radio Meridian", "--country", "EST")) == 1
    assert len(rows("search", "--store", store, "--bbox", "26,58,27,59", "--limit", "1")) == 1


def test_rows_come_as_a_table_or_as_csv(store: str) -> None:
    table = run("search", "tartu", "--of", "events", "--store", store).stdout
    assert "COERCE-arrest" in table
    found = list(
        csv.DictReader(io.StringIO(run("search", "--of", "events", "--store", store, "--format", "csv").stdout))
    )
    assert [(row["place"], row["actors"], row["confidence"]) for row in found] == [
        ("Tartu", "border guards", "0.9")
    ] * 2


def test_show_gives_an_event_a_happening_or_a_report_whole(store: str) -> None:
    happening = rows("happenings", "--store", store)[0]["id"]
    for name, key in ((event("a")["id"], "evidence"), (happening, "fields"), ("a", "text")):
        assert key in json.loads(run("show", name, "--store", store).stdout)
    missing = run("show", "nobody", "--store", store)
    assert (missing.returncode, len(missing.stderr.splitlines())) == (2, 1)


def test_what_cannot_be_done_costs_one_clear_line_and_exit_code_2(store: str, tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "newer.db")
    db.execute("PRAGMA user_version = 9")
    db.close()
    (tmp_path / "note.txt").write_text("no store, but long enough to be taken for one" * 40)
    for arguments, says in (
        (["search", "(", "--store", store], "where a word should be"),
        (["search", "--store", store, "--since", "soon"], "expected a day"),
        (["search", "--store", store, "--sort", "name"], "sort: 'name'"),
        (["search", "--store", str(tmp_path / "none.db")], "there is no such store"),
        (["dump", "--store", str(tmp_path / "newer.db")], "is a store of version 9"),
        (["issues", "--store", str(tmp_path / "note.txt")], "is no SQLite file"),
        (["add", "x.txt", "--store", "mysql://x/y"], "no store for mysql://"),
    ):
        done = run(*arguments)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
        assert says in done.stderr


def test_the_audit_finds_a_changed_line(store: str) -> None:
    with open_store(store) as kept:
        kept.review(Review(event=event("a")["id"], field="event", action="accept", by="ann", at="t"))
    whole = run("audit", "verify", "--store", store)
    assert (whole.returncode, "1 entries, whole" in whole.stdout) == (0, True)
    assert "2 reports, 2 events, 2 happenings, sound" in run("audit", "check", "--store", store).stdout
    db = sqlite3.connect(store)
    db.execute("DROP TRIGGER history_is_never_changed")
    db.execute("UPDATE history SET reviewer = 'bob'")
    db.commit()
    db.close()
    broken = run("audit", "verify", "--store", store)
    assert broken.returncode == 2
    assert "entry 1 was changed after it was written" in broken.stderr


def test_equal_stores_dump_equal_lines(store: str, tmp_path: Path) -> None:
    with open_store(tmp_path / "t.db") as other:
        other.put(record("b", outlet="Radio Meridian", events=[event("b", type="AID", mode=None)]))
        other.put(record("a"))
        fold_store(other)
    assert run("dump", "--store", store).stdout == run("dump", "--store", str(tmp_path / "t.db")).stdout


def test_progress_tells_speed_time_left_and_issues_by_stage(coder: Coder, tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", [1, 2, 3])
    seen: list[Tally] = []
    with open_store(tmp_path / "s.db") as kept:
        Adding(kept, Step(coder=lambda: coder), lambda tally, _: seen.append(tally)).run(read_paths([str(source)]))
    seen[-1].errors["resolve_places"] += 2
    line = progress_line(seen[-1], 2.0, 0.25)
    assert line.startswith("3 reports; 1.5 reports/s, ")
    assert line.endswith("words/s; 0:00:06 left; issues: 2 resolve_places")
