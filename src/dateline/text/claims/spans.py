"""Token indices to the runs of characters they cover, snapped to quotations."""

from collections.abc import Collection, Sequence

from dateline.model.span import Span
from dateline.model.syntax import Parse
from dateline.text.claims.quotes import Quotations

_LOOSE = frozenset({"PUNCT", "SPACE", "SYM"})
_EDGE = " ,;:\n\t"


def fragments(parse: Parse, tokens: Collection[int]) -> list[tuple[int, int]]:
    """The runs of `tokens` as (start, end) characters; punctuation between two runs joins them."""
    runs: list[list[int]] = []
    for i in sorted(tokens):
        if runs and all(parse.tokens[k].pos in _LOOSE for k in range(runs[-1][1] + 1, i)):
            runs[-1][1] = i
        else:
            runs.append([i, i])
    spoken = [run for run in runs if any(parse.tokens[k].pos not in _LOOSE for k in range(run[0], run[1] + 1))]
    return [(parse.tokens[first].start, parse.tokens[last].end) for first, last in spoken]


def snapped(pieces: Sequence[tuple[int, int]], marks: Quotations, cue: int) -> list[tuple[int, int]]:
    """Widen pieces so that none ends inside a quotation, unless the cue (a character) lies in it too."""
    wide = []
    for piece in pieces:
        over = [quote for quote in marks.touching(*piece) if not quote.start < cue < quote.end]
        wide.append((min([piece[0], *(q.start for q in over)]), max([piece[1], *(q.end for q in over)])))
    return merged(wide)


def clipped(pieces: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The parts of the pieces that lie between `start` and `end`."""
    cut = [(max(first, start), min(last, end)) for first, last in pieces]
    return [(first, last) for first, last in cut if first < last]


def merged(pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted pieces, those that touch or overlap joined."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def spans(text: str, pieces: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """The pieces as spans, without white space and commas at their edges."""
    found = []
    for start, end in pieces:
        begin = end - len(text[start:end].lstrip(_EDGE))
        stop = start + len(text[start:end].rstrip(_EDGE))
        if begin < stop:
            found.append(Span.of(text, begin, stop))
    return tuple(found)
