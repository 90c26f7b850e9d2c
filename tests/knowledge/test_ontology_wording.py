"""Our glosses are ours: none shares five words in a row with the manual's wording (CC BY-SA 4.0)."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.knowledge.ontology import Ontology, load_ontology

RUN = 5


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def wording(ontology: Ontology) -> Iterator[tuple[str, str]]:
    """(where, text) of every sentence that we wrote."""
    for type_ in ontology.types:
        for text in (type_.gloss, *type_.instead, *type_.notes, *type_.examples):
            yield type_.rule, text
        for mode in type_.modes:
            yield mode.rule, mode.gloss
            yield mode.rule, mode.example
    for context in ontology.contexts:
        yield context.name, context.gloss
    for sector in ontology.sectors:
        yield sector.code, f"{sector.name}. {sector.gloss}"
    for body in ontology.nonstate:
        yield body.code, body.gloss


def test_no_gloss_shares_five_words_with_the_manual(ontology: Ontology, shared: Path) -> None:
    theirs: set[tuple[str, ...]] = set()
    for name, column in (
        ("plover_definitions_CC-BY-SA-4.0.tsv", "definition_text_from_manual"),
        ("plover_sectors.tsv", "short_name"),
    ):
        with (shared / "ontology" / name).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream, delimiter="\t"):
                theirs |= runs(row[column])
    assert theirs
    assert [(where, runs(text) & theirs) for where, text in wording(ontology) if runs(text) & theirs] == []


def test_no_sentence_stands_twice(ontology: Ontology) -> None:
    texts = [text for _, text in wording(ontology)]
    assert len(texts) == len(set(texts))


def test_examples_are_sentences(ontology: Ontology) -> None:
    for type_ in ontology.types:
        for example in (*type_.examples, *(mode.example for mode in type_.modes)):
            assert example[0].isupper(), example
            assert example.endswith("."), example
            assert len(example.split()) >= 4, example
