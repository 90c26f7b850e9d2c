"""Pronouns to antecedents: which mentions may be meant, and how well each fits, feature by feature."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.model.mention import MentionKind
from dateline.model.syntax import Parse
from dateline.text.people.clusters import Cluster, Clusters
from dateline.text.people.profiles import MEASURES, ONE, PERSON, THING, Profile

SENTENCES_BACK = 4
"""How many sentences back an antecedent is looked for: pronouns rarely reach further in news."""

CANDIDATES = 24
"""How many mentions that agree are weighed at most."""

_SPEAKERS = frozenset("i me my mine myself we us our ours ourselves you your yours yourself yourselves".split())
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "themself"})
_PARTIES = frozenset({"ORG", "GPE", "NORP"})
_PREDICATES = ("VERB", "AUX")
_EMPTY_SUBJECT = frozenset({"rain", "snow", "seem", "appear", "happen", "matter", "emerge", "transpire"})
_REPORTED = frozenset(
    {
        "report",
        "say",
        "believe",
        "announce",
        "understand",
        "confirm",
        "claim",
        "think",
        "expect",
        "allege",
        "reveal",
        "note",
        "estimate",
        "fear",
        "hope",
    }
)
_LAST_RANK = 6  # ranks from here on weigh the same
_SIZES = (0, 1, 2, 3, 3, 5, 5, 5, 5, 9)
_ARGUMENTS = ("subject", "object", "oblique")


@dataclass(slots=True, kw_only=True)
class Search:
    """A pronoun whose antecedent is looked for, and what is read off the tree once for all candidates."""

    parse: Parse
    clusters: Clusters
    pronoun: Profile
    case: str  # owner, subject or object
    above: frozenset[int]  # the tokens that govern the pronoun
    described: frozenset[int]  # the nouns whose relative clause it stands in
    speaks: bool  # it is the subject of a speaking verb


def search(parse: Parse, clusters: Clusters, pronoun: Profile, speaking: Container[str]) -> Search:
    """Look up a pronoun's surroundings; `speaking` holds the lemmas of verbs whose subject speaks."""
    above: list[int] = []
    described: list[int] = []
    token = parse.tokens[pronoun.head]
    while token.head != token.index:
        if token.dep in ("relcl", "acl"):
            described.append(token.head)
        token = parse.tokens[token.head]
        above.append(token.index)
    role = pronoun.role
    return Search(
        parse=parse,
        clusters=clusters,
        pronoun=pronoun,
        case=role if role in ("owner", "subject") else "object",
        above=frozenset(above),
        described=frozenset(described),
        speaks=role == "subject" and parse.tokens[pronoun.verb].lemma in speaking,
    )


def impersonal(parse: Parse, pronoun: Profile) -> bool:
    """Tell whether "it" stands for nothing: "it was reported that", "it is time to go", "it seems", "it rained"."""
    token = parse.tokens[pronoun.head]
    if token.dep == "expl":
        return True
    if pronoun.form != "it" or pronoun.role != "subject":
        return False
    verb = parse.tokens[token.head]
    if verb.lemma in _EMPTY_SUBJECT:
        return True
    clause = parse.child(verb, "ccomp", "csubj", "advcl", "xcomp", "parataxis")
    if verb.lemma == "be":
        quality = parse.child(verb, "acomp", "attr", "oprd")
        inside = None if quality is None else parse.child(quality, "ccomp", "xcomp", "relcl", "advcl", "acl")
        return inside is not None or (clause is not None and clause.index > verb.index)
    return token.dep == "nsubjpass" and (
        clause is not None or verb.dep == "ccomp" or parse.child(verb, "mark") is not None or verb.lemma in _REPORTED
    )


def candidates(search: Search) -> list[Profile]:
    """The mentions that the pronoun may take up, the nearest first, then the one ahead in its own sentence."""
    pronoun, profiles = search.pronoun, search.clusters.profiles
    found: list[Profile] = []
    back = pronoun.sentence - SENTENCES_BACK
    for i in range(pronoun.index - 1, -1, -1):
        p = profiles[i]
        if p.sentence < back or len(found) >= CANDIDATES:
            break
        if (
            p.label not in MEASURES
            and p.genders & pronoun.genders
            and p.numbers & pronoun.numbers
            and _allowed(search, p)
        ):
            found.append(p)
    found.extend(_ahead(search))
    return found


def _allowed(search: Search, other: Profile) -> bool:
    pronoun = search.pronoun
    cluster = search.clusters.of(other.index)
    if not cluster.genders & pronoun.genders or not cluster.numbers & pronoun.numbers:
        return False
    if other.kind is MentionKind.PRONOUN and not _same_pronoun(other, pronoun):
        return False
    if other.first <= pronoun.head < other.last:
        return False  # "his brother" is not he
    return not _bound(search, other)


def _same_pronoun(other: Profile, pronoun: Profile) -> bool:
    return other.genders == pronoun.genders and other.numbers == pronoun.numbers and other.form not in _SPEAKERS


def _bound(search: Search, other: Profile) -> bool:
    """Tell whether grammar keeps the two apart: both are arguments of one predicate, or coordinated."""
    pronoun = search.pronoun
    if other.sentence != pronoun.sentence or pronoun.form in _REFLEXIVE or "owner" in (pronoun.role, other.role):
        return False
    if other.verb == pronoun.verb and other.role in ("subject", "object") and _argument(search):
        return True
    verb = search.parse.tokens[pronoun.verb]
    if verb.dep == "relcl" and verb.head == other.head and pronoun.role in _ARGUMENTS:
        return True  # "Maria, who met her"
    token = search.parse.tokens[pronoun.head]
    return token.dep == "conj" and token.head == other.head


