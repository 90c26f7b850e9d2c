"""The lexicon of polarity, modality and time, read from YAML and indexed."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import Field

from dateline.errors import DataFileError
from dateline.knowledge.files import data_folder, read_yaml, short_name
from dateline.knowledge.shape import AboutShape, Shape
from dateline.model.claim import Status
from dateline.text.status.cues import FORMS, KINDS, Cue, StatusCues


class CueClass(Shape):
    """Words that share a two-way signature."""

    name: str
    affirmed: Status
    denied: Status
    certainty: float = Field(ge=-3, le=3)
    to: list[str] = []
    ing: list[str] = []
    that: list[str] = []
    object: list[str] = []
    subject: list[str] = []
    nouns: list[str] = []
    bare: list[str] = []
    outcome: list[str] = []
    claim: list[str] = []
    examples: list[str]
    not_examples: list[str] = []


class Background(Shape):
    """Phrases that set a past act in a time long gone."""

    words: list[str]
    examples: list[str]
    not_examples: list[str] = []


class StatusFile(Shape):
    """The whole file `lexicons/en/status.yaml`."""

    about: AboutShape
    classes: list[CueClass]
    claims: list[str]
    modals: dict[str, list[str]]
    negators: list[str]
    negative_subjects: list[str]
    negative_determiners: list[str]
    not_negative_after: list[str]
    indefinite_determiners: list[str]
    modifiers: dict[str, list[str]]
    adverbs: dict[str, list[str]]
    marks: dict[str, list[str]]
    prepositions: dict[str, list[str]]
    background: list[Background]


def status_path() -> Path:
    """Where the lexicon that ships lies."""
    return data_folder() / "lexicons" / "en" / "status.yaml"


def load_status_cues(path: Path | None = None) -> StatusCues:
    """Read the lexicon (ours, or the one at `path`).

    Raises:
        DataFileError: for a value of the wrong shape, or a word that stands twice in one form.
    """
    path = path or status_path()
    file = read_yaml(path, StatusFile)
    return StatusCues(
        source=short_name(path),
        complements=_complements(file, path),
        claims=frozenset(file.claims),
        modals=_by_word(file.modals, "modals", path, more=("past_future",)),
        modifiers=_by_word(file.modifiers, "modifiers", path),
        adverbs=_by_word(file.adverbs, "adverbs", path),
        prepositions=_by_word(file.prepositions, "prepositions", path),
        conditional_marks=frozenset(file.marks["hypothetical"]),
        negators=frozenset(file.negators),
        negative_subjects=frozenset(file.negative_subjects),
        negative_determiners=frozenset(file.negative_determiners),
        not_negative_after=frozenset(file.not_negative_after),
        indefinite_determiners=frozenset(file.indefinite_determiners),
        background=tuple(phrase for entry in file.background for phrase in entry.words),
    )


def _complements(file: StatusFile, path: Path) -> Mapping[tuple[str, str], Cue]:
    table: dict[tuple[str, str], Cue] = {}
    for entry in file.classes:
        cue = Cue(
            affirmed=entry.affirmed,
            denied=entry.denied,
            certainty=entry.certainty,
            rule=f"{short_name(path)}#{entry.name}",
        )
        for form in FORMS:
            for word in getattr(entry, form):
                if (word, form) in table:
                    first = table[word, form].rule.rpartition("#")[2]
                    raise DataFileError(f"{path}: classes.{entry.name}.{form}: {word!r} stands in {first} already")
                table[word, form] = cue
    return table


def _by_word(table: Mapping[str, Iterable[str]], name: str, path: Path, more: tuple[str, ...] = ()) -> dict[str, str]:
    known = (*KINDS, *more)
    found: dict[str, str] = {}
    for kind, words in table.items():
        if kind not in known:
            raise DataFileError(f"{path}: {name}.{kind}: expected one of {', '.join(known)}")
        for word in words:
            if word in found:
                raise DataFileError(f"{path}: {name}.{kind}: {word!r} stands in {found[word]} already")
            found[word] = kind
    return found
