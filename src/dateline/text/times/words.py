"""A report's words as a string of classes, one character a word: what patterns of time expressions are matched on."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from dateline.text.calendar import DAYS, MONTHS, SEASONS

OTHER = " "
"""The class of every word that no time expression holds."""

CARDINALS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {word: 10 * ten for ten, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
DECADES = {f"{word[:-1]}ies": number for word, number in CARDINALS.items() if number >= 20}  # noqa: PLR2004

CLASSES: dict[str, str] = {
    "MONTH": " ".join(MONTHS) + " jan feb mar apr jun jul aug sep sept oct nov dec",
    "DOW": " ".join(DAYS),
    "DOWS": " ".join(f"{day}s" for day in DAYS),
    "DOWABBR": "mon tue tues wed thu thur thurs fri sat sun",
    "SEASON": " ".join(season for season in SEASONS if season != "fall"),
    "FALL": "fall",
    "CARD": " ".join(word for word in CARDINALS if word != "zero"),
    "ORDW": " ".join(word for word in ORDINALS if word not in {"first", "second"}) + " final",
    "FIRST": "first",
    "SECOND": "second",
    "HUNDRED": "hundred thousand",
    "DECADEW": " ".join(DECADES),
    "UNIT": "minute hour day week month year decade century fortnight",
    "UNITS": "seconds minutes hours days weeks months years decades centuries fortnights",
    "QUARTER": "quarter",
    "QUARTERS": "quarters",
    "HALF": "half",
    "WEEKEND": "weekend weekends",
    "PART": "morning afternoon evening night dawn dusk noon midday midnight daybreak sunrise sunset lunchtime",
    "PARTS": "mornings afternoons evenings nights",
    "TODAY": "today yesterday tomorrow",
    "TONIGHT": "tonight",
    "OVERNIGHT": "overnight",
    "LAST": "last",
    "PAST": "past",
    "PREVIOUS": "previous preceding prior",
    "NEXT": "next",
    "COMING": "coming upcoming",
    "FOLLOWING": "following subsequent ensuing",
    "THIS": "this",
    "THAT": "that",
    "SAME": "same",
    "CURRENT": "current",
    "THESE": "these",
    "EARLY": "early",
    "MID": "mid middle",
    "LATE": "late",
    "START": "beginning start outset",
    "END": "end close",
    "EARLIER": "earlier",
    "LATER": "later",
    "AGO": "ago",
    "BACK": "back",
    "BEFORE": "before",
    "AFTER": "after",
    "ADVANCE": "advance",
    "NOW": "now",
    "PRESENTLY": "currently nowadays presently",
    "PRESENT": "present moment",
    "RECENTLY": "recently lately",
    "RECENT": "recent",
    "FUTURE": "future",
    "NEAR": "near foreseeable immediate distant",
    "FREQ": "daily weekly biweekly monthly quarterly yearly annual annually hourly nightly",
    "EACH": "every each",
    "PER": "per",
    "TIMES": "times",
    "TWICE": "once twice",
    "MONEY": "million billion trillion percent dollars euros pounds",
    "SEVERAL": "several few many some numerous countless dozens scores",
    "COUPLE": "couple",
    "DOZEN": "dozen",
    "FISCAL": "fiscal",
    "EVE": "eve",
    "AGE": "old age aged",
    "THE": "the",
    "A": "a an",
    "OF": "of",
    "IN": "in",
    "ON": "on",
    "AT": "at",
    "TO": "to",
    "AND": "and",
    "OR": "or",
    "FROM": "from",
    "BETWEEN": "between",
    "SINCE": "since",
    "UNTIL": "until till through thru",
    "BY": "by",
    "DURING": "during within throughout over",
    "FOR": "for",
    "MORE": "more less fewer",
    "THAN": "than",
    "LEAST": "least most",
    "ABOUT": "about around nearly almost roughly approximately",
    "ALL": "all whole entire full",
    "LONG": "long",
    "LONGWORD": "hourlong daylong weeklong monthlong yearlong",
    "LOCAL": "local",
    "TIME": "time",
    "OCLOCK": "o'clock",
    "ZONE": "gmt utc est edt cst cdt pst pdt cet cest bst",
    "HOLDER": "people soldiers troops men women civilians police officers protesters demonstrators refugees workers "
    "members fighters militants children students jobs homes houses votes seats miles kilometers kilometres meters "
    "metres tonnes tons feet points barrels copies units employees residents families prisoners migrants cases deaths",
}
"""Every class of words and the words in it; no word stands in two."""

NUMBER_CLASSES = ("DAYNUM", "NUM", "YEAR", "ORDNUM", "CLOCK", "AMPM", "ISO", "SLASHED", "DECADE", "QN")
MARK_CLASSES = ("COMMA", "DOT", "HYPHEN", "OWN", "SLASH", "OPEN", "CASH", "FEAST", "NAMED")

_ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + "".join(map(chr, range(0xC0, 0x100)))
LETTER = dict(zip((*CLASSES, *NUMBER_CLASSES, *MARK_CLASSES), _ALPHABET, strict=False))
"""The character that stands for each class."""

_CAPITAL = frozenset(
    "january february march april may june august jan feb mar apr jun jul aug sep sept oct nov dec "
    "mon tue tues wed thu thur thurs fri sat sun gmt utc est edt cst cdt pst pdt cet cest bst".split()
)
"""Words that are names of time only with a capital letter ("may", "march", "sat", "mar")."""

_ABBREVIATED = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun".split()
)

_WORDS = {word: LETTER[name] for name, words in CLASSES.items() for word in words.split()}
_MARKS = {",": LETTER["COMMA"], ".": LETTER["DOT"], "/": LETTER["SLASH"], "(": LETTER["OPEN"]}
_MARKS |= dict.fromkeys("-–", LETTER["HYPHEN"]) | dict.fromkeys("$€£¥", LETTER["CASH"])

CORE = frozenset(
    LETTER[name]
    for name in (
        "MONTH DOW DOWS DOWABBR SEASON FALL SECOND DECADEW UNIT UNITS QUARTER QUARTERS HALF WEEKEND PART PARTS TODAY "
        "TONIGHT OVERNIGHT PAST NOW PRESENTLY PRESENT RECENTLY RECENT FUTURE FREQ FISCAL YEAR CLOCK AMPM ISO SLASHED "
        "DECADE QN FEAST OCLOCK LONGWORD"
    ).split()
)
"""Classes one of which every time expression holds."""

_LEXEMES = (
    r"(?=[QHapo])(?:(?P<QN>\b[QH][1-4]\b)|(?P<OCLOCK>o['’]clock\b)"
    r"|(?P<AMPM>\b[ap]\.m\b\.?|(?<=\d)[ap]m\b|(?<=\d )[ap]m\b))"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?=[\d'’])(?:(?P<ISO>\b\d{4}-\d\d-\d\d\b)|(?P<SLASHED>\b\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b)"
    r"|(?P<DECADE>(?:\b1[5-9]|\b20)\d0['’]?s\b|['’]\d0s\b)"
    r"|(?P<CLOCK>\b[012]?\d:[0-5]\d(?::[0-5]\d)?(?!\d)|\b[012]?\d\.[0-5]\d(?=\s?[ap]\.?m\b))"
    r"|(?P<ORDNUM>\b[0-3]?\d(?:st|nd|rd|th)\b)|(?P<num>\b\d+(?:[.,]\d+)*)|(?P<OWN>['’]s\b))"
    r"|(?P<mark>[^\w\s\[\]]|\n\s*\n)"
)
"""What a text is cut into. The look ahead before each group spares most words most of the patterns."""

_YEARS = range(1000, 2200)
_LONGEST_DAY = 31


class Word(NamedTuple):
    """One word or mark: where it stands and its text in lower case. A tuple, since every word of a report is one."""

    start: int
    end: int
    lower: str


@cache
def scanner(names: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern that cuts text into words; `names` are read as one word each, the longest first."""
    if not names:
        return re.compile(_LEXEMES)
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    spelled = "|".join(re.escape(name).replace("'", "['’]") for name in longest_first)
    initials = "".join(sorted({re.escape(name[0]) for name in names}))
    return re.compile(rf"(?P<FEAST>\b(?=[{initials}])(?:{spelled})\b)|{_LEXEMES}")


