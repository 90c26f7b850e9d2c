"""How fast `dateline add` is: reports and words a second on one and two cores, the share of the store, memory over many.

python benchmarks/throughput.py                        400 reports of sample length on 1 and 2 workers
python benchmarks/throughput.py --memory 20000         and memory over 20,000 short reports

Speeds count from the fiftieth report, so that loading the model is left out. On a busy machine look at the CPU
time: `bound` is the ratio of one worker's CPU time to what the busiest process of two workers has to do.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from dateline.api import load
from dateline.config import Settings
from dateline.ingest import Adding, Step
from dateline.ingest.tally import Tally
from dateline.sources.reading import read_paths
from dateline.sources.samples import sample_documents
from dateline.stores import open_store
from tests.ingest.made_up import write


def long_reports(path: Path, number: int) -> Path:
    """Write the sample reports again and again, each with another id and a sentence of its own."""
    samples = sample_documents()
    with path.open("w", encoding="utf-8") as file:
        for k in range(number):
            document = samples[k % len(samples)]
            body = f"{document.text[document.title_end :].strip()}\n\nThis is copy {k} of the report."
            row = {"id": f"long-{k}", "title": document.title, "date": str(document.filed), "text": body}
            file.write(json.dumps(row) + "\n")
    return path


Reading = tuple[float, int, int, dict[int, float]]
"""The clock, reports and words so far, CPU seconds by process."""


class Meter:
    """Watches a run: when it got going, CPU time of each process, memory."""

    def __init__(self) -> None:
        self.first: Reading | None = None
        self.last: Reading | None = None
        self.memory: list[dict[int, int]] = []
        self._me = psutil.Process()

    def processes(self) -> list[psutil.Process]:
        return [self._me, *self._me.children(recursive=True)]

    def cpu(self) -> dict[int, float]:
        return {p.pid: sum(p.cpu_times()[:2]) for p in self.processes()}

    def show(self, tally: Tally, _where: object) -> None:
        if tally.coded % 50 == 0:
            reading = (time.monotonic(), tally.coded, tally.words, self.cpu())
            self.first, self.last = self.first or reading, reading
        if tally.coded % 1000 == 999:
            self.memory.append({p.pid: p.memory_info().rss for p in self.processes()})


def run(source: Path, folder: Path, workers: int) -> dict[str, Any]:
    """Add all reports; return speeds, CPU seconds a report of the busiest process, the store's share."""
    meter = Meter()
    coder = load() if workers == 1 else None
    with open_store(folder / f"{workers}.db") as store:
        seconds = [0.0]
        put = store.put

        def timed(*arguments: Any, **options: Any) -> Any:
            started = time.process_time()
            try:
                return put(*arguments, **options)
            finally:
                seconds[0] += time.process_time() - started

        store.put = timed  # type: ignore[method-assign]
        step = Step(coder=lambda: coder or load(), settings=Settings(), workers=workers)
        adding = Adding(store, step, meter.show)
        tally = adding.run(read_paths([str(source)]))
    assert meter.first is not None
    assert meter.last is not None
    (began, reports, words, cpu), (ended, more_reports, more_words, more_cpu) = meter.first, meter.last
    wall, done = ended - began, more_reports - reports
    used = {pid: seconds_ - cpu.get(pid, 0) for pid, seconds_ in more_cpu.items()}
    return {
        "workers": workers,
        "reports_per_second": round(done / wall, 2),
        "words_per_second": round((more_words - words) / wall),
        "cpu_ms_per_report": round(sum(used.values()) / done * 1000, 1),
        "busiest_ms_per_report": round(max(used.values()) / done * 1000, 1),
        "store_ms_per_report": round(seconds[0] / tally.coded * 1000, 2),
        "memory": meter.memory,
    }


def main() -> None:
    """Measure and print one JSON object a run."""
    parser = argparse.ArgumentParser(description="Measure how fast reports are added to a store.")
    parser.add_argument("--reports", type=int, default=400, help="reports of sample length")
    parser.add_argument("--memory", type=int, default=0, help="short reports for the measure of memory; 0: none")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, two = (run(long_reports(folder / "in.jsonl", options.reports), folder, workers) for workers in (1, 2))
        for found in (one, two):
            print(json.dumps({key: value for key, value in found.items() if key != "memory"}))
        ratio = two["reports_per_second"] / one["reports_per_second"]
        bound = one["cpu_ms_per_report"] / two["busiest_ms_per_report"]
        share = one["store_ms_per_report"] / one["cpu_ms_per_report"]
        load_average = os.getloadavg()[0]
        print(
            json.dumps(
                {
                    "ratio": round(ratio, 2),
                    "bound": round(bound, 2),
                    "store_share": round(share, 3),
                    "load": load_average,
                }
            )
        )
        if options.memory:
            memory(write(folder / "short.jsonl", list(range(options.memory))), folder / "memory")


def memory(source: Path, folder: Path) -> None:
    """Print by how much each process grew after its first 2,000 reports, in MB."""
    folder.mkdir()
    found = run(source, folder, 2)
    samples = found["memory"]
    warm, end = samples[min(2, len(samples) - 1)], samples[-1]
    grown = {
        "main" if pid == os.getpid() else f"worker {pid}": round((end[pid] - warm[pid]) / 1e6, 1)
        for pid in end
        if pid in warm
    }
    print(
        json.dumps(
            {"reports": len(samples) * 1000, "grown_mb": grown, "reports_per_second": found["reports_per_second"]}
        )
    )


if __name__ == "__main__":
    main()
