"""Quotations to the cues that bring them in: "…", he said, "…"."""

import re
import sys
from bisect import bisect_left
from collections.abc import Sequence

from dateline.model.syntax import Parse
from dateline.text.claims.cues import VERB, Hit
from dateline.text.claims.quotes import Quotations, Quote

_FAR = 14
"""Words between a quotation and a cue behind it beyond which the two are not tied."""
_FAR_AHEAD = 28
"""The same for a cue before it."""
_SHORT_WORDS = 3
_LONGEST_WORD = 24
_STOP = re.compile(r"[!?;]|\.(?=\s)")
_JOINING = frozenset({"", "and", "but", "or", ", and", ", but", "and that", "and then"})


def speech(text: str, quote: Quote) -> bool:
    """Tell running speech from a quoted word or name: it is long, or ends like a sentence."""
    inner = text[quote.inner_start : quote.inner_end].strip()
    return (
        inner.count(" ") >= _SHORT_WORDS or inner[-1:] in {",", ".", "!", "?"} or text[quote.end : quote.end + 1] == ","
    )


def assign(
    parse: Parse, marks: Quotations, hits: Sequence[Hit], paragraphs: Sequence[tuple[int, int]]
) -> dict[int, list[Quote]]:
    """Tie quotations to cues: the answer maps an index into `hits` to its quotations, in text order.

    A quotation that stands alone after a tied one goes on with the same speaker, in its paragraph or,
    where it fills the whole next paragraph, across.
    """
    starts = [parse.tokens[hit.head].start for hit in hits]
    free = [i for i, hit in enumerate(hits) if hit.cue.kind == VERB and marks.around(starts[i]) is None]
    every = _Cues(hits, starts, free)
    talking = _Cues(hits, starts, [i for i in free if "quote" in hits[i].cue.takes])
    spoken = [speech(parse.text, quote) for quote in marks.outer]
    tied: dict[int, list[Quote]] = {}
    last: tuple[int, Quote] | None = None
    before = 0  # where the last speech ended
    for quote, is_speech, after in zip(marks.outer, spoken, _next_starts(marks.outer, spoken), strict=True):
        joined = last is not None and _joined(parse.text, last[1].end, quote.start)
        if not is_speech and not joined:
            continue
        start, end = paragraphs[quote.paragraph]
        limit = max(before, _lead(parse.text, paragraphs, quote))
        chosen = _behind(parse, quote, min(after, end), talking)
        if chosen is None:
            chosen = _ahead(parse, quote, limit, talking, every)
        if (
            chosen is None
            and last is not None
            and (joined or _goes_on(parse.text, quote, last[1], max(before, start), end))
        ):
            chosen = last[0]
        if chosen is not None:
            tied.setdefault(chosen, []).append(quote)
            last = chosen, quote
        before = quote.end
    return tied


class _Cues:
    """Some of the cues of a report, found by character."""

    def __init__(self, hits: Sequence[Hit], starts: Sequence[int], chosen: Sequence[int]) -> None:
        self._hits, self._chosen = hits, chosen
        self._starts = [starts[i] for i in chosen]

    def first_in(self, start: int, end: int) -> tuple[int, Hit] | None:
        """The first cue that begins in `start:end`, with its index into the hits."""
        k = bisect_left(self._starts, start)
        return self._at(k) if k < len(self._starts) and self._starts[k] < end else None

    def last_in(self, start: int, end: int) -> tuple[int, Hit] | None:
        """The last cue that begins in `start:end`."""
        k = bisect_left(self._starts, end) - 1
        return self._at(k) if k >= 0 and self._starts[k] >= start else None

    def _at(self, k: int) -> tuple[int, Hit]:
        return self._chosen[k], self._hits[self._chosen[k]]


def _joined(text: str, end: int, start: int) -> bool:
    """Tell whether nothing but an "and" parts a quotation that ends at `end` from one that begins at `start`."""
    return start - end <= _LONGEST_WORD and text[end:start].strip() in _JOINING


