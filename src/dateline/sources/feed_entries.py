"""The bytes of a feed to its entries, by feedparser; runs in a child process (`dateline.sources.child`)."""

import io
import json
from typing import Any

from dateline.sources.fields import words
from dateline.sources.markup import fragment_text

WHOLE_CHARACTERS = 1_200
"""An entry with a content element of so many characters, longer than its summary, holds the report and no teaser."""


def main_task(header: dict[str, Any], payload: bytes) -> str:  # noqa: ARG001  (the helper's form)
    """Answer a request of the parent process with JSON."""
    import feedparser  # noqa: PLC0415  (an optional extra)

    feed = feedparser.parse(io.BytesIO(payload))  # a stream: of bytes it would try whether they name a file
    about = feed.get("feed", {})
    rows = [_entry(entry) for entry in feed.get("entries", [])]
    about = {
        "title": words(about.get("title")),
        "language": words(about.get("language")),
        "version": feed.get("version"),
    }
    return json.dumps({**about, "version": about["version"] or "unknown", "entries": rows})


def _entry(entry: Any) -> dict[str, Any]:
    contents = [str(part.get("value") or "") for part in entry.get("content") or []]
    content = fragment_text(max(contents, key=len, default=""))
    summary = fragment_text(str(entry.get("summary") or ""))
    whole = len(content) >= WHOLE_CHARACTERS and len(content) > len(summary)
    text = content if whole or not summary else summary
    source = entry.get("source") or {}
    raw = {key: str(entry.get(key)) for key in sorted(entry) if not key.endswith("_parsed")}
    return {
        "text": text or words(fragment_text(str(entry.get("title") or ""))),
        "is_summary": not whole,
        "title": words(fragment_text(str(entry.get("title") or ""))),
        "date": str(entry.get("published") or entry.get("created") or entry.get("updated") or ""),
        "url": words(entry.get("link")),
        "id": words(entry.get("id")),
        "outlet": words(source.get("title")) if hasattr(source, "get") else "",
        "language": words((entry.get("title_detail") or {}).get("language")),
        "authors": [words(a.get("name")) for a in entry.get("authors") or [] if a.get("name")],
        "raw": json.dumps(raw, ensure_ascii=True, sort_keys=True),
    }
