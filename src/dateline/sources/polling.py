"""Feeds to new reports, politely: unchanged feeds are not sent again, robots.txt is kept to, sites get their pauses."""

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from email.utils import parsedate_to_datetime
from io import BytesIO
from pathlib import Path
from urllib.robotparser import RobotFileParser

from dateline.errors import ConfigError
from dateline.sources import claimed
from dateline.sources.addresses import target
from dateline.sources.article import Article, Origin, Refusal
from dateline.sources.child import Helper
from dateline.sources.feed import feed_articles
from dateline.sources.feed_list import Feed, FeedList
from dateline.sources.fetching import Fetcher, Response
from dateline.sources.html import PAGES, page_article
from dateline.sources.opening import HEAD_BYTES
from dateline.sources.reading import DEFAULTS, finished
from dateline.sources.refused import RefusedError

READER = "watch"
_SEEN_AT_MOST = 5_000
"""Entries that are remembered for each feed; a feed shows some dozens at a time."""
_ROBOTS_BYTES = 500_000
_LONGEST_PAUSE_SECONDS = 120.0
_BUSY = (429, 503)
_OK, _NOT_MODIFIED, _SERVER_ERROR = 200, 304, 500


@dataclass(slots=True, kw_only=True)
class Memory:
    """What is remembered of a feed from one poll to the next: its validators, and the entries already read."""

    etag: str = ""
    last_modified: str = ""
    seen: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Poller:
    """Polls the feeds of a list, one request at a time; `sleep` and `now` (seconds) are the only clock."""

    feeds: FeedList
    fetcher: Fetcher
    memory: dict[str, Memory] = field(default_factory=dict)
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic
    helper: Helper = field(default_factory=Helper)
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)
    _busy: set[str] = field(default_factory=set)  # sites that are left alone for the rest of a round

    def poll(self) -> Iterator[Article | Refusal]:
        """Ask every feed once; give its new entries as reports. A feed or page that fails costs a refusal."""
        self._robots.clear()  # read anew each round
        self._busy.clear()
        for feed in self.feeds.feeds:
            try:
                yield from self._poll(feed, self.memory.setdefault(feed.url, Memory()))
            except RefusedError as trouble:
                yield Origin(file=feed.url).refusal(READER, trouble.kind, f"{trouble.reason}; asked again next time")

    def _poll(self, feed: Feed, memory: Memory) -> Iterator[Article | Refusal]:
        known = {"If-None-Match": memory.etag, "If-Modified-Since": memory.last_modified}
        found = self._get(feed.url, {name: value for name, value in known.items() if value})
        if found.status == _NOT_MODIFIED:
            return
        _expect_ok(found)
        seen = set(memory.seen)
        for item in _entries(found, Origin(file=feed.url, helper=self.helper)):
            if isinstance(item, Refusal):
                yield item
                continue
            if item.identity in seen:
                continue
            told = replace(item, outlet=feed.outlet or item.outlet)
            yield finished(self._whole(told, found) if feed.pages else _fetched(told, found), DEFAULTS)
            memory.seen = [*memory.seen, item.identity][-_SEEN_AT_MOST:]
            seen.add(item.identity)
        memory.etag, memory.last_modified = found.headers.get("etag", ""), found.headers.get("last-modified", "")

    def _whole(self, entry: Article, feed: Response) -> Article | Refusal:
        """The report behind an entry; where it cannot be had, the entry with a note that says why."""
        if entry.url is None or not entry.is_summary:
            return _fetched(entry, feed)
        try:
            found = self._get(entry.url)
            _expect_ok(found)
            _expect_page(found)
            origin = Origin(file=entry.url, helper=self.helper)
            place = replace(origin.provenance(READER, found.body), ids=entry.provenance.ids)
            place = replace(place, retrieved=_when(found))
            page = page_article(found.body, origin, place, url=found.url)
        except RefusedError as trouble:
            return _fetched(entry, feed).with_note("page.not_fetched", f"the page could not be had: {trouble.reason}")
        return replace(
            page,
            id=entry.id,
            url=entry.url,
            title=entry.title or page.title,
            outlet=entry.outlet or page.outlet,
            filed=entry.filed or page.filed,
            filed_from=entry.filed_from if entry.filed else page.filed_from,
        )

    def _get(self, url: str, headers: Mapping[str, str] | None = None) -> Response:
        """Fetch what robots.txt allows, after the site's pause.

        Raises:
            RefusedError: it is not allowed, not to be had, or not to be talked to at all.
        """
        site = target(url, ports=self.fetcher.rules.ports).site
        if site in self._busy:
            raise RefusedError("url.busy", f"{site} asked for a rest")
        robots = self._robots_of(site)
        if not robots.can_fetch(self.feeds.agent, url):
            raise RefusedError("url.robots", f"{site}/robots.txt asks not to fetch it")
        own = robots.crawl_delay(self.feeds.agent)
        self._pause(site, min(_LONGEST_PAUSE_SECONDS, max(self.feeds.delay_seconds, float(own or 0))))
        found = self.fetcher.get(url, headers)
        if found.status in _BUSY:
            self._busy.add(site)
        return found

    def _robots_of(self, site: str) -> RobotFileParser:
        if site not in self._robots:
            robots = self._robots[site] = RobotFileParser()
            self._pause(site, self.feeds.delay_seconds)
            try:
                found = self.fetcher.get(f"{site}/robots.txt")
            except RefusedError:
                del self._robots[site]
                raise
            rules = found.body[:_ROBOTS_BYTES].decode("utf-8", "replace").splitlines()
            if found.status != _OK:  # RFC 9309, 2.3.1.3 and 2.3.1.4: there is none, or as if it forbade everything
                rules = ["User-agent: *", "Disallow: /"] if found.status >= _SERVER_ERROR else []
            robots.parse(rules)
        return self._robots[site]

    def _pause(self, site: str, seconds: float) -> None:
        if site in self._asked and (left := self._asked[site] + seconds - self.now()) > 0:
            self.sleep(left)
        self._asked[site] = self.now()


