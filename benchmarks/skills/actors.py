"""Actors: a phrase, its context and its day to a country and a sector."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from dateline.knowledge.actors import load_actors
from skills import Options


def predict(rows: list[dict[str, Any]], docs: list[dict[str, Any]], options: Options) -> Iterator[dict[str, Any]]:
    """Code each phrase. Reads id, text, context and date."""
    del docs, options
    book = load_actors()
    for row in rows:
        day = date.fromisoformat(row["date"]) if row.get("date") else None
        coding = book.code(row["text"], context=row.get("context") or "", on=day)
        yield {"id": row["id"], "country": coding.country, "sector": coding.sector}
