"""Which words become triggers: what the lexicon proposes, and what the trained models drop or change."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from dateline.knowledge.actors import load_actors
from dateline.knowledge.lexicon import Lexicon
from dateline.knowledge.relevance import load_relevance
from dateline.knowledge.type_model import NO_EVENT, load_type_model
from dateline.model.analysis import Analysis
from dateline.stages.find_events import (
    RELEVANCE_CAP,
    RELEVANCE_CENTRE,
    Judge,
    find_events,
    relevance_shift,
    shifted,
)

ParseText = Callable[..., Analysis]
SPORT = (
    "City attacked from the first whistle and their captain fired in a shot from thirty metres. The visitors defended "
    "with five men, but the striker broke through before half-time and scored twice. The coach praised his players."
)
WAR = "Rebel fighters attacked an army base in the north on Monday, killing nine soldiers, the government said."


@pytest.fixture(scope="module")
def party_nouns() -> frozenset[str]:
    """Lemmas of nouns for people and bodies."""
    return load_actors().party_nouns


@pytest.fixture(scope="module")
def judge() -> Judge:
    """Our own models."""
    return Judge(types=load_type_model(), relevance=load_relevance())


def test_without_a_model_the_lexicon_decides_alone(
    parse_text: ParseText, lexicon: Lexicon, party_nouns: frozenset[str]
) -> None:
    triggers = find_events(lexicon, party_nouns).run(parse_text(WAR)).triggers or ()
    assert [t.type for t in triggers][:1] == ["ASSAULT"]
    assert not any("types.npz" in reason.rule for t in triggers for reason in t.evidence)


def test_the_models_drop_fighting_words_in_a_match_report(
    parse_text: ParseText, lexicon: Lexicon, party_nouns: frozenset[str], judge: Judge
) -> None:
    analysis = parse_text(SPORT, title="City beat United in the cup")
    alone = find_events(lexicon, party_nouns).run(analysis).triggers or ()
    assert len(alone) > 0
    assert find_events(lexicon, party_nouns, judge).run(analysis).triggers == ()


def test_the_models_keep_an_attack_in_a_war_report(
    parse_text: ParseText, lexicon: Lexicon, party_nouns: frozenset[str], judge: Judge
) -> None:
    triggers = find_events(lexicon, party_nouns, judge).run(parse_text(WAR)).triggers or ()
    assert "ASSAULT" in [t.type for t in triggers]


def test_a_type_that_the_model_weighed_carries_its_probability(
    parse_text: ParseText, lexicon: Lexicon, party_nouns: frozenset[str], judge: Judge
) -> None:
    for trigger in find_events(lexicon, party_nouns, judge).run(parse_text(WAR)).triggers or ():
        relevance = [r.confidence for r in trigger.evidence if r.rule == "models/relevance.npz#report"]
        assert len(relevance) == 1
        assert 0.5 < relevance[0] < 1
        reasons = [r for r in trigger.evidence if r.rule == f"models/types.npz#{trigger.type}"]
        assert [r.field for r in reasons] == ["type"]
        assert 0 <= reasons[0].confidence <= 1
        assert trigger.confidence == pytest.approx(reasons[0].confidence, abs=1e-3)


def test_the_model_never_overrules_a_users_own_entry(
    parse_text: ParseText, lexicon: Lexicon, party_nouns: frozenset[str], judge: Judge
) -> None:
    theirs = {key: tuple(replace(e, ours=False) for e in entries) for key, entries in lexicon.by_head.items()}
    foreign = replace(lexicon, by_head=theirs)
    analysis = parse_text(SPORT)
    with_model = find_events(foreign, party_nouns, judge).run(analysis).triggers or ()
    without = find_events(foreign, party_nouns).run(analysis).triggers or ()
    assert [t.span for t in with_model] == [t.span for t in without]


def test_more_relevance_never_makes_no_event_likelier() -> None:
    steps = [relevance_shift(k / 4) for k in range(-20, 20)]
    assert steps == sorted(steps, reverse=True)
    assert relevance_shift(RELEVANCE_CENTRE) == 0
    assert relevance_shift(RELEVANCE_CAP) == relevance_shift(RELEVANCE_CAP + 5)


def test_a_shift_keeps_the_sum_and_the_proportions_of_the_types() -> None:
    odds = {NO_EVENT: 0.5, "AID": 0.3, "ASSAULT": 0.2}
    moved = shifted(odds, -1.0)
    assert sum(moved.values()) == pytest.approx(1)
    assert moved[NO_EVENT] < odds[NO_EVENT]
    assert moved["AID"] / moved["ASSAULT"] == pytest.approx(1.5)
