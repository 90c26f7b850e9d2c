"""Web archives: pages with their address and time, and what is passed over or refused."""

import gzip
from pathlib import Path

import pytest

from dateline.sources.limits import Limits
from tests.sources.helpers import articles, read, read_files, refusals
from tests.sources.made import TEXT, URL, page, pdf, warc


def test_a_page_keeps_address_time_and_record() -> None:
    (article,) = articles(read(warc()))
    place = article.provenance
    assert (article.text, article.url, article.identity) == (TEXT, URL, URL)
    assert (place.retrieved, place.record, place.reader) == ("2024-05-07T01:02:03Z", 2, "warc:trafilatura")
    assert dict(place.ids)["warc-record-id"] == "<urn:uuid:00000000-0000-4000-8000-000000000001>"
    assert dict(place.ids)["warc-payload-digest"] == "sha1:EXAMPLE"


def test_records_packed_one_by_one_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(warc()) + gzip.compress(warc()))
    assert len(articles(read_files([tmp_path / "a.warc.gz"]))) == 2


@pytest.mark.parametrize("other", [{"status": "404 Not Found"}, {"headers": "Content-Type: image/png"}])
def test_other_responses_are_no_reports(other: dict[str, str]) -> None:
    assert [r.kind for r in refusals(read(warc(**other)))] == ["input.no_report"]


def test_a_packed_page_is_unpacked_and_a_bomb_in_it_refused() -> None:
    packed = "Content-Type: text/html\r\nContent-Encoding: gzip"
    assert articles(read(warc(gzip.compress(page()), headers=packed)))[0].text == TEXT
    bomb = gzip.compress(b"<p>" + b" " * 60_000_000)
    assert [r.kind for r in refusals(read(warc(bomb, headers=packed)))] == ["page.too_large"]


@pytest.mark.parametrize("length", [b"10000000000", b"-5", b"9" * 400, b"x", b"0"])
def test_a_false_length_ends_in_a_report_or_a_refusal(length: bytes) -> None:
    raw = warc()
    start, end = raw.rsplit(b"Content-Length: ", 1)
    assert read(start + b"Content-Length: " + length + end[end.index(b"\r\n") :])


def test_an_archive_cut_off_gives_what_came_before(tmp_path: Path) -> None:
    raw = gzip.compress(warc()) + gzip.compress(warc())
    (tmp_path / "a.warc.gz").write_bytes(raw[: len(raw) - 200])
    items = read_files([tmp_path / "a.warc.gz"])
    assert any(hasattr(item, "text") for item in items)
    assert [r.kind for r in refusals(items)] == ["archive.damaged"]


def test_a_page_over_its_time_is_refused_and_the_next_record_read() -> None:
    items = read(warc() + warc(), limits=Limits(page_seconds=0.0))
    assert [r.kind for r in refusals(items)] == ["page.slow", "page.slow"]


def test_a_pdf_says_what_it_lacks() -> None:
    assert [r.kind for r in refusals(read(pdf("")))] == ["pdf.no_text"]
    assert [r.kind for r in refusals(read(b"%PDF-1.4\nrubbish"))] == ["page.failed"]
