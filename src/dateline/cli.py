"""The command line: `dateline code`, `explain`, `demo`, `doctor`. Thin: what they do lives in the rooms below."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from dateline.errors import DatelineError, SourceError

if TYPE_CHECKING:
    from rich.console import Console

    from dateline.api import Coder, Progress
    from dateline.model.document import Document

BAD_INPUT, PARTIAL = 2, 3
"""Exit codes: nothing could be done; some inputs were coded and some were not."""

app = typer.Typer(
    help="Reads news reports into records that can be checked: who did what to whom, where, when, according to whom.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """What `dateline code` prints."""

    TABLE = "table"
    JSONL = "jsonl"
    HTML = "html"


Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="Text files, or - for standard input.")]
Day = Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The day the reports were filed.")]
Title = Annotated[str, typer.Option("--title", help="The headline, where the file does not begin with it.")]
Config = Annotated[Path | None, typer.Option("--config", help="A TOML file with settings.", dir_okay=False)]


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
    filed = _day(day)
    documents, failed = _read(files, filed, title)
    if documents:
        coder = _coder(config)
        analyses = _counted("coding the reports", coder.many(documents, workers=workers), len(documents))
        records = (coder.record(analysis) for analysis in analyses)
        _print_records(records, format)
    raise typer.Exit(0 if not failed else PARTIAL if documents else BAD_INPUT)


@app.command(epilog="Example: dateline explain report.txt --date 2023-08-13")
def explain(
    file: Annotated[str, typer.Argument(metavar="FILE")], day: Day = None, title: Title = "", config: Config = None
) -> None:
    """Show each event of a report with the words and the rule behind every field."""
    from dateline.exports.table import print_reasons  # noqa: PLC0415

    documents, failed = _read([file], _day(day), title)
    if failed:
        raise typer.Exit(BAD_INPUT)
    coder = _coder(config)
    print_reasons(_console(), coder.record(next(coder.many(documents))))


@app.command(epilog="Example: dateline demo --store demo.db --no-serve")
def demo(
    store: Annotated[
        Path | None, typer.Option("--store", help="The SQLite file to keep records in.", dir_okay=False)
    ] = None,
    report: Annotated[Path | None, typer.Option("--report", help="The HTML file to write.", dir_okay=False)] = None,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Show the page on 127.0.0.1 until Ctrl-C.")] = True,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port to serve on; 0 takes a free one.")
    ] = 8023,
) -> None:
    """Code the sample reports that come with Dateline, keep them in a store, and show the page."""
    from dateline.exports.html import html_page  # noqa: PLC0415
    from dateline.exports.table import print_table  # noqa: PLC0415
    from dateline.sources.samples import sample_documents  # noqa: PLC0415
    from dateline.stores.sqlite import SqliteStore  # noqa: PLC0415
    from dateline.web.one_page import one_page_server  # noqa: PLC0415

    folder = Path(tempfile.mkdtemp(prefix="dateline-")) if store is None or report is None else Path()
    store, report = store or folder / "demo.db", report or folder / "report.html"
    coder, documents, console = _coder(None), sample_documents(), _console()
    with _clearly(), SqliteStore(store) as kept:
        for analysis in _counted("coding the sample reports", coder.many(documents), len(documents)):
            row = coder.record(analysis)
            kept.put(row)
            print_table(console, row)
        page = html_page(list(kept.records()), title="Dateline: the sample reports")
        _write(report, page)
    console.print(f"store:  {store}\nreport: {report}", soft_wrap=True)
    if serve:
        with _clearly(), one_page_server(page, port) as server:
            typer.echo(f"page:   http://127.0.0.1:{server.server_address[1]}/   (Ctrl-C ends)")
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                typer.echo("")


@app.command(epilog="Example: dateline setup --dump allCountries.txt")
def setup(
    dump: Annotated[
        Path | None, typer.Option("--dump", help="A GeoNames dump to take every place from.", dir_okay=False)
    ] = None,
) -> None:
    """Build the place gazetteer (half a minute, once); nothing is downloaded."""
    from dateline.knowledge.gazetteer import default_folder  # noqa: PLC0415
    from dateline.knowledge.gazetteer_build import build, build_from_dump  # noqa: PLC0415

    with _clearly(), _progress("building the gazetteer") as progress:
        tell = None if progress is None else partial(progress, "building the gazetteer")
        path = build_from_dump(dump, default_folder(), tell) if dump else build(default_folder(), tell)
    typer.echo(f"gazetteer: {path}")


@app.command(epilog="Example: dateline doctor")
def doctor() -> None:
    """Say what is installed: versions, English models and their hashes, the gazetteer."""
    from dateline.doctor import findings  # noqa: PLC0415

    sound = True
    for finding in findings():
        sound = sound and finding.sound
        typer.echo(f"{'ok ' if finding.sound else 'BAD'}  {finding.what}: {finding.state}")
    raise typer.Exit(0 if sound else BAD_INPUT)


def main() -> None:
    """Run the command line; what Dateline raises on purpose becomes one line and exit code 2."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with _clearly():
        app()


