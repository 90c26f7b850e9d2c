"""Entries held against words: classes of words, and what must stand around a trigger."""

from collections.abc import Callable

import pytest

from dateline.knowledge.files import data_folder, read_yaml
from dateline.knowledge.lexicon import Lexicon, WordClassFile, WordClassRow
from dateline.knowledge.matching import firing, party_test
from tests.conftest import ParseText

Rules = Callable[[str, str], set[str]]
CLASSES = read_yaml(data_folder() / "lexicons" / "en" / "word_classes.yaml", WordClassFile).classes


@pytest.fixture
def rules(parse_text: ParseText, lexicon: Lexicon, party_nouns: frozenset[str]) -> Rules:
    """A text and one of its words to the names of the entries that fire on it."""

    def look(text: str, word: str) -> set[str]:
        parse = parse_text(text).parse
        assert parse is not None
        token = next(t for t in parse.tokens if t.text == word)
        return {entry.rule.split("#")[1] for entry, _ in firing(parse, token, lexicon, party_test(party_nouns))}

    return look


@pytest.mark.parametrize("row", CLASSES, ids=lambda row: row.name)
def test_a_word_class_fires_in_its_own_examples(row: WordClassRow, rules: Rules) -> None:
    assert all(f"call <{row.name}>" in rules(text, "called") for text in row.examples)


def test_a_class_is_what_is_said_and_not_what_it_is_said_of(rules: Rules) -> None:
    assert "call <bad>" in rules("The dean called the plan a shameful stunt.", "called")
    assert "describe as <bad>" in rules('The dean described the plan as "vile and petty".', "described")
    assert "call <bad>" not in rules("The dean called the liar an honest man.", "called")
    assert "find <good>" in rules("The dean found the ban justified.", "found")


def test_alone_asks_for_a_verb_with_nothing_but_its_subject(rules: Rules) -> None:
    assert "balk (2)" in rules("The dean balked.", "balked")
    assert "balk (2)" not in rules("The dean balked at the price of tea.", "balked")


def test_speaker_asks_for_a_party_that_says_so(rules: Rules) -> None:
    assert "be <bad>" in rules("The dean said the ban was odious.", "was")
    assert "be <bad>" not in rules("The ban was odious.", "was")
