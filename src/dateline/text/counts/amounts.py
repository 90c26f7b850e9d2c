"""Noun phrases to amounts: "two soldiers and a child" = 3, "a crowd of 3,000", "one of the five", "a policeman"."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dateline.model.syntax import Parse, Token
from dateline.text.counts.numbers import Amount, NumberReader

_NUMBER_LINKS = ("nummod", "quantmod", "compound", "amod", "det", "npadvmod", "nmod", "predet", "advmod")
_NOT_PERSONS = frozenset(
    {"GPE", "ORG", "LOC", "DATE", "TIME", "FAC", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT", "LANGUAGE"}
)
_NOT_PEOPLE = frozenset({"DATE", "TIME", "PERCENT", "ORDINAL", "QUANTITY"})
_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ship", "ance", "ence", "rights")
"""Endings of nouns that never name a person."""
_PARTS = frozenset({"third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "tenths", "half", "fold"})
_STRONG = frozenset({"strong", "man", "member", "person", "woman"})
_LONGEST_PHRASE = 6
"""Words between a number and its noun up to which the evidence shows them as one phrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What an entry of the lexicon says of those counted. `single`: which lone persons count as one (`SINGLES`)."""

    what: str
    single: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountCues:
    """Every table of the lexicon. `words` maps (entry, role) to its effect; a role is one of `ROLES`.

    `openings` gives the first words of each role's entries.
    """

    source: str
    words: Mapping[tuple[str, str], Effect]
    toll_nouns: frozenset[str]
    toll_verbs: frozenset[str]
    toll_kinds: Mapping[str, str]
    numbers: NumberReader
    collectives: frozenset[str]
    uncounted: frozenset[str]
    pronouns_of_one: frozenset[str]
    not_persons: frozenset[str]
    shares: frozenset[str]
    openings: Mapping[str, frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        """Index the entries by their first words."""
        firsts = {role: frozenset(name.split(" ")[0] for name, at in self.words if at == role) for role in ROLES}
        object.__setattr__(self, "openings", firsts)


SINGLES = ("any", "noun", "none")
"""A lone person counts as one: named or not, only where a noun describes him ("a man"), never."""

ROLES = ("object", "subject", "state", "of", "members")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One member of a list of those counted: tokens `first` to `last`, its head noun, and how many.

    `low` 0 with `high` None: some, nobody says how many. `spoken`: a number stands in the text.
    """

    low: int
    high: int | None
    first: int
    last: int
    noun: int
    spoken: bool
    money: bool = False
    exact: bool = True


