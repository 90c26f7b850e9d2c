"""`dateline review`: judgements out of a store and into another, reviewed reports as gold, two reviewers compared."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.app import app
from dateline.cli.common import BAD_INPUT, PARTIAL, clearly, complain, fail, out
from dateline.cli.stored import StoreName, opened

if TYPE_CHECKING:
    from dateline.stores import Store


@app.command(epilog="Example: dateline review --store events.db --export judgements.jsonl")
def review(
    store: StoreName,
    export: Annotated[
        Path | None, typer.Option("--export", metavar="FILE", help="Write all judgements; - prints.")
    ] = None,
    import_: Annotated[
        Path | None, typer.Option("--import", metavar="FILE", help="Replay judgements from a file.")
    ] = None,
    gold: Annotated[
        Path | None, typer.Option("--gold", metavar="FILE", help="Write wholly reviewed reports; - prints.")
    ] = None,
    partly: Annotated[bool, typer.Option("--partly", help="With --gold: partly reviewed reports, too.")] = False,
    agreement: Annotated[str, typer.Option("--agreement", metavar="NAME,NAME", help="Compare two reviewers.")] = "",
) -> None:
    """Take judgements out of a store, replay them in another, write gold, or compare two reviewers; FILE - prints."""
    if [export, import_, gold, agreement or None].count(None) != 3:  # noqa: PLR2004  (one of the four)
        fail("review: choose one of --export, --import, --gold and --agreement")
    with clearly(), opened(store, read_only=import_ is None) as kept:
        if export is not None:
            from dateline.review.exchange import export_lines  # noqa: PLC0415

            _put(export, export_lines(kept))
        elif gold is not None:
            from dateline.review.gold import gold_lines  # noqa: PLC0415

            _put(gold, gold_lines(kept, whole=not partly))
        elif import_ is not None:
            _import(kept, import_)
        else:
            _agreement(kept, agreement)


def _import(store: "Store", path: Path) -> None:
    from dateline.ingest import fold_store  # noqa: PLC0415
    from dateline.review.exchange import import_lines  # noqa: PLC0415

    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as trouble:
        fail(f"{path}: cannot be read: {trouble}")
    taken = import_lines(store, lines, name=str(path))
    fold_store(store)
    for line in taken.refused:
        complain(line)
    typer.echo(f"{taken.new} judgements taken, {taken.known} there already, {len(taken.refused)} refused")
    raise typer.Exit(0 if not taken.refused else PARTIAL if taken.new or taken.known else BAD_INPUT)


def _agreement(store: "Store", names: str) -> None:
    from dateline.review.agreement import agreement  # noqa: PLC0415

    one, comma, other = names.partition(",")
    if not comma or not one.strip() or not other.strip():
        fail(f"--agreement {names}: expected two names with a comma between them, as judgements are kept under")
    found = agreement(store, one.strip(), other.strip())
    if not found:
        fail(f"--agreement {names}: there is no field that both judged")
    typer.echo("field       n  agreed  kappa     F1")
    for row in found:
        numbers = ("    -" if value is None else f"{value:.3f}" for value in (row.kappa, row.f1))
        typer.echo(f"{row.field:<10} {row.n:>2}   {row.agreed:.3f}  {'  '.join(numbers)}")


def _put(path: Path, lines: Iterator[str]) -> None:
    text = "".join(lines)
    if str(path) == "-":
        out(text)
        return
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as trouble:
        fail(f"{path}: cannot be written: {trouble.strerror}")
