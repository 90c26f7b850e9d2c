"""Finds time expressions in text and says what they stand for: TIMEX3 type and value, first and last day, grain.

Words are turned into a string of class characters once; the rules are patterns over that string. At each place
the longest match wins, the earlier rule where two are as long. No word is looked at more than a fixed number of times.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dateline.model.referent import TimeGrain, Timex
from dateline.model.span import Span
from dateline.text.times import dates, days, eras, lengths, relative
from dateline.text.times.feasts import Feast
from dateline.text.times.reading import Found, Reading, Rule
from dateline.text.times.words import CORE, OTHER, Word, read_words

Direction = Callable[[int, int], bool | None]
"""For the characters of a time expression: does its clause look ahead (True), back (False), or not say (None)?"""


def unknown(start: int, end: int) -> bool | None:
    """The direction of a caller that knows no grammar."""
    del start, end
    return None


RULES = (*dates.RULES, *eras.RULES, *days.RULES, *relative.RULES, *lengths.RULES)

_NAMED = {"weekday", "today", "part", "unit"}
SIMPLE = tuple(rule for rule in RULES if rule.name in _NAMED or rule in dates.RULES or rule in eras.RULES)
"""The rules that read a date inside another expression; none of them looks for a date inside itself."""

_GUESS = 0.5
"""Readings no surer than this are no ground to count from."""

_RUN = re.compile(f"[^{re.escape(OTHER)}]+")
_CORE = re.compile("[" + "".join(re.escape(letter) for letter in sorted(CORE)) + "]")


class Tagger:
    """Tags time expressions. Holds the rules and the named days; keeps nothing of the texts it has read."""

    def __init__(self, feasts: Mapping[str, Feast] | None = None) -> None:
        """Take the named days ("Easter") that are to be found beside the dates of the calendar."""
        self._feasts = dict(feasts or {})
        self._by_lower = {name.lower(): feast for name, feast in self._feasts.items()}
        self._names = tuple(sorted(self._feasts))

    def tag(
        self,
        text: str,
        filed: date | None,
        *,
        regions: Sequence[tuple[int, int]] | None = None,
        direction: Direction = unknown,
    ) -> tuple[Timex, ...]:
        """Find the time expressions of a report, in text order; they do not overlap.

        Args:
            text: the report.
            filed: the day it was filed; without it relative times stay open.
            regions: the parts to read, as (start, end) in text order; None reads everything.
            direction: asked for each expression whose year or week depends on the tense of its clause.
        """
        reader = _Reader(text=text, filed=filed, feasts=self._by_lower, names=self._names, direction=direction)
        parts = ((0, len(text)),) if regions is None else regions
        return tuple(timex for start, end in parts for timex in reader.read(start, end))


class _Reader:
    """One report while it is read: the words of the current part and the days named so far."""

    def __init__(
        self, *, text: str, filed: date | None, feasts: dict[str, Feast], names: tuple[str, ...], direction: Direction
    ) -> None:
        self._text, self._filed, self._feasts, self._names, self._direction = text, filed, feasts, names, direction
        self._anchor = self._anchor_day = self._anchor_past = filed
        self._words: list[Word] = []
        self._classes = ""

    def read(self, start: int, end: int) -> Iterator[Timex]:
        """Tag one part of the text."""
        self._words, self._classes = read_words(self._text, start, end, self._names)
        for run in _RUN.finditer(self._classes):
            if _CORE.search(self._classes, *run.span()):
                yield from self._read_run(*run.span())

    def _read_run(self, at: int, end: int) -> Iterator[Timex]:
        while at < end:
            best = self._longest(RULES, at)
            if best is None:
                at += 1
                continue
            rule, readings, behind = best
            for reading in readings:
                self._note(reading)
                yield self._timex(rule, reading, at, behind)
            at = behind

    def _longest(self, rules: Iterable[Rule], at: int) -> tuple[Rule, tuple[Reading, ...], int] | None:
        best: tuple[Rule, tuple[Reading, ...], int] | None = None
        for rule in rules:
            match = rule.pattern.match(self._classes, at)
            if match is None or match.end() == at:
                continue
            readings = self._understood(rule, match)
            if not readings:
                continue
            behind = readings[-1].last or match.end()
            if best is None or behind > best[2]:
                best = rule, readings, behind
        return best

    def _understood(self, rule: Rule, match: re.Match[str]) -> tuple[Reading, ...]:
        found = Found(
            words=self._words,
            classes=self._classes,
            match=match,
            filed=self._filed,
            anchor=self._anchor,
            anchor_named=self._anchor_day,
            anchor_past=self._anchor_past,
            text=self._text,
            direction=self._direction,
            date_at=self._date_at,
            feasts=self._feasts,
        )
        try:
            return rule.read(found)
        except (ValueError, OverflowError):
            return ()  # "February 30": the calendar has no such day, so this is no time expression

    def _date_at(self, at: int) -> Reading | None:
        """The date that begins at a word, with `last` set; None where none does."""
        best = self._longest(SIMPLE, at) if at < len(self._words) else None
        return None if best is None or len(best[1]) > 1 else replace(best[1][0], last=best[2])

    def _note(self, reading: Reading) -> None:
        """Remember a day that later words may count from."""
        if reading.days is None or reading.type in {"DURATION", "SET"} or reading.confidence <= _GUESS:
            return
        self._anchor = reading.days[0]
        if reading.grain is TimeGrain.DAY:
            self._anchor_day = reading.days[0]
            if self._filed is None or reading.days[0] <= self._filed:
                self._anchor_past = reading.days[0]

    def _timex(self, rule: Rule, reading: Reading, at: int, behind: int) -> Timex:
        first = at if reading.first is None else reading.first
        last = behind if reading.last is None else reading.last
        start, end = reading.days or (None, None)
        return Timex(
            span=Span.of(self._text, self._words[first].start, self._words[last - 1].end),
            type=reading.type,
            value=reading.value,
            start=start,
            end=end,
            grain=reading.grain,
            rule=f"text.times.timex#{rule.name}",
            confidence=reading.confidence,
        )
