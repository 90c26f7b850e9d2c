"""Train the model of event types from the sentences in training/sentences: python tools/train_types.py [--check]

Reads every `<author>-<style>.tsv` (columns type, mode, status, text; `*trigger*`, `[actor]`, `{recipient}` marked in
the text), parses it with the engine that the coder uses, and writes src/dateline/data/models/types.npz and types.toml
(corpus hash, seed, scores). Each style of an author is held out once to judge by. `--check` only checks the sentences.
"""

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import relevance_fit
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from training_data import MARKS, SHARED_SKELETON, Sentence, complaints, sentences
from type_net import Recipe, Rows, Weights, train

from dateline.engines.spacy_engine import load_engine
from dateline.knowledge.actors import load_actors
from dateline.knowledge.files import data_folder
from dateline.knowledge.lexicon import Entry, Lexicon, load_lexicon
from dateline.knowledge.matching import IsParty, candidates, classes_of, firing, lemma_of, party_test, words_of
from dateline.knowledge.ontology import load_ontology
from dateline.knowledge.type_model import NO_EVENT, slot_vectors
from dateline.knowledge.word_vectors import load_word_vectors
from dateline.model.document import Region, RegionKind
from dateline.model.span import Span
from dateline.model.syntax import Parse, Token
from dateline.text.type_features import SLOTS, FeatureReader, Features

LEXICON = "lexicon"
RAREST = 6  # a feature that fewer triggers have is left out


def examples(lexicon: Lexicon) -> Iterator[tuple[Sentence, Entry]]:
    """The lexicon's own examples as sentences of their types, and its counter-examples as no events."""
    for entry in lexicon.entries:
        own = entry.type or NO_EVENT
        for type_, texts in ((own, entry.row.examples), (NO_EVENT, entry.row.not_examples)):
            for text in texts:
                plain = MARKS.sub("", text)
                yield (
                    Sentence(
                        source=LEXICON,
                        type=type_,
                        mode=entry.mode or "",
                        status="actual",
                        marked=text,
                        text=plain,
                        start=0,
                        end=0,
                    ),
                    entry,
                )


def entry_tokens(parse: Parse, entry: Entry, lexicon: Lexicon) -> tuple[Token, list[Token]] | None:
    """Where an entry's words stand in its own example."""
    for token in parse.tokens:
        if entry.head in {lemma_of(token), token.lower} and entry.pos in classes_of(token):
            words = words_of(parse, token, entry, lexicon)
            if words is not None:
                return token, sorted(words, key=lambda t: t.index)
    return None


def trigger_tokens(parse: Parse, sentence: Sentence) -> tuple[Token, list[Token]] | None:
    """The trigger's tokens and its head: the one that hangs on a word outside."""
    words = [t for t in parse.tokens if t.start < sentence.end and sentence.start < t.end and t.pos != "PUNCT"]
    indices = {t.index for t in words}
    head = next((t for t in words if t.head not in indices or t.head == t.index), None)
    return None if head is None else (head, words)


def featured(lexicon: Lexicon, is_party: IsParty) -> tuple[list[Sentence], list[Features]]:
    """Parse the training sentences and the lexicon's examples, and read each trigger's features.

    On its own examples the lexicon is always right, so there the model does not get to see what it proposes.
    In a sentence that tells no event, the other words on which the lexicon fires are no events either.
    """
    rows: list[tuple[Sentence, Entry | None]] = [*((s, None) for s in sentences()), *examples(lexicon)]
    regions = [(s.text, [Region(span=Span.of(s.text, 0, len(s.text)), kind=RegionKind.PARAGRAPH)]) for s, _ in rows]
    kept, features = [], []
    for (sentence, entry), parse in zip(rows, load_engine().parse_many(regions), strict=True):
        reader = FeatureReader(parse, is_party)
        located = trigger_tokens(parse, sentence) if entry is None else entry_tokens(parse, entry, lexicon)
        if located is not None:
            head, words = located
            proposed = candidates(parse, head, lexicon, is_party) if entry is None else None
            kept.append(sentence)
            features.append(reader.read(head, words, proposed))
        if entry is None and sentence.type == NO_EVENT:
            for head, words, proposed in others(parse, sentence, lexicon, is_party):
                kept.append(replace(sentence, counted=False))
                features.append(reader.read(head, words, proposed))
    return kept, features


