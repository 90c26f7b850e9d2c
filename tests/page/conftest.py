"""The page in Debian's Chromium, over a real server; every test fails on a console error or a request elsewhere."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from dateline.api import Coder
from dateline.ingest import fold_store
from dateline.sources.samples import sample_documents
from dateline.stores import open_store

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
VIEWS = ("/", "/?of=events&type=ASSAULT", "/history", "/about")
"""Addresses that every store has; those of a report and a happening are added to them."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, or a skip that says what is missing."""
    if CHROMIUM is None:
        pytest.skip("needs a browser: on Debian, as root: apt-get install chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def served(store: Path) -> Iterator[str]:
    """Serve a store with the command that users have; yields the address that it prints."""
    command = [sys.executable, "-m", "dateline", "serve", "--store", str(store), "--port", "0", "--user", "ann"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        try:
            assert line.startswith("page:"), line
            yield line.split()[1]
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture(scope="session")
def samples(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the sample reports; copied by whoever changes it."""
    path = tmp_path_factory.mktemp("samples") / "samples.db"
    with open_store(path) as store:
        for analysis in coder.many(sample_documents()):
            store.put(coder.record(analysis))
        fold_store(store)
    return path


@dataclass
class Watched:
    """A tab, and what it did that it should not."""

    page: Page
    origin: str
    trouble: list[str] = field(default_factory=list)
    expected: str = ""
    """Console errors that hold this text are what the test is about."""

    def watch(self) -> None:
        """Note every error, dialog and request elsewhere."""
        self.page.on("console", lambda m: self._say(f"console: {m.text}") if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self._say(f"script: {e}"))
        self.page.on("dialog", lambda d: (self._say(f"dialog: {d.message}"), d.dismiss()))
        self.page.on("request", self._asked)

    def _say(self, what: str) -> None:
        if not self.expected or self.expected not in what:
            self.trouble.append(what)

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("blob", "data") and f"{parts.scheme}://{parts.netloc}" != self.origin:
            self._say(f"request elsewhere: {request.url}")

    def goto(self, path: str) -> None:
        """Open one of the page's own addresses and wait until it stands."""
        self.page.goto(self.origin + path)
        self.ready()

    def ready(self) -> None:
        """Wait until nothing is being loaded any more."""
        self.page.wait_for_load_state("networkidle")
        self.page.locator("main h1, main h2").first.wait_for()


Open = Callable[..., Watched]


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Open]:
    """Open a served store in a fresh browser context; at the end nothing may have gone wrong in it."""
    contexts: list[BrowserContext] = []
    tabs: list[Watched] = []

    def open_(address: str, **options: object) -> Watched:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 860}, **options})
        contexts.append(context)
        parts = urlsplit(address)
        tab = Watched(page=context.new_page(), origin=f"{parts.scheme}://{parts.netloc}")
        tab.watch()
        tabs.append(tab)
        tab.page.goto(address)
        tab.ready()
        return tab

    yield open_
    for context in contexts:
        context.close()
    assert [line for tab in tabs for line in tab.trouble] == []
