"""`dateline search`, `happenings` and `show`: what a store holds, by the same filters as the page."""

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli import stored
from dateline.cli.app import app
from dateline.cli.common import fail, out
from dateline.cli.stored import Shape, Shown, StoreName, opened, print_rows, texts
from dateline.exports.flat import COLUMNS

if TYPE_CHECKING:
    from dateline.stores import Store
    from dateline.stores.protocol import Kind

SHORT = ("id", "start", "what", "actors", "recipients", "place", "status", "reports", "headline")
"""The columns of a table; the other formats have all."""


class What(StrEnum):
    """What `dateline search` finds."""

    EVENTS = "events"
    HAPPENINGS = "happenings"


@app.command(epilog='Example: dateline search "checkpoint AND border*" --store news.db --country LTU --since 2023')
def search(
    store: StoreName,
    words: Annotated[str, typer.Argument(help='Words, "phrases", AND, OR, NOT, prefix*.')] = "",
    q: Annotated[str, typer.Option("--q", help="The words, as in the page's address.")] = "",
    of: Annotated[What, typer.Option("--of", help="What to find.")] = What.HAPPENINGS,
    type: stored.Types = None,  # noqa: A002  (the names are the page's and the API's)
    mode: stored.Modes = None,
    party: stored.Parties = None,
    country: stored.Countries = None,
    status: stored.Statuses = None,
    source: stored.Sources = None,
    outlet: stored.Outlets = None,
    place: stored.Places = None,
    certainty: stored.Certainties = None,
    reviewed: stored.Revieweds = None,
    since: stored.Since = None,
    until: stored.Until = None,
    bbox: stored.Box = None,
    sort: stored.Sort = "-date",
    limit: stored.Limit = 50,
    format: Shown = Shape.TABLE,  # noqa: A002
) -> None:
    """Find happenings, or single events, by words and by what was coded."""
    given = texts(
        q=" ".join(filter(None, (words, q))),
        type=type,
        mode=mode,
        party=party,
        country=country,
        status=status,
        source=source,
        outlet=outlet,
        place=place,
        certainty=certainty,
        reviewed=reviewed,
        since=since,
        until=until,
        bbox=bbox,
        sort=sort,
    )
    _list(store, "event" if of is What.EVENTS else "happening", given, limit, format)


@app.command(epilog="Example: dateline happenings --store news.db --type ASSAULT --since 2023-08 --sort=-reports")
def happenings(
    store: StoreName,
    type: stored.Types = None,  # noqa: A002
    mode: stored.Modes = None,
    party: stored.Parties = None,
    country: stored.Countries = None,
    status: stored.Statuses = None,
    source: stored.Sources = None,
    outlet: stored.Outlets = None,
    place: stored.Places = None,
    certainty: stored.Certainties = None,
    reviewed: stored.Revieweds = None,
    since: stored.Since = None,
    until: stored.Until = None,
    bbox: stored.Box = None,
    sort: stored.Sort = "-date",
    limit: stored.Limit = 50,
    format: Shown = Shape.TABLE,  # noqa: A002
) -> None:
    """List happenings: events of different reports that are one, with their witnesses."""
    given = texts(
        type=type,
        mode=mode,
        party=party,
        country=country,
        status=status,
        source=source,
        outlet=outlet,
        place=place,
        certainty=certainty,
        reviewed=reviewed,
        since=since,
        until=until,
        bbox=bbox,
        sort=sort,
    )
    _list(store, "happening", given, limit, format)


@app.command(epilog="Example: dateline show evt_0123456789abcdef --store news.db")
def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="An event, a happening or a report.")],  # noqa: A002
    store: StoreName,
) -> None:
    """Show one event, happening or report whole, as JSON: values, evidence, what people made of it."""
    with opened(store) as kept:
        found = kept.event(id) or kept.happening(id) or kept.report(id)
    if found is None:
        fail(f"{id}: no event, happening or report of {store} has this id; find one: dateline search --store {store}")
    out(json.dumps(found, ensure_ascii=False, indent=2) + "\n")


def _list(store: str, kind: "Kind", given: dict[str, list[str]], limit: int, shape: Shape) -> None:
    with opened(store) as kept:
        rows = _rows(kept, kind, given, limit)
        if shape is Shape.TABLE:
            left_out = "reports" if kind == "event" else ""
            named = (row | {"what": "-".join(filter(None, (row["type"], row["mode"])))} for row in rows)
            print_rows(named, [column for column in SHORT if column != left_out], shape)
        else:
            print_rows(rows, COLUMNS[kind], shape)


def _rows(store: "Store", kind: "Kind", given: dict[str, list[str]], limit: int) -> Iterator[dict[str, Any]]:
    from dateline.stores.filters import MAX_LIMIT, read_query  # noqa: PLC0415  (a quick --help)

    left = limit or None
    cursor: str | None = None
    while left is None or left > 0:
        number = MAX_LIMIT if left is None else min(left, MAX_LIMIT)
        more = {"limit": [str(number)]} | ({"cursor": [cursor]} if cursor else {})
        page = store.find(kind, read_query(given | more))
        yield from page.items
        cursor = page.next
        left = None if left is None else left - len(page.items)
        if cursor is None:
            return
