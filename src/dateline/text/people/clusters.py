"""Profiles gathered into clusters: what is known of a referent once several mentions stand for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.model.mention import MentionKind
from dateline.text.people.profiles import FEMALE, MALE, PERSON, Profile


@dataclass(slots=True, kw_only=True)
class Cluster:
    """One referent while it is being put together: changes as mentions join."""

    members: list[int]
    genders: int
    numbers: int
    known: bool
    keys: set[tuple[str, ...]] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    extra: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    named: bool = False
    group: bool = False  # a body of people
    heard: int = 0  # MALE or FEMALE once "he" or "she" was said of it
    lean: int = 0  # the gender that the longest name so far suggests
    lean_words: int = 0  # the words of that name


class Clusters:
    """Mentions joined into disjoint clusters, with the reason for every joining."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        """Start with every mention alone."""
        self.profiles = profiles
        self._root = list(range(len(profiles)))
        self._clusters = [_alone(p) for p in profiles]
        self.reasons: dict[int, str] = {}  # of the later mention of each joining

    def root(self, mention: int) -> int:
        """The mention that stands for the cluster of `mention`."""
        return self._root[mention]

    def of(self, mention: int) -> Cluster:
        """The cluster that `mention` belongs to."""
        return self._clusters[self._root[mention]]

    def agree(self, one: int, other: int) -> bool:
        """Tell whether gender and number of two clusters leave something in common."""
        a, b = self.of(one), self.of(other)
        return bool(a.genders & b.genders and a.numbers & b.numbers)

    def join(self, one: int, other: int, reason: str) -> None:
        """Make one cluster of two mentions' clusters; `reason` is kept for the later, or the earlier if it has one."""
        a, b = self.root(one), self.root(other)
        if a == b:
            return
        earlier, later = (one, other) if one < other else (other, one)
        self.reasons.setdefault(later if later not in self.reasons else earlier, reason)
        keep, gone = (a, b) if len(self._clusters[a].members) >= len(self._clusters[b].members) else (b, a)
        for member in self._clusters[gone].members:  # the smaller cluster: few are told anew
            self._root[member] = keep
        _absorb(self._clusters[keep], self._clusters[gone])

    def chains(self) -> list[list[int]]:
        """The clusters as lists of mentions in text order, ordered by their first mention."""
        found: dict[int, list[int]] = {}
        for i in range(len(self._root)):
            found.setdefault(self.root(i), []).append(i)
        return list(found.values())


def _alone(profile: Profile) -> Cluster:
    named = profile.kind is MentionKind.NAME
    return Cluster(
        members=[profile.index],
        genders=profile.genders,
        numbers=profile.numbers,
        known=profile.known,
        keys={profile.key} if named else set(),
        nouns=set(profile.nouns),
        extra=set(profile.extra),
        labels={profile.label} if profile.label else set(),
        named=named,
        group=profile.group,
        heard=profile.genders if profile.kind is MentionKind.PRONOUN and profile.genders in (MALE, FEMALE) else 0,
        lean=profile.lean,
        lean_words=len(profile.key) if profile.lean else 0,
    )


def _absorb(keep: Cluster, gone: Cluster) -> None:
    keep.members += gone.members
    keep.genders = _merged(keep, gone)
    keep.heard = keep.heard or gone.heard
    keep.numbers = keep.numbers & gone.numbers or keep.numbers
    keep.known = keep.known or gone.known
    keep.keys |= gone.keys
    keep.nouns |= gone.nouns
    keep.extra |= gone.extra
    keep.labels |= gone.labels
    keep.named = keep.named or gone.named
    keep.group = keep.group or gone.group
    if gone.lean_words > keep.lean_words:
        keep.lean, keep.lean_words = gone.lean, gone.lean_words


def _merged(keep: Cluster, gone: Cluster) -> int:
    """The genders that both allow; what a pronoun alone says of a name stays open to a better reading."""
    common = keep.genders & gone.genders
    if common and common in (keep.heard, gone.heard) and not (keep.known and gone.known):
        lean = keep.lean | gone.lean
        other = gone if keep.heard else keep
        return PERSON if lean and not lean & common else other.genders & PERSON
    return common or (gone.genders if gone.known and not keep.known else keep.genders)
