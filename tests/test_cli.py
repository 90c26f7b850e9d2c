"""The command line: clear lines for bad input, the right exit codes, a quick --help."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

REPORT = """Police detain two councillors in Tartu

TARTU, March 4, 2022 (Harbour Wire) - Police detained two city councillors on Thursday, a spokeswoman said.
"""


def run(*arguments: str, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "dateline", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, env={**os.environ, **env})


@pytest.fixture
def bad(tmp_path: Path) -> dict[str, str]:
    """One file of each kind of bad input, and what its complaint must say."""
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "latin.txt").write_bytes("Über Nacht\nwar die Brücke weg".encode("latin-1"))
    (tmp_path / "long.txt").write_bytes(b"a" * 50_000_000)
    (tmp_path / "wide.txt").write_bytes(b"ab " * 50_000)
    (tmp_path / "folder").mkdir()
    return {
        "empty.txt": "empty",
        "binary.txt": "binary",
        "latin.txt": r":1: byte 0 \(0xdc\) is not UTF-8",
        "long.txt": r"50\.0 MB, the cap",
        "wide.txt": "a line of 150,000 characters",
        "folder": "is a folder",
        "missing.txt": "no such file",
    }


def test_each_bad_input_costs_one_clear_line_and_exit_code_2(tmp_path: Path, bad: dict[str, str]) -> None:
    done = run("code", *(str(tmp_path / name) for name in bad))
    lines = done.stderr.decode().splitlines()
    assert done.returncode == 2
    assert len(lines) == len(bad)
    for line, (name, says) in zip(lines, bad.items(), strict=True):
        assert line.startswith(f"dateline: {tmp_path / name}")
        assert re.search(says, line)


@pytest.mark.usefixtures("bad")
def test_the_good_files_are_coded_beside_the_bad_ones_and_the_exit_code_is_3(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(REPORT)
    done = run("code", str(tmp_path / "empty.txt"), str(tmp_path / "good.txt"), "--format", "jsonl")
    assert done.returncode == 3
    record = json.loads(done.stdout)
    assert record["date"] == "2022-03-04"
    assert [(e["type"], e["mode"], e["time"]["start"]) for e in record["events"]] == [
        ("COERCE", "arrest", "2022-03-03")
    ]


@pytest.mark.parametrize("day", ["2023-13-40", "yesterday", "", "2023-8-1"])
def test_a_day_that_is_none_is_refused_in_one_line(day: str) -> None:
    done = run("code", "-", f"--date={day}", stdin=REPORT.encode())
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert b"expected a day like 2023-08-13" in done.stderr


def test_standard_input_is_coded_and_explained() -> None:
    table = run("code", "-", stdin=REPORT.encode())
    assert table.returncode == 0
    assert "COERCE-arrest" in table.stdout.decode()
    reasons = run("explain", "-", stdin=REPORT.encode()).stdout.decode()
    assert re.search(r"type ← “detained?” at \d+  \[find_events; lexicons/en/events/coerce\.yaml#detain", reasons)
    page = run("code", "-", "--format", "html", stdin=REPORT.encode()).stdout.decode()
    assert page.startswith("<!doctype html>")


def test_every_format_goes_through_one_door_and_a_bad_record_costs_itself(tmp_path: Path) -> None:
    row = {
        "id": "hw-7",
        "date": "2022-03-04",
        "text": "Police detained two city councillors on Thursday, a spokeswoman said.",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + '\n{"text": "cut\n')
    paragraphs = "".join(f"<p>{line}</p>" for line in REPORT.split("\n\n")[1:] * 3)
    (tmp_path / "b.html").write_text(f"<!doctype html><html><body><h1>Two held</h1>{paragraphs}</body></html>")
    (tmp_path / "c.txt").write_text(
        "Der Bürgermeister sagte vor Journalisten, die Brücke bleibe gesperrt, bis die Suche ende."
    )
    done = run("code", str(tmp_path), "--format", "jsonl")
    assert done.returncode == 3
    assert done.stderr.decode().startswith(f"dateline: {tmp_path / 'a.jsonl'}:2: not JSON")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["language"] for r in records] == ["en", "en", "de"]
    assert [r["date_from"] for r in records] == ["metadata", "dateline", None]
    assert [len(r["events"]) > 0 for r in records] == [True, True, False]
    assert (records[0]["doc_id"], records[0]["provenance"]["line"]) == ("hw-7", 1)
    again = run("code", "-", "--format", "jsonl", stdin=done.stdout)
    texts = [(r["doc_id"], r["text"], r["date"], r["sha256"]) for r in map(json.loads, again.stdout.splitlines())]
    assert texts == [(r["doc_id"], r["text"], r["date"], r["sha256"]) for r in records]


def test_a_title_is_put_in_front() -> None:
    done = run("code", "-", "--title", "A quiet day", "--format", "jsonl", stdin=b"Nothing happened in the harbour.")
    assert json.loads(done.stdout)["text"] == "A quiet day\n\nNothing happened in the harbour."


@pytest.mark.parametrize("command", ["", "code", "explain", "quotes", "watch", "demo", "setup", "doctor"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    done = run(*filter(None, [command]), "--help")
    assert done.returncode == 0
    assert b"Example: dateline" in done.stdout or not command


def test_help_imports_no_parser_and_takes_at_most_twenty_times_an_empty_python() -> None:
    probe = (
        "import sys; sys.argv = ['dateline', '--help']\nimport dateline.cli\n"
        "try: dateline.cli.main()\nexcept SystemExit: pass\n"
        "assert not {'spacy', 'numpy', 'pydantic', 'thinc'} & set(sys.modules), 'heavy import'"
    )
    assert subprocess.run([sys.executable, "-c", probe], capture_output=True, check=False).returncode == 0
    ratios = [seconds(["-m", "dateline", "--help"]) / seconds(["-c", "pass"]) for _ in range(5)]
    assert sorted(ratios)[2] <= 20


def seconds(arguments: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
    return time.perf_counter() - started


def test_the_doctor_finds_a_sound_installation() -> None:
    done = run("doctor")
    assert done.returncode == 0, done.stdout
    assert re.search(rb"ok   model en_core_web_\w\w 3\.8\.0: sha256 [0-9a-f]{64}", done.stdout)


def test_the_demo_keeps_its_records_and_writes_one_page(tmp_path: Path) -> None:
    done = run("demo", "--store", str(tmp_path / "d.db"), "--report", str(tmp_path / "d.html"), "--no-serve")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "d.db").exists()
    assert "<script" not in (tmp_path / "d.html").read_text("utf-8")
