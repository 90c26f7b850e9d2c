"""`dateline watch` keeps what it reads and remembers it; wrong files and options cost one line."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.cli.watch import Keep, _file, _store
from dateline.sources.feed_list import Feed, FeedList
from dateline.sources.polling import Poller, load_memory
from dateline.stores import open_store
from tests.sources.helpers import articles, read_files
from tests.sources.made import TEXT, TITLE, page, rss
from tests.sources.server import Site, site

AGENT = "Example (mailto:desk@example.org)"


@pytest.fixture
def served() -> Iterator[Site]:
    with site() as running:
        running.pages["/feed"] = (
            200,
            {},
            rss().replace(b"https://example.org/narva/bridge", running.url("/b").encode()),
        )
        running.pages["/b"] = (200, {}, page())
        yield running


def rounds(served: Site, memory: Path, make: Callable[[Path], Keep]) -> list[tuple[int, int]]:
    """What two rounds keep, the second by a new process that remembers the first."""
    feeds = FeedList(feeds=(Feed(url=served.url("/feed")), Feed(url=served.url("/gone"))), agent=AGENT)
    found = []
    for _ in range(2):
        poller = Poller(feeds=feeds, fetcher=served.fetcher(), memory=load_memory(memory), sleep=lambda _: None)
        found.append(make(memory)(poller))
        poller.helper.close()
    return found


def test_a_round_adds_new_reports_to_the_file_and_a_second_adds_none(
    served: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "news.jsonl"
    assert rounds(served, tmp_path / "memory.json", lambda memory: _file(out, memory)) == [(1, 1), (0, 1)]
    assert [a.text for a in articles(read_files([out]))] == [TEXT]
    assert "/gone: the server answered with status 404" in capsys.readouterr().err


def test_a_round_codes_new_reports_into_the_store(served: Site, tmp_path: Path) -> None:
    store = str(tmp_path / "news.db")
    assert rounds(served, tmp_path / "memory.json", lambda memory: _store(store, memory, None)) == [(1, 1), (0, 1)]
    with open_store(store, read_only=True) as kept:
        assert kept.about()["counts"]["reports"] == 1
        assert TITLE in "".join(kept.dump())
        assert any("status 404" in str(trouble) for trouble in kept.troubles())


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--out", "a.jsonl"], "watch.agent is missing"),
        ([], "name either --out FILE for JSON Lines or --store FILE"),
        (["--out", "a.jsonl", "--store", "a.db"], "name either --out"),
    ],
)
def test_a_wrong_list_or_target_costs_one_line(tmp_path: Path, options: list[str], says: str) -> None:
    (tmp_path / "feeds.toml").write_text("[watch]\n")
    given = [str(tmp_path / o) if o.startswith("a.") else o for o in options]
    done = CliRunner().invoke(app, ["watch", str(tmp_path / "feeds.toml"), *given, "--once"])
    assert done.exit_code == 2
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["feeds.toml"]
