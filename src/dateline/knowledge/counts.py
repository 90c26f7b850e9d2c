"""The lexicon of victims, prisoners and crowds, read from YAML and indexed."""

from pathlib import Path
from typing import Literal

from dateline.errors import DataFileError
from dateline.knowledge.files import data_folder, read_yaml, short_name
from dateline.knowledge.shape import AboutShape, Shape
from dateline.text.counts.amounts import ROLES, CountCues, Effect
from dateline.text.counts.numbers import NumberReader

KINDS = ("killed", "injured", "arrested", "missing", "participants", "displaced", "money", "other")
"""What may be counted (the record format's list)."""


class EffectEntry(Shape):
    """Words that tell one kind of count."""

    what: str
    single: Literal["any", "noun", "none"]
    object: list[str]
    subject: list[str]
    state: list[str]
    of: list[str]
    members: list[str]
    examples: list[str]
    not_examples: list[str] = []


class Toll(Shape):
    """How a running count is told."""

    nouns: list[str]
    verbs: list[str]
    kinds: dict[str, str]


class CountFile(Shape):
    """The whole file `lexicons/en/counts.yaml`."""

    about: AboutShape
    effects: list[EffectEntry]
    toll: Toll
    vague: dict[str, int]
    comparators: dict[str, list[str]]
    collectives: list[str]
    uncounted: list[str]
    pronouns_of_one: list[str]
    not_persons: list[str]
    shares: list[str]


def counts_path() -> Path:
    """Where the lexicon that ships lies."""
    return data_folder() / "lexicons" / "en" / "counts.yaml"


def load_count_cues(path: Path | None = None) -> CountCues:
    """Read the lexicon (ours, or the one at `path`).

    Raises:
        DataFileError: for a value of the wrong shape, an unknown kind, or a word that stands twice in one role.
    """
    path = path or counts_path()
    file = read_yaml(path, CountFile)
    words: dict[tuple[str, str], Effect] = {}
    for entry in file.effects:
        if entry.what not in KINDS:
            raise DataFileError(f"{path}: effects.what: expected one of {', '.join(KINDS)}, found {entry.what!r}")
        effect = Effect(what=entry.what, single=entry.single, rule=f"{short_name(path)}#{entry.what}")
        for role in ROLES:
            for word in getattr(entry, role):
                if (word, role) in words:
                    raise DataFileError(
                        f"{path}: effects.{entry.what}.{role}: {word!r} stands in {words[word, role].what} already"
                    )
                words[word, role] = effect
    return CountCues(
        source=short_name(path),
        words=words,
        toll_nouns=frozenset(file.toll.nouns),
        toll_verbs=frozenset(file.toll.verbs),
        toll_kinds=file.toll.kinds,
        numbers=NumberReader(comparators=file.comparators, vague=file.vague),
        collectives=frozenset(file.collectives),
        uncounted=frozenset(file.uncounted),
        pronouns_of_one=frozenset(file.pronouns_of_one),
        not_persons=frozenset(file.not_persons),
        shares=frozenset(file.shares),
    )
