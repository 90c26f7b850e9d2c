"""`lexicons/<language>/disputes.yaml` to the words that the stage of disputes looks up."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from dateline.knowledge.files import data_folder, read_yaml, short_name
from dateline.knowledge.shape import AboutShape, Shape
from dateline.text.claims.denials import DenialCues


class _Example(Shape):
    text: str = Field(min_length=2)
    disputes: list[str] = []


class _File(Shape):
    about: AboutShape
    denials: list[str] = Field(min_length=1)
    dismissals: list[str] = Field(min_length=1)
    claims: list[str] = Field(min_length=1)
    parts: list[str] = Field(min_length=1)
    blames: list[str] = Field(min_length=1)
    examples: list[_Example] = Field(min_length=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeExample:
    """A text and "field: value" of every dispute in it."""

    text: str
    disputes: tuple[str, ...]


def disputes_path() -> Path:
    """Where the lexicon that ships lies."""
    return data_folder() / "lexicons" / "en" / "disputes.yaml"


def load_denial_cues(path: Path | None = None) -> DenialCues:
    """Read the lexicon (ours, or the one at `path`).

    Raises:
        DataFileError: `file:line` and what is wrong.
    """
    path = path or disputes_path()
    file = read_yaml(path, _File)
    return DenialCues(
        source=short_name(path),
        denials=frozenset(file.denials),
        dismissals=frozenset(file.dismissals),
        claims=frozenset(file.claims),
        parts=frozenset(file.parts),
        blames=frozenset(file.blames),
    )


def dispute_examples(path: Path | None = None) -> list[DisputeExample]:
    """The texts that test the lexicon."""
    file = read_yaml(path or disputes_path(), _File)
    return [DisputeExample(text=e.text, disputes=tuple(e.disputes)) for e in file.examples]
