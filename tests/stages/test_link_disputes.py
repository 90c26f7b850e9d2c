"""Claims of one report that contradict each other are kept side by side and linked, whoever is right."""

from datetime import date

import pytest

from dateline.api import Coder
from dateline.model.analysis import Analysis
from dateline.model.claim import Dispute
from dateline.sources.samples import sample_documents
from tests.law import broken


def disputes(coder: Coder, text: str) -> tuple[Analysis, tuple[Dispute, ...]]:
    analysis = coder(text, filed=date(2023, 8, 13))
    assert analysis.disputes is not None
    return analysis, analysis.disputes


def test_a_denial_of_a_claim_is_linked_to_the_event_and_to_itself(coder: Coder) -> None:
    analysis, (found,) = disputes(coder, "Herders said that soldiers had bombed the well. The army denied the claim.")
    assert analysis.events is not None
    bombing, denial = analysis.events
    assert (found.event, found.other) == (bombing.id, denial.id)
    assert (found.field, found.value, found.span.text, found.against.text) == ("status", "negated", "denied", "bombed")
    assert [s.name for s in found.sources] == ["army"]
    assert found.evidence[0].rule == "lexicons/en/disputes.yaml#deny"


def test_two_tellings_of_opposite_status_point_at_each_other(coder: Coder) -> None:
    text = "The mayor said that rebels had kidnapped a nun. The abbot denied that rebels had kidnapped any nun."
    analysis, found = disputes(coder, text)
    assert analysis.events is not None
    ids = [event.id for event in analysis.events if event.type == "ASSAULT"]
    assert sorted((d.event, d.other) for d in found) == sorted([(ids[0], ids[1]), (ids[1], ids[0])])


def test_two_tolls_from_two_mouths_stand_side_by_side(coder: Coder) -> None:
    text = "Soldiers killed four miners, a nurse said. The governor said that soldiers had killed eleven miners."
    analysis, (found,) = disputes(coder, text)
    assert analysis.events is not None
    counts = {(c.low, c.sources[0].name) for c in analysis.events[0].counts}
    assert counts == {(4, "nurse"), (11, "governor")}
    assert (found.field, found.value, found.against.text, found.span.text) == (
        "counts",
        "11 killed",
        "four miners",
        "eleven miners",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers killed at least four miners, a nurse said. The governor said that soldiers had killed eleven miners.",
        "Soldiers killed four miners and wounded eleven miners, a nurse said.",
        "The toll rose to eleven from four after soldiers killed miners at Oru, a nurse said.",
    ],
)
def test_figures_that_can_both_be_right_are_not_in_dispute(coder: Coder, text: str) -> None:
    assert disputes(coder, text)[1] == ()


def test_each_culprit_that_somebody_blames_is_kept(coder: Coder) -> None:
    text = (
        "Gunmen killed a judge in Oru on Monday. The premier blamed Hezbollah for the attack. "
        "Hezbollah blamed Israel for the attack."
    )
    _, found = disputes(coder, text)
    assert {(d.field, d.value, d.sources[0].name) for d in found} == {
        ("actors", "Hezbollah", "premier"),
        ("actors", "Israel", "Hezbollah"),
    }


def test_nobody_disputes_a_report_of_one_voice(coder: Coder) -> None:
    assert disputes(coder, "Police arrested two men on Monday. Police said that they had arrested two men.")[1] == ()


def test_every_span_of_a_dispute_holds_its_words_and_its_events_exist(coder: Coder) -> None:
    seen = 0
    for analysis in coder.many(sample_documents()):
        ids = {event.id for event in analysis.events or ()}
        assert not broken(analysis.document.text, analysis.disputes)
        for dispute in analysis.disputes or ():
            seen += 1
            assert dispute.event in ids
            assert dispute.other is None or dispute.other in ids - {dispute.event}
            assert dispute.evidence[0].field == f"disputes.{dispute.field}"
    assert seen >= 5
