"""`dateline watch` writes what it reads and remembers it; wrong files cost one line."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.cli.watch import poll_once
from dateline.sources.feed_list import Feed, FeedList
from dateline.sources.polling import Poller, load_memory
from tests.sources.helpers import articles, read_files
from tests.sources.made import TEXT, page, rss
from tests.sources.server import site

AGENT = "Example (mailto:desk@example.org)"


def test_a_round_adds_new_reports_to_the_file_and_a_second_adds_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, memory = tmp_path / "news.jsonl", tmp_path / "memory.json"
    with site() as served:
        served.pages["/feed"] = (200, {}, rss().replace(b"https://example.org/narva/bridge", served.url("/b").encode()))
        served.pages["/b"] = (200, {}, page())
        feeds = FeedList(feeds=(Feed(url=served.url("/feed")), Feed(url=served.url("/gone"))), agent=AGENT)
        for expected in ((1, 1), (0, 1)):
            poller = Poller(feeds=feeds, fetcher=served.fetcher(), memory=load_memory(memory), sleep=lambda _: None)
            assert poll_once(poller, out, memory) == expected
            poller.helper.close()
    assert [a.text for a in articles(read_files([out]))] == [TEXT]
    assert "/gone: the server answered with status 404" in capsys.readouterr().err


def test_a_wrong_list_of_feeds_costs_one_line(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text("[watch]\n")
    done = CliRunner().invoke(
        app, ["watch", str(tmp_path / "feeds.toml"), "--out", str(tmp_path / "a.jsonl"), "--once"]
    )
    assert done.exit_code == 2
    assert "watch.agent is missing" in done.stderr
    assert not (tmp_path / "a.jsonl").exists()
