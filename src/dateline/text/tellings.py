"""Two tellings to whether they can be of one happening: what the report says of either may not contradict the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model.claim import Count, Source, Status, Verdict
from dateline.model.event import Context, Trigger
from dateline.model.referent import Party, Place, PlaceGrain, Time

SPEECH = frozenset({"ACCUSE", "REQUEST", "SUPPORT", "REJECT", "AGREE", "THREATEN", "CONCEDE"})
"""Types that are acts of speech: two of them are one happening only if the same party speaks."""
_WORD = 4  # letters; shorter words of a name say little
OWN_DEEDS = frozenset({"abduct", "sexual"})
"""Modes of assault that are deeds of their own, beside a killing in the same hour."""
_NOBODY = frozenset(
    "one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands "
    "scores several many some at least more than about around nearly almost over up to as few other others another "
    "people persons person victim victims dead wounded casualties the of them".split()
)
"""Words that say how many people, and nothing else of them."""
_ALIKE = frozenset(
    frozenset(pair)
    for pair in (("CVL", "UNK"), ("CVL", "OPP"), ("UAF", "REB"), ("UAF", "CRM"), ("UAF", "UNK"), ("CRM", "UNK"))
)
"""Sectors that two reporters may give the same people."""
_HAPPENED = frozenset({Status.ACTUAL, Status.HISTORICAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """All that the report says of one trigger."""

    trigger: Trigger
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Place | None
    time: Time | None
    sources: tuple[Source, ...]
    asserted: bool
    verdict: Verdict
    counts: tuple[Count, ...]
    contexts: tuple[Context, ...]
    in_title: bool


def compatible(a: Telling, b: Telling) -> bool:
    """Tell whether two tellings can be of one happening: nothing that both say may contradict."""
    if a.trigger.type != b.trigger.type or (a.verdict.status in _HAPPENED) != (b.verdict.status in _HAPPENED):
        return False
    if not _modes_agree(a.trigger, b.trigger):
        return False
    if a.trigger.type == "COERCE" and a.trigger.mode != b.trigger.mode and a.in_title == b.in_title:
        return False  # force of no known kind is not an arrest
    if a.in_title != b.in_title and _times_agree(a.time, b.time) and _headline_agrees(a, b):
        return True
    if a.trigger.type in SPEECH and not _same_speech(a, b):
        return False
    return (
        _parties_agree(a.actors, b.actors)
        and _parties_agree(a.recipients, b.recipients)
        and _times_agree(a.time, b.time)
        and _places_agree(a.place, b.place)
    )


def _modes_agree(a: Trigger, b: Trigger) -> bool:
    """Tell whether modes do not contradict: one may be open; of an assault, one weapon may be told as another's."""
    if None in (a.mode, b.mode) or a.mode == b.mode:
        return a.mode == b.mode or not {a.mode, b.mode} & OWN_DEEDS
    return a.type == "ASSAULT" and not {a.mode, b.mode} & OWN_DEEDS


def _same_speech(a: Telling, b: Telling) -> bool:
    """The same party speaks; where nobody is named ("was charged", "appeared in court"), it is said of the same one."""
    if a.actors or b.actors:
        return _share_a_name(a.actors, b.actors)
    return a.trigger.mode == b.trigger.mode and _share_a_name(a.recipients, b.recipients)


def _headline_agrees(a: Telling, b: Telling) -> bool:
    """A headline tells the lead's happening in other words: if not of the same mode, then of the same parties."""
    parties = _parties_agree(a.actors, b.actors) and _parties_agree(a.recipients, b.recipients)
    return a.trigger.mode == b.trigger.mode or parties


def _words(party: Party) -> frozenset[str]:
    return frozenset(w for w in party.name.lower().split() if len(w) >= _WORD)


def _share_a_name(a: Sequence[Party], b: Sequence[Party]) -> bool:
    return any(_words(p) & _words(q) for p in a for q in b)


def _parties_agree(a: Sequence[Party], b: Sequence[Party]) -> bool:
    """Tell whether the two lists can mean the same people: a name in common, or codes that do not contradict.

    Two people with names of their own are two people, whatever their codes.
    """
    if not a or not b or _share_a_name(a, b):
        return True
    two = len(a) == len(b) == 1 and is_named(a[0]) and is_named(b[0])
    return not two and any(_codes_agree(p, q) for p in a for q in b)


def _codes_agree(p: Party, q: Party) -> bool:
    if p.country != q.country and None not in (p.country, q.country):
        return False
    if _is_vague(p) or _is_vague(q):
        return True
    if p.sector is None or q.sector is None:
        return False
    return p.sector == q.sector or frozenset((p.sector, q.sector)) in _ALIKE


def _is_vague(party: Party) -> bool:
    """Tell a number of people of whom nothing is said ("four", "at least 20 people", "dozens")."""
    return all(word in _NOBODY or word[:1].isdigit() for word in party.name.lower().split())


def _times_agree(a: Time | None, b: Time | None) -> bool:
    return a is None or b is None or (a.start <= b.end and b.start <= a.end)


def _places_agree(a: Place | None, b: Place | None) -> bool:
    if a is None or b is None or (a.name, a.country) == (b.name, b.country):
        return True
    wide = (PlaceGrain.COUNTRY, PlaceGrain.REGION, PlaceGrain.ADMIN)
    return a.country == b.country and (a.grain in wide or b.grain in wide)


def is_named(party: Party) -> bool:
    """Tell a party called by name from one that is described."""
    return all(word[:1].isupper() for word in party.name.split() if len(word) >= _WORD)
