"""Where reports, events and judgements are kept: one Protocol, several databases, found by how the store is named."""

from pathlib import Path
from typing import Protocol, cast

from dateline.errors import StoreError
from dateline.plugins import installed, plugin
from dateline.stores.protocol import Store

__all__ = ["Store", "open_store"]

GROUP = "dateline.stores"
"""The entry points of stores: the name is the scheme of an address (`postgresql`), `file` for a path."""


class Opener(Protocol):
    """What an entry point makes: something that opens the stores of one kind."""

    def open(self, location: str, *, read_only: bool = False) -> Store:
        """Open the store at a path or an address, making it where there is none."""


def open_store(location: str | Path, *, read_only: bool = False) -> Store:
    """Open the store at a path (SQLite) or an address like `postgresql://user@host/name`; make it where there is none.

    Raises:
        StoreError: nobody knows such an address, or the store cannot be opened (see its own message).
        PluginError: the kind of store does not load.
    """
    text = str(location)
    scheme = text.partition("://")[0] if "://" in text else "file"
    if scheme not in installed(GROUP):
        raise StoreError(f"{text}: no store for {scheme}://; there are {', '.join(installed(GROUP))} (file: a path)")
    return cast("Opener", plugin(GROUP, scheme)).open(text, read_only=read_only)
