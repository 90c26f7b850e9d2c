"""The coder's time against bare spaCy's, same text, same run: python benchmarks/speed.py FILE.jsonl [--rounds N]

FILE has one report a line with a `text` (any records file will do). Both sides get the same paragraphs, batches,
kernel and thread setting; rounds alternate, and the median ratio is printed with each stage's share.
"""

import argparse
import gc
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
    sum(1 for _ in coder.many(documents))  # warm-up
    gc.collect()
    gc.freeze()  # as the command line does: loaded knowledge is no rubbish to look through
    ratios, bare_rates, ours_rates = [], [], []
    for _ in range(options.rounds):
        started = time.perf_counter()
        engine.parse_bare(paragraphs)
        bare = time.perf_counter() - started
        started = time.perf_counter()
        sum(1 for _ in coder.many(documents))
        ours = time.perf_counter() - started
        ratios.append(ours / bare)
        bare_rates.append(words / bare)
        ours_rates.append(words / ours)
    print(f"{len(documents)} reports, {words} words, {options.rounds} rounds, one process")
    print(f"bare spaCy   {statistics.median(bare_rates):8.0f} words/s (median)")
    print(f"the coder    {statistics.median(ours_rates):8.0f} words/s (median)")
    print(f"ratio        {statistics.median(ratios):8.3f} (min {min(ratios):.3f}, max {max(ratios):.3f})")
    shares: dict[str, float] = defaultdict(float)
    inputs = [(a.document.text, a.layout.readable if a.layout else ()) for a in segmented]
    for analysis, parse in zip(segmented, pipeline.engine.parse_many(inputs), strict=True):
        current = replace(analysis, parse=parse)
        for stage in pipeline.after:
            started = time.perf_counter()
            current = run_stage(stage, current)
            shares[stage.name] += time.perf_counter() - started
    for name, seconds in sorted(shares.items(), key=lambda item: -item[1]):
        print(f"  {name:20} {seconds / words * 1e6:6.1f} µs/word")
    return 0


if __name__ == "__main__":
    sys.exit(main())
