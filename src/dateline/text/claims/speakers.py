"""A reporting cue in a tree to the phrase of the one who speaks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dateline.model.syntax import Parse, Token
from dateline.text.claims.cues import ADJECTIVE, NOUN, PREPOSITION, VERB, Hit

_CLIMB = 5
_LIGHT = frozenset(
    "make issue have express give voice raise deliver offer release send reject deny repeat face take share show "
    "publish announce announce present state retain hold post air convey get harbor harbour entertain".split()
)
"""Verbs whose subject owns the claim, fear or promise in their object."""
_OBJECT_CONTROL = frozenset(
    (
        "ask urge tell order want allow force press persuade encourage invite advise request require expect lead cause "
        "get help"
    ).split()
)
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_NEAR = 4
"""Tokens between a cue and a speaker that only stands beside it."""
_EXPLETIVE = frozenset({"it", "there"})
_SHARING = frozenset({"VERB", "AUX", "ADJ", "ADP", "SCONJ"})
_OUTER = frozenset({"relcl", "acl", "appos", "punct", "cc", "conj", "advcl", "parataxis", "prep", "dep"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """The head token of a source phrase and the words of the phrase (token indices, contiguous)."""

    head: int
    first: int
    last: int


def speaker_of(parse: Parse, hit: Hit, content: frozenset[int]) -> Speaker | None:
    """Find the phrase of the one who says, thinks or wants `content`; None where nobody is named."""
    word = parse.tokens[hit.head]
    if hit.cue.kind == VERB:
        head = None if hit.cue.sense == "seem" else _subject(parse, word)
    elif hit.cue.kind == NOUN:
        head = owner_of(parse, word)
    elif hit.cue.kind == ADJECTIVE:
        head = _subject(parse, word) or _above(parse, word)
    elif hit.cue.kind == PREPOSITION:
        head = _object_of_phrase(parse, hit)
    else:
        head = None
    return None if head is None else phrase(parse, head, without=content | set(range(hit.first, hit.last)))


def beside(parse: Parse, hit: Hit, said: Sequence[tuple[int, int]]) -> Speaker | None:
    """Find the speaker next to the cue of direct speech where the tree is no help: `"…," said X`, `"…," X said`.

    `said` holds the quotations as (start, end) characters; no word of them is the speaker.
    """
    inside = set(range(hit.first, hit.last))
    sentence = parse.sentence(parse.tokens[hit.head])
    outside = [t for t in parse.tokens_of(sentence) if not any(start <= t.start < end for start, end in said)]
    ahead = [t for t in outside if t.index < hit.first and t.pos in _NOUNS]
    behind = [t for t in outside if t.index >= hit.last and t.pos in _NOUNS]
    near = [t for t in behind[:1] if t.index - hit.last <= _NEAR] or [
        t for t in ahead[-1:] if hit.first - t.index <= _NEAR
    ]
    touching = ahead and hit.first - ahead[-1].index <= 1
    if touching:
        near = ahead[-1:]
    if not near:
        return None
    head = near[0]
    while (
        (above := parse.head(head)) is not None
        and above.pos in _NOUNS
        and above in outside
        and abs(above.index - head.index) <= _NEAR
    ):
        head = above
    barred = inside | {t.index for t in parse.tokens_of(sentence) if t not in outside}
    return phrase(parse, head, without=barred)


def phrase(parse: Parse, head: Token, *, without: Collection[int]) -> Speaker | None:
    """The words around `head` that belong to it, cut off at the nearest word of `without`."""
    inside = {t.index for t in parse.subtree(head)}
    if head.index in without:
        return None
    first = last = head.index
    while first - 1 in inside and first - 1 not in without:
        first -= 1
    while last + 1 in inside and last + 1 not in without:
        last += 1
    while last > head.index and parse.tokens[last].text in {",", ";", ":", "-", "–", "—", "(", "“", '"'}:
        last -= 1
    while first < head.index and parse.tokens[first].pos == "PUNCT":
        first += 1
    return Speaker(head=head.index, first=first, last=last + 1)


def core(parse: Parse, head: Token) -> tuple[int, int]:
    """Tokens `first` up to `last` of the phrase without relative clauses, appositions and loose tails.

    An "of" or "for" phrase behind a common noun belongs to it ("spokesman for the army").
    """
    kept = {head.index}
    for child in parse.children(head):
        if child.dep not in _OUTER or (child.dep == "prep" and head.pos == "NOUN" and child.index == head.index + 1):
            kept |= {t.index for t in parse.subtree(child)}
    first = last = head.index
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    return first, last + 1


def antecedent(parse: Parse, head: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token stands for itself."""
    if head.tag not in {"WP", "WDT"} and head.lower not in {"who", "which"}:
        return head
    for above in parse.ancestors(head):
        if above.dep in {"relcl", "acl"}:
            return parse.tokens[above.head]
    return head


def _subject(parse: Parse, verb: Token) -> Token | None:
    """The subject of the verb, or the one it shares with a verb above it."""
    at: Token | None = verb
    for _ in range(_CLIMB):
        if at is None:
            return None
        agent = _agent(parse, at)
        if agent is not None:
            return agent
        if parse.child(at, "auxpass", "nsubjpass") is not None and at is verb:
            return None
        subject = parse.child(at, "nsubj") or (None if at is verb else parse.child(at, "nsubjpass"))
        if subject is not None:
            return None if subject.lower in _EXPLETIVE and at is verb and verb.tag == "VBN" else subject
        at, found = _controller(parse, at)
        if found is not None:
            return found
    return None


def _agent(parse: Parse, verb: Token) -> Token | None:
    by = parse.child(verb, "agent")
    return None if by is None else parse.child(by, "pobj")


def _controller(parse: Parse, verb: Token) -> tuple[Token | None, Token | None]:
    """One step up: the verb that shares its subject with this one, or the noun that is the subject."""
    above = parse.head(verb)
    if above is None or verb.dep == "relcl":
        return None, None
    if verb.dep == "acl":
        return None, above if verb.tag in {"VBG", "VB"} and above.pos != "VERB" else None
    if verb.dep == "xcomp" and above.lemma in _OBJECT_CONTROL and (thing := parse.child(above, "dobj")) is not None:
        return None, thing
    if above.pos in _SHARING or above.dep in {"prep", "pcomp"}:
        return above, None
    return (parse.head(above) if verb.dep == "pcomp" or above.dep in {"dobj", "attr", "pobj"} else None), None


def _above(parse: Parse, word: Token) -> Token | None:
    verb = parse.head(word)
    return None if verb is None else _subject(parse, verb)


def owner_of(parse: Parse, noun: Token) -> Token | None:
    """Whose claim it is: "the army's claim", "a claim (made) by the army", "the army made the claim"."""
    owner = parse.child(noun, "poss")
    if owner is not None:
        return owner
    for prep in parse.children(noun, "prep"):
        if prep.lower in {"by", "from", "among"}:
            return parse.child(prep, "pobj")
    for made in parse.children(noun, "acl"):
        if made.tag == "VBN" and (maker := _agent(parse, made)) is not None:
            return maker
    verb = parse.head(noun)
    if noun.dep == "dobj" and verb is not None and verb.lemma in _LIGHT:
        return _subject(parse, verb)
    return None


def _object_of_phrase(parse: Parse, hit: Hit) -> Token | None:
    """What the last preposition of the cue governs."""
    for i in range(hit.last - 1, hit.first - 1, -1):
        thing = parse.child(parse.tokens[i], "pobj")
        if thing is not None and thing.index >= hit.last:
            return thing
    return None