class Amounts:
    """The amounts of one parse, by the noun they count."""

    def __init__(self, parse: Parse, cues: CountCues) -> None:
        """Find every amount once and tie it to its noun."""
        self._parse = parse
        self._cues = cues
        self._owned: dict[int, Part] = {}
        starts = [t.start for t in parse.tokens]
        for amount in cues.numbers.find(parse.text):
            first = bisect_left(starts, amount.start)
            last = bisect_left(starts, amount.end) - 1
            if first <= last < len(starts) and parse.tokens[first].sentence == parse.tokens[last].sentence:
                self._own(amount, first, last)

    def all(self) -> Iterator[Part]:
        """Every amount that a noun or a number word owns, in text order."""
        return iter(sorted(self._owned.values(), key=lambda p: (p.first, p.last)))

    def of(self, noun: Token) -> Part | None:
        """The amount that stands on this word alone."""
        return self._owned.get(noun.index)

    def _own(self, amount: Amount, first: int, last: int) -> None:
        tokens = self._parse.tokens
        top = last
        for _ in range(last - first + 1):
            head = tokens[top].head
            if not first <= head <= last or head == top:
                break
            top = head
        owner = self._strong(last) or tokens[top]
        if owner.dep in _NUMBER_LINKS and not first <= owner.head <= last:
            above = tokens[owner.head]
            if above.pos in ("NOUN", "PROPN", "PRON") or (above.pos == "ADJ" and above.index == last + 1):
                owner = above
        if not amount.money and self._is_no_count(owner, tokens[last], last):
            return
        part = Part(
            low=amount.low,
            high=amount.high,
            first=first,
            last=max(last, owner.index if owner.index - last <= _LONGEST_PHRASE else last),
            noun=owner.index,
            spoken=True,
            money=amount.money,
            exact=amount.exact,
        )
        known = self._owned.get(owner.index)
        if known is None or amount.money:
            self._owned[owner.index] = part

    def _strong(self, last: int) -> Token | None:
        """The noun of "a 300-strong mob", "the 60-man garrison"."""
        match self._parse.tokens[last + 1 : last + 3]:
            case (hyphen, kind) if hyphen.text == "-" and kind.lower in _STRONG:
                return self._parse.head(kind)
        return None

    def _is_no_count(self, owner: Token, number: Token, last: int) -> bool:
        """Whether the number is a date, an age, a share or a measure."""
        after = self._parse.tokens[last + 1].lower if last + 1 < len(self._parse.tokens) else ""
        if (
            number.entity in _NOT_PEOPLE
            and number.lower != "one"
            and (owner.entity == number.entity or owner.tag != "NNS")
        ):
            return True
        if (
            owner.lemma.lower() in self._cues.uncounted
            or after in self._cues.uncounted
            or owner.lower in self._cues.uncounted
        ):
            return True
        if after == "-" and last + 2 < len(self._parse.tokens) and self._parse.tokens[last + 2].lower in _PARTS:
            return True
        before = self._parse.tokens[number.index - 1].text if number.index else ""
        if number.lower == "one" and before.lower() == "no":
            return True
        return owner.dep in ("appos", "npadvmod") and number.text.isdigit() and before == ","

    def parts(self, noun: Token, *, single: str) -> list[Part]:
        """The members of a list, one part each; parts without a number have low 0 (or 1, for one person)."""
        nouns = [noun, *self._members(noun)]
        found = [self._part(n, single=single) for n in nouns]
        if single == "none" and any(p.spoken for p in found):  # "three nuns and a driver" are four
            found = [self._part(n, single="any") for n in nouns]
        return [p for p, n in zip(found, nouns, strict=True) if p.low or n is noun or not self._shares(n)]

    def _members(self, noun: Token) -> Iterator[Token]:
        for member in [*self._parse.children(noun, "conj"), *self._loose(noun)]:
            if member.pos in ("NOUN", "PROPN", "NUM", "PRON", "ADJ") and not self._apart(member):
                yield member
                yield from self._members(member)

    def _loose(self, noun: Token) -> Iterator[Token]:
        """Members that the parser hung beside the list: "a colonel, his driver and two guards" as two objects."""
        for member in self._parse.children(noun, "appos"):
            listed = [member, *self._parse.children(member, "conj")]
            if len(listed) > 1 and any(self.of(t) is not None for t in (noun, *listed)):
                yield member
        head = self._parse.head(noun)
        if noun.dep == "dobj" and head is not None:
            yield from (t for t in self._parse.children(head, "dobj") if t.index > noun.index)

    def _shares(self, member: Token) -> bool:
        """Whether a bare plural shares the number before it: eighty women and CHILDREN."""
        first = self._parse.tokens[member.head]
        return member.tag == "NNS" and not self._parse.children(member, "det", "amod") and self.of(first) is not None

    def _apart(self, member: Token) -> bool:
        """Whether a later number opens a count of its own: "and another 14 the next day", "and 90 wounded"."""
        words, tokens = self._cues.words, self._parse.tokens
        if (member.lemma, "of") in words:
            return True
        own = self.of(member)
        if own is None:
            return False
        after = [t.lower for t in tokens[own.last + 1 : own.last + 3]]
        before = tokens[own.first - 1].lower if own.first else ""
        if any((name, "state") in words for name in (" ".join(after), *after[:1], member.lower, before)):
            return True
        children = self._parse.children(member)
        return any(c.lower == "another" for c in children) and any(c.dep in ("npadvmod", "prep") for c in children)

    def _part(self, noun: Token, *, single: str) -> Part:
        parse = self._parse
        own = self.of(noun)
        if own is not None:
            return own
        inner = self._of_collective(noun)
        if inner is not None:
            return inner
        words = [noun, *parse.children(noun, "det", "predet", "preconj", "nummod", "amod")]
        first = min(t.index for t in words)
        both = next((t for t in words if t.lower == "both"), None)
        if both is not None and noun.tag in ("NNS", "DT", "NNPS"):
            return Part(low=2, high=2, first=first, last=noun.index, noun=noun.index, spoken=True)
        if single != "none" and self._is_one(noun) and (single == "any" or noun.tag == "NN"):
            return Part(low=1, high=1, first=first, last=noun.index, noun=noun.index, spoken=False)
        return Part(low=0, high=None, first=first, last=noun.index, noun=noun.index, spoken=False)

    def _of_collective(self, noun: Token) -> Part | None:
        """A crowd OF 3,000: the number behind a collective noun."""
        if noun.lemma.lower() not in self._cues.collectives:
            return None
        for link in self._parse.children(noun, "prep"):
            inner = self._parse.child(link, "pobj")
            if link.lower == "of" and inner is not None and (found := self.of(inner)) is not None:
                return Part(
                    low=found.low, high=found.high, first=noun.index, last=found.last, noun=noun.index, spoken=True
                )
        return None

    def _is_one(self, noun: Token) -> bool:
        cues = self._cues
        if noun.pos == "PRON" or noun.tag == "DT":
            return noun.lower in cues.pronouns_of_one or noun.lower == "another"
        lemma = noun.lemma.lower()
        if noun.tag not in ("NN", "NNP") or noun.entity in _NOT_PERSONS or lemma in cues.not_persons:
            return False
        if lemma.endswith(_ABSTRACT):
            return False
        if noun.tag == "NNP":
            return noun.entity in ("PERSON", "")
        determiner = self._parse.child(noun, "det", "poss")
        return determiner is None or determiner.lower not in ("no", "any", "every", "some", "each")

    def partitive(self, token: Token) -> bool:
        """Whether a number stands inside "of the five": a whole of which another number is a part."""
        head = self._parse.head(token)
        if head is None or token.dep != "pobj" or head.lower != "of":
            return False
        whole = self._parse.head(head)
        return whole is not None and (self.of(whole) is not None or whole.lemma in self._cues.shares)


def total(parts: list[Part]) -> tuple[int, int | None] | None:
    """Add up the members: None where no member has a number or is one person."""
    low = sum(p.low for p in parts)
    if low == 0:
        return None
    high = None if any(p.high is None for p in parts) else sum(p.high or 0 for p in parts)
    return low, high
