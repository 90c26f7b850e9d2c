"""Texts to stories: which of them tell of the same thing as a whole, before any event is compared.

Twice TF-IDF with average linkage. First over all texts, loosely, which gives topics; then inside each topic with the
frequencies of that topic, so that the words all its texts share ("earthquake") count little and those that tell two
earthquakes apart count most. What stays in groups of a few texts then joins the nearest large group.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.knowledge.commonness import RARE_WEIGHT, weight
from dateline.merge.cluster import cluster
from dateline.text.stems import stem, words

TOPIC = 0.04
"""Mean cosine from which two groups of texts are one topic."""

STORY = 0.11
"""Mean cosine, in the topic's own measure, from which two groups are one story."""

STRAY = 3
"""A group of so many texts or fewer may be strays of a larger one …"""

NEAR = 0.1
"""… whose centre it must be so near to (cosine)."""

_NAMES = 2.0  # a name or number says so many times as much as another word
_FEWEST = 4  # a smaller topic is one story

# All of them chosen on the ECB+ development texts (docs/explanation/merging.md), where B³ changes by less than 0.01 for
# TOPIC from 0.03 to 0.05, STORY from 0.10 to 0.12 and NEAR from 0.03 to 0.10.

Vectors = NDArray[np.float64]
Bag = Mapping[str, float]


def stories(texts: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return groups of the texts' names, each group one story, sorted; every name is in exactly one.

    The groups depend on all texts together: rarity is counted among them.
    """
    names = sorted(texts)
    bags = {name: _bag(texts[name]) for name in names}
    found: list[tuple[str, ...]] = []
    for topic in _linked(names, _vectors([bags[n] for n in names], rarity=1.0, background=0.5), TOPIC):
        if len(topic) < _FEWEST:
            found.append(topic)
            continue
        inside = _vectors([bags[n] for n in topic], rarity=0.5, background=1.0)
        found += _gather(topic, _linked(topic, inside, STORY), inside)
    return sorted(found)


def _bag(text: str) -> Bag:
    """Stems with their weights: how often they stand there, names and numbers (not at a line's start) more."""
    counts: Counter[str] = Counter()
    for line in text.split("\n"):
        for position, word in enumerate(words(line)):
            name = (word[:1].isupper() and position > 0) or word[:1].isdigit()
            counts[stem(word)] += _NAMES if name else 1.0  # type: ignore[assignment]
    return counts


def _vectors(bags: Sequence[Bag], *, rarity: float, background: float) -> Vectors:
    """One row of length 1 a text. The exponents say how much rarity among the texts, and in English, counts."""
    documents = Counter(name for bag in bags for name in bag)
    columns = {name: k for k, name in enumerate(sorted(documents))}
    table = np.zeros((len(bags), len(columns)))
    for row, bag in enumerate(bags):
        for name, times in bag.items():
            rare = math.log((len(bags) + 1) / documents[name]) ** rarity
            table[row, columns[name]] = (1 + math.log(times)) * rare * (weight(name) / RARE_WEIGHT) ** background
    return _unit(table)


def _linked(names: Sequence[str], vectors: Vectors, least: float) -> list[tuple[str, ...]]:
    """Average linkage of rows; `names` are sorted."""
    cosines = np.round(vectors @ vectors.T, 9)
    rows, columns = np.nonzero(np.triu(cosines, 1))
    likeness = {
        (names[i], names[j]): float(cosines[i, j]) for i, j in zip(rows.tolist(), columns.tolist(), strict=True)
    }
    return cluster(names, likeness, least=least)


def _gather(names: Sequence[str], groups: Sequence[tuple[str, ...]], vectors: Vectors) -> list[tuple[str, ...]]:
    """Put strays to the large group whose centre is nearest."""
    row = {name: k for k, name in enumerate(names)}
    large = [list(group) for group in groups if len(group) > STRAY]
    left = [group for group in groups if len(group) <= STRAY]
    if not large:
        return left
    centres = _unit(np.array([vectors[[row[n] for n in group]].mean(axis=0) for group in large]))
    alone: list[tuple[str, ...]] = []
    for group in left:
        own = _unit(vectors[[row[n] for n in group]].mean(axis=0, keepdims=True))[0]
        near = np.round(centres @ own, 9)
        best = int(near.argmax())
        if near[best] >= NEAR:
            large[best].extend(group)
        else:
            alone.append(group)
    return [*(tuple(sorted(group)) for group in large), *alone]


def _unit(rows: Vectors) -> Vectors:
    lengths: Vectors = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = rows / np.maximum(lengths, 1e-9)
    return unit
