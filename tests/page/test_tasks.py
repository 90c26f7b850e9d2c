"""The five things that a user comes for, from files to an export, each in a dozen actions and by keyboard alone."""

import csv
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from dateline.sources.samples import sample_folder
from dateline.stores import open_store
from tests.page.conftest import Open, Watched, served

MOST_ACTIONS = 12
MOST_TABS = 150
REPORTS = ("01-kramatorsk-first.txt", "02-kramatorsk-tabloid.txt", "03-kramatorsk-toll.txt")


class Keys:
    """A pair of hands on a keyboard: what a person decides counts as an action, moving the focus does not."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    def press(self, keys: str) -> None:
        self.actions += 1
        self.page.keyboard.press(keys)

    def type(self, text: str) -> None:
        self.actions += 1
        self.page.keyboard.type(text)

    def reach(self, wanted: Locator) -> None:
        """Press Tab until something has the focus; fails where it cannot be reached."""
        wanted.wait_for(state="attached")
        for _ in range(MOST_TABS):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"{wanted} cannot be reached with Tab")


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Task one, taking a folder in: one command."""
    folder = tmp_path_factory.mktemp("task")
    (folder / "news").mkdir()
    for name in REPORTS:
        (folder / "news" / name).write_bytes((sample_folder() / name).read_bytes())
    store = folder / "news.db"
    command = [sys.executable, "-m", "dateline", "add", str(folder / "news"), "--store", str(store)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode in (0, 3), done.stderr
    with open_store(store, read_only=True) as kept:
        assert kept.about()["counts"]["reports"] == len(REPORTS)
    return store


def report_address(store: Path, name: str) -> str:
    with open_store(store, read_only=True) as kept:
        (id_,) = (record["doc_id"] for record in kept.records() if record["doc_id"].endswith(name))
    return f"/report/{quote(id_, safe='')}"


def test_an_event_is_found_by_words_and_its_evidence_read(added: Path, opened: Open) -> None:
    with served(added) as address:
        page = opened(address).page
        keys = Keys(page)
        keys.reach(page.get_by_role("searchbox", name="Search the reports"))
        keys.type('"railway station"')
        keys.press("Enter")
        expect(page.locator("main")).to_contain_text("happening")
        first = page.get_by_role("region", name="List").get_by_role("link").first
        expect(first).to_be_visible()
        keys.reach(first)
        keys.press("Enter")
        told = page.get_by_role("region", name="What is told").get_by_role("link").first
        keys.reach(told)
        keys.press("Enter")
        article = page.get_by_role("article", name="Report")
        expect(article).to_contain_text("Kramatorsk")
        evidence = page.get_by_role("region", name="Events in this report")
        expect(evidence.locator("q").first).to_be_visible()
        assert page.evaluate("[...CSS.highlights.values()].some(drawn => drawn.size > 0)")
        assert keys.actions <= MOST_ACTIONS


def read_why(tab: Watched, keys: Keys) -> None:
    keys.press("n")
    expect(tab.page.locator("main code").first).to_be_visible()  # the rule that decided


def test_a_field_is_corrected_and_the_correction_taken_back(added: Path, opened: Open) -> None:
    with served(added) as address:
        tab = opened(address)
        tab.goto(report_address(added, REPORTS[0]))
        page, keys = tab.page, Keys(tab.page)
        read_why(tab, keys)
        panel = page.get_by_role("region", name="Events in this report")
        status = panel.get_by_role("button", name="whether")
        keys.reach(status.first)
        keys.press("Enter")
        keys.press("c")
        radio = page.get_by_role("radio", name="Did not happen")
        keys.reach(page.locator("input[type=radio]:checked"))
        while not radio.is_checked():
            keys.press("ArrowDown")
        keys.press("Control+Enter")
        expect(panel.get_by_text("corrected").first).to_be_attached()
        assert keys.actions <= MOST_ACTIONS
        again = Keys(page)
        again.press("u")
        expect(panel.get_by_text("corrected")).to_have_count(0)
        assert again.actions == 1
    with open_store(added, read_only=True) as kept:
        assert [entry["action"] for entry in kept.history()][-2:] == ["correct", "undo"]
        assert {entry["by"] for entry in kept.history()} == {"ann"}


def test_a_list_is_taken_away_as_a_file_and_as_a_command(added: Path, opened: Open, tmp_path: Path) -> None:
    with served(added) as address:
        page = opened(address).page
        keys = Keys(page)
        keys.reach(page.get_by_text("Take away"))
        keys.press("Enter")
        keys.reach(page.get_by_role("link", name="CSV"))
        with page.expect_download() as download:
            keys.press("Enter")
        saved = tmp_path / "list.csv"
        download.value.save_as(saved)
        line = page.locator(".menu code").text_content()
        assert keys.actions <= MOST_ACTIONS
    rows = list(csv.DictReader(saved.read_text(encoding="utf-8").splitlines()))
    assert line is not None
    words = [word for word in line.split()[1:] if not word.startswith("--store")]
    command = [sys.executable, "-m", "dateline", *words, f"--store={added}", "--format=csv", "--limit=0"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    same = list(csv.DictReader(printed.splitlines()))
    assert [row["id"] for row in same] == [row["id"] for row in rows]
    assert rows


def test_two_people_on_one_field_see_each_other(added: Path, opened: Open) -> None:
    with served(added) as address:
        tab = opened(address)
        tab.goto(report_address(added, REPORTS[1]))
        other = Watched(page=tab.page.context.new_page(), origin=tab.origin)
        other.goto(report_address(added, REPORTS[1]))
        for each in (tab, other):
            each.expected = "409"
        tab.page.keyboard.press("n")
        tab.page.keyboard.press("a")
        expect(
            tab.page.get_by_role("region", name="Events in this report").get_by_text("accepted").first
        ).to_be_attached()
        other.page.keyboard.press("n")
        other.page.keyboard.press("x")
        expect(other.page.get_by_text("ann", exact=False).first).to_be_visible()
    with open_store(added, read_only=True) as kept:
        assert [entry["action"] for entry in kept.history()][-1] == "accept"


def test_a_view_is_an_address_that_can_be_shared(samples: Path, opened: Open) -> None:
    with served(samples) as address:
        tab = opened(address)
        tab.page.get_by_role("button", name="Assault").first.click()
        tab.ready()
        shared = tab.page.url
        assert "type=ASSAULT" in shared
        listed = tab.page.get_by_role("region", name="List")
        expect(listed).to_have_attribute("aria-busy", "false")
        heading = listed.locator("strong").first
        expect(heading).to_contain_text("happening")
        shown = heading.text_content()
        tab.page.goto(shared)
        tab.ready()
        expect(heading).to_have_text(shown or "")
