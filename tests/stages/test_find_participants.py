"""Triggers to roles: sentences of our own, each for one rule about who does it and to whom."""

from collections.abc import Callable

import pytest

from dateline.knowledge.lexicon import Lexicon
from dateline.knowledge.names import load_names
from dateline.model.event import RoleKind
from dateline.stages.find_events import find_events
from dateline.stages.find_mentions import find_mentions
from dateline.stages.find_participants import find_participants
from dateline.stages.imply_participants import imply_participants
from dateline.stages.link_mentions import link_mentions
from tests.conftest import ParseText

Cast = tuple[list[str], list[str]]
Look = Callable[[str, str], Cast]


@pytest.fixture
def cast(parse_text: ParseText, lexicon: Lexicon, party_nouns: frozenset[str]) -> Look:
    """A text and a trigger's word to the heads of its actors and of its recipients."""
    names = load_names()
    stages = (
        find_mentions(names),
        link_mentions(names),
        find_events(lexicon, party_nouns),
        find_participants(lexicon, party_nouns),
        imply_participants(lexicon, party_nouns),
    )

    def look(text: str, word: str) -> Cast:
        analysis = parse_text(text)
        for stage in stages:
            analysis = stage.run(analysis)
        assert analysis.parse is not None
        assert analysis.triggers is not None
        assert analysis.roles is not None
        mine = next(t.index for t in analysis.triggers if word in t.span.text)
        roles = [r for r in analysis.roles if r.trigger == mine]
        heads = {kind: [analysis.parse.tokens[r.head].text for r in roles if r.kind is kind] for kind in RoleKind}
        return heads[RoleKind.ACTOR], heads[RoleKind.RECIPIENT]

    return look


def test_a_thing_stands_for_whose_it_is_however_far_down(cast: Look) -> None:
    assert cast("The union questioned the legality of the minister's decision.", "questioned")[1] == ["minister"]


def test_a_home_stands_for_who_lives_there(cast: Look) -> None:
    assert cast("Rioters set fire to the mayor's house.", "set")[1] == ["mayor"]


def test_a_judgement_on_a_deed_is_directed_at_those_who_did_it(cast: Look) -> None:
    assert cast("The bishop condemned the killing of villagers by the soldiers.", "condemned")[1] == ["soldiers"]
    text = "Rebels attacked a convoy near Oru on Friday. The bishop condemned the attack."
    assert cast(text, "condemned")[1][-1] == "Rebels"


def test_a_deed_without_a_doer_is_not_blamed_on_another(cast: Look) -> None:
    text = "A bomb exploded at a market in Oru. The bishop condemned the bombing."
    assert "villagers" not in cast(text + " Last year villagers attacked a patrol.", "condemned")[1]


def test_whom_an_attack_is_blamed_on_is_its_actor(cast: Look) -> None:
    assert cast("An attack blamed on the militia wounded two farmers.", "attack")[0] == ["militia"]
    assert cast("The ministry said that the militia was behind the attack on the market.", "attack")[0] == ["militia"]
    assert cast("The militia claimed responsibility for the attack on the market.", "attack")[0] == ["militia"]


def test_an_answer_is_directed_at_whoever_asked(cast: Look) -> None:
    text = "The miners urged the ministry to reopen the pit. The ministry refused the demand."
    assert cast(text, "refused")[1] == ["miners"]


def test_a_protest_without_a_subject_is_the_protesters_and_directed_at_the_government(cast: Look) -> None:
    text = "The protest began at noon. Protesters said the government must drop the tax."
    assert cast(text, "protest") == (["Protesters"], ["government"])


def test_a_meeting_is_also_that_of_the_one_who_speaks_in_it(cast: Look) -> None:
    assert cast("The governor said so in a meeting with teachers.", "meeting") == (["governor"], ["teachers"])


def test_a_bare_number_behind_those_who_shot_is_not_one_of_them(cast: Look) -> None:
    assert cast("Two farmers were shot dead by soldiers and about 80 injured.", "shot")[0] == ["soldiers"]


def test_what_an_attack_is_said_to_have_hit_suffered_it(cast: Look) -> None:
    assert cast("The attack struck the ministry.", "attack")[1] == ["ministry"]


def test_whose_operation_one_is_killed_in_kills(cast: Look) -> None:
    assert cast("Two farmers were killed in a Zambian raid.", "killed")[0] == ["Zambian"]


def test_force_against_a_protest_is_force_against_those_who_protest(cast: Look) -> None:
    text = "Students protested in the square. Police suppressed the protest."
    assert cast(text, "suppressed")[1][-1] == "Students"


def test_an_appeal_at_law_is_to_the_court(cast: Look) -> None:
    assert cast("A court convicted the clerk. He will appeal.", "appeal")[1] == ["court"]


def test_a_group_stands_for_the_members_it_is_told_by(cast: Look) -> None:
    assert cast("Zambia urged allies such as Kenya and Ghana to leave.", "urged")[1] == ["Kenya", "Ghana"]


def test_a_gapped_passive_has_what_it_is_done_to(cast: Look) -> None:
    assert cast("Two miners were beaten and six others arrested.", "arrested") == ([], ["others"])
