"""The words that name events: `lexicons/<language>/events/*.yaml` in, entries ready to match out.

An entry is a trigger (lemmas; the head is the first word of a verb phrase, the last of a noun phrase),
the type and mode it stands for, and where its parties stand around it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import Field

from dateline.errors import DataFileError
from dateline.knowledge.files import data_folder, fault, read_yaml, short_name
from dateline.knowledge.shape import AboutShape, Shape

Pos = Literal["verb", "noun", "adj"]

FRAMES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "act_on": (("subj",), ("obj", "clause_subj")),
    "act": (("subj",), ("against", "on", "upon", "at", "to", "with", "for")),
    "tell": (("subj",), ("obj", "to", "of", "from", "on", "upon", "for_to", "clause_subj")),
    "meet": (("subj", "between"), ("with", "obj")),
    "visit": (("subj",), ("obj", "to", "in", "with")),
    "undergo": (("by", "from"), ("subj",)),
    "done_by": (("by", "doer", "from", "light", "poss", "nation", "maker"), ("of", "against", "on", "to")),
    "noun_on": (
        ("by", "doer", "poss", "nation", "light", "maker", "from"),
        ("against", "on", "upon", "at", "to", "for", "of", "with", "struck", "target"),
    ),
    "noun_of": (
        ("by", "doer", "poss_if_of", "nation_if_of", "light", "maker"),
        ("of", "poss_if_by", "struck", "target", "against"),
    ),
    "noun_actor_of": (("of", "by", "poss", "nation", "light", "maker"), ("against", "from", "with", "to", "on")),
    "noun_between": (("between", "poss", "nation", "light", "maker", "by", "subj_attend", "setting"), ("with", "to")),
}
"""Where parties stand: frame name → (slots of the actor, slots of the recipient), in the order they are tried.

