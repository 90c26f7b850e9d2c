"""Every view for everybody: axe-core in light and dark, narrow screens, no WebGL, right-to-left text."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from dateline.ingest import fold_store
from dateline.stores import open_store
from dateline.stores.filters import read_query
from tests.conformance.records import event, record
from tests.page.conftest import VIEWS, Open, served


def addresses(store: Path) -> list[str]:
    with open_store(store, read_only=True) as kept:
        happening = kept.find("happening", read_query({"sort": ["-reports"], "limit": ["1"]})).items[0]["id"]
        report = next(kept.records())["doc_id"]
    return [*VIEWS, f"/report/{report}", f"/happening/{happening}"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_or_critical(samples: Path, opened: Open, scheme: str) -> None:
    found = {}
    with served(samples) as address:
        tab = opened(address, color_scheme=scheme)
        for path in addresses(samples):
            tab.goto(path)
            tab.page.wait_for_timeout(300)
            grave = [
                f"{v['id']}: {node['html'][:120]}"
                for v in Axe().run(tab.page).response["violations"]
                if v["impact"] in ("serious", "critical")
                for node in v["nodes"]
            ]
            if grave:
                found[path] = grave
    assert found == {}


def test_nothing_is_cut_off_on_a_phone(samples: Path, opened: Open) -> None:
    with served(samples) as address:
        tab = opened(address, viewport={"width": 390, "height": 800})
        for path in addresses(samples):
            tab.goto(path)
            wide = tab.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert (path, wide) == (path, 0)


def test_without_webgl_there_is_still_a_map(samples: Path, opened: Open) -> None:
    with served(samples) as address:
        tab = opened(address)
        tab.page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
        tab.goto("/")
        expect(tab.page.locator("main svg[role=img], main svg[aria-label]").first).to_be_visible()


def test_text_of_every_script_keeps_its_spans(opened: Open, tmp_path: Path) -> None:
    text = "👩‍👩‍👧 Мітинг у місті.\n\nقال الوزير إن الشرطة اعتقلت رجلين.\n\n警察は二人を逮捕した。"
    store = tmp_path / "scripts.db"
    with open_store(store) as kept:
        events = [
            event("odd", text, words, actors=[], recipients=[], place=None, sources=[], counts=[], evidence={})
            for words in ("Мітинг", "اعتقلت", "逮捕")
        ]
        kept.put(record("odd", text, events, title=None))
        fold_store(kept)
    with served(store) as address:
        tab = opened(address)
        tab.goto("/report/odd")
        panel = tab.page.get_by_role("region", name="Events in this report")
        for words in ("Мітинг", "اعتقلت", "逮捕"):
            expect(panel.get_by_text(words).first).to_be_visible()
        drawn = tab.page.evaluate(
            "() => [...CSS.highlights.values()].flatMap(h => [...h]).map(r => r.toString()).filter(t => t)"
        )
        assert {"Мітинг", "اعتقلت", "逮捕"} & {words.strip("“”") for words in drawn}
