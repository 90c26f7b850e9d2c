"""Write predictions for one benchmark: python benchmarks/predict.py SKILL GOLD.jsonl [--docs DOCS.jsonl] > PRED.jsonl

Each skill reads only the fields that the benchmark's README names for it.
"""

import argparse
import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent))

from skills import Options

BUILT = (
    "records",
    "coding",
    "cameo",
    "actors",
    "places",
    "places_given",
    "times",
    "attribution",
    "status",
    "counts",
    "pronouns",
    "persons",
    "stories",
    "happenings",
)


def read_lines(path: str) -> list[dict[str, Any]]:
    """Read a JSON Lines file."""
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").split("\n") if line.strip()]


def main() -> int:
    """Predict, one JSON line on standard output for each line (or document) of the gold file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("skill", choices=BUILT)
    parser.add_argument("gold")
    parser.add_argument("--docs", help="the texts that the gold's mentions point into")
    parser.add_argument("--types", default="", help="TIMEX3 types to keep, comma-separated (times only)")
    options = parser.parse_args()
    skill = importlib.import_module(f"skills.{options.skill}")
    docs = read_lines(options.docs) if options.docs else []
    chosen = Options(types=frozenset(t for t in options.types.split(",") if t))
    for row in skill.predict(read_lines(options.gold), docs, chosen):
        print(json.dumps(row, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
