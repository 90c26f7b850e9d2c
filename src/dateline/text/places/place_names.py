"""Place names to the keys they are filed under, so that spellings of one name meet."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h"}
)
_SILENT = re.compile(r"(?<=\w)['’‘`ʻʼʹʾʿ´](?=s\b)|['’‘`ʻʼʹʾʿ´.]")
_GAP = re.compile(r"[^a-z0-9]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point", "twp": "township", "co": "county"}


@lru_cache(maxsize=1 << 15)
def place_key(name: str) -> str:
    """Return the key of `name`: plain lower-case letters and digits, one space between words.

    "St. Petersburg" and "Saint Petersburg", "Gdańsk" and "Gdansk", "U.S." and "US" share a key. Names
    in other scripts than the Latin one have the empty key, and are not filed.
    """
    plain = name.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = _SILENT.sub("", plain).replace("&", " and ")
    if not plain.isascii() and any(c.isalpha() and not c.isascii() for c in plain):
        return ""
    words = _GAP.sub(" ", plain).split()
    if len(words) > 1:
        words = [_SHORT.get(word, word) for word in words]
        if words[0] == "the":
            del words[0]
    return " ".join(words)