A slot is a grammatical place around the trigger: `subj` and `obj` are the logical subject and object (voice,
control, relatives and coordination undone); `by`, `against`, … prepositions; `poss` a possessor; `nation` an
adjective of nationality; `maker` a compound noun before it ("police raid"); `target` one that is hit ("market
bombing"); `clause_subj` the subject of the clause it governs ("alleged that HE lied"); `light` the subject of a
light verb that governs a noun ("carried out an attack"); `doer` who is said to have done it ("blamed on X", "X was
behind it"); `struck` what it hit; `setting` the subject of a verb in its course ("said in a meeting"); `speaker` the
subject of the verb of saying above; `…_if_…` holds only where the other preposition is there too.
An entry may name its own slots instead.
"""

NO_EVENT = "none"
"""The type of an entry that only keeps its words from being read as an event."""

DEFAULT_FRAME: Mapping[Pos, str] = {"verb": "act_on", "noun": "noun_on", "adj": "undergo"}


Need = Literal["actor", "recipient", "party_object", "clause", "name", "passive", "active", "alone", "speaker"]
"""What must stand around a trigger: `alone` nothing but its subject, `speaker` a party that says so."""


class EntryRow(Shape):
    """One entry as it stands in the file."""

    trigger: str = Field(min_length=2)
    pos: Pos = "verb"
    mode: str | None = None
    frame: str | None = None
    actor: tuple[str, ...] | None = None
    recipient: tuple[str, ...] | None = None
    object: tuple[str, ...] = ()
    not_object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    not_subject: tuple[str, ...] = ()
    before: tuple[str, ...] = ()  # words one of which must modify the head (compound, amod, poss)
    not_before: tuple[str, ...] = ()
    prep: tuple[str, ...] = ()  # prepositions one of which must stand under the trigger
    not_prep: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    type: str | None = None  # overrides the file's type: "none" marks a frame that is no event
    cameo: tuple[str, ...] = ()
    confidence: float = Field(default=0.8, ge=0, le=1)
    weight: float | None = Field(default=None, ge=0, le=1)  # how clearly it names a happening; None: by word class
    examples: tuple[str, ...] = Field(min_length=1)
    not_examples: tuple[str, ...] = ()


class WordClassRow(Shape):
    """Words that do the same work in a trigger, under one name."""

    name: str = Field(alias="class", min_length=2)
    words: tuple[str, ...]
    examples: tuple[str, ...] = Field(min_length=1)


class WordClassFile(Shape):
    """One file: the word classes of a language."""

    about: AboutShape
    classes: tuple[WordClassRow, ...]


class LexiconFile(Shape):
    """One file: all entries of one type."""

    about: AboutShape
    type: str
    entries: tuple[EntryRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One trigger and what it stands for. `type` None: a frame that looks like an event and is none."""

    rule: str  # "lexicons/en/events/coerce.yaml#take into custody"
    words: tuple[str, ...]
    head: str
    others: frozenset[str]  # the words beside the head
    pos: Pos
    type: str | None
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    ours: bool  # False: from a user's overlay, which our type model does not overrule
    row: EntryRow = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All entries, found by the lemma and word class of their head, the most specific first."""

    entries: tuple[Entry, ...]
    by_head: Mapping[tuple[str, Pos], tuple[Entry, ...]]
    class_of: Mapping[str, str]  # lemma → "<bad>", as triggers write it

    def at(self, lemma: str, pos: Pos) -> tuple[Entry, ...]:
        """The entries whose head is `lemma`."""
        return self.by_head.get((lemma, pos), ())


def load_lexicon(
    *, language: str = "en", types: Mapping[str, Sequence[str | None]], overlays: Sequence[Path] = ()
) -> Lexicon:
    """Read our event lexicon and those of overlay folders; `types` maps each known type to its modes.

    An overlay folder holds `lexicons/<language>/events/*.yaml` like ours; its entries come before ours.

    Raises:
        DataFileError: naming file and line, for an unknown type, mode, frame or slot.
    """
    entries: list[Entry] = []
    for folder in (*overlays, data_folder()):
        for path in sorted((folder / "lexicons" / language / "events").glob("*.yaml")):
            entries.extend(_read(path, types))
    if not entries:
        raise DataFileError(f"{data_folder()}: no event lexicon for the language {language!r}")
    classes: dict[str, str] = {}
    for folder in (data_folder(), *reversed(overlays)):
        path = folder / "lexicons" / language / "word_classes.yaml"
        if path.is_file():
            classes.update((w, f"<{row.name}>") for row in read_yaml(path, WordClassFile).classes for w in row.words)
    return Lexicon(entries=tuple(entries), by_head=_index(entries), class_of=classes)


def _read(path: Path, types: Mapping[str, Sequence[str | None]]) -> Iterable[Entry]:
    content = read_yaml(path, LexiconFile)
    seen: Counter[tuple[str, str]] = Counter()
    for k, row in enumerate(content.entries):
        seen[row.trigger, row.pos] += 1
        type_ = row.type or content.type
        frame = row.frame or DEFAULT_FRAME[row.pos]
        if type_ != NO_EVENT and type_ not in types:
            fault(path, ("entries", k, "type"), f"there is no type {type_!r}; known are {', '.join(sorted(types))}")
        if type_ != NO_EVENT and row.mode is not None and row.mode not in types[type_]:
            modes = ", ".join(str(mode) for mode in types[type_] if mode) or "none"
            fault(path, ("entries", k, "mode"), f"{type_} has no mode {row.mode!r}; it has {modes}")
        if frame not in FRAMES:
            fault(path, ("entries", k, "frame"), f"there is no frame {frame!r}; known are {', '.join(FRAMES)}")
        yield _entry(path, row, None if type_ == NO_EVENT else type_, frame, seen[row.trigger, row.pos])


def _entry(path: Path, row: EntryRow, type_: str | None, frame: str, nth: int) -> Entry:
    """An entry ready to match; the `nth` of equal triggers has its number in its rule."""
    actor, recipient = FRAMES[frame]
    words = tuple(row.trigger.split())
    head = _head(words, row.pos)
    marks = [*([] if row.pos == "verb" else [row.pos]), *([] if nth == 1 else [str(nth)])]
    note = f" ({' '.join(marks)})" if marks else ""
    return Entry(
        rule=f"{short_name(path)}#{row.trigger}{note}",
        words=words,
        head=head,
        others=frozenset(words) - {head},
        pos=row.pos,
        type=type_,
        mode=row.mode,
        actor=actor if row.actor is None else row.actor,
        recipient=recipient if row.recipient is None else row.recipient,
        ours=path.is_relative_to(data_folder()),
        row=row,
    )


_LINKS = frozenset({"of", "on", "in", "for", "to", "against", "with", "into", "from", "at", "over", "under", "by"})


def _head(words: tuple[str, ...], pos: Pos) -> str:
    """The head of a verb phrase is its first word; of a noun phrase, the last word before a preposition."""
    if pos == "verb":
        return words[0]
    for k, word in enumerate(words):
        if k and word in _LINKS:
            return words[k - 1]
    return words[-1]


def _index(entries: Sequence[Entry]) -> dict[tuple[str, Pos], tuple[Entry, ...]]:
    table: dict[tuple[str, Pos], list[Entry]] = defaultdict(list)
    for entry in entries:
        table[entry.head, entry.pos].append(entry)
    return {key: tuple(sorted(found, key=_generality)) for key, found in table.items()}


def _generality(entry: Entry) -> tuple[bool, int, bool, int]:
    """A user's own entries are tried first, then longer triggers, those of words before classes, more conditions."""
    row = entry.row
    conditions = (
        row.object,
        row.subject,
        row.before,
        row.prep,
        row.needs,
        row.not_object,
        row.not_before,
        row.not_prep,
        row.not_subject,
    )
    classed = any(word.startswith("<") for word in entry.words)
    return entry.ours, -len(entry.words), classed, -sum(bool(c) for c in conditions)
