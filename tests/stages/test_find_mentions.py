"""Mentions: which phrases are found, where they begin and end, and which part of them is a name."""

from collections.abc import Callable

from dateline.model.analysis import Analysis
from dateline.model.mention import Mention, MentionKind
from dateline.stages.find_mentions import find_mentions

ParseText = Callable[..., Analysis]

FIND = find_mentions()


def found(analysis: Analysis) -> dict[str, Mention]:
    mentions = FIND.run(analysis).mentions
    assert mentions is not None
    return {m.span.text: m for m in mentions}


def test_a_title_is_no_part_of_the_name(parse_text: ParseText) -> None:
    mentions = found(parse_text("President Maria Silva met Colonel Juan Ortega in Lisbon on Friday."))
    silva = mentions["President Maria Silva"]
    assert silva.kind is MentionKind.NAME
    assert silva.name is not None
    assert silva.name.text == "Maria Silva"
    assert mentions["Lisbon"].label == "GPE"


def test_a_phrase_ends_before_its_relative_clause_apposition_and_prepositional_phrase(parse_text: ParseText) -> None:
    mentions = found(parse_text("Oleg Savin, a captain in the Belarusian army who fled in May, asked for asylum."))
    assert "Oleg Savin" in mentions
    assert mentions["a captain"].kind is MentionKind.NOMINAL
    assert mentions["the Belarusian army"].kind is not MentionKind.PRONOUN


def test_a_prepositional_phrase_that_is_part_of_a_name_stays(parse_text: ParseText) -> None:
    mentions = found(parse_text("The Bank of England raised interest rates."))
    bank = next(m for m in mentions.values() if m.name is not None and "England" in m.span.text)
    assert bank.name is not None
    assert bank.name.text == "Bank of England"


def test_possessive_pronouns_are_mentions_and_relative_ones_are_not(parse_text: ParseText) -> None:
    mentions = found(parse_text("The farmer who sold his land said that it was dry."))
    assert mentions["his"].kind is MentionKind.PRONOUN
    assert mentions["it"].kind is MentionKind.PRONOUN
    assert "who" not in mentions


def test_owners_and_names_that_modify_are_mentions_within_the_phrase(parse_text: ParseText) -> None:
    mentions = found(parse_text("Kenya's parliament debated the Somalia mission."))
    assert mentions["Kenya"].kind is MentionKind.NAME
    assert mentions["Somalia"].kind is MentionKind.NAME
    assert mentions["Kenya's parliament"].kind is MentionKind.NOMINAL


def test_a_capital_in_a_headline_makes_no_name_of_a_common_noun(parse_text: ParseText) -> None:
    title = "Rebels Attack Fuel Depot Near Border Town"
    mentions = found(parse_text("The rebels attacked a depot near the town on Monday. The depot burned.", title=title))
    in_title = [m for m in mentions.values() if m.span.end <= len(title)]
    assert in_title
    assert all(m.kind is not MentionKind.NAME for m in in_title)


def test_numbers_and_adjectives_can_stand_for_people(parse_text: ParseText) -> None:
    mentions = found(parse_text("Two were killed and the wounded were flown out."))
    assert any(text == "Two" for text in mentions)


def test_mentions_are_in_text_order_and_keep_the_law_of_spans(parse_text: ParseText) -> None:
    text = "In Accra, Ghana's minister Kofi Boateng said his party's leader, Ama Mensah, would sue the Daily Post."
    analysis = FIND.run(parse_text(text))
    mentions = analysis.mentions
    assert mentions
    assert [m.index for m in mentions] == list(range(len(mentions)))
    assert [m.span.start for m in mentions] == sorted(m.span.start for m in mentions)
    for m in mentions:
        assert analysis.document.text[m.span.start : m.span.end] == m.span.text
        assert m.first <= m.head < m.last
        assert m.name is None or m.span.contains(m.name)


def test_no_two_mentions_have_the_same_head(parse_text: ParseText) -> None:
    mentions = FIND.run(parse_text("The US State Department said the two Koreas and Japan had met its envoy.")).mentions
    assert mentions is not None
    assert len({m.head for m in mentions}) == len(mentions)
