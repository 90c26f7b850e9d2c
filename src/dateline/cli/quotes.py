"""`dateline quotes`: who says what in a report, and through whom."""

from enum import StrEnum
from typing import Annotated

import typer

from dateline.cli.app import app
from dateline.cli.common import Config, Day, Files, Protect, Title, make_console, out
from dateline.cli.inputs import MapFile, Reader, inputs


class QuoteFormat(StrEnum):
    """What `dateline quotes` prints."""

    TABLE = "table"
    JSONL = "jsonl"


@app.command(epilog="Example: dateline quotes report.txt --format jsonl > quotes.jsonl")
def quotes(
    files: Files,
    day: Day = None,
    title: Title = "",
    reader: Reader = None,
    mapping: MapFile = None,
    format: Annotated[QuoteFormat, typer.Option("--format", help="What to print.")] = QuoteFormat.TABLE,  # noqa: A002
    protect: Protect = False,
    config: Config = None,
) -> None:
    """List who says what: source, speaker, cue, content, stance and through whom the words came."""
    from dateline.exports.quotes import print_quotes  # noqa: PLC0415
    from dateline.exports.record import to_line  # noqa: PLC0415

    given, console = inputs(files, day, title, reader, mapping), make_console()
    for coder, analysis in given.coded(config, protect=protect):
        row = coder.quotes(analysis)
        if format is QuoteFormat.JSONL:
            out(to_line(row) + "\n")
        else:
            print_quotes(console, row)
    given.exit()
