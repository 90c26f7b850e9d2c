"""`dateline code` and `dateline explain`: reports in, records or reasons out."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.app import app
from dateline.cli.common import (
    BAD_INPUT,
    PARTIAL,
    Config,
    Day,
    Files,
    Title,
    complain,
    counted,
    filing_day,
    load_coder,
    make_console,
    out,
)
from dateline.errors import SourceError

if TYPE_CHECKING:
    from dateline.model.document import Document


class Format(StrEnum):
    """What `dateline code` prints."""

    TABLE = "table"
    JSONL = "jsonl"
    HTML = "html"


@app.command(epilog="Example: dateline code report.txt --date 2023-08-13 --format jsonl > records.jsonl")
def code(
    files: Files,
    day: Day = None,
    title: Title = "",
    format: Annotated[Format, typer.Option("--format", help="What to print.")] = Format.TABLE,  # noqa: A002
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes to code with.")] = 1,
    config: Config = None,
) -> None:
    """Code reports: print their events as a table, as JSON Lines or as one HTML page."""
    filed = filing_day(day)
    documents, failed = read_files(files, filed, title)
    if documents:
        coder = load_coder(config)
        analyses = counted("coding the reports", coder.many(documents, workers=workers), len(documents))
        records = (coder.record(analysis) for analysis in analyses)
        print_records(records, format)
    raise typer.Exit(0 if not failed else PARTIAL if documents else BAD_INPUT)


@app.command(epilog="Example: dateline explain report.txt --date 2023-08-13")
def explain(
    file: Annotated[str, typer.Argument(metavar="FILE")], day: Day = None, title: Title = "", config: Config = None
) -> None:
    """Show each event of a report with the words and the rule behind every field."""
    from dateline.exports.table import print_reasons  # noqa: PLC0415

    documents, failed = read_files([file], filing_day(day), title)
    if failed:
        raise typer.Exit(BAD_INPUT)
    coder = load_coder(config)
    print_reasons(make_console(), coder.record(next(coder.many(documents))))


def read_files(files: list[str], filed: date | None, title: str) -> "tuple[list[Document], int]":
    """Read what can be read; complain, a line each, of what cannot, and count it."""
    from dateline.api import document  # noqa: PLC0415
    from dateline.sources.text import read_text  # noqa: PLC0415

    documents, failed = [], 0
    for file in files:
        try:
            raw = read_text(file)
        except SourceError as trouble:
            complain(str(trouble))
            failed += 1
        else:
            whole = f"{raw.title}\n\n{raw.text}" if title and raw.title else raw.text
            documents.append(document(whole, filed=filed, title=title or raw.title, id=raw.name, raw=raw.raw))
    return documents, failed


def print_records(records: Iterator[dict[str, Any]], format: Format) -> None:  # noqa: A002
    from dateline.exports.html import html_page  # noqa: PLC0415
    from dateline.exports.record import to_line  # noqa: PLC0415
    from dateline.exports.table import print_table  # noqa: PLC0415

    if format is Format.HTML:
        out(html_page(list(records)))
    elif format is Format.JSONL:
        for row in records:
            out(to_line(row) + "\n")
    else:
        console = make_console()
        for row in records:
            print_table(console, row)
