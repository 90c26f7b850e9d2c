"""Records of reports, in any order and any number of portions, to the happenings they tell of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from dateline.merge.block import Blocks, Key, Window, blocks, overlap
from dateline.merge.cluster import Group, cluster, components
from dateline.merge.copies import CopyIndex
from dateline.merge.happening import Happening, happening, order
from dateline.merge.judge import SAME, likeness
from dateline.merge.judgements import Judgement, Pair, Rulings, pair, replay
from dateline.merge.view import EventView, Record, views


class Folder:
    """Takes in records one after the other and tells the happenings of all of them at any time.

    The happenings depend on the set of records and on the judgements, never on the order in which records came or on
    how often `happenings` was asked for. A new event is compared only with those that share a block with it.
    """

    def __init__(self) -> None:
        """Make a folder without any reports."""
        self._events: dict[str, EventView] = {}
        self._of: dict[str, tuple[str, ...]] = {}
        self._days: dict[str, Window | None] = {}
        self._members: dict[Key, list[str]] = defaultdict(list)
        self._likeness: dict[Pair, float] = {}
        self._near: dict[str, set[str]] = {}
        self._copies = CopyIndex()
        self._copied: dict[str, set[str]] = {}

    def add(self, record: Record) -> None:
        """Take in one report; one that is there already (by its `doc_id`) is replaced by this record."""
        report = record["doc_id"]
        self.remove(report)
        events = views(record)
        self._of[report] = tuple(event.id for event in events)
        found = self._copies.add(report, record.get("text") or "")
        self._copied[report] = set(found)
        for other in found:
            self._copied[other].add(report)
        placed = [(event, blocks(event)) for event in events]
        for event, own in placed:
            self._near[event.id] = set()
            self._compare(event, own)
        for event, own in placed:
            self._events[event.id] = event
            self._days[event.id] = own.days
            for key in own.lies:
                self._members[key].append(event.id)

    def remove(self, report: str) -> None:
        """Forget a report and its events; one that is not there is no error."""
        if report not in self._of:
            return
        self._copies.remove(report)
        for other in self._copied.pop(report):
            self._copied[other].discard(report)
        for name in self._of.pop(report):
            del self._days[name]
            for other in self._near.pop(name):
                self._near[other].discard(name)
                del self._likeness[pair(name, other)]
            for key in blocks(self._events.pop(name)).lies:
                self._members[key].remove(name)

    def happenings(self, judgements: Sequence[Judgement] = ()) -> tuple[Happening, ...]:
        """Return the happenings in the order of their first reports. Every event is in exactly one.

        Args:
            judgements: what people decided, oldest first (`merge.judgements`).
        """
        rulings = replay(judgements, self._events)
        joined = [edge for group in rulings.groups for edge in combinations(group, 2)]
        copies = self._copy_groups()
        parts = components(self._events, [*self._likeness, *joined])
        groups = (group for part in parts for group in self._groups(part, rulings))
        made = [happening([self._events[name] for name in group], self._likeness, copies) for group in groups]
        return tuple(sorted(made, key=lambda h: order(h.events[0])))

    def _compare(self, event: EventView, own: Blocks) -> None:
        for name in {name for key in own.looks for name in self._members.get(key, ())}:
            if overlap(own.days, self._days[name]):
                probability = likeness(event, self._events[name])
                if probability:
                    self._likeness[pair(event.id, name)] = probability
                    self._near[event.id].add(name)
                    self._near[name].add(event.id)

    def _groups(self, part: Group, rulings: Rulings) -> list[Group]:
        """The happenings of one connected part, as groups of events."""
        if len(part) == 1:
            return [part]
        pairs = {pair(name, other) for name in part for other in self._near[name]}
        known = {p: self._likeness[p] for p in pairs}
        return cluster(part, known, least=SAME, rulings=rulings.within(part), apart=list(self._of_one_report(part)))

    def _of_one_report(self, part: Sequence[str]) -> Iterator[Pair]:
        """Two events of one report are two happenings by the rules of the record."""
        by_report: dict[str, list[str]] = defaultdict(list)
        for name in part:
            by_report[self._events[name].report.id].append(name)
        for names in by_report.values():
            for left, right in combinations(names, 2):
                yield pair(left, right)

    def _copy_groups(self) -> dict[str, str]:
        edges = ((report, other) for report, others in self._copied.items() for other in others if report < other)
        return {report: part[0] for part in components(self._copied, edges) for report in part}


def fold(records: Iterable[Record], judgements: Sequence[Judgement] = ()) -> tuple[Happening, ...]:
    """Return the happenings that the reports tell of; every event of every record is in exactly one of them.

    Args:
        records: reports as docs/reference/record-format.md has them, in any order.
        judgements: what people decided about which events belong together, oldest first.
    """
    folder = Folder()
    for record in records:
        folder.add(record)
    return folder.happenings(judgements)
