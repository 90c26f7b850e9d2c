"""Telegraph text in capitals to sentence case, for parsers trained on newspapers. Lengths never change."""

import re

_SENTENCE_START = re.compile(r"(?:\A|[.!?][\"')\]]*\s+|\n\s*\n\s*|\]\s+|--\s+)[\"'(\[]*([a-z])")
_CALENDAR = re.compile(
    r"\b(january|february|march(?=\s+\d)|(?<=\d )march|april|june|july|august|september|october|november|december|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
)
MOSTLY = 0.7
"""Share of letters in capitals from which a text counts as written in capitals."""


def in_capitals(text: str) -> bool:
    """Whether the text is written in capitals throughout, as old telex copy is."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) / len(letters) >= MOSTLY


def sentence_case(text: str) -> str:
    """Lower the text, and raise the first letter of every sentence and the names of months and days.

    One code point in, one code point out: a letter whose lower case is longer stays as it is.
    """
    lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    chars = list(lower)
    for match in _SENTENCE_START.finditer(lower):
        chars[match.start(1)] = _upper(chars[match.start(1)])
    for match in _CALENDAR.finditer(lower):
        chars[match.start(1)] = _upper(chars[match.start(1)])
    return "".join(chars)


def _upper(letter: str) -> str:
    raised = letter.upper()
    return raised if len(raised) == 1 else letter
