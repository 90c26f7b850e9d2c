"""The sample reports, their golden records and the quiet reports fit each other. No coder runs here."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.golden import build

Record = dict[str, Any]
HERE = Path(__file__).resolve().parent
QUIET = HERE / "quiet.jsonl"
MOVE = {"MOVE"}
LONGEST_TRIGGER = 60  # characters; the scorer pairs nothing longer


def read(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def samples() -> dict[str, build.Sample]:
    return {sample.id: sample for sample in build.samples()}


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return read(build.RECORDS)


@pytest.fixture(scope="module")
def events(records: list[Record]) -> list[tuple[Record, Record]]:
    return [(record, event) for record in records for event in record["events"]]


def spans(event: Record) -> Iterator[Record]:
    """Everything in an event that has a start and an end."""
    yield event["trigger"]
    for field in ("mentions", "actors", "recipients", "sources", "counts"):
        yield from event[field]
    if event["place"]:
        yield event["place"]
    if event["time"] and "span" in event["time"]:
        yield event["time"]["span"]


def test_the_records_are_what_the_codings_say() -> None:
    assert build.RECORDS.read_text(encoding="utf-8") == build.build(), "run: python tests/golden/build.py"


def test_every_sample_is_coded_and_shows_its_own_text(samples: dict[str, build.Sample], records: list[Record]) -> None:
    assert [record["doc_id"] for record in records] == list(samples)
    for record in records:
        sample = samples[record["doc_id"]]
        told = (record["date"], record["outlet"], record["title"], record["text"])
        assert told == (sample.date, sample.outlet, sample.title, sample.text)
        assert record["text"].startswith(f"{record['title']}\n\n")


def test_every_span_says_what_stands_there(events: list[tuple[Record, Record]]) -> None:
    for record, event in events:
        for span in spans(event):
            assert record["text"][span["start"] : span["end"]] == span["text"] != ""


def test_no_sample_file_is_left_out(samples: dict[str, build.Sample]) -> None:
    assert {f"{name}.txt" for name in samples} == {path.name for path in build.SAMPLES.glob("*.txt")}


def test_there_are_enough_reports_of_the_right_length(samples: dict[str, build.Sample]) -> None:
    assert len(samples) >= 24
    for sample in samples.values():
        words = len(sample.text.removeprefix(sample.title).split())
        assert 120 <= words <= 260, sample.id
        assert date(2014, 1, 1) <= date.fromisoformat(sample.date) <= date(2023, 12, 31)


def test_groups_are_two_or_three_reports_of_one_happening(samples: dict[str, build.Sample]) -> None:
    sizes = Counter(sample.group for sample in samples.values() if sample.group)
    assert len(sizes) >= 8
    assert set(sizes.values()) <= {2, 3}


def test_reports_of_one_group_come_from_different_days_or_desks(samples: dict[str, build.Sample]) -> None:
    told = Counter((sample.group, sample.date, sample.outlet) for sample in samples.values() if sample.group)
    assert max(told.values()) == 1


def test_two_samples_or_more_hold_no_event(records: list[Record]) -> None:
    quiet = {record["doc_id"] for record in records if not record["events"]}
    assert {"37-asteroid", "38-lusail-final", "39-booker"} == quiet


def test_every_type_is_coded_somewhere(events: list[tuple[Record, Record]]) -> None:
    assert {event["type"] for _, event in events} == set(build.MODES)
    assert len({event["type"] for _, event in events if event["sure"] == "clear"}) >= 12


def test_every_status_is_coded_somewhere(events: list[tuple[Record, Record]]) -> None:
    statuses = Counter(event["status"] for _, event in events)
    assert set(statuses) == {"actual", "historical", "future", "hypothetical", "negated"}
    assert min(statuses.values()) >= 10


def test_what_lies_over_a_month_back_is_historical(events: list[tuple[Record, Record]]) -> None:
    for record, event in events:
        if event["time"] is not None and event["status"] in {"actual", "historical"}:
            days = (date.fromisoformat(record["date"]) - date.fromisoformat(event["time"]["end"])).days
            assert (event["status"] == "historical") == (days > 31), (record["doc_id"], event["trigger"]["text"])


def test_only_plans_and_promises_lie_ahead(events: list[tuple[Record, Record]]) -> None:
    for record, event in events:
        ahead = event["time"] is not None and event["time"]["start"] > record["date"]
        assert not ahead or event["status"] in {"future", "hypothetical"} or event["type"] == "AGREE"


def test_events_come_in_the_order_of_the_text_and_share_no_trigger(records: list[Record]) -> None:
    for record in records:
        starts = [event["trigger"]["start"] for event in record["events"]]
        assert starts == sorted(set(starts)), record["doc_id"]


def test_triggers_are_short_enough_to_be_scored(events: list[tuple[Record, Record]]) -> None:
    for _, event in events:
        assert all(span["end"] - span["start"] <= LONGEST_TRIGGER for span in [event["trigger"], *event["mentions"]])


def test_places_have_coordinates_unless_they_are_vague(events: list[tuple[Record, Record]]) -> None:
    for record, event in events:
        place = event["place"]
        if place and place["grain"] in {"city", "admin", "country"}:
            assert place["lat"] is not None, (record["doc_id"], place["name"])
            assert -90 <= place["lat"] <= 90
            assert -180 <= place["lon"] <= 180


def test_quiet_reports_are_forty_and_hold_no_event() -> None:
    reports = read(QUIET)
    assert len(reports) == len({report["doc_id"] for report in reports}) == 40
    for report in reports:
        assert set(report) == {"doc_id", "date", "title", "outlet", "text", "events"}
        assert report["events"] == []
        body = report["text"].removeprefix(f"{report['title']}\n\n")
        assert body != report["text"]
        assert 60 <= len(body.split()) <= 140, report["doc_id"]
        date.fromisoformat(report["date"])


@pytest.mark.parametrize(
    ("quote", "start"),
    [("hit", 2), ("was [hit]", 22), ("hit#2", 22), ("hitch", 12)],
)
def test_a_quotation_finds_its_words(quote: str, start: int) -> None:
    text = "A hit and a hitch was hit" if quote != "hit" else "A hit and a hitch"
    found = build.locate(text, quote)
    assert found["start"] == start
    assert text[found["start"] : found["end"]] == found["text"]


@pytest.mark.parametrize("quote", ["hit", "miss", "hit#3", "a [hit] and a hit"])
def test_a_quotation_that_is_absent_or_ambiguous_is_refused(quote: str) -> None:
    with pytest.raises(ValueError, match="once"):
        build.locate("a hit or a hit", quote)


@pytest.mark.shared
def test_modes_are_those_of_the_published_table(shared: Path) -> None:
    rows = (shared / "ontology" / "plover_modes.tsv").read_text(encoding="utf-8").splitlines()[1:]
    published = {tuple(row.split("\t")[:2]) for row in rows} - {("ASSAULT", "sideAB")}
    ours = {(kind, mode) for kind, modes in build.MODES.items() for mode in modes if kind not in MOVE}
    assert ours == published
