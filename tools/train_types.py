"""Train the model of event types from the sentences in training/sentences: python tools/train_types.py [--check]

Reads every `<author>-<style>.tsv` (columns type, mode, status, text; `*trigger*`, `[actor]`, `{recipient}` marked in
the text), parses it with the engine that the coder uses, and writes src/dateline/data/models/types.npz and types.toml
(corpus hash, seed, scores). Each style of an author is held out once to judge by. `--check` only checks the sentences.
"""

import argparse
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from dateline.engines.spacy_engine import load_engine
from dateline.knowledge.actors import load_actors
from dateline.knowledge.files import data_folder, read_tsv
from dateline.knowledge.lexicon import Entry, Lexicon, load_lexicon
from dateline.knowledge.matching import IsParty, candidates, classes_of, lemma_of, party_test, words_of
from dateline.knowledge.ontology import load_ontology
from dateline.model.document import Region, RegionKind
from dateline.model.span import Span
from dateline.model.syntax import Parse, Token
from dateline.text.type_features import type_features

ROOT = Path(__file__).resolve().parents[1]
SENTENCES = ROOT / "training" / "sentences"
LEXICON = "lexicon"
COLUMNS = ("type", "mode", "status", "text")
MARKS = re.compile(r"[*\[\]{}]")
SEED, STRENGTH = 20230813, 2.0  # STRENGTH: inverse of the L2 penalty, chosen by the held-out styles
RAREST = 2  # a feature that fewer sentences have is left out
SMALLEST = 0.02  # weights nearer to nothing are left out
SHARED_SKELETON, SKELETON_WORDS = 4, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A training sentence without its marks, and where its trigger stands (characters)."""

    source: str
    type: str
    mode: str
    text: str
    start: int
    end: int


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
            yield Sentence(source=path.stem, type=row["type"], mode=row["mode"], text=plain, start=start, end=end)


def examples(lexicon: Lexicon) -> Iterator[tuple[Sentence, Entry]]:
    """The lexicon's own examples as sentences of their types, and its counter-examples as no events."""
    for entry in lexicon.entries:
        own = entry.type or "none"
        for type_, texts in ((own, entry.row.examples), ("none", entry.row.not_examples)):
            for text in texts:
                plain = MARKS.sub("", text)
                yield Sentence(source=LEXICON, type=type_, mode=entry.mode or "", text=plain, start=0, end=0), entry


def entry_tokens(parse: Parse, entry: Entry, lexicon: Lexicon) -> tuple[Token, list[Token]] | None:
    """Where an entry's words stand in its own example."""
    for token in parse.tokens:
        if entry.head in {lemma_of(token), token.lower} and entry.pos in classes_of(token):
            words = words_of(parse, token, entry, lexicon)
            if words is not None:
                return token, sorted(words, key=lambda t: t.index)
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


def trigger_tokens(parse: Parse, sentence: Sentence) -> tuple[Token, list[Token]] | None:
    """The trigger's tokens and its head: the one that hangs on a word outside."""
    words = [t for t in parse.tokens if t.start < sentence.end and sentence.start < t.end and t.pos != "PUNCT"]
    indices = {t.index for t in words}
    head = next((t for t in words if t.head not in indices or t.head == t.index), None)
    return None if head is None else (head, words)


def featured(lexicon: Lexicon, is_party: IsParty) -> tuple[list[Sentence], list[list[str]]]:
    """Parse the training sentences and the lexicon's examples, and read each trigger's features.

    On its own examples the lexicon is always right, so there the model does not get to see what it proposes.
    """
    rows: list[tuple[Sentence, Entry | None]] = [*((s, None) for s in sentences()), *examples(lexicon)]
    regions = [(s.text, [Region(span=Span.of(s.text, 0, len(s.text)), kind=RegionKind.PARAGRAPH)]) for s, _ in rows]
    kept, features = [], []
    for (sentence, entry), parse in zip(rows, load_engine().parse_many(regions), strict=True):
        located = trigger_tokens(parse, sentence) if entry is None else entry_tokens(parse, entry, lexicon)
        if located is not None:
            head, words = located
            proposed = candidates(parse, head, lexicon, is_party) if entry is None else None
            kept.append(sentence)
            features.append(type_features(parse, head, words, proposed))
    return kept, features


