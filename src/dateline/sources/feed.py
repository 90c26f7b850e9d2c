"""RSS and Atom feeds to reports; an entry's text is most often a teaser, and is said to be one."""

from collections.abc import Iterator
from typing import BinaryIO

from dateline.sources.article import Article, Origin, Refusal
from dateline.sources.fields import dated
from dateline.sources.refused import RefusedError
from dateline.sources.xml import parse_xml, root_name

ROOTS = ("rss", "feed", "RDF", "channel")


class FeedSource:
    """RSS 0.9 to 2.0 and Atom; JSON Feed is read with the other JSON."""

    name = "feed"

    def claims(self, head: bytes, path: str) -> float:  # noqa: ARG002  (the Protocol's)
        """The root element."""
        return 0.9 if root_name(head) in ROOTS else 0.0

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Article | Refusal]:
        """Read each entry.

        Raises:
            RefusedError: it is no feed, declares entities, or exceeds the cap for a record.
        """
        cap = origin.limits.record_bytes
        raw = stream.read(cap + 1)
        if len(raw) > cap:
            raise RefusedError("record.too_large", f"larger than {cap / 1e6:g} MB, the cap for one feed; split it")
        yield from feed_articles(raw, origin, self.name)


def feed_articles(raw: bytes, origin: Origin, reader: str) -> Iterator[Article | Refusal]:
    """The entries of a feed as reports, in its order.

    Raises:
        RefusedError: it declares entities or cannot be read in time.
    """
    if b"<!ENTITY" in raw or b"<!\x00E\x00N\x00T" in raw:
        parse_xml(raw)  # refuses it, with the reason
    found = origin.helper.ask("feed", raw, origin.limits)
    for number, entry in enumerate(found["entries"], 1):
        ids = (("feed", found["title"]),) if found["title"] else ()
        article = Article(
            text=entry["text"],
            title=entry["title"],
            outlet=entry["outlet"] or found["title"] or None,
            url=entry["url"] or None,
            id=entry["id"] or None,
            language=entry["language"] or found["language"] or None,
            authors=tuple(entry["authors"]),
            is_summary=entry["is_summary"],
            provenance=origin.provenance(f"{reader}:{found['version']}", entry["raw"].encode(), record=number, ids=ids),
        )
        yield dated(article, entry["date"] or None)
