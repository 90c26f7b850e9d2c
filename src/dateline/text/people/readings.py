"""A participant's words: what a report calls the one whom a phrase stands for, best words first."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.model.claim import Source
from dateline.model.event import Role
from dateline.model.mention import Chain, Mention, MentionKind
from dateline.model.span import Span
from dateline.model.syntax import Parse, Token
from dateline.text.clauses import phrase
from dateline.text.people.epithets import epithets, name_beside

_PLURAL = frozenset({"NNS", "NNPS", "CD"})
_DETERMINERS = frozenset("the a an this that these those some several many its his her their our".split())
_SPEAKING = frozenset("i we me us my our ourselves myself".split())
"""Pronouns for the one who speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A participant's words in the report: the span that names it best, then all that describe it."""

    best: Span
    spans: tuple[Span, ...]
    name: str
    head: int  # the head token of the best words
    key: int  # the chain, or below 0 the head of a phrase that is in none
    person: bool = False
    named: bool = False
    many: bool = False


class Readings:
    """One report's mentions and chains; reads the words for each participant off them."""

    def __init__(
        self,
        parse: Parse,
        mentions: Sequence[Mention],
        chains: Iterable[Chain],
        sources: Callable[[int], Sequence[Source]],
    ) -> None:
        """Index the mentions; `sources` gives, for a trigger's index, who vouches for it, nearest first."""
        self.parse = parse
        self.mentions = mentions
        self.sources = sources
        self.by_head: dict[int, Mention] = {}
        for mention in sorted(mentions, key=lambda m: m.last - m.first):
            self.by_head[mention.head] = mention
        self.chain_of = {m: chain for chain in chains for m in chain.mentions}
        self._phrases: dict[int, Span] = {}  # by head token: a chain is asked for anew by each role of its party

    def of(self, role: Role) -> Reading | None:
        """The words for the participant all over the report; None where only a pronoun is known."""
        head = self.parse.tokens[role.head]
        named = name_beside(self.parse, head)
        chain = self.chain(named.index if named is not None else role.head)
        pronoun = head.pos == "PRON"
        own = () if pronoun else (role.span,)
        if chain is None or self.mentions[chain.best].kind is MentionKind.PRONOUN:
            if pronoun:
                return self._speaker(role) if head.lower in _SPEAKING else None
            name, key = bare(role.span.text), -1 - role.head
            return Reading(
                best=role.span,
                spans=(*own, *self._beside([head])),
                name=name,
                head=role.head,
                key=key,
                person=head.entity == "PERSON",
                many=head.tag in _PLURAL,
            )
        return self.chained(chain, own)

    def chain(self, head: int) -> Chain | None:
        """The chain of the mention with this head token, or None."""
        mention = self.by_head.get(head)
        return self.chain_of.get(mention.index) if mention is not None else None

    def _speaker(self, role: Role) -> Reading | None:
        """Who says "we" or "I": the nearest source of the trigger."""
        for source in self.sources(role.trigger)[:1]:
            found = [m for m in self.mentions if m.span.overlaps(source.span) and m.kind is not MentionKind.PRONOUN]
            chain = next((c for m in found if (c := self.chain_of.get(m.index)) is not None), None)
            return self.chained(chain, ()) if chain is not None else None
        return None

    def chained(self, chain: Chain, own: tuple[Span, ...]) -> Reading:
        """What a chain of mentions says: its best one in full, what stands beside its names, the others."""
        best = self.mentions[chain.best]
        told = [self.mentions[i] for i in chain.mentions if self.mentions[i].kind is not MentionKind.PRONOUN]
        heads = [self.parse.tokens[m.head] for m in told]
        whole = [self._phrase(head) for head in heads]
        first = self._phrase(self.parse.tokens[best.head])
        named = best.name or best.span
        is_place = self.parse.tokens[best.head].entity == "GPE"
        full = (named, first) if is_place else (first, named)
        spans = (*full, *self._beside(heads), *own, *whole, *(m.span for m in told))
        name = best.name.text if best.name is not None else bare(best.span.text)
        return Reading(
            best=named,
            spans=tuple(dict.fromkeys(spans)),
            name=name,
            head=best.head,
            key=chain.index,
            person=any(t.entity == "PERSON" for t in heads),
            named=best.name is not None,
            many=self.parse.tokens[best.head].tag in _PLURAL,
        )

    def _phrase(self, head: Token) -> Span:
        """The noun phrase with its prepositional phrases ("a lieutenant in the Russian army")."""
        found = self._phrases.get(head.index)
        if found is None:
            words = list(phrase(self.parse, head))
            found = self._phrases[head.index] = self.parse.span(words[0], words[-1])
        return found

    def _beside(self, heads: Iterable[Token]) -> Iterator[Span]:
        for head in heads:
            for token in epithets(self.parse, head):
                yield self._phrase(token)


def bare(text: str) -> str:
    """The phrase without its determiner."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in _DETERMINERS else text
