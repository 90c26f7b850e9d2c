"""Feeds: teasers are said to be teasers, and the guid identifies."""

from tests.sources.helpers import articles, read, refusals
from tests.sources.made import PARAGRAPHS, URL, atom, json_feed, rss


def test_a_description_is_a_summary_and_a_long_content_is_not() -> None:
    teaser, whole, told = (articles(read(raw))[0] for raw in (rss(), atom(), json_feed()))
    assert (teaser.is_summary, whole.is_summary, told.is_summary) == (True, False, False)
    assert teaser.text == PARAGRAPHS[0]
    assert whole.text.count(PARAGRAPHS[1]) == 4


def test_an_entry_keeps_guid_url_and_feed() -> None:
    for raw in (rss(), atom(), json_feed()):
        (article,) = articles(read(raw))
        assert (article.identity, article.url, article.outlet) == ("narva-1", URL, "Example Post")


def test_an_entry_without_text_gives_its_title() -> None:
    start, end = rss().split(b"<description>")[0], b"</item></channel></rss>"
    (article,) = articles(read(start + end))
    assert (article.text, article.is_summary) == (article.title, True)


def test_a_feed_without_entries_is_refused() -> None:
    (refused,) = refusals(read(b"<rss version='2.0'><channel><title>Example</title></channel></rss>"))
    assert refused.kind == "input.no_report"


def test_bytes_that_name_a_file_are_not_opened() -> None:
    assert not [item for item in read(b"/etc/hostname", reader="feed") if hasattr(item, "text")]
