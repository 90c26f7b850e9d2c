"""The report that the project was created from, field by field: what a careful reader takes from it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.api import Coder, document

FILED = date(2023, 8, 13)
WEEK = ("2023-08-07", "2023-08-13")


@pytest.fixture(scope="module")
def events(coder: Coder, shared: Path) -> list[dict[str, Any]]:
    text = next((shared / "seed").glob("*.txt")).read_text(encoding="utf-8")
    analysis = next(coder.many([document(text)]))
    assert analysis.document.filed == FILED
    return list(coder.record(analysis)["events"])


def one(events: list[dict[str, Any]], type_: str, mode: str, trigger: str) -> dict[str, Any]:
    """The event of this type and mode that has `trigger` among its words."""
    found = [
        e
        for e in events
        if (e["type"], e["mode"]) == (type_, mode) and any(trigger in s["text"] for s in [e["trigger"], *e["mentions"]])
    ]
    assert len(found) == 1, [(e["type"], e["mode"], e["trigger"]["text"]) for e in events]
    return found[0]


def codes(parties: list[dict[str, Any]]) -> list[tuple[str | None, str | None]]:
    return [(p["country"], p["sector"]) for p in parties]


def test_the_officer_defects_to_lithuania(events: list[dict[str, Any]]) -> None:
    event = one(events, "MOVE", "defect", "defected")
    assert codes(event["actors"]) == [("RUS", "MIL")]
    assert event["actors"][0]["name"] == "Ivan Korolev"
    assert [p["country"] for p in event["recipients"]] == ["LTU"]
    assert event["place"]["country"] == "LTU"
    assert "BBC" in event["sources"][-1]["name"]
    assert event["status"] == "actual"


def test_he_crosses_the_border_this_week(events: list[dict[str, Any]]) -> None:
    event = one(events, "MOVE", "cross", "cross")
    assert codes(event["actors"]) == [("RUS", "MIL")]
    assert event["place"]["country"] == "LTU"
    assert (event["time"]["start"], event["time"]["end"]) == WEEK
    assert "BBC" in event["sources"][-1]["name"]


def test_border_guards_detain_him(events: list[dict[str, Any]]) -> None:
    event = one(events, "COERCE", "arrest", "detained")
    assert codes(event["actors"]) == [("LTU", "COP")]
    assert codes(event["recipients"]) == [("RUS", "MIL")]
    assert event["place"]["country"] == "LTU"
    assert (event["time"]["start"], event["time"]["end"]) == WEEK


def test_he_asks_for_asylum(events: list[dict[str, Any]]) -> None:
    event = one(events, "REQUEST", "assist", "ask")
    assert codes(event["actors"]) == [("RUS", "MIL")]
    assert [p["country"] for p in event["recipients"]] == ["LTU"]
    assert any(s["name"] in {"Ivan Korolev", "BBC"} for s in event["sources"])


def test_he_is_moved_to_pabrade(events: list[dict[str, Any]]) -> None:
    event = one(events, "MOVE", "transfer", "transferred")
    assert codes(event["recipients"]) == [("RUS", "MIL")]
    assert (event["place"]["name"], event["place"]["country"], event["place"]["grain"]) == ("Pabradė", "LTU", "city")


def test_the_caption_and_the_reporting_verbs_give_no_event(events: list[dict[str, Any]]) -> None:
    words = [e["trigger"]["text"] for e in events]
    assert not {"reported", "said", "told", "stands", "destroyed"} & set(words)
    assert all(not (e["place"] and e["place"]["name"] == "Bucha") for e in events)
