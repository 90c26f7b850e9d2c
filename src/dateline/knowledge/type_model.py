"""A small trained model that tells the type of a trigger, and triggers that only look like one."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.errors import DataFileError
from dateline.knowledge.files import data_folder

NO_EVENT = "none"
"""The class of words that look like a trigger and name no event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeModel:
    """Multinomial logistic regression over sparse features: `weights` has a row a feature, a column a class."""

    classes: tuple[str, ...]
    rows: Mapping[str, int]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def probabilities(self, features: Sequence[str]) -> dict[str, float]:
        """Return the probability of each class for a trigger with these features."""
        known = [row for name in features if (row := self.rows.get(name)) is not None]
        scores = self.bias + self.weights[known].sum(axis=0, dtype=np.float64)
        odds = np.exp(scores - scores.max())
        return dict(zip(self.classes, (odds / odds.sum()).tolist(), strict=True))


@cache
def load_type_model() -> TypeModel:
    """Read our own model.

    Raises:
        DataFileError: the file is missing or holds something else.
    """
    return read_type_model(data_folder() / "models" / "types.npz")


def read_type_model(path: Path) -> TypeModel:
    """Read a model that `tools/train_types.py` wrote; nothing in the file is executed.

    Raises:
        DataFileError: the file is missing or holds something else.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            names, classes = stored["features"].tolist(), stored["classes"].tolist()
            weights, bias = stored["weights"].astype(np.float32), stored["bias"].astype(np.float32)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as trouble:
        message = f"{path}: is not a type model: {trouble}; make it with tools/train_types.py"
        raise DataFileError(message) from trouble
    rows = {name: k for k, name in enumerate(names)}
    return TypeModel(classes=tuple(classes), rows=rows, weights=weights, bias=bias)
