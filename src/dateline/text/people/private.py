"""A parsed report to the private persons named in it: no office beside the name, and no leader that is known."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dateline.model.mention import Chain, Mention, MentionKind
from dateline.model.span import Span
from dateline.model.syntax import Parse, Token
from dateline.text.people.epithets import epithets

_POSSESSIVE = ("'s", "’s", "'", "’")
_BESIDE = frozenset({"compound", "nmod", "amod", "appos"})
_SHORTEST = 2
"""Letters of a word that can be a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeWords:
    """Words of one language: see the head of `lexicons/en/offices.yaml`."""

    nouns: frozenset[str]
    private: frozenset[str]
    honorifics: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivatePerson:
    """One private person: the fullest name in the report, and every span that names them.

    `shared` are the words of the name that a public person in the report bears, too: only the spans are theirs.
    """

    name: str
    spans: tuple[Span, ...]
    shared: frozenset[str] = frozenset()

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name, title and possessive left out."""
        return tuple(self.name.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Naming:
    """One place where a person is named: the chain it belongs to (or None), and whether an office stands beside it."""

    span: Span
    chain: int | None
    public: bool


def private_persons(
    parse: Parse,
    mentions: Sequence[Mention],
    chains: Sequence[Chain],
    offices: OfficeWords,
    is_known: Callable[[str], bool],
) -> list[PrivatePerson]:
    """Find the private persons of a report, in the order in which they are first named.

    Args:
        parse: the parsed report.
        mentions: its mentions.
        chains: its chains of mentions.
        offices: words for public roles and for titles that are none.
        is_known: tells whether a table has the name, be it a leader's, a body's or a place's.
    """
    groups = _joined(list(_namings(parse, mentions, chains, offices)))
    public: set[str] = set()
    private: list[tuple[str, list[_Naming]]] = []
    for group in groups:
        name = max((n.span.text for n in group), key=lambda text: (len(text.split()), len(text)))
        if any(n.public for n in group) or any(is_known(n.span.text) for n in group):
            public.update(word for n in group for word in n.span.text.split())
        else:
            private.append((name, group))
    return [
        PrivatePerson(
            name=" ".join(name.split()),
            spans=tuple(n.span for n in group),
            shared=frozenset(name.split()) & public,
        )
        for name, group in private
    ]


def _namings(
    parse: Parse, mentions: Sequence[Mention], chains: Sequence[Chain], offices: OfficeWords
) -> Iterator[_Naming]:
    chain_of = {m: chain.index for chain in chains for m in chain.mentions}
    named = [m for m in mentions if m.kind is MentionKind.NAME]
    for tokens in _runs(parse):
        bare = _bare(tokens, offices)
        if not bare:
            continue
        around = [m for m in named if m.first <= bare[-1].index < m.last]
        inner = min(around, key=lambda m: m.last - m.first, default=None)
        yield _Naming(
            span=_without_possessive(parse.span(bare[0], bare[-1])),
            chain=None if inner is None else chain_of.get(inner.index),
            public=_bears_office(parse, tokens, offices),
        )


def _runs(parse: Parse) -> Iterator[list[Token]]:
    """The persons that the parser names, each as its tokens."""
    run: list[Token] = []
    for token in parse.tokens:
        if token.entity == "PERSON" and run and not token.entity_begins and token.index == run[-1].index + 1:
            run.append(token)
            continue
        if run:
            yield run
        run = [token] if token.entity == "PERSON" else []
    if run:
        yield run


def _bare(tokens: Sequence[Token], offices: OfficeWords) -> list[Token]:
    """The words of the name without titles before it and marks around it; [] where nothing like a name is left."""
    kept = list(tokens)
    while kept and (_word(kept[0]) in offices.honorifics | offices.nouns or not kept[0].text[:1].isalpha()):
        kept.pop(0)
    while kept and not kept[-1].text[:1].isalpha():
        kept.pop()
    whole = kept and kept[-1].text[:1].isupper() and len(kept[-1].text) >= _SHORTEST
    return kept if whole and "\n" not in "".join(t.text for t in kept) else []


def _word(token: Token) -> str:
    return token.lower.rstrip(".")


def _without_possessive(span: Span) -> Span:
    for ending in _POSSESSIVE:
        if span.text.endswith(ending) and len(span.text) > len(ending):
            return Span(start=span.start, end=span.end - len(ending), text=span.text[: -len(ending)])
    return span


def _bears_office(parse: Parse, tokens: Sequence[Token], offices: OfficeWords) -> bool:
    """Tell whether an office stands right before the name, in an apposition, or behind "is"."""
    head = next((t for t in tokens if t.head not in {u.index for u in tokens}), tokens[-1])
    beside = [*_titles(parse, tokens, offices), *tokens, *epithets(parse, head)]
    beside += [t for t in parse.children(head) if t.dep in _BESIDE]
    above = parse.head(head)
    if above is not None and head.dep == "appos":
        beside.append(above)
    if above is not None and head.dep == "nsubj" and above.lemma in {"be", "become"}:
        beside += parse.children(above, "attr")
    return any(_is_office(parse, token, offices) for token in beside)


def _titles(parse: Parse, tokens: Sequence[Token], offices: OfficeWords) -> Iterator[Token]:
    """The words right before a name, as far as they are nouns, titles or adjectives."""
    k = tokens[0].index - 1
    while k >= 0 and parse.tokens[k].sentence == tokens[0].sentence:
        token = parse.tokens[k]
        titled = token.text == "." or _word(token) in offices.honorifics
        if not titled and token.pos not in {"NOUN", "PROPN", "ADJ"}:
            return
        yield token
        k -= 1


def _is_office(parse: Parse, token: Token, offices: OfficeWords) -> bool:
    if token.lemma.lower() not in offices.nouns and _word(token) not in offices.nouns:
        return False
    before = parse.tokens[token.index - 1].lower if token.index else ""
    return before not in offices.private


def _joined(namings: Sequence[_Naming]) -> list[list[_Naming]]:
    """Namings of one person together: the fullest names first, then those whose words all stand in one of them.

    A chain decides only between persons who share the words: chains are read by rule, and a wrong link must not
    make a private person public.
    """
    homes: list[list[_Naming]] = []
    for naming in sorted(namings, key=lambda n: (-len(n.span.text.split()), n.span)):
        fitting = [home for home in homes if _words(naming) <= _words(home[0])]
        chained = [home for home in fitting if any(naming.chain is not None and naming.chain == n.chain for n in home)]
        if fitting:
            (chained or fitting)[0].append(naming)
        else:
            homes.append([naming])
    for home in homes:
        home.sort(key=lambda n: n.span)
    return sorted(homes, key=lambda home: home[0].span)


def _words(naming: _Naming) -> frozenset[str]:
    return frozenset(naming.span.text.casefold().split())
