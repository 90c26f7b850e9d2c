"""What a reader gives: a report with its provenance, or a refusal with its reason; and a report as a document."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from dateline.model.document import Document
from dateline.model.issue import Issue
from dateline.model.provenance import Provenance
from dateline.sources.child import Helper
from dateline.sources.limits import Limits
from dateline.sources.mapping import Mapping
from dateline.text.normalise import clean, join_title

ROW_NUMBER_DIGITS = 9
"""An id of at most so many digits and nothing else numbers a row of its file; it names no report outside of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A report as its source gives it: `text` is the body alone, `title` stands beside it.

    `filed_from` tells what the date rests on, strongest first: "given" (by the caller), "metadata" (a field or
    tag of the source), "dateline" (in the text; the coder reads it later), "htmldate" (guessed from a page).
    `notes` are doubts about the reading that did not stop it, such as a page that lost most of its text.
    """

    text: str
    title: str = ""
    filed: date | None = None
    filed_from: str = ""
    outlet: str | None = None
    url: str | None = None
    id: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    is_summary: bool = False
    withdrawn: bool = False
    notes: tuple[Issue, ...] = ()
    provenance: Provenance

    @property
    def identity(self) -> str:
        """The source's own id, else the URL, else the place it was read; a revised text keeps it.

        A short number ("17") is taken for a row of its file: it identifies only together with the path.
        """
        row_number = self.id is not None and self.id.isdigit() and len(self.id) <= ROW_NUMBER_DIGITS
        if self.id is not None and not row_number:
            return self.id
        if self.url:
            return self.url
        return f"{self.provenance.path}#{self.id}" if row_number else self.provenance.where

    def with_note(self, kind: str, message: str) -> "Article":
        """Return the article with one more doubt about how it was read."""
        return replace(self, notes=(*self.notes, Issue(kind=kind, stage="read", message=message)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What could not be read as a report: where, what kind of trouble (dotted, countable), and the way out."""

    provenance: Provenance
    kind: str
    reason: str

    def __str__(self) -> str:
        """The line that a user sees: where, then why."""
        return f"{self.provenance.where}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a reader is told about the stream it reads, and the caps it keeps to."""

    file: str
    member: str | None = None
    size: int | None = None  # bytes of a plain file, where known
    limits: Limits = field(default_factory=Limits)
    mapping: Mapping | None = None
    helper: Helper = field(default_factory=Helper)  # the process that reads pages; one for all streams of a caller

    def provenance(self, reader: str, raw: bytes | None = None, **more: Any) -> Provenance:
        """The provenance of one report of this stream, hashed if its bytes are given."""
        digest = "" if raw is None else hashlib.sha256(raw).hexdigest()
        return Provenance(file=self.file, member=self.member, reader=reader, sha256=digest, **more)

    def refusal(self, reader: str, kind: str, reason: str, **more: Any) -> Refusal:
        """A refusal of one record of this stream, or of all of it."""
        return Refusal(provenance=self.provenance(reader, **more), kind=kind, reason=reason)


def to_document(article: Article) -> Document:
    """Make the document that is coded and kept: clean-up, the title put in front, identity, hash."""
    text, title_end = join_title(clean(article.title).text, clean(article.text).text)
    return Document(
        id=clean(article.identity).text,
        text=text,
        title_end=title_end,
        filed=article.filed,
        filed_from=article.filed_from,
        outlet=article.outlet,
        url=article.url,
        language=article.language or "en",
        sha256=article.provenance.sha256,
        authors=article.authors,
        is_summary=article.is_summary,
        withdrawn=article.withdrawn,
        notes=article.notes,
        provenance=article.provenance,
    )
