"""Probabilities of pairs to groups by average linkage, so that no chain of doubtful pairs makes a group.

Two groups join while the mean probability over all pairs between them reaches a threshold; a pair that nobody judged
counts 0. What people ruled comes first: their groups are there from the start, and what they hold apart never joins.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

from dateline.merge.judgements import Pair, Rulings, pair

Group = tuple[str, ...]


def components(nodes: Iterable[str], edges: Iterable[Pair]) -> list[Group]:
    """Return the connected parts of a graph, each sorted, in the order of their first members."""
    root = {node: node for node in nodes}

    def top(node: str) -> str:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for left, right in edges:
        one, two = sorted((top(left), top(right)))
        root[two] = one
    parts: dict[str, list[str]] = defaultdict(list)
    for node in sorted(root):
        parts[top(node)].append(node)
    return sorted(tuple(part) for part in parts.values())


def cluster(
    nodes: Collection[str],
    likeness: Mapping[Pair, float],
    *,
    least: float,
    rulings: Rulings | None = None,
    apart: Collection[Pair] = (),
) -> list[Group]:
    """Group `nodes`: the same result whatever the order of the arguments' items.

    Args:
        nodes: the events to group.
        likeness: the probability of a pair (its ids sorted); a missing pair counts 0.
        least: the mean probability between two groups from which they join.
        rulings: what people decided; their groups may hold pairs that are `apart`.
        apart: pairs that never join by themselves, such as two events of one report.

    Returns:
        Groups sorted by their first member; every node is in exactly one.
    """
    rulings = rulings or Rulings()
    return _Linkage(nodes, likeness, rulings, {*apart, *rulings.apart}).run(least)


class _Linkage:
    """Groups on their way to the end: sums of the likeness between them, and a heap of the best pairs."""

    def __init__(
        self, nodes: Collection[str], likeness: Mapping[Pair, float], rulings: Rulings, apart: set[Pair]
    ) -> None:
        present = set(nodes)
        start = [tuple(m for m in group if m in present) for group in rulings.groups]
        taken = {member for group in start for member in group}
        start += [(node,) for node in present - taken]
        self.groups: dict[str, Group] = {group[0]: group for group in sorted(g for g in start if g)}
        self.of = {member: name for name, group in self.groups.items() for member in group}
        self.sums: dict[str, dict[str, float]] = {name: {} for name in self.groups}
        self.never: dict[str, set[str]] = {name: set() for name in self.groups}
        for (left, right), value in sorted(likeness.items()):
            self._add(self.of.get(left), self.of.get(right), value)
        for left, right in apart:
            one, two = self.of.get(left), self.of.get(right)
            if one is not None and two is not None and one != two:
                self.never[one].add(two)
                self.never[two].add(one)

    def _add(self, one: str | None, two: str | None, value: float) -> None:
        if one is not None and two is not None and one != two:
            self.sums[one][two] = self.sums[two][one] = self.sums[one].get(two, 0.0) + value

    def mean(self, one: str, two: str) -> float:
        return self.sums[one][two] / (len(self.groups[one]) * len(self.groups[two]))

    def run(self, least: float) -> list[Group]:
        heap: list[tuple[float, str, str, int, int]] = []
        for one in self.groups:
            self._offer(heap, one, [two for two in self.sums[one] if one < two])
        heapify(heap)
        while heap:
            negative, one, two, *sizes = heappop(heap)
            if -negative < least:
                break
            if sizes == [self._size(one), self._size(two)]:  # else one of them has grown or gone since
                self._join(one, two)
                self._offer(heap, one, list(self.sums[one]))
        return sorted(self.groups.values())

    def _size(self, name: str) -> int:
        return len(self.groups.get(name, ()))

    def _offer(self, heap: list[tuple[float, str, str, int, int]], one: str, others: Sequence[str]) -> None:
        for two in others:
            if two not in self.never[one]:
                left, right = pair(one, two)
                heappush(heap, (-self.mean(one, two), left, right, self._size(left), self._size(right)))

    def _join(self, one: str, two: str) -> None:
        """Take group `two` into group `one`, whose name is the lower."""
        self.groups[one] = tuple(sorted((*self.groups[one], *self.groups.pop(two))))
        for third, value in self.sums.pop(two).items():
            del self.sums[third][two]
            if third != one:
                self._add(one, third, value)
        for third in self.never.pop(two):
            self.never[third].discard(two)
            self.never[third].add(one)
            self.never[one].add(third)
