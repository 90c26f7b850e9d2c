"""What every installed reader keeps to, ours and a plug-in's alike."""

from datetime import date

import pytest

from dateline.errors import ConfigError
from dateline.model.provenance import Provenance
from dateline.sources import claimed, known, source
from dateline.sources.article import to_document
from tests.sources.helpers import articles, read, refusals
from tests.sources.made import DAY, EXAMPLES, PARAGRAPHS, TITLE

CASES = [(reader, name) for reader, examples in EXAMPLES.items() for name in examples]
NAMES = known()


@pytest.mark.parametrize("name", NAMES)
def test_a_reader_is_named_as_its_entry_point(name: str) -> None:
    assert source(name).name == name


def test_every_reader_of_ours_is_installed_and_has_an_example() -> None:
    assert set(EXAMPLES) <= set(NAMES)


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ConfigError, match=r"no reader 'tape'; expected one of csv, feed, html"):
        source("tape")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("head", [b"", b"\n", b"\x00" * 64, b"\xff\xfe", b"<" * 70_000, b"{" * 70_000, b"," * 70_000])
def test_claims_lie_between_none_and_all_whatever_the_bytes(name: str, head: bytes) -> None:
    for path in ("", "a.txt", "a.html", "a.csv", "a.jsonl"):
        assert 0.0 <= source(name).claims(head, path) <= 1.0


@pytest.mark.parametrize(("reader", "name"), CASES)
def test_an_input_is_claimed_by_its_content_whatever_its_name(reader: str, name: str) -> None:
    for path in ("input", "input.txt", "input.dat"):
        assert claimed(EXAMPLES[reader][name], path).name == reader


@pytest.mark.parametrize(("reader", "name"), CASES)
def test_the_report_comes_out_with_its_title_text_and_provenance(reader: str, name: str) -> None:
    (article,) = articles(read(EXAMPLES[reader][name], f"{name}.in"))
    flat = " ".join(article.text.split())
    assert article.title == TITLE
    assert all(paragraph in flat for paragraph in PARAGRAPHS[: 1 if article.is_summary else None])
    assert article.provenance.reader.split(":")[0] == reader
    assert article.provenance.file == f"{name}.in"
    assert len(article.provenance.sha256) == 64
    document = to_document(article)
    assert document.provenance == article.provenance
    assert document.text[: document.title_end] == TITLE


@pytest.mark.parametrize(("reader", "name"), [c for c in CASES if c[1] not in {"text", "pdf"}])
def test_the_filing_day_and_outlet_come_from_the_metadata(reader: str, name: str) -> None:
    (article,) = articles(read(EXAMPLES[reader][name]))
    assert (article.filed, article.filed_from) == (date.fromisoformat(DAY), "metadata")
    assert article.outlet == "Example Post"


@pytest.mark.parametrize(("reader", "name"), CASES)
def test_reading_twice_gives_the_same(reader: str, name: str) -> None:
    raw = EXAMPLES[reader][name]
    assert read(raw, reader=reader) == read(raw, reader=reader)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "raw", [b"", b" \n", b"\x00\x01\xfe\xff" * 300, b"<a><b></a>", b'{"a": 1}', b"%PDF-1.7", b"WARC/1.0\r\n"]
)
def test_what_is_of_another_format_or_cut_off_is_refused_with_a_reason(name: str, raw: bytes) -> None:
    items = read(raw, "odd", reader=name)
    assert items
    for refusal in refusals(items):
        assert refusal.kind
        assert len(refusal.reason) > 10
        assert str(refusal).startswith("odd")


def test_where_names_file_member_and_line() -> None:
    place = Provenance(file="a.zip", member="b.jsonl", line=7)
    assert (place.path, place.where) == ("a.zip!b.jsonl", "a.zip!b.jsonl:7")
