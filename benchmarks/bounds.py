"""The bounds on start, memory and words a second, measured: python benchmarks/bounds.py FILE.jsonl [--runs N] [--dump]

FILE has one report a line with a `text`. Each figure is the median of several runs; a time stands beside that of
something that cannot be left out, taken in the same run, since clocks differ between machines. `--dump` also builds
gazetteers from two made-up GeoNames dumps, the second four times the first, in a minute or two.
"""

import argparse
import hashlib
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PEAK = """
import re
from pathlib import Path
def peak(): return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
"""
"""The process's own peak in MB, by Linux; `getrusage` would tell a child its parent's."""
OPEN = """
import sqlite3, time
from dateline.knowledge.gazetteer import Gazetteer, default_folder
before = peak()
started = time.process_time(); sqlite3.connect(":memory:").execute("SELECT 1"); empty = time.process_time() - started
started = time.process_time(); book = Gazetteer.open(default_folder()); opened = time.process_time() - started
for name in ("Paris", "Springfield", "Lyman", "Nowhere at all"): book.lookup(name)
print(empty * 1000, opened * 1000, peak() - before, peak())
"""
BUILD = """
import sys
from dateline.knowledge.gazetteer_build import build_from_dump
build_from_dump(Path(sys.argv[1]), Path(sys.argv[2]))
print(peak())
"""
ROWS = (50_000, 200_000)


def main() -> int:
    """Measure and print one table; 1 where a bound is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--dump", action="store_true")
    options = parser.parse_args()
    raw = options.file.read_bytes()
    print(
        f"command: python {' '.join(sys.argv)}\ncorpus:  {options.file.name} sha256 {hashlib.sha256(raw).hexdigest()}"
    )
    rows = [*opening(options.runs), *tagging(raw.decode("utf-8"), options.runs), *help_page(options.runs)]
    if options.dump:
        rows += dumps()
    print(f"\n{'':44} {'measured':>10} {'bound':>10}")
    for what, measured, bound, kept in rows:
        print(f"{what:44} {measured:10,.1f} {bound:>10}{'' if kept else '   MISSED'}")
    return 0 if all(kept for *_, kept in rows) else 1


def opening(runs: int) -> list[tuple[str, float, str, bool]]:
    """The gazetteer opened in fresh processes: time, the same in empty openings of SQLite, and memory."""
    told = [list(map(float, run(sys.executable, "-c", PEAK + OPEN).split())) for _ in range(runs)]
    empty, opened, more, whole = (statistics.median(column) for column in zip(*told, strict=True))
    return [
        ("gazetteer opens, ms of CPU", opened, "50", opened <= 50),
        ("  in empty openings of SQLite", opened / empty, "", True),
        ("gazetteer open and asked, MB more", more, "60", more <= 60),
        ("  the whole process, MB", whole, "60", whole <= 60),
    ]


def tagging(corpus: str, runs: int) -> list[tuple[str, float, str, bool]]:
    """The time tagger alone and bare spaCy, in turn over the same texts."""
    from dateline.engines.spacy_engine import load_engine  # noqa: PLC0415  (it fills this process's memory)
    from dateline.knowledge.feasts import load_feasts  # noqa: PLC0415
    from dateline.text.times.timex import Tagger  # noqa: PLC0415

    texts = [json.loads(line)["text"] for line in corpus.splitlines()]
    words = sum(len(text.split()) for text in texts)
    engine, tagger = load_engine(), Tagger(load_feasts())
    paragraphs = [part for text in texts for part in text.split("\n") if part.strip()]
    tagged, parsed = [], []
    for _ in range(runs):
        started = time.process_time()
        for text in texts:
            tagger.tag(text, None)
        tagged.append(words / (time.process_time() - started))
        started = time.process_time()
        engine.parse_bare(paragraphs)
        parsed.append(words / (time.process_time() - started))
    speed = statistics.median(tagged)
    ratio = statistics.median(ours / bare for ours, bare in zip(tagged, parsed, strict=True))
    return [
        ("time tagger, words/s", speed, ">= 50,000", speed >= 50_000),
        ("  in bare spaCy's words/s", ratio, "", True),
    ]


def help_page(runs: int) -> list[tuple[str, float, str, bool]]:
    """`dateline --help` in starts of a Python that does nothing."""
    ratios = []
    for _ in range(runs):
        nothing = clock(sys.executable, "-c", "pass")
        ratios.append(clock(sys.executable, "-m", "dateline", "--help") / nothing)
    return [("dateline --help, in starts of Python", statistics.median(ratios), "", True)]


def dumps() -> list[tuple[str, float, str, bool]]:
    """Peak memory of a gazetteer built from a made-up dump, at two sizes."""
    peaks = []
    with tempfile.TemporaryDirectory() as folder:
        for rows in ROWS:
            dump = Path(folder) / f"{rows}.txt"
            dump.write_text("".join(made_up(rows)), encoding="utf-8")
            peaks.append(float(run(sys.executable, "-c", PEAK + BUILD, str(dump), str(Path(folder) / str(rows)))))
    told = [
        (f"gazetteer from {rows:,} rows of a dump, MB", peak, "2,000", True)
        for rows, peak in zip(ROWS, peaks, strict=True)
    ]
    growth = peaks[1] / peaks[0]
    return [*told, ("  growth at four times the rows", growth, "1.5", growth <= 1.5)]


def made_up(rows: int) -> list[str]:
    """Lines of a GeoNames dump: towns with up to six other names, the same at every run."""
    chance = random.Random(4)  # noqa: S311
    syllables = "ka lo mi ra te no vi sha du be go zi pe lu an or est um il dar".split()

    def name() -> str:
        return "".join(chance.choice(syllables) for _ in range(chance.randint(2, 4))).title()

    lines = []
    for number in range(1, rows + 1):
        own, others = name(), ",".join(name() for _ in range(chance.randint(0, 6)))
        where = (f"{chance.uniform(-60, 70):.5f}", f"{chance.uniform(-180, 180):.5f}")
        country = chance.choice(["SD", "UA", "US", "CN", "IN", "FR", "RU", "NG"])
        people = str(chance.randint(0, 100_000))
        cells = (str(number), own, own, others, *where, "P", "PPL", country, "", f"{chance.randint(1, 30):02}")
        lines.append("\t".join((*cells, "", "", "", people, "", "", "UTC", "2024-01-01")) + "\n")
    return lines


def run(*command: str) -> str:
    """What a command prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def clock(*command: str) -> float:
    """Seconds that a command takes on the clock."""
    started = time.perf_counter()
    run(*command)
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