def _entries(found: Response, origin: Origin) -> Iterator[Article | Refusal]:
    """The entries of what was answered, if it is a feed: RSS, Atom or JSON Feed."""
    reader = claimed(found.body[:HEAD_BYTES], "")
    if reader.name == "feed":
        yield from feed_articles(found.body, origin, READER)
    elif reader.name == "json":
        yield from reader.read(BytesIO(found.body), origin)
    else:
        raise RefusedError("feed.none", f"the answer is no feed (it looks like {reader.name}); look at it in a browser")


def _expect_ok(found: Response) -> None:
    if found.status != _OK:
        raise RefusedError("url.status", f"the server answered with status {found.status}")


def _expect_page(found: Response) -> None:
    kind = found.headers.get("content-type", PAGES[0]).split(";")[0].strip().lower()
    if kind not in PAGES:
        raise RefusedError("page.kind", f"it is {kind}, not a web page")


def _fetched(entry: Article, found: Response) -> Article:
    return replace(entry, provenance=replace(entry.provenance, retrieved=_when(found)))


def _when(found: Response) -> str | None:
    """When a server says that it answered, in ISO form: never this machine's clock."""
    try:
        return parsedate_to_datetime(found.headers["date"]).isoformat()
    except (KeyError, ValueError):
        return None


def load_memory(path: Path) -> dict[str, Memory]:
    """Read what was remembered of the feeds; nothing where there is no file yet.

    Raises:
        ConfigError: the file is not of our making.
    """
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {url: Memory(**row) for url, row in rows.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError) as trouble:
        raise ConfigError(f"{path}: not a memory of feeds ({trouble}); remove it to read all anew") from trouble


def save_memory(path: Path, memory: Mapping[str, Memory]) -> None:
    """Write what is remembered, whole or not at all."""
    rows = {url: asdict(feed) for url, feed in sorted(memory.items())}
    draft = path.with_name(f"{path.name}.new")
    draft.write_text(json.dumps(rows, indent=1, ensure_ascii=False), encoding="utf-8")
    os.replace(draft, path)  # noqa: PTH105  (says what it does)
