"""Where reports, events and judgements are kept: one Protocol, several databases, found by how the store is named."""

from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol

from dateline.errors import StoreError
from dateline.stores.protocol import Store

__all__ = ["Store", "open_store"]

GROUP = "dateline.stores"
"""The entry points under which kinds of store are found: the name is the scheme of an address (`postgresql`), or `file`."""


class Opener(Protocol):
    """What an entry point holds: a function that opens the store of an address."""

    def __call__(self, location: str, *, read_only: bool = False) -> Store:
        """Open the store."""
        ...


def open_store(location: str | Path, *, read_only: bool = False) -> Store:
    """Open the store at a path (SQLite) or an address like `postgresql://user@host/name`; make it where there is none.

    Raises:
        StoreError: nobody knows such an address, or the store cannot be opened (see its own message).
    """
    text = str(location)
    scheme = text.partition("://")[0] if "://" in text else "file"
    known = {entry.name: entry for entry in entry_points(group=GROUP)}
    if scheme not in known:
        raise StoreError(f"{text}: no store for {scheme}://; there are {', '.join(sorted(known))} (file: a path)")
    opener: Opener = known[scheme].load()
    return opener(text, read_only=read_only)
