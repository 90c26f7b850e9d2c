"""A record with names of private persons to one with stable pseudonyms, every span moved along with its words.

The words are replaced first, then every offset is moved: `text[start:end] == span.text` holds on what comes out.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from dateline.text.people.private import PrivatePerson

Record = dict[str, Any]

DEFAULT_KEY = "dateline"
"""The key of pseudonyms where a user sets none. It is public: whoever guesses a name can check the guess."""
PARTICLES = frozenset("al el bin ben ibn abu da de del della der di dos du la le van von den ten ter zu".split())
"""Words that belong to the surname behind them."""
CODES = frozenset({"type", "mode", "cameo", "country", "sector", "status", "sha256", "id", "grain", "stage", "what"})
"""Keys whose values are codes of ours, never words of the report."""
_LETTER = r"[^\W\d_]"
_SHORTEST = 3  # letters of a part of a surname that is hidden on its own


def pseudonym(name: str, key: str = DEFAULT_KEY) -> str:
    """Return the pseudonym of a full name, `P-` and eight hex digits; the same for equal names under one key."""
    plain = " ".join(name.casefold().split())
    digest = blake2b(plain.encode(), digest_size=4, key=blake2b(key.encode(), digest_size=32).digest())
    return f"P-{digest.hexdigest().upper()}"


def protect(row: Record, persons: Sequence[PrivatePerson], key: str = DEFAULT_KEY) -> Record:
    """Return the record with every name of these persons replaced, in the text and in every other field.

    Its `engine` says that it was protected, whether or not anybody had to be hidden.

    Args:
        row: a record that holds its report's `text`, as `exports.record` and `exports.quotes` make it.
        persons: whom to hide, with where the text names them.
        key: what the pseudonyms are keyed with; another key gives others.
    """
    if "engine" in row:
        row = {**row, "engine": {**row["engine"], "protected": True}}
    if not persons:
        return row
    hidden = [_Hidden.of(person, pseudonym(person.name, key)) for person in persons]
    text: str = row["text"]
    moved = _Moved.of(text, list(_cuts(text, hidden)))
    title = row.get("title")
    out = {field: _protected(field, value, moved, hidden) for field, value in row.items() if field != "text"}
    if title and text.startswith(title):
        out["title"] = moved.text[: moved.end(len(title))]
    return {field: moved.text if field == "text" else out[field] for field in row}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hidden:
    """A person to hide: what replaces the name, and the patterns that find it."""

    alias: str
    spans: tuple[tuple[int, int], ...]
    patterns: tuple[re.Pattern[str], ...]  # in running text, the longest first
    loose: tuple[re.Pattern[str], ...]  # in addresses and file names: any case, any mark between the words

    @classmethod
    def of(cls, person: PrivatePerson, alias: str) -> "_Hidden":
        variants = list(_variants(person))
        words = [r"\s+".join(map(_cased, variant)) for variant in variants]
        marks = [r"[\W_]*".join(map(re.escape, variant)) for variant in variants]
        return cls(
            alias=alias,
            spans=tuple((s.start, s.end) for s in person.spans),
            patterns=tuple(re.compile(rf"(?<!{_LETTER}){w}(?!{_LETTER})") for w in words),
            loose=tuple(re.compile(rf"(?<!{_LETTER}){m}(?!{_LETTER})", re.IGNORECASE) for m in marks),
        )


def _variants(person: PrivatePerson) -> Iterator[tuple[str, ...]]:
    """The ways to name a person, the longest first: in full, by the surname with its particles, by its last word."""
    words = person.words
    yield words
    if len(words) == 1 or words[-1] in person.shared:
        return
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold().rstrip("-") in PARTICLES:
        first -= 1
    if first < len(words) - 1:
        yield words[first:]
    yield words[-1:]
    parts = [part for part in re.split(r"[-‐-―]", words[-1]) if len(part) >= _SHORTEST and part[:1].isupper()]
    if len(parts) > 1:
        yield from ((part,) for part in parts)


def _cased(word: str) -> str:
    """A word as it is written, or in capitals."""
    plain, loud = re.escape(word), re.escape(word.upper())
    return plain if plain == loud else f"(?:{plain}|{loud})"


def _cuts(text: str, hidden: Sequence[_Hidden]) -> Iterator[tuple[int, int, str]]:
    """What is cut out (start, end, what stands there instead): in order; of cuts that overlap, the longest."""
    found = [(start, end, each.alias) for each in hidden for start, end in each.spans]
    found += [(m.start(), m.end(), h.alias) for h in hidden for each in h.patterns for m in each.finditer(text)]
    taken = bytearray(len(text) + 1)
    kept = []
    for start, end, alias in sorted(set(found), key=lambda cut: (cut[0] - cut[1], cut[0], cut[2])):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            kept.append((start, end, alias))
    yield from sorted(kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moved:
    """The text after the cuts, and where each old offset lies in it."""

    text: str
    starts: list[int]
    ends: list[int]
    new_starts: list[int]
    new_ends: list[int]

    @classmethod
    def of(cls, text: str, cuts: Sequence[tuple[int, int, str]]) -> "_Moved":
        pieces, at, length = [], 0, 0
        moved = cls(text="", starts=[], ends=[], new_starts=[], new_ends=[])
        for start, end, alias in cuts:
            pieces += [text[at:start], alias]
            length += start - at
            moved.starts.append(start)
            moved.ends.append(end)
            moved.new_starts.append(length)
            length += len(alias)
            moved.new_ends.append(length)
            at = end
        whole = "".join([*pieces, text[at:]])
        return cls(
            text=whole,
            starts=moved.starts,
            ends=moved.ends,
            new_starts=moved.new_starts,
            new_ends=moved.new_ends,
        )

    def start(self, at: int) -> int:
        """Where a span that began at `at` begins: inside a cut, with the pseudonym."""
        k = bisect_right(self.starts, at) - 1
        if k < 0:
            return at
        return self.new_starts[k] if at < self.ends[k] else at - self.ends[k] + self.new_ends[k]

    def end(self, at: int) -> int:
        """Where a span that ended at `at` ends: inside a cut, behind the pseudonym."""
        k = bisect_right(self.starts, at - 1) - 1
        if k < 0:
            return at
        return self.new_ends[k] if at <= self.ends[k] else at - self.ends[k] + self.new_ends[k]


def _protected(field: str, value: Any, moved: _Moved, hidden: Sequence[_Hidden]) -> Any:
    if isinstance(value, str):
        return value if field in CODES else _scrubbed(value, hidden)
    if isinstance(value, list):
        return [_protected(field, item, moved, hidden) for item in value]
    if not isinstance(value, dict):
        return value
    out = {name: _protected(name, item, moved, hidden) for name, item in value.items()}
    if isinstance(value.get("start"), int) and isinstance(value.get("end"), int) and "text" in value:
        start, end = value["start"], value["end"]
        first = moved.start(start)
        last = moved.end(end) if end > start else first
        out |= {"start": first, "end": last, "text": moved.text[first:last]}
    return out


def _scrubbed(words: str, hidden: Sequence[_Hidden]) -> str:
    loose = "/" in words or "\\" in words or not any(c.isspace() for c in words)
    for each in hidden:
        for pattern in (*each.patterns, *(each.loose if loose else ())):
            words = pattern.sub(each.alias, words)
    return words
