"""HTML to what a reader sees of it, without judgement; the parser goes as deep as the page does."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

HIDDEN = frozenset("script style noscript template head svg iframe object button select textarea title".split())
"""Elements whose text is not shown as text."""
AROUND = frozenset("nav header footer aside form menu".split())
"""Elements around an article rather than in it."""
_TAG = re.compile(r"<([/!?]?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_BLOCKS = frozenset(
    "p div br li ul ol dl dt dd h1 h2 h3 h4 h5 h6 blockquote pre table tr article section main body figure figcaption "
    "nav header footer aside form hr address details summary".split()
)


def parse_html(page: str | bytes) -> Any:
    """Parse a page or a piece of one; None where there is no element in it. Nothing is fetched."""
    from lxml import etree  # noqa: PLC0415  (an optional extra)

    raw = page.encode("utf-8", "replace") if isinstance(page, str) else page
    parser = etree.HTMLParser(
        huge_tree=True, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8", recover=True
    )
    if not raw.strip():
        return None
    try:
        return etree.fromstring(raw, parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def visible_text(tree: Any, *, without: frozenset[str] = HIDDEN) -> str:
    """The text of a tree in paragraphs with a blank line between them, leaving out some elements whole."""
    return "" if tree is None else "\n\n".join(_paragraphs(tree, without))


def _paragraphs(tree: Any, without: frozenset[str]) -> Iterator[str]:
    from lxml import etree  # noqa: PLC0415

    piece: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = str(element.tag).rpartition("}")[2]  # agencies' elements have a namespace
        if tag in _BLOCKS and piece and not hidden:
            if text := " ".join("".join(piece).split()):
                yield text
            piece.clear()
        if tag in without:
            hidden += 1 if event == "start" else -1
        if not hidden:
            piece.append((element.text if event == "start" else element.tail if element is not tree else None) or "")
    if text := " ".join("".join(piece).split()):
        yield text


def scanned_text(page: str, *, without: frozenset[str] = HIDDEN) -> str:
    """The text of a page by a scan over its tags that builds no tree, for pages nested deeper than a tree may be."""
    before, *comments = page.split("<!--")
    page = before + "".join(rest.partition("-->")[2] for rest in comments)
    paragraphs: list[str] = []
    piece: list[str] = []
    hidden, at = "", 0
    for tag in _TAG.finditer(page):
        if not hidden:
            piece.append(page[at : tag.start()])
        at, name = tag.end(), tag.group(2).lower()
        if hidden:
            hidden = "" if tag.group(1) and name == hidden else hidden
        elif name in without and not tag.group(1):
            hidden = name
        if name in _BLOCKS and piece:
            paragraphs.append("".join(piece))
            piece.clear()
    tail = "" if hidden else page[at:]
    flat = (" ".join(unescape(paragraph).split()) for paragraph in (*paragraphs, "".join(piece) + tail))
    return "\n\n".join(filter(None, flat))


def fragment_text(fragment: str) -> str:
    """The text of a piece of HTML as agencies and feeds send it; plain text comes back as it is."""
    if "<" not in fragment and "&" not in fragment:
        return fragment.strip()
    return visible_text(parse_html(fragment))
