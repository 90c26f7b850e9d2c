"""The command line. Thin: a module holds the commands of one kind, and what they do lives in the rooms below."""

import os

from dateline.cli import (  # noqa: F401  (importing them adds their commands)
    code,
    demo,
    quotes,
    review,
    search,
    serve,
    store,
    upkeep,
    watch,
)
from dateline.cli.app import app
from dateline.cli.common import clearly


def main() -> None:
    """Run the command line; what Dateline raises on purpose becomes one line and exit code 2."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with clearly():
        app()
