"""Whole reports to records: reads doc_id, date, outlet, title (for where it ends) and text."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import dateline
from dateline.model.document import Document
from skills import Options


def predict(rows: list[dict[str, Any]], docs: list[dict[str, Any]], options: Options) -> Iterator[dict[str, Any]]:  # noqa: ARG001
    """Code each report; `text` is the whole document already, title included."""
    coder = dateline.load()
    documents = [
        Document(
            id=row["doc_id"],
            text=row["text"],
            title_end=len(row["title"]) if row.get("title") and row["text"].startswith(row["title"]) else 0,
            filed=date.fromisoformat(row["date"]) if row.get("date") else None,
            filed_from="given" if row.get("date") else "",
            outlet=row.get("outlet"),
        )
        for row in rows
    ]
    for analysis in coder.many(documents):
        record = coder.record(analysis)
        yield {"doc_id": record["doc_id"], "events": record["events"], "issues": record["issues"]}
