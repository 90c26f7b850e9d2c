"""Counts: what is counted, how far it reaches, which trigger it belongs to, and the frozen sentences."""

from pathlib import Path

import pytest

from dateline.engines.spacy_engine import SpacyEngine
from dateline.knowledge.counts import load_count_cues
from dateline.knowledge.files import read_tsv
from dateline.model.analysis import Analysis
from dateline.model.claim import Status, Verdict
from dateline.model.document import Document
from dateline.model.syntax import Parse
from dateline.stages.count_people import count_people
from tests.law import broken
from tests.stages.marked import parses, triggers

FROZEN = Path(__file__).parents[1] / "golden" / "count_sentences.tsv"
FLOOR_F1 = 0.97

STAGE = count_people(load_count_cues())
Told = set[tuple[int, str, int, int | None]]


def counted(parse: Parse, text: str, *, type: str = "ASSAULT", status: Status = Status.ACTUAL) -> Told:  # noqa: A002
    marked = triggers(parse, text, type=type)
    verdicts = tuple(Verdict(status=status, certainty=3.0) for _ in marked)
    analysis = Analysis(
        document=Document(id="x", text=parse.text), parse=parse, triggers=marked, attributions=(), verdicts=verdicts
    )
    counts = STAGE.run(analysis).counts
    assert counts is not None
    assert broken(parse.text, counts) == []
    return {(place, c.what, c.low, c.high) for place, found in enumerate(counts, 1) for c in found}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Raiders [killed] a miller.", {(1, "killed", 1, 1)}),
        ("Raiders [killed] millers.", set()),
        ("Raiders [killed] two millers and a boy.", {(1, "killed", 3, 3)}),
        ("Raiders [killed] at least two dozen millers.", {(1, "killed", 24, None)}),
        ("No millers were [killed].", set()),
        ("Raiders [burned] a mill. The toll rose from two to five.", {(1, "killed", 5, 5)}),
        (
            "Raiders [killed] four and police [gunned down] nine.",
            {(1, "killed", 4, 4), (2, "killed", 9, 9)},
        ),
    ],
)
def test_those_counted_go_to_the_trigger_that_tells_them(engine: SpacyEngine, text: str, told: Told) -> None:
    assert counted(next(parses(engine, [text])), text) == told


def test_single_victims_of_what_did_not_happen_are_no_count(engine: SpacyEngine) -> None:
    text = "Police uncovered a plot to [kill] the miller."
    assert counted(next(parses(engine, [text])), text, status=Status.HYPOTHETICAL) == set()


def test_ages_dates_and_shares_are_no_counts(engine: SpacyEngine) -> None:
    text = "On 12 May 2004 a 19-year-old clerk and two-thirds of the guards [fled] for 14 hours."
    assert counted(next(parses(engine, [text])), text, type="MOVE") == set()


def test_no_one_is_nobody(engine: SpacyEngine) -> None:
    text = "No one was [killed], and 3 per cent of the huts burned."
    assert counted(next(parses(engine, [text])), text) == set()


def test_marchers_belong_to_the_protest_and_money_to_the_nearest(engine: SpacyEngine) -> None:
    text = "Some 900 weavers [marched] after the mill [withheld] $2.5 million."
    told = counted(next(parses(engine, [text])), text, type="PROTEST")
    assert told == {(1, "participants", 900, 900), (2, "money", 2_500_000, 2_500_000)}


def test_a_small_number_of_those_charged_says_who_they_are(engine: SpacyEngine) -> None:
    text = "Prosecutors [charged] two guards."
    assert counted(next(parses(engine, [text])), text, type="ACCUSE") == set()
    many = text.replace("two", "240")
    assert counted(next(parses(engine, [many])), many, type="ACCUSE") == {(1, "other", 240, 240)}


def test_the_evidence_names_its_entry(engine: SpacyEngine) -> None:
    text = "Raiders [killed] six millers."
    parse = next(parses(engine, [text]))
    marked = triggers(parse, text)
    verdicts = (Verdict(status=Status.ACTUAL, certainty=3.0),)
    analysis = Analysis(
        document=Document(id="x", text=parse.text), parse=parse, triggers=marked, attributions=(), verdicts=verdicts
    )
    ((count,),) = STAGE.run(analysis).counts or ((),)
    assert count.span.text == "six millers"
    assert [e.rule for e in count.evidence] == ["lexicons/en/counts.yaml#killed"]


def test_frozen_sentences_are_counted_at_least_as_well_as_before(engine: SpacyEngine) -> None:
    rows = [row for _, row in read_tsv(FROZEN, ("text", "counts"))]
    assert len(rows) >= 200
    hits = wanted = found = 0
    for row, parse in zip(rows, parses(engine, (r["text"] for r in rows)), strict=True):
        told, gold = counted(parse, row["text"]), expected(row["counts"])
        hits, wanted, found = hits + len(told & gold), wanted + len(gold), found + len(told)
    score = 2 * hits / (wanted + found)
    print(f"count_sentences: F1 {score:.3f} over {wanted} counts")  # noqa: T201
    assert score >= FLOOR_F1


def expected(cell: str) -> Told:
    told: Told = set()
    for item in [] if cell == "-" else cell.split("; "):
        place, what, low, high = item.split()
        told.add((int(place), what, int(low), None if high == "-" else int(high)))
    return told