def read_words(text: str, start: int, end: int, names: Iterable[str] = ()) -> tuple[list[Word], str]:
    """Cut `text[start:end]` into words; the second value holds one class character for each.

    Takes time in proportion to the length.
    """
    words: list[Word] = []
    classes: list[str] = []
    known, letter = _WORDS.get, LETTER.get
    for match in scanner(tuple(names)).finditer(text, start, end):
        kind = match.lastgroup
        found = match.group()
        if kind == "word":
            lower = found.lower()
            code = known(lower, OTHER)
            if code != OTHER:
                code = _checked(found, lower, code)
        elif kind == "num":
            lower, code = found, _number(found)
        elif kind == "mark":
            lower, code = found, _MARKS.get(found, OTHER)
            if found == "." and not (words and words[-1].lower in _ABBREVIATED):
                code = OTHER  # the end of a sentence
        else:
            lower, code = found.lower(), letter(kind or "", OTHER)
        words.append(Word(match.start(), match.end(), lower))
        classes.append(code)
    return words, "".join(classes)


def _checked(found: str, lower: str, code: str) -> str:
    """The class of a known word, given how it is written."""
    if lower in _CAPITAL:
        return code if found[0].isupper() else OTHER
    return code


def _number(found: str) -> str:
    """The class of a number in digits: a day of the month, a year, or another number."""
    if not found.isdecimal() or not found.isascii():
        return LETTER["NUM"]
    value = int(found[:5])
    if 1 <= value <= _LONGEST_DAY and len(found) <= 2:  # noqa: PLR2004 (digits of a day)
        return LETTER["DAYNUM"]
    return LETTER["YEAR"] if len(found) == 4 and value in _YEARS else LETTER["NUM"]  # noqa: PLR2004 (digits of a year)