def others(
    parse: Parse, sentence: Sentence, lexicon: Lexicon, is_party: IsParty
) -> Iterator[tuple[Token, list[Token], list[str]]]:
    """Words outside the marked trigger on which an entry fires."""
    for token in parse.tokens:
        if token.start >= sentence.end or token.end <= sentence.start:
            entry, words = next(firing(parse, token, lexicon, is_party), (None, []))
            if entry is not None and entry.type is not None and not token.entity:
                yield token, words, candidates(parse, token, lexicon, is_party)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The names of the features that count, and the triggers' rows."""

    names: list[str]
    rows: Rows


def matrix(features: Sequence[Features]) -> Matrix:
    """Number the features that at least RAREST triggers have."""
    often = Counter(name for seen in features for name in seen.names)
    names = sorted(name for name, count in often.items() if count >= RAREST)
    column = {name: k for k, name in enumerate(names)}
    found = [[column[name] for name in seen.names if name in column] for seen in features]
    ends = np.cumsum([0, *map(len, found)])
    indices = np.fromiter((k for row in found for k in row), dtype=np.int32)
    named = csr_matrix((np.ones(len(indices), np.float32), indices, ends), shape=(len(features), len(names)))
    return Matrix(names=names, rows=Rows(named=named, placed=slot_vectors(load_word_vectors(), features)))


def text_words(seen: Features) -> list[str]:
    """The open words of a training sentence, its trigger's included."""
    return [word for slot in ("head", "words", "sentence") for word in seen.slots[SLOTS.index(slot)]]


def judge(found: Sequence[Sentence], table: Matrix, recipe: Recipe) -> dict[str, float]:
    """Macro-F1 on each style, trained on all other authors' sentences and the lexicon's examples."""
    scores = {}
    classes = sorted({s.type for s in found})
    wanted = np.array([classes.index(s.type) for s in found])
    authors = np.array([s.author for s in found])
    for author in sorted(set(authors) - {LEXICON}):
        inside = np.flatnonzero(authors != author)
        weights = train(table.rows[inside], wanted[inside].tolist(), recipe)
        for source in sorted({s.source for s in found if s.author == author}):
            outside = np.flatnonzero([s.source == source and s.counted for s in found])
            guess = weights.probabilities(table.rows[outside]).argmax(axis=1)
            scores[source] = macro_f1(wanted[outside], guess)
    return scores


def macro_f1(wanted: NDArray[np.int64], guess: NDArray[np.int64]) -> float:
    """The mean F1 of the classes that occur in `wanted`."""
    each = []
    for k in np.unique(wanted):
        hit = int(((wanted == k) & (guess == k)).sum())
        each.append(2 * hit / int((wanted == k).sum() + (guess == k).sum()))
    return float(np.mean(each))


def write(table: Matrix, weights: Weights, classes: Sequence[str], notes: dict[str, object]) -> None:
    """Write the weights (half precision, no pickle) and what they rest on."""
    folder = data_folder() / "models"
    np.savez_compressed(
        folder / "types.npz",
        features=np.array(["\n".join(table.names)]),
        classes=np.array(classes),
        named=weights.named.astype(np.float16),
        placed=weights.placed.astype(np.float16),
        bias=weights.bias.astype(np.float16),
        out=weights.out.astype(np.float16),
        out_bias=weights.out_bias.astype(np.float16),
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
    wrong = complaints(found)
    print("\n".join(wrong) or f"{len(found)} sentences, no skeleton shared by more than {SHARED_SKELETON}")
    if options.check or wrong:
        return 1 if wrong else 0
    ontology = load_ontology()
    lexicon = load_lexicon(types={t.name: tuple(m.name for m in t.modes) for t in ontology.types})
    kept, features = featured(lexicon, party_test(load_actors().party_nouns))
    table, recipe = matrix(features), Recipe()
    scores = judge(kept, table, recipe)
    print("\n".join(f"{source}: macro-F1 {score:.3f}" for source, score in scores.items()))
    classes = sorted({s.type for s in kept})
    weights = train(table.rows, [classes.index(s.type) for s in kept], recipe)
    told = [(seen, s) for seen, s in zip(features, kept, strict=True) if s.counted and s.author != LEXICON]
    texts = [text_words(seen) for seen, _ in told]
    relevance = relevance_fit.fit(texts, [s.type != NO_EVENT for _, s in told], load_word_vectors())
    relevance.write(data_folder() / "models" / "relevance.npz")
    digest = hashlib.sha256("".join(f"{s.type}\t{s.text}\n" for s in found).encode()).hexdigest()
    notes: dict[str, object] = {
        "sentences": len(found),
        "triggers": len(kept),
        "sha256": digest,
        "seed": recipe.seed,
    }
    write(table, weights, classes, notes | {f"macro_f1_{k.replace('-', '_')}": round(v, 4) for k, v in scores.items()})
    return 0


if __name__ == "__main__":
    sys.exit(main())
