"""The parties that reports of one happening name to groups of names for one party, agreed or disputed."""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from dateline.merge.compare import VAGUE, same_party
from dateline.merge.tellings import Field, Telling, Value, value_of
from dateline.merge.view import EventView, PartyView

Told = tuple[EventView, PartyView]


def parties(
    events: Sequence[EventView], role: Callable[[EventView], tuple[PartyView, ...]], copies: Mapping[str, str]
) -> Field | None:
    """Return the field of one role, None where no event names anybody.

    Reports contradict one another if two of them name only parties that cannot be the same; an unknown gunman can be
    anybody. Chosen are all parties, the vague ones only where nobody is named; in a dispute those of the reports that
    name the best supported one.
    """
    groups: list[list[Told]] = []
    for event in events:
        for party in role(event):
            _place(groups, event, party)
    if not groups:
        return None
    ranked = sorted(((_value(group, copies), group) for group in groups), key=lambda pair: -pair[0].support)
    agreed = not _disputed([group for _, group in ranked])
    best = {event.report.id for event, _ in ranked[0][1]}
    kept = [
        (value, group) for value, group in ranked if agreed or best.intersection(event.report.id for event, _ in group)
    ]
    clear = [value for value, group in kept if not _vague(group)] or [value for value, _ in kept]
    reason = "no two reports exclude each other" if agreed else "those of the best supported account"
    return Field(
        agreed=agreed, values=tuple(value for value, _ in ranked), chosen=[v.value for v in clear], reason=reason
    )


def _place(groups: list[list[Told]], event: EventView, party: PartyView) -> None:
    """Put a party into the group whose name fits, else into one whose codes fit and which this event is not in yet."""
    for how in ("named", "coded"):
        for group in groups:
            own = any(other is event for other, _ in group)
            if not (own and how == "coded") and any(same_party(party, member) == how for _, member in group):
                group.append((event, party))
                return
    groups.append([(event, party)])


def _value(group: list[Told], copies: Mapping[str, str]) -> Value:
    """The value of a group, under its first proper name, else under the first description."""
    _, best = min(group, key=lambda told: not told[1].proper)
    value = {"name": best.name, "country": best.country, "sector": best.sector}
    tellings = [
        Telling(key=None, value=value, label=best.name, event=event, start=party.start, end=party.end)
        for event, party in group
    ]
    return value_of(tellings, copies)


def _vague(group: list[Told]) -> bool:
    return all(party.sector in VAGUE and not party.proper for _, party in group)


def _disputed(groups: list[list[Told]]) -> bool:
    named: dict[str, set[int]] = {}
    for number, group in enumerate(groups):
        for event, _ in group:
            named.setdefault(event.report.id, set()).add(-1 if _vague(group) else number)
    return any(-1 not in one | other and not one & other for one, other in combinations(named.values(), 2))
