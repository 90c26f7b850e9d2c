"""Stories: short texts to which of them tell of the same happening, by `dateline.merge.stories`."""

from collections.abc import Iterator
from typing import Any

from dateline.merge.stories import stories
from skills import Options


def predict(rows: list[dict[str, Any]], docs: list[dict[str, Any]], options: Options) -> Iterator[dict[str, Any]]:
    """Cluster the documents. Reads doc_id, mention_id and sentences (lists of words)."""
    del docs, options
    found = clusters(rows)
    for row in rows:
        yield {"mention_id": row["mention_id"], "cluster": found[row["doc_id"]]}


def clusters(rows: list[dict[str, Any]]) -> dict[str, str]:
    """Return the story of each document, named by its first document."""
    texts = {row["doc_id"]: "\n".join(" ".join(words) for words in row["sentences"].values()) for row in rows}
    return {name: group[0] for group in stories(texts) for name in group}
