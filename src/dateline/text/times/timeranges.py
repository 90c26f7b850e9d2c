"""Two time expressions that mark the ends of one stretch: "from June 2 to June 5", "March 8-10", "2014-2016"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.model.referent import TimeGrain, Timex
from dateline.model.span import Span

_DASH = re.compile(r"\s?[-–]\s?|\s(?:through|thru)\s")
_UP_TO = re.compile(r"\s?[-–]\s?|\s(?:to|through|thru|until|till)\s(?:the\s)?")
_AND = re.compile(r"\sand\s(?:the\s)?")
_FROM = re.compile(r"\bfrom\s(?:the\s)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s(?:the\s)?$", re.IGNORECASE)
_BEFORE = len("between the ")


def ranges(text: str, timexes: Sequence[Timex]) -> Iterator[Timex]:
    """Yield the expressions, the two ends of one stretch joined into one whose value is an ISO 8601 interval."""
    waiting: Timex | None = None
    for timex in timexes:
        if waiting is not None and (joined := _joined(text, waiting, timex)) is not None:
            yield joined
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = timex
    if waiting is not None:
        yield waiting


def _joined(text: str, first: Timex, second: Timex) -> Timex | None:
    if first.start is None or second.end is None or first.start > second.end or first.type != second.type:
        return None
    between = text[first.span.end : second.span.start]
    before = text[max(0, first.span.start - _BEFORE) : first.span.start]
    told = (
        _DASH.fullmatch(between)
        or (_FROM.search(before) and _UP_TO.fullmatch(between))
        or (_BETWEEN.search(before) and _AND.fullmatch(between))
    )
    if not told:
        return None
    return replace(
        first,
        span=Span.of(text, first.span.start, second.span.end),
        value=f"{first.value}/{second.value}",
        end=second.end,
        grain=TimeGrain.OTHER,
        confidence=min(first.confidence, second.confidence),
    )
