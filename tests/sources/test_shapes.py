"""The records of common scrapers are recognised by their keys."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import trafilatura

from dateline.sources.article import Article
from tests.sources import made
from tests.sources.helpers import articles, read, read_files
from tests.sources.made import page

TEXT = "Border guards turned back a truck near Narva on Monday.\n\nThe driver was let go."
URL = "https://example.org/news/truck"
TRAFILATURA = {
    "title": "Truck turned back",
    "author": "Ann Example; Bo Example",
    "hostname": "example.org",
    "date": "2024-05-06",
    "fingerprint": "f00",
    "id": None,
    "source": URL,
    "source-hostname": "Example Post",
    "excerpt": "A truck.",
    "text": TEXT,
    "language": "en",
}
NEWSPAPER = {
    "url": URL,
    "read_more_link": "",
    "language": "en",
    "title": "Truck turned back",
    "text": TEXT,
    "publish_date": "2024-05-06T08:00:00+02:00",
    "authors": ["Ann Example", "Bo Example"],
    "meta_site_name": "Example Post",
    "top_image": "",
    "summary": "",
}
NEWS_PLEASE = {
    "authors": ["Ann Example", "Bo Example"],
    "date_download": "2024-05-07 01:02:03",
    "date_publish": "2024-05-06 08:00:00",
    "description": "A truck.",
    "language": "en",
    "maintext": TEXT,
    "source_domain": "Example Post",
    "text": None,
    "title": "Truck turned back",
    "url": URL,
}
FUNDUS = {
    "title": "Truck turned back",
    "authors": ["Ann Example", "Bo Example"],
    "publisher": "Example Post",
    "publishing_date": "2024-05-06 08:00:00+02:00",
    "body": {
        "summary": ["Border guards turned back a truck near Narva on Monday."],
        "sections": [{"headline": [], "paragraphs": ["The driver was let go."]}],
    },
    "html": {"responded_url": URL},
}
PLAIN = {"URL": URL, "Headline": "Truck turned back", "Published": "6 May 2024", "Text": TEXT, "Outlet": "Example Post"}


@pytest.mark.parametrize(
    ("record", "shape"),
    [
        (TRAFILATURA, "trafilatura"),
        (NEWSPAPER, "newspaper4k"),
        (NEWS_PLEASE, "news-please"),
        (FUNDUS, "fundus"),
        (PLAIN, "plain"),
    ],
)
def test_a_scraper_s_record_is_recognised(record: dict[str, Any], shape: str) -> None:
    article = one(record)
    assert article.provenance.reader == f"json:{shape}"
    assert (article.text, article.title) == (TEXT, "Truck turned back")
    assert (article.filed, article.url, article.outlet) == (date(2024, 5, 6), URL, "Example Post")
    assert article.identity == URL
    assert article.authors == (() if shape == "plain" else ("Ann Example", "Bo Example"))


@pytest.mark.parametrize("written", ["json", "csv"])
def test_what_trafilatura_itself_writes_is_read(tmp_path: Path, written: str) -> None:
    text = trafilatura.extract(page().decode(), url=made.URL, output_format=written, with_metadata=True)
    assert text is not None
    (tmp_path / "out").write_text(f"{text}\n{text}\n")
    for article in articles(read_files([tmp_path / "out"])):
        assert article.text == made.TEXT.replace("\n\n", "\n")
        assert (article.title, article.filed, article.url) == (made.TITLE, date(2024, 5, 6), made.URL)


def test_none_in_words_is_nothing() -> None:
    article = one({**NEWS_PLEASE, "title": "None", "date_publish": "None"})
    assert (article.title, article.filed, article.notes) == ("", None, ())


def test_news_please_tells_when_it_was_fetched() -> None:
    assert one(NEWS_PLEASE).provenance.retrieved == "2024-05-07 01:02:03"


def test_a_record_with_a_teaser_alone_is_a_summary() -> None:
    article = one({**NEWS_PLEASE, "maintext": None})
    assert (article.text, article.is_summary) == ("A truck.", True)


def test_our_own_record_comes_back_as_it_was() -> None:
    own = {"doc_id": "d1", "date": "2024-05-06", "date_from": "dateline", "title": "Truck", "outlet": None, "url": None}
    article = one({**own, "sha256": "a" * 64, "text": "Truck\n\nIt left.", "events": [], "engine": {}})
    assert (article.text, article.title, article.filed_from) == ("It left.", "Truck", "dateline")
    assert (article.identity, article.provenance.sha256) == ("d1", "a" * 64)


def one(record: dict[str, Any]) -> Article:
    return articles(read(json.dumps(record).encode()))[0]
