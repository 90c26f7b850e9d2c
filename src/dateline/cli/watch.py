"""`dateline watch`: new reports of feeds, fetched politely, into a file or a store; no other command has a network."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.app import app
from dateline.cli.common import BAD_INPUT, PARTIAL, Config, clearly, complain, fail, load_coder
from dateline.cli.stored import opened

if TYPE_CHECKING:
    from dateline.ingest import Step
    from dateline.sources.article import Article, Refusal
    from dateline.sources.polling import Poller

SECONDS_A_MINUTE = 60.0

Keep = Callable[["Poller"], tuple[int, int]]
"""Asks every feed once and keeps the reports; returns how many were read and how many refused."""


@app.command(epilog="Example: dateline watch feeds.toml --out news.jsonl --once")
def watch(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS.TOML", help="The feeds, and who asks for them.")],
    out: Annotated[Path | None, typer.Option("--out", help="A file of JSON Lines to add to.", dir_okay=False)] = None,
    store: Annotated[str | None, typer.Option("--store", metavar="FILE", help="A store to code into.")] = None,
    memory: Annotated[
        Path | None, typer.Option("--memory", help="What was read before; else a file beside it.", dir_okay=False)
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Ask each feed once, and end.")] = False,
    config: Config = None,
) -> None:
    """Poll news feeds and keep their new reports, with the pages behind them."""
    from dateline.sources.feed_list import read_feed_list  # noqa: PLC0415  (a quick --help)
    from dateline.sources.fetching import Fetcher, Rules  # noqa: PLC0415
    from dateline.sources.polling import Poller, load_memory  # noqa: PLC0415

    if (out is None) == (store is None):
        fail("watch: name either --out FILE for JSON Lines or --store FILE for coded reports")
    with clearly():
        listed = read_feed_list(feeds)
        remembered = memory or Path(f"{out or (store if store and '://' not in store else feeds)}.memory.json")
        keep: Keep = _file(out, remembered) if out else _store(str(store), remembered, config)
        fetcher = Fetcher(rules=Rules(agent=listed.agent))
        poller = Poller(feeds=listed, fetcher=fetcher, memory=load_memory(remembered))
        try:
            _rounds(poller, keep, once=once)
        finally:
            poller.helper.close()


def _rounds(poller: "Poller", keep: Keep, *, once: bool) -> None:
    try:
        while True:
            read, refused = keep(poller)
            typer.echo(f"watch: {read} new reports, {refused} refused", err=True)
            if once:
                raise typer.Exit(0 if not refused else PARTIAL if read else BAD_INPUT)
            time.sleep(poller.feeds.every_minutes * SECONDS_A_MINUTE)
    except KeyboardInterrupt:
        typer.echo("", err=True)


def _file(out: Path, memory: Path) -> Keep:
    """Add reports to a file, each as it comes."""

    def keep(poller: "Poller") -> tuple[int, int]:
        from dateline.sources.article import Refusal  # noqa: PLC0415
        from dateline.sources.polling import save_memory  # noqa: PLC0415
        from dateline.sources.rows import article_line  # noqa: PLC0415

        read = refused = 0
        try:
            with out.open("a", encoding="utf-8") as file:
                for item in _complaining(poller.poll()):
                    if isinstance(item, Refusal):
                        refused += 1
                    else:
                        file.write(article_line(item))
                        file.flush()
                        read += 1
        except OSError as trouble:
            fail(f"{out}: cannot be written: {trouble.strerror}; name another file with --out")
        finally:
            save_memory(memory, poller.memory)
        return read, refused

    return keep


def _store(store: str, memory: Path, config: Path | None) -> Keep:
    """Code reports into a store; what was read is remembered only when the round is kept whole."""

    def keep(poller: "Poller") -> tuple[int, int]:
        from dateline.ingest import Adding, fold_store  # noqa: PLC0415
        from dateline.sources.polling import save_memory  # noqa: PLC0415

        with opened(store, read_only=False) as kept:
            tally = Adding(kept, step).run(_complaining(poller.poll()))
            fold_store(kept)
        save_memory(memory, poller.memory)
        return tally.reports, tally.refused

    step = _step(config)
    return keep


def _step(config: Path | None) -> "Step":
    from dateline.config import Settings, read_settings  # noqa: PLC0415
    from dateline.ingest import Step  # noqa: PLC0415

    return Step(
        coder=cache(lambda: load_coder(config)),
        settings=read_settings(config) if config else Settings(),
        command="watch",
        now=lambda: datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _complaining(items: "Iterator[Article | Refusal]") -> "Iterator[Article | Refusal]":
    from dateline.sources.article import Refusal  # noqa: PLC0415

    for item in items:
        if isinstance(item, Refusal):
            complain(str(item))
        yield item
