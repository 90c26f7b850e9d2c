"""`feeds.toml`: which feeds are polled, by whom, how often and how gently."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import ConfigError
from dateline.knowledge.files import read_toml
from dateline.sources.addresses import target
from dateline.sources.refused import RefusedError

LEAST_DELAY_SECONDS = 1.0
LEAST_MINUTES = 5.0
_WATCH = {"agent": str, "every_minutes": (int, float), "delay_seconds": (int, float), "pages": bool}
_FEED = {"url": str, "outlet": str, "pages": bool}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed. With `pages` the page behind each new entry is fetched; without, the entry's teaser is all."""

    url: str
    outlet: str | None = None
    pages: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedList:
    """The feeds, in the file's order, and the manners: `agent` says who asks and how to reach them."""

    feeds: tuple[Feed, ...]
    agent: str
    every_minutes: float = 30.0
    delay_seconds: float = 5.0


def read_feed_list(path: Path) -> FeedList:
    """Read a list of feeds.

    Raises:
        ConfigError: the file, the entry, what was found and what is allowed.
    """
    table = read_toml(path)
    for name in table:
        if name not in {"watch", "feeds"}:
            raise ConfigError(f"{path}: {name}: not known; expected [watch] and [[feeds]]")
    watch = _checked(path, "watch", table.get("watch", {}), _WATCH)
    if not watch.get("agent"):
        wanted = 'agent = "Name (mailto:you@example.org)"'
        raise ConfigError(f"{path}: watch.agent is missing; say who asks and how to reach you: {wanted}")
    rows = table.get("feeds", [])
    if not isinstance(rows, list) or not rows:
        raise ConfigError(f'{path}: no feeds; add [[feeds]] with url = "https://…"')
    feeds = tuple(_feed(path, f"feeds.{n}", row, pages=watch.get("pages", True)) for n, row in enumerate(rows))
    return FeedList(
        feeds=feeds,
        agent=watch["agent"],
        every_minutes=max(LEAST_MINUTES, float(watch.get("every_minutes", 30.0))),
        delay_seconds=max(LEAST_DELAY_SECONDS, float(watch.get("delay_seconds", 5.0))),
    )


def _feed(path: Path, where: str, row: Any, *, pages: bool) -> Feed:
    found = _checked(path, where, row, _FEED)
    if "url" not in found:
        raise ConfigError(f"{path}: {where}.url is missing")
    try:
        target(found["url"])
    except RefusedError as trouble:
        raise ConfigError(f"{path}: {where}.url: {trouble.reason}") from trouble
    return Feed(url=found["url"], outlet=found.get("outlet"), pages=found.get("pages", pages))


def _checked(path: Path, where: str, table: Any, known: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: {where}: expected a table, found {table!r}")
    for key, value in table.items():
        if key not in known:
            raise ConfigError(f"{path}: {where}.{key}: not known; expected {', '.join(known)}")
        if not isinstance(value, known[key]) or (isinstance(value, bool) and known[key] is not bool):
            raise ConfigError(f"{path}: {where}.{key}: of the wrong kind, found {value!r}")
    return dict(table)
