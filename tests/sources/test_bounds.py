"""Memory stays flat over many reports, and no bomb takes more than a little of it."""

import gzip
import io
import json
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sources.made import TEXT, jsonl, warc

READ = """
import sys
from dateline.sources.article import Refusal
from dateline.sources.reading import read_paths

def peak():
    return int(next(l for l in open("/proc/self/status") if l.startswith("VmHWM")).split()[1])

early, kinds = 0, set()
for number, item in enumerate(read_paths(sys.argv[1:]), 1):
    kinds.add(item.kind if isinstance(item, Refusal) else "read")
    if number == 2_000:
        early = peak()
print(number, early, peak(), ",".join(sorted(kinds)))
"""
BOMB_CAP_KB = 300_000

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's /proc to tell the peak of memory"),
]


def read_apart(path: Path) -> tuple[int, int, int, str]:
    """Items, kilobytes at the 2,000th item, kilobytes at most, and the kinds, of a process that reads a file."""
    done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, check=True, timeout=120)
    number, early, peak, kinds = done.stdout.decode().split(maxsplit=3)
    return int(number), int(early), int(peak), kinds.strip()


def gzip_of_ten_gigabytes() -> bytes:
    return gzip.compress(b"\0" * 100_000_000) * 100


def gzip_of_one_line() -> bytes:
    return gzip.compress(b'{"text": "') + gzip.compress(b" " * 100_000_000) * 50


def zip_of(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return out.getvalue()


def zip_in_zips() -> bytes:
    raw = zip_of({"0.txt": b"\0" * 50_000_000})
    for _ in range(4):
        raw = zip_of({f"{n}.zip": raw for n in range(10)})
    return raw


def zip_that_overlaps() -> bytes:
    """A thousand members that are all the same bytes."""
    one = zip_of({"a": b"\0" * 20_000_000})
    at = one.rindex(b"PK\x01\x02")
    entry, end = one[at : one.rindex(b"PK\x05\x06")], bytearray(one[one.rindex(b"PK\x05\x06") :])
    struct.pack_into("<HHL", end, 8, 1_000, 1_000, len(entry) * 1_000)
    return one[:at] + entry * 1_000 + bytes(end)


def warc_of_a_bomb() -> bytes:
    packed = "Content-Type: text/html\r\nContent-Encoding: gzip"
    return warc(gzip.compress(b"\0" * 100_000_000) * 20, headers=packed)


def warc_that_lies() -> bytes:
    start, end = warc().rsplit(b"Content-Length: ", 1)
    return start + b"Content-Length: 99999999999" + end[end.index(b"\r\n") :]


def csv_with_an_open_quote() -> bytes:
    return b'id,title,text\n1,a,"' + b"rain fell again\n" * 6_000_000


def json_of_brackets() -> bytes:
    return b'{"text": "a", "n": [' + b"[]," * 20_000_000 + b"0]}\n"


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a.gz": (gzip_of_ten_gigabytes, "record.too_large"),
    "line.gz": (gzip_of_one_line, "archive.bomb"),
    "a.zip": (lambda: zip_of({"a.json": b'{"a": "' + b" " * 200_000_000}), "archive.bomb"),
    "nested.zip": (zip_in_zips, "archive.nested"),
    "overlap.zip": (zip_that_overlaps, "archive.bomb"),
    "many.zip": (lambda: zip_of({str(n): b"" for n in range(100_001)}, zipfile.ZIP_STORED), "archive.too_many"),
    "a.warc": (warc_of_a_bomb, "page.too_large"),
    "lie.warc": (warc_that_lies, "read"),
    "a.csv": (csv_with_an_open_quote, "record.too_large"),
    "a.jsonl": (json_of_brackets, "record.too_deep"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_within_little_memory(tmp_path: Path, name: str) -> None:
    make, kind = BOMBS[name]
    (tmp_path / name).write_bytes(make())
    _, _, peak, kinds = read_apart(tmp_path / name)
    assert kinds == kind
    assert peak < BOMB_CAP_KB


def test_memory_is_flat_over_twenty_thousand_reports(tmp_path: Path) -> None:
    row = json.loads(jsonl())
    with (tmp_path / "a.jsonl").open("w") as file:
        for number in range(20_000):
            file.write(json.dumps({**row, "id": f"n-{number}", "text": f"{number}. {TEXT * 5}"}) + "\n")
    number, early, peak, kinds = read_apart(tmp_path / "a.jsonl")
    assert (number, kinds) == (20_000, "read")
    assert peak - early < 5_000


def test_memory_is_flat_over_many_records_of_an_archive(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(warc()) * 2_500)
    number, early, peak, kinds = read_apart(tmp_path / "a.warc.gz")
    assert (number, kinds) == (2_500, "read")
    assert peak - early < 5_000
