"""`dateline quotes`: who says what in a report, and through whom."""

from enum import StrEnum
from typing import Annotated

import typer

from dateline.cli.app import app
from dateline.cli.code import read_files
from dateline.cli.common import (
    BAD_INPUT,
    PARTIAL,
    Config,
    Day,
    Files,
    Title,
    counted,
    filing_day,
    load_coder,
    make_console,
    out,
)


class QuoteFormat(StrEnum):
    """What `dateline quotes` prints."""

    TABLE = "table"
    JSONL = "jsonl"


@app.command(epilog="Example: dateline quotes report.txt --format jsonl > quotes.jsonl")
def quotes(
    files: Files,
    day: Day = None,
    title: Title = "",
    format: Annotated[QuoteFormat, typer.Option("--format", help="What to print.")] = QuoteFormat.TABLE,  # noqa: A002
    config: Config = None,
) -> None:
    """List who says what: source, speaker, cue, content, stance and through whom the words came."""
    from dateline.exports.quotes import print_quotes, quotes_record  # noqa: PLC0415
    from dateline.exports.record import to_line  # noqa: PLC0415

    documents, failed = read_files(files, filing_day(day), title)
    if documents:
        coder, console = load_coder(config), make_console()
        for analysis in counted("reading the reports", coder.many(documents), len(documents)):
            row = quotes_record(analysis)
            if format is QuoteFormat.JSONL:
                out(to_line(row) + "\n")
            else:
                print_quotes(console, row)
    raise typer.Exit(0 if not failed else PARTIAL if documents else BAD_INPUT)
