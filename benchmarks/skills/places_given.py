"""Places given: a text with the spans of its place names to the coordinates of each.

A name that the gazetteer lacks gets the coordinates of the name nearest to it in the text, so that every span of a text
with one known name is answered.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from dateline.engines.spacy_engine import load_engine
from dateline.knowledge.gazetteer import Gazetteer
from dateline.knowledge.places import load_place_words
from dateline.model.document import Region, RegionKind
from dateline.model.span import Span
from dateline.text.places.given import given_names
from dateline.text.places.links import links
from dateline.text.places.rank import Ranker, Reading
from skills import Options


def predict(rows: list[dict[str, Any]], docs: list[dict[str, Any]], options: Options) -> Iterator[dict[str, Any]]:
    """Resolve the given names. Reads doc_id, text and each toponym's start and end."""
    del docs, options
    gazetteer, words = Gazetteer.open_default(), load_place_words()
    whole = [(Region(span=Span.of(row["text"], 0, len(row["text"])), kind=RegionKind.PARAGRAPH),) for row in rows]
    parses = load_engine().parse_many((row["text"], regions) for row, regions in zip(rows, whole, strict=True))
    for row, parse in zip(rows, parses, strict=True):
        spans = sorted((toponym["start"], toponym["end"]) for toponym in row["toponyms"])
        names = given_names(parse, spans, gazetteer, words)
        ranked = Ranker(names, links(names, parse, words), None).rank()
        yield {"doc_id": row["doc_id"], "toponyms": [_shape(spans[i], _answer(i, ranked)) for i in range(len(spans))]}


def _answer(i: int, ranked: Sequence[Sequence[Reading]]) -> Reading | None:
    """The best reading of name `i`, or that of the name nearest to it."""
    known = [(abs(k - i), -k) for k, readings in enumerate(ranked) if readings]
    return ranked[-min(known)[1]][0] if known else None


def _shape(span: tuple[int, int], reading: Reading | None) -> dict[str, Any]:
    entry = reading.entry if reading is not None else None
    return {
        "start": span[0],
        "end": span[1],
        "lat": entry.lat if entry else None,
        "lon": entry.lon if entry else None,
        "geonameid": entry.geonames or None if entry else None,
    }
