"""`lexicons/<language>/offices.yaml` to the words that tell who acts in public."""

from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import Field

from dateline.knowledge.actors import load_actors
from dateline.knowledge.files import data_folder, read_yaml
from dateline.knowledge.shape import AboutShape, Shape
from dateline.model.analysis import Analysis
from dateline.text.people.private import OfficeWords, PrivatePerson, private_persons

Guard = Callable[[Analysis], list[PrivatePerson]]
"""Tells whom a report names that is a private person."""


class OfficesFile(Shape):
    """The whole file."""

    about: AboutShape
    nouns: list[str] = Field(min_length=1)
    private: list[str]
    honorifics: list[str]
    examples: list[str] = Field(min_length=1)
    not_examples: list[str] = Field(min_length=1)


def offices_path() -> Path:
    """Where the lexicon that ships lies."""
    return data_folder() / "lexicons" / "en" / "offices.yaml"


def load_offices(path: Path | None = None) -> OfficeWords:
    """Read the lexicon (ours, or the one at `path`).

    Raises:
        DataFileError: `file:line` and what is wrong.
    """
    file = read_yaml(path or offices_path(), OfficesFile)
    return OfficeWords(
        nouns=frozenset(file.nouns), private=frozenset(file.private), honorifics=frozenset(file.honorifics)
    )


def load_guard(overlays: Sequence[Path] = ()) -> Guard:
    """Load what tells private persons from those who act in public: offices, and the tables of names.

    Raises:
        DataFileError: `file:line` and what is wrong.
    """
    actors, offices = load_actors(overlays), load_offices()

    def find(analysis: Analysis) -> list[PrivatePerson]:
        if analysis.parse is None:
            return []
        filed = analysis.document.filed
        return private_persons(
            analysis.parse,
            analysis.mentions or (),
            analysis.chains or (),
            offices,
            lambda name: bool(actors.code(name, on=filed).name),
        )

    return find
