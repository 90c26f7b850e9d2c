"""Hostile text in every field: nothing runs, whatever a report or a reviewer writes."""

from itertools import islice, product
from pathlib import Path
from urllib.parse import quote

from dateline.exports.html import html_page
from dateline.ingest import fold_store
from dateline.stores import open_store
from dateline.stores.plain import sound
from dateline.stores.protocol import Origin, Review
from tests.conformance.records import event, record
from tests.page.conftest import Open, served

RUN = "window.__ran=1,alert(1)"
VECTORS = (
    f"<script>{RUN}</script>",
    f"<img src=x onerror='{RUN}'>",
    f"<svg onload='{RUN}'>",
    f"<svg><script>{RUN}</script></svg>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<details open ontoggle='{RUN}'>",
    f"<body onload='{RUN}'>",
    f"<input autofocus onfocus='{RUN}'>",
    f"<a href='javascript:{RUN}'>x</a>",
    f"<form action='javascript:{RUN}'><button>x</button></form>",
    f"<math><mi xlink:href='javascript:{RUN}'>x</mi></math>",
    f"<style>@import 'javascript:{RUN}';</style>",
    f"<template><script>{RUN}</script></template>",
    f"<object data='data:text/html,<script>{RUN}</script>'></object>",
    f"<video><source onerror='{RUN}'></video>",
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    f"${{{RUN}}}",
    f"javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
)
BREAKS = (
    *("{}", "'>{}", '">{}', "</title>{}", "</script>{}", "--><!-->{}", "]]>{}", "</textarea>{}", "</style>{}"),
    *("\x00{}", "\u202e{}", "<!--{}", "&lt;{}", "%3C{}", "\\{}", "`{}", "<<{}", "\u2028{}", "</q>{}", "\ud83d{}"),
    *("</option>{}", "</select>{}", "<x {}", "'-{}-'", '"-{}-"'),
)
PAYLOADS = tuple(b.format(v) if b.count("{}") == 1 else b + v for v, b in islice(product(VECTORS, BREAKS), 500))
TEXT = "Guards detained him in Tartu."


def hostile(k: int, payload: str) -> dict[str, object]:
    """A report with one payload in every text field."""
    text = f"{TEXT}\n\n{payload}"
    known = event(f"r{k}", text)
    party = {**known["actors"][0], "name": payload, "country": payload[:40], "sector": payload[:40]}
    words = {"start": len(TEXT) + 2, "end": len(text), "text": payload}
    changes = {
        "actors": [party],
        "recipients": [party],
        "sources": [{**words, "name": payload}],
        "place": {**(known["place"] or {}), "name": payload, "admin1": payload},
        "mode": payload[:60],
        "contexts": [payload],
        "evidence": {"type": [{**words, "stage": payload, "rule": payload, "confidence": 0.5, "note": payload}]},
    }
    issue = {"kind": payload, "stage": payload, "message": payload, "span": None}
    whole = {**known, **changes}
    return record(f"{k} {payload}", text, [whole], title=payload, outlet=payload, url=payload, issues=[issue])


def test_nothing_that_a_report_or_a_reviewer_writes_is_run(opened: Open, tmp_path: Path) -> None:
    assert len(set(PAYLOADS)) == 500
    path = tmp_path / "hostile.db"
    with open_store(path) as store:
        for k, payload in enumerate(PAYLOADS):
            store.put(hostile(k, payload), origin=Origin(file=payload))
        fold_store(store)
        rows = [store.event(str(event(f"r{k}", f"{TEXT}\n\n{p}")["id"])) for k, p in enumerate(PAYLOADS)]
        for row, payload in zip(rows, PAYLOADS, strict=True):
            assert row is not None
            store.review(Review(event=row["id"], field="mode", action="note", by=payload, at="t", note=payload))
        ids = [record_["doc_id"] for record_ in store.records()]
    assert len(ids) == 500
    # A fifth of them in the reader: every vector with five breaks, every break with four vectors.
    read = [sound(f"{k} {p}") for k, p in enumerate(PAYLOADS) if (k // len(BREAKS) + k % len(BREAKS)) % 5 == 0]
    assert len(read) == 100
    assert set(read) <= set(ids)
    with served(path) as address:
        tab = opened(address)
        for view in ("/", "/?of=events", "/history"):
            tab.goto(view)
            for _ in range(30):
                tab.page.mouse.wheel(0, 3_000)
                tab.page.keyboard.press("End")
                tab.page.wait_for_timeout(20)
        for id_ in read:
            tab.goto(f"/report/{quote(id_, safe='')}")
            tab.page.keyboard.press("n")
        assert tab.page.evaluate("window.__ran") is None


def test_the_report_that_stands_alone_runs_nothing(opened: Open, tmp_path: Path, samples: Path) -> None:
    page = tmp_path / "alone.html"
    page.write_text(
        html_page(sound([hostile(k, p) for k, p in enumerate(PAYLOADS)]), title=PAYLOADS[0]), encoding="utf-8"
    )
    with served(samples) as address:
        tab = opened(address)
        tab.origin = "file://"
        tab.page.goto(page.as_uri())
        tab.page.mouse.wheel(0, 10_000)
        assert tab.page.evaluate("window.__ran") is None
        assert "<script" not in page.read_text(encoding="utf-8").lower().replace("&lt;script", "")