_MACROS = {
    "CARDINAL": ("DAYNUM", "NUM", "CARD", "YEAR"),
    "ORDINAL": ("ORDNUM", "ORDW", "FIRST", "SECOND"),
    "DAY": ("DAYNUM", "ORDNUM"),
    "ANYUNIT": ("UNIT", "UNITS", "QUARTER", "QUARTERS", "SECOND", "WEEKEND"),
    "AROUND": ("LAST", "NEXT", "THIS", "COMING", "PREVIOUS", "PAST", "CURRENT", "FOLLOWING"),
    "AMONG": ("EARLY", "MID", "LATE"),
    "PREPOSITION": (
        "IN",
        "OF",
        "SINCE",
        "UNTIL",
        "BY",
        "FROM",
        "TO",
        "DURING",
        "BETWEEN",
        "AND",
        "BEFORE",
        "AFTER",
        "FOR",
    ),
    "LINK": ("HYPHEN", "TO", "UNTIL", "AND"),
}
_NAME = re.compile(r"\b[A-Z]{1,}[A-Z]*\b(?![a-z<>=])")


def compile_rule(pattern: str) -> re.Pattern[str]:
    """Turn a pattern over class names ("MONTH DOT? DAY") into one over class characters."""

    def spell(match: re.Match[str]) -> str:
        name = match.group()
        members = "".join(re.escape(LETTER[member]) for member in _MACROS.get(name, (name,)))
        return f"[{members}]"

    plain = re.sub(r"\(\?P<", "(?\0<", pattern)
    spelled = _NAME.sub(spell, plain).replace("(?\0<", "(?P<")
    return re.compile(spelled.replace(" ", "").replace("~", re.escape(OTHER)))
