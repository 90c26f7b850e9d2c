"""A report as it came in: its text after clean-up, and what its outside says about it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dateline.model.issue import Issue
from dateline.model.provenance import Provenance
from dateline.model.span import Span


class RegionKind(StrEnum):
    """What a part of the text is. Events are coded from titles and paragraphs only."""

    TITLE = "title"
    PARAGRAPH = "paragraph"
    DATELINE = "dateline"  # "VILNIUS, Aug 13 (Agency) -", "date 2023-08-13", "Friday, January 4, 2019"
    CAPTION = "caption"  # describes a picture
    CREDIT = "credit"  # "(AP)" behind a caption, a byline
    BOILERPLATE = "boilerplate"  # link lists, adverts, "Read more:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One part of the text and what it is. Regions do not overlap and keep the text's order."""

    span: Span
    kind: RegionKind
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report.

    `text` is the title, one blank line and the body (the body alone where there is no title), after
    the clean-up of `dateline.text.normalise`. `title_end` is the length of the title (0: none).
    """

    id: str
    text: str
    title_end: int = 0
    filed: date | None = None
    filed_from: str = ""  # where `filed` was read: "given", "metadata", "dateline" or "htmldate"
    outlet: str | None = None
    url: str | None = None
    language: str = "en"
    sha256: str = ""  # of the raw bytes, before clean-up
    authors: tuple[str, ...] = ()
    is_summary: bool = False  # a teaser (the text of a feed's entry), not the report
    withdrawn: bool = False  # its publisher took it back; it is kept, and said to be withdrawn
    notes: tuple[Issue, ...] = ()  # doubts about how it was read
    provenance: Provenance | None = None

    @property
    def title(self) -> str:
        """The title, or an empty string."""
        return self.text[: self.title_end]

    def span(self, start: int, end: int) -> Span:
        """Cut `start:end` out of the text."""
        return Span.of(self.text, start, end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The text cut into regions, and what the datelines among them tell."""

    regions: tuple[Region, ...] = ()
    place: Span | None = None  # the town named in a wire dateline
    agency: Span | None = None  # the wire service named in it
    readable: tuple[Region, ...] = field(default=())  # titles and paragraphs, in order
