"""JSON in all the ways it is written, and what of it is refused."""

import json
from datetime import date

import pytest

from dateline.sources.article import Article, Refusal, to_document
from tests.sources.helpers import SMALL, articles, read, refusals

ROW = {"id": "kt-1", "title": "Bridge closed", "date": "2024-05-06", "text": "Police closed the bridge in Narva."}


def lines(*rows: object) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def test_json_lines_keep_line_offset_and_hash() -> None:
    first, second = articles(read(lines(ROW, {**ROW, "id": "kt-2"})))
    assert (first.title, first.filed, first.filed_from) == ("Bridge closed", date(2024, 5, 6), "metadata")
    assert (second.provenance.line, second.provenance.offset) == (2, len(lines(ROW)))
    assert first.provenance.sha256 != second.provenance.sha256


@pytest.mark.parametrize(
    "raw", [json.dumps([ROW]), json.dumps([ROW], indent=1), json.dumps({"articles": [ROW]}, indent=2)]
)
def test_an_array_is_read_record_by_record(raw: str) -> None:
    (article,) = articles(read(raw.encode()))
    assert (article.text, article.provenance.record) == (ROW["text"], 1)


def test_one_pretty_printed_object_is_one_report() -> None:
    (article,) = articles(read(json.dumps(ROW, indent=4).encode(), "a.json"))
    assert article.identity == "kt-1"


def test_a_bad_line_costs_itself_and_no_other() -> None:
    first, bad, last = read(lines(ROW) + b'{"text": "cut off\n' + lines(ROW), "a.jsonl")
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(bad, Refusal)
    assert str(bad).startswith("a.jsonl:2: not JSON at column 10")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (b'{"a":' * 100_000, "record.too_deep"),
        (b'{"text": "a", "n": ' + b"9" * 5_000 + b"}", "record.not_json"),
        (b'{"text": "a", "n": [' + b"[]," * 2_000_000 + b"0]}", "record.too_deep"),
        (b'["text"]', "record.no_object"),
        (b"12", "record.no_object"),
        (b'{"text": "\xff"}', "input.encoding"),
        (b'{"verse": "a"}', "record.unknown_fields"),
    ],
)
def test_odd_lines_are_refused_with_their_kind(line: bytes, kind: str) -> None:
    assert [r.kind for r in refusals(read(lines(ROW) + line + b"\n" + lines(ROW)))] == [kind]


def test_a_line_over_the_cap_is_passed_over_and_the_next_one_read() -> None:
    long = {**ROW, "text": "Rain fell. " * 10_000}
    first, refused, last = read(lines(ROW, long, ROW), limits=SMALL)
    assert isinstance(refused, Refusal)
    assert refused.kind == "record.too_large"
    assert isinstance(last, Article)
    assert last.provenance.offset == len(lines(ROW, long))
    assert isinstance(first, Article)


def test_not_a_number_and_infinity_become_nothing() -> None:
    (article,) = articles(read(b'{"text": "Rain fell.", "lat": NaN, "title": Infinity, "lon": 1e999}'))
    assert article.title == ""


def test_a_lone_surrogate_and_nul_become_replacement_characters() -> None:
    (article,) = articles(read(rb'{"text": "Rain \ud800fell\u0000.", "id": "\udfff"}'))
    document = to_document(article)
    assert document.text == "Rain \ufffdfell\ufffd."
    assert document.id == "\ufffd"


@pytest.mark.parametrize("day", ["0000-01-01", "2024-13-40", "soon", "03/04/2023"])
def test_a_day_that_cannot_be_read_is_noted_and_the_report_kept(day: str) -> None:
    (article,) = articles(read(lines({**ROW, "date": day})))
    assert article.filed is None
    assert [note.kind for note in article.notes] == ["date.unreadable"]


def test_a_row_number_identifies_only_with_its_file_and_a_url_is_better() -> None:
    numbered, linked = articles(
        read(lines({**ROW, "id": 17}, {**ROW, "id": 17, "url": "https://example.org/a"}), "a.jsonl")
    )
    assert numbered.identity == "a.jsonl#17"
    assert linked.identity == "https://example.org/a"
