"""`dateline demo`: the sample reports, coded, kept and shown."""

import getpass
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.app import app
from dateline.cli.common import clearly, counted, load_coder, make_console, write
from dateline.cli.serve import LOCAL, PORT, serve_store


@app.command(epilog="Example: dateline demo --store demo.db --no-serve")
def demo(
    store: Annotated[
        Path | None, typer.Option("--store", help="The SQLite file to keep records in.", dir_okay=False)
    ] = None,
    report: Annotated[Path | None, typer.Option("--report", help="The HTML file to write.", dir_okay=False)] = None,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Show the page on 127.0.0.1 until Ctrl-C.")] = True,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port to serve on; 0 takes a free one.")
    ] = PORT,
) -> None:
    """Code the sample reports that come with Dateline, keep them in a store, and show the page."""
    from dateline.exports.html import html_page  # noqa: PLC0415
    from dateline.exports.table import print_table  # noqa: PLC0415
    from dateline.ingest import fold_store  # noqa: PLC0415
    from dateline.sources.samples import sample_documents  # noqa: PLC0415
    from dateline.stores import open_store  # noqa: PLC0415

    folder = Path(tempfile.mkdtemp(prefix="dateline-")) if store is None or report is None else Path()
    store, report = store or folder / "demo.db", report or folder / "report.html"
    coder, documents, console = load_coder(None), sample_documents(), make_console()
    with clearly(), open_store(store) as kept:
        for analysis in counted("coding the sample reports", coder.many(documents), len(documents)):
            row = coder.record(analysis)
            kept.put(row)
            print_table(console, row)
        fold_store(kept)
        page = html_page(list(kept.records()), title="Dateline: the sample reports")
        write(report, page)
        console.print(f"store:  {store}\nreport: {report}", soft_wrap=True)
        if serve:
            serve_store(kept, str(store), host=LOCAL[0], port=port, user=getpass.getuser(), config=None)
