"""What the place tools are told of English: word groups, demonyms, titles and given names."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """Words are in lower case, demonyms as written.

    `demonyms` maps a word ("Ukrainian", "Londoner") to an ISO 3166 alpha-3 code or a gazetteer name, and
    `demonym_files` to the data file that says so.
    """

    groups: Mapping[str, frozenset[str]]
    demonyms: Mapping[str, str]
    demonym_files: Mapping[str, str]
    titles: frozenset[str]
    given: frozenset[str]

    def __getitem__(self, group: str) -> frozenset[str]:
        """The words of one group of `lexicons/en/place_words.yaml`."""
        return self.groups[group]
