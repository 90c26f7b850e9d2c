"""Word classes and lemmas are what spaCy's own components say, whatever was read before."""

import random
from collections.abc import Sequence

import pytest

from dateline.engines.spacy_engine import SpacyEngine
from dateline.engines.word_forms import SKIPPED, WordForms
from dateline.sources.samples import sample_documents

PAIRS = (
    "There is no deal, and there were two blasts.",
    "Let's go, they're gonna strike; we ain't leaving, y'all. C'm on, you gotta see it.",
    "I do what you do. It had to; those had none, and that that they did hurt.",
    "But the army has said that it is, that she'd have left since.",
)
ODD = ("", " ", "\u00a0 x", "😀 killed 2,000", "No. 10", "IS IS is")


@pytest.fixture(scope="module")
def texts() -> list[str]:
    samples = [part.replace("\n", " ") for document in sample_documents() for part in document.text.split("\n\n")]
    return [*PAIRS, *ODD, *samples]


def skipped(engine: SpacyEngine, forms: WordForms, texts: Sequence[str]) -> list[list[tuple[str, str]]]:
    docs = list(engine.language.pipe(texts, disable=list(SKIPPED)))
    return [
        [form for word, form in zip(doc, some, strict=True) if not word.is_space]
        for doc, some in zip(docs, forms.of(docs), strict=True)
    ]


def test_every_word_has_the_class_and_lemma_that_spacy_gives_it(engine: SpacyEngine, texts: list[str]) -> None:
    whole = [[(word.pos_, word.lemma_) for word in doc if not word.is_space] for doc in engine.language.pipe(texts)]
    assert sum(map(len, whole)) > 5_000
    assert skipped(engine, WordForms(engine.language), texts) == whole


def test_what_was_read_before_changes_nothing(engine: SpacyEngine, texts: list[str]) -> None:
    forms = WordForms(engine.language)
    first = dict(zip(texts, skipped(engine, forms, texts), strict=True))
    shuffled = random.Random(4).sample(texts, len(texts))
    assert dict(zip(shuffled, skipped(engine, WordForms(engine.language), shuffled), strict=True)) == first
    assert dict(zip(shuffled, skipped(engine, forms, shuffled), strict=True)) == first
