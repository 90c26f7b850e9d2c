"""Texts as words, and whether they tell of events, to the weights of data/models/relevance.npz, by L-BFGS in SciPy."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

from dateline.knowledge.word_vectors import WordVectors

RAREST = 5  # a word in fewer texts has no weight of its own
STRENGTH, OWN = 3.0, 5.0  # inverse of the L2 penalty; how much cheaper a word's own weight is than its vector's


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A weight for each frequent word, one for each axis of the vectors, and the constant."""

    words: list[str]
    weights: NDArray[np.float64]
    axes: NDArray[np.float64]
    bias: float

    def write(self, path: Path) -> None:
        """Write it without pickle, in half precision."""
        np.savez_compressed(
            path,
            words=np.array(["\n".join(self.words)]),
            weights=self.weights.astype(np.float16),
            axes=self.axes.astype(np.float32),
            bias=np.array([self.bias], dtype=np.float32),
        )


def fit(texts: Sequence[Sequence[str]], tells: Sequence[bool], vectors: WordVectors) -> Fitted:
    """Fit a logistic regression over the mean of each text's words."""
    known = [[word for word in text if word in vectors.rows] for text in texts]
    often = Counter(word for text in known for word in set(text))
    words = sorted(word for word, count in often.items() if count >= RAREST)
    rows = hstack([_shares(known, words) * OWN, csr_matrix(np.stack([_mean(text, vectors) for text in known]))]).tocsr()
    sign = np.where(np.asarray(tells), 1.0, -1.0)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = sign * (rows @ weights[:-1] + weights[-1])
        slope = -sign / (1 + np.exp(margin))
        total = float(np.logaddexp(0, -margin).sum() + weights[:-1] @ weights[:-1] / (2 * STRENGTH))
        return total, np.append(rows.T @ slope + weights[:-1] / STRENGTH, slope.sum())

    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    count = len(words)
    return Fitted(words=words, weights=found[:count] * OWN, axes=found[count:-1], bias=float(found[-1]))


def _shares(texts: Sequence[Sequence[str]], words: Sequence[str]) -> csr_matrix:
    column = {word: k for k, word in enumerate(words)}
    cells = [(i, column[w], 1 / len(text)) for i, text in enumerate(texts) for w in text if w in column]
    where, which, share = zip(*cells, strict=True)
    return csr_matrix((share, (where, which)), shape=(len(texts), len(words)))


def _mean(text: Sequence[str], vectors: WordVectors) -> NDArray[np.float32]:
    mean = vectors.mean(text)
    return np.zeros(vectors.width, dtype=np.float32) if mean is None else mean
