"""`lexicons/<language>/reporting.yaml` to the reporting cues that the attribution stage looks up."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from dateline.errors import DataFileError
from dateline.knowledge.files import data_folder, read_yaml, short_name
from dateline.knowledge.shape import AboutShape, Shape
from dateline.text.claims.cues import ADJECTIVE, ADVERB, NOUN, PREPOSITION, VERB, CueTable, ReportingCue

_FRAMES = frozenset({"clause", "quote", "object", "infinitive", "gerund"})
_PREPOSITIONS = frozenset({"about", "against", "as", "at", "for", "in", "of", "on", "over", "to", "up", "upon", "with"})
_VOUCHING = frozenset({"say", "show", "think"})


class _Entry(Shape):
    lemma: str = Field(min_length=2)
    sense: Literal["say", "show", "think", "want", "stand", "seem"]
    stance: Literal["asserts", "denies", "doubts", "reports"]
    takes: list[str]
    forms: list[str] = []
    vouches: Literal["yes", "no"] | None = None
    examples: list[str]
    not_examples: list[str] = []


class _Words(Shape):
    words: list[str] = Field(min_length=1)


class _File(Shape):
    about: AboutShape
    media: _Words
    documents: _Words
    verbs: list[_Entry]
    nouns: list[_Entry]
    adjectives: list[_Entry]
    adverbs: list[_Entry]
    prepositions: list[_Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence that must (`fires`) or must not make `cue` open an attribution."""

    cue: ReportingCue
    text: str
    fires: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingCues:
    """The reporting words of one language, by first word, and the sentences that test them.

    `media` are lower-case words of outlets' names; `documents` lemmas of things that speak for their makers.
    """

    table: CueTable
    media: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    examples: tuple[Example, ...] = ()

    @property
    def cues(self) -> tuple[ReportingCue, ...]:
        """Every entry once, in the order of its rule."""
        unique = {(cue.kind, cue.words): cue for cues in self.table.values() for cue in cues}
        return tuple(unique[key] for key in sorted(unique))


def load_reporting_cues(path: Path | None = None) -> ReportingCues:
    """Read the cues from `path`, or from the English lexicon that ships with Dateline.

    Raises:
        DataFileError: if the file is not as its head says, an entry is repeated or takes something unknown.
    """
    path = path or data_folder() / "lexicons" / "en" / "reporting.yaml"
    file = read_yaml(path, _File)
    table: defaultdict[str, list[ReportingCue]] = defaultdict(list)
    examples: list[Example] = []
    seen: set[tuple[str, str]] = set()
    kinds = {
        VERB: file.verbs,
        NOUN: file.nouns,
        ADJECTIVE: file.adjectives,
        ADVERB: file.adverbs,
        PREPOSITION: file.prepositions,
    }
    for kind, entries in kinds.items():
        for entry in entries:
            if (kind, entry.lemma) in seen:
                raise DataFileError(f"{path}: {kind} {entry.lemma!r} stands twice; join the two entries")
            seen.add((kind, entry.lemma))
            cue = _cue(entry, kind, path)
            for first in sorted({cue.words[0], *entry.forms}):
                table[first].append(cue)
            examples += [Example(cue=cue, text=text, fires=True) for text in entry.examples]
            examples += [Example(cue=cue, text=text, fires=False) for text in entry.not_examples]
    ordered = {first: tuple(sorted(cues, key=lambda cue: -len(cue.words))) for first, cues in sorted(table.items())}
    return ReportingCues(
        table=ordered,
        media=frozenset(file.media.words),
        documents=frozenset(file.documents.words),
        examples=tuple(examples),
    )


def _cue(entry: _Entry, kind: str, path: Path) -> ReportingCue:
    unknown = sorted(set(entry.takes) - _FRAMES - _PREPOSITIONS)
    if unknown:
        known = ", ".join(sorted(_FRAMES | _PREPOSITIONS))
        raise DataFileError(f"{path}: {kind} {entry.lemma!r} takes {unknown[0]!r}; expected some of {known}")
    return ReportingCue(
        words=tuple(entry.lemma.split()),
        kind=kind,
        sense=entry.sense,
        stance=entry.stance,
        takes=frozenset(entry.takes),
        vouches=entry.sense in _VOUCHING if entry.vouches is None else entry.vouches == "yes",
        rule=f"{short_name(path)}#{entry.lemma}",
    )
