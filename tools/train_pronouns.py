"""Train the weights for "he" and "she": python tools/train_pronouns.py GAP-DEVELOPMENT.jsonl.

Conditional log-linear model over the candidates of one pronoun, pulled (L2) towards the hand-set weights of
src/dateline/data/models/pronouns.yaml; writes pronouns.json beside them. No randomness: folds go by row number, and
plain gradient descent starts at the hand-set weights. Two rounds: the second sees earlier pronouns linked by the first.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from dateline.knowledge.files import data_folder  # noqa: E402
from dateline.knowledge.pronouns import PronounWeights, hand_set_weights  # noqa: E402
from skills.pronouns import Watched, analyses, decide, watched  # noqa: E402

PULL = 60.0
"""Strength of the hand-set weights: of 10, 30, 60 and 120 the best in cross-validation."""

HELD = frozenset({"name", "pronoun", "nominal", "named", "party"})
"""Kept as set by hand: every answer of this corpus is a name, which is no fact about English."""

FOLDS = 5
STEPS = 300
RATE = 0.02

Row = dict[str, Any]


def fit(rows: list[Row], seen: list[Watched], prior: dict[str, float]) -> dict[str, float]:
    """Fit the weights to rows where the pronoun is one of the two names and that name is among the candidates."""
    index: dict[str, int] = {}
    cells: list[tuple[int, int]] = []
    group: list[int] = []
    right: list[bool] = []
    for g, (row, watch) in enumerate(zip(rows, seen, strict=True)):
        good = [bool(owner) and bool(row[f"{owner}_coref"]) for owner in watch.owners]
        if any(good):
            for names, ok in zip(watch.features, good, strict=True):
                cells += [(len(group), index.setdefault(name, len(index))) for name in names]
                group.append(g)
                right.append(ok)
    start = np.array([prior.get(name, 0.0) for name in index])
    free = np.array([name not in HELD for name in index])
    fitted = _descend(np.array(cells), np.array(group), np.array(right), start, free)
    return {**prior, **{name: round(float(fitted[i]), 3) for name, i in index.items()}}


def _descend(cells: Any, group: Any, right: Any, start: Any, free: Any) -> Any:
    """Minimise the negative log-likelihood of the right candidates plus the pull, by Adam."""
    row, column = cells[:, 0], cells[:, 1]
    first = np.r_[0, np.flatnonzero(np.diff(group)) + 1]
    sizes = np.diff(np.r_[first, len(group)])
    weights, mean, square = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, STEPS + 1):
        score = np.bincount(row, weights[column], minlength=len(group))
        power = np.exp(score - np.repeat(np.maximum.reduceat(score, first), sizes))
        chance = power / np.repeat(np.add.reduceat(power, first), sizes)
        among = power * right
        wanted = among / np.repeat(np.add.reduceat(among, first), sizes)
        slope = np.bincount(column, (chance - wanted)[row], minlength=len(start)) + PULL * (weights - start)
        slope[~free] = 0.0
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def cross_validate(rows: list[Row], seen: list[Watched], prior: dict[str, float]) -> dict[str, float]:
    """F1 over all rows, each answered by weights fitted to the other folds; its ratio by gender; that of the hand-set."""
    answers = [""] * len(rows)
    for fold in range(FOLDS):
        inside = [i for i in range(len(rows)) if i % FOLDS != fold]
        weights = fit([rows[i] for i in inside], [seen[i] for i in inside], prior)
        for i in range(fold, len(rows), FOLDS):
            answers[i] = _answer(seen[i], weights)
    by_hand = [_answer(watch, prior) for watch in seen]
    every = range(len(rows))
    women = [i for i in every if rows[i]["gender"] == "F"]
    men = [i for i in every if rows[i]["gender"] == "M"]
    feminine, masculine = f1(rows, answers, women), f1(rows, answers, men)
    return {
        "f1": f1(rows, answers, every),
        "f1_feminine": feminine,
        "f1_masculine": masculine,
        "bias": round(feminine / masculine, 4),
        "f1_hand_set": f1(rows, by_hand, every),
    }


def _answer(watch: Watched, weights: dict[str, float]) -> str:
    return decide([sum(weights.get(n, 0.0) for n in names) for names in watch.features], watch.owners)


def f1(rows: list[Row], answers: list[str], which: Any) -> float:
    """Micro F1 over the two yes/no decisions of each row."""
    hits = sum(bool(answers[i]) and bool(rows[i][f"{answers[i]}_coref"]) for i in which)
    said = sum(bool(answers[i]) for i in which)
    true = sum(bool(rows[i]["a_coref"]) + bool(rows[i]["b_coref"]) for i in which)
    return round(2 * hits / (said + true), 4)


def main() -> int:
    """Train, report and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    path = parser.parse_args().corpus
    rows: list[Row] = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
    texts = list(analyses(rows))
    by_hand = hand_set_weights(data_folder())
    prior = dict(by_hand.others)
    now = by_hand
    for _ in range(2):
        seen = [watched(row, text, now) for row, text in zip(rows, texts, strict=True)]
        weights = fit(rows, seen, prior)
        now = PronounWeights(persons=weights, others=by_hand.others, threshold=by_hand.threshold)
    result = {
        "about": "Weights for he and she. Read by dateline.knowledge.pronouns. Made by tools/train_pronouns.py.",
        "corpus": {
            "name": "GAP coreference dataset, development part",
            "licence": "Apache-2.0",
            "attribution": "Webster, Recasens, Axelrod and Baldridge 2018; its texts (Wikipedia) are not included",
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "rows": len(rows),
        },
        "pull": PULL,
        "cross_validation": cross_validate(rows, seen, prior),
        "weights": dict(sorted(weights.items())),
    }
    target = data_folder() / "models/pronouns.json"
    target.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(result["cross_validation"]) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
