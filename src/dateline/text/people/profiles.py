"""Mentions to profiles: the gender, number and kind of referent that a phrase can have, and its place in the clause."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dateline.model.mention import Mention, MentionKind
from dateline.model.syntax import Parse, Token
from dateline.text.people.names import name_key

MALE, FEMALE, THING = 1, 2, 4
PERSON = MALE | FEMALE
ANY = PERSON | THING
ONE, MANY = 1, 2

MEASURES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"})
"""Entity types of what is no referent that comes again."""

_GENDER = {"m": MALE, "f": FEMALE, "u": PERSON}
_LEAN = {"m": MALE, "f": FEMALE, "u": 0}
_PRONOUNS: dict[str, tuple[int, int]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), (MALE, ONE)),
    **dict.fromkeys(("she", "her", "hers", "herself"), (FEMALE, ONE)),
    **dict.fromkeys(("it", "its", "itself"), (THING, ONE)),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves", "themself"), (ANY, MANY)),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), (PERSON, ONE)),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), (ANY, MANY)),
    **dict.fromkeys(("you", "your", "yours", "yourself", "yourselves"), (PERSON, ONE | MANY)),
}
_ROLES = {
    "nsubj": "subject",
    "nsubjpass": "subject",
    "csubj": "subject",
    "ROOT": "subject",
    "agent": "object",
    "dobj": "object",
    "dative": "object",
    "pobj": "oblique",
    "poss": "owner",
    "attr": "predicate",
    "oprd": "predicate",
    "appos": "apposition",
}
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_INDEFINITE = frozenset(
    "a an another some any every each no many several few most other more".split(),
)
_DEPUTIES = frozenset({"vice", "deputy", "assistant", "under", "shadow", "ex", "former"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_DESCRIBING = frozenset({"amod", "compound", "nummod", "nmod", "poss"})
_SINGLE = frozenset({"old", "one", "1"})
_LONGEST_PERSON = 3  # words of a name that begins with a given name and may yet be a person's
_FOLK = frozenset({"people", "police"})


class NameTables(Protocol):
    """What the profiles need to know beforehand; keys in lower case (see `dateline.knowledge.names`)."""

    @property
    def given(self) -> Mapping[str, str]:
        """Given names to m, f or u."""

    @property
    def titles(self) -> Mapping[str, str]:
        """Titles to m, f or u."""

    @property
    def nouns(self) -> Mapping[str, tuple[str, str]]:
        """Nouns to their class (person, group, place) and gender."""

    @property
    def places(self) -> Container[str]:
        """Names of countries, larger towns and provinces."""


@dataclass(slots=True, kw_only=True)
class Profile:
    """What a mention can stand for; filled in once, when it is made.

    `genders` and `numbers` are sets of bits (MALE, FEMALE, THING; ONE, MANY). `key` is the name's words, or empty.
    `nouns` are the common nouns and titles that describe it ("minister"), `extra` its other modifiers, `article`
    is definite, indefinite, owned or bare. `role` is subject, object, oblique, owner, predicate, apposition or
    other, and `verb` the token of its predicate.
    """

    index: int
    head: int
    first: int
    last: int
    sentence: int
    region: int
    kind: MentionKind
    form: str  # the head word in lower case
    label: str
    role: str
    verb: int
    genders: int = ANY
    numbers: int = ONE | MANY
    key: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    extra: frozenset[str] = frozenset()
    article: str = "bare"
    known: bool = False  # a title or a noun tells the gender
    lean: int = 0  # MALE or FEMALE where only the given name suggests it
    group: bool = False  # a noun for a body of people ("army")


def profile(parse: Parse, mention: Mention, tables: NameTables) -> Profile:
    """Read one mention's profile off the parse and the name tables."""
    head = parse.tokens[mention.head]
    role, verb = clause_role(parse, head)
    made = Profile(
        index=mention.index,
        head=mention.head,
        first=mention.first,
        last=mention.last,
        sentence=mention.sentence,
        region=parse.sentences[mention.sentence].region,
        kind=mention.kind,
        form=head.lower,
        label=mention.label,
        role=role,
        verb=verb,
    )
    if mention.kind is MentionKind.PRONOUN:
        made.genders, made.numbers = _PRONOUNS.get(made.form, (ANY, ONE | MANY))
        return made
    modifiers = parse.tokens[mention.first : mention.head]
    if mention.kind is MentionKind.NAME:
        _describe_name(made, mention, head, modifiers, tables)
    else:
        _describe_nominal(made, parse, head, modifiers, tables)
    return made