def _next_starts(outer: Sequence[Quote], spoken: Sequence[bool]) -> list[int]:
    """For each quotation, where the next speech begins."""
    ends = []
    following = sys.maxsize
    for quote, is_speech in zip(reversed(outer), reversed(spoken), strict=True):
        ends.append(following)
        if is_speech:
            following = quote.start
    return ends[::-1]


def _lead(text: str, paragraphs: Sequence[tuple[int, int]], quote: Quote) -> int:
    """Where the words that may bring in a quotation begin: its paragraph, or one before it that ends with a colon."""
    start, _ = paragraphs[quote.paragraph]
    if quote.paragraph and not text[start : quote.start].strip():
        earlier, end = paragraphs[quote.paragraph - 1]
        if text[earlier:end].rstrip().endswith(":"):
            return earlier
    return start


def _goes_on(text: str, quote: Quote, last: Quote, before: int, end: int) -> bool:
    """Tell whether a quotation without a cue goes on with the last one's speaker.

    `before` is where the speech before it ends, or its paragraph begins; `end` is the paragraph's end.
    """
    lead = text[before : quote.start].strip()
    if lead and lead[-1] not in ".!?:":
        return False
    if quote.paragraph == last.paragraph:
        return True
    return quote.paragraph == last.paragraph + 1 and not lead and not text[quote.end : end].strip()


def _behind(parse: Parse, quote: Quote, limit: int, talking: _Cues) -> int | None:
    """The cue after a quotation: `"…," said the mayor`."""
    ending = parse.text[quote.inner_start : quote.inner_end].rstrip()[-1:]
    if ending not in {",", "!", "?", "…", "-", "—", "–"} and parse.text[quote.end : quote.end + 1] != ",":
        return None
    chosen = talking.first_in(quote.end, limit)
    if chosen is None:
        return None
    between = parse.text[quote.end : parse.tokens[chosen[1].head].start]
    return chosen[0] if between.count(" ") <= _FAR and not _ends_sentence(between) else None


def _ahead(parse: Parse, quote: Quote, limit: int, talking: _Cues, every: _Cues) -> int | None:
    """The cue before a quotation: `the mayor said: "…"`; before a colon any cue of its sentence will do."""
    chosen = talking.last_in(limit, quote.start)
    if chosen is not None and _leads_up(parse, chosen[1], quote):
        return chosen[0]
    if parse.text[limit : quote.start].rstrip().endswith(":"):
        chosen = every.last_in(limit, quote.start)
        if chosen is not None and not _ends_sentence(parse.text[parse.tokens[chosen[1].head].start : quote.start]):
            return chosen[0]
    return None


def _leads_up(parse: Parse, hit: Hit, quote: Quote) -> bool:
    between = parse.text[parse.tokens[hit.last - 1].end : quote.start]
    bare = between.strip()
    direct = bare[-1:] in {"", ",", ":", "—", "–", "-"} or bare.lower() in {"that", "of"} or _dated(parse, bare, quote)
    return direct and between.count(" ") <= _FAR_AHEAD and not _ends_sentence(between)


def _dated(parse: Parse, between: str, quote: Quote) -> bool:
    """Tell whether only a few words such as "on Friday" part the cue from a quotation that begins a sentence."""
    few = between.count(" ") < _SHORT_WORDS and parse.text[quote.end - 2 : quote.end - 1] in {".", "!", "?", ","}
    return few and parse.text[quote.inner_start : quote.inner_start + 1].isupper()


def _ends_sentence(text: str) -> bool:
    """Tell whether a full stop (not one of an abbreviation or initial) lies in the text."""
    for match in _STOP.finditer(text, 0, max(len(text) - 1, 0)):
        if match.group() != "." or not _abbreviated(text[max(match.start() - _LONGEST_WORD, 0) : match.start()]):
            return True
    return False


def _abbreviated(text: str) -> bool:
    word = text.rsplit(None, 1)[-1] if text.split() else ""
    return (len(word) <= _SHORT_WORDS and word[:1].isupper()) or "." in word
