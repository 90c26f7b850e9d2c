"""The coder's time against bare spaCy's, same text, same run: python benchmarks/speed.py FILE.jsonl [--rounds N]

FILE has one report a line with a `text` (any records file will do). Both sides get the same paragraphs, batches,
kernel and thread setting; rounds alternate, and the median ratio is printed with each stage's share. Time is this
process's CPU time: all runs on one thread, so on an idle machine it is the time on the clock. The first round is
told apart: in it no name, phrase or word has been looked up before.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import dateline
from dateline.api import settle
from dateline.engines.spacy_engine import SpacyEngine
from dateline.model.analysis import Analysis
from dateline.model.document import Document
from dateline.pipeline import run_stage


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    lines = Path(options.file).read_text(encoding="utf-8").splitlines()
    documents = [Document(id=str(k), text=json.loads(line)["text"]) for k, line in enumerate(lines)]
    words = sum(len(d.text.split()) for d in documents)
    coder = dateline.load()
    pipeline = coder.pipeline
    engine = pipeline.engine
    if not isinstance(engine, SpacyEngine):
        sys.exit("speed: the coder was not loaded with spaCy; there is nothing to compare it with")
    segmented = [pipeline.before[0].run(Analysis(document=d)) for d in documents]
    paragraphs = [region.span.text for a in segmented for region in (a.layout.readable if a.layout else ())]
    settle()  # as the command line and its workers do
    ratios, bare_rates, ours_rates = [], [], []
    for _ in range(options.rounds + 1):
        started = time.process_time()
        engine.parse_bare(paragraphs)
        bare = time.process_time() - started
        started = time.process_time()
        sum(1 for _ in coder.many(documents))
        ours = time.process_time() - started
        ratios.append(ours / bare)
        bare_rates.append(words / bare)
        ours_rates.append(words / ours)
    first, ratios = ratios[0], ratios[1:]
    print(f"{len(documents)} reports, {words} words, {options.rounds} rounds, one process")
    print(f"bare spaCy   {statistics.median(bare_rates):8.0f} words/s (median)")
    print(f"the coder    {statistics.median(ours_rates):8.0f} words/s (median)")
    print(
        f"ratio        {statistics.median(ratios):8.3f} (min {min(ratios):.3f}, max {max(ratios):.3f}; first {first:.3f})"
    )
    shares: dict[str, float] = defaultdict(float)
    inputs = [(a.document.text, a.layout.readable if a.layout else ()) for a in segmented]
    for analysis, parse in zip(segmented, pipeline.engine.parse_many(inputs), strict=True):
        current = replace(analysis, parse=parse)
        for stage in pipeline.after:
            started = time.process_time()
            current = run_stage(stage, current)
            shares[stage.name] += time.process_time() - started
    for name, seconds in sorted(shares.items(), key=lambda item: -item[1]):
        print(f"  {name:20} {seconds / words * 1e6:6.1f} µs/word")
    return 0


if __name__ == "__main__":
    sys.exit(main())
