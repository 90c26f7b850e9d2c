"""What the commands share: options, complaints, the bar, the coder, bytes out."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from dateline.errors import DatelineError

if TYPE_CHECKING:
    from rich.console import Console

    from dateline.api import Coder, Progress

BAD_INPUT, PARTIAL = 2, 3
"""Exit codes: nothing could be done; some inputs were coded and some were not."""

Files = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="Files, folders, patterns, or - for standard input.")
]
Day = Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The day the reports were filed.")]
Title = Annotated[str, typer.Option("--title", help="The headline, where the file does not begin with it.")]
Config = Annotated[Path | None, typer.Option("--config", help="A TOML file with settings.", dir_okay=False)]

Protect = Annotated[bool, typer.Option("--protect-persons", help="Put pseudonyms for the names of private persons.")]


@contextmanager
def clearly() -> Iterator[None]:
    try:
        yield
    except DatelineError as trouble:
        complain(str(trouble))
        sys.exit(BAD_INPUT)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def complain(message: str) -> None:
    from dateline.text.visible import visible  # noqa: PLC0415

    typer.echo(f"dateline: {visible(message)}", err=True)


def fail(message: str) -> NoReturn:
    complain(message)
    raise typer.Exit(BAD_INPUT)


def filing_day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as trouble:
        fail(f"--date {text}: {trouble}; expected a day like 2023-08-13")


def load_coder(config: Path | None, *, protect: bool = False) -> "Coder":
    from dateline.api import load, settle  # noqa: PLC0415
    from dateline.config import Settings, read_settings  # noqa: PLC0415

    with progress_bar("loading the English model and the data files") as progress:
        settings = read_settings(config) if config else Settings()
        if protect:
            settings = settings.model_copy(update={"protect_persons": True})
        coder = load(settings, progress=progress)
    settle()
    return coder


def make_console() -> "Console":
    from rich.console import Console  # noqa: PLC0415

    return Console(width=None if sys.stdout.isatty() else 160, highlight=False, markup=False, emoji=False)


@contextmanager
def progress_bar(what: str) -> "Iterator[Progress | None]":
    """A bar on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda now, done, total: bar.update(task, description=now, completed=done, total=total or None)


def counted(what: str, items: Iterator[Any], total: int = 0) -> Iterator[Any]:
    """Count items on a bar (`total` 0: not known before), unless they are printed to the same terminal as they come."""
    if sys.stdout.isatty():
        yield from items
        return
    with progress_bar(what) as progress:
        for done, item in enumerate(items, 1):
            if progress is not None:
                progress(what if total else f"{what}: {done} done", done, total)
            yield item


def out(text: str) -> None:
    """Write UTF-8 whatever the locale says: a record's bytes must not depend on it."""
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as trouble:
        fail(f"{path}: cannot be written: {trouble.strerror}; name another file with --report")
