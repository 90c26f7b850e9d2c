"""Many at once on one store: a real server with readers and two reviewers, and another process that adds reports."""

import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count, cycle
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest

from dateline.ingest import fold_store
from dateline.stores import open_store
from tests.conformance.records import event, made_up, record
from tests.web.conftest import ORDER

SECONDS = 30
READERS = 8
EVENT = str(event("a")["id"])
QUESTIONS = (
    "/api/happenings?limit=20",
    "/api/events?type=COERCE&sort=-confidence",
    "/api/facets?of=events&since=2020",
    "/api/timeline",
    "/api/map?of=events",
    "/api/happenings?q=police",
    "/api/reports/a",
    f"/api/events/{EVENT}",
    "/api/history",
    "/api/about",
    "/api/export.csv?of=events&type=AID",
)


@contextmanager
def served(store: Path, log: Path) -> Iterator[str]:
    """Serve a store with the command that users have; yields the address that it prints."""
    command = [sys.executable, "-m", "dateline", "serve", "--store", str(store), "--port", "0", "--user", "ann"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with (
        log.open("wb") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment) as server,
    ):
        assert server.stdout is not None
        line = server.stdout.readline()
        try:
            assert line.startswith("page:"), log.read_text()
            yield line.split()[1]
        finally:
            server.terminate()
            server.wait(timeout=60)


@contextmanager
def let_in(address: str) -> Iterator[httpx2.Client]:
    """A client with the session's cookie; it may be used from many threads."""
    parts = urlsplit(address)
    limits = httpx2.Limits(max_connections=READERS + 4)
    with httpx2.Client(base_url=f"{parts.scheme}://{parts.netloc}", timeout=60, limits=limits) as client:
        assert client.get(f"{parts.path}?{parts.query}").status_code == 303
        yield client


def add_reports(store: str, until: float) -> None:
    """Put made-up reports one by one, as `dateline add` does, and fold at the end. A process of its own."""
    with open_store(store) as kept:
        for number in count(1):
            for each in made_up(5, seed=number):
                kept.put(each | {"doc_id": f"{number}/{each['doc_id']}", "events": _renamed(each, number)})
                time.sleep(0.02)  # coding takes longer
                if time.time() > until:
                    fold_store(kept)
                    return


def _renamed(each: dict[str, object], number: int) -> list[dict[str, object]]:
    return [found | {"id": f"{found['id']}-{number}"} for found in each["events"]]  # type: ignore[attr-defined]


class Crowd:
    """What everybody did and was told."""

    def __init__(self, client: httpx2.Client, until: float) -> None:
        self.client = client
        self.until = until
        self.statuses: Counter[int] = Counter()
        self.refused: list[str] = []
        self.taken: list[tuple[str, str]] = []  # the note, and the version that the reviewer had seen
        self.lost: list[str] = []
        self.trouble: list[str] = []

    def read(self, first: int) -> None:
        """Ask one question after the other."""
        for path in cycle(QUESTIONS[first:] + QUESTIONS[:first]):
            if time.time() > self.until:
                return
            answer = self.client.get(path)
            self.statuses[answer.status_code] += 1
            if answer.status_code != 200:
                self.refused.append(f"{path}: {answer.status_code} {answer.text[:200]}")

    def judge(self, who: str) -> None:
        """Correct one and the same field again and again, each time on the ground of what the event says now."""
        for number in count(1):
            if time.time() > self.until:
                return
            seen = self.client.get(f"/api/events/{EVENT}").json()["etag"]
            note = f"{who}-{number}"
            said = {"event": EVENT, "field": "mode", "action": "correct", "value": note, "note": note}
            answer = self.client.post("/api/reviews", json=said, headers={**ORDER, "if-match": seen})
            if answer.status_code == 200:
                self.taken.append((note, seen))
                now = answer.json()  # the other one may have been quicker to change it again; then it says so
                if now["event"]["mode"] != note and now["event"]["version"] < int(seen.strip('"')) + 2:
                    self.trouble.append(f"{note}: answered with another value")
            elif answer.status_code == 409:
                self.lost.append(note)
            else:
                self.refused.append(f"{note}: {answer.status_code} {answer.text[:200]}")

    def run(self) -> None:
        """Let everybody do it at once, for as long as was said."""
        doing = [threading.Thread(target=self.read, args=(n,)) for n in range(READERS)]
        doing += [threading.Thread(target=self.judge, args=(who,)) for who in ("ann", "bob")]
        for thread in doing:
            thread.start()
        for thread in doing:
            thread.join()


@pytest.mark.slow
def test_readers_reviewers_and_a_run_of_adding_do_not_get_into_each_other_s_way(tmp_path: Path) -> None:
    store, log = tmp_path / "store.db", tmp_path / "log"
    with open_store(store) as kept:
        for each in (record("a"), *made_up(50)):
            kept.put(each)
        fold_store(kept)
        before = kept.about()["counts"]["reports"]
    with served(store, log) as address, let_in(address) as client:
        until = time.time() + SECONDS
        adding = get_context("spawn").Process(target=add_reports, args=(str(store), until))
        adding.start()
        crowd = Crowd(client, until)
        crowd.run()
        adding.join()
        assert adding.exitcode == 0
        assert crowd.refused == []
        assert crowd.trouble == []
        assert set(crowd.statuses) == {200}
        last = client.get(f"/api/events/{EVENT}").json()
    assert log.read_text() == ""
    with open_store(store) as kept:
        history = kept.history(limit=1_000_000)
        assert sorted(entry["note"] for entry in history) == sorted(note for note, _ in crowd.taken)
        assert len({seen for _, seen in crowd.taken}) == len(crowd.taken)  # nobody wrote over what he had not seen
        assert last["mode"] == history[-1]["note"]
        assert crowd.taken
        assert crowd.lost
        assert kept.about()["counts"]["reports"] > before
        assert kept.check().problems == ()
    print(f"{sum(crowd.statuses.values())} reads, {len(crowd.taken)} judgements, {len(crowd.lost)} conflicts")  # noqa: T201
