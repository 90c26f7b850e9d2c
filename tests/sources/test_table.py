"""CSV and TSV in the ways they are written, and what of it is refused."""

from datetime import date

import pytest

from dateline.sources.article import Article, Refusal
from tests.sources.helpers import SMALL, articles, read, refusals

HEAD = b"id,url,title,date,text\r\n"


def test_a_row_over_several_lines_keeps_its_line_offset_and_bytes() -> None:
    raw = (
        HEAD
        + b'a1,https://e.org/1,"Rain, again",2024-05-06,"Rain fell.\nIt stopped."\r\na2,,Snow,20240507,Snow fell.\r\n'
    )
    rain, snow = articles(read(raw))
    assert (rain.text, rain.title, rain.filed) == ("Rain fell.\nIt stopped.", "Rain, again", date(2024, 5, 6))
    assert (rain.provenance.line, rain.provenance.offset) == (2, len(HEAD))
    assert (snow.provenance.line, snow.identity) == (4, "a2")
    assert raw[snow.provenance.offset :].startswith(b"a2,")


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_the_delimiter_is_seen_in_the_header(delimiter: str) -> None:
    raw = "\ufeff" + "\n".join(delimiter.join(row) for row in (["Title", "Body"], ["Rain", "Rain fell, again."]))
    assert articles(read(raw.encode()))[0].text == "Rain fell, again."


def test_trafilatura_s_table_without_a_header_is_recognised() -> None:
    cells = [
        "https://e.org/1",
        "null",
        "f00",
        "e.org",
        "Rain",
        "null",
        "2024-05-06",
        "Rain fell.",
        "null",
        "null",
        "null",
    ]
    (article,) = articles(read("\t".join(cells).encode() + b"\n"))
    assert (article.text, article.url, article.outlet) == ("Rain fell.", "https://e.org/1", "e.org")


def test_a_url_and_tabs_alone_are_no_table_of_trafilatura() -> None:
    (article,) = articles(read(b"https://e.org/1\ta\tb\tc\td\te\tf\tThe mayor spoke.\n"))
    assert article.provenance.reader == "text"


def test_a_field_of_more_than_131072_characters_is_read() -> None:
    (article,) = articles(read(b"title,text\nRain," + b"rain " * 40_000 + b"\n"))
    assert len(article.text) == 200_000


def test_a_sentence_with_commas_is_no_header() -> None:
    (article,) = articles(read(b"Body, heart and soul went into it, they said.\nIt was not enough."))
    assert article.provenance.reader == "text"


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (b"a1,,t,2024-05-06,x,y,z", "record.ragged"),
        (b"a1,,t,2024-05-06,caf\xe9", "input.encoding"),
        (b"a1", "record.unknown_fields"),
    ],
)
def test_a_bad_row_costs_itself_and_no_other(row: bytes, kind: str) -> None:
    refused, kept = read(HEAD + row + b"\na2,,Snow,2024-05-07,Snow fell.\n", "a.csv")
    assert isinstance(refused, Refusal)
    assert (refused.kind, refused.provenance.line) == (kind, 2)
    assert isinstance(kept, Article)


def test_a_quote_left_open_is_refused_at_the_cap() -> None:
    raw = HEAD + b'a1,,t,2024-05-06,"x' + b"\nRain fell." * 5_000
    assert [r.kind for r in refusals(read(raw, "a.csv", limits=SMALL))] == ["record.too_large"]


def test_nul_bytes_in_a_row_are_kept_for_the_clean_up() -> None:
    assert articles(read(b"title,text\nRain,Rain\x00fell.\n"))[0].text == "Rain\x00fell."


def test_unknown_columns_are_refused_with_their_names() -> None:
    (refused,) = refusals(read(b"nr,verse\n1,Rain fell.\n", "a.csv"))
    assert "found the columns nr, verse" in str(refused)
