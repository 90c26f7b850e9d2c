"""Chains: which mentions stand for one referent. Sentences are our own; each shows one rule."""

from collections.abc import Callable

import pytest

from dateline.knowledge.names import load_names
from dateline.model.analysis import Analysis
from dateline.model.mention import Chain, MentionKind
from dateline.stages.find_mentions import find_mentions
from dateline.stages.link_mentions import link_mentions

ParseText = Callable[..., Analysis]

FIND = find_mentions()
LINK = link_mentions(load_names())


def linked(analysis: Analysis) -> Analysis:
    return LINK.run(FIND.run(analysis))


def chain_of(analysis: Analysis, text: str, nth: int = 0) -> Chain | None:
    """The chain of the nth mention that reads `text`."""
    assert analysis.mentions is not None
    assert analysis.chains is not None
    wanted = [m.index for m in analysis.mentions if m.span.text == text or (m.name and m.name.text == text)][nth]
    return next((c for c in analysis.chains if wanted in c.mentions), None)


def members(analysis: Analysis, text: str, nth: int = 0) -> list[str]:
    chain = chain_of(analysis, text, nth)
    assert analysis.mentions is not None
    return [] if chain is None else [analysis.mentions[i].span.text for i in chain.mentions]


def best(analysis: Analysis, text: str, nth: int = 0) -> str:
    chain = chain_of(analysis, text, nth)
    assert chain is not None
    assert analysis.mentions is not None
    return analysis.mentions[chain.best].span.text


@pytest.mark.parametrize(
    ("text", "mention", "nth", "expected"),
    [
        ("Maria Silva resigned on Monday. Silva gave no reason.", "Silva", 0, "Maria Silva"),
        ("Mr. Okello spoke first. James Okello is a judge.", "Mr. Okello", 0, "Mr. Okello"),
        ("Premier Anton Weiss left. Weiss will return.", "Weiss", 0, "Premier Anton Weiss"),
        ("The African Union (AU) met. The AU adjourned.", "The AU", 0, "The African Union"),
        ("The Kurdistan Workers' Party (PKK) denied it. The PKK fled.", "The PKK", 0, "The Kurdistan Workers' Party"),
        ("Oleg Savin, a captain in the army, fled. The captain is safe.", "The captain", 0, "Oleg Savin"),
        ("The captain, Oleg Savin, fled. Savin is safe.", "The captain", 0, "Oleg Savin"),
        ("A captain fled to Poland. The officer asked for asylum.", "The officer", 0, "A captain"),
        ("Ana Cruz is the mayor of Lima. The mayor spoke.", "The mayor", 0, "Ana Cruz"),
        ("Maria Silva said she would resign.", "she", 0, "Maria Silva"),
        ("The ferry sank off Oru. Davina Holt swam ashore before it broke up.", "it", 0, "The ferry"),
        ("Coach Adeline Brack left the team. Peter Novak praised her.", "her", 0, "Coach Adeline Brack"),
        ("Peter Novak met Maria Silva. He thanked her.", "her", 0, "Maria Silva"),
        ("Peter Novak met Maria Silva. He thanked her.", "He", 0, "Peter Novak"),
        ("Before he fled, Oleg Savin burned the maps.", "he", 0, "Oleg Savin"),
        ("Peter Novak shot himself.", "himself", 0, "Peter Novak"),
        ("The soldiers fled after they ran out of food.", "they", 0, "The soldiers"),
        ("Police arrested a man named Ivo Kolar. He is 34.", "He", 0, "Ivo Kolar"),
        ("Britain will vote. The UK left the bloc.", "The UK", 0, "Britain"),
        ("Police charged Ivo Kolar with murder. The suspect denied it.", "The suspect", 0, "Ivo Kolar"),
        ("Lithuania closed the border on Monday. The country also recalled its envoy.", "The country", 0, "Lithuania"),
    ],
)
def test_a_mention_finds_the_fullest_name_of_its_referent(
    parse_text: ParseText, text: str, mention: str, nth: int, expected: str
) -> None:
    assert best(linked(parse_text(text)), mention, nth) == expected


def test_one_who_speaks_is_the_i_of_the_quotation(parse_text: ParseText) -> None:
    analysis = linked(parse_text("“I will not resign,” Maria Silva said. “My conscience is clear,” she added."))
    assert members(analysis, "I") == ["I", "Maria Silva", "My", "she"]


