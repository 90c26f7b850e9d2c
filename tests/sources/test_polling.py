"""Feeds are polled politely, against a real server on loopback."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dateline.errors import ConfigError
from dateline.sources.article import Article, Refusal
from dateline.sources.feed_list import Feed, FeedList, read_feed_list
from dateline.sources.polling import Memory, Poller, load_memory, save_memory
from dateline.sources.rows import article_line
from tests.sources.helpers import articles, read
from tests.sources.made import PARAGRAPHS, TEXT, TITLE, json_feed, page, rss
from tests.sources.server import Site, site

AGENT = "Example Institute (mailto:desk@example.org)"
STAMP = {"Date": "Tue, 07 May 2024 01:02:03 GMT"}


@pytest.fixture
def served() -> Iterator[Site]:
    with site() as running:
        feed = rss().replace(b"https://example.org/narva/bridge", running.url("/bridge").encode())

        def answer(headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
            if headers.get("if-none-match") == '"1"':
                return 304, {}, b""
            return 200, {"ETag": '"1"', "Last-Modified": "Mon, 06 May 2024 05:00:00 GMT", **STAMP}, feed

        running.pages["/feed"] = answer
        running.pages["/bridge"] = (200, {"Content-Type": "text/html", **STAMP}, page())
        yield running


class Clock:
    """A clock that stands still but for the pauses, which it counts."""

    def __init__(self) -> None:
        self.seconds, self.pauses = 0.0, []  # type: float, list[float]

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.seconds += seconds


def poller(served: Site, *, pages: bool = True, delay: float = 5.0) -> tuple[Poller, Clock]:
    clock = Clock()
    feeds = FeedList(feeds=(Feed(url=served.url("/feed"), pages=pages),), agent=AGENT, delay_seconds=delay)
    made = Poller(feeds=feeds, fetcher=served.fetcher(agent=AGENT), sleep=clock.sleep, now=lambda: clock.seconds)
    return made, clock


def paths(served: Site) -> list[str]:
    return [path for path, _ in served.asked]


def test_the_page_behind_a_new_entry_is_read_whole(served: Site) -> None:
    polled, _ = poller(served)
    (article,) = articles(list(polled.poll()))
    assert (article.text, article.title, article.identity) == (TEXT, TITLE, "narva-1")
    assert (article.filed, article.filed_from, article.is_summary) == (date(2024, 5, 6), "metadata", False)
    assert article.provenance.retrieved == "2024-05-07T01:02:03+00:00"
    assert article.provenance.reader == "watch:trafilatura"
    assert paths(served) == ["/robots.txt", "/feed", "/bridge"]


def test_without_pages_the_teaser_is_given_as_one(served: Site) -> None:
    polled, _ = poller(served, pages=False)
    (article,) = articles(list(polled.poll()))
    assert (article.text, article.is_summary) == (PARAGRAPHS[0], True)
    assert article.provenance.retrieved == "2024-05-07T01:02:03+00:00"


def test_an_unchanged_feed_is_not_sent_again_and_an_entry_is_read_once(served: Site, tmp_path: Path) -> None:
    first, _ = poller(served)
    assert len(list(first.poll())) == 1
    save_memory(tmp_path / "memory.json", first.memory)
    again, _ = poller(served)
    again.memory = load_memory(tmp_path / "memory.json")
    served.asked.clear()
    assert list(again.poll()) == []
    assert paths(served) == ["/robots.txt", "/feed"]
    asked = served.asked[1][1]
    assert asked["if-none-match"] == '"1"'
    assert asked["if-modified-since"] == "Mon, 06 May 2024 05:00:00 GMT"
    for memory in again.memory.values():
        memory.etag = memory.last_modified = ""
    assert list(again.poll()) == []


def test_requests_to_a_site_are_parted_by_the_delay(served: Site) -> None:
    polled, clock = poller(served, delay=7.0)
    list(polled.poll())
    assert clock.pauses == [7.0, 7.0]


def test_a_longer_delay_that_robots_txt_asks_for_is_kept(served: Site) -> None:
    served.pages["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 20\n")
    polled, clock = poller(served)
    list(polled.poll())
    assert clock.pauses == [20.0, 20.0]


def test_what_robots_txt_forbids_is_not_fetched(served: Site) -> None:
    served.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /bridge\n")
    polled, _ = poller(served)
    (article,) = articles(list(polled.poll()))
    assert (article.text, article.is_summary) == (PARAGRAPHS[0], True)
    assert "robots.txt asks not to fetch it" in article.notes[0].message
    assert "/bridge" not in paths(served)


@pytest.mark.parametrize(
    ("status", "body"), [(200, b"User-agent: *\nDisallow: /"), (200, b"User-agent: example\nDisallow: /"), (503, b"")]
)
def test_a_feed_that_robots_txt_forbids_or_hides_is_refused(served: Site, status: int, body: bytes) -> None:
    served.pages["/robots.txt"] = (status, {}, body)
    polled, _ = poller(served)
    (item,) = polled.poll()
    assert isinstance(item, Refusal)
    assert item.kind == "url.robots"
    assert paths(served) == ["/robots.txt"]


def test_a_page_that_fails_costs_the_page_and_not_the_entry(served: Site) -> None:
    served.pages["/bridge"] = (500, {}, b"")
    polled, _ = poller(served)
    (article,) = articles(list(polled.poll()))
    assert article.is_summary
    assert article.notes[0].kind == "page.not_fetched"


def test_a_json_feed_is_read_too(served: Site) -> None:
    served.pages["/feed"] = (200, {}, json_feed())
    polled, _ = poller(served)
    (article,) = articles(list(polled.poll()))
    assert (article.text, article.identity) == (TEXT, "narva-1")


@pytest.mark.parametrize("body", [page(), b"Not a feed at all.", b""])
def test_what_is_no_feed_is_refused(served: Site, body: bytes) -> None:
    served.pages["/feed"] = (200, {}, body)
    polled, _ = poller(served)
    (item,) = polled.poll()
    assert isinstance(item, Refusal)
    assert item.kind == "feed.none"


def test_a_link_to_a_picture_leaves_the_teaser(served: Site) -> None:
    served.pages["/bridge"] = (200, {"Content-Type": "image/png"}, page())
    polled, _ = poller(served)
    (article,) = articles(list(polled.poll()))
    assert article.is_summary
    assert "it is image/png, not a web page" in article.notes[0].message


@pytest.mark.parametrize("status", [429, 503])
def test_a_site_that_asks_for_a_rest_gets_it_until_the_next_round(served: Site, status: int) -> None:
    start, item, end = rss().partition(b"<item>")[0], b"<item>", b"</channel></rss>"
    one = item + rss().partition(b"<item>")[2].removesuffix(end)
    two = one.replace(b"narva-1", b"narva-2")
    both = start + (one + two).replace(b"https://example.org/narva/bridge", served.url("/bridge").encode()) + end
    served.pages["/feed"] = (200, {}, both)
    served.pages["/bridge"] = (status, {}, b"")
    polled, _ = poller(served)
    assert [a.is_summary for a in articles(list(polled.poll()))] == [True, True]
    assert paths(served).count("/bridge") == 1
    assert articles(list(polled.poll())) == []


def test_a_feed_that_fails_is_refused_and_the_next_one_read(served: Site) -> None:
    polled, _ = poller(served)
    gone, good = Feed(url=served.url("/gone")), polled.feeds.feeds[0]
    polled.feeds = replace(polled.feeds, feeds=(gone, good))
    refused, article = polled.poll()
    assert isinstance(refused, Refusal)
    assert (refused.kind, refused.provenance.file) == ("url.status", gone.url)
    assert isinstance(article, Article)


def test_a_link_inside_is_not_followed(served: Site) -> None:
    inside = rss().replace(b"https://example.org/narva/bridge", b"http://169.254.169.254/latest/meta-data/")
    served.pages["/feed"] = (200, {}, inside)
    polled, _ = poller(served)
    (article,) = articles(list(polled.poll()))
    assert "not a public address" in article.notes[0].message


def test_what_was_polled_comes_back_from_its_line_the_same(served: Site) -> None:
    polled, _ = poller(served)
    (article,) = articles(list(polled.poll()))
    (again,) = articles(read(article_line(article).encode(), "articles.jsonl"))
    for name in ("text", "title", "filed", "filed_from", "outlet", "url", "identity", "language", "is_summary"):
        assert getattr(again, name) == getattr(article, name), name
    assert again.provenance.retrieved == article.provenance.retrieved


def test_only_so_many_entries_are_remembered(served: Site) -> None:
    polled, _ = poller(served)
    polled.memory[served.url("/feed")] = Memory(seen=[str(n) for n in range(5_000)])
    list(polled.poll())
    (memory,) = polled.memory.values()
    assert (len(memory.seen), memory.seen[0], memory.seen[-1]) == (5_000, "1", "narva-1")


GOOD = f'[watch]\nagent = "{AGENT}"\n[[feeds]]\nurl = "https://example.org/rss.xml"\noutlet = "Example Post"\n'


def test_a_list_of_feeds_is_read_with_gentle_least_values(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text(
        GOOD.replace("[[", "every_minutes = 0\ndelay_seconds = 0\npages = false\n[[", 1)
    )
    found = read_feed_list(tmp_path / "feeds.toml")
    assert (found.agent, found.every_minutes, found.delay_seconds) == (AGENT, 5.0, 1.0)
    assert found.feeds == (Feed(url="https://example.org/rss.xml", outlet="Example Post", pages=False),)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "watch.agent is missing"),
        (f'[watch]\nagent = "{AGENT}"', "no feeds"),
        (GOOD.replace("https", "ftp"), r"feeds.0.url: the URL begins with 'ftp'"),
        (
            GOOD.replace("example.org/rss", "10.0.0.1/rss"),
            "feeds.0.url: the URL names 10.0.0.1, which is not",
        ),
        (GOOD.replace("outlet", "publisher"), "feeds.0.publisher: not known; expected url, outlet, pages"),
        (GOOD.replace('"Example Post"', "7"), "feeds.0.outlet: of the wrong kind, found 7"),
        (GOOD.replace("[watch]", "[wach]"), "wach: not known"),
        (GOOD + "[", "not TOML"),
    ],
)
def test_a_wrong_list_is_told_with_the_entry(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "feeds.toml").write_text(text)
    with pytest.raises(ConfigError, match=says):
        read_feed_list(tmp_path / "feeds.toml")


def test_a_memory_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[1]")
    with pytest.raises(ConfigError, match="not a memory of feeds"):
        load_memory(tmp_path / "a.json")
    assert load_memory(tmp_path / "none.json") == {}
