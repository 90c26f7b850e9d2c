"""NewsML-G2, NITF and ninjs: identity, withdrawals, messages of many."""

import json
from pathlib import Path

import pytest

from dateline.sources.article import to_document
from tests.sources.helpers import articles, read, read_files
from tests.sources.made import TEXT, TITLE, newsml, ninjs, nitf


def test_the_agency_s_own_id_identifies() -> None:
    assert articles(read(newsml()))[0].identity == "urn:newsml:example.org:20240506:narva-1"
    assert articles(read(nitf()))[0].identity == "narva-1"
    assert articles(read(ninjs()))[0].identity == "urn:example:narva-1"


@pytest.mark.parametrize(
    "raw",
    [
        newsml("stat:canceled"),
        newsml("stat:withheld"),
        newsml("http://cv.iptc.org/newscodes/pubstatusg2/canceled"),
        nitf().replace(b"usable", b"canceled"),
        ninjs(3, "canceled"),
        ninjs(1, "withheld"),
    ],
)
def test_a_report_taken_back_is_marked(raw: bytes) -> None:
    (article,) = articles(read(raw))
    assert article.withdrawn
    assert to_document(article).withdrawn


def test_the_paragraphs_are_kept_apart() -> None:
    for raw in (newsml(), nitf(), ninjs(1), ninjs(2), ninjs(3)):
        assert articles(read(raw))[0].text == TEXT


def test_a_usable_report_is_not_marked() -> None:
    assert not any(articles(read(raw))[0].withdrawn for raw in (newsml(), nitf(), ninjs(1), ninjs(2), ninjs(3)))


def test_a_withdrawal_without_text_is_passed_on(tmp_path: Path) -> None:
    raw = {"uri": "urn:example:narva-1", "pubStatus": "canceled"}
    (tmp_path / "a.json").write_text(json.dumps(raw))
    (article,) = articles(read_files([tmp_path / "a.json"]))
    assert (article.withdrawn, article.text) == (True, "")


def test_a_message_gives_its_items_one_by_one() -> None:
    item = newsml().split(b"?>")[1]
    head, end = b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>', b"</itemSet></newsMessage>"
    first, second = articles(read(head + item * 2 + end))
    assert (first.title, second.provenance.record) == (TITLE, 2)


def test_named_characters_of_html_are_read() -> None:
    (article,) = articles(read(nitf().replace(b"Narva on", b"Narv&aacute; on")))
    assert "bridge in Narvá on Monday" in article.text


def test_ninjs_lists_and_lines_are_read() -> None:
    assert len(articles(read(ninjs(3) + b"\n" + ninjs(1) + b"\n"))) == 2
    assert len(articles(read(b"[" + ninjs(3) + b"," + ninjs(2) + b"]"))) == 2
