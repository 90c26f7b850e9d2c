"""The page on the record format tells exactly what the code writes, and its example keeps the law of offsets."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from dateline.exports.record import record
from dateline.knowledge.ontology import load_ontology
from dateline.model.analysis import Analysis
from dateline.model.claim import Count, Dispute, Source
from dateline.model.document import Document
from dateline.model.event import Event
from dateline.model.evidence import Evidence
from dateline.model.issue import Issue
from dateline.model.provenance import Provenance
from dateline.model.referent import Candidate, Party, Place, PlaceGrain, Time, TimeGrain, Toponym
from dateline.model.span import Span

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "record-format.md").read_text(encoding="utf-8")
EXAMPLE: dict[str, Any] = json.loads(PAGE.split("```json\n")[1].split("```")[0])

OTHER = Candidate(name="Oak", country="USA", score=0.25, reason="prominence +0.25")
PLACE = Place(
    span=Span(start=0, end=2, text="Ok"), name="Ok", country=None, grain=PlaceGrain.CITY, rejected=(OTHER,) * 9
)


def written() -> dict[str, Any]:
    """A record that has something in every field."""
    word = Span(start=0, end=2, text="Ok")
    why = Evidence(field="type", span=word, stage="s", rule="r", note="n")
    event = Event(
        id="evt_1",
        trigger=word,
        mentions=(word,),
        type="COERCE",
        mode="arrest",
        actors=(Party(span=word, name="Ok", rejected=(OTHER,)),),
        place=PLACE,
        time=Time(start=date(2023, 3, 7), end=date(2023, 3, 7), grain=TimeGrain.DAY),
        sources=(Source(span=word, name="Ok"),),
        counts=(Count(span=word, what="killed", low=1, high=None, sources=(Source(span=word, name="Ok"),)),),
        evidence=(why,),
    )
    issue = Issue(kind="k", stage="s", message="m")
    named = (Toponym(span=word, place=PLACE), Toponym(span=word, place=None))
    contrary = Dispute(
        event="evt_1",
        field="status",
        value="negated",
        span=word,
        against=word,
        sources=event.sources,
        other="evt_2",
        evidence=(replace(why, field="disputes.status"),),
    )
    document = Document(id="d", text="Ok", provenance=Provenance(file="f"))
    analysis = Analysis(
        document=document,
        toponyms=named,
        events=(event,),
        disputes=(contrary, replace(contrary, event="evt_2")),
        issues=(issue,),
    )
    return record(analysis, version="0", config="0")


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield key
            yield from keys(below)
    elif isinstance(value, list):
        for item in value:
            yield from keys(item)


def spans(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for below in value.values():
            yield from spans(below)
    elif isinstance(value, list):
        for item in value:
            yield from spans(item)


def test_every_key_that_is_written_is_told() -> None:
    told = set(re.findall(r"`([a-z_0-9]+)`", PAGE))
    assert set(keys(written())) - {"type", "disputes.status"} <= told


def test_the_example_has_the_keys_that_are_written_in_their_order() -> None:
    real = written()
    assert list(EXAMPLE) == list(real)
    assert list(EXAMPLE["places"][0]) == list(real["places"][0])
    assert list(EXAMPLE["engine"]) == list(real["engine"])
    ours, theirs = EXAMPLE["events"][0], real["events"][0]
    assert list(ours) == list(theirs)
    for name in ("place", "time"):
        assert list(ours[name]) == list(theirs[name])
    for name in ("actors", "sources", "counts"):
        assert list(ours[name][0]) == list(theirs[name][0])
    assert list(ours["place"]["rejected"][0]) == list(theirs["place"]["rejected"][0])


def test_at_most_five_rejected_readings_are_written() -> None:
    event = written()["events"][0]
    assert len(event["place"]["rejected"]) == 5
    assert event["actors"][0]["rejected"] == [
        {"name": "Oak", "country": "USA", "score": 0.25, "reason": "prominence +0.25"}
    ]


def test_a_dispute_stands_with_the_event_that_it_contradicts() -> None:
    event = written()["events"][0]
    assert [(d["field"], d["value"], d["event"]) for d in event["disputes"]] == [("status", "negated", "evt_2")]
    assert list(event["evidence"]) == ["type", "disputes.status"]


def test_a_place_name_that_nothing_is_known_of_is_written_all_the_same() -> None:
    known, unknown = written()["places"]
    assert (known["name"], known["grain"], unknown["name"], unknown["text"]) == ("Ok", "city", None, "Ok")


def test_the_example_keeps_the_law_of_offsets() -> None:
    found = [s for s in spans(EXAMPLE["events"]) if isinstance(s["start"], int)]
    assert len(found) > 8
    assert all(EXAMPLE["text"][s["start"] : s["end"]] == s["text"] for s in found)


def test_the_example_is_coded_in_the_ontology() -> None:
    ontology = load_ontology()
    event = EXAMPLE["events"][0]
    assert tuple(event["cameo"]) == ontology.cameo_of(event["type"], event["mode"])
    worth = ontology.worth(event["type"], event["mode"], event["cameo"])
    assert (event["goldstein"], event["score"], event["quad"]) == (worth.goldstein, worth.score, worth.quad)
    assert set(event["contexts"]) <= {c.name for c in ontology.contexts}
    assert {p["sector"] for p in (*event["actors"], *event["recipients"])} <= {s.code for s in ontology.sectors}
