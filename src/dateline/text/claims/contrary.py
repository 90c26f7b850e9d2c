"""Two events, or two counts, of one report held against each other: can they both be so?"""

from collections.abc import Sequence

from dateline.model.claim import Attribution, Count, Source, Status
from dateline.model.event import Event
from dateline.model.referent import Party, PlaceGrain
from dateline.model.span import Span

HAPPENED = frozenset({Status.ACTUAL, Status.HISTORICAL})
GIVING = frozenset({"asserts", "reports"})
"""Stances of those who give a figure."""
_WORD = 4  # letters; shorter words of a name say little


def spans_of(event: Event) -> tuple[Span, ...]:
    """Every mention of the event, its trigger first."""
    return (event.trigger, *event.mentions)


def words(name: str) -> frozenset[str]:
    """The telling words of a name, in lower case."""
    return frozenset(w.strip("'’\"“”,.").lower() for w in name.split() if len(w) >= _WORD)


def same_name(a: str, b: str) -> bool:
    """Tell whether two names share a telling word, or are equal."""
    return a.lower() == b.lower() or bool(words(a) & words(b))


def share_a_party(a: Sequence[Party], b: Sequence[Party]) -> bool:
    """Tell whether one party of each list goes by the same name."""
    return any(same_name(p.name, q.name) for p in a for q in b)


def can_be_one(a: Sequence[Party], b: Sequence[Party]) -> bool:
    """Tell whether the lists can mean the same: one is empty, a name is shared, or two codes do not differ."""
    return not a or not b or share_a_party(a, b) or any(_codes_agree(p, q) for p in a for q in b)


def _codes_agree(p: Party, q: Party) -> bool:
    if p.country != q.country and None not in (p.country, q.country):
        return False
    if p.sector is not None and q.sector is not None:
        return p.sector == q.sector
    return p.country is not None and p.country == q.country


def same_scene(a: Event, b: Event) -> bool:
    """Tell whether time and place let two events be one happening."""
    if a.time is not None and b.time is not None and (a.time.start > b.time.end or b.time.start > a.time.end):
        return False
    if a.place is None or b.place is None or a.place.name == b.place.name:
        return True
    wide = {PlaceGrain.COUNTRY, PlaceGrain.REGION, PlaceGrain.ADMIN}
    return a.place.country == b.place.country and bool({a.place.grain, b.place.grain} & wide)


def differ(a: Sequence[Source], b: Sequence[Source]) -> bool:
    """Tell whether two claims come from different mouths; no source is the reporter's own."""
    return not any(same_name(s.name, t.name) for s in a for t in b) and bool(a or b)


def apart(a: Count, b: Count) -> bool:
    """Tell whether two counts of one thing cannot both be right."""
    if a.what != b.what:
        return False
    return (a.high is not None and a.high < b.low) or (b.high is not None and b.high < a.low)


def told(count: Count) -> str:
    """A count as "2 arrested", "12 or more killed" or "3 to 5 injured"."""
    number = f"{count.low} or more" if count.high is None else f"{count.low}"
    if count.high is not None and count.high != count.low:
        number = f"{count.low} to {count.high}"
    return f"{number} {count.what}"


def speakers_at(attributions: Sequence[Attribution], span: Span) -> tuple[Source, ...]:
    """Who gives the figure at `span`, nearest first; empty where the reporter does.

    One who only speaks of it ("spoke of twelve dead") gives it where the figure opens what is spoken of.
    """
    around = [a for a in attributions if a.stance in GIVING and a.holds(span) and (a.vouches or _whole(a, span))]
    around.sort(key=lambda a: sum(piece.end - piece.start for piece in a.content))
    found: dict[str, Source] = {}
    for each in around:
        for link in each.chain:
            found.setdefault(link.name, link)
    return tuple(found.values())


def _whole(attribution: Attribution, span: Span) -> bool:
    return len(attribution.content) == 1 and attribution.content[0].start == span.start
