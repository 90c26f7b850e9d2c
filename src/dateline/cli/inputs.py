"""The inputs of a command that reads reports: what is read goes on, what is refused costs a line and is counted."""

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from dateline.cli.common import BAD_INPUT, PARTIAL, complain, counted, filing_day, load_coder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.api import Coder
    from dateline.model.analysis import Analysis
    from dateline.model.document import Document
    from dateline.sources.reading import ReadOptions

Reader = Annotated[
    str | None, typer.Option("--from", metavar="FORMAT", help="The format of the input; else each file is looked at.")
]
MapFile = Annotated[
    Path | None, typer.Option("--map", help="A TOML file that names the columns of the input.", dir_okay=False)
]
Preview = Annotated[bool, typer.Option("--preview", help="Show how the first five reports are read, and end.")]


class Inputs:
    """The reports among the inputs, as they come, with the number read and refused so far."""

    def __init__(self, files: list[str], options: "ReadOptions") -> None:
        self.files, self.options = files, options
        self.read = self.refused = 0

    def __iter__(self) -> "Iterator[Document]":
        from dateline.sources.article import Refusal, to_document  # noqa: PLC0415
        from dateline.sources.reading import read_paths  # noqa: PLC0415

        for item in read_paths(self.files, options=self.options):
            if isinstance(item, Refusal):
                complain(str(item))
                self.refused += 1
            else:
                self.read += 1
                yield to_document(item)

    def coded(
        self, config: Path | None, *, workers: int = 1, protect: bool = False
    ) -> "Iterator[tuple[Coder, Analysis]]":
        """Code the reports; the model is loaded only if there is something to code."""
        documents = iter(self)
        for first in documents:
            coder = load_coder(config, protect=protect)
            rest = chain([first], documents)
            for analysis in counted("coding the reports", coder.many(rest, workers=workers)):
                yield coder, analysis

    def exit(self) -> NoReturn:
        """End with the exit code that tells whether all, some or none of the inputs could be read."""
        raise typer.Exit(0 if not self.refused else PARTIAL if self.read else BAD_INPUT)


def inputs(files: list[str], day: str | None, title: str, reader: str | None, mapping: Path | None) -> Inputs:
    from dateline.sources.mapping import read_mapping  # noqa: PLC0415
    from dateline.sources.reading import ReadOptions  # noqa: PLC0415

    mapped = read_mapping(mapping) if mapping else None
    return Inputs(files, ReadOptions(format=reader, filed=filing_day(day), title=title, mapping=mapped))


def show_preview(given: Inputs, *, count: int = 5) -> None:
    """Print how the first reports would be read, and end; nothing is coded or kept."""
    from dateline.sources.preview import preview  # noqa: PLC0415
    from dateline.text.visible import visible  # noqa: PLC0415

    for row in preview(given.files, options=given.options, count=count):
        typer.echo(visible(f"{row.where}  [{row.reader}]"))
        for name, value in row.fields:
            typer.echo(visible(f"  {name:<9}{value or '-'}"))
        if row.trouble:
            typer.echo(visible(f"  {'trouble':<9}{row.trouble}"))
    raise typer.Exit
