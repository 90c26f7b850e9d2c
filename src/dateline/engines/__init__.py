"""Doors to parsers: what Dateline asks of one, and nothing about how it works inside."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from dateline.model.document import Region
from dateline.model.syntax import Parse


class Engine(Protocol):
    """Something that turns readable regions of English text into tokens, sentences and dependency trees."""

    @property
    def identity(self) -> tuple[tuple[str, str], ...]:
        """Name, version and SHA-256 of the model, as written into every record."""

    def parse_many(self, reports: Iterable[tuple[str, Sequence[Region]]]) -> Iterator[Parse]:
        """Parse reports (text, readable regions), one parse each, in order.

        No sentence spans two regions; offsets count in the report's text.
        """
