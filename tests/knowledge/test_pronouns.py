"""The weights of antecedents as shipped."""

from pathlib import Path

import pytest

from dateline.errors import DataFileError
from dateline.knowledge.files import data_folder
from dateline.knowledge.pronouns import hand_set_weights, load_pronoun_weights, read_pronoun_weights


def test_trained_weights_know_every_hand_set_feature() -> None:
    weights = load_pronoun_weights()
    assert set(weights.others) <= set(weights.persons)


def test_training_leaves_the_kind_of_mention_as_set_by_hand() -> None:
    weights = load_pronoun_weights()
    for name in ("name", "pronoun", "named", "party"):
        assert weights.persons[name] == weights.others[name]


def test_hand_set_weights_serve_both_kinds_of_pronouns() -> None:
    weights = hand_set_weights(data_folder())
    assert weights.persons == weights.others


def test_missing_weights_say_how_to_make_them(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models/pronouns.yaml").write_bytes((data_folder() / "models/pronouns.yaml").read_bytes())
    with pytest.raises(DataFileError, match=r"run tools/train_pronouns\.py"):
        read_pronoun_weights(tmp_path)
