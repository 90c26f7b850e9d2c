"""Paragraphs of text to the quotations in them, whatever marks they use."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

_MARK = re.compile(r"[\"“”„«»]|''|``|(?<!')['‘’](?!')")
_PARTNER = {
    "“": ("”", '"'),
    "„": ("“", "”", '"'),
    "«": ("»",),
    '"': ('"', "”"),
    "''": ("''", "”"),
    "``": ("''",),
    "‘": ("’", "'"),
    "'": ("'", "’"),
}
_SINGLE = frozenset("'‘’")
_OPENING = frozenset({"“", "„", "«", "‘", "``"})
_CLOSING = frozenset({"”", "»", "’"})
_LATER_SINGLE = re.compile(r"['‘’]")
_UNSEEN = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"  # direction and width marks
_BEFORE_OPENING = frozenset(' \t\n\u00a0([{—–-:/…"“‘«')
_NOT_OPENED = re.compile(r"'(?:\d|(?:em|tis|twas|til|cause|n)\b)", re.IGNORECASE)
"""What follows an apostrophe that drops letters ("'90s", "'em") and opens nothing."""
_DEEPEST = 6
"""Quotations within one another beyond which marks open nothing."""
_SINGLE_LIMIT = 400
"""Characters within which a single quotation mark must be closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One quotation with its marks: characters `start` up to `end`.

    `inner_start` and `inner_end` bound what stands between the marks. `depth` is 0 outside all other
    quotations. `closed` is false where the paragraph ends first; `continues` is true where it takes up
    a quotation that the paragraph before left open. `paragraph` counts from 0.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    paragraph: int
    depth: int = 0
    closed: bool = True
    continues: bool = False


@dataclass(frozen=True, slots=True)
class _Open:
    mark: str
    start: int


def quotes(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Quote]:
    """Find the quotations of `text` in the given paragraphs (start, end), in text order.

    A mark that is left open counts when it begins its paragraph, or when the next paragraph opens with
    a mark again (the printer's rule for speech over several paragraphs); otherwise it is dropped.
    Apostrophes and inch marks open nothing.
    """
    found: set[Quote] = set()
    hanging: Quote | None = None
    for number, (start, end) in enumerate(paragraphs):
        inside = list(_in_paragraph(text, start, end, number))
        first = next((q for q in inside if q.depth == 0 and _blank(text[start : q.start])), None)
        if hanging is not None and first is not None:
            inside[inside.index(first)] = first = replace(first, continues=True)
            found.add(hanging)
        found.update(q for q in inside if q.closed or q is first)
        hanging = next((q for q in inside if not q.closed and q.depth == 0), None)
    return list(_nested(sorted(found, key=lambda q: (q.start, -q.end))))


class Quotations:
    """The outermost quotations of a text in order, found again by character."""

    def __init__(self, found: Iterable[Quote]) -> None:
        """Keep those of depth 0; they do not overlap."""
        self.outer = [q for q in found if q.depth == 0]
        self._starts = [q.start for q in self.outer]

    def around(self, at: int) -> Quote | None:
        """The quotation that the character lies in (its first mark not counted), or None."""
        k = bisect_left(self._starts, at) - 1
        return self.outer[k] if k >= 0 and at < self.outer[k].end else None

    def touching(self, start: int, end: int) -> list[Quote]:
        """The quotations that share a character with `start:end`."""
        k = max(bisect_left(self._starts, start) - 1, 0)
        found = []
        while k < len(self.outer) and self.outer[k].start < end:
            if self.outer[k].end > start:
                found.append(self.outer[k])
            k += 1
        return found


def _nested(found: Iterable[Quote]) -> Iterator[Quote]:
    """Give each of the sorted quotations its depth."""
    ends: list[int] = []
    for quote in found:
        while ends and ends[-1] <= quote.start:
            ends.pop()
        yield replace(quote, depth=len(ends))
        ends.append(quote.end)


def _blank(text: str) -> bool:
    return not text.strip(" \t\n\u00a0" + _UNSEEN)


def _in_paragraph(text: str, start: int, end: int, number: int) -> Iterator[Quote]:
    stack: list[_Open] = []
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if _closes(text, mark, at, end, stack):
            while mark not in _PARTNER[stack[-1].mark]:
                stack.pop()
            opened = stack.pop()
            yield _quote(opened, at, match.end(), number, len(stack))
        elif len(stack) < _DEEPEST and _opens(text, mark, at, start, end):
            if stack and stack[-1].mark == mark:  # the one before was never closed
                opened = stack.pop()
                yield replace(_quote(opened, at, at, number, len(stack)), closed=False)
            stack.append(_Open(mark, at))
    for depth, opened in enumerate(stack):
        if opened.mark not in _SINGLE:
            yield replace(_quote(opened, end, end, number, depth), closed=False)


def _quote(opened: _Open, inner_end: int, end: int, number: int, depth: int) -> Quote:
    return Quote(
        start=opened.start,
        end=end,
        inner_start=opened.start + len(opened.mark),
        inner_end=inner_end,
        paragraph=number,
        depth=depth,
    )


def _seen_before(text: str, at: int, start: int) -> str:
    while at > start and text[at - 1] in _UNSEEN:
        at -= 1
    return text[at - 1] if at > start else " "


def _seen_after(text: str, at: int, end: int) -> str:
    while at < end and text[at] in _UNSEEN:
        at += 1
    return text[at] if at < end else " "


def _opens(text: str, mark: str, at: int, start: int, end: int) -> bool:
    if mark in _OPENING:
        return True
    if mark in _CLOSING:
        return False
    before, after = _seen_before(text, at, start), _seen_after(text, at + len(mark), end)
    if mark == "'":
        opening = before in _BEFORE_OPENING and after.isalnum() and not _NOT_OPENED.match(text, at)
        return opening and _single_closes_later(text, at + 1, end)
    return not after.isspace() and (before in _BEFORE_OPENING or not before.isalnum())


def _closes(text: str, mark: str, at: int, end: int, stack: Sequence[_Open]) -> bool:
    if not any(mark in _PARTNER[opened.mark] for opened in stack):
        return False
    if mark not in _SINGLE:
        return mark != '"' or not _reopens(text, at, end, stack[-1].mark)
    before, after = text[at - 1], _seen_after(text, at + 1, end)
    if after.isalnum() or before.isspace() or mark not in _PARTNER[stack[-1].mark]:
        return False
    return before != "s" or not _single_closes_later(text, at + 1, end)


def _reopens(text: str, at: int, end: int, opened: str) -> bool:
    """Tell whether a straight mark opens a quotation although one is open: space before it and none after.

    After a straight mark only where a sentence ends before it, for spaced-out closing marks exist.
    """
    spaced = text[at - 1].isspace() and at + 1 < end and not text[at + 1].isspace()
    return spaced and (opened != '"' or text[at - 2 : at - 1] in {".", "!", "?"})


def _single_closes_later(text: str, at: int, end: int) -> bool:
    """Tell whether an apostrophe after `at` ends a word, with no new opening before it."""
    for match in _LATER_SINGLE.finditer(text, at, min(end, at + _SINGLE_LIMIT)):
        if match.group() == "‘":
            return False
        after = text[match.end()] if match.end() < end else " "
        if not after.isalnum() and not text[match.start() - 1].isspace():
            return True
    return False
