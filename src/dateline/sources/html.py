"""A web page to a report: trafilatura's text, the page's own JSON-LD, and a word about how much was kept."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import BinaryIO

from dateline.model.issue import Issue
from dateline.model.provenance import Provenance
from dateline.sources.article import Article, Origin, Refusal
from dateline.sources.days import read_day
from dateline.sources.refused import RefusedError

PAGES = ("text/html", "application/xhtml+xml")
"""The media types of web pages."""
PAGE_BYTES = 20_000_000
"""The largest page, in bytes; the extractor's own cap."""
_START = re.compile(
    rb"(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"<(?:p|div|meta|title|h1|article|span|table|script)\b[^<>]{0,500}>", re.IGNORECASE)
_LIKELY_TAGS = 3


class HtmlSource:
    """One page, one report."""

    name = "html"

    def claims(self, head: bytes, path: str) -> float:
        """A doctype or an `html` element at the beginning; tags of a page in what is named `.html`."""
        if _START.match(head[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")):
            return 0.85
        named = path.lower().split("?")[0].endswith((".html", ".htm", ".xhtml"))
        return 0.5 if named and len(_TAG.findall(head)) >= _LIKELY_TAGS else 0.2 if named else 0.0

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Article | Refusal]:
        """Read the one page.

        Raises:
            RefusedError: it is too large, holds no text, or cannot be read in time.
        """
        raw = stream.read(PAGE_BYTES + 1)
        yield page_article(raw, origin, origin.provenance(self.name, raw), url=None)


def page_article(raw: bytes, origin: Origin, provenance: Provenance, *, url: str | None) -> Article:
    """Read the bytes of a page; `url` is where it was fetched, if known.

    Raises:
        RefusedError: it is too large, holds no text, or cannot be read in time.
    """
    if len(raw) > PAGE_BYTES:
        raise RefusedError("page.too_large", f"larger than {PAGE_BYTES / 1e6:g} MB, the cap for a page; save its text")
    latest = read_day(provenance.retrieved) if provenance.retrieved else None
    page = origin.helper.ask("html", raw, origin.limits, url=url, latest=latest and latest.isoformat())
    if not page["text"]:
        seen = f"{page['visible']:,} visible characters" if page["visible"] else "nothing to see in it"
        raise RefusedError(
            "page.no_text", f"no article was found in the page ({seen}); save its text, or render it first"
        )
    ids = (*provenance.ids, ("dateline", page["dateline"])) if page["dateline"] else provenance.ids
    return Article(
        text=page["text"],
        title=page["title"],
        filed=date.fromisoformat(page["day"]) if page["day"] else None,
        filed_from=page["day_from"],
        outlet=page["outlet"] or None,
        url=page["url"] or None,
        language=page["language"] or None,
        authors=tuple(page["authors"]),
        notes=tuple(Issue(kind=kind, stage="read", message=message) for kind, message in page["notes"]),
        provenance=replace(provenance, reader=f"{provenance.reader}:{page['text_from']}", ids=ids),
    )
