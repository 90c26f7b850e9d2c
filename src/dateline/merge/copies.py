"""Texts of reports to groups of copies: five outlets that print one agency's text are one witness, not five.

Candidates come from MinHash signatures with fixed permutations; a candidate is a copy only if enough of the shorter
text's runs of words really stand in the longer one.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

import numpy as np
from datasketch import MinHash, MinHashLSH
from numpy.typing import NDArray

from dateline.text.stems import words

RUN_WORDS = 4
"""Words in a run; single shared phrases of a topic are shorter."""

CONTAINED = 0.7
"""Share of the shorter text's runs that must stand in the longer one. Two newsrooms' own texts share under a tenth."""

FEWEST_RUNS = 12
"""A shorter text is a copy only of the very same text."""

_PERMUTATIONS = 63
_BANDS = (21, 3)  # finds 95 of 100 pairs with Jaccard similarity 0.5 (a copy cut to half), 44 of 100 with 0.3
_SEED = 20

Signature = NDArray[np.uint64]


class CopyIndex:
    """Finds, for each text that is added, the earlier ones that it is a copy of; order does not matter."""

    def __init__(self) -> None:
        """Make an empty index."""
        self._near = MinHashLSH(num_perm=_PERMUTATIONS, params=_BANDS)
        self._runs: dict[str, Signature] = {}
        self._same: dict[bytes, list[str]] = {}

    def add(self, name: str, text: str) -> list[str]:
        """Take in the text called `name` (once) and return the names of its copies so far, sorted."""
        runs = _runs(text)
        exact = self._same.setdefault(_digest(runs), [])
        found = set(exact)
        exact.append(name)
        self._runs[name] = runs
        if len(runs) >= FEWEST_RUNS:
            sketch = MinHash(num_perm=_PERMUTATIONS, seed=_SEED, hashfunc=int)
            sketch.update_batch([int(run) & 0xFFFFFFFF for run in runs])
            found |= {other for other in self._near.query(sketch) if copied(runs, self._runs[other])}
            self._near.insert(name, sketch)
        return sorted(found)

    def remove(self, name: str) -> None:
        """Forget the text called `name`.

        Raises:
            KeyError: no text of that name was added.
        """
        runs = self._runs.pop(name)
        self._same[_digest(runs)].remove(name)
        if len(runs) >= FEWEST_RUNS:
            self._near.remove(name)


def copied(one: Signature, other: Signature) -> bool:
    """Tell whether the shorter of two texts, given as the sorted runs of their words, stands in the longer one."""
    shorter = min(len(one), len(other))
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shorter >= FEWEST_RUNS and shared >= CONTAINED * shorter


def copy_pairs(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names whose texts, given as (name, text), are copies of one another."""
    index = CopyIndex()
    for name, text in texts:
        for other in index.add(name, text):
            yield min(name, other), max(name, other)


def _digest(runs: Signature) -> bytes:
    return blake2b(runs.tobytes(), digest_size=16).digest()


def _runs(text: str) -> Signature:
    """The runs of words of a text as sorted 64-bit hashes, each once; a text shorter than a run is one run."""
    own = [word.lower() for word in words(text)]
    runs = {" ".join(own[k : k + RUN_WORDS]) for k in range(max(1, len(own) - RUN_WORDS + 1))}
    hashes = [int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs]
    return np.array(sorted(hashes), dtype=np.uint64)
