"""Count how common the stems of news English are: python tools/build_common_stems.py [--check]

Reads the sentences in training/sentences/, which were written for Dateline by several authors in several styles, and
writes src/dateline/data/lexicons/en/common_stems.tsv. `--check` writes nothing and fails where the file is another.
"""

import sys
from collections import Counter
from pathlib import Path

from dateline.text.stems import stem, words

ROOT = Path(__file__).resolve().parents[1]
SENTENCES = ROOT / "training" / "sentences"
TABLE = ROOT / "src" / "dateline" / "data" / "lexicons" / "en" / "common_stems.tsv"
FEWEST = 12  # sentences that must hold a stem; a rarer one counts as rare everywhere
HEADER = """\
# How common a stem is in news English: in how many of 10,000 sentences it stands.
# Read by: dateline.knowledge.commonness   Effect: how much a shared word says that two reports tell of one thing; absent: rare.
# Source: counted by tools/build_common_stems.py in training/sentences/, written for Dateline (CC0-1.0). Do not edit.
stem	sentences
"""


def table() -> str:
    """Return the whole file."""
    counts: Counter[str] = Counter()
    total = 0
    for path in sorted(SENTENCES.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#") or "\t" not in line:
                continue
            text = line.rsplit("\t", 1)[1].translate(str.maketrans("", "", "*[]{}"))
            counts.update({stem(word) for word in words(text)})
            total += 1
    rows = [(name, max(1, round(n * 10_000 / total))) for name, n in sorted(counts.items()) if n >= FEWEST]
    return HEADER + "".join(f"{name}\t{n}\n" for name, n in rows if not name[0].isdigit())


def main() -> int:
    """Write the table, or compare it."""
    made = table()
    if "--check" in sys.argv[1:]:
        same = TABLE.exists() and TABLE.read_text(encoding="utf-8") == made
        print("common_stems.tsv is what the sentences say" if same else "common_stems.tsv: run this without --check")
        return 0 if same else 1
    TABLE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