@contextmanager
def _clearly() -> Iterator[None]:
    try:
        yield
    except DatelineError as trouble:
        _complain(str(trouble))
        sys.exit(BAD_INPUT)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _complain(message: str) -> None:
    from dateline.text.visible import visible  # noqa: PLC0415

    typer.echo(f"dateline: {visible(message)}", err=True)


def _fail(message: str) -> NoReturn:
    _complain(message)
    raise typer.Exit(BAD_INPUT)


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as trouble:
        _fail(f"--date {text}: {trouble}; expected a day like 2023-08-13")


def _read(files: list[str], filed: date | None, title: str) -> "tuple[list[Document], int]":
    """Read what can be read; complain, a line each, of what cannot, and count it."""
    from dateline.api import document  # noqa: PLC0415
    from dateline.sources.text import read_text  # noqa: PLC0415

    documents, failed = [], 0
    for file in files:
        try:
            raw = read_text(file)
        except SourceError as trouble:
            _complain(str(trouble))
            failed += 1
        else:
            whole = f"{raw.title}\n\n{raw.text}" if title and raw.title else raw.text
            documents.append(document(whole, filed=filed, title=title or raw.title, id=raw.name, raw=raw.raw))
    return documents, failed


def _coder(config: Path | None) -> "Coder":
    from dateline.api import load  # noqa: PLC0415
    from dateline.config import Settings, read_settings  # noqa: PLC0415

    with _progress("loading the English model and the data files") as progress:
        return load(read_settings(config) if config else Settings(), progress=progress)


def _console() -> "Console":
    from rich.console import Console  # noqa: PLC0415

    return Console(width=None if sys.stdout.isatty() else 160, highlight=False, markup=False, emoji=False)


@contextmanager
def _progress(what: str) -> "Iterator[Progress | None]":
    """A bar on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda now, done, total: bar.update(task, description=now, completed=done, total=total or None)


def _counted(what: str, items: Iterator[Any], total: int) -> Iterator[Any]:
    """Count items on a bar, unless they are printed to the same terminal as they come."""
    if sys.stdout.isatty():
        yield from items
        return
    with _progress(what) as progress:
        for done, item in enumerate(items, 1):
            if progress is not None:
                progress(what, done, total)
            yield item


def _print_records(records: Iterator[dict[str, Any]], format: Format) -> None:  # noqa: A002
    from dateline.exports.html import html_page  # noqa: PLC0415
    from dateline.exports.record import to_line  # noqa: PLC0415
    from dateline.exports.table import print_table  # noqa: PLC0415

    if format is Format.HTML:
        _out(html_page(list(records)))
    elif format is Format.JSONL:
        for row in records:
            _out(to_line(row) + "\n")
    else:
        console = _console()
        for row in records:
            print_table(console, row)


def _out(text: str) -> None:
    """Write UTF-8 whatever the locale says: a record's bytes must not depend on it."""
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as trouble:
        _fail(f"{path}: cannot be written: {trouble.strerror}; name another file with --report")


if __name__ == "__main__":
    main()
