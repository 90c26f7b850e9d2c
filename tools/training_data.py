"""The sentences of training/sentences/*.tsv, read and checked: marks, codes, number, and how alike they may be."""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.knowledge.files import read_tsv
from dateline.knowledge.ontology import load_ontology
from dateline.knowledge.type_model import NO_EVENT
from dateline.model.claim import Status

SENTENCES = Path(__file__).resolve().parents[1] / "training" / "sentences"
COLUMNS = ("type", "mode", "status", "text")
MARKS = re.compile(r"[*\[\]{}]")
FEWEST = 8000
SHARED_SKELETON, SKELETON_WORDS = 4, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A training sentence without its marks, and where its trigger stands (characters)."""

    source: str
    type: str
    mode: str
    status: str
    marked: str
    text: str
    start: int
    end: int
    counted: bool = True  # False: a further trigger of a sentence, to train on but not to judge by

    @property
    def author(self) -> str:
        """Who wrote it."""
        return self.source.partition("-")[0]


def sentences() -> Iterator[Sentence]:
    """Read all training sentences in the order of their files and lines."""
    for path in sorted(SENTENCES.glob("*.tsv")):
        for number, row in read_tsv(path, COLUMNS):
            before, trigger, *rest = row["text"].split("*")
            if len(rest) != 1:
                sys.exit(f"{path}:{number}: expected exactly one *trigger*, found {row['text']!r}")
            start = len(MARKS.sub("", before))
            plain = MARKS.sub("", row["text"])
            end = start + len(MARKS.sub("", trigger))
            yield Sentence(
                source=path.stem,
                type=row["type"],
                mode=row["mode"],
                status=row["status"],
                marked=row["text"],
                text=plain,
                start=start,
                end=end,
            )


def complaints(found: Sequence[Sentence]) -> list[str]:
    """Everything that is wrong with the sentences, one line each."""
    modes = {t.name: {m.name for m in t.modes} for t in load_ontology().types} | {NO_EVENT: set()}
    wrong = [f"{s.source}: {trouble}: {s.marked!r}" for s in found if (trouble := _trouble(s, modes)) is not None]
    twice = [text for text, count in Counter(s.text for s in found).items() if count > 1]
    few = [] if len(found) >= FEWEST else [f"expected at least {FEWEST} sentences, found {len(found)}"]
    return [*few, *wrong, *(f"stands there twice: {text!r}" for text in twice), *skeletons(found)]


def _trouble(sentence: Sentence, modes: dict[str, set[str]]) -> str | None:
    if sentence.type not in modes:
        return f"unknown type {sentence.type!r}"
    if sentence.mode and sentence.mode not in modes[sentence.type]:
        return f"{sentence.type} has no mode {sentence.mode!r}"
    if sentence.status not in {status.value for status in Status}:
        return f"unknown status {sentence.status!r}"
    if not sentence.text[sentence.start : sentence.end].strip():
        return "an empty trigger"
    for begin, end in ("[]", "{}"):
        if re.sub(rf"[^{re.escape(begin + end)}]", "", sentence.marked).replace(begin + end, ""):
            return f"{begin}…{end} do not pair"
    return None


def skeletons(found: Sequence[Sentence]) -> list[str]:
    """Complain where more than four sentences share their trigger and a run of five words around it."""
    seen: Counter[tuple[str, str]] = Counter()
    for sentence in found:
        words = re.findall(r"\w+", sentence.text.lower())
        trigger = sentence.text[sentence.start : sentence.end].lower()
        for run in {" ".join(words[k : k + SKELETON_WORDS]) for k in range(len(words) - SKELETON_WORDS + 1)}:
            seen[trigger, run] += 1
    return [
        f"{count} sentences share {trigger!r} and {run!r}"
        for (trigger, run), count in seen.items()
        if count > SHARED_SKELETON
    ]
