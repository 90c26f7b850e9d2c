"""What the commands that work on a store share: the option that names it, the filters, rows printed."""

import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.common import make_console, out
from dateline.exports.flat import cell, csv_lines

if TYPE_CHECKING:
    from dateline.stores import Store

StoreName = Annotated[
    str, typer.Option("--store", metavar="FILE", help="The store: an SQLite file, or postgresql://user@host/name.")
]


class Shape(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


Shown = Annotated[Shape, typer.Option("--format", help="What to print.")]


def choice(name: str, what: str) -> Any:
    return typer.Option(f"--{name}", help=f"{what}; repeat it for any of several, =-VALUE leaves one out.")


Types = Annotated[list[str] | None, choice("type", "An event type")]
Modes = Annotated[list[str] | None, choice("mode", "A mode")]
Parties = Annotated[list[str] | None, choice("party", "The name of an actor or recipient")]
Countries = Annotated[list[str] | None, choice("country", "A country of the place or a party (ISO3)")]
Statuses = Annotated[list[str] | None, choice("status", "A status")]
Sources = Annotated[list[str] | None, choice("source", "Who is named as the source")]
Outlets = Annotated[list[str] | None, choice("outlet", "Who published the report")]
Places = Annotated[list[str] | None, choice("place", "The name of the place")]
Certainties = Annotated[list[str] | None, choice("certainty", "sure (from .8), fair (from .5) or weak")]
Revieweds = Annotated[list[str] | None, choice("reviewed", "no, accepted, corrected or rejected")]
Since = Annotated[str | None, typer.Option("--since", metavar="DAY", help="At that day, month or year, or after.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DAY", help="At that day, month or year, or before.")]
Box = Annotated[str | None, typer.Option("--bbox", metavar="W,S,E,N", help="Inside these degrees.")]
Sort = Annotated[str, typer.Option("--sort", help="date, confidence or reports; - before it: largest first.")]
Limit = Annotated[int, typer.Option("--limit", min=0, help="The most rows; 0 prints all.")]


def opened(location: str, *, read_only: bool = True) -> "Store":
    from dateline.stores import open_store  # noqa: PLC0415  (a quick --help)

    return open_store(location, read_only=read_only)


def texts(**given: list[str] | str | None) -> dict[str, list[str]]:
    """Return the filters that were given, by name, as `dateline.stores.filters` reads them."""
    found = {name: [value] if isinstance(value, str) else value for name, value in given.items()}
    return {name: values for name, values in found.items() if values}


def print_rows(rows: Iterable[dict[str, Any]], columns: Sequence[str], shape: Shape) -> None:
    """Print rows; a table and CSV show `columns`, JSON Lines everything."""
    if shape is Shape.JSONL:
        for row in rows:
            out(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n")
    elif shape is Shape.CSV:
        for line in csv_lines(rows, columns):
            out(line)
    else:
        _print_table(rows, columns)


def _print_table(rows: Iterable[dict[str, Any]], columns: Sequence[str]) -> None:
    from rich.table import Table  # noqa: PLC0415

    from dateline.text.visible import visible  # noqa: PLC0415

    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(
            column, overflow="fold" if column in ("id", "hash") else "ellipsis", no_wrap=column != "message"
        )
    for row in rows:
        table.add_row(*(visible(str(cell(row.get(column)))) for column in columns))
    make_console().print(table)
