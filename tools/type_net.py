"""Sparse rows and their classes to the weights of a network with one hidden layer, by Adam, in NumPy and SciPy."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Floats = NDArray[np.float32]
DECAYS = (0.9, 0.999)  # of Adam's first and second moments, as its authors set them


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How to train; each number was chosen by the held-out authors (docs/decisions/0004-type-model.md)."""

    hidden: int = 48
    twins: int = 2  # networks trained from different beginnings, whose scores are averaged
    epochs: int = 14
    rate: float = 2e-3  # falls to nothing over the run
    batch: int = 128
    hide_names: float = 0.5  # share of a row's named features that are hidden from it, anew each time
    hide_units: float = 0.3
    seed: int = 20230813


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Triggers: a column a named feature (few are set), and a column a number of the slots' vectors."""

    named: csr_matrix
    placed: Floats

    def __getitem__(self, chosen: NDArray[np.int64]) -> "Rows":
        """Some of the rows."""
        return Rows(named=self.named[chosen], placed=self.placed[chosen])

    @property
    def count(self) -> int:
        """How many rows there are."""
        return int(self.named.shape[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Named features and slots to hidden, hidden to classes."""

    named: Floats
    placed: Floats
    bias: Floats
    out: Floats
    out_bias: Floats

    def probabilities(self, rows: Rows) -> Floats:
        """The probability of each class for each row."""
        hidden = rows.named @ self.named + rows.placed @ self.placed + self.bias
        return _softmax(np.maximum(hidden, 0) @ self.out + self.out_bias)


def train(rows: Rows, classes: Sequence[int], recipe: Recipe) -> Weights:
    """Train on rows and the number of each row's class.

    The mean of several networks' scores is one network with all their hidden units.
    """
    twins = [_train(rows, classes, replace(recipe, seed=recipe.seed + k)) for k in range(recipe.twins)]
    return Weights(
        named=np.concatenate([w.named for w in twins], axis=1),
        placed=np.concatenate([w.placed for w in twins], axis=1),
        bias=np.concatenate([w.bias for w in twins]),
        out=np.concatenate([w.out for w in twins]) / len(twins),
        out_bias=np.mean([w.out_bias for w in twins], axis=0),
    )


def _train(rows: Rows, classes: Sequence[int], recipe: Recipe) -> Weights:
    rng = np.random.default_rng(recipe.seed)
    wanted, count = np.asarray(classes), int(max(classes)) + 1
    units = recipe.hidden
    shapes = ((rows.named.shape[1], units), (rows.placed.shape[1], units), (units,), (units, count), (count,))
    spread = (0.05, 0.05, 0.0, np.sqrt(2 / units), 0.0)
    weights = [(rng.normal(size=shape) * s).astype(np.float32) for shape, s in zip(shapes, spread, strict=True)]
    first, second = ([np.zeros_like(w) for w in weights] for _ in range(2))
    steps = recipe.epochs * -(-rows.count // recipe.batch)
    step = 0
    for _ in range(recipe.epochs):
        order = rng.permutation(rows.count)
        for begin in range(0, rows.count, recipe.batch):
            step += 1
            chosen = order[begin : begin + recipe.batch]
            some = rows[chosen]
            some = Rows(named=_hide_names(some.named, recipe, rng), placed=some.placed)
            slopes = _slopes(weights, some, wanted[chosen], recipe, rng)
            rate = recipe.rate * (1 - step / (steps + 1))
            for k, slope in enumerate(slopes):
                first[k] += (1 - DECAYS[0]) * (slope - first[k])
                second[k] += (1 - DECAYS[1]) * (slope * slope - second[k])
                size = np.sqrt(second[k] / (1 - DECAYS[1] ** step)) + 1e-8
                weights[k] -= (rate / (1 - DECAYS[0] ** step)) * first[k] / size
    named, placed, bias, out, out_bias = weights
    return Weights(named=named, placed=placed, bias=bias, out=out, out_bias=out_bias)


def _hide_names(named: csr_matrix, recipe: Recipe, rng: np.random.Generator) -> csr_matrix:
    kept = (rng.random(named.nnz) >= recipe.hide_names) / (1 - recipe.hide_names)
    named = named.copy()
    named.data = (named.data * kept).astype(np.float32)
    return named


def _slopes(
    weights: Sequence[Floats], rows: Rows, wanted: NDArray[np.int64], recipe: Recipe, rng: np.random.Generator
) -> tuple[Floats, ...]:
    """The gradient of the mean cross-entropy with respect to each array of weights."""
    named, placed, bias, out, out_bias = weights
    before = rows.named @ named + rows.placed @ placed + bias
    mask = ((rng.random(before.shape) >= recipe.hide_units) / (1 - recipe.hide_units)).astype(np.float32)
    hidden = np.maximum(before, 0) * mask
    error = _softmax(hidden @ out + out_bias)
    error[np.arange(len(wanted)), wanted] -= 1
    error /= len(wanted)
    back = (error @ out.T) * mask * (before > 0)
    return rows.named.T @ back, rows.placed.T @ back, back.sum(axis=0), hidden.T @ error, error.sum(axis=0)


def _softmax(scores: Floats) -> Floats:
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = odds / odds.sum(axis=1, keepdims=True)
    return result
