"""`dateline setup` and `dateline doctor`: what an installation needs, and whether it has it."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.app import app
from dateline.cli.common import BAD_INPUT, clearly, progress_bar


@app.command(epilog="Example: dateline setup --dump allCountries.txt")
def setup(
    dump: Annotated[
        Path | None, typer.Option("--dump", help="A GeoNames dump to take every place from.", dir_okay=False)
    ] = None,
) -> None:
    """Build the place gazetteer (half a minute, once); nothing is downloaded."""
    from dateline.knowledge.gazetteer import default_folder  # noqa: PLC0415
    from dateline.knowledge.gazetteer_build import build, build_from_dump  # noqa: PLC0415

    with clearly(), progress_bar("building the gazetteer") as progress:
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
