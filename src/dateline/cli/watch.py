"""`dateline watch`: new reports of feeds, fetched politely, a line of JSON each; no other command uses the network."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.app import app
from dateline.cli.common import BAD_INPUT, PARTIAL, clearly, complain, fail

if TYPE_CHECKING:
    from dateline.sources.polling import Poller

SECONDS_A_MINUTE = 60.0


@app.command(epilog="Example: dateline watch feeds.toml --out news.jsonl --once")
def watch(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS.TOML", help="The feeds, and who asks for them.")],
    out: Annotated[Path, typer.Option("--out", help="The file to add reports to, as JSON Lines.", dir_okay=False)],
    memory: Annotated[
        Path | None, typer.Option("--memory", help="What was read before; beside --out if not named.", dir_okay=False)
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Ask each feed once, and end.")] = False,
) -> None:
    """Poll news feeds and write their new reports, with the pages behind them, for `dateline add` or `code` to read."""
    from dateline.sources.feed_list import read_feed_list  # noqa: PLC0415
    from dateline.sources.fetching import Fetcher, Rules  # noqa: PLC0415
    from dateline.sources.polling import Poller, load_memory  # noqa: PLC0415

    with clearly():
        listed = read_feed_list(feeds)
        remembered = memory or out.with_name(f"{out.name}.memory.json")
        poller = Poller(feeds=listed, fetcher=Fetcher(rules=Rules(agent=listed.agent)), memory=load_memory(remembered))
        try:
            while True:
                read, refused = poll_once(poller, out, remembered)
                if once:
                    raise typer.Exit(0 if not refused else PARTIAL if read else BAD_INPUT)
                time.sleep(listed.every_minutes * SECONDS_A_MINUTE)
        except KeyboardInterrupt:
            typer.echo("")
        finally:
            poller.helper.close()


def poll_once(poller: "Poller", out: Path, memory: Path) -> tuple[int, int]:
    """Ask every feed once, add its reports to `out`, keep the memory; return how many were read and refused."""
    from dateline.sources.article import Refusal  # noqa: PLC0415
    from dateline.sources.polling import save_memory  # noqa: PLC0415
    from dateline.sources.rows import article_line  # noqa: PLC0415

    read = refused = 0
    try:
        with out.open("a", encoding="utf-8") as file:
            for item in poller.poll():
                if isinstance(item, Refusal):
                    complain(str(item))
                    refused += 1
                else:
                    file.write(article_line(item))
                    file.flush()
                    read += 1
    except OSError as trouble:
        fail(f"{out}: cannot be written: {trouble.strerror}; name another file with --out")
    finally:
        save_memory(memory, poller.memory)
    typer.echo(f"watch: {read} new reports, {refused} refused", err=True)
    return read, refused
