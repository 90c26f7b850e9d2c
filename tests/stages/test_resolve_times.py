"""Events get the time that their sentence tells, or one that is understood, or none."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dateline.knowledge.feasts import load_feasts
from dateline.model.analysis import Analysis
from dateline.model.event import Trigger
from dateline.model.referent import Time
from dateline.model.span import Span
from dateline.stages.resolve_times import resolve_times

STAGE = resolve_times(load_feasts())
FILED = date(2023, 8, 13)  # a Sunday
ParseText = Callable[..., Analysis]


def with_triggers(analysis: Analysis, *named: tuple[str, str]) -> Analysis:
    """Mark words as triggers: (words, type) in text order; the same words twice are two places."""
    text, at, triggers = analysis.document.text, 0, []
    assert analysis.parse is not None
    for words, kind in named:
        at = text.index(words, at)
        span = Span.of(text, at, at + len(words))
        inside = [t for t in analysis.parse.tokens if t.start < span.end and span.start < t.end]
        within = {t.index for t in inside}
        head = next((t for t in inside if t.head not in within or t.head == t.index), inside[0])
        triggers.append(Trigger(index=len(triggers), span=span, head=head.index, type=kind, mode=None, rule="test"))
        at += len(words)
    return replace(analysis, triggers=tuple(triggers))


@pytest.fixture
def times(parse_text: ParseText) -> Callable[..., tuple[Time | None, ...]]:
    """Text and its triggers to times."""

    def run(text: str, *named: str | tuple[str, str], **options: Any) -> tuple[Time | None, ...]:
        pairs = [(name, "ASSAULT") if isinstance(name, str) else name for name in named]
        found = STAGE.run(with_triggers(parse_text(text, **options), *pairs)).times
        assert found is not None
        return found

    return run


Times = Callable[..., tuple[Time | None, ...]]


@pytest.mark.parametrize(
    ("text", "trigger", "start", "end", "words"),
    [
        ("Police arrested two men on Friday.", "arrested", "2023-08-11", "2023-08-11", "Friday"),
        ("Police on Friday arrested two men.", "arrested", "2023-08-11", "2023-08-11", "Friday"),
        ("Friday's attack shook the town.", "attack", "2023-08-11", "2023-08-11", "Friday"),
        ("The May 3 attack shook the town.", "attack", "2023-05-03", "2023-05-03", "May 3"),
        ("The attack killed ten people on Thursday.", "attack", "2023-08-10", "2023-08-10", "Thursday"),
        ("They survived an attack in 2019.", "attack", "2019-01-01", "2019-12-31", "2019"),
        (
            "The attack that killed ten people on Thursday shook the town.",
            "attack",
            "2023-08-10",
            "2023-08-10",
            "Thursday",
        ),
        (
            "On Tuesday, police stormed the house and arrested two men.",
            "arrested",
            "2023-08-08",
            "2023-08-08",
            "Tuesday",
        ),
        ("The officer crossed the border this week.", "crossed", "2023-08-07", "2023-08-13", "this week"),
        ("Rebels have held the town since June.", "held", "2023-06-01", "2023-08-13", "June"),
        (
            "Ten people have been arrested since the protests began in June.",
            "arrested",
            "2023-06-01",
            "2023-08-13",
            "June",
        ),
        ("The army shelled the town from June 2 to June 5.", "shelled", "2023-06-02", "2023-06-05", "June 2 to June 5"),
        ("The ministers will meet on Tuesday.", "meet", "2023-08-15", "2023-08-15", "Tuesday"),
        ("The ministers plan to meet on Tuesday.", "meet", "2023-08-15", "2023-08-15", "Tuesday"),
        ("The vote is scheduled for Tuesday.", "vote", "2023-08-15", "2023-08-15", "Tuesday"),
        ("Earlier in May, soldiers defected to Finland.", "defected", "2023-05-01", "2023-05-31", "May"),
        (
            "Ten men were arrested over the past three days.",
            "arrested",
            "2023-08-10",
            "2023-08-13",
            "the past three days",
        ),
    ],
)
def test_a_sentence_tells_the_time_of_its_event(
    times: Times, text: str, trigger: str, start: str, end: str, words: str
) -> None:
    (time,) = times(text, trigger)
    assert time is not None
    assert time.span is not None
    assert (time.start.isoformat(), time.end.isoformat(), time.span.text) == (start, end, words)
    assert time.inferred is None
    assert time.evidence[0].rule.startswith("stages.resolve_times#")
    assert time.evidence[0].note.startswith("text.times.timex#")


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The minister said on Friday that rebels had attacked the town.", "attacked"),
        ("The minister condemned the attack on the town in a speech on Friday.", "attack"),
        ("Police arrested two men before Friday.", "arrested"),
        ("Rebels attacked the town, and the minister will speak on Monday.", "attacked"),
        ("Rebels attacked the town years ago.", "attacked"),
        ("Rebels attacked the town.", "attacked"),
    ],
)
def test_no_time_is_told_where_the_sentence_tells_none(times: Times, text: str, trigger: str) -> None:
    assert times(text, trigger) == (None,)


def test_the_headline_takes_the_time_of_what_it_announces(times: Times) -> None:
    headline, told = times("Gunmen attacked the town on Friday.", "attack", "attacked", title="Gunmen attack town")
    assert told is not None
    assert headline is not None
    assert (headline.start, headline.span, headline.inferred) == (date(2023, 8, 11), None, "headline")


def test_the_same_attack_has_the_same_time(times: Times) -> None:
    _, again = times("Gunmen attacked the town on Friday. Residents saw the attack.", "attacked", "attack")
    assert again is not None
    assert (again.start, again.span, again.inferred) == (date(2023, 8, 11), None, "same")


def test_a_story_told_on_stays_on_its_day_within_the_paragraph(times: Times) -> None:
    text = "On Friday, gunmen attacked the town. Police shot two of them.\n\nMen burned a farm. On Monday they fled."
    told, shot, burned, _ = times(text, "attacked", "shot", "burned", "fled")
    assert told is not None
    assert shot is not None
    assert (shot.start, shot.inferred) == (date(2023, 8, 11), "scene")
    assert burned is None


def test_a_deed_is_of_the_one_day_of_which_the_report_tells_deeds_of_its_kind(times: Times) -> None:
    text = "On Friday, gunmen attacked the town.\n\nResidents said that soldiers burned a farm."
    burned = times(text, "attacked", "burned")[1]
    assert burned is not None
    assert (burned.start, burned.inferred) == (date(2023, 8, 11), "day")
    assert times(text.replace("burned", "had burned"), "attacked", "burned")[1] is None


def test_a_headline_that_the_text_words_otherwise_takes_the_day_of_the_lead(times: Times) -> None:
    text = "On Friday, the senate met. It will vote in May."
    headline, _ = times(text, ("rejects", "REJECT"), ("met", "CONSULT"), title="Senate rejects peace plan")
    assert headline is not None
    assert (headline.start, headline.inferred) == (date(2023, 8, 11), "lead")


def test_a_clause_with_when_tells_what_happened_then(times: Times) -> None:
    (raided,) = times("The paper closed in May 2021, when police raided its office.", "raided")
    assert raided is not None
    assert (raided.start, raided.end) == (date(2021, 5, 1), date(2021, 5, 31))


def test_reactions_of_others_may_come_on_any_day(times: Times) -> None:
    text = "On Friday, gunmen attacked the town. The minister condemned the gunmen."
    assert times(text, "attacked", ("condemned", "ACCUSE"))[1] is None


def test_during_an_event_is_on_its_day(times: Times) -> None:
    text = "A rally was held in the capital on Friday. Two men were beaten during the rally."
    _, beaten, _ = times(text, ("rally", "PROTEST"), "beaten", ("rally", "PROTEST"))
    assert beaten is not None
    assert (beaten.start, beaten.inferred) == (date(2023, 8, 11), "during")


def test_without_a_filing_date_only_full_dates_count(times: Times) -> None:
    text = "Rebels attacked the town on Friday. They burned a farm on May 3, 2019."
    attacked, burned = times(text, "attacked", "burned", filed=None)
    assert attacked is None
    assert burned is not None
    assert burned.start == date(2019, 5, 3)


@pytest.mark.parametrize(
    "clause", ["arrested two men this week", "arrested two men this year", "have arrested men since May"]
)
def test_what_has_happened_does_not_reach_beyond_filing(times: Times, clause: str) -> None:
    (time,) = times(f"Police {clause}.", "arrested")
    assert time is not None
    assert time.start <= time.end <= FILED


def test_every_time_says_why(times: Times) -> None:
    found = times("On Friday, gunmen attacked the town. Police shot two of them.", "attacked", "shot")
    for time in found:
        assert time is not None
        assert all(reason.field == "time" and 0 < reason.confidence <= 1 for reason in time.evidence)
        assert (time.span is None) == (time.inferred is not None)
