"""Events that are one happening to the happening itself: every field with who tells it, agreed or disputed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.merge.fields import gather
from dateline.merge.judge import Decision, judge
from dateline.merge.judgements import Pair, pair
from dateline.merge.tellings import Field
from dateline.merge.view import EventView, ReportView
from dateline.merge.witness import independent
from dateline.model.ids import stable_id

_LAST = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One happening as all reports tell it.

    `id` comes from the event of the first report (earliest filing date, then lowest report id, then place in the
    text): a later report does not change it, an earlier one does. `events` are in that order. `fields` maps a field to
    its values; a field that no report tells is left out. `witnesses` is the number of independent ones
    (`merge.witness.independent`), `reports` of all reports. `links` are the decisions that hold the events together:
    for every event but the first the surest one to an earlier event (an event that people joined may have none).
    `confidence` is that of the surest event times the mean probability of the links.
    """

    id: str
    events: tuple[EventView, ...]
    fields: Mapping[str, Field]
    witnesses: int
    reports: int
    links: tuple[Decision, ...]
    confidence: float

    @property
    def first(self) -> ReportView:
        """The first report."""
        return self.events[0].report

    @property
    def latest(self) -> ReportView:
        """The latest report."""
        return self.events[-1].report

    @property
    def disputed(self) -> tuple[str, ...]:
        """The fields on which reports contradict one another."""
        return tuple(name for name, field in self.fields.items() if not field.agreed)

    def chosen(self, name: str) -> Any:
        """Return the value chosen for a field, None where no report tells it."""
        field = self.fields.get(name)
        return None if field is None else field.chosen


def order(event: EventView) -> tuple[date, str, int, str]:
    """Return the key that puts the events of a happening in order."""
    return event.report.filed or _LAST, event.report.id, event.start, event.id


def happening(events: Sequence[EventView], likeness: Mapping[Pair, float], copies: Mapping[str, str]) -> Happening:
    """Make the happening of these events.

    Args:
        events: one or more, in any order.
        likeness: the probability of the pairs among them that are possible; others are passed over.
        copies: the group of copies that each report belongs to.
    """
    told = tuple(sorted(events, key=order))
    links = _links(told, likeness)
    cohesion = sum(link.probability for link in links) / len(links) if links else 1.0
    return Happening(
        id=stable_id("hap", told[0].id),
        events=told,
        fields=gather(told, copies),
        witnesses=independent(told, copies),
        reports=len({event.report.id for event in told}),
        links=links,
        confidence=round(max(event.confidence for event in told) * cohesion, 3),
    )


def _links(told: Sequence[EventView], likeness: Mapping[Pair, float]) -> tuple[Decision, ...]:
    """The surest pair of each event with an earlier one, judged again for its reasons."""
    links = []
    for position, event in enumerate(told):
        found = [(likeness.get(pair(event.id, other.id), 0.0), other.id, other) for other in told[:position]]
        probability, _, nearest = max(found, key=lambda row: row[:2], default=(0.0, "", event))
        links += [judge(event, nearest)] if probability else []
    return tuple(links)
