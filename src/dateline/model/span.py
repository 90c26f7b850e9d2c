"""A run of characters in a report's text: the unit that every claim of Dateline points at."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Characters `start` up to, not including, `end` of a document's text.

    Offsets count Unicode code points from 0. The law of the house is
    `document.text[span.start:span.end] == span.text`.
    """

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        """Refuse a span whose length is not that of its text.

        Raises:
            ValueError: if the offsets and the text do not fit each other.
        """
        if not 0 <= self.start <= self.end or self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}:{self.end} cannot hold {self.text!r} ({len(self.text)} characters)")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """Cut the span `start:end` out of `text`."""
        return cls(start=start, end=end, text=text[start:end])

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Tell whether `other` lies within this span (equal spans contain each other)."""
        return self.start <= other.start and other.end <= self.end
