"""Who does it and to whom: the argument frame of each trigger's lexicon entry, filled from the parse."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.knowledge.lexicon import Entry, Lexicon
from dateline.knowledge.matching import IsParty, lemma_of, party_test
from dateline.model.analysis import Analysis, Stage, made
from dateline.model.event import Role, RoleKind, Trigger
from dateline.model.span import Span
from dateline.model.syntax import Parse, Token
from dateline.text.clauses import KINSHIP, agents, is_passive, logical_objects, objects_of, phrase
from dateline.text.slots import fill, nationality

JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
"""Types of speech that are often about a deed: whom they are directed at is whoever did it."""
ADDRESSED = JUDGING | {"REQUEST", "CONCEDE"}
"""Types of speech that are directed at whoever made the proposal, or has the office, that they are about."""
OPERATIONS = frozenset(
    "operation raid strike airstrike attack assault bombing shelling bombardment offensive ambush crackdown".split()
)
"""Nouns for what armed people do, in the course of which others suffer."""
_HOMES = frozenset("home house residence villa office headquarters".split())
"""Nouns for places that stand for whose they are, if that is told."""
_DEPTH = 3  # steps from a thing to whose it is ("the legality of the minister's candidacy")
_WHOSE = frozenset({"his", "her", "their", "my", "our"})
_EMPTY = frozenset("there this that what which these those one each all some both itself".split())


def find_participants(lexicon: Lexicon, party_nouns: frozenset[str]) -> Stage:
    """Make the stage that gives every trigger its actors and recipients; `party_nouns` tells people from things."""
    rules = {entry.rule: entry for entry in lexicon.entries}
    is_party = party_test(party_nouns)

    def run(analysis: Analysis) -> Analysis:
        parse, title = made(analysis.parse), analysis.document.title_end
        filler = _Filler(parse=parse, lexicon=lexicon, is_party=is_party)
        roles: list[Role] = []
        for trigger in made(analysis.triggers):
            roles.extend(filler.roles_of(trigger, rules[trigger.rule], in_title=trigger.span.start < title))
        return replace(analysis, roles=tuple(roles))

    return Stage(name="find_participants", reads=("document", "parse", "triggers"), adds=("roles",), run=run)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filler:
    """One report, and what tells its parties and deeds from other things."""

    parse: Parse
    lexicon: Lexicon
    is_party: IsParty

    def roles_of(self, trigger: Trigger, entry: Entry, *, in_title: bool) -> Iterator[Role]:
        """Fill the entry's frame around one trigger; a token is given one role only, the actor's first.

        Of the slots of a role, the first that holds a party is taken, else the first that holds anything.
        """
        words = [self.parse.tokens[i] for i in trigger.words]
        head = self.parse.tokens[trigger.head]
        taken: set[int] = {t.index for t in words}
        for kind, slots in self._frame(head, entry, in_title=in_title):
            judged = kind is RoleKind.RECIPIENT and trigger.type in JUDGING
            things: tuple[str, list[Token]] = ("", [])
            for name in slots:
                found = [t for t in fill(name, self.parse, words, head) if t.index not in taken]
                found = [t for t in found if t.lower not in _EMPTY]
                parties = [p for t in found for p in self._parties(t, judged=judged) if p.index not in taken]
                if parties:
                    things = (name, parties)
                    break
                things = things if things[1] else (name, found)
            if kind is RoleKind.RECIPIENT and trigger.type in ADDRESSED and not any(map(self.is_party, things[1])):
                things = self._addressed(head, taken) or things
            if kind is RoleKind.ACTOR and trigger.type == "ASSAULT" and not things[1]:
                things = ("within", self._within(words))
            slot, tokens = things
            taken.update(t.index for t in tokens)
            for token in dict.fromkeys(tokens):
                yield self._role(trigger, kind, token, f"{entry.rule}@{slot}")

    def _within(self, words: list[Token]) -> list[Token]:
        """Whose operation it happened in: "killed in a ZAMBIAN air raid", "wounded during THE ARMY'S offensive"."""
        for deed in (t for name in ("in", "during") for t in objects_of(self.parse, words, name)):
            if lemma_of(deed) in OPERATIONS:
                for name in ("by", "doer", "poss", "maker", "nation"):
                    if found := [t for t in fill(name, self.parse, [deed], deed) if self.is_party(t)]:
                        return found
        return []

    def _addressed(self, head: Token, taken: set[int]) -> tuple[str, list[Token]] | None:
        """Whose the object of an act of speech is: "rejected THE MINERS' plan", "praised a plan by THE UNION"."""
        things = [t for t in self.parse.children(head, "dobj") if t.pos == "NOUN" and not self.is_party(t)]
        things = [t for t in things if self._deed(t) is None]
        whose = [p for t in things for p in (*self.parse.children(t, "poss"), *agents(self.parse, t))]
        found = [p for p in whose if p.index not in taken and (self.is_party(p) or p.lower in _WHOSE)]
        return ("owner", found) if found else None

    def _frame(
        self, head: Token, entry: Entry, *, in_title: bool
    ) -> tuple[tuple[RoleKind, tuple[str, ...]], tuple[RoleKind, tuple[str, ...]]]:
        """The entry's slots; a headline's "Mayor stabbed on stage" is a passive without its auxiliary."""
        clipped = in_title and entry.pos == "verb" and "obj" in entry.recipient and head.tag in {"VBD", "VBN"}
        if clipped and not is_passive(self.parse, head) and not logical_objects(self.parse, head):
            return (RoleKind.ACTOR, ("by",)), (RoleKind.RECIPIENT, ("gsubj",))
        return (RoleKind.ACTOR, entry.actor), (RoleKind.RECIPIENT, entry.recipient)

    def _parties(self, token: Token, *, judged: bool) -> list[Token]:
        """The parties that a phrase stands for; of a deed that is judged, those who did it."""
        deed = self._deed(token) if judged else None
        return owners(self.parse, token, self.is_party) if deed is None else self._doers(token, deed)

    def _deed(self, token: Token) -> Entry | None:
        """The entry of a noun that names a deed ("the killing of worshippers"), or None."""
        if token.pos != "NOUN" or self.is_party(token):
            return None
        found = (e for e in self.lexicon.at(lemma_of(token), "noun") if e.type is not None and not e.others)
        return next(found, None)

    def _doers(self, token: Token, deed: Entry) -> list[Token]:
        for name in deed.actor:
            found = [t for t in fill(name, self.parse, [token], token) if self.is_party(t)]
            if found:
                return found
        return []

    def _role(self, trigger: Trigger, kind: RoleKind, token: Token, rule: str) -> Role:
        words = list(phrase(self.parse, token))
        span = Span.of(self.parse.text, words[0].start, words[-1].end)
        return Role(trigger=trigger.index, kind=kind, head=token.index, span=span, rule=rule)


def owners(parse: Parse, token: Token, is_party: IsParty, depth: int = _DEPTH) -> list[Token]:
    """The party that a phrase stands for: itself, or whose thing it is ("the minister's car", "its offices")."""
    members = _named_members(parse, token)
    if members:
        return members
    if is_party(token):
        lord = [t for t in parse.children(token, "poss") if t.lower in _WHOSE or (is_party(t) and t.entity != "GPE")]
        return lord if lord and lemma_of(token) in _HOMES else [token]
    whose = [
        parse.children(token, "poss"),
        agents(parse, token),
        [t for of in ("of", "against", "with") for t in objects_of(parse, [token], of)],
        nationality(parse, [token], token) or parse.children(token, "compound"),
    ]
    for near in whose:
        if parties := [t for t in near if is_party(t)]:
            return parties
    if depth > 0:
        for near in whose[:3]:
            if parties := [p for t in near for p in owners(parse, t, is_party, depth - 1)]:
                return parties
    return []


def _named_members(parse: Parse, token: Token) -> list[Token]:
    """Whom a group is told by: "allies such as Norway", "firms including X and Y", "alliance member Norway"."""
    for child in parse.children(token, "appos"):
        if child.entity == "GPE" and any(t.lemma in KINSHIP for t in parse.children(child, "compound")):
            return [child]
    found: list[Token] = []
    for prep in parse.children(token, "prep"):
        if prep.lower == "including" or (prep.lower == "as" and parse.child(prep, "amod") is not None):
            found = [m for t in parse.children(prep, "pobj") for m in parse.conjuncts(t)]
    return found if found and all(t.pos == "PROPN" for t in found) else []
