"""Who stands where in a clause: subjects and objects, with voice, control, relatives and coordination undone."""

from collections.abc import Iterator

from dateline.model.syntax import Parse, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
OBJECTS = ("dobj", "dative", "oprd")
RELATIVE = frozenset({"who", "which", "that", "whom", "where", "when", "whose"})
OBJECT_CONTROL = frozenset(
    "allow appoint ask authorize authorise beg cause challenge charge command compel convince direct enable encourage "
    "expect forbid force help hire instruct invite lead leave let make oblige order permit persuade press pressure "
    "prompt push recruit remind request require see teach tell tempt train trigger urge want warn".split()
)
"""Verbs whose object is the subject of the infinitive under them ("ordered the troops to withdraw")."""
KINSHIP = frozenset({"member", "ally", "neighbour", "neighbor", "state", "partner"})
"""Nouns before a country's name that say what it is to the body before them ("alliance member Norway")."""
OBJECT_OF_GERUND = frozenset(
    "absolve accuse acquit arrest bar blame charge clear condemn convict criticise criticize deter discourage dissuade "
    "exonerate fault forgive jail keep praise prevent prohibit prosecute restrain stop suspect thank".split()
)
"""Verbs whose object is the subject of the gerund behind "of", "for" or "from" ("accused the army of shelling")."""
_NOMINAL = frozenset({"PROPN", "NOUN", "PRON", "NUM", "ADJ"})
_DEPTH = 8  # governors climbed in search of a subject
_COORDINATED_WITHIN = 3  # tokens between two verbs that share an object


def is_passive(parse: Parse, verb: Token) -> bool:
    """Tell whether the verb is passive, reduced relatives and participles included ("soldiers killed by …")."""
    if parse.child(verb, "nsubjpass", "auxpass", "csubjpass"):
        return True
    if verb.tag != "VBN" or parse.child(verb, "aux"):
        return False
    if verb.dep == "conj":  # "two were shot dead and six others arrested"
        head = parse.head(verb)
        return head is not None and head.tag == "VBN" and is_passive(parse, head)
    if parse.child(verb, "nsubj"):
        return False
    return verb.dep in {
        "acl",
        "advcl",
        "amod",
        "ROOT",
        "xcomp",
        "pcomp",
        "ccomp",
        "relcl",
        "oprd",
        "dep",
    } and not parse.child(verb, "dobj")


def subjects(parse: Parse, verb: Token) -> list[Token]:
    """The grammatical subjects of a verb, found through coordination, control, relatives and participles.

    Coordinated subjects come as separate tokens. A relative pronoun gives its antecedent.
    """
    found = _subject(parse, verb, _DEPTH)
    return [] if found is None else _members(parse, found)


def _members(parse: Parse, token: Token) -> list[Token]:
    return [t for t in parse.conjuncts(token) if t.pos not in {"VERB", "AUX"}]


def _subject(parse: Parse, verb: Token, depth: int) -> Token | None:
    own = parse.child(verb, *SUBJECTS)
    if own is not None:
        return _antecedent(parse, verb, own)
    head = parse.head(verb)
    if head is None or depth == 0:
        return None
    return _inherited(parse, verb, head, depth - 1)


def _antecedent(parse: Parse, verb: Token, subject: Token) -> Token | None:
    if subject.lower not in RELATIVE or subject.pos not in {"PRON", "DET", "SCONJ"}:
        return subject
    clause: Token = verb
    for above in [verb, *parse.ancestors(verb)]:
        clause = above
        if above.dep == "relcl":
            break
    head = parse.head(clause)
    return head if clause.dep == "relcl" else subject


def _inherited(parse: Parse, verb: Token, head: Token, depth: int) -> Token | None:
    """The subject that a verb without one of its own takes from what governs it."""
    found: Token | None = None
    if verb.dep in {"acl", "relcl"}:
        found = _of_noun(parse, verb, head, depth)
    elif verb.dep == "xcomp":
        found = _controller(parse, head, depth)
    elif verb.dep == "pcomp":
        found = _of_preposition(parse, head, depth)
    elif verb.dep in {"conj", "advcl", "ccomp", "dep", "prep"} and head.pos in {"VERB", "AUX"}:
        found = _subject(parse, head, depth)
    return found


def _controller(parse: Parse, head: Token, depth: int) -> Token | None:
    """Who is to do what the infinitive says: the object of "order", the subject of "refuse"."""
    controlled = parse.child(head, "dobj") if head.lemma in OBJECT_CONTROL else None
    return controlled or _subject(parse, head, depth)


