"""Which time expression belongs to which word of a sentence, by the tree over it."""

from collections.abc import Container, Iterator, Sequence
from enum import StrEnum

from dateline.model.referent import TimeGrain
from dateline.model.syntax import Parse, Token
from dateline.text.times.attitudes import ATTITUDES
from dateline.text.times.placed import Placed


class Link(StrEnum):
    """How a time expression hangs together with a word, the surest first."""

    OWN = "own"  # hangs on the word itself: "arrested on Friday", "Friday's attack", "the May 3 attack"
    CLAUSE = "clause"  # hangs on the verb of the word's clause: "the attack killed ten on Friday"
    SHARED = "shared"  # on a verb that shares its time: coordination, participles, "began to …"
    SINCE = "since"  # in a clause that says since when: "arrested since the protests began in June"
    FRONTED = "fronted"  # at the head of the sentence: "On Friday, police … and …"
    FRAME = "frame"  # a week, month or year on the main verb, over a participle below it
    SENTENCE = "sentence"  # the only time in a sentence that tells of one happening only
    WHEN = "when"  # before a clause that tells what happened then: "in May, when police raided it"
    INSIDE = "inside"  # in a clause on the noun: "the attack that killed ten on Friday"


_NOUNS = frozenset({"NOUN", "PROPN", "NUM"})
_BEFORE_NOUN = frozenset({"poss", "compound", "nmod", "nummod", "amod", "npadvmod"})
_CLAUSES = frozenset({"ccomp", "relcl", "advcl", "acl", "pcomp", "parataxis", "csubj"})
_SHARING = frozenset({"conj", "xcomp", "advcl", "dep"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "acomp", "oprd"})
_ADJUNCTS = frozenset({"in", "into", "during", "on", "with", "to", "at", "for"})
_GATHERING = frozenset("gather meet assemble convene turn come arrive travel march".split())
_LIGHT_NOUNS = frozenset(
    "subject target victim object part series wave spate number string round target scene site result wake".split()
)
_SETTING = frozenset({"in", "at", "during", "on", "with", "to", "into", "from", "of", "for", "over"})
_OTHER_TIME = frozenset({"after", "before", "since", "until", "till", "once", "following", "if", "unless"})
_DEPTH = 6
_STRETCHES = frozenset({TimeGrain.WEEK, TimeGrain.MONTH, TimeGrain.YEAR})
_NON_FINITE = frozenset({"prep", "pcomp", "acl", "advcl", "pobj"})
_BEHIND = 2  # characters from a time to the "when" that takes it up
_FRONT = 4  # words from the head of a sentence


def links(
    parse: Parse, words: Sequence[Token], placed: Sequence[Placed], others: Container[int]
) -> Iterator[tuple[Link, Placed]]:
    """Yield the time expressions that tell the time of `words` (a trigger's tokens, its head first), the surest first.

    `others` are the head tokens of all triggers: what hangs on one of them is not another's.
    """
    indices = {word.index for word in words}
    yield from ((Link.OWN, item) for item in placed if item.governor.index in indices)
    yield from ((Link.INSIDE, item) for item in placed if _inside(words[0], item))
    yield from ((Link.WHEN, item) for item in placed if _when(parse, words[0], item))
    carrier = _carrier(parse, words[0])
    if carrier is not None:
        yield from _of_clause(parse, carrier, indices, placed, others)
    if any(_main(parse, word) for word in words):
        yield from ((Link.FRONTED, item) for item in placed if _fronted(parse, item))
    yield from ((Link.FRAME, item) for item in placed if _framed(parse, words[0], item))
    if len(placed) == 1 and _alone(parse, words[0], placed[0], others):
        yield Link.SENTENCE, placed[0]


