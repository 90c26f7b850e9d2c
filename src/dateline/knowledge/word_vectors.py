"""What words mean, as short vectors of numbers: words used alike lie close together."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.errors import DataFileError
from dateline.knowledge.files import data_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class WordVectors:
    """A vector of length one for each word (a lemma in lower case) in `rows`; several words may share one."""

    rows: Mapping[str, int]
    vectors: NDArray[np.float32]

    @property
    def width(self) -> int:
        """Numbers in a vector."""
        return int(self.vectors.shape[1])

    def mean(self, words: Sequence[str]) -> NDArray[np.float32] | None:
        """The mean of the words' vectors; None where none of them has one."""
        known = [row for word in words if (row := self.rows.get(word)) is not None]
        if not known:
            return None
        found: NDArray[np.float32] = self.vectors[known].mean(axis=0, dtype=np.float32)
        return found


@cache
def load_word_vectors() -> WordVectors:
    """Read our own table.

    Raises:
        DataFileError: the file is missing or holds something else.
    """
    return read_word_vectors(data_folder() / "models" / "words.npz")


def read_word_vectors(path: Path) -> WordVectors:
    """Read a table that `tools/make_word_vectors.py` wrote; nothing in the file is executed.

    Raises:
        DataFileError: the file is missing or holds something else.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            words, rows = str(stored["words"][0]).split("\n"), stored["rows"].tolist()
            vectors = stored["vectors"].astype(np.float32) * stored["scale"]
    except (OSError, EOFError, KeyError, ValueError, IndexError, zipfile.BadZipFile) as trouble:
        message = f"{path}: is not a table of word vectors: {trouble}; make it with tools/make_word_vectors.py"
        raise DataFileError(message) from trouble
    return WordVectors(rows=dict(zip(words, rows, strict=True)), vectors=vectors)
