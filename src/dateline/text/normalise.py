"""Raw bytes or characters to the one text that all offsets count in."""

import re
from dataclasses import dataclass

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAK = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A text after clean-up, and where its characters stood before.

    `removed` holds, for each character dropped, the position in the cleaned text before which it
    stood; `original(i)` maps an offset back.
    """

    text: str
    removed: tuple[int, ...] = ()

    def original(self, offset: int) -> int:
        """Return where character `offset` of the cleaned text stood in the text as it came in."""
        return offset + sum(1 for place in self.removed if place <= offset)


def clean(raw: str) -> Cleaned:
    """Drop a leading byte-order mark, turn CRLF and lone CR to LF, NUL and lone surrogates to U+FFFD; nothing else.

    Cleaning a cleaned text changes nothing.
    """
    removed: list[int] = []
    if raw.startswith("\ufeff"):
        removed = [0] * (len(raw) - len(raw.lstrip("\ufeff")))
        raw = raw.lstrip("\ufeff")
    for shift, match in enumerate(m for m in _BREAK.finditer(raw) if m.end() - m.start() > 1):
        removed.append(match.start() + 1 - shift)  # the LF of a CRLF goes; its CR becomes the LF
    text = _BREAK.sub("\n", raw).replace("\0", "\ufffd")
    return Cleaned(text=_LONE_SURROGATE.sub("\ufffd", text), removed=tuple(removed))


def join_title(title: str, body: str) -> tuple[str, int]:
    """Return the document's text (title, one blank line, body) and the length of the title in it."""
    title = " ".join(title.split())
    return (f"{title}\n\n{body}", len(title)) if title else (body, 0)