def _of_clause(
    parse: Parse, carrier: Token, indices: set[int], placed: Sequence[Placed], others: Container[int]
) -> Iterator[tuple[Link, Placed]]:
    """The times that hang on the verb of the clause, and on the verbs that share its time."""
    if carrier.index not in indices:
        yield from ((Link.CLAUSE, item) for item in placed if item.governor.index == carrier.index)
    yield from ((Link.CLAUSE, item) for item in placed if _through_noun(parse, item, others) == carrier.index)
    yield from ((Link.SINCE, item) for item in placed if _since(parse, item, carrier))
    seen = {carrier.index, *indices}
    for sharer in _sharers(parse, carrier):
        if sharer.index not in seen:
            seen.add(sharer.index)
            yield from (
                (Link.SHARED, item)
                for item in placed
                if sharer.index in {item.governor.index, _through_noun(parse, item, others)}
                and _reaches(parse, carrier, sharer, item)
            )


def _alone(parse: Parse, head: Token, item: Placed, others: Container[int]) -> bool:
    """Tell whether the sentence holds no other happening, and no clause parts the word from the time."""
    sentence = parse.sentence(head)
    if any(index in others for index in range(sentence.first, sentence.last)):
        return False
    verb = next((above for above in parse.ancestors(head) if above.pos in {"VERB", "AUX"}), None)
    looked_at = head.pos in _NOUNS and verb is not None and verb.lemma in ATTITUDES
    return not looked_at and _clause_root(parse, head) == _clause_root(parse, item.governor)


def _clause_root(parse: Parse, token: Token) -> int:
    """The top of the finite clause that a token stands in."""
    for above in (token, *parse.ancestors(token)):
        token = above
        if above.dep in _CLAUSES or (above.dep == "conj" and parse.child(above, "nsubj", "nsubjpass")):
            break
    return token.index


def _reaches(parse: Parse, carrier: Token, sharer: Token, item: Placed) -> bool:
    """Of two coordinated verbs with subjects of their own, only a time before both belongs to both."""
    below = sharer if sharer.head == carrier.index else carrier
    if below.dep != "conj" or parse.child(below, "nsubj", "nsubjpass") is None:
        return True
    return item.head.index < min(carrier.index, sharer.index)


def _main(parse: Parse, verb: Token) -> bool:
    """Tell whether a verb is the sentence's main one, or coordinated with it."""
    token = verb
    if not verb.tag.startswith("V") or verb.tag in {"VBG", "VB"}:
        return False
    for _ in range(_DEPTH):
        if token.head == token.index:
            return True
        if token.dep not in {"conj", "dep", "amod", "pobj", "prep", "dobj"}:
            return False
        token = parse.tokens[token.head]
    return False


def _fronted(parse: Parse, item: Placed) -> bool:
    first = parse.sentence(item.head).first
    return item.head.index - first <= _FRONT and item.timex.span.start <= parse.tokens[first + 1].end


def _through_noun(parse: Parse, item: Placed, others: Container[int]) -> int | None:
    """The verb above a noun that the parser hung the time on ("ceded control of the isle in 1997"), or None."""
    noun = item.governor
    if noun.pos not in _NOUNS or (item.head.dep in _BEFORE_NOUN and parse.tokens[noun.head].lower not in _SETTING):
        return None
    for _ in range(_DEPTH):
        if noun.index in others or noun.dep in {"nsubj", "nsubjpass", "poss"}:
            return None
        above = parse.head(noun)
        if above is None:
            return None
        if above.pos in {"VERB", "AUX"}:
            return above.index
        if above.pos not in _NOUNS and above.lower not in _SETTING:
            return None
        noun = above
    return None


def _since(parse: Parse, item: Placed, carrier: Token) -> bool:
    """Recognise "have been arrested since the protests began in June"."""
    verb = item.governor
    if verb.dep != "advcl" or verb.head != carrier.index:
        return False
    return any(mark.lower == "since" for mark in parse.children(verb, "mark", "prep", "advmod"))


def _framed(parse: Parse, head: Token, item: Placed) -> bool:
    """Recognise "the trip took place this week, with the envoy being held": one stretch holds the whole sequence."""
    if item.timex.grain not in _STRETCHES or item.governor.pos not in {"VERB", "AUX"}:
        return False
    token = head
    for above in parse.ancestors(head):
        if token.dep not in _NON_FINITE or token.tag in {"VBD", "VBZ", "VBP"}:
            return False
        if above.index == item.governor.index:
            return True
        token = above
    return False


