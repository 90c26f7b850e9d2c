"""The phrase beside a cue to the fullest name of who speaks: by chains of mentions, else by who spoke last."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dateline.model.mention import Chain, Mention, MentionKind
from dateline.model.span import Span
from dateline.model.syntax import Parse, Token
from dateline.text.claims.speakers import antecedent, core, owner_of

_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "you", "your"})
_THIRD_PERSON = frozenset({"he", "she", "they", "him", "her", "them", "his", "their"})
_ARTICLES = ("the ", "a ", "an ", "The ", "A ", "An ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks: the fullest words for it, a name without its article, and a key that is one for each speaker."""

    span: Span
    name: str
    key: str


class Voices:
    """Looks up the speakers of one report. Ask in text order: a pronoun without a chain is the speaker before."""

    def __init__(
        self,
        parse: Parse,
        mentions: Sequence[Mention],
        chains: Sequence[Chain],
        *,
        documents: Collection[str] = (),
        media: Collection[str] = (),
    ) -> None:
        """Index mentions by their words and chains by their mentions.

        `documents` are lemmas of things that speak for their makers, `media` lower-case words of outlets' names.
        """
        self._parse = parse
        self._mentions = mentions
        self._chain_of = {m: chain for chain in chains for m in chain.mentions}
        self._by_head = {mention.head: mention for mention in mentions}
        self._documents = documents
        self._media = media
        self._last: Voice | None = None
        self.outlet: Voice | None = None
        """The news outlet that spoke last."""

    def of(self, head: int) -> Voice | None:
        """The speaker whose phrase has the head token `head`; None for "I" and "we" of writers and of the quoted."""
        token = antecedent(self._parse, self._parse.tokens[head])
        if token.lemma in self._documents:
            token = owner_of(self._parse, token) or token
        if token.lower in _FIRST_PERSON:
            return None
        voice = self._by_chain(token) or self._by_words(token)
        if voice is not None:
            self._last = voice
            if self._is_outlet(token, voice):
                self.outlet = voice
        return voice

    def same(self, token: Token, key: str, *, spoken: bool) -> bool:
        """Tell whether a pronoun stands for the speaker with this key: "I", "we", and outside quotes "he", "they"."""
        if token.lower in _FIRST_PERSON or spoken:
            return token.lower in _FIRST_PERSON
        voice = self._by_chain(token)
        return voice is not None and voice.key == key

    def addressed(self, verb: Token) -> Voice | None:
        """The news outlet that is told: "she told Radio Uzhne that …"."""
        hearer = self._parse.child(verb, "dobj", "dative")
        if hearer is None or hearer.pos != "PROPN":
            return None
        voice = self._by_chain(hearer) or self._by_words(hearer)
        if voice is None or not self._is_outlet(hearer, voice):
            return None
        self.outlet = voice
        return voice

    def _is_outlet(self, token: Token, voice: Voice) -> bool:
        return token.pos == "PROPN" and any(
            word in self._media for word in voice.name.lower().replace("-", " ").split()
        )

    def _by_chain(self, token: Token) -> Voice | None:
        mention = self._by_head.get(token.index) or self._around(token)
        if mention is None:
            return None
        chain = self._chain_of.get(mention.index)
        best = mention if chain is None else self._mentions[chain.best]
        if best.kind is MentionKind.PRONOUN or (chain is None and mention.kind is MentionKind.NOMINAL):
            return None
        key = f"mention {best.index}" if chain is None else f"chain {chain.index}"
        span = best.name or best.span
        return Voice(span=span, name=_bare(span.text), key=key)

    def _around(self, token: Token) -> Mention | None:
        """The shortest mention of a name that the token is a word of."""
        if token.pos != "PROPN":
            return None
        return min(
            (m for m in self._mentions if m.first <= token.index < m.last),
            key=lambda m: (m.last - m.first, m.index),
            default=None,
        )

    def _by_words(self, token: Token) -> Voice | None:
        if token.lower in _THIRD_PERSON:
            return self._last
        if token.pos in {"PRON", "DET"}:
            return None
        named = next((t for t in self._parse.children(token, "appos") if t.entity == "PERSON"), token)
        first, last = core(self._parse, named)
        span = self._parse.span(self._parse.tokens[first], self._parse.tokens[last - 1])
        name = _bare(span.text)
        return Voice(span=span, name=name, key=name.lower())


def _bare(text: str) -> str:
    for article in _ARTICLES:
        if text.startswith(article):
            return text[len(article) :]
    return text.removesuffix("'s").removesuffix("’s")