def _of_noun(parse: Parse, verb: Token, noun: Token, depth: int) -> Token | None:
    """Whose it is: in "the soldiers guarding it" the soldiers', in "their plan to attack" the planners'."""
    if verb.tag in {"VBG", "VBN"} or verb.dep == "relcl":
        return noun
    owner = parse.child(noun, "poss")
    if owner is not None:
        return owner
    above = parse.head(noun)
    if above is not None and above.pos in {"VERB", "AUX"} and noun.dep in {"dobj", "attr"}:
        return _subject(parse, above, depth)
    return None


def _of_preposition(parse: Parse, preposition: Token, depth: int) -> Token | None:
    """Whose: in "accused him of lying" his, in "fled after shooting" who fled, in "the risk of losing" no one's."""
    above = parse.head(preposition)
    if above is None:
        return None
    if above.pos in {"VERB", "AUX"}:
        held = parse.child(above, "dobj") if preposition.lower in {"of", "for", "from", "with"} else None
        return held or _subject(parse, above, depth)
    governor = parse.head(above)
    if governor is not None and governor.pos == "VERB" and above.dep == "dobj":
        if governor.lemma in OBJECT_OF_GERUND:
            return above
        return parse.child(above, "poss") or _subject(parse, governor, depth)
    return parse.child(above, "poss")


def logical_subjects(parse: Parse, verb: Token) -> list[Token]:
    """Who does it: the subject of an active verb, the by-phrase of a passive one."""
    return agents(parse, verb) if is_passive(parse, verb) else subjects(parse, verb)


def logical_objects(parse: Parse, verb: Token) -> list[Token]:
    """Whom it is done to: the object of an active verb, the subject of a passive one."""
    if is_passive(parse, verb):
        return subjects(parse, verb)
    found = [t for t in parse.children(verb, "dobj", "dative") if t.pos in _NOMINAL or parse.child(t, "det")]
    found = [t for t in found if t.lower not in RELATIVE]
    if not found and _object_relative(parse, verb):
        found = [parse.tokens[verb.head]]
    if not found and (shared := _shared_object(parse, verb)) is not None:
        found = [shared]
    return [member for token in found for member in _members(parse, token)]


def _object_relative(parse: Parse, verb: Token) -> bool:
    """Tell whether the antecedent is the object, as in "the man (that) police shot"."""
    subject = parse.child(verb, *SUBJECTS)
    return verb.dep == "relcl" and subject is not None and subject.lower not in RELATIVE


def _shared_object(parse: Parse, verb: Token) -> Token | None:
    """The object behind the second of two verbs ("detained and beat the reporter")."""
    for other in parse.children(verb, "conj"):
        near = other.index - verb.index <= _COORDINATED_WITHIN
        if near and other.pos == "VERB" and not parse.child(other, "nsubj") and not is_passive(parse, other):
            return parse.child(other, "dobj")
    return None


def agents(parse: Parse, head: Token) -> list[Token]:
    """The objects of a by-phrase under a passive verb or a noun."""
    found = []
    for by in parse.children(head, "agent", "prep"):
        if by.lower == "by":
            found.extend(parse.children(by, "pobj"))
    members = [member for token in found for member in _members(parse, token)]
    return [t for t in members if t.pos != "NUM" or t in found]  # "shot dead by soldiers and about 80 injured"


def objects_of(parse: Parse, heads: list[Token], preposition: str) -> list[Token]:
    """The objects of `preposition` under any of `heads`, coordination undone."""
    found = []
    for head in heads:
        for prep in parse.children(head, "prep", "dative", "agent", "prt"):
            if prep.lower == preposition:
                found.extend(parse.children(prep, "pobj"))
    return [member for token in found for member in _members(parse, token)]


def clause_of(parse: Parse, token: Token) -> Token:
    """The verb whose clause the token stands in: itself, or the nearest verb above it, or the sentence's root."""
    for above in [token, *parse.ancestors(token)]:
        if above.pos in {"VERB", "AUX"} and above.dep not in {"aux", "auxpass", "amod", "compound"}:
            return above
        token = above
    return token


_BEYOND = frozenset("relcl acl appos conj cc advcl parataxis punct preconj npadvmod".split())


def phrase(parse: Parse, head: Token) -> Iterator[Token]:
    """The tokens of a noun phrase in text order, without clauses, appositions and coordination behind its head.

    Of "alliance member Norway" only the country is given: the words before it say what it is.
    """
    below = parse.children(head)
    first = below[0].index if below else head.index
    found = [head]
    for token in found:
        for child in parse.children(token):
            inner = child.dep == "punct" and first < child.index < head.index
            if child.dep not in _BEYOND or inner:
                found.append(child)
    kin = [t.index for t in parse.children(head, "compound") if t.lemma in KINSHIP] if head.entity == "GPE" else []
    yield from sorted((t for t in found if t.index > max(kin, default=-1)), key=lambda t: t.index)
