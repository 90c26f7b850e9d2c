"""Skill `status`: how surely a marked word's happening took place, on the unified factuality scale of -3 to 3.

The corpus (MEANTIME, licence A) calls wishes, aims and announced plans certain, and keeps its doubts for fears, bare
possibilities and attempts. The table below says which of our classes of cue are which; it was set by hand on both
development files, so their figure is a training figure.
"""

from collections.abc import Iterator
from typing import Any

from dateline.engines.spacy_engine import load_engine
from dateline.knowledge.status import load_status_cues
from dateline.model.claim import Status
from dateline.model.document import Region, RegionKind
from dateline.model.span import Span
from dateline.text.status.cues import CERTAIN, DOUBTED, LAPSED, OPEN, Reading
from dateline.text.status.factuality import Judge
from skills import Options

OPEN_CLASSES = frozenset(("feared", "purposed", "doubted", "may", "might", "could", "can"))
HALF_CLASSES = frozenset(("expected",))


def predict(rows: list[dict[str, Any]], docs: list[dict[str, Any]], options: Options) -> Iterator[dict[str, Any]]:  # noqa: ARG001
    """Yield id and fact for every row, reading only its id, tokens and index."""
    texts = list(dict.fromkeys(" ".join(row["tokens"]) for row in rows))
    parses = load_engine().parse_many((text, [_whole(text)]) for text in texts)
    cues = load_status_cues()
    judges = {text: Judge(parse, cues) for text, parse in zip(texts, parses, strict=True)}
    for row in rows:
        judge = judges[" ".join(row["tokens"])]
        start = sum(len(token) + 1 for token in row["tokens"][: row["index"]])
        token = next(t for t in judge.parse.tokens if t.start <= start < t.end)
        yield {"id": row["id"], "fact": fact_of(judge.read(token.index))}


def fact_of(reading: Reading) -> float:
    """Translate a reading into the corpus's sense of certainty."""
    kind = reading.rule.rpartition("#")[2]
    if reading.status is Status.NEGATED or reading.certainty < 0:
        return -CERTAIN
    if reading.status is Status.FUTURE and reading.certainty == LAPSED:
        return LAPSED
    if kind in OPEN_CLASSES:
        return OPEN
    return DOUBTED if kind in HALF_CLASSES else CERTAIN


def _whole(text: str) -> Region:
    return Region(span=Span.of(text, 0, len(text)), kind=RegionKind.PARAGRAPH)
