"""Text files to reports, and what is refused."""

from pathlib import Path

import pytest

from dateline.errors import SourceError
from dateline.sources.text import read_text, split_title


def test_a_short_first_line_before_a_blank_one_is_the_title() -> None:
    assert split_title("Ferry sinks\n\nIt sank.") == ("Ferry sinks", "It sank.")
    assert split_title("It sank. Nobody was hurt.\n\nThe end.") == ("", "It sank. Nobody was hurt.\n\nThe end.")
    assert split_title("Ferry sinks") == ("", "Ferry sinks")


def test_utf16_with_a_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Ferry sinks\n\nÅ sank.".encode("utf-16"))
    assert read_text(str(tmp_path / "a.txt")).text == "Å sank."


@pytest.mark.parametrize(
    ("raw", "says"),
    [(b"", "is empty"), (b" \n", "is empty"), (b"\x00\x01\x02" * 99, "binary"), (b"a\n\xff", r":2: byte 2")],
)
def test_what_is_no_report_is_refused_with_the_reason(tmp_path: Path, raw: bytes, says: str) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    with pytest.raises(SourceError, match=says):
        read_text(str(tmp_path / "a.txt"))
