"""Folders, patterns, archives and bombs."""

import gzip
import io
import os
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dateline.sources.article import Refusal
from dateline.sources.limits import Limits
from tests.sources.helpers import SMALL, articles, read_files, refusals
from tests.sources.made import TEXT, TITLE, jsonl

NEWS = f"{TITLE}\n\n{TEXT}".encode()
FILLER_LIMITS = Limits(ratio_from_bytes=1_000_000)


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return out.getvalue()


def kinds(path: Path, limits: Limits = SMALL) -> list[str]:
    return [r.kind for r in refusals(read_files([path], limits=limits))]


def test_a_folder_is_read_in_the_order_of_its_names_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(NEWS)
    found = [a.provenance.file for a in articles(read_files([tmp_path]))]
    assert found == [str(tmp_path / name) for name in ("a.txt", "b/1.txt", "b/2.txt")]
    assert [a.provenance.file for a in articles(read_files([tmp_path / "b" / "*.txt"]))] == found[1:]


def test_links_and_pipes_in_a_folder_are_refused_and_a_link_that_is_named_is_read(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(NEWS)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "real")
    os.mkfifo(folder / "pipe.txt")
    assert kinds(folder) == ["input.link", "input.special"]
    assert len(articles(read_files([folder / "link.txt"]))) == 1


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "gone").symlink_to(tmp_path / "nothing")
    paths = (tmp_path / "none", tmp_path / "*.csv", tmp_path / "empty", tmp_path / "gone")
    found = refusals(read_files(paths))
    assert [r.kind for r in found] == ["input.missing", "input.missing", "input.empty", "input.unreadable"]


def test_gzip_and_zip_are_opened_and_members_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(NEWS))
    (tmp_path / "b.zip").write_bytes(zipped({"x/1.txt": NEWS, "2.jsonl": jsonl()}))
    found = articles(read_files([tmp_path]))
    assert [a.text for a in found] == [TEXT] * 3
    assert [a.provenance.where.rpartition("/b.zip")[2] for a in found[1:]] == ["!x/1.txt", "!2.jsonl:1"]


def test_a_zip_file_through_a_pipe_is_read() -> None:
    code = "from dateline.sources.reading import read_paths\nprint(len(next(iter(read_paths(['-']))).text))"
    done = subprocess.run([sys.executable, "-c", code], input=zipped({"1.txt": NEWS}), capture_output=True, check=True)
    assert int(done.stdout) == len(TEXT)


def test_members_are_never_written_and_their_names_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    names = ("../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "nul\x00.txt")
    (tmp_path / "in" / "a.zip").write_bytes(zipped(dict.fromkeys(names, NEWS)))
    assert len(articles(read_files([tmp_path / "in"]))) == 4
    assert [p.name for p in tmp_path.rglob("*")] == ["in", "a.zip"]


def test_a_link_in_a_zip_file_is_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("link")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert kinds(tmp_path / "a.zip") == ["archive.link"]


# Bombs: each refused by what it unpacks to, at small caps so that the test is quick.


def test_a_gzip_bomb_is_refused_at_the_ratio(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(b'{"text": "' + b" " * 20_000_000))
    assert kinds(tmp_path / "a.gz", Limits()) == ["archive.bomb"]


def test_a_gzip_file_of_many_parts_is_refused_at_the_size(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(jsonl()) * 500)
    assert kinds(tmp_path / "a.gz") == ["archive.too_large"]


def test_a_zip_bomb_is_refused_at_the_ratio(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.jsonl": b"\n" * 20_000_000}))
    assert kinds(tmp_path / "a.zip", Limits()) == ["archive.bomb"]


def test_many_members_together_are_refused_at_the_size(tmp_path: Path) -> None:
    raw = zipped({f"{n}.txt": NEWS * 20 for n in range(19)}, zipfile.ZIP_STORED)
    (tmp_path / "a.zip").write_bytes(raw)
    assert set(kinds(tmp_path / "a.zip")) == {"archive.too_large"}


@pytest.mark.parametrize("count", [21, 70_000])
def test_too_many_members_are_refused_before_the_first_is_read(tmp_path: Path, count: int) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({str(n): b"" for n in range(count)}, zipfile.ZIP_STORED))
    assert kinds(tmp_path / "a.zip") == ["archive.too_many"]


def test_members_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    raw = bytearray(zipped({"a": NEWS, "b": NEWS}, zipfile.ZIP_STORED))
    second = raw.rindex(b"PK\x01\x02")
    struct.pack_into("<L", raw, second + 42, 0)  # the second member points at the first one's bytes
    (tmp_path / "a.zip").write_bytes(raw)
    assert kinds(tmp_path / "a.zip") == ["archive.bomb"]


def test_an_archive_in_an_archive_is_refused(tmp_path: Path) -> None:
    inner = zipped({"a.txt": NEWS})
    (tmp_path / "a.zip").write_bytes(zipped({"inner.zip": inner, "b.txt.gz": gzip.compress(NEWS)}))
    (tmp_path / "b.gz").write_bytes(gzip.compress(gzip.compress(NEWS)))
    assert kinds(tmp_path / "a.zip") == ["archive.nested", "archive.nested"]
    assert kinds(tmp_path / "b.gz") == ["archive.nested"]


@pytest.mark.parametrize("at", [30, 60, 200, -30, -10])
def test_a_damaged_zip_file_is_refused_without_a_traceback(tmp_path: Path, at: int) -> None:
    raw = bytearray(zipped({"a.txt": NEWS, "b.txt": NEWS}))
    raw[at] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(raw)
    assert all(r.kind for r in refusals(read_files([tmp_path / "a.zip"])))


@pytest.mark.parametrize("method", [9, 12, 99])
def test_an_unknown_packing_is_refused(tmp_path: Path, method: int) -> None:
    raw = bytearray(zipped({"a.txt": NEWS}, zipfile.ZIP_STORED))
    for at in (8, raw.index(b"PK\x01\x02") + 10):
        struct.pack_into("<H", raw, at, method)
    (tmp_path / "a.zip").write_bytes(raw)
    assert kinds(tmp_path / "a.zip")[0].startswith("archive.")


def test_a_locked_member_is_refused(tmp_path: Path) -> None:
    raw = bytearray(zipped({"a.txt": NEWS}, zipfile.ZIP_STORED))
    for at in (6, raw.index(b"PK\x01\x02") + 8):
        raw[at] |= 1
    (tmp_path / "a.zip").write_bytes(raw)
    assert kinds(tmp_path / "a.zip") == ["archive.damaged"]


def test_a_gzip_file_cut_off_gives_its_whole_lines_and_says_so(tmp_path: Path) -> None:
    raw = gzip.compress(jsonl() * 5)
    (tmp_path / "a.gz").write_bytes(raw[:-9])
    items = read_files([tmp_path / "a.gz"])
    assert isinstance(items[-1], Refusal)
    assert items[-1].kind == "archive.damaged"


def test_half_of_the_one_report_in_a_gzip_file_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(NEWS)[:-12])
    assert kinds(tmp_path / "a.txt.gz") == ["archive.damaged"]
    assert len(read_files([tmp_path / "a.txt.gz"])) == 1


def test_a_dense_file_below_the_cap_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(jsonl() + b"\n" * 300_000))
    assert len(articles(read_files([tmp_path / "a.gz"], limits=FILLER_LIMITS))) == 1
