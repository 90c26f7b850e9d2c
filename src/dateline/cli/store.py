"""`dateline add`, `issues`, `dump` and `audit`: reports into a store, and what became of them."""

import sys
from datetime import UTC, datetime
from os import cpu_count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.adding_bar import AddingBar
from dateline.cli.app import app
from dateline.cli.common import BAD_INPUT, PARTIAL, Config, Day, Title, complain, filing_day, load_coder, out
from dateline.cli.inputs import Inputs, MapFile, Preview, Reader, show_preview
from dateline.cli.stored import Shape, Shown, StoreName, opened, print_rows

if TYPE_CHECKING:
    from dateline.sources.reading import ReadOptions
    from dateline.stores import Store

INTERRUPTED = 130
_DIGITS = 16  # of an entry number, at most

Paths = Annotated[
    list[str], typer.Argument(metavar="PATH...", help="Files, folders, patterns, or - for standard input.")
]


@app.command(epilog="Example: dateline add reports/ more.jsonl.gz --store news.db --workers 2")
def add(
    paths: Paths,
    store: StoreName,
    day: Day = None,
    title: Title = "",
    reader: Reader = None,
    mapping: MapFile = None,
    outlet: Annotated[str | None, typer.Option("--outlet", help="Who published the reports.")] = None,
    workers: Annotated[
        int, typer.Option("--workers", min=0, max=64, help="Processes to code with; 0: one a core.")
    ] = 0,
    recode: Annotated[bool, typer.Option("--recode", help="Code again what another version coded.")] = False,
    fold: Annotated[bool, typer.Option("--fold/--no-fold", help="Fold events into happenings at the end.")] = True,
    preview: Preview = False,
    config: Config = None,
) -> None:
    """Code reports and keep them in a store. Run again, it goes on where it was, and writes nothing twice."""
    from dateline.sources.mapping import read_mapping  # noqa: PLC0415  (a quick --help)
    from dateline.sources.reading import ReadOptions  # noqa: PLC0415

    mapped = read_mapping(mapping) if mapping else None
    options = ReadOptions(format=reader, mapping=mapped, filed=filing_day(day), title=title, outlet=outlet)
    if preview:
        show_preview(Inputs(paths, options))
    number = workers or cpu_count() or 1
    raise typer.Exit(_add(paths, store, options, number, config, recode=recode, fold=fold))


def _add(
    paths: list[str],
    store: str,
    options: "ReadOptions",
    workers: int,
    config: Path | None,
    *,
    recode: bool,
    fold: bool,
) -> int:
    from dateline.config import Settings, read_settings  # noqa: PLC0415
    from dateline.ingest import Adding, Step, fold_store  # noqa: PLC0415
    from dateline.sources.reading import read_paths  # noqa: PLC0415

    step = Step(
        coder=lambda: load_coder(config),
        settings=read_settings(config) if config else Settings(),
        workers=workers,
        recode=recode,
        command="add " + " ".join(paths),
        now=lambda: datetime.now(UTC).isoformat(timespec="seconds"),
    )
    with opened(store, read_only=False) as kept, AddingBar(paths) as bar:
        adding = Adding(kept, step, bar.show)
        try:
            own = {Path(f"{store}{part}").resolve() for part in ("", "-wal", "-shm")}  # it may lie among the reports
            items = read_paths(paths, options=options)
            tally = adding.run(item for item in items if Path(item.provenance.file).resolve() not in own)
            if fold:
                bar.say("folding events into happenings")
                fold_store(kept)
        except KeyboardInterrupt:
            bar.end()
            complain(f"interrupted: {adding.tally.sentence()}; run the same command again to go on")
            return INTERRUPTED
    typer.echo(f"{store}: {tally.sentence()}", err=True)
    if tally.refused:
        typer.echo(f"what was refused and why: dateline issues --store {store}", err=True)
    return 0 if not tally.refused else PARTIAL if tally.reports else BAD_INPUT


@app.command(epilog="Example: dateline issues --store news.db --format csv > issues.csv")
def issues(store: StoreName, format: Shown = Shape.TABLE) -> None:  # noqa: A002
    """List what was refused, and what was doubtful or went wrong in reports that were kept."""
    with opened(store) as kept:
        print_rows(kept.troubles(), ("input", "kind", "stage", "message"), format)


@app.command(epilog="Example: dateline dump --store news.db | sha256sum")
def dump(store: StoreName) -> None:
    """Print everything that a store holds as sorted lines of JSON: equal stores print equal lines."""
    with opened(store) as kept:
        for line in kept.dump():
            out(line + "\n")


audit = typer.Typer(help="Look into the history of a store.", no_args_is_help=True)
app.add_typer(audit, name="audit")


@audit.command(epilog="Example: dateline audit check --store news.db")
def check(store: StoreName) -> None:
    """Look over a whole store: the file, every part with its whole, every span with its words, the history."""
    with opened(store) as kept:
        found = kept.check()
    for line in found.problems:
        complain(line)
    if found.problems:
        sys.exit(BAD_INPUT)
    typer.echo(f"{store}: {found.reports:,} reports, {found.events:,} events, {found.happenings:,} happenings, sound")


@audit.command(epilog="Example: dateline audit verify --store news.db")
def verify(
    store: StoreName,
    head: Annotated[
        str | None, typer.Option("--head", metavar="N:HASH", help="What this command said before, kept elsewhere.")
    ] = None,
) -> None:
    """Check that nobody changed, removed or moved a line of the history, and that records are what it says.

    The head that it prints stands for all entries up to then: keep it where others cannot write, and give it with
    --head later. Then even a history that was written anew from its beginning is found out.
    """
    with opened(store) as kept:
        found = kept.verify() + ([] if head is None else _against(kept, head))
        number = kept.about()["counts"]["history"]
        last = kept.history(after=number - 1, limit=1) if number else []
    for line in found:
        complain(line)
    if found:
        sys.exit(BAD_INPUT)
    typer.echo(f"{store}: {number:,} entries, whole" + (f"; head {number}:{last[0]['hash']}" if last else ""))


def _against(kept: "Store", head: str) -> list[str]:
    """Hold a history against a head that was kept."""
    n, _, digest = head.partition(":")
    if not (n.isascii() and 0 < len(n) < _DIGITS and n.isdigit() and digest):
        return [f"--head {head}: expected what audit verify printed, like 12:3af0…"]
    entries = kept.history(after=int(n) - 1, limit=1)
    if entries and (entries[0]["n"], entries[0]["hash"]) == (int(n), digest):
        return []
    return [f"history: entry {n} is not the one whose hash was kept: the history was cut off or written anew"]
