"""Make the small table of word vectors that the type model reads: python tools/make_word_vectors.py

Takes the static vectors of en_core_web_md (MIT; made from web text by Explosion) for the lemmas in its own word lists
(WordNet 3.0), turns them to their first DIMENSIONS principal axes, scales each to length one and rounds it to a byte an
axis. Words that share a vector there share a row here. Writes src/dateline/data/models/words.npz (no pickle). With the
table in the wheel the model sees the same with the larger and the smaller parser, and with any other.
"""

import sys

import numpy as np

from dateline.engines.spacy_engine import load_engine
from dateline.knowledge.files import data_folder

DIMENSIONS = 64  # 300 gave no better macro-F1 on the held-out authors
STEPS = 127


def main() -> int:
    """Read the vectors, turn them, round them, write them."""
    nlp = load_engine("en_core_web_md").language
    index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    words = sorted({w for listed in index.values() for w in listed if w.isascii() and w.isalpha() and w.islower()})
    words = [w for w in words if nlp.vocab.has_vector(w)]
    place = nlp.vocab.vectors.key2row
    rows = [place[nlp.vocab.strings[w]] for w in words]
    used = sorted(set(rows))
    vectors = np.asarray(nlp.vocab.vectors.data[used], dtype=np.float64)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors -= vectors.mean(axis=0)
    _, _, axes = np.linalg.svd(vectors, full_matrices=False)
    axes *= np.sign(axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)])[:, None]  # one sign on every machine
    turned = vectors @ axes[:DIMENSIONS].T
    turned /= np.linalg.norm(turned, axis=1, keepdims=True)
    scale = np.abs(turned).max(axis=0) / STEPS
    where = {row: k for k, row in enumerate(used)}
    np.savez_compressed(
        data_folder() / "models" / "words.npz",
        words=np.array(["\n".join(words)]),
        rows=np.array([where[row] for row in rows], dtype=np.uint16),
        vectors=np.rint(turned / scale).astype(np.int8),
        scale=scale.astype(np.float32),
    )
    print(f"{len(words)} words, {len(used)} vectors of {DIMENSIONS} numbers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