def _argument(search: Search) -> bool:
    """Tell whether the pronoun is an argument of its predicate, not of a noun ("sanctions against him")."""
    tokens, pronoun = search.parse.tokens, search.pronoun
    if pronoun.role != "oblique":
        return pronoun.role in _ARGUMENTS
    return tokens[tokens[pronoun.head].head].head == pronoun.verb


def _ahead(search: Search) -> Iterator[Profile]:
    """The subject (or its owner) of the main clause that a pronoun in an opening clause or phrase looks ahead to."""
    parse, pronoun = search.parse, search.pronoun
    heads: set[int] = set()
    for above in search.above:
        if above < pronoun.head or parse.tokens[above].pos not in _PREDICATES:
            continue
        subject = parse.child(parse.tokens[above], "nsubj", "nsubjpass")
        if subject is not None and subject.index > pronoun.head:
            heads.add(subject.index)
            heads.update(t.index for t in parse.children(subject, "poss"))
    if not heads:
        return
    profiles = search.clusters.profiles
    for i in range(pronoun.index + 1, len(profiles)):
        p = profiles[i]
        if p.sentence > pronoun.sentence:
            return
        if (
            p.head in heads
            and p.kind is not MentionKind.PRONOUN
            and p.numbers & pronoun.numbers
            and _allowed(search, p)
        ):
            yield p


def features(search: Search, other: Profile, rank: int) -> list[str]:
    """What speaks for and against `other` as the antecedent, as names of weights; `rank` counts nearer candidates."""
    pronoun, role = search.pronoun, other.role
    cluster = search.clusters.of(other.index)
    found = [
        f"{search.case}<{role}",
        f"rank={min(rank, _LAST_RANK)}",
        other.kind.value,
        f"size={_size(cluster, pronoun)}",
        _gender(cluster, pronoun),
    ]
    back = pronoun.sentence - other.sentence
    if back:
        found += (f"back={back}", f"far:{role}")
        if back == 1:
            found.append(f"next:{search.case}<{role}")
        if role == pronoun.role:
            found.append("parallel")
    elif other.index > pronoun.index:
        found.append(f"ahead:{search.case}")
    else:
        found += ("back=0", f"near:{role}", *_same_sentence(search, other))
    found += _kind(cluster, search, other)
    token = search.parse.tokens[other.head]
    if token.dep in ("conj", "appos"):
        found.append(token.dep)
    elif token.dep == "pobj":
        found.append(f"depth={_depth(search.parse, other)}")
    return found


def _kind(cluster: Cluster, search: Search, other: Profile) -> Iterator[str]:
    pronoun = search.pronoun
    if cluster.named and other.kind is not MentionKind.NAME:
        yield "named"
    if cluster.known:
        yield f"told:{'named' if cluster.named else other.kind.value}"
    if pronoun.genders & THING:
        if cluster.group or cluster.labels & _PARTIES:
            yield "party"
        elif search.speaks and not cluster.genders & PERSON:
            yield "mute"
    elif other.label not in ("", "PERSON"):
        yield "label=other"
    alone = len(cluster.members) == 1
    if alone and other.kind is MentionKind.NOMINAL and other.article == "bare" and other.numbers == ONE:
        yield "bare"
    if cluster.heard:
        yield "heard=for" if cluster.heard == pronoun.genders else "heard=against"


def _same_sentence(search: Search, other: Profile) -> Iterator[str]:
    if other.verb == search.pronoun.verb:
        yield f"clause:{search.case}<{other.role}"
    elif other.role == "subject" and other.verb in search.above:
        yield f"above:{search.case}"
    if other.head in search.described:
        yield "described"
    owned = search.parse.tokens[search.pronoun.head].head
    if (
        search.case == "owner"
        and search.parse.tokens[owned].dep == "conj"
        and search.parse.tokens[owned].head == other.head
    ):
        yield "beside"  # "Maria and her son"


def _depth(parse: Parse, other: Profile) -> str:
    """What a phrase hangs on: a predicate ("met with X") or another phrase ("the son of X")."""
    token = parse.tokens[other.head]
    above = parse.tokens[token.head]
    return "verb" if parse.tokens[above.head].pos in _PREDICATES else "noun"


def _size(cluster: Cluster, pronoun: Profile) -> int:
    """The mentions of a cluster before the pronoun, in steps: 0, 1, 2, 3 (or 4), 5 (to 8), 9 (and more)."""
    size = sum(1 for m in cluster.members if m < pronoun.index)
    return _SIZES[min(size, len(_SIZES) - 1)]


def _gender(cluster: Cluster, pronoun: Profile) -> str:
    if cluster.known:
        return "gender=told"
    if cluster.lean and pronoun.genders != THING:
        words = "full" if cluster.lean_words > 1 else "short"
        return f"{words}=for" if cluster.lean & pronoun.genders else f"{words}=against"
    if cluster.lean:
        return "called"
    return "gender=open" if cluster.genders & THING else "gender=person"


def score(names: Sequence[str], weights: Mapping[str, float]) -> float:
    """The sum of the weights of the features that hold."""
    return sum([weights.get(name, 0.0) for name in names])
