"""A text to its sentences by punctuation alone: for quoting, where no parse is at hand."""

import re
from bisect import bisect_right
from collections.abc import Sequence

_BREAK = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|Gov|Sen|Rep|St|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec))\.$"
)


Bounds = Sequence[tuple[int, int]]


def sentence_bounds(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each sentence starts and ends, in code points; at least one.

    A line end ends a sentence; the dots of initials, titles and months do not.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _BREAK.finditer(text):
        if "\n" not in match.group() and _ABBREVIATION.search(text[max(0, match.start() - 6) : match.start()]):
            continue
        found.append((start, match.start()))
        start = match.end()
    return (*found, (start, len(text)))


def sentence_around(text: str, bounds: Bounds, start: int, end: int) -> str:
    """Return the sentence or sentences of `text` that hold `start:end`, without the white space around them.

    Args:
        text: the whole text.
        bounds: its `sentence_bounds`.
        start: first code point of what is to be quoted.
        end: the one behind it.
    """
    first = max(0, bisect_right(bounds, (start, len(text))) - 1)
    last = max(first, bisect_right(bounds, (max(start, end - 1), len(text))) - 1)
    return text[bounds[first][0] : max(bounds[last][1], end)].strip()
