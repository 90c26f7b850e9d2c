"""Measure every skill on the development corpora and hold the figures against the floors of gate.toml.

    python benchmarks/bench.py [--only SKILL,SKILL] [--shared FOLDER] [--markdown FILE]

The corpora lie beside the repository (or in FOLDER, or in $DATELINE_SHARED); without them this prints what is
missing and succeeds. Exit code 1: a figure fell below its floor.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
GATE = HERE / "gate.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One line of gate.toml: a skill on a corpus, its scorer, and the figures to read with their floors."""

    name: str
    skill: str
    gold: str
    scorer: str
    sha256: str
    docs: str = ""
    types: str = ""
    floors: dict[str, float] = field(default_factory=dict)
    ceilings: dict[str, float] = field(default_factory=dict)


def corpus(name: str, shared: Path) -> Path:
    """Find a corpus: `repository:…` lies in this repository, any other beside it."""
    return HERE.parent / name.removeprefix("repository:") if name.startswith("repository:") else shared / name


def runs() -> list[Run]:
    """Read the gate file."""
    table = tomllib.loads(GATE.read_text(encoding="utf-8"))
    return [Run(name=name, **row) for name, row in table.items()]


def measure(run: Run, shared: Path) -> tuple[dict[str, Any], float]:
    """Predict and score one run; returns all of the scorer's figures and the seconds it took to predict."""
    gold = corpus(run.gold, shared)
    started = time.monotonic()
    if run.scorer == "own":  # our own sentences: measured in one go
        command = [sys.executable, str(HERE / "own.py"), run.skill, str(gold)]
        told = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
        return dict(json.loads(told)), time.monotonic() - started
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        command = [sys.executable, str(HERE / "predict.py"), run.skill, str(gold)]
        command += ["--docs", str(shared / run.docs)] if run.docs else []
        command += ["--types", run.types] if run.types else []
        with predicted.open("wb") as out:
            subprocess.run(command, stdout=out, check=True)
        took = time.monotonic() - started
        if run.scorer == "none":  # every event is an error
            return {
                "events": sum(len(json.loads(line)["events"]) for line in predicted.read_text("utf-8").splitlines())
            }, took
        scorer = [sys.executable, str(shared / "bench" / f"score_{run.scorer}.py"), str(gold), str(predicted)]
        scorer += ["--json"] if run.scorer == "events" else []
        return dict(json.loads(subprocess.run(scorer, capture_output=True, check=True, text=True).stdout)), took


def figure(figures: dict[str, Any], path: str) -> float:
    """Read a figure by its path ("resolution_end2end_161km/f1")."""
    value: Any = figures
    for part in path.split("/"):
        value = value[part]
    return float(value)


def main() -> int:
    """Run what the gate file lists, print one table, fail on a figure below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="names of runs, comma-separated")
    parser.add_argument("--shared", default=os.environ.get("DATELINE_SHARED", str(HERE.parents[1] / "shared")))
    parser.add_argument("--markdown", help="write the table to this file as well")
    options = parser.parse_args()
    shared, only = Path(options.shared), set(filter(None, options.only.split(",")))
    if not (shared / "bench").is_dir():
        print(f"bench: no development corpora in {shared}; set DATELINE_SHARED to where they lie. Nothing measured.")
        return 0
    lines = ["| run | corpus (SHA-256) | figure | reached | floor | s |", "| --- | --- | --- | --- | --- | --- |"]
    fallen = []
    for run in runs():
        if only and run.name not in only:
            continue
        digest = hashlib.sha256(corpus(run.gold, shared).read_bytes()).hexdigest()
        if digest != run.sha256:
            fallen.append(f"{run.name}: {run.gold} has SHA-256 {digest}, the gate knows {run.sha256}")
        figures, took = measure(run, shared)
        for path, bound in [*run.floors.items(), *run.ceilings.items()]:
            reached = figure(figures, path)
            low = path in run.floors
            sign = "≥" if low else "≤"
            lines.append(
                f"| {run.name} | {run.gold} ({digest[:12]}) | {path} | {reached:.3f} | {sign} {bound} | {took:.0f} |"
            )
            print(lines[-1], flush=True)
            if reached < bound if low else reached > bound:
                fallen.append(f"{run.name}: {path} is {reached:.4f}, {'below' if low else 'above'} its bound {bound}")
    if options.markdown:
        Path(options.markdown).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(fallen) if fallen else "every figure holds its floor")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
