"""Verdicts: every status in plain sentences, the precedence of words over times, and the frozen clauses."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.engines.spacy_engine import SpacyEngine
from dateline.knowledge.files import read_tsv
from dateline.knowledge.status import load_status_cues
from dateline.model.analysis import Analysis
from dateline.model.claim import Status, Verdict
from dateline.model.document import Document
from dateline.model.referent import Time, TimeGrain
from dateline.model.syntax import Parse, Token
from dateline.stages.judge_status import dated, judge_status
from dateline.text.status.cues import ASSERTED
from tests.law import broken
from tests.stages.marked import parses, triggers

FROZEN = Path(__file__).parents[1] / "golden" / "status_clauses.tsv"
FLOOR_MACRO_F1 = 0.97
STAGE = judge_status(load_status_cues())
FILED = date(2023, 8, 13)


def when(start: str, end: str | None = None) -> Time:
    return Time(start=date.fromisoformat(start), end=date.fromisoformat(end or start), grain=TimeGrain.DAY)


def judged(engine: SpacyEngine, text: str, *, time: Time | None = None, type: str = "ASSAULT") -> Verdict:  # noqa: A002
    parse = next(parses(engine, [text]))
    marked = triggers(parse, text, type=type)
    document = Document(id="x", text=parse.text, filed=FILED)
    analysis = Analysis(document=document, parse=parse, triggers=marked, times=(time,))
    verdicts = STAGE.run(analysis).verdicts
    assert verdicts is not None
    assert broken(parse.text, verdicts) == []
    return verdicts[0]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Bandits [robbed] the mail train.", Status.ACTUAL),
        ("Bandits did not [rob] the mail train.", Status.NEGATED),
        ("Bandits did not fail to [rob] the mail train.", Status.ACTUAL),
        ("Bandits will [rob] the mail train.", Status.FUTURE),
        ("Bandits may [rob] the mail train.", Status.HYPOTHETICAL),
        ("The sheriff denied that bandits had [robbed] the train.", Status.NEGATED),
        ("Nobody denied that bandits had [robbed] the train.", Status.ACTUAL),
        ("The bandits promised not to [rob] the train.", Status.NEGATED),
        ("The duke neither [abdicated] nor fled.", Status.NEGATED),
        ("Rioters were not [arrested] but fined.", Status.NEGATED),
    ],
)
def test_words_decide_and_a_denied_denial_holds(engine: SpacyEngine, text: str, status: Status) -> None:
    assert judged(engine, text).status is status


def test_evidence_shows_the_cue_and_names_its_entry(engine: SpacyEngine) -> None:
    verdict = judged(engine, "The regent refused to [abdicate].")
    (why,) = verdict.evidence
    assert why.rule == "lexicons/en/status.yaml#refused"
    assert why.span is not None
    assert why.span.text == "refused"
    assert verdict.certainty == -3


def test_a_time_long_before_filing_makes_it_background(engine: SpacyEngine) -> None:
    assert (
        judged(engine, "The regent [fled] in May 1931.", time=when("1931-05-01", "1931-05-31")).status
        is Status.HISTORICAL
    )


def test_a_denial_stays_a_denial_however_old(engine: SpacyEngine) -> None:
    verdict = judged(engine, "The regent did not [flee] in May 1931.", time=when("1931-05-01", "1931-05-31"))
    assert verdict.status is Status.NEGATED


def test_what_still_holds_is_actual_however_long_ago_it_began(engine: SpacyEngine) -> None:
    text = "An embargo [imposed] in 2012 remains in force."
    assert judged(engine, text, time=when("2012-01-01", "2023-08-13")).status is Status.ACTUAL


def test_last_year_is_background_even_in_january(engine: SpacyEngine) -> None:
    text = "Last year bandits [robbed] the mail train."
    parse = next(parses(engine, [text]))
    token = parse.tokens[triggers(parse, text)[0].head]
    last_year = when("2022-01-01", "2022-12-31")
    assert dated(ASSERTED, parse, token, last_year, date(2023, 1, 20)).status is Status.HISTORICAL


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("At no point did the clerks [strike].", Status.NEGATED),
        ("Under no circumstances did the abbot [endorse] the plan.", Status.NEGATED),
        ("At one point the clerks [struck].", Status.ACTUAL),
        ("The vote was stopped before anyone [protested].", Status.NEGATED),
        ("The vote was stopped before monks [protested].", Status.ACTUAL),
        ("If the pass is closed, drivers will [strike].", Status.HYPOTHETICAL),
        ("Claims that monks had [fled] proved false.", Status.NEGATED),
    ],
)
def test_what_never_came_about_and_what_hangs_on_a_condition(engine: SpacyEngine, text: str, status: Status) -> None:
    assert judged(engine, text).status is status


def test_a_refusal_named_by_a_denial_happened(engine: SpacyEngine) -> None:
    assert judged(engine, "The council [did not accede] to the demand.", type="REJECT").status is Status.ACTUAL


@given(days=st.integers(min_value=-4000, max_value=4000))
def test_one_day_is_future_after_filing_and_background_after_31_days(days: int) -> None:
    token = Token(
        index=0, start=0, end=4, text="rose", lemma="rise", pos="VERB", tag="VBD", dep="ROOT", head=0, sentence=0
    )
    parse = Parse.of("rose", (token,), ())
    day = FILED + timedelta(days=days)
    status = dated(ASSERTED, parse, token, Time(start=day, end=day, grain=TimeGrain.DAY), FILED).status
    expected = Status.FUTURE if days > 0 else Status.HISTORICAL if days < -31 else Status.ACTUAL
    assert status is expected


def test_frozen_clauses_are_judged_at_least_as_well_as_before(engine: SpacyEngine) -> None:
    rows = [row for _, row in read_tsv(FROZEN, ("filed", "when", "status", "text"))]
    assert len(rows) >= 300
    seen: Counter[tuple[str, str]] = Counter()
    for row, parse in zip(rows, parses(engine, (r["text"] for r in rows)), strict=True):
        document = Document(id="x", text=parse.text, filed=date.fromisoformat(row["filed"]))
        time = when(*row["when"].split("/")) if row["when"] != "-" else None
        marked = triggers(parse, row["text"])
        times = (time,) * len(marked)
        verdicts = STAGE.run(Analysis(document=document, parse=parse, triggers=marked, times=times)).verdicts
        seen.update((row["status"], verdict.status.value) for verdict in verdicts or ())
    score = macro_f1(seen)
    print(f"status_clauses: macro-F1 {score:.3f} over {len(rows)} clauses")  # noqa: T201
    assert score >= FLOOR_MACRO_F1


def macro_f1(seen: Counter[tuple[str, str]]) -> float:
    scores = []
    for status in Status:
        both = sum(n for (g, p), n in seen.items() if g == status) + sum(n for (g, p), n in seen.items() if p == status)
        scores.append(2 * seen[status.value, status.value] / both)
    return sum(scores) / len(scores)
