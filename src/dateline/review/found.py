"""An event that a person found, from its trigger words and its type to a whole record with everything else open."""

from dateline.knowledge.ontology import Ontology
from dateline.model.ids import stable_id
from dateline.stores.plain import Record

RULE = "review#found by a person"


def found_event(
    report: Record,
    *,
    start: int,
    end: int,
    type: str,  # noqa: A002  (the record's own word)
    mode: str | None,
    ontology: Ontology,
) -> Record:
    """Return the record of an event whose trigger stands at `start:end` (code points) of the report's text.

    Its id is the one that the coder would give to an event with this trigger, so that the two meet.

    Raises:
        ValueError: the span holds no words, or the ontology has no such type or mode.
    """
    text = report["text"]
    words = text[start:end]
    if not 0 <= start < end <= len(text) or not words.strip():
        raise ValueError(f"trigger {start}:{end}: holds no words of this report, which has {len(text)} characters")
    if not ontology.knows(type, mode):
        raise ValueError(f"{type} {mode or ''}".strip() + ": no such type and mode in the ontology")
    span = {"start": start, "end": end, "text": words}
    cameo = ontology.cameo_of(type, mode)
    worth = ontology.worth(type, mode, cameo)
    return {
        "id": stable_id("evt", report["doc_id"], report.get("sha256") or "", str(start), words),
        "trigger": span,
        "mentions": [],
        "type": type,
        "mode": mode,
        "cameo": list(cameo),
        "goldstein": worth.goldstein,
        "score": worth.score,
        "quad": worth.quad,
        "actors": [],
        "recipients": [],
        "place": None,
        "time": None,
        "status": "actual",
        "certainty": 3.0,
        "sources": [],
        "asserted": True,
        "counts": [],
        "disputes": [],
        "contexts": [],
        "confidence": 1.0,
        "evidence": {
            field: [{**span, "stage": "review", "rule": RULE, "confidence": 1.0}] for field in ("trigger", "type")
        },
    }
