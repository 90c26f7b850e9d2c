"""The whole history of a store, a page at a time."""

from collections.abc import Iterator

from dateline.stores.plain import Record
from dateline.stores.protocol import Store


def whole_history(store: Store) -> Iterator[Record]:
    """Yield every entry, oldest first."""
    after = 0
    while entries := store.history(after=after):
        yield from entries
        after = entries[-1]["n"]