def judge(found: Sequence[Sentence], features: Sequence[Sequence[str]]) -> dict[str, float]:
    """Macro-F1 on each style, trained on all other authors (or, with one author, on the other styles)."""
    scores = {}
    authors = {s.source.partition("-")[0] for s in found}
    for source in sorted({s.source for s in found} - {LEXICON}):
        author = source.partition("-")[0]
        own = source if len(authors) == 2 else author  # the lexicon is an author too
        inside = [k for k, s in enumerate(found) if not s.source.startswith(own)]
        outside = [k for k, s in enumerate(found) if s.source == source]
        vectors, model = fit([features[k] for k in inside], [found[k].type for k in inside])
        guess = model.predict(vectors.transform([dict.fromkeys(features[k], 1) for k in outside]))
        scores[source] = float(f1_score([found[k].type for k in outside], guess, average="macro", zero_division=0))
    return scores


def fit(features: Sequence[Sequence[str]], types: Sequence[str]) -> tuple[DictVectorizer, LogisticRegression]:
    """Train on features that at least RAREST sentences have."""
    often = Counter(name for row in features for name in row)
    vectors = DictVectorizer(dtype=np.float64)
    matrix = vectors.fit_transform([{name: 1 for name in row if often[name] >= RAREST} for row in features])
    model = LogisticRegression(C=STRENGTH, max_iter=300, random_state=SEED)
    return vectors, model.fit(matrix, types)


def write(vectors: DictVectorizer, model: LogisticRegression, notes: dict[str, object]) -> None:
    """Write the weights (half precision, no pickle) and what they rest on."""
    folder = data_folder() / "models"
    weights = model.coef_.T
    keep = np.abs(weights).max(axis=1) >= SMALLEST
    names = np.array([name for name, good in zip(vectors.feature_names_, keep, strict=True) if good])
    np.savez_compressed(
        folder / "types.npz",
        features=names,
        classes=np.array(model.classes_.tolist()),
        weights=weights[keep].astype(np.float16),
        bias=model.intercept_.astype(np.float16),
    )
    lines = [
        "# What data/models/types.npz rests on. Written by tools/train_types.py; not edited by hand.",
        "# Read by: nobody; for people.   Effect: none.",
        *(f"{key} = {value!r}".replace("'", '"') for key, value in notes.items()),
    ]
    (folder / "types.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Check, judge, train, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="only check the sentences")
    options = parser.parse_args()
    found = list(sentences())
    complaints = skeletons(found)
    print("\n".join(complaints) or f"{len(found)} sentences, no skeleton shared by more than {SHARED_SKELETON}")
    if options.check or complaints:
        return 1 if complaints else 0
    ontology = load_ontology()
    lexicon = load_lexicon(types={t.name: tuple(m.name for m in t.modes) for t in ontology.types})
    kept, features = featured(lexicon, party_test(load_actors().party_nouns))
    scores = judge(kept, features)
    print("\n".join(f"{source}: macro-F1 {score:.3f}" for source, score in scores.items()))
    vectors, model = fit(features, [s.type for s in kept])
    digest = hashlib.sha256("".join(f"{s.type}\t{s.text}\n" for s in found).encode()).hexdigest()
    notes: dict[str, object] = {
        "sentences": len(found),
        "examples": len(kept) - len(found),
        "sha256": digest,
        "seed": SEED,
    }
    write(vectors, model, notes | {f"macro_f1_{k.replace('-', '_')}": round(v, 4) for k, v in scores.items()})
    return 0


if __name__ == "__main__":
    sys.exit(main())
