"""Proper names taken apart: which two of them can be one bearer's."""

import re
from collections.abc import Sequence

_ARTICLE = re.compile(r"^(?:al|el)-(?=\w{3})")
_MARKS = re.compile(r"['’]s?$|[.,]")
_SHORTEST, _LONGEST = 2, 7  # letters of an acronym
_COMPANY = frozenset({"inc", "ltd", "corp", "co", "plc", "llc", "gmbh", "ag", "sa", "jr", "sr", "ii", "iii", "iv"})


def name_key(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a name in lower case, without dots, possessive marks, articles in front and "Inc", "Jr" behind.

    The Arabic article goes too: the press writes "al-Assad" and "Assad" of one man.
    """
    key = [w for w in (_ARTICLE.sub("", _MARKS.sub("", word).lower()) for word in words) if w and w not in "'’\"-"]
    while len(key) > 1 and key[0] == "the":
        del key[0]
    while len(key) > 1 and key[-1] in _COMPANY:
        del key[-1]
    return tuple(key)


def initials(words: Sequence[str]) -> tuple[str, ...]:
    """The acronyms a name may have: of its capitalised words, and of all its words, in capitals."""
    parts = [p for word in words for p in word.split("-") if p and p[0].isalpha()]
    strict = "".join(p[0] for p in parts if p[0].isupper())
    loose = "".join(p[0].upper() for p in parts if p not in ("the", "The"))
    return (strict,) if strict == loose else (strict, loose)


def is_acronym(word: str) -> bool:
    """Tell whether a word looks like initials: two to seven capitals, dots and small plurals aside."""
    bare = word.replace(".", "")
    return bare.isalpha() and bare.isupper() and _SHORTEST <= len(bare) <= _LONGEST


def same_person(short: tuple[str, ...], full: tuple[str, ...]) -> str:
    """Say why `short` can be the person called `full`: "surname", "given", "middle" (a name left out), or "".

    Sources: the rules of news style (full name first, surname after).
    """
    if len(short) > len(full) or not short:
        return ""
    if len(short) == 1:
        if short[0] == full[-1]:
            return "surname"
        return "given" if short[0] == full[0] else ""
    if short == full[-len(short) :]:
        return "surname"
    if short[0] == full[0] and short[-1] == full[-1] and len(full) > len(short):
        return "middle"
    return ""
