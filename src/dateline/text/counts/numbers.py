"""Number words and figures of a text to amounts: "at least two dozen" = 24 or more, "$2.4 billion", "20 to 30"."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

ONES = {
    word: value
    for value, word in enumerate(
        (
            *(
                "zero",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
            ),
            *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        )
    )
}
TENS = {
    word: value * 10
    for value, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SHORT = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12, "dozen": 12, **SCALES}
PLURALS = {"dozens": 12, "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9}
SEVERAL_UP_TO = 9
""" "Several thousand" stays below ten thousand: 2,000 to 9,999."""

_WORD = "|".join(sorted((*ONES, *TENS), key=len, reverse=True))
_SCALE = "|".join(SCALES)
_SPELLED = rf"(?:(?:{_WORD})\b|an?(?=\s(?:{_SCALE})))(?:[\s-]+(?:and\s+)?(?:{_WORD}|{_SCALE})\b)*"
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNIT = rf"(?:\s?(?:{'|'.join(sorted(SHORT, key=len, reverse=True))})\b)?"
_CURRENCY = r"(?:US|A|C|HK|NZ)?[$£€¥]|\b(?:USD|EUR|GBP)\b"
_COINS = (
    r"dollars?|euros?|pounds?(?:\s+sterling)?|roubles?|rubles?|yen|yuan|francs?|pesos?|rupees?|dinars?|liras?|kron[ao]r?|"
    r"shillings?|riyals?|rials?|reais|rand|naira|dirhams?|zlotys?|forints?|colones|bolivars?|marks|cents"
)


_WORD_OR_MARK = re.compile(r"\w+|[^\w\s]")
_OPENING = frozenset(
    "us a c hk nz usd eur gbp $ £ € ¥ between several few half many tens hundreds dozens an".split()
) | frozenset((*ONES, *TENS))
"""Words and marks, beside figures, that an amount may begin with whatever a `NumberReader` is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Characters `start` to `end` say: at least `low`, at most `high` (None: open).

    `money` tells a sum of money; `exact` that no word such as "about" or "dozens" loosens the number.
    """

    start: int
    end: int
    low: int
    high: int | None
    money: bool = False
    exact: bool = True


class NumberReader:
    """Finds amounts; made once from the words for comparison and for vague numbers."""

    def __init__(self, *, comparators: Mapping[str, Iterable[str]], vague: Mapping[str, int]) -> None:
        """Compile the patterns. `comparators` maps from, above, until, below and about to their phrases."""
        self._kind = {phrase: kind for kind, phrases in comparators.items() for phrase in phrases}
        self._vague = dict(vague)
        self._opening = _OPENING | {_WORD_OR_MARK.findall(phrase)[0].casefold() for phrase in (*self._kind, *vague)}
        phrases = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(self._kind, key=len, reverse=True))
        loose = "|".join(sorted(self._vague, key=len, reverse=True))
        number = rf"(?:{_FIGURE}|{_SPELLED}){_UNIT}"
        self._pattern = re.compile(
            rf"(?:(?<!\w)(?P<about>(?:(?:{phrases})\s+)*)"
            rf"(?P<between>between\s+)?(?:(?P<money>{_CURRENCY})\s?)?"
            rf"(?:(?P<several>several|a\s+few|a\s+couple\s+of|half\s+a|few|half-a|many)\s+(?P<unit>dozen|{_SCALE})\b"
            rf"|(?P<tens>tens|hundreds|dozens)\s+of\s+(?P<many>thousands|millions)\b"
            rf"|(?P<couple>a\s+couple)\b|(?P<half>half\s+a\s+dozen)\b"
            rf"|(?P<a>{number})(?:-odd\b)?"
            rf"(?:(?:\s?[-–]\s?|\s+(?:to|or)\s+|(?(between)\s+and\s+|(?!)))"
            rf"(?:{_CURRENCY})?(?P<b>{number})(?![\w%]|\.\d))?"
            rf"|(?:an?\s+)?(?P<vague>{loose})\b)"
            rf"(?P<more>\s+or\s+more\b)?(?:\s+(?:or\s+so))?(?:[\s-]?(?P<coin>(?:US\s+)?(?:{_COINS}))\b)?)",
            re.IGNORECASE,
        )

    def find(self, text: str) -> Iterator[Amount]:
        """Yield the amounts of a text, in order."""
        for match in self._matches(text):
            if text[match.end() : match.end() + 2].strip("0123456789") == "/":  # a date or a share: 9/11, 1/3
                continue
            before = text[match.start() - 1] if match.start() else " "
            if before.isalnum() or (before in ".,:/-'’#" and match["about"] == "" and match["money"] is None):
                continue
            money = match["money"] is not None or match["coin"] is not None
            if match["b"] is not None and text[max(0, match.start() - 5) : match.start()].casefold() == "from ":
                for part in ("a", "b"):  # "rose from 12 to 15" names two numbers, not a range
                    number = value_of(match[part])
                    yield Amount(start=match.start(part), end=match.end(part), low=number, high=number, money=money)
                continue
            low, high = self._compared(match["about"], *self._limits(match))
            high = None if match["more"] is not None else high
            exact = match["about"] == "" and low == high
            yield Amount(start=match.start(), end=match.end(), low=low, high=high, money=money, exact=exact)

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        """Yield what `_pattern.finditer(text)` does, but try the slow pattern only where an amount may begin."""
        free = 0
        for word in _WORD_OR_MARK.finditer(text):
            start, first = word.start(), word[0]
            if start >= free and (first[0].isdecimal() or first.casefold() in self._opening):
                match = self._pattern.match(text, start)
                if match is not None:
                    yield match
                    free = match.end()

    def _limits(self, match: re.Match[str]) -> tuple[int, int | None]:
        """The lowest and the highest number that the words name, before comparison."""
        if match["a"] is None:
            return self._loose_limits(match)
        low = value_of(match["a"])
        if match["b"] is None:
            return low, low
        high, scale = value_of(match["b"]), _scale_of(match["b"])
        return (low * scale if low * scale <= high else low), high

    def _loose_limits(self, match: re.Match[str]) -> tuple[int, int | None]:
        if match["half"] is not None:
            return 6, 6
        if match["couple"] is not None:
            return 2, 2
        if match["unit"] is not None:
            unit, word = SHORT[match["unit"].casefold()], match["several"].lower()
            if word.startswith("half"):
                return unit // 2, unit // 2
            return (2 * unit, 2 * unit) if "couple" in word else (2 * unit, (SEVERAL_UP_TO + 1) * unit - 1)
        if match["many"] is not None:
            ten = {"tens": 10, "dozens": 12, "hundreds": 100}[match["tens"].casefold()]
            return 2 * ten * PLURALS[match["many"].casefold()], None
        word = match["vague"].casefold()
        return (12, 12) if word == "dozen" else (self._vague[word], None)

    def _compared(self, phrase: str, low: int, high: int | None) -> tuple[int, int | None]:
        """Apply "at least", "up to" and their like."""
        words = re.sub(r"\s+", " ", phrase).strip().casefold()
        kinds = [kind for text, kind in self._kind.items() if words and re.search(rf"\b{re.escape(text)}\b", words)]
        if "from" in kinds or ("above" in kinds and "until" not in kinds):
            return low, None
        if "until" in kinds:
            return 1, high
        if "below" in kinds and high is not None and "about" not in kinds:
            return 1, high - 1
        return low, high


def value_of(words: str) -> int:
    """The whole number that figures or words name: "1.5 million", "one hundred and twenty", "two dozen".

    Raises:
        ValueError: if `words` hold no number.
    """
    parts = re.findall(r"[a-z]+|\d[\d,]*(?:\.\d+)?", words.casefold())
    total, current, seen = 0.0, 0.0, False
    for part in parts:
        if part[0].isdigit():
            current, seen = current + float(part.replace(",", "")), True
        elif part in ("a", "an"):
            current, seen = 1.0, True
        elif part in ONES or part in TENS:
            current, seen = current + ONES.get(part, TENS.get(part, 0)), True
        elif part in SHORT:
            unit = SHORT[part]
            current = (current or 1.0) * unit
            seen = True
            if unit >= SCALES["thousand"]:
                total, current = total + current, 0.0
    if not seen:
        raise ValueError(f"{words!r} names no number; expected figures or number words")
    return round(total + current)


def _scale_of(words: str) -> int:
    """The scale at the end of a number's words ("3 million" → 1,000,000), else 1."""
    last = re.findall(r"[a-z]+", words.casefold())
    return SHORT.get(last[-1], 1) if last else 1
