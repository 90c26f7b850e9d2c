"""`dateline code` and `dateline explain`: reports in, records or reasons out."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

import typer

from dateline.cli.app import app
from dateline.cli.common import Config, Day, Files, Protect, Title, make_console, out
from dateline.cli.inputs import MapFile, Preview, Reader, inputs, show_preview


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
    reader: Reader = None,
    mapping: MapFile = None,
    preview: Preview = False,
    format: Annotated[Format, typer.Option("--format", help="What to print.")] = Format.TABLE,  # noqa: A002
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes to code with.")] = 1,
    protect: Protect = False,
    config: Config = None,
) -> None:
    """Code reports: print their events as a table, as JSON Lines or as one HTML page."""
    given = inputs(files, day, title, reader, mapping)
    if preview:
        show_preview(given)
    print_records((coder.record(done) for coder, done in given.coded(config, workers=workers, protect=protect)), format)
    given.exit()


@app.command(epilog="Example: dateline explain report.txt --date 2023-08-13")
def explain(
    file: Annotated[str, typer.Argument(metavar="FILE")],
    day: Day = None,
    title: Title = "",
    reader: Reader = None,
    mapping: MapFile = None,
    protect: Protect = False,
    config: Config = None,
) -> None:
    """Show each event of a report with the words and the rule behind every field."""
    from dateline.exports.table import print_reasons  # noqa: PLC0415

    given, console = inputs([file], day, title, reader, mapping), make_console()
    for coder, analysis in given.coded(config, protect=protect):
        print_reasons(console, coder.record(analysis))
    given.exit()


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
