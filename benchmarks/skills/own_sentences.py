"""Our own sentences with [marked] triggers to figures: the files of tests/golden, read as the tests read them."""

import sys
from collections import Counter
from datetime import date
from pathlib import Path

from dateline.engines.spacy_engine import SpacyEngine, load_engine
from dateline.knowledge.counts import load_count_cues
from dateline.knowledge.files import read_tsv
from dateline.knowledge.status import load_status_cues
from dateline.model.analysis import Analysis
from dateline.model.claim import Status, Verdict
from dateline.model.document import Document
from dateline.model.referent import Time, TimeGrain
from dateline.stages.count_people import count_people
from dateline.stages.judge_status import judge_status

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.stages.marked import parses, triggers

Figures = dict[str, float]
Count = tuple[int, str, int, int | None]


def status_figures(path: Path, engine: SpacyEngine | None = None) -> Figures:
    """Macro-F1 over the five statuses, and the clauses, of a file of clauses."""
    rows = [row for _, row in read_tsv(path, ("filed", "when", "status", "text"))]
    stage, seen = judge_status(load_status_cues()), Counter[tuple[str, str]]()
    for row, parse in zip(rows, parses(engine or load_engine(), (r["text"] for r in rows)), strict=True):
        marked = triggers(parse, row["text"])
        document = Document(id="x", text=parse.text, filed=date.fromisoformat(row["filed"]))
        layers = Analysis(document=document, parse=parse, triggers=marked, times=(_time(row["when"]),) * len(marked))
        seen.update((row["status"], verdict.status.value) for verdict in stage.run(layers).verdicts or ())
    return {"macro_f1": round(macro_f1(seen), 4), "clauses": len(rows)}


def macro_f1(seen: Counter[tuple[str, str]]) -> float:
    """The mean over the statuses of F1, from counts of (gold, told)."""
    scores = []
    for status in Status:
        both = sum(n for (g, _), n in seen.items() if g == status) + sum(n for (_, p), n in seen.items() if p == status)
        scores.append(2 * seen[status.value, status.value] / both)
    return sum(scores) / len(scores)


def _time(cell: str) -> Time | None:
    if cell == "-":
        return None
    start, _, end = cell.partition("/")
    return Time(start=date.fromisoformat(start), end=date.fromisoformat(end), grain=TimeGrain.DAY)


def count_figures(path: Path, engine: SpacyEngine | None = None) -> Figures:
    """Micro-F1 over (trigger, what, low, high), and the sentences, of a file of sentences."""
    rows = [row for _, row in read_tsv(path, ("text", "counts"))]
    stage, hits, wanted, found = count_people(load_count_cues()), 0, 0, 0
    for row, parse in zip(rows, parses(engine or load_engine(), (r["text"] for r in rows)), strict=True):
        marked = triggers(parse, row["text"])
        verdicts = tuple(Verdict(status=Status.ACTUAL, certainty=3.0) for _ in marked)
        layers = Analysis(
            document=Document(id="x", text=parse.text),
            parse=parse,
            triggers=marked,
            attributions=(),
            verdicts=verdicts,
        )
        counts = stage.run(layers).counts or ()
        told = {(k, c.what, c.low, c.high) for k, each in enumerate(counts, 1) for c in each}
        gold = expected(row["counts"])
        hits, wanted, found = hits + len(told & gold), wanted + len(gold), found + len(told)
    return {"micro_f1": round(2 * hits / (wanted + found), 4), "sentences": len(rows)}


def expected(cell: str) -> set[Count]:
    """The counts that a cell tells: "1 killed 14 -; 1 injured 30 30"; "-" for none."""
    told: set[Count] = set()
    for item in [] if cell == "-" else cell.split("; "):
        place, what, low, high = item.split()
        told.add((int(place), what, int(low), None if high == "-" else int(high)))
    return told
