"""Text files to reports, and what is refused."""

from pathlib import Path

import pytest

from dateline.sources.text import split_title
from tests.sources.helpers import articles, read, read_files, refusals


def test_a_short_first_line_before_a_blank_one_is_the_title() -> None:
    assert split_title("Ferry sinks\n\nIt sank.") == ("Ferry sinks", "It sank.")
    assert split_title("It sank. Nobody was hurt.\n\nThe end.") == ("", "It sank. Nobody was hurt.\n\nThe end.")
    assert split_title("Ferry sinks") == ("", "Ferry sinks")


def test_utf16_with_a_mark_is_read() -> None:
    assert articles(read("Ferry sinks\n\nÅ sank.".encode("utf-16")))[0].text == "Å sank."


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"\x00\x01\x02" * 99, "binary"),
        (b"a\n\xff", "byte 2"),
        (b"\xff\xfe\x00", "UTF-16"),
        (b"ab " * 50_000, "a line of 150,000 characters"),
        (b"ab\n" * 1_000_000, "the cap for one report"),
        (b"-- 12 --", "no text"),
    ],
)
def test_what_is_no_report_is_refused_with_the_reason(tmp_path: Path, raw: bytes, says: str) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    (refusal,) = refusals(read_files([tmp_path / "a.txt"]))
    assert says in str(refusal)


def test_the_line_of_a_bad_byte_is_told() -> None:
    assert str(read(b"a\n\xff", "a.txt")[0]).startswith("a.txt:2: byte 2 (0xff)")
