"""The whole coder: the law of the house on samples and on odd texts, evidence for every value, no time travel."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.api import Coder, document
from dateline.model.analysis import Analysis
from dateline.model.claim import Status
from dateline.sources.samples import sample_documents
from tests.law import broken, spans

WORDS = (
    "Police guards rebels arrested killed attacked on Monday in Kyiv Lagos said that the minister he they will not met "
    "12 at least dozens protest against by President Duda \u201cWe never fired\u201d , . ( ) - yesterday war "
    "talks Reuters"
).split()
ODD = [
    "😀",
    "👩\u200d👩\u200d👧",
    "e\u0301",
    "\u202eשלום",
    "مرحبا",
    "\r\n",
    "\0",
    "\u00a0",
    "\n\n",
    "\ufeff",
    "\ud800",
    "ﬁ",
    "İ",
    "\u2028",
]
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(ODD), st.text(max_size=6)), max_size=40).map(
    " ".join
)


@pytest.fixture(scope="module")
def samples(coder: Coder) -> list[Analysis]:
    return list(coder.many(sample_documents()))


@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(text=TEXTS, title=st.sampled_from(["", "Guards \r\n held", "\ufeffPolice arrest 😀 two"]))
def test_every_span_holds_its_words_in_any_text(coder: Coder, text: str, title: str) -> None:
    analysis = coder(text, title=title, filed=date(2023, 8, 13))
    assert not [i for i in analysis.issues if i.kind == "stage.failed"]
    assert not broken(analysis.document.text, analysis)
    assert not broken(analysis.document.text, coder.record(analysis))


def test_a_report_in_another_language_is_kept_and_said_so_and_nothing_else_goes_wrong(coder: Coder) -> None:
    german = replace(document("Die Polizei nahm zwei Männer fest.", filed=date(2023, 3, 9)), language="de")
    analysis = next(coder.many([german]))
    assert [issue.kind for issue in analysis.issues] == ["language.not_coded"]
    assert coder.record(analysis)["events"] == []


def test_every_span_of_every_sample_holds_its_words(coder: Coder, samples: list[Analysis]) -> None:
    assert sum(len(list(spans(a))) for a in samples) > 1000
    assert not [s for a in samples for s in broken(a.document.text, a)]
    assert not [s for a in samples for s in broken(a.document.text, coder.record(a))]


def test_no_stage_fails_on_a_sample(samples: list[Analysis]) -> None:
    assert not [(a.document.id, i) for a in samples for i in a.issues if i.kind == "stage.failed"]


def unexplained(event: dict[str, Any]) -> list[str]:
    """The fields of an event's record that hold a value without evidence."""
    fields = {field.partition(".")[0] for field, reasons in event["evidence"].items() if reasons}
    wanted = {"type", "status"} | {
        f for f in ("mode", "place", "time", "actors", "recipients", "sources", "counts", "contexts") if event[f]
    }
    return sorted(wanted - fields)


def test_every_value_of_every_sample_is_explained(coder: Coder, samples: list[Analysis]) -> None:
    rows = [(a.document.id, e["trigger"]["text"], unexplained(e)) for a in samples for e in coder.record(a)["events"]]
    assert rows
    assert not [row for row in rows if row[2]]


def test_what_has_happened_did_not_begin_after_filing(samples: list[Analysis]) -> None:
    for analysis in samples:
        for event in analysis.events or ():
            if event.time and analysis.document.filed and event.status in {Status.ACTUAL, Status.HISTORICAL}:
                assert event.time.start <= analysis.document.filed, event


def test_ids_are_unique_and_depend_on_the_text_alone(coder: Coder, samples: list[Analysis]) -> None:
    ids = [e.id for a in samples for e in a.events or ()]
    assert len(ids) == len(set(ids))
    again = list(coder.many(sample_documents()[:3]))
    assert [e.id for a in again for e in a.events or ()] == [e.id for a in samples[:3] for e in a.events or ()]


def test_a_report_without_an_id_is_named_by_its_url_or_its_text() -> None:
    assert document("a", url="https://example.org/1").id == "https://example.org/1"
    assert document("a").id == document("a").id != document("b").id