def clause_role(parse: Parse, head: Token) -> tuple[str, int]:
    """The phrase's role in its clause and its predicate's token index; conjuncts share their first one's role."""
    tokens, token = parse.tokens, head
    while token.dep in ("conj", "appos") and token.head != token.index:
        above = tokens[token.head]
        if above.pos not in ("NOUN", "PROPN", "PRON"):
            break
        token = above
    governor = tokens[token.head]
    for _ in range(6):
        if governor.pos in ("VERB", "AUX") or governor.head == governor.index:
            break
        governor = tokens[governor.head]
    return _ROLES.get(token.dep, "other"), governor.index


def _describe_name(
    made: Profile, mention: Mention, head: Token, modifiers: Sequence[Token], tables: NameTables
) -> None:
    start = head.start if mention.name is None else mention.name.start
    made.key = name_key([head.text] if mention.name is None else mention.name.text.split())
    made.nouns = tuple(_office(t, modifiers) for t in modifiers if t.start < start and _stands_alone(t, modifiers))
    made.article = "definite"
    made.genders, made.known, made.lean = _name_gender(made.key, made.nouns, mention.label, tables)
    if head.tag == "NNPS" and mention.label in ("NORP", ""):
        made.numbers = MANY
    elif made.known or mention.label not in ("ORG", "NORP", ""):
        made.numbers = ONE


def _stands_alone(token: Token, modifiers: Sequence[Token]) -> bool:
    """Tell a noun in front of a name ("airline") from a part of a hyphenated word ("55-member")."""
    if token.dep != "compound":
        return False
    first = modifiers[0].index
    before = modifiers[token.index - first - 1].text if token.index > first else ""
    after = modifiers[token.index - first + 1].text if token.index - first + 1 < len(modifiers) else ""
    return "-" not in (before, after)


def _name_gender(key: tuple[str, ...], nouns: Sequence[str], label: str, tables: NameTables) -> tuple[int, bool, int]:
    """The genders a name allows, whether a title tells the gender, and which one the given name suggests."""
    titled = False
    for noun in nouns:
        kind, told = tables.nouns.get(noun, ("", "u"))
        told = tables.titles.get(noun, "u") if told == "u" else told
        if told in ("m", "f"):
            return _GENDER[told], True, 0
        titled = titled or kind == "person" or noun in tables.titles
    called = label == "PERSON" and bool(key) and key[0] in tables.given
    if not titled and not called and any(_names_body(word, tables) for word in (*nouns[-1:], *key[-1:])):
        return THING, False, 0  # "the airline Silver Wing", "the Justice Party"
    lean = _LEAN[tables.given.get(key[0], "u")] if key else 0
    if label == "PERSON" or titled:
        return PERSON, False, lean
    if not key or ((label in _PLACES or label == "ORG") and " ".join(key) in tables.places):
        return THING, False, 0
    if len(key) == 1 or (key[0] in tables.given and len(key) <= _LONGEST_PERSON):
        return ANY, False, lean
    return (THING if label else ANY), False, 0


def _names_body(word: str, tables: NameTables) -> bool:
    return tables.nouns.get(word, ("", ""))[0] in ("group", "place")


def _describe_nominal(made: Profile, parse: Parse, head: Token, modifiers: Sequence[Token], tables: NameTables) -> None:
    noun = _office(head, modifiers)
    made.nouns = (noun,)
    made.extra = frozenset(t.lemma.lower() for t in modifiers if t.head == head.index and t.dep in _DESCRIBING)
    made.article = _article(parse, modifiers, head)
    made.numbers = MANY if head.tag in ("NNS", "NNPS") or (head.pos == "NUM" and noun not in _SINGLE) else ONE
    if head.pos == "NUM":
        made.genders = ANY
        return
    if head.pos == "ADJ":
        made.genders, made.numbers = PERSON, ONE if noun in _SINGLE else MANY
        return
    kind, told = tables.nouns.get(noun.rpartition(" ")[2], ("", "u"))
    if not kind and "-" in noun:
        kind, told = tables.nouns.get(noun.rpartition("-")[2], ("", "u"))
    made.known = told in ("m", "f")
    made.group = kind == "group"
    made.genders = _GENDER[told] if kind == "person" else THING
    if made.group:
        made.numbers |= MANY
        made.genders |= PERSON if made.numbers == MANY or noun in _FOLK else 0


def _office(noun: Token, modifiers: Sequence[Token]) -> str:
    """The noun's lemma; of a deputy's office both words, since a vice president is no president."""
    lemma = noun.lemma.lower()
    before = next((t.lower for t in modifiers if t.index == noun.index - 1), "")
    return f"{before} {lemma}" if before in _DEPUTIES else lemma


def _article(parse: Parse, modifiers: Sequence[Token], head: Token) -> str:
    first = modifiers[0] if modifiers else head
    if parse.child(head, "poss") is not None:
        return "owned"
    if first.lower in _DEFINITE:
        return "definite"
    return "indefinite" if first.lower in _INDEFINITE or first.pos == "NUM" else "bare"
