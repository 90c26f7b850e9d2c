"""Where parties stand around a trigger: the name of a grammatical slot to the tokens that stand in it."""

from collections.abc import Callable

from dateline.model.syntax import Parse, Token
from dateline.text.clauses import agents, logical_objects, logical_subjects, objects_of, subjects

LIGHT_VERBS = frozenset(
    "announce approve begin broker carry commit conduct continue declare deliver do end enter execute express extend "
    "face file give grant hand have hold impose initiate issue join launch lead level lift make mastermind mount offer "
    "open orchestrate order organise organize pass perform perpetrate plan prepare provide put reach receive release "
    "repeat resume send sign stage start stop strike suspend sustain take undertake unleash use voice win "
    "withdraw".split()
)
"""Verbs that lend a noun their subject ("launched an attack", "issued a threat")."""

Slot = Callable[[Parse, list[Token], Token], list[Token]]


def fill(slot: str, parse: Parse, words: list[Token], head: Token) -> list[Token]:
    """The tokens that stand in `slot` around a trigger; a slot that is not listed is a preposition."""
    special = _SLOTS.get(slot)
    if special is not None:
        return special(parse, words, head)
    return objects_of(parse, _reach(parse, words, head), slot)


def _reach(parse: Parse, words: list[Token], head: Token) -> list[Token]:
    """The trigger's words, a noun's light verb, a verb's object: a preposition may be parsed under each of them."""
    above = _light(parse, head)
    things = [t for t in parse.children(head, "dobj") if head.pos == "VERB" and t.pos == "NOUN"]
    return [*words, *things, *([above] if above is not None else [])]


def _light(parse: Parse, head: Token) -> Token | None:
    above = parse.head(head)
    if above is None or head.pos == "VERB":
        return None
    if head.dep == "conj":
        return _light(parse, above)
    if head.dep == "pobj" and above.dep == "prep":
        verb = parse.head(above)
        return (
            verb
            if verb is not None and verb.lemma in {"engage", "take", "participate", "join", "go", "enter"}
            else None
        )
    return above if head.dep in {"dobj", "nsubjpass", "attr"} and above.lemma in LIGHT_VERBS else None


def _light_subjects(parse: Parse, _words: list[Token], head: Token) -> list[Token]:
    verb = _light(parse, head)
    return logical_subjects(parse, verb) if verb is not None else []


def _subj(parse: Parse, _words: list[Token], head: Token) -> list[Token]:
    return logical_subjects(parse, head)


def _grammatical_subj(parse: Parse, _words: list[Token], head: Token) -> list[Token]:
    return subjects(parse, head)


def _obj(parse: Parse, words: list[Token], head: Token) -> list[Token]:
    """The logical object of the trigger's verbs; words of the trigger itself ("took him into CUSTODY") are not one."""
    verbs = [head, *(t for t in words if t.pos == "VERB" and t is not head)]
    for verb in verbs:
        found = [t for t in logical_objects(parse, verb) if t not in words]
        if found:
            return found
    small = parse.child(head, "ccomp")
    if small is not None and small in words:  # "found HIM guilty"
        return parse.children(small, "nsubj")
    return [owner for word in words if (owner := parse.child(word, "poss")) is not None and word.dep == "dobj"]


def _speaker(parse: Parse, _words: list[Token], head: Token) -> list[Token]:
    """The subject of the verb of saying above ("SHE said the raid was unacceptable")."""
    token = head
    for above in parse.ancestors(head):
        if token.dep in {"ccomp", "parataxis"} and above.pos == "VERB":
            return subjects(parse, above)
        token = above
    return []


def _poss(parse: Parse, words: list[Token], _head: Token) -> list[Token]:
    return [t for word in words for t in parse.children(word, "poss")]


def nationality(parse: Parse, words: list[Token], _head: Token) -> list[Token]:
    return [
        t for word in words for t in parse.children(word, "amod", "compound", "nmod") if t.entity in {"NORP", "GPE"}
    ]


def _maker(parse: Parse, words: list[Token], _head: Token) -> list[Token]:
    people = ("PERSON", "ORG", "NORP")
    return [
        t
        for word in words
        for t in parse.children(word, "compound", "nmod", "amod")
        if t.entity in people or t.lower in _FORCES
    ]


_FORCES = frozenset(
    {
        "police",
        "army",
        "government",
        "rebel",
        "militant",
        "insurgent",
        "student",
        "worker",
        "teacher",
        "opposition",
        "military",
        "navy",
        "gang",
    }
)


def _target(parse: Parse, words: list[Token], _head: Token) -> list[Token]:
    return [
        t
        for word in words
        for t in parse.children(word, "compound")
        if t.pos == "PROPN" and t.entity in {"ORG", "PERSON"}
    ]


