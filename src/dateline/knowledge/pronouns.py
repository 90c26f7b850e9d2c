"""The weights by which antecedents of pronouns are chosen: set by hand, and for "he" and "she" trained."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.errors import DataFileError
from dateline.knowledge.files import data_folder, read_yaml
from dateline.knowledge.shape import AboutShape, Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class PronounWeights:
    """Feature name to weight. `persons` serves "he" and "she", `others` "it" and "they".

    A pronoun whose best antecedent scores `threshold` or less stays alone.
    """

    persons: Mapping[str, float]
    others: Mapping[str, float]
    threshold: float


class _ByHand(Shape):
    about: AboutShape
    threshold: float
    weights: dict[str, float]


class _Corpus(Shape):
    name: str
    licence: str
    attribution: str
    sha256: str
    rows: int


class _Trained(Shape):
    about: str
    corpus: _Corpus
    pull: float  # how strongly the hand-set weights hold (L2)
    cross_validation: dict[str, float]
    weights: dict[str, float]


def read_pronoun_weights(folder: Path) -> PronounWeights:
    """Read the weights of one data folder.

    Raises:
        DataFileError: for a file that is missing or malformed.
    """
    by_hand = read_yaml(folder / "models/pronouns.yaml", _ByHand)
    path = folder / "models/pronouns.json"
    try:
        trained = _Trained.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as trouble:
        raise DataFileError(
            f"{path}: cannot be read as trained weights: {trouble}; run tools/train_pronouns.py"
        ) from trouble
    return PronounWeights(persons=trained.weights, others=by_hand.weights, threshold=by_hand.threshold)


def hand_set_weights(folder: Path) -> PronounWeights:
    """The hand-set weights alone, for both kinds of pronouns: what training starts from."""
    by_hand = read_yaml(folder / "models/pronouns.yaml", _ByHand)
    return PronounWeights(persons=by_hand.weights, others=by_hand.weights, threshold=by_hand.threshold)


@cache
def load_pronoun_weights() -> PronounWeights:
    """The weights that ship with the package, read once."""
    return read_pronoun_weights(data_folder())
