"""Definite descriptions to what they take up: "the lieutenant" to a lieutenant before, "the country" to Lithuania."""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Protocol

from dateline.model.mention import MentionKind
from dateline.model.syntax import Parse
from dateline.text.people.clusters import Clusters
from dateline.text.people.profiles import MANY, MEASURES, ONE, PERSON, Profile

MENTIONS_BACK = 80
"""How many mentions back a description may find what it takes up."""

SENTENCES_BACK = 2
"""How many sentences back a description without a noun in common ("the group", "the country") may look."""

_APART = frozenset(
    {
        "other",
        "another",
        "second",
        "third",
        "new",
        "different",
        "next",
        "latter",
        "more",
        "additional",
        "fellow",
        "rival",
    }
)
_SAME = frozenset({"own", "same", "said", "say", "very", "entire", "whole", "alleged", "suspected", "accused"})
_BODIES = frozenset(
    "group organisation organization party company firm agency movement union militia alliance bloc network".split()
)
_LANDS = frozenset({"country", "nation", "kingdom"})
_TOWNS = frozenset({"city", "town"})
_FOLK = frozenset({"man", "woman", "boy", "girl", "teenager", "old"})


class NounTables(Protocol):
    """What must be known beforehand of nouns and places, by lemma or lower-case name (`dateline.knowledge.names`)."""

    @property
    def broader(self) -> Mapping[str, frozenset[str]]:
        """Nouns to the narrower nouns that they may take up again."""

    @property
    def accused(self) -> Container[str]:
        """Nouns for the one who is charged with a deed ("suspect")."""

    @property
    def accusing(self) -> Container[str]:
        """Verbs whose object is charged with a deed."""

    @property
    def places(self) -> Mapping[str, str]:
        """Place names to country, town or province."""


class Descriptions:
    """The nouns said so far in a report, and what a description to come takes up."""

    def __init__(self, parse: Parse, clusters: Clusters, known: NounTables) -> None:
        """Start with nothing said; `clusters` is what has been joined so far and may grow."""
        self._parse = parse
        self._clusters = clusters
        self._known = known
        self._charged: list[int] = []  # mentions of persons who are arrested, charged, convicted
        self._said: dict[str, list[int]] = {}  # noun to the mentions it stands in
        self._named: dict[str, list[int]] = {}  # last word of longer names of bodies and places to their mentions

    def note(self, p: Profile) -> None:
        """Remember what a mention is called."""
        for noun in p.nouns:
            self._said.setdefault(noun, []).append(p.index)
        if len(p.key) > 1 and p.label != "PERSON":
            self._named.setdefault(p.key[-1], []).append(p.index)
        token = self._parse.tokens[p.head]
        one_person = p.genders & PERSON and p.numbers & ONE
        if one_person and token.dep in ("dobj", "nsubjpass") and self._lemma(token.head) in self._known.accusing:
            self._charged.append(p.index)

    def find(self, p: Profile) -> tuple[int, str] | None:
        """Return the earlier mention that a description takes up, and why, or None."""
        several_people = bool(p.genders & PERSON and p.numbers & MANY)
        definite = p.article == "definite"
        if not p.nouns or p.label in MEASURES or p.extra & _APART:
            return None
        if not definite and not (p.article == "bare" and several_people):
            return None
        whose = complement(self._parse, p)
        found = self._latest(p, p.nouns[:1], self._said, whose)
        if found is not None or not definite:
            return None if found is None else (found, "same noun")
        return self._otherwise(p, whose)

    def _otherwise(self, p: Profile, whose: frozenset[str]) -> tuple[int, str] | None:
        """What a definite description takes up that was called by another word before."""
        found = self._latest(p, p.nouns[:1], self._named, whose)
        if found is not None:
            return found, "noun in name"
        found = self._latest(p, self._known.broader.get(p.nouns[0], ()), self._said, whose)
        if found is not None:
            return found, "wider noun"
        if whose or p.extra - _SAME:
            return None
        return self._accused(p) or _by_kind(self._clusters, p, self._known.places)

    def _lemma(self, token: int) -> str:
        return self._parse.tokens[token].lemma

    def _accused(self, p: Profile) -> tuple[int, str] | None:
        """The one person so far who was charged with something, for "the suspect"."""
        if p.nouns[0] not in self._known.accused or p.numbers == MANY:
            return None
        roots = {self._clusters.root(i): i for i in self._charged if self._clusters.agree(i, p.index)}
        if len(roots) != 1:
            return None
        return next(iter(roots.values())), "accused"

    def _latest(
        self, p: Profile, nouns: Iterable[str], index: Mapping[str, Sequence[int]], whose: frozenset[str]
    ) -> int | None:
        """The latest mention under any of the nouns that agrees with `p`."""
        best = None
        for noun in nouns:
            for i in reversed(index.get(noun, ())):
                if i <= p.index - MENTIONS_BACK or (best is not None and i <= best):
                    break
                if self._clusters.agree(i, p.index) and _fits(
                    self._parse, self._clusters, p, self._clusters.profiles[i], whose
                ):
                    best = i
                    break
        return best


def folk(p: Profile) -> bool:
    """Tell whether a description says no more of someone than a pronoun would ("the man", "the 34-year-old")."""
    return p.article == "definite" and p.numbers == ONE and bool(p.nouns) and p.nouns[0] in _FOLK


def _fits(parse: Parse, clusters: Clusters, p: Profile, other: Profile, whose: frozenset[str]) -> bool:
    """Tell whether what the description adds does not speak against the other."""
    if p.first < other.last and other.first < p.last:
        return False
    if p.article == "bare" and (p.extra != other.extra or other.article != "bare"):
        return False
    if p.sentence == other.sentence and p.verb == other.verb:
        return False
    cluster = clusters.of(other.index)
    added = p.extra - _SAME - cluster.extra - cluster.nouns
    if added and not all(any(word in key for key in cluster.keys) for word in added):
        return False
    if not whose:
        return True
    theirs = complement(parse, other)
    return whose == theirs or (not theirs and cluster.named)


def _by_kind(clusters: Clusters, p: Profile, places: Mapping[str, str]) -> tuple[int, str] | None:
    """The nearest name of the kind that the noun tells: an organisation, a state, a town."""
    noun = p.nouns[0]
    if p.article != "definite" or p.numbers == MANY or not (noun in _BODIES or noun in _LANDS or noun in _TOWNS):
        return None
    for i in range(p.index - 1, -1, -1):
        other = clusters.profiles[i]
        if p.sentence - other.sentence > SENTENCES_BACK:
            return None
        if other.kind is not MentionKind.NAME or other.last > p.first:
            continue
        if p.sentence == other.sentence and p.verb == other.verb:
            continue
        where = places.get(" ".join(other.key), "")
        if noun in _BODIES and other.label == "ORG" and other.role != "owner" and not where:
            return other.index, "kind of body"
        if (noun in _LANDS and where == "country") or (noun in _TOWNS and where == "town"):
            return other.index, "kind of place"
    return None


def complement(parse: Parse, p: Profile) -> frozenset[str]:
    """The words that say whose or of what: the heads of "of …" phrases and of possessors, in lower case."""
    found = set()
    for child in parse.children(parse.tokens[p.head], "prep", "poss"):
        if child.dep == "poss":
            found.add(child.lower)
        else:
            inner = parse.child(child, "pobj")
            if inner is not None:
                found.add(inner.lower)
    return frozenset(found)
