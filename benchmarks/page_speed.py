"""How quick the page is over 100,000 made-up events: python benchmarks/page_speed.py [--store F] [--reports N]

Makes a store of made-up reports (benchmarks/synthetic.py; kept at --store, if given, and used again), serves it with
the command that users have, and drives it in Chromium: a brush or a facet to the repaint, a report opened, the first
paint of the demo store, the bytes of a first visit. Prints a table; times are in milliseconds on this machine.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from dateline.knowledge.ontology import load_ontology
from dateline.merge import fold, happening_record
from dateline.stores import open_store
from synthetic import made_up_records

QUIET = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update".split()
CONTEXT: dict[str, Any] = {"viewport": {"width": 1280, "height": 860}, "bypass_csp": True}
"""The page's own policy would bar the scripts that measure it."""
PORTION = 500
"""Reports folded at a time. Folding all of them together takes minutes, and the page does not care."""

TO_REPAINT = """async (act) => {
    const shown = new Promise((done) => {
        const watch = new PerformanceObserver((list) => {
            if (list.getEntriesByName("dateline-shown").length) { watch.disconnect(); done(); }
        });
        watch.observe({ type: "mark" });
    });
    const begun = performance.now();
    (new Function(act))();
    await Promise.race([shown, new Promise((_, no) => setTimeout(() => no(new Error("never shown")), 20000))]);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    return performance.now() - begun;
}"""
TO_REPORT = """async () => {
    const begun = performance.now();
    document.querySelectorAll("section.list a")[%d].click();
    while (!(document.title.endsWith("— Dateline") && document.querySelector("[data-row]"))) {
        if (performance.now() - begun > 20000) throw new Error("never shown");
        await new Promise((done) => requestAnimationFrame(done));
    }
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    return performance.now() - begun;
}"""
BRUSH = """
    const grip = document.querySelector("[role=slider][aria-label='%s']");
    grip.dispatchEvent(new KeyboardEvent("keydown", { key: "%s", bubbles: true }));
"""
FACET = "const all = document.querySelectorAll('.facets button.take'); all[%d %% all.length].click();"
CLEAR = "document.querySelectorAll('.facets button.take[aria-pressed=true]')[0].click();"
BYTES = """() => performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation"))
    .map((one) => [new URL(one.name).pathname, one.encodedBodySize])"""


def fill(path: Path, reports: int) -> None:
    """Make the store."""
    ontology = load_ontology()
    with open_store(path) as store:
        for record in made_up_records(reports, 2, ontology):
            store.put(record)
        records = store.records()
        portions = iter(lambda: list(islice(records, PORTION)), [])
        as_of = store.changes()
        store.replace_happenings((happening_record(h) for some in portions for h in fold(some)), as_of=as_of)


@contextmanager
def served(store: Path) -> Iterator[str]:
    """Serve a store; yields the address that lets one browser in."""
    command = [sys.executable, "-m", "dateline", "serve", "--store", str(store), "--port", "0", "--user", "ann"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().split()[1]
        finally:
            server.terminate()
            server.wait(timeout=60)


def percentile(times: list[float], share: float) -> float:
    """Return the time that this share of them is not above."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def shown(page: Page) -> None:
    """Wait until the explorer shows what it was asked for."""
    page.wait_for_function("performance.getEntriesByName('dateline-shown').length > 0", timeout=60_000)


def repaints(page: Page, rounds: int) -> dict[str, list[float]]:
    """Brush and choose, and return how long each took to the repaint."""
    brushed, chosen = [], []
    for k in range(rounds):
        edge, key = (("First day", "ArrowRight"), ("Last day", "ArrowLeft"))[k % 2]
        brushed.append(page.evaluate(TO_REPAINT, BRUSH % (edge, key)))
    for k in range(rounds):
        chosen.append(page.evaluate(TO_REPAINT, FACET % (3 * k + 1)))
        if k % 2:
            while page.locator(".facets button.take[aria-pressed=true]").count():
                chosen.append(page.evaluate(TO_REPAINT, CLEAR))
    return {"a brush to the repaint": brushed, "a facet to the repaint": chosen}


def openings(page: Page, origin: str, rounds: int) -> list[float]:
    """Open reports from the list of events, and return how long each took."""
    times = []
    for k in range(rounds):
        page.goto(f"{origin}/?of=events")
        shown(page)
        times.append(page.evaluate(TO_REPORT % k))
    return times


def first_paints(browser: Browser, store: Path, rounds: int) -> tuple[list[float], list[float]]:
    """Visit a store for the first time, and return when something, and when everything was painted."""
    painted, whole = [], []
    for _ in range(rounds):
        with served(store) as address:
            page = browser.new_context(**CONTEXT).new_page()
            page.goto(address)
            shown(page)
            painted.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
            whole.append(page.evaluate("performance.getEntriesByName('dateline-shown')[0].startTime"))
            page.context.close()
    return painted, whole


def row(what: str, times: list[float], wanted: str, pick: Callable[[list[float]], float]) -> str:
    """Return a line of the table."""
    median = statistics.median(times)
    return f"| {what} | {len(times)} | {median:,.0f} | {pick(times):,.0f} | {max(times):,.0f} | {wanted} |"


def p95(times: list[float]) -> float:
    """Return the time that 95 of 100 are not above."""
    return percentile(times, 0.95)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, help="where the made-up store is kept; made if it is not there")
    parser.add_argument("--demo", type=Path, help="a store of the sample reports; made if not given")
    parser.add_argument("--reports", type=int, default=50_000, help="made-up reports, of two events each")
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="dateline-page-"))
    store, demo = options.store or folder / "large.db", options.demo or folder / "demo.db"
    if not store.exists():
        begun = time.monotonic()
        fill(store, options.reports)
        print(f"made {store} in {time.monotonic() - begun:,.0f} s", file=sys.stderr)
    if not demo.exists():
        command = [sys.executable, "-m", "dateline", "demo", "--store", str(demo), "--no-serve"]
        subprocess.run([*command, "--report", str(folder / "report.html")], check=True, stdout=subprocess.DEVNULL)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as play, play.chromium.launch(executable_path=chromium, args=QUIET) as browser:
        with served(store) as address:
            page = browser.new_context(**CONTEXT).new_page()
            page.goto(address)
            shown(page)
            sizes = dict(page.evaluate(BYTES))
            found = repaints(page, options.rounds)
            origin = "/".join(address.split("/")[:3])
            found["a report opened"] = openings(page, origin, options.rounds // 2)
            about = page.evaluate("fetch('/api/about').then((answer) => answer.json())")
        painted, whole = first_paints(browser, demo, 5)
    counts = about["counts"]
    print(f"{counts['events']:,} events in {counts['reports']:,} reports, {counts['happenings']:,} happenings\n")
    print("| what | times | median ms | 95 % ms | longest ms | wanted |\n| --- | --- | --- | --- | --- | --- |")
    for what, wanted in (
        ("a brush to the repaint", "95 %: 200"),
        ("a facet to the repaint", "95 %: 200"),
        ("a report opened", "95 %: 150"),
    ):
        print(row(what, found[what], wanted, p95))
    print(row("first paint, demo store", painted, "1,500", p95))
    print(row("everything painted, demo store", whole, "", p95))
    data = sum(size for name, size in sizes.items() if name.startswith("/api/"))
    print(f"\nfirst visit, compressed: data {data / 1e6:.2f} MB, all {sum(sizes.values()) / 1e6:.2f} MB (wanted: 2 MB)")
    for name, size in sorted(sizes.items(), key=lambda item: -item[1])[:8]:
        print(f"  {size / 1e3:8.1f} kB  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
