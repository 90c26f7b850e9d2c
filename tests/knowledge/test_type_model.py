"""The trained models that weigh a trigger: what their files hold, and what they make of plain cases."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from dateline.errors import DataFileError
from dateline.knowledge.matching import party_test
from dateline.knowledge.ontology import Ontology
from dateline.knowledge.relevance import MIDDLING, load_relevance, read_relevance
from dateline.knowledge.type_model import NO_EVENT, load_type_model, read_type_model, slot_vectors
from dateline.knowledge.word_vectors import load_word_vectors, read_word_vectors
from dateline.model.analysis import Analysis
from dateline.text.type_features import SLOTS, FeatureReader, Features, open_words

ParseText = Callable[..., Analysis]


def seen(analysis: Analysis, word: str) -> Features:
    """The features of the first token written so."""
    parse = analysis.parse
    assert parse is not None
    token = next(t for t in parse.tokens if t.text == word)
    return FeatureReader(parse, party_test(frozenset({"soldier", "army"}))).read(token, [token], None)


def test_the_model_knows_every_type_and_no_event(ontology: Ontology) -> None:
    assert sorted(load_type_model().classes) == sorted([*(t.name for t in ontology.types), NO_EVENT])


def test_the_files_fit_each_other() -> None:
    model, vectors = load_type_model(), load_word_vectors()
    hidden = len(model.bias)
    assert model.named.shape == (len(model.rows), hidden)
    assert model.placed.shape == (len(SLOTS) * vectors.width, hidden)
    assert model.out.shape == (hidden, len(model.classes)) == (hidden, len(model.out_bias))
    assert load_relevance().of_vectors.shape == (len(vectors.vectors),)


def test_word_vectors_have_length_one() -> None:
    lengths = np.linalg.norm(load_word_vectors().vectors, axis=1)
    assert float(np.abs(lengths - 1).max()) < 0.02


def test_words_used_alike_lie_closer_than_others() -> None:
    vectors = load_word_vectors()
    near, far = (vectors.mean([word]) for word in ("gunman", "sonata"))
    soldier = vectors.mean(["soldier"])
    assert near is not None
    assert far is not None
    assert soldier is not None
    assert soldier @ near > soldier @ far


def test_an_unknown_word_has_no_vector() -> None:
    assert load_word_vectors().mean(["qzxqzx"]) is None


def test_probabilities_sum_to_one(parse_text: ParseText) -> None:
    odds = load_type_model().probabilities([seen(parse_text("The army shelled the village."), "shelled")])
    assert sum(odds[0].values()) == pytest.approx(1)


def test_many_triggers_are_weighed_as_each_alone(parse_text: ParseText) -> None:
    analysis = parse_text("The army shelled the village. The minister praised the soldiers.")
    both = [seen(analysis, "shelled"), seen(analysis, "praised")]
    model = load_type_model()
    together, alone = model.probabilities(both), [model.probabilities([one])[0] for one in both]
    assert all(a == pytest.approx(b, abs=1e-5) for a, b in zip(together, alone, strict=True))


def test_no_triggers_need_no_model() -> None:
    assert load_type_model().probabilities([]) == []


@pytest.mark.parametrize(
    ("text", "word", "type_"),
    [
        ("The army shelled the village for three days, killing nine people.", "shelled", "ASSAULT"),
        ("The foreign minister praised the judges who had annulled the vote.", "praised", "SUPPORT"),
        ("The winger attacked down the left and scored twice before half-time.", "attacked", NO_EVENT),
    ],
)
def test_plain_cases_are_told(parse_text: ParseText, text: str, word: str, type_: str) -> None:
    odds = load_type_model().probabilities([seen(parse_text(text), word)])[0]
    assert max(odds, key=lambda name: odds[name]) == type_


def test_an_empty_slot_is_all_zeros() -> None:
    nothing = Features(names=(), slots=((),) * len(SLOTS))
    assert not slot_vectors(load_word_vectors(), [nothing]).any()


def test_a_war_report_is_more_relevant_than_a_match_report(parse_text: ParseText) -> None:
    war = "Government troops shelled the rebel town and the president ordered more soldiers to the front."
    match = "The striker scored twice before half-time and the goalkeeper saved a late penalty to win the cup."
    parses = [parse_text(text).parse for text in (war, match)]
    high, low = (load_relevance().log_odds(open_words(p)) for p in parses if p is not None)
    assert high > MIDDLING > low


def test_a_text_without_known_words_is_of_middling_relevance() -> None:
    assert load_relevance().log_odds([]) == MIDDLING


@pytest.mark.parametrize("content", [b"", b"not a zip file"])
def test_a_file_that_is_no_model_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.npz"
    path.write_bytes(content)
    vectors = load_word_vectors()
    for read in (lambda: read_type_model(path, vectors), lambda: read_relevance(path, vectors)):
        with pytest.raises(DataFileError, match=r"broken\.npz.*train_types"):
            read()
    with pytest.raises(DataFileError, match=r"broken\.npz.*make_word_vectors"):
        read_word_vectors(path)


def test_a_missing_array_is_told(tmp_path: Path) -> None:
    path = tmp_path / "half.npz"
    np.savez(path, features=np.array(["a"]))
    with pytest.raises(DataFileError, match="classes"):
        read_type_model(path, load_word_vectors())
