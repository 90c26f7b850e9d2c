"""Places: a text to its place names, each with the coordinates of what it stands for."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dateline.engines.spacy_engine import load_engine
from dateline.knowledge.gazetteer import Gazetteer
from dateline.model.analysis import Analysis
from dateline.model.document import Document
from dateline.stages.resolve_places import resolve_places
from dateline.stages.segment import segment
from skills import Options


def parsed(rows: list[dict[str, Any]]) -> Iterator[Analysis]:
    """The texts of the rows, cut into regions and parsed, in order. Reads doc_id and text."""
    stage = segment()
    analyses = [stage.run(Analysis(document=Document(id=row["doc_id"], text=row["text"]))) for row in rows]
    regions = ((a.document.text, a.layout.readable if a.layout else ()) for a in analyses)
    for analysis, parse in zip(analyses, load_engine().parse_many(regions), strict=True):
        yield replace(analysis, parse=parse)


def predict(rows: list[dict[str, Any]], docs: list[dict[str, Any]], options: Options) -> Iterator[dict[str, Any]]:
    """Find and resolve the place names of each text."""
    del docs, options
    stage = resolve_places(Gazetteer.open_default())
    for analysis in parsed(rows):
        found = stage.run(replace(analysis, triggers=(), roles=())).toponyms or ()
        yield {
            "doc_id": analysis.document.id,
            "toponyms": [
                {
                    "start": toponym.span.start,
                    "end": toponym.span.end,
                    "lat": toponym.place.lat if toponym.place else None,
                    "lon": toponym.place.lon if toponym.place else None,
                    "geonameid": toponym.place.geonames if toponym.place else None,
                }
                for toponym in found
            ],
        }
