"""A person described first, then named: "A Chilean judge resigned. Ana Soto, a judge in Chile, left on Monday."""

from collections.abc import Mapping

from dateline.model.mention import MentionKind
from dateline.model.syntax import Parse
from dateline.text.people.clusters import Clusters
from dateline.text.people.profiles import ONE, PERSON, Profile

_STEM = 5  # letters that a country and its adjective share ("Chile", "Chilean")


def link_introductions(parse: Parse, clusters: Clusters, broader: Mapping[str, frozenset[str]]) -> None:
    """Join a lead's unnamed subject with the name that opens the next sentence, if an apposition says the same.

    The two must share a describing word (a nationality, a rank, a trade) and be of one kind: the same noun, or one
    that `broader` lists under the other ("officer", "lieutenant"). Run it after appositions were joined.
    """
    by_sentence: dict[int, list[Profile]] = {}
    for p in clusters.profiles:
        if p.role == "subject" and p.numbers & ONE and p.genders & PERSON:
            by_sentence.setdefault(p.sentence, []).append(p)
    for named in clusters.profiles:
        if not _is_introduced(named, clusters):
            continue
        told = _stems(parse, clusters, named)
        for lead in by_sentence.get(named.sentence - 1, ()):
            alike = _is_unnamed(lead, clusters) and _akin(lead, clusters, named, broader)
            if alike and _own_stems(parse, lead) & told:
                clusters.join(lead.index, named.index, "introduced")
                break


def _is_introduced(p: Profile, clusters: Clusters) -> bool:
    """Tell whether this is the first mention of a person's name, standing as a subject with a description beside it."""
    if p.role != "subject" or p.label != "PERSON" or p.kind is not MentionKind.NAME:
        return False
    members = clusters.of(p.index).members
    return min(members) == p.index and any(clusters.profiles[m].kind is MentionKind.NOMINAL for m in members)


def _is_unnamed(p: Profile, clusters: Clusters) -> bool:
    return p.kind is MentionKind.NOMINAL and not clusters.of(p.index).named and not p.group


def _akin(lead: Profile, clusters: Clusters, named: Profile, broader: Mapping[str, frozenset[str]]) -> bool:
    kinds = clusters.of(named.index).nouns
    return any(noun in kinds or kinds & broader.get(noun, frozenset()) for noun in lead.nouns)


def _stems(parse: Parse, clusters: Clusters, named: Profile) -> set[str]:
    descriptions = (clusters.profiles[m] for m in clusters.of(named.index).members)
    return {stem for p in descriptions if p.kind is MentionKind.NOMINAL for stem in _own_stems(parse, p)}


def _own_stems(parse: Parse, p: Profile) -> set[str]:
    words = (t.lower for t in parse.subtree(parse.tokens[p.head]) if t.pos in {"NOUN", "PROPN", "ADJ"})
    return {word[:_STEM] for word in words}
