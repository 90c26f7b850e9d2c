"""How much a whole report is about what parties do to each other, and not about sport, science or the weather."""

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

FEW_WORDS = 30
"""A report counts as if it held so many more words of middling relevance: a short text tells little."""
MIDDLING = 1.0
"""Log-odds, in between those of political reports and of others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """Logistic regression over the mean of a text's words: a weight a word vector, and one more for a frequent word."""

    weights: Mapping[str, float]
    of_vectors: NDArray[np.float32]
    vectors: WordVectors
    bias: float

    def log_odds(self, words: Sequence[str]) -> float:
        """Return the log-odds that a text of these words (lemmas in lower case) tells of events, near 0 if in doubt."""
        rows, weights = self.vectors.rows, self.weights
        known = [(word, row) for word in words if (row := rows.get(word)) is not None]
        if not known:
            return MIDDLING
        total = sum(weights.get(word, 0.0) for word, _ in known)
        total += float(self.of_vectors[[row for _, row in known]].sum(dtype=np.float64))
        own = total + self.bias * len(known)
        return (own + MIDDLING * FEW_WORDS) / (len(known) + FEW_WORDS)


@cache
def load_relevance() -> Relevance:
    """Read our own weights.

    Raises:
        DataFileError: the file is missing or holds something else.
    """
    return read_relevance(data_folder() / "models" / "relevance.npz", load_word_vectors())


def read_relevance(path: Path, vectors: WordVectors) -> Relevance:
    """Read weights that `tools/train_types.py` wrote; nothing in the file is executed.

    Raises:
        DataFileError: the file is missing or holds something else.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            words, weights = str(stored["words"][0]).split("\n"), stored["weights"].astype(np.float32)
            axes, bias = stored["axes"].astype(np.float32), float(stored["bias"][0])
        of_vectors = vectors.vectors @ axes
        table = dict(zip(words, weights.tolist(), strict=True))
    except (OSError, EOFError, KeyError, ValueError, IndexError, zipfile.BadZipFile) as trouble:
        message = f"{path}: is not a model of relevance: {trouble}; make it with tools/train_types.py"
        raise DataFileError(message) from trouble
    return Relevance(weights=table, of_vectors=of_vectors, vectors=vectors, bias=bias)
