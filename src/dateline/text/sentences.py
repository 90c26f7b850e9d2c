"""A place in a text to the sentence around it, by punctuation alone: for quoting, where no parse is at hand."""

import re

_BREAK = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|Gov|Sen|Rep|St|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec))\.$"
)


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence or sentences of `text` that hold `start:end`, without the white space around them.

    A line end ends a sentence; the dots of initials, titles and months do not.
    """
    left, right = 0, len(text)
    for match in _BREAK.finditer(text):
        if "\n" not in match.group() and _ABBREVIATION.search(text[max(0, match.start() - 6) : match.start()]):
            continue
        if match.end() <= start:
            left = match.end()
        elif match.start() >= end:
            right = match.start()
            break
    return text[left:right].strip()
