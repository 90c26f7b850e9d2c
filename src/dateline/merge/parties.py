"""The parties that reports of one happening name to groups of names for one party, agreed or disputed."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import combinations

from dateline.merge.compare import VAGUE, same_party
from dateline.merge.tellings import Field, Telling, Value, value_of
from dateline.merge.view import EventView, PartyView

Told = tuple[EventView, PartyView]


class _Group:
    """Parties that are one, as they are told; `kinds` holds one of each name and codes, for comparing."""

    def __init__(self, event: EventView, party: PartyView) -> None:
        self.told: list[Told] = []
        self.kinds: dict[Hashable, PartyView] = {}
        self.add(event, party)

    def add(self, event: EventView, party: PartyView) -> None:
        self.told.append((event, party))
        self.kinds.setdefault((party.key, party.country, party.sector, party.ids), party)

    def takes(self, event: EventView, party: PartyView, how: str) -> bool:
        """Names may be said twice in one event; two descriptions there are of two parties."""
        if how == "coded" and self.told[-1][0] is event:  # events come one after the other
            return False
        return any(same_party(party, other) == how for other in self.kinds.values())

    @property
    def vague(self) -> bool:
        return all(party.sector in VAGUE and not party.proper for party in self.kinds.values())

    @property
    def reports(self) -> set[str]:
        return {event.report.id for event, _ in self.told}


def parties(
    events: Sequence[EventView], role: Callable[[EventView], tuple[PartyView, ...]], copies: Mapping[str, str]
) -> Field | None:
    """Return the field of one role, None where no event names anybody.

    Reports contradict one another if two of them name only parties that cannot be the same; an unknown gunman can be
    anybody. Chosen are all parties, the vague ones only where nobody is named; in a dispute those of the reports that
    name the best supported one.
    """
    groups: list[_Group] = []
    for event in events:
        for party in role(event):
            _place(groups, event, party)
    if not groups:
        return None
    ranked = sorted(((_value(group, copies), group) for group in groups), key=lambda pair: -pair[0].support)
    agreed = not _disputed([group for _, group in ranked])
    best = ranked[0][1].reports
    kept = [(value, group) for value, group in ranked if agreed or best & group.reports]
    clear = [value for value, group in kept if not group.vague] or [value for value, _ in kept]
    reason = "no two reports exclude each other" if agreed else "those of the best supported account"
    return Field(
        agreed=agreed, values=tuple(value for value, _ in ranked), chosen=[v.value for v in clear], reason=reason
    )


def _place(groups: list[_Group], event: EventView, party: PartyView) -> None:
    """Put a party into the group whose name fits, else into one whose codes fit."""
    for how in ("named", "coded"):
        for group in groups:
            if group.takes(event, party, how):
                group.add(event, party)
                return
    groups.append(_Group(event, party))


def _value(group: _Group, copies: Mapping[str, str]) -> Value:
    """The value of a group, under its first proper name, else under the first description."""
    _, best = min(group.told, key=lambda told: not told[1].proper)
    value = {"name": best.name, "country": best.country, "sector": best.sector}
    tellings = [
        Telling(key=None, value=value, label=best.name, event=event, start=party.start, end=party.end)
        for event, party in group.told
    ]
    return value_of(tellings, copies)


def _disputed(groups: list[_Group]) -> bool:
    named: dict[str, set[int]] = {}
    for number, group in enumerate(groups):
        for report in group.reports:
            named.setdefault(report, set()).add(-1 if group.vague else number)
    accounts = {frozenset(numbers) for numbers in named.values()}
    return any(-1 not in one | other and not one & other for one, other in combinations(accounts, 2))
