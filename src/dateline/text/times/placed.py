"""Time expressions to their places in the tree: the head token of each and the word that it hangs on."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.model.referent import Timex
from dateline.model.syntax import Parse, Token

_PLACED = frozenset(
    {"prep", "pobj", "npadvmod", "nmod", "compound", "poss", "case", "appos", "nummod", "pcomp", "advmod", "dep"}
)
_SHIFTED = frozenset({"earlier", "later", "early", "late"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A time expression in the tree: its head token and the word it hangs on (a verb, a noun or itself)."""

    timex: Timex
    head: Token
    governor: Token
    preposition: str


def place(parse: Parse, timexes: Iterable[Timex], by_start: Sequence[int]) -> Iterator[Placed]:
    """Find each time expression's head and governor; expressions that no token covers are left out.

    `by_start` are the start offsets of the parse's tokens.
    """
    for timex in timexes:
        first = bisect_left(by_start, timex.span.start)
        inside = []
        while first < len(by_start) and by_start[first] < timex.span.end:
            inside.append(parse.tokens[first])
            first += 1
        if inside:
            yield _placed(parse, timex, inside)


def _placed(parse: Parse, timex: Timex, inside: Sequence[Token]) -> Placed:
    indices = {token.index for token in inside}
    outward = [token for token in inside if token.head not in indices or token.head == token.index]
    head = next((token for token in outward if token.pos not in {"ADP", "PUNCT", "DET"}), outward[0])
    governor, preposition = head, ""
    for above in parse.ancestors(head):
        governor = above
        if above.pos == "ADP" or above.dep == "prep":
            preposition = preposition or above.lower
            continue
        if above.dep == "advmod" and above.lower in _SHIFTED:
            continue
        if above.index in indices or (above.entity in {"DATE", "TIME"} and above.dep in _PLACED):
            continue
        break
    return Placed(timex, head, governor, preposition)
