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
from dateline.knowledge.word_vectors import WordVectors, load_word_vectors
from dateline.text.type_features import SLOTS, Features

NO_EVENT = "none"
"""The class of words that look like a trigger and name no event."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeModel:
    """One hidden layer over named features and over the mean word vectors of ten places around the trigger.

    `named` has a row a feature (see `rows`) and `placed` a row a number of the slots' vectors, each with a column a
    hidden unit; `out` has a row a hidden unit and a column a class.
    """

    classes: tuple[str, ...]
    rows: Mapping[str, int]
    named: Floats
    placed: Floats
    bias: Floats
    out: Floats
    out_bias: Floats
    vectors: WordVectors

    def probabilities(self, features: Sequence[Features]) -> list[dict[str, float]]:
        """Return the probability of each class for each trigger: one matrix product for all of them."""
        if not features:
            return []
        hidden = np.stack([self.bias + self._named(seen) for seen in features])
        hidden += slot_vectors(self.vectors, features) @ self.placed
        scores = np.maximum(hidden, 0) @ self.out + self.out_bias
        odds = np.exp(scores - scores.max(axis=1, keepdims=True), dtype=np.float64)
        odds /= odds.sum(axis=1, keepdims=True)
        return [dict(zip(self.classes, row, strict=True)) for row in odds.tolist()]

    def _named(self, seen: Features) -> Floats:
        known = [row for name in seen.names if (row := self.rows.get(name)) is not None]
        total: Floats = self.named[known].sum(axis=0)
        return total


def slot_vectors(vectors: WordVectors, features: Sequence[Features]) -> Floats:
    """The mean word vectors of each slot side by side, a row a trigger; zeros where a slot is empty."""
    table = np.zeros((len(features) * len(SLOTS), vectors.width), dtype=np.float32)
    rows: list[int] = []
    filled: list[tuple[int, int]] = []  # the slot's place in the table, and where its words begin in `rows`
    slots = (words for seen in features for words in seen.slots)
    for place, words in enumerate(slots):
        known = [row for word in words if (row := vectors.rows.get(word)) is not None]
        if known:
            filled.append((place, len(rows)))
            rows.extend(known)
    if filled:
        places, starts = zip(*filled, strict=True)
        counts = np.diff([*starts, len(rows)]).astype(np.float32)
        table[list(places)] = np.add.reduceat(vectors.vectors[rows], list(starts), axis=0) / counts[:, None]
    return table.reshape(len(features), len(SLOTS) * vectors.width)


@cache
def load_type_model() -> TypeModel:
    """Read our own model.

    Raises:
        DataFileError: the file is missing or holds something else.
    """
    return read_type_model(data_folder() / "models" / "types.npz", load_word_vectors())


def read_type_model(path: Path, vectors: WordVectors) -> TypeModel:
    """Read a model that `tools/train_types.py` wrote; nothing in the file is executed.

    Raises:
        DataFileError: the file is missing or holds something else.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            names, classes = str(stored["features"][0]).split("\n"), stored["classes"].tolist()
            weights = {key: stored[key].astype(np.float32) for key in ("named", "placed", "bias", "out", "out_bias")}
        weights["placed"] = weights["placed"].reshape(len(SLOTS) * vectors.width, len(weights["bias"]))
    except (OSError, EOFError, KeyError, ValueError, IndexError, zipfile.BadZipFile) as trouble:
        message = f"{path}: is not a type model: {trouble}; make it with tools/train_types.py"
        raise DataFileError(message) from trouble
    rows = {name: k for k, name in enumerate(names)}
    return TypeModel(classes=tuple(classes), rows=rows, vectors=vectors, **weights)
