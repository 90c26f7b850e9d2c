"""Contexts are told from cues, each with the words that gave it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DataFileError
from dateline.knowledge.contexts import ContextFinding, ContextLexicon, cut_words, load_contexts
from dateline.knowledge.files import data_folder, read_yaml
from dateline.knowledge.ontology import load_ontology
from dateline.knowledge.schema import ContextCuesShape, ContextLexiconShape
from dateline.model.analysis import Analysis
from dateline.model.syntax import Token

ROWS = read_yaml(data_folder() / "lexicons" / "en" / "contexts.yaml", ContextLexiconShape).contexts
ONTOLOGY = load_ontology()
LEXICON = load_contexts(ONTOLOGY)
ABOUT = "about: {title: test, version: 1, licence: CC0-1.0, sources: [hand-written]}\n"

Find = Callable[[str], tuple[ContextFinding, ...]]


@pytest.fixture(scope="module")
def find(parse_text: Callable[..., Analysis]) -> Find:
    def run(text: str) -> tuple[ContextFinding, ...]:
        parse = parse_text(text).parse
        assert parse is not None
        return LEXICON.find(parse.text, parse.tokens, stage="test")

    return run


def word(text: str, start: int = 0) -> Token:
    """A word that is its own base form, as a parser would give it."""
    end = start + len(text)
    return Token(index=0, start=start, end=end, text=text, lemma=text, pos="X", tag="X", dep="dep", head=0, sentence=0)


def test_every_context_has_cues() -> None:
    assert [row.name for row in ROWS] == [context.name for context in ONTOLOGY.contexts]
    assert all(10 <= len({*row.strong, *row.weak}) <= 60 for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_context_is_found_in_its_examples_and_not_in_the_others(row: ContextCuesShape, find: Find) -> None:
    for example in row.examples:
        assert row.name in {finding.context for finding in find(example)}, example
    for example in row.not_examples:
        assert row.name not in {finding.context for finding in find(example)}, example


def test_evidence_points_at_the_words(find: Find) -> None:
    text = "A spokeswoman said the asylum seekers were flown out."
    finding = next(f for f in find(text) if f.context == "asylum")
    assert [(e.span.text, e.rule, e.field) for e in finding.evidence if e.span] == [
        ("asylum seekers", "lexicons/en/contexts.yaml#asylum", "contexts.asylum")
    ]
    assert all(e.span and text[e.span.start : e.span.end] == e.span.text for f in find(text) for e in f.evidence)


def test_one_weak_word_is_not_enough_however_often_it_stands(find: Find) -> None:
    assert "economic" not in {f.context for f in find("The market lies by the market hall of the old market.")}


def test_an_ignored_phrase_hides_its_words(find: Find) -> None:
    assert "military" not in {f.context for f in find("The Salvation Army cooked soup.")}


def test_a_capitalised_cue_wants_its_capitals() -> None:
    assert [f.context for f in LEXICON.find("WHO", [word("WHO")], stage="test")] == ["health"]
    assert LEXICON.find("who", [word("who")], stage="test") == ()


def test_cues_are_cut_as_the_parser_cuts(find: Find) -> None:
    assert cut_words("women's anti-war march") == ("women", "'s", "anti", "-", "war", "march")
    assert cut_words("covid-19") == ("covid-19",)
    assert {f.context for f in find("Covid-19 closed the pro-democracy club.")} >= {"health", "pro_democracy"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_cue_can_fire_in_text(row: ContextCuesShape, find: Find) -> None:
    """A cue that the parser cuts otherwise would be dead; the words around it must not matter."""
    for cue in row.strong:
        found = {f.context for f in find(f"They spoke about {cue} again.")}
        assert row.name in found, cue


@given(st.lists(st.sampled_from(sorted(LEXICON.cues)), max_size=30))
def test_a_finding_reaches_its_points_and_comes_in_the_ontologys_order(words: list[str]) -> None:
    text = " ".join(words)
    starts = [sum(len(w) + 1 for w in words[:i]) for i in range(len(words))]
    tokens = [word(item, start) for item, start in zip(words, starts, strict=True)]
    findings = LEXICON.find(text, tokens, stage="test")
    assert [f.context for f in findings] == sorted((f.context for f in findings), key=LEXICON.order.__getitem__)
    for finding in findings:
        assert finding.points >= 2
        assert 0 < finding.confidence <= 1
        assert len({e.note for e in finding.evidence}) == len(finding.evidence)


def overlay(folder: Path, text: str) -> Path:
    file = folder / "lexicons" / "en" / "contexts.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(ABOUT + text, encoding="utf-8")
    return file


def test_an_overlay_adds_cues(tmp_path: Path) -> None:
    overlay(tmp_path, "contexts:\n  - {name: cyber, strong: [wiperware]}\n")
    mine: ContextLexicon = load_contexts(ONTOLOGY, [tmp_path])
    assert [f.context for f in mine.find("wiperware", [word("wiperware")], stage="test")] == ["cyber"]
    assert LEXICON.find("wiperware", [word("wiperware")], stage="test") == ()


def test_a_strange_context_is_told_with_its_line(tmp_path: Path) -> None:
    file = overlay(tmp_path, "contexts:\n  - name: weather\n    strong: [rain]\n")
    with pytest.raises(
        DataFileError, match=r"contexts\.0\.name: expected a context of the ontology, found 'weather'"
    ) as trouble:
        load_contexts(ONTOLOGY, [tmp_path])
    assert str(trouble.value).startswith(f"{file}:3: ")
