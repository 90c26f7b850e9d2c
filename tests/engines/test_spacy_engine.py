"""The parser's door: known weights only, offsets that hold, sentences inside their region."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.engines.spacy_engine import SpacyEngine, known_models, load_engine
from dateline.errors import EngineError
from dateline.model.document import Region, RegionKind
from dateline.model.span import Span


def regions(text: str) -> list[Region]:
    return [Region(span=Span.of(text, 0, len(text)), kind=RegionKind.PARAGRAPH)]


def test_weights_that_are_not_the_known_ones_are_refused() -> None:
    model = next(known_models())
    name = min(model.files)
    with pytest.raises(EngineError, match="not the weights we know"):
        SpacyEngine(replace(model, files={name: "0" * 64}))
    with pytest.raises(EngineError, match="missing from the model"):
        SpacyEngine(replace(model, path=Path("/nonexistent")))


def test_a_model_that_is_not_installed_is_named_with_the_ones_that_are() -> None:
    with pytest.raises(EngineError, match=r"en_core_web_xl is not installed \(installed: en_core_web"):
        load_engine("en_core_web_xl")


def test_no_sentence_spans_two_regions(engine: SpacyEngine) -> None:
    text = "Police in Oslo and\n\nRiga held two men."
    parts = [Region(span=Span.of(text, *pair), kind=RegionKind.PARAGRAPH) for pair in ((0, 18), (20, len(text)))]
    parse = next(engine.parse_many([(text, parts)]))
    assert [s.region for s in parse.sentences] == [0, 1]


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(" \n\t. Guards held him")),
        min_size=1,
        max_size=60,
    )
)
def test_tokens_hold_their_characters_and_heads_are_tokens_of_the_sentence(engine: SpacyEngine, text: str) -> None:
    parse = next(engine.parse_many([(text, regions(text))]))
    assert sum(s.last - s.first for s in parse.sentences) == len(parse.tokens)
    for token in parse.tokens:
        assert text[token.start : token.end] == token.text
        assert parse.tokens[token.head].sentence == token.sentence
        assert parse.sentences[token.sentence].first <= token.index < parse.sentences[token.sentence].last
