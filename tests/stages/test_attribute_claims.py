"""Attributions and event sources, on sentences of our own."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from dateline.knowledge.reporting import load_reporting_cues
from dateline.model.analysis import Analysis
from dateline.model.claim import Attribution
from dateline.model.event import Trigger
from dateline.model.mention import Chain, Mention, MentionKind
from dateline.model.span import Span
from dateline.pipeline import run_stage
from dateline.stages.attribute_claims import attribute_claims

ParseText = Callable[..., Analysis]

STAGE = attribute_claims(load_reporting_cues())


def trigger(analysis: Analysis, words: str, kind: str) -> Trigger:
    assert analysis.parse is not None
    start = analysis.document.text.index(words)
    inside = [t for t in analysis.parse.tokens if start <= t.start < start + len(words)]
    head = next(
        t for t in inside if t.head == t.index or not start <= analysis.parse.tokens[t.head].start < start + len(words)
    )
    span = Span.of(analysis.document.text, start, start + len(words))
    return Trigger(index=0, span=span, head=head.index, type=kind, mode=None, rule="test")


def run(parse_text: ParseText, text: str, *triggers: tuple[str, str]) -> Analysis:
    bare = replace(parse_text(text), mentions=(), chains=(), triggers=())
    marked = replace(bare, triggers=tuple(trigger(bare, *words) for words in triggers))
    return run_stage(STAGE, marked)


def sources(parse_text: ParseText, text: str, words: str, kind: str = "ASSAULT") -> list[str]:
    analysis = run(parse_text, text, (words, kind))
    assert analysis.sources is not None
    return [source.name for source in analysis.sources[0]]


def by(analysis: Analysis, cue: str) -> Attribution:
    assert analysis.attributions is not None
    return next(a for a in analysis.attributions if a.cue is not None and a.cue.text == cue)


def words(analysis: Analysis, cue: str) -> tuple[str | None, list[str]]:
    found = by(analysis, cue)
    return (None if found.source is None else found.source.text), [span.text for span in found.content]


def test_what_stands_behind_a_semicolon_says_nothing_of_what_stands_before(parse_text: ParseText) -> None:
    analysis = run(parse_text, "Town police hold ferryman over smuggling; captain denies role")
    assert words(analysis, "denies") == ("captain", ["role"])


def test_indirect_speech_has_source_cue_and_content(parse_text: ParseText) -> None:
    text = "Interior Minister Ana Ruiz said on Monday that guards had opened fire at the gate."
    assert words(run(parse_text, text), "said") == (
        "Interior Minister Ana Ruiz",
        ["that guards had opened fire at the gate"],
    )


@pytest.mark.parametrize(
    "text",
    [
        "“The guards fired first,” Ana Ruiz said.",
        "“The guards fired first,” said Ana Ruiz.",
        '"The guards fired first," Ana Ruiz said.',
        "Ana Ruiz said: “The guards fired first.”",
        "Ana Ruiz said, “The guards fired first.”",
    ],
)
def test_the_speaker_of_a_quotation_stands_before_or_behind_it(parse_text: ParseText, text: str) -> None:
    source, content = words(run(parse_text, text), "said")
    assert source == "Ana Ruiz"
    assert len(content) == 1
    assert "The guards fired first" in content[0]


def test_a_quotation_cut_by_its_speaker_is_one_content_in_two_pieces(parse_text: ParseText) -> None:
    text = "“The guards fired,” Ana Ruiz said, “and nobody stopped them.”"
    assert words(run(parse_text, text), "said") == ("Ana Ruiz", ["“The guards fired,”", "“and nobody stopped them.”"])


def test_a_quotation_goes_on_in_the_next_sentence_and_paragraph(parse_text: ParseText) -> None:
    text = "“The guards fired,” Ana Ruiz said. “Nobody stopped them.\n\n“We will remember it.”"
    _, content = words(run(parse_text, text), "said")
    assert content == ["“The guards fired,”", "“Nobody stopped them.", "“We will remember it.”"]


def test_a_quoted_word_in_a_reported_clause_belongs_to_it(parse_text: ParseText) -> None:
    text = "The mayor said the camp was “a prison without walls” and must close."
    assert words(run(parse_text, text), "said")[1] == ["the camp was “a prison without walls” and must close"]


def test_according_to_covers_the_sentence_around_it(parse_text: ParseText) -> None:
    text = "Two villages were burned on Friday, according to the regional police."
    source, content = words(run(parse_text, text), "according to")
    assert source == "the regional police"
    assert content[0].startswith("Two villages were burned")


def test_a_claim_as_a_noun_belongs_to_its_owner(parse_text: ParseText) -> None:
    text = "Few believed the army's claim that rebels had burned the mill."
    source, content = words(run(parse_text, text), "claim")
    assert source is not None
    assert source.startswith("the army")
    assert content == ["that rebels had burned the mill"]


def test_an_adverb_reports_without_naming_anyone(parse_text: ParseText) -> None:
    found = by(run(parse_text, "Rebels reportedly burned the mill."), "reportedly")
    assert (found.source, found.speaker, found.stance) == (None, None, "reports")


def test_stance_and_rule_come_from_the_lexicon(parse_text: ParseText) -> None:
    found = by(run(parse_text, "The army denied that its guns had shelled the town."), "denied")
    assert (found.stance, found.rule) == ("denies", "lexicons/en/reporting.yaml#deny")


def test_who_says_it_is_a_source_of_what_happened(parse_text: ParseText) -> None:
    text = "Police chief Omar Haddad said that gunmen had attacked the station."
    assert sources(parse_text, text, "attacked") == ["Police chief Omar Haddad"]


def test_the_reporters_own_voice_has_no_source(parse_text: ParseText) -> None:
    text = "Gunmen attacked the station on Monday. The mayor said that the road was open again."
    assert sources(parse_text, text, "attacked") == []


def test_sources_are_listed_nearest_first(parse_text: ParseText) -> None:
    text = "Radio Uzhne reported that the mayor had said that gunmen attacked the station."
    assert sources(parse_text, text, "attacked") == ["mayor", "Radio Uzhne"]


def test_an_outlet_that_is_told_passes_it_on(parse_text: ParseText) -> None:
    text = "Omar Haddad told Radio Uzhne that gunmen had attacked the station."
    assert sources(parse_text, text, "attacked") == ["Omar Haddad", "Radio Uzhne"]


def test_it_was_reported_means_the_outlet_named_before(parse_text: ParseText) -> None:
    text = "Radio Uzhne reported that the bridge was closed. Gunmen had attacked the station, it was reported."
    assert sources(parse_text, text, "attacked") == ["Radio Uzhne"]


def test_a_paper_speaks_for_those_who_wrote_it(parse_text: ParseText) -> None:
    text = "A report by the auditors says that officers beat the prisoners."
    assert sources(parse_text, text, "beat") == ["auditors"]


def test_an_accuser_vouches_for_the_deed_but_not_for_the_accusation(parse_text: ParseText) -> None:
    text = "Kadira accused its neighbour of arming the rebels."
    assert sources(parse_text, text, "arming", "AID") == ["Kadira"]
    assert sources(parse_text, text, "accused", "ACCUSE") == []


def test_who_condemns_does_not_vouch_for_the_deed(parse_text: ParseText) -> None:
    assert sources(parse_text, "The league condemned the attack on the mill.", "attack") == []


def test_what_was_not_said_has_no_source(parse_text: ParseText) -> None:
    assert sources(parse_text, "The mayor did not say that police had beaten anyone.", "beaten") == []


def test_a_deed_done_by_saying_it_has_its_speaker_as_actor_not_as_source(parse_text: ParseText) -> None:
    text = "“We condemn this raid,” the bishop said."
    assert sources(parse_text, text, "condemn", "ACCUSE") == []
    assert sources(parse_text, text, "raid", "ASSAULT") == ["bishop"]


def test_a_relative_clause_in_indirect_speech_is_the_reporters_aside(parse_text: ParseText) -> None:
    text = "The mayor said he had met the students, who were arrested in May."
    assert sources(parse_text, text, "arrested", "COERCE") == []


def test_a_pronoun_without_a_chain_is_the_speaker_before(parse_text: ParseText) -> None:
    text = "Ana Ruiz said that the road was open. She said that gunmen had attacked the station."
    assert sources(parse_text, text, "attacked") == ["Ana Ruiz"]


def test_a_chain_gives_the_fullest_name(parse_text: ParseText) -> None:
    text = "Colonel Ana Ruiz led the column. She said that gunmen had attacked the station."
    bare = replace(parse_text(text), mentions=(), chains=(), triggers=())
    assert bare.parse is not None
    tokens = bare.parse.tokens
    name = Mention(
        index=0,
        span=Span.of(text, 0, 16),
        head=2,
        first=0,
        last=3,
        sentence=0,
        kind=MentionKind.NAME,
        name=Span.of(text, 8, 16),
    )
    she = next(t for t in tokens if t.text == "She")
    pronoun = Mention(
        index=1,
        span=Span.of(text, she.start, she.end),
        head=she.index,
        first=she.index,
        last=she.index + 1,
        sentence=1,
        kind=MentionKind.PRONOUN,
    )
    chain = Chain(index=0, mentions=(0, 1), best=0, reasons=("pronoun",))
    ready = replace(bare, mentions=(name, pronoun), chains=(chain,), triggers=(trigger(bare, "attacked", "ASSAULT"),))
    analysis = run_stage(STAGE, ready)
    assert by(analysis, "said").speaker == Span.of(text, 8, 16)
    assert analysis.sources is not None
    assert [s.name for s in analysis.sources[0]] == ["Ana Ruiz"]


def test_every_source_says_why(parse_text: ParseText) -> None:
    analysis = run(parse_text, "The army said that rebels had attacked the mill.", ("attacked", "ASSAULT"))
    assert analysis.sources is not None
    (source,) = analysis.sources[0]
    (reason,) = source.evidence
    assert (reason.field, reason.stage, reason.rule) == (
        "sources",
        "attribute_claims",
        "lexicons/en/reporting.yaml#say",
    )
    assert reason.span is not None
    assert reason.span.text == "said"
    assert 0 < reason.confidence <= 1


def test_what_is_nested_or_quoted_is_less_sure(parse_text: ParseText) -> None:
    analysis = run(parse_text, "The mayor said that police believed that he had help.")
    assert by(analysis, "believed").confidence < by(analysis, "said").confidence


def test_all_spans_are_words_of_the_text(parse_text: ParseText) -> None:
    text = '“It’s 5\' wide,” he said. \u200f"نعم"\u200f, she answered. “Never, he said that it "broke. ’ ‘ “So?” '
    analysis = run(parse_text, text)
    assert analysis.attributions is not None
    for found in analysis.attributions:
        for span in (*found.content, found.source, found.cue, found.speaker):
            assert span is None or analysis.document.text[span.start : span.end] == span.text


def test_an_empty_report_has_no_attributions(parse_text: ParseText) -> None:
    analysis = run(parse_text, "")
    assert (analysis.attributions, analysis.sources) == ((), ())


@pytest.mark.parametrize(
    ("text", "words", "kind", "own_voice"),
    [
        ("Guards shelled the depot.", "shelled", "ASSAULT", True),
        ("Residents said guards shelled the depot.", "shelled", "ASSAULT", False),
        ("Guards reportedly shelled the depot.", "shelled", "ASSAULT", False),
        ("The army denied shelling the depot.", "shelling", "ASSAULT", False),
        ("The army denied shelling the depot.", "denied", "REJECT", True),
        ("Guards shelled the depot, which residents said was empty.", "shelled", "ASSAULT", True),
        ("“We condemn the raid,” the mayor said.", "condemn", "ACCUSE", True),
    ],
)
def test_the_reporter_asserts_what_nobody_else_is_quoted_for(
    parse_text: ParseText, text: str, words: str, kind: str, *, own_voice: bool
) -> None:
    assert run(parse_text, text, (words, kind)).asserted == (own_voice,)
