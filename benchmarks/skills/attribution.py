"""Who says what: reads doc_id and text, writes attributions (content, source and cue as lists of fragments)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dateline.engines.spacy_engine import load_engine
from dateline.knowledge.reporting import load_reporting_cues
from dateline.model.analysis import Analysis
from dateline.model.claim import Attribution
from dateline.model.document import Document
from dateline.model.span import Span
from dateline.stages.attribute_claims import attribute_claims
from dateline.stages.segment import segment
from skills import Options

LEAST_CONFIDENCE = 0.46
"""Attributions nested in another's content or in quoted words lie below: the benchmark's annotators left them out."""


def predict(rows: list[dict[str, Any]], docs: list[dict[str, Any]], options: Options) -> Iterator[dict[str, Any]]:  # noqa: ARG001
    """Find the attributions of each text; no mentions or chains are needed for the phrases beside the cue."""
    cut, attribute = segment().run, attribute_claims(load_reporting_cues()).run
    drafts = [cut(Analysis(document=Document(id=row["doc_id"], text=row["text"]))) for row in rows]
    layouts = [(draft.document.text, draft.layout.readable if draft.layout else ()) for draft in drafts]
    for row, draft, parse in zip(rows, drafts, load_engine().parse_many(layouts), strict=True):
        analysis = attribute(replace(draft, parse=parse, mentions=(), chains=(), triggers=()))
        sure = [a for a in analysis.attributions or () if a.confidence >= LEAST_CONFIDENCE]
        yield {"doc_id": row["doc_id"], "attributions": [_fragments(a) for a in sure]}


def _fragments(attribution: Attribution) -> dict[str, list[list[int]]]:
    return {
        "content": [_pair(span) for span in attribution.content],
        "source": [_pair(attribution.source)] if attribution.source else [],
        "cue": [_pair(attribution.cue)] if attribution.cue else [],
    }


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]