def test_a_quotation_that_runs_over_sentences_keeps_its_speaker(parse_text: ParseText) -> None:
    analysis = linked(parse_text("“I left in May. Nobody stopped me. I am safe now,” Oleg Savin told reporters."))
    assert members(analysis, "me") == ["I", "me", "I", "Oleg Savin"]


def test_a_quotation_that_opens_every_paragraph_keeps_its_speaker(parse_text: ParseText) -> None:
    text = "“I left in May,” Oleg Savin said.\n\n“I have not been back.”"
    assert best(linked(parse_text(text)), "I", 1) == "Oleg Savin"


def test_a_person_interviewed_is_i_in_answers_and_you_in_questions(parse_text: ParseText) -> None:
    text = (
        "On Monday we interviewed Rosa Lind, a painter from Malmö.\n\nWhen did you begin?\n\n"
        "I began at school. My father painted too."
    )
    analysis = linked(parse_text(text))
    assert best(analysis, "you") == best(analysis, "I") == best(analysis, "My") == "Rosa Lind"


def test_spouses_who_share_a_surname_stay_apart(parse_text: ParseText) -> None:
    text = "Mrs. Brandt left early. Willy Brandt stayed until ten."
    assert "Willy Brandt" not in members(linked(parse_text(text)), "Mrs. Brandt")


def test_a_pronoun_object_is_not_its_clause_subject(parse_text: ParseText) -> None:
    analysis = linked(parse_text("Peter Novak saw Karel Benes. Novak hit him."))
    assert best(analysis, "him") == "Karel Benes"


def test_a_deputy_is_not_the_one_he_deputises_for(parse_text: ParseText) -> None:
    analysis = linked(parse_text("Vice President Ana Cruz met envoys. The president was abroad."))
    assert "Vice President Ana Cruz" not in members(analysis, "The president")


def test_an_empty_it_stands_for_nothing(parse_text: ParseText) -> None:
    analysis = linked(parse_text("The army denied the raid. It was reported that two men had died."))
    assert chain_of(analysis, "It") is None


def test_of_two_people_charged_neither_is_the_suspect(parse_text: ParseText) -> None:
    analysis = linked(parse_text("Police arrested Ivo Kolar. They also arrested Jan Sykora. The suspect denied it."))
    assert members(analysis, "The suspect") == ["The suspect"]


def test_al_before_an_arabic_name_may_fall_away(parse_text: ParseText) -> None:
    analysis = linked(parse_text("Hassan al-Turabi spoke in Khartoum. Police later arrested al-Turabi."))
    assert members(analysis, "al-Turabi") == ["Hassan al-Turabi", "al-Turabi"]


def test_another_man_is_not_the_man(parse_text: ParseText) -> None:
    analysis = linked(parse_text("A man was shot in Leeds. Another man was stabbed in York."))
    assert members(analysis, "Another man") == ["Another man"]


def test_a_headline_name_meets_the_full_name_below(parse_text: ParseText) -> None:
    analysis = linked(parse_text("Maria Silva said on Monday she would go.", title="Silva to resign"))
    assert best(analysis, "Silva") == "Maria Silva"


TEXT = (
    "Foreign Minister Ana Cruz met her Chilean counterpart, Luis Rojas, in Lima. “I told him we object,” she said. "
    "Rojas, 51, left the city at night. The minister stayed. Police said they had found a bomb. The group behind it, "
    "the Red Dawn Front (RDF), said it would strike again. The RDF has killed dozens."
)


def test_chains_part_the_mentions_and_explain_every_joining(parse_text: ParseText) -> None:
    analysis = linked(parse_text(TEXT))
    assert analysis.mentions is not None
    assert analysis.chains is not None
    seen: set[int] = set()
    for number, chain in enumerate(analysis.chains):
        assert chain.index == number
        assert list(chain.mentions) == sorted(chain.mentions)
        assert not seen & set(chain.mentions)
        seen |= set(chain.mentions)
        assert chain.best in chain.mentions
        assert analysis.mentions[chain.best].kind is not MentionKind.PRONOUN
        assert len(chain.reasons) == len(chain.mentions) - 1
        assert all(chain.reasons)
    alone = {m.index for m in analysis.mentions} - seen
    assert all(analysis.mentions[i].kind is MentionKind.PRONOUN for i in alone)


def test_the_same_text_gives_the_same_chains(parse_text: ParseText) -> None:
    assert linked(parse_text(TEXT)).chains == linked(parse_text(TEXT)).chains
