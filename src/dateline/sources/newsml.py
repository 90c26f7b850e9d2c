"""News agencies' XML to reports: NewsML-G2 (single items and messages of many) and NITF."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from dateline.sources.article import Article, Origin, Refusal
from dateline.sources.fields import dated
from dateline.sources.markup import HIDDEN, fragment_text, visible_text
from dateline.sources.refused import RefusedError
from dateline.sources.xml import parse_xml, root_name

ROOTS = ("newsItem", "newsMessage", "nitf")
WITHDRAWN = ("canceled", "cancelled", "withheld")
"""Publishing statuses (NewsML-G2 `stat:`, NITF `management-status`, ninjs `pubStatus`) that take a report back."""


class NewsmlSource:
    """NewsML-G2 `newsItem`, `newsMessage`, and NITF documents, with the text inline as NITF, HTML or plain text."""

    name = "newsml"

    def claims(self, head: bytes, path: str) -> float:  # noqa: ARG002  (the Protocol's)
        """The root element."""
        return 0.9 if root_name(head) in ROOTS else 0.0

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Article | Refusal]:
        """Read each item.

        Raises:
            RefusedError: it is no XML, declares entities, or exceeds the cap for a record.
        """
        cap = origin.limits.record_bytes
        raw = stream.read(cap + 1)
        if len(raw) > cap:
            raise RefusedError("record.too_large", f"larger than {cap / 1e6:g} MB, the cap for one document; split it")
        root = parse_xml(raw)
        items = [e for e in root.iter("{*}newsItem", "{*}nitf") if next(e.iterancestors("{*}newsItem"), None) is None]
        for number, item in enumerate(items, 1):
            nitf = _local(item) == "nitf"
            shape = f"{self.name}:{'nitf' if nitf else 'g2'}"
            provenance = origin.provenance(shape, raw, record=number if len(items) > 1 else None)
            article = Article(text="", provenance=provenance)
            yield _nitf(item, article) if nitf else _news_item(item, article)


def _news_item(item: Any, article: Article) -> Article:
    meta, content = _find(item, "itemMeta"), _find(item, "contentMeta")
    status = (_attribute(meta, "pubStatus", "qcode") or _attribute(meta, "pubStatus", "uri")).lower()
    provider = _find(meta, "provider")
    article = replace(
        article,
        text=_content(_find(item, "contentSet")),
        title=_words(_find(content, "headline")),
        id=item.get("guid"),
        outlet=_words(_find(provider, "name")) or _plain_code(provider) or None,
        language=_attribute(content, "language", "tag") or item.get("{http://www.w3.org/XML/1998/namespace}lang"),
        authors=tuple(filter(None, [_words(_find(content, "by"))])),
        withdrawn=status.endswith(WITHDRAWN),
        provenance=replace(article.provenance, ids=_ids(item, content)),
    )
    dates = (_find(content, "contentCreated"), _find(meta, "firstCreated"), _find(meta, "versionCreated"))
    return dated(article, next(filter(None, map(_words, dates)), None))


def _ids(item: Any, content: Any) -> tuple[tuple[str, str], ...]:
    found = (("version", item.get("version")), ("dateline", _words(_find(content, "dateline"))))
    return tuple((name, value) for name, value in found if value)


def _content(content: Any) -> str:
    """The text of the first rendition that has one."""
    for rendition in [] if content is None else content.iter("{*}inlineXML", "{*}inlineData"):
        body = _find(rendition, "body.content")
        text = visible_text(rendition if body is None else body, without=HIDDEN)
        if _local(rendition) == "inlineData":
            kind = rendition.get("contenttype", "")
            text = fragment_text(rendition.text or "") if "html" in kind else (rendition.text or "").strip()
        if text:
            return text
    return ""


def _nitf(root: Any, article: Article) -> Article:
    docdata, head = _find(root, "docdata"), _find(root, "body.head")
    headline = _find(head, "hl1")
    issued = _attribute(docdata, "date.issue", "norm") or _attribute(docdata, "date.release", "norm")
    written = _attribute(head, "story.date", "norm")
    article = replace(
        article,
        text=visible_text(_find(root, "body.content"), without=HIDDEN),
        title=_words(headline if headline is not None else _find(root, "title")),
        id=_attribute(docdata, "doc-id", "id-string") or None,
        outlet=_attribute(root, "pubdata", "name") or _words(_find(head, "distributor")) or None,
        authors=tuple(filter(None, [_words(_find(head, "byline"))])),
        withdrawn=(docdata is not None and docdata.get("management-status", "").lower() in WITHDRAWN),
    )
    return dated(article, issued or written or None)


def _find(element: Any, name: str) -> Any:
    return None if element is None else next(element.iter(f"{{*}}{name}"), None)


def _attribute(element: Any, name: str, attribute: str) -> str:
    found = _find(element, name)
    return "" if found is None else found.get(attribute, "")


def _plain_code(provider: Any) -> str:
    return "" if provider is None else provider.get("literal") or provider.get("qcode", "").rpartition(":")[2]


def _words(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
