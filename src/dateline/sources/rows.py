"""A report as one line of JSON that the `json` reader reads back the same."""

import json

from dateline.sources.article import Article


def article_line(article: Article) -> str:
    """The report in the plain shape, with a line break at its end."""
    place = article.provenance
    row = {
        "id": article.identity,
        "url": article.url,
        "title": article.title or None,
        "date": article.filed.isoformat() if article.filed else None,
        "date_from": article.filed_from or None,
        "text": article.text,
        "outlet": article.outlet,
        "language": article.language,
        "authors": list(article.authors),
        "is_summary": article.is_summary,
        "withdrawn": article.withdrawn,
        "retrieved": place.retrieved,
        "read_by": place.reader,
        "sha256": place.sha256,
    }
    return json.dumps(row, ensure_ascii=False) + "\n"
