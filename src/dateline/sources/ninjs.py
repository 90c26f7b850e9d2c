"""News agencies' JSON (IPTC ninjs 1, 2 and 3) to a report."""

from typing import Any

from dateline.model.provenance import Provenance
from dateline.sources.article import Article
from dateline.sources.fields import Keys, dated, first, joined, names, words
from dateline.sources.markup import fragment_text
from dateline.sources.newsml import WITHDRAWN

_MARKS = ("bodies", "bodytext", "bodyhtml", "bodyxhtml", "headlines", "pubstatus", "versioncreated")
_BODIES = ("bodytext", "body_text")


def is_ninjs(keys: Keys) -> bool:
    """Tell a ninjs object: it has a `uri` and one of the standard's own keys, in the case of any version."""
    return keys.has("uri") and any(map(keys.has, _MARKS))


def ninjs_article(keys: Keys, provenance: Provenance) -> Article:
    """Read an item; version 3 has lists of bodies and headlines by role, 1 and 2 single keys."""
    source = first(keys, ("infosources", "provider", "source", "copyrightholder"))
    article = Article(
        text=_text(keys),
        title=_by_role(keys.get("headlines"), "main") or words(first(keys, ("headline", "title", "slugline"))),
        outlet=words(source) or None,
        url=words(first(keys, ("canonicalurl", "url"))) or None,
        id=words(keys.get("uri")) or None,
        language=words(keys.get("language")) or None,
        authors=names(first(keys, ("by", "byline"))),
        withdrawn=words(keys.get("pubstatus")).lower() in WITHDRAWN,
        provenance=provenance,
    )
    dates = ("contentcreated", "firstcreated", "versioncreated", "datepublished")
    return dated(article, first(keys, dates))


def _text(keys: Keys) -> str:
    bodies = keys.get("bodies")
    if isinstance(bodies, list):
        rows = [body for body in bodies if isinstance(body, dict)]
        rows.sort(key=lambda body: (body.get("role") not in {"main", "body", None}, "html" in _kind(body)))
        for body in rows:
            value = joined(body.get("value"))
            if text := fragment_text(value) if "html" in _kind(body) else value:
                return text
    plain = joined(keys.get("bodytext"))
    return plain or fragment_text(joined(first(keys, ("bodyhtml", "bodyxhtml"))))


def _kind(body: dict[str, Any]) -> str:
    return str(body.get("contentType") or body.get("contenttype") or "").lower()


def _by_role(headlines: Any, role: str) -> str:
    rows = [row for row in headlines if isinstance(row, dict)] if isinstance(headlines, list) else []
    return words(next((row for row in rows if row.get("role") == role), rows[0] if rows else None))