def _inside(noun: Token, item: Placed) -> bool:
    """Recognise "the attack that killed ten on Friday", "a bombing carried out on Friday"."""
    verb = item.governor
    return noun.pos in _NOUNS and verb.head == noun.index and verb.dep in {"relcl", "acl"} and verb.tag != "VB"


def _when(parse: Parse, head: Token, item: Placed) -> bool:
    """Recognise "in May, when police raided it": the clause right behind a time tells what happened then."""
    clause = head
    for above in (head, *parse.ancestors(head)):
        clause = above
        if above.dep in {"relcl", "advcl"}:
            break
    when = next((t for t in parse.children(clause, "advmod", "mark") if t.lower == "when"), None)
    return when is not None and 0 < when.start - item.timex.span.end <= _BEHIND and clause.dep in {"relcl", "advcl"}


def _carrier(parse: Parse, head: Token) -> Token | None:
    """The verb whose time is that of the word: the verb itself, or the one that a noun is the subject or object of."""
    if head.pos in {"VERB", "AUX"} and head.dep not in {"amod", "compound"}:
        return _died(parse, head) or head
    token = _noun_in_place(parse, head)
    above = parse.head(token)
    if above is None:
        return None
    if token.dep in _ARGUMENTS:
        return None if above.lemma in ATTITUDES else above
    if token.dep == "pobj" and above.lower in _ADJUNCTS:
        return _adjunct_verb(parse, above)
    return None


def _noun_in_place(parse: Parse, noun: Token) -> Token:
    """The noun that stands in the clause for `noun`: the head of "the target of an attack", of a list."""
    for _ in range(_DEPTH):
        above = parse.head(noun)
        if above is not None and noun.dep in {"conj", "compound", "amod"} and above.pos in _NOUNS:
            noun = above
        elif above is not None and above.lower == "of" and parse.tokens[above.head].lemma in _LIGHT_NOUNS:
            noun = parse.tokens[above.head]
        else:
            break
    return noun


def _adjunct_verb(parse: Parse, preposition: Token) -> Token | None:
    """The verb that is set in a happening: "killed in an airstrike", "gathered for a rally"."""
    verb = parse.head(preposition)
    if verb is None or verb.pos != "VERB" or verb.lemma in ATTITUDES:
        return None
    return verb if preposition.lower != "for" or verb.lemma in _GATHERING else None


def _died(parse: Parse, verb: Token) -> Token | None:
    """Recognise "died on Tuesday after being shot": the death dates the shooting."""
    after = parse.head(verb)
    above = None if after is None or verb.dep != "pcomp" or after.lower != "after" else parse.head(after)
    return above if above is not None and above.lemma == "die" else None


def _sharers(parse: Parse, verb: Token) -> Iterator[Token]:
    """Verbs that share their time with `verb`: up through coordination and participles, then down to infinitives."""
    token = verb
    for _ in range(_DEPTH):
        head = parse.head(token)
        if head is None or token.dep not in _SHARING or head.pos not in {"VERB", "AUX"} or _apart(parse, token):
            break
        yield head
        token = head
    for below in parse.children(verb, "xcomp", "conj", "advcl"):
        if below.pos in {"VERB", "AUX"} and not _apart(parse, below):
            yield below


def _apart(parse: Parse, verb: Token) -> bool:
    """Tell whether a clause says of itself that its time is another ("after meeting", "if he leaves", "to win")."""
    if any(
        mark.lower in _OTHER_TIME for mark in parse.children(verb, "mark", "prep", "advmod") if mark.index < verb.index
    ):
        return True
    if verb.dep == "advcl" and (parse.child(verb, "nsubj", "nsubjpass") or verb.tag == "VB"):
        return True
    if verb.dep != "conj" or not parse.child(verb, "aux", "auxpass", "nsubj", "nsubjpass"):
        return False  # "had suspended work and advised them to leave": one auxiliary for both
    return _tense(parse, verb) != _tense(parse, parse.tokens[verb.head])


def _tense(parse: Parse, verb: Token) -> str:
    words = {aux.lower for aux in parse.children(verb, "aux", "auxpass")}
    if words & {"will", "would", "'ll", "’ll", "shall", "wo"}:
        return "future"
    if words & {"had"}:
        return "before"
    return "plain"
