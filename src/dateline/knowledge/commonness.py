"""How common a stem is in news English: how much a word that two texts share says that they tell of one thing."""

import math
from collections.abc import Mapping
from functools import cache

from dateline.errors import DataFileError
from dateline.knowledge.files import data_folder, read_tsv

SENTENCES = 10_000
"""The table counts in how many of so many sentences a stem stands."""

_RARE = 4  # sentences in 10,000 for a stem that the table lacks: a third of the fewest it lists


@cache
def load_commonness() -> Mapping[str, float]:
    """Return the weight of every stem of the table: ln(10,000 / sentences that hold it), from 0 to about 7.

    Raises:
        DataFileError: `file:line: what was expected and found`.
    """
    path = data_folder() / "lexicons" / "en" / "common_stems.tsv"
    table: dict[str, float] = {}
    for line, row in read_tsv(path, ("stem", "sentences")):
        if not row["sentences"].isdigit() or not 0 < int(row["sentences"]) <= SENTENCES:
            found = row["sentences"]
            raise DataFileError(f"{path}:{line}: sentences: expected a number from 1 to {SENTENCES}, found {found!r}")
        table[row["stem"]] = math.log(SENTENCES / int(row["sentences"]))
    return table


RARE_WEIGHT = math.log(SENTENCES / _RARE)
"""The weight of a stem that the table lacks."""


def weight(stem: str) -> float:
    """Return how much a shared stem says: 0 for "the", 7.8 for a name that no sentence of the table holds."""
    return load_commonness().get(stem, RARE_WEIGHT)
