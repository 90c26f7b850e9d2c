"""Times: a text and its day to TIMEX3 expressions.

Where only dates are asked for (`--types DATE`), a time of day gives the day in it ("Friday night" → "Friday"), and
"now", "recently" and the like, which no calendar shows, are left out. The parser tells in which clauses a weekday lies
ahead.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from dateline.engines.spacy_engine import load_engine
from dateline.knowledge.feasts import load_feasts
from dateline.model.document import Region, RegionKind
from dateline.model.referent import Timex
from dateline.model.span import Span
from dateline.stages.resolve_times import direction
from dateline.text.times.timex import Tagger
from skills import Options

_PART = re.compile(r"\s+(?:night|morning|afternoon|evening|noon|midnight)$|\s+at\s.*$", re.IGNORECASE)
_REFERENCES = frozenset(f"text.times.timex#{name}" for name in ("now", "presently", "present", "reference", "recent"))


def predict(rows: list[dict[str, Any]], docs: list[dict[str, Any]], options: Options) -> Iterator[dict[str, Any]]:
    """Tag each text. Reads doc_id, text and dct."""
    del docs
    tagger = Tagger(load_feasts())
    whole = [(Region(span=Span.of(row["text"], 0, len(row["text"])), kind=RegionKind.PARAGRAPH),) for row in rows]
    parses = load_engine().parse_many((row["text"], regions) for row, regions in zip(rows, whole, strict=True))
    for row, parse in zip(rows, parses, strict=True):
        found = tagger.tag(row["text"], date.fromisoformat(row["dct"][:10]), direction=direction(parse))
        shown = [shape for timex in found if (shape := _shape(timex, options.types)) is not None]
        yield {"doc_id": row["doc_id"], "timexes": shown}


def _shape(timex: Timex, types: frozenset[str]) -> dict[str, Any] | None:
    start, end, kind, value = timex.span.start, timex.span.end, timex.type, timex.value
    if types == {"DATE"} and kind == "TIME" and (part := _PART.search(timex.span.text)):
        end, kind, value = start + part.start(), "DATE", value.partition("T")[0]
    hidden = types == {"DATE"} and timex.rule in _REFERENCES
    if hidden or (types and kind not in types):
        return None
    return {"start": start, "end": end, "type": kind, "value": value}
