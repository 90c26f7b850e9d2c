"""Mapping files: odd columns become reports, and a wrong mapping is told line and way out."""

import json
from datetime import date
from pathlib import Path

import pytest

from dateline.errors import ConfigError
from dateline.sources.mapping import read_mapping
from dateline.sources.preview import preview
from dateline.sources.reading import ReadOptions
from tests.sources.helpers import articles, read_files

MAPPING = """
[fields]
text = ["lead", "story"]
title = "hl"
date = "when"
id = "nr"
url = "links.0.href"
[constants]
outlet = "Example Post"
[dates]
format = "%d/%m/%Y"
[csv]
delimiter = "~"
encoding = "latin-1"
"""


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    (tmp_path / "m.toml").write_text(MAPPING)
    return tmp_path / "m.toml"


def test_columns_are_mapped_joined_and_dated(tmp_path: Path, mapping: Path) -> None:
    raw = 'nr~hl~when~lead~story\nK-1~Café shut~03/04/2023~It closed.~"It opened ~ again."\n'
    (tmp_path / "a.csv").write_bytes(raw.encode("latin-1"))
    (article,) = articles(read_files([tmp_path / "a.csv"], mapping=read_mapping(mapping)))
    assert article.text == "It closed.\n\nIt opened ~ again."
    assert (article.title, article.filed, article.outlet) == ("Café shut", date(2023, 4, 3), "Example Post")
    assert (article.identity, article.provenance.reader) == ("K-1", "csv:map:m.toml")


def test_keys_inside_objects_and_lists_are_found(tmp_path: Path, mapping: Path) -> None:
    row = {
        "nr": "K-1",
        "story": "It opened.",
        "lead": None,
        "links": [{"href": "https://example.org/1"}],
        "when": "3.4.23",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    (article,) = articles(read_files([tmp_path / "a.jsonl"], mapping=read_mapping(mapping)))
    assert (article.url, article.text, article.filed) == ("https://example.org/1", "It opened.", None)
    assert "expected a date like '%d/%m/%Y'" in article.notes[0].message


def test_columns_without_a_header_are_named(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text('fields.text = "b"\nfields.id = "a"\ncsv.columns = ["a", "b"]')
    (tmp_path / "a.csv").write_text("K-1,It opened.\nK-2,It closed.\n")
    found = articles(read_files([tmp_path / "a.csv"], mapping=read_mapping(tmp_path / "m.toml")))
    assert [(a.id, a.text) for a in found] == [("K-1", "It opened."), ("K-2", "It closed.")]


def test_a_preview_shows_what_stands_where(tmp_path: Path, mapping: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"nr": "K-1", "story": "It opened."}\n{"nr": 1}\n{"story": "Third."}\n')
    options = ReadOptions(mapping=read_mapping(mapping))
    first, second = preview([str(tmp_path / "a.jsonl")], options=options, count=2)
    shown = dict(first.fields)
    assert (shown["id"], shown["outlet"], shown["text"], shown["url"]) == ("K-1", "Example Post", "It opened.", "")
    assert "no text" in second.trouble


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("fields = 1", "fields: not a table of a mapping"),
        ("[field]\ntext = 'a'", "field: not a table of a mapping"),
        ("[fields]\ntitle = 'a'", "fields.text is missing"),
        ("[fields]\ntext = 1", "fields.text|text: expected the name of a column"),
        ("[fields]\ntext = 'a'\nbody = 'b'", "there is no field 'body'; expected one of text, title"),
        ("[fields]\ntext = 'a'\n[csv]\ndelimiter = '::'", "csv.delimiter: expected one character, found '::'"),
        ("[fields]\ntext = 'a'\n[csv]\nencoding = 'klingon'", "csv.encoding: 'klingon' is not an encoding"),
        ("[fields]\ntext = 'a'\n[dates]\npattern = 'x'", "dates.pattern: not known; expected format"),
        ("[fields\n", "not TOML"),
    ],
)
def test_a_wrong_mapping_is_told_with_the_entry(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "m.toml").write_text(text)
    with pytest.raises(ConfigError, match=says) as caught:
        read_mapping(tmp_path / "m.toml")
    assert str(caught.value).startswith(f"{tmp_path}/m.toml: ")


def test_a_mapping_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read_mapping(tmp_path / "m.toml")
