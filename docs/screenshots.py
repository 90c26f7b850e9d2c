"""Take the pictures of `docs/images` from the page itself.

    python docs/screenshots.py [--into FOLDER]

Codes the sample reports, serves them, and photographs every view in Chromium, light and dark and as on a phone.
Needs Debian's chromium.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from dateline.stores import open_store
from dateline.stores.filters import read_query

IMAGES = Path(__file__).resolve().parent / "images"
REPORT = "01-kramatorsk-first"
ARGUMENTS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 800}


def views(store: Path) -> dict[str, str]:
    """Name the pictures and the addresses that they show."""
    with open_store(store, read_only=True) as kept:
        happening = kept.find("happening", read_query({"sort": ["-reports"], "limit": ["1"]})).items[0]["id"]
    return {
        "explorer": "/",
        "happening": f"/happening/{happening}",
        "reader": f"/report/{REPORT}",
        "history": "/history",
        "about": "/about",
    }


@contextmanager
def served(store: Path) -> Iterator[str]:
    """Serve the store; yields the address that lets a browser in."""
    command = [sys.executable, "-m", "dateline", "serve", "--store", str(store), "--port", "0", "--user", "you"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().split()[1]
        finally:
            server.terminate()


def photograph(browser: Browser, store: Path, folder: Path) -> Iterator[Path]:
    """Take each view light, dark and narrow, each from a server of its own: a token works once."""
    for suffix, options in (
        ("", {"viewport": WIDE}),
        ("-dark", {"viewport": WIDE, "color_scheme": "dark"}),
        ("-phone", {"viewport": PHONE}),
    ):
        with served(store) as address:
            page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
            page.goto(address)
            origin = address.partition("/?")[0]
            for name, path in views(store).items():
                page.goto(origin + path)
                page.wait_for_load_state("networkidle")
                page.wait_for_timeout(2_500 if name == "explorer" else 500)  # the map draws after it has loaded
                picture = folder / f"{name}{suffix}.png"
                page.screenshot(path=picture)
                yield picture


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, default=IMAGES, help="the folder to write to")
    folder = parser.parse_args().into
    chromium = shutil.which("chromium") or sys.exit("needs a browser: on Debian, as root: apt-get install chromium")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as play:
        store = Path(scratch) / "demo.db"
        report = ["--report", str(Path(scratch) / "demo.html")]
        command = [sys.executable, "-m", "dateline", "demo", "--store", str(store), *report, "--no-serve"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        browser = play.chromium.launch(executable_path=chromium, args=ARGUMENTS.split())
        for picture in photograph(browser, store, folder):
            print(picture)
        browser.close()


if __name__ == "__main__":
    main()