def _between(parse: Parse, words: list[Token], head: Token) -> list[Token]:
    return [
        *objects_of(parse, _reach(parse, words, head), "between"),
        *objects_of(parse, _reach(parse, words, head), "among"),
    ]


def _if(slot: Slot, preposition: str) -> Slot:
    def guarded(parse: Parse, words: list[Token], head: Token) -> list[Token]:
        return slot(parse, words, head) if objects_of(parse, words, preposition) else []

    return guarded


def _clause_subj(parse: Parse, _words: list[Token], head: Token) -> list[Token]:
    """The subject of the clause that the trigger governs ("alleged that HE lied")."""
    clause = parse.child(head, "ccomp")
    if clause is None:
        return []
    return [t for t in subjects(parse, clause) if t.pos in {"NOUN", "PROPN", "PRON"}]


def _for_to(parse: Parse, _words: list[Token], head: Token) -> list[Token]:
    """The subject of an infinitive behind "for" ("called for the army to leave")."""
    for clause in parse.children(head, "advcl", "xcomp", "ccomp"):
        if any(mark.lower == "for" for mark in parse.children(clause, "mark")):
            return subjects(parse, clause)
    return []


def _subj_attend(parse: Parse, _words: list[Token], head: Token) -> list[Token]:
    above = parse.head(head)
    if above is not None and head.dep in {"dobj", "pobj"}:
        verb = above if above.pos == "VERB" else parse.head(above)
        if verb is not None and verb.lemma in {"attend", "join", "host", "arrive", "travel", "gather", "participate"}:
            return logical_subjects(parse, verb)
    return []


def _doer(parse: Parse, _words: list[Token], head: Token) -> list[Token]:
    """Who is said to have done what a noun names: "an attack blamed on X", "X was behind the attack"."""
    for clause in parse.children(head, "acl", "relcl"):
        if clause.lemma in _ASCRIBING:
            found = [t for to in ("on", "to") for t in objects_of(parse, [clause], to)]
        elif clause.lemma in LIGHT_VERBS and clause.tag == "VBN":
            found = agents(parse, clause)
        else:
            found = []
        if found:
            return found
    return _held(parse, head)


def _held(parse: Parse, head: Token) -> list[Token]:
    """The subject of "was behind the attack", "was responsible for it", "took part in it", "claimed responsibility"."""
    above = parse.head(head)
    if above is None or head.dep != "pobj" or above.lower not in {"behind", "for", "in"}:
        return []
    holder = parse.head(above)
    if holder is None:
        return []
    if above.lower == "behind":
        return subjects(parse, holder) if holder.lemma == "be" else []
    verb = parse.head(holder)
    if above.lower == "for" and verb is not None and holder.lemma in {"responsible", "responsibility"}:
        return subjects(parse, verb) if verb.lemma in {"be", "claim", "admit", "accept"} else []
    shared = holder.lemma in {"participate", "involve", "implicate"} or holder.lemma == "part"
    verb = verb if holder.lemma == "part" else holder
    return subjects(parse, verb) if above.lower == "in" and shared and verb is not None else []


_ASCRIBING = frozenset({"blame", "attribute", "ascribe", "pin"})


def _struck(parse: Parse, _words: list[Token], head: Token) -> list[Token]:
    """What a deed is said to have hit: "the bombing shook THE MINISTRY", "the raid wounded TWO FARMERS"."""
    above = parse.head(head)
    if above is None or head.dep != "nsubj" or above.lemma not in _HITTING:
        return []
    return logical_objects(parse, above)


_HITTING = frozenset(
    "strike hit rock shake target kill wound injure maim damage destroy devastate displace paralyse paralyze".split()
)


def _setting(parse: Parse, _words: list[Token], head: Token) -> list[Token]:
    """Who acts in the course of it: "THE MINISTER said in a meeting with union leaders"."""
    above = parse.head(head)
    if above is None or head.dep != "pobj" or above.lower not in {"in", "at", "during", "after"}:
        return []
    verb = parse.head(above)
    return subjects(parse, verb) if verb is not None and verb.pos == "VERB" else []


def _by(parse: Parse, words: list[Token], _head: Token) -> list[Token]:
    return [t for word in words for t in agents(parse, word)]


_SLOTS: dict[str, Slot] = {
    "subj": _subj,
    "gsubj": _grammatical_subj,
    "obj": _obj,
    "by": _by,
    "poss": _poss,
    "nation": nationality,
    "maker": _maker,
    "target": _target,
    "light": _light_subjects,
    "between": _between,
    "for_to": _for_to,
    "clause_subj": _clause_subj,
    "speaker": _speaker,
    "subj_attend": _subj_attend,
    "doer": _doer,
    "struck": _struck,
    "setting": _setting,
    "poss_if_of": _if(_poss, "of"),
    "nation_if_of": _if(nationality, "of"),
    "poss_if_by": _if(_poss, "by"),
}
