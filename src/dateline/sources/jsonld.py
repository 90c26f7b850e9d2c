"""The JSON-LD blocks of a page to the one object that describes its article."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.sources.shapes import SCHEMA_ORG

__all__ = ["SCHEMA_ORG", "article_data", "is_article"]

Record = dict[str, Any]

ARTICLES = (
    "NewsArticle",
    "ReportageNewsArticle",
    "BackgroundNewsArticle",
    "AnalysisNewsArticle",
    "LiveBlogPosting",
    "Article",
    "BlogPosting",
    "Report",
)
"""schema.org types of reports, the likelier first."""
_DEPTH = 6


def article_data(blocks: Iterable[str]) -> Record:
    """The object that is most surely the article: by type, then by having a body; {} where there is none.

    Blocks may hold one object, a list, or an `@graph`; broken blocks are passed over, as browsers do.
    """
    found = [node for block in blocks for node in _nodes(_parsed(block), _DEPTH)]
    articles = [node for node in found if is_article(node)]
    return min(articles, key=lambda n: (_rank(n), "articleBody" not in n), default={})


def is_article(node: Record) -> bool:
    """Tell whether an object is of one of the article types."""
    return _rank(node) < len(ARTICLES)


def _rank(node: Record) -> int:
    types = node.get("@type")
    names = [str(t).rsplit("/", 1)[-1] for t in (types if isinstance(types, list) else [types])]
    return min((ARTICLES.index(name) for name in names if name in ARTICLES), default=len(ARTICLES))


def _parsed(block: str) -> Any:
    try:
        return json.loads(block.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any, depth: int) -> Iterator[Record]:
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth - 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(value.get(key), depth - 1)
