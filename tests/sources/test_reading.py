"""The one door: what a caller gives wins, texts that cannot be coded are refused, readers that fail cost their file."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pytest

from dateline import plugins
from dateline.errors import ConfigError, PluginError
from dateline.sources import reading
from dateline.sources.article import Article, Origin, Refusal, to_document
from dateline.sources.reading import read_stream
from tests.sources.helpers import articles, read_files, refusals
from tests.sources.made import DAY, TEXT, TITLE, jsonl, page


def test_what_the_caller_gives_wins_over_what_the_source_tells(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl())
    plain, given = (
        articles(read_files([tmp_path / "a.jsonl"], **options))[0]
        for options in ({}, {"filed": date(2020, 1, 2), "title": "Given", "outlet": "Other"})
    )
    assert (plain.filed, plain.filed_from) == (date.fromisoformat(DAY), "metadata")
    assert (given.filed, given.filed_from, given.title, given.outlet) == (date(2020, 1, 2), "given", "Given", "Other")


def test_a_given_title_leaves_the_first_line_of_a_text_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{TITLE}\n\n{TEXT}")
    (article,) = articles(read_files([tmp_path / "a.txt"], title="Given"))
    assert to_document(article).text == f"Given\n\n{TITLE}\n\n{TEXT}"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "record.no_text"),
        ("12 - 7", "record.no_text"),
        ("ab " * 50_000, "record.long_line"),
        ("ab\n" * 700_000, "record.too_large"),
    ],
)
def test_a_text_that_cannot_be_coded_is_refused_in_every_format(tmp_path: Path, text: str, kind: str) -> None:
    (tmp_path / "a.csv").write_text(f'id,text\nx-1,"{text}"\nx-2,{TITLE}\n')
    refused, kept = read_files([tmp_path / "a.csv"])
    assert isinstance(refused, Refusal)
    assert (refused.kind, refused.provenance.line) == (kind, 2)
    assert isinstance(kept, Article)


def test_a_format_can_be_forced(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page())
    assert articles(read_files([tmp_path / "a.html"], format="text"))[0].provenance.reader == "text"
    with pytest.raises(ConfigError, match="there is no reader 'tape'; expected one of csv"):
        read_files([tmp_path / "a.html"], format="tape")


class Broken:
    """A plug-in that fails after its first report."""

    name = "broken"

    def claims(self, _head: bytes, _path: str) -> float:
        return 1.0

    def read(self, _stream: BinaryIO, origin: Origin) -> Iterator[Article]:
        yield Article(text="Rain fell.", provenance=origin.provenance(self.name, b"", record=1))
        raise ZeroDivisionError("of all things")


def test_a_reader_that_fails_costs_the_rest_of_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "claimed", lambda _head, _path: Broken())
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "b.txt").write_text("b")
    items = read_files([tmp_path])
    assert [getattr(item, "kind", "read") for item in items] == ["read", "reader.failed"] * 2
    assert "failed after 1 records (ZeroDivisionError: of all things)" in str(items[1])


def test_a_library_that_is_missing_is_named_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    class Lacking(Broken):
        def read(self, _stream: BinaryIO, _origin: Origin) -> Iterator[Article]:
            raise ModuleNotFoundError("No module named 'tapelib'", name="tapelib")

    monkeypatch.setattr(reading, "claimed", lambda _head, _path: Lacking())
    stream = io.BufferedReader(io.BytesIO(b"a"))  # type: ignore[arg-type]
    (refused,) = refusals(list(read_stream(stream, Origin(file="a"))))
    assert refused.reason == "reading broken needs tapelib; install it: pip install 'dateline[formats]'"


def test_a_plug_in_that_is_not_known_or_does_not_load_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PluginError, match="no entry point is installed"):
        plugins.installed("dateline.nothing")
    with pytest.raises(PluginError, match="there is no 'tape'; expected one of csv"):
        plugins.plugin("dateline.sources", "tape")
    entry = plugins.EntryPoint(name="gone", value="dateline.nowhere:Gone", group="dateline.sources")
    monkeypatch.setattr(plugins, "installed", lambda _group: {"gone": entry})
    with pytest.raises(PluginError, match=r"gone \(dateline.nowhere:Gone\) does not load"):
        plugins.plugin("dateline.sources", "gone")
