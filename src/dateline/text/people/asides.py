"""Phrases that grammar ties to what they describe: apposition, "X is the leader", "a man named X"."""

from collections.abc import Mapping

from dateline.model.mention import MentionKind
from dateline.model.syntax import Parse, Token
from dateline.text.people.clusters import Clusters
from dateline.text.people.profiles import MEASURES, ONE, PERSON, Profile

_BEING = frozenset({"be", "become", "remain"})
_CALLED = frozenset({"name", "call", "know", "dub", "identify"})
_EMPTY = frozenset({"it", "this", "that", "there", "one"})


def link_asides(parse: Parse, clusters: Clusters) -> None:
    """Join phrases in apposition, subjects with their predicate nouns, and "a man named X" with X."""
    by_head = {p.head: p for p in clusters.profiles}
    for p in clusters.profiles:
        token = parse.tokens[p.head]
        if token.dep == "appos":
            other = by_head.get(token.head)
            if other is not None and _same_thing(p, other):
                clusters.join(other.index, p.index, "apposition")
        elif token.dep == "attr":
            other = _subject(parse, token, by_head)
            if other is not None and _predicable(p, other):
                clusters.join(other.index, p.index, "predicate")
        elif token.dep == "oprd" and p.kind is not MentionKind.PRONOUN:
            other = _bearer(parse, token, by_head)
            if other is not None and clusters.agree(p.index, other.index):
                clusters.join(other.index, p.index, "called")


def _same_thing(p: Profile, other: Profile) -> bool:
    if p.label in MEASURES or not _agree(p, other) or MentionKind.PRONOUN in (p.kind, other.kind):
        return False
    names = (p.kind is MentionKind.NAME) + (other.kind is MentionKind.NAME)
    if names == 1:
        return True
    return names == 0 and bool(p.genders & PERSON) and p.article != "owned"


def _agree(p: Profile, other: Profile) -> bool:
    return bool(p.genders & other.genders and p.numbers & other.numbers)


def _subject(parse: Parse, attr: Token, by_head: Mapping[int, Profile]) -> Profile | None:
    verb = parse.tokens[attr.head]
    if verb.lemma not in _BEING or parse.child(verb, "neg") is not None or parse.child(attr, "case") is not None:
        return None
    subject = parse.child(verb, "nsubj")
    return None if subject is None else by_head.get(subject.index)


def _predicable(p: Profile, other: Profile) -> bool:
    """Tell whether a predicate names or describes its subject: parties only, and never an empty "it"."""
    if not _agree(p, other) or p.kind is MentionKind.PRONOUN or other.form in _EMPTY:
        return False
    if p.kind is MentionKind.NAME:
        return other.kind is not MentionKind.PRONOUN or other.numbers == ONE
    return bool(p.genders & PERSON) or other.kind is MentionKind.NAME


def _bearer(parse: Parse, token: Token, by_head: Mapping[int, Profile]) -> Profile | None:
    verb = parse.tokens[token.head]
    if verb.lemma not in _CALLED:
        return None
    subject = parse.child(verb, "nsubjpass", "nsubj")
    if subject is None and verb.dep in ("acl", "relcl"):
        subject = parse.head(verb)
    return None if subject is None else by_head.get(subject.index)
