"""Figures for one file of our own sentences: python benchmarks/own.py status|counts FILE.tsv, as JSON."""

import argparse
import json
import os
import sys
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent))

from skills.own_sentences import count_figures, status_figures

SKILLS = {"status": status_figures, "counts": count_figures}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("skill", choices=SKILLS)
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    print(json.dumps(SKILLS[options.skill](options.file)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
