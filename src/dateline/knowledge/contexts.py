"""What a paragraph is about: `lexicons/<language>/contexts.yaml` in, a finder of contexts with their evidence out."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.knowledge.files import data_folder, fault, read_yaml, short_name
from dateline.knowledge.ontology import Ontology
from dateline.knowledge.schema import ContextCuesShape, ContextLexiconShape
from dateline.model.evidence import Evidence
from dateline.model.span import Span
from dateline.model.syntax import Token

STRONG, WEAK, IGNORE = 2, 1, 0
ENOUGH = 2  # points: one strong cue, or two different weak ones

_CUT = re.compile(r"(?<=[^\W\d_])(-)(?=[^\W\d_])|(?='s?$)")  # where the parser cuts: "anti-terror", "women's"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that speak for a context with `points`; a cue of no points keeps its words from counting as another."""

    context: str
    text: str
    words: tuple[str, ...]
    points: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextFinding:
    """A context and the words that gave it, in text order. `confidence` grows with the points, it is no probability."""

    context: str
    points: int
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextLexicon:
    """All cues, by their first word."""

    order: Mapping[str, int]  # context → its place in the ontology
    cues: Mapping[str, tuple[Cue, ...]]

    def find(self, text: str, tokens: Sequence[Token], *, stage: str) -> tuple[ContextFinding, ...]:
        """Return the contexts of a paragraph, in the ontology's order.

        `text` is the document's, `tokens` are the paragraph's; `stage` is who asks, for the evidence.
        """
        hits = self._hits(tokens)
        found = []
        for context in sorted(hits, key=self.order.__getitem__):
            counted = _counted(hits[context])
            points = sum(cue.points for _, cue in counted)
            if points >= ENOUGH:
                confidence = round(1 - 0.5**points, 3)
                evidence = tuple(
                    Evidence(
                        field=f"contexts.{context}",
                        span=Span.of(text, tokens[i].start, tokens[i + len(cue.words) - 1].end),
                        stage=stage,
                        rule=cue.rule,
                        confidence=confidence,
                        note=cue.text,
                    )
                    for i, cue in counted
                    if cue.points
                )
                found.append(ContextFinding(context=context, points=points, confidence=confidence, evidence=evidence))
        return tuple(found)

    def _hits(self, tokens: Sequence[Token]) -> dict[str, list[tuple[int, Cue]]]:
        """Every cue that stands in the text, by context, with the index of its first word."""
        forms = [_forms(token) for token in tokens]
        hits: dict[str, list[tuple[int, Cue]]] = defaultdict(list)
        for i, here in enumerate(forms):
            for form in here:
                for cue in self.cues.get(form, ()):
                    if len(cue.words) == 1 or _follows(cue.words, forms, i):
                        hits[cue.context].append((i, cue))
        return hits


def load_contexts(ontology: Ontology, overlays: Sequence[Path] = (), *, language: str = "en") -> ContextLexicon:
    """Read our cues and those of every overlay folder, which may add to a context's.

    Raises:
        DataFileError: `file:line: …`, also for a context that the ontology does not have.
    """
    order = {context.name: i for i, context in enumerate(ontology.contexts)}
    cues: dict[str, list[Cue]] = defaultdict(list)
    for folder in (data_folder(), *overlays):
        path = folder / "lexicons" / language / "contexts.yaml"
        if folder is not data_folder() and not path.exists():
            continue
        for i, row in enumerate(read_yaml(path, ContextLexiconShape).contexts):
            if row.name not in order:
                fault(path, ("contexts", i, "name"), f"expected a context of the ontology, found {row.name!r}")
            for cue in _cues(row, short_name(path)):
                cues[cue.words[0]].append(cue)
    return ContextLexicon(order=order, cues={word: tuple(below) for word, below in cues.items()})


def cut_words(cue: str) -> tuple[str, ...]:
    """Cut a cue into words as the parser does: "women's anti-war march" → women, 's, anti, -, war, march."""
    return tuple(piece for word in cue.replace("\u2019", "'").split() for piece in _CUT.split(word) if piece)


def _cues(row: ContextCuesShape, file: str) -> list[Cue]:
    found: list[Cue] = []
    for points, texts in ((STRONG, row.strong), (WEAK, row.weak), (IGNORE, row.ignore)):
        for text in texts:
            words = cut_words(text)
            found.append(Cue(context=row.name, text=text, words=words, points=points, rule=f"{file}#{row.name}"))
    return found


def _forms(token: Token) -> tuple[str, ...]:
    """What a cue's word may be to match: the word as it stands, in small letters, or its base form."""
    text = token.text.replace("\u2019", "'")
    lower = text.lower()
    base = token.lemma.lower()
    if token.tag == "NNPS" and lower.endswith("s"):
        base = lower[:-1]  # the parser leaves names in the plural
    return tuple({lower: None, base: None, text: None})


def _follows(words: Sequence[str], forms: Sequence[tuple[str, ...]], i: int) -> bool:
    """Tell whether the words behind the first stand behind place `i`."""
    return i + len(words) <= len(forms) and all(word in forms[i + k] for k, word in enumerate(words[1:], 1))


def _counted(hits: list[tuple[int, Cue]]) -> list[tuple[int, Cue]]:
    """The cues that count, each once: from left to right the longest at each place, none overlapping another."""
    counted: dict[tuple[str, ...], tuple[int, Cue]] = {}
    free = 0
    for i, cue in sorted(hits, key=lambda hit: (hit[0], -len(hit[1].words), -hit[1].points)):
        if i >= free:
            free = i + len(cue.words)
            counted.setdefault(cue.words, (i, cue))
    return list(counted.values())
