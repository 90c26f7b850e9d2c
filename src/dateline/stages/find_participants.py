"""Who does it and to whom: the argument frame of each trigger's lexicon entry, filled from the parse."""

from collections.abc import Callable
from dataclasses import replace

from dateline.knowledge.lexicon import Entry, Lexicon
from dateline.knowledge.matching import IsParty, party_test
from dateline.model.analysis import Analysis, Stage, made
from dateline.model.event import Role, RoleKind, Trigger
from dateline.model.span import Span
from dateline.model.syntax import Parse, Token
from dateline.text.clauses import (
    KINSHIP,
    agents,
    is_passive,
    logical_objects,
    logical_subjects,
    objects_of,
    phrase,
    subjects,
)

LIGHT_VERBS = frozenset(
    "announce approve begin broker carry commit conduct continue declare deliver do end enter execute express extend "
    "face file give grant hand have hold impose initiate issue join launch lead level lift make mount offer open order "
    "organise organize pass perform plan prepare provide put reach receive release repeat resume send sign stage start "
    "stop strike suspend sustain take undertake unleash use voice win withdraw".split()
)
"""Verbs that lend a noun their subject ("launched an attack", "issued a threat")."""

Slot = Callable[[Parse, list[Token], Token], list[Token]]


def find_participants(lexicon: Lexicon, party_nouns: frozenset[str]) -> Stage:
    """Make the stage that gives every trigger its actors and recipients; `party_nouns` tells people from things."""
    rules = {entry.rule: entry for entry in lexicon.entries}
    is_party = party_test(party_nouns)

    def run(analysis: Analysis) -> Analysis:
        parse = made(analysis.parse)
        title = analysis.document.title_end
        roles: list[Role] = []
        for trigger in made(analysis.triggers):
            roles.extend(roles_of(parse, trigger, rules[trigger.rule], is_party, in_title=trigger.span.start < title))
        return replace(analysis, roles=tuple(roles))

    return Stage(name="find_participants", reads=("document", "parse", "triggers"), adds=("roles",), run=run)


def roles_of(parse: Parse, trigger: Trigger, entry: Entry, is_party: IsParty, *, in_title: bool) -> list[Role]:
    """Fill the entry's frame around one trigger; a token is given one role only, the actor's first.

    Of the slots of a role, the first that holds a party is taken, else the first that holds anything.
    """
    words = [parse.tokens[i] for i in trigger.words]
    head = parse.tokens[trigger.head]
    taken: set[int] = {t.index for t in words}
    roles: list[Role] = []
    for kind, slots in _frame(parse, head, entry, in_title=in_title):
        things: tuple[str, list[Token]] = ("", [])
        for name in slots:
            found = [t for t in fill(name, parse, words, head) if t.index not in taken and t.lower not in _EMPTY]
            parties = [p for t in found for p in owners(parse, t, is_party) if p.index not in taken]
            if parties:
                things = (name, parties)
                break
            things = things if things[1] else (name, found)
        slot, tokens = things
        taken.update(t.index for t in tokens)
        roles.extend(_role(parse, trigger, kind, token, slot, entry) for token in dict.fromkeys(tokens))
    return roles


def _frame(
    parse: Parse, head: Token, entry: Entry, *, in_title: bool
) -> tuple[tuple[RoleKind, tuple[str, ...]], tuple[RoleKind, tuple[str, ...]]]:
    """The entry's slots; a headline's "Mayor stabbed on stage" is a passive without its auxiliary."""
    clipped = in_title and entry.pos == "verb" and "obj" in entry.recipient and head.tag in {"VBD", "VBN"}
    if clipped and not is_passive(parse, head) and not logical_objects(parse, head):
        return (RoleKind.ACTOR, ("by",)), (RoleKind.RECIPIENT, ("gsubj",))
    return (RoleKind.ACTOR, entry.actor), (RoleKind.RECIPIENT, entry.recipient)


def owners(parse: Parse, token: Token, is_party: IsParty) -> list[Token]:
    """The party that a phrase stands for: itself, or whose thing it is ("the minister's car", "its offices")."""
    member = _named_member(parse, token)
    if member is not None:
        return [member]
    if is_party(token):
        return [token]
    possessors = [t for t in parse.children(token, "poss") if is_party(t)]
    if not possessors:
        possessors = [t for of in ("of", "against", "with") for t in objects_of(parse, [token], of) if is_party(t)]
    if not possessors:
        possessors = _nation(parse, [token], token) or [t for t in parse.children(token, "compound") if is_party(t)]
    return possessors


def _named_member(parse: Parse, token: Token) -> Token | None:
    """The country in "alliance member Norway", where it is parsed as an apposition to the alliance."""
    for child in parse.children(token, "appos"):
        if child.entity == "GPE" and any(t.lemma in KINSHIP for t in parse.children(child, "compound")):
            return child
    return None


_EMPTY = frozenset("it there this that what which these those one each all some both itself".split())


def _role(parse: Parse, trigger: Trigger, kind: RoleKind, token: Token, slot: str, entry: Entry) -> Role:
    words = list(phrase(parse, token))
    span = Span.of(parse.text, words[0].start, words[-1].end)
    return Role(trigger=trigger.index, kind=kind, head=token.index, span=span, rule=f"{entry.rule}@{slot}")


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


def _nation(parse: Parse, words: list[Token], _head: Token) -> list[Token]:
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


def _by(parse: Parse, words: list[Token], _head: Token) -> list[Token]:
    return [t for word in words for t in agents(parse, word)]


_SLOTS: dict[str, Slot] = {
    "subj": _subj,
    "gsubj": _grammatical_subj,
    "obj": _obj,
    "by": _by,
    "poss": _poss,
    "nation": _nation,
    "maker": _maker,
    "target": _target,
    "light": _light_subjects,
    "between": _between,
    "for_to": _for_to,
    "clause_subj": _clause_subj,
    "speaker": _speaker,
    "subj_attend": _subj_attend,
    "poss_if_of": _if(_poss, "of"),
    "nation_if_of": _if(_nation, "of"),
    "poss_if_by": _if(_poss, "by"),
}
