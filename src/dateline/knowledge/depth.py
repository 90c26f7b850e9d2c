"""`lexicons/<language>/cameo_depth.yaml` to the rows by which a CAMEO code gets deeper than type and mode alone."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from dateline.knowledge.files import data_folder, fault, read_yaml, short_name
from dateline.knowledge.ontology import Ontology
from dateline.knowledge.shape import AboutShape, Shape


class _Row(Shape):
    code: str
    mode: str | None = None
    trigger: list[str] = []
    words: list[str] = []
    examples: list[str] = Field(min_length=1)


class _File(Shape):
    about: AboutShape
    rows: list[_Row] = Field(min_length=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """One row: the code, the lemmas of which one names the event, and those of which one stands in what it governs."""

    code: str
    trigger: frozenset[str]
    words: frozenset[str]
    rule: str
    examples: tuple[str, ...]


DepthTable = Mapping[tuple[str, str | None], Sequence[Depth]]
"""Rows by type and mode, in the order in which they are tried."""


def depth_path() -> Path:
    """Where the lexicon that ships lies."""
    return data_folder() / "lexicons" / "en" / "cameo_depth.yaml"


def load_depths(ontology: Ontology, path: Path | None = None) -> DepthTable:
    """Read the lexicon (ours, or the one at `path`) against the crosswalk of `ontology`.

    Raises:
        DataFileError: `file:line` for a code that CAMEO does not have or that is of no type, or a row without words.
    """
    path = path or depth_path()
    table: defaultdict[tuple[str, str | None], list[Depth]] = defaultdict(list)
    for k, row in enumerate(read_yaml(path, _File).rows):
        found = ontology.from_cameo(row.code)
        if found is None or found.type is None:
            fault(path, ("rows", k, "code"), f"expected a CAMEO code that has a type, found {row.code!r}")
        if not row.trigger and not row.words:
            fault(path, ("rows", k, "code"), f"{row.code}: expected words or trigger, found neither")
        depth = Depth(
            code=row.code,
            trigger=frozenset(row.trigger),
            words=frozenset(row.words),
            rule=f"{short_name(path)}#{row.code}",
            examples=tuple(row.examples),
        )
        table[found.type, row.mode or found.mode].append(depth)
    return table
