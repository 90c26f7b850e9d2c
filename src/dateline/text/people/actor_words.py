"""A phrase for a party cut into words, and the keys under which words and names are looked up."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"(?<=[\w.])\s?['’`]s\b|#?[^\W_]+(?:[.'’`][^\W_]+)*", re.IGNORECASE)
_BREAK = re.compile(r"[,;:()\[\]/\"“”—–|]|\s-\s")
_OWN = re.compile(r"['’`][sS]$")
_INNER = str.maketrans("", "", ".'’`")
_HYPHENS = "-‐‑"
_SPELLING = {
    "defence": "defense", "labour": "labor", "organisation": "organization", "organisations": "organizations",
    "centre": "center", "programme": "program", "armoured": "armored", "neighbour": "neighbor",
    "paediatric": "pediatric", "organised": "organized", "licence": "license", "harbour": "harbor",
    "theatre": "theater", "neighbours": "neighbors", "centres": "centers", "labourer": "laborer",
    "labourers": "laborers", "defences": "defenses", "travellers": "travelers",
}  # fmt: skip
_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "wives": "wife", "wolves": "wolf", "thieves": "thief",
    "clergymen": "clergyman", "oxen": "ox", "lives": "life", "knives": "knife", "media": "media", "police": "police",
    "news": "news", "series": "series", "headquarters": "headquarters", "customs": "customs", "forces": "force",
    "corps": "corps", "ranks": "ranks", "gendarmes": "gendarme", "militia": "militia", "people": "people",
    "personnel": "personnel", "taliban": "taliban", "judges": "judge", "colleges": "college", "others": "other",
    "allies": "ally", "enemies": "enemy", "barracks": "barracks", "besieged": "besieged", "spies": "spy",
    "airlines": "airline", "zombies": "zombie", "movies": "movie", "mercenaries": "mercenary", "heroes": "hero",
    "attaches": "attache", "coaches": "coach", "politics": "politics", "ethics": "ethics", "horses": "horse",
    "houses": "house", "nurses": "nurse", "bases": "base", "spouses": "spouse", "corpses": "corpse", "causes": "cause",
    "axes": "axe", "caches": "cache", "excuses": "excuse", "cruises": "cruise", "courthouses": "courthouse",
    "warehouses": "warehouse", "universities": "university", "buses": "bus", "chaos": "chaos", "kurds": "kurd",
}  # fmt: skip
_SHORT = 3
_CACHED_WORDS = 1 << 16  # news has some 50,000 words that come again; a server must not keep every typing error


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a phrase.

    `key` is lower case without accents, dots and apostrophes, in American spelling; `lemma` its singular; `owner`
    tells of 's behind it; `tied` of a hyphen behind it; `apart` of a comma, bracket or dash before it.
    """

    text: str
    key: str
    lemma: str
    capital: bool
    upper: bool
    owner: bool
    tied: bool
    apart: bool

    @property
    def full(self) -> str:
        """The key as it stands inside a longer name: "People's" and "Peoples" are one."""
        return self.key + "s" if self.owner and not self.key.endswith("s") else self.key


@lru_cache(maxsize=_CACHED_WORDS)
def plain(text: str) -> str:
    """The text in lower case without accents, dots and apostrophes."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        text = (
            text.replace("ı", "i")
            .replace("ø", "o")
            .replace("Ø", "O")
            .replace("ł", "l")
            .replace("Ł", "L")
            .replace("đ", "d")
        )
    return text.lower().translate(_INNER)


@lru_cache(maxsize=_CACHED_WORDS)
def singular(key: str) -> str:
    """The singular of an English noun in lower case; a word that is no plural stays as it is."""
    if key in _IRREGULAR:
        return _IRREGULAR[key]
    if len(key) <= _SHORT or not key.endswith("s") or key.endswith(("ss", "us", "is")):
        return key[:-3] + "man" if key.endswith("men") and len(key) > _SHORT + 2 else key
    if key.endswith("ies"):
        return key[:-3] + "y"
    if key.endswith(("sses", "xes", "ches", "shes", "zes")):
        return key[:-2]
    return key[:-1]


@lru_cache(maxsize=_CACHED_WORDS)
def _spelled(text: str) -> str:
    key = plain(text)
    return _SPELLING.get(key, key)


def words_of(text: str) -> list[Word]:
    """Cut a phrase into words; hyphens part words, 's marks its owner, punctuation is kept as `apart`."""
    words: list[Word] = []
    end = 0
    for found in _WORD.finditer(text):
        piece, start = found[0], found.start()
        if piece.lstrip()[0] in "'’`":
            if words:
                words[-1] = _owner(words[-1])
            end = found.end()
            continue
        gap = text[end:start]
        end = found.end()
        own = _OWN.search(piece) is not None
        if own:
            piece = piece[:-2]
        behind = text[end : end + 1]
        key = _spelled(piece)
        words.append(
            Word(
                text=piece,
                key=key,
                lemma=singular(key),
                capital=not piece[0].islower(),
                upper=piece.isupper(),
                owner=own or (behind in ("'", "’") and piece[-1:] == "s"),
                tied=behind != "" and behind in _HYPHENS and text[end + 1 : end + 2].isalnum(),
                apart=bool(words) and _BREAK.search(gap) is not None,
            )
        )
    return words


def _owner(word: Word) -> Word:
    return Word(word.text, word.key, word.lemma, word.capital, word.upper, True, word.tied, word.apart)  # noqa: FBT003


def name_key(words: Sequence[Word]) -> str:
    """The key of a name that these words make up; 's behind the last word does not belong to it."""
    if len(words) == 1:
        return words[0].key
    return " ".join([*(w.full for w in words[:-1]), words[-1].key])


def key_of(name: str) -> str:
    """The key of a name in a table."""
    if name.isascii() and name.replace(" ", "").isalpha():
        return " ".join([_SPELLING.get(w, w) for w in name.lower().split()])
    return name_key(words_of(name))
