"""The items of a phrase to a country and a sector: the head noun decides the sector, what belongs to it the country."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateline.knowledge.actors_match import Item
from dateline.knowledge.actors_tables import Named, Tables, named
from dateline.knowledge.actors_terms import PUBLIC, Term, term_of
from dateline.model.referent import Candidate
from dateline.text.people.actor_words import key_of

OWNING = frozenset(
    {"of", "in", "from", "at", "within", "inside", "near", "outside", "across", "throughout", "for", "on", "with"}
)
PLAIN = frozenset(
    "deputy vice chief head senior major minor general private principal public male female human fellow native young "
    "daily weekly dead acting assistant".split()
)
"""Nouns that before another noun are mere adjectives ("a major group" is no army)."""
BELONGING = frozenset({"of", "for", "at", "in", "from", "within", "with"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a country or a sector was chosen: the table row or rule, the words, and how sure."""

    field: str
    rule: str
    words: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Value:
    """A code with its reason; `code` None is a finding too ("an IGO has no sector")."""

    code: str | None
    reason: Reason


@dataclass(slots=True)
class Group:
    """A noun group and the preposition before it ("" for the first, "," behind a comma, "and")."""

    prep: str
    items: list[Item]


def groups_of(items: Iterable[Item]) -> list[Group]:
    """Cut the items at prepositions, commas and "and"."""
    groups = [Group("", [])]
    for item in items:
        if item.kind == "prep":
            groups.append(Group(item.words[0].key, []))
            continue
        if item.apart and groups[-1].items:
            groups.append(Group(",", []))
        if item.kind == "and":
            if not all(map(_modifies, groups[-1].items)):
                groups.append(Group("and", []))
            continue
        groups[-1].items.append(item)
    return [g for g in groups if g.items]


def _modifies(item: Item) -> bool:
    """Whether the item cannot stand for a party alone: in "legal and religious groups" one noun follows both."""
    if item.kind == "demonym":
        return item.name is not None and all(row[1] == "adjective" for row in item.name.rows)
    return item.agent is not None and all(kind == "adjective" for kind, _ in item.agent.kinds)


class Composer:
    """One phrase taken apart; made for each phrase, holds what its parts look up."""

    def __init__(self, tables: Tables, groups: list[Group], on: date | None) -> None:
        self.tables = tables
        self.groups = groups
        self.on = on
        self.rejected: list[Candidate] = []

    def term(self, item: Item) -> Term:
        """The reading of a named item on the day."""
        assert item.name is not None
        return term_of(item.name, self.on)

    # sectors

    def sector(self, k: int = 0) -> Value | None:
        """The sector of group `k` with what hangs on it; None where nothing tells."""
        items = self.groups[k].items
        head = self._head(items)
        if head is None:
            return self._below(k)
        item = items[head]
        found = self._head_sector(item, items, head, k)
        if found is None and item.kind in ("word", "demonym", "link"):
            found = self._colour(items, len(items)) or self._below(k)
        if found is not None and found.code in PUBLIC and self._left(items, head):
            return Value(
                "ELI", Reason(field="sector", rule="knowledge.actors#former", words=self._text(items), confidence=0.85)
            )
        return found

    def _head(self, items: list[Item]) -> int | None:
        """The item that says what the party is: a title before a name, else the last one that is known."""
        for n in range(len(items) - 1, -1, -1):
            if items[n].kind in ("agent", "person", "body"):
                if items[n].kind == "person" and n and items[n - 1].kind == "agent":
                    return n - 1
                if items[n].agent is not None and self._only_adjective(items[n]) and n + 1 < len(items):
                    return len(items) - 1 if items[-1].kind != "link" else n
                return n
        return len(items) - 1 if items else None

    @staticmethod
    def _only_adjective(item: Item) -> bool:
        return item.agent is not None and all(kind == "adjective" for kind, _ in item.agent.kinds)

    def _head_sector(self, item: Item, items: list[Item], head: int, k: int) -> Value | None:
        if item.kind == "agent":
            return self._agent_sector(item, items, head, k)
        if item.kind in ("body", "person"):
            return self._named_value(item, "sector")
        if item.kind == "demonym" and item.name is not None and any(r[1] == "people" for r in item.name.rows):
            return self._colour(items, head) or self._named_value(item, "sector")
        if item.kind == "place" and len(items) == 1 and not self._doubtful(item, items):
            return self._named_value(item, "sector")
        return None

    def _agent_sector(self, item: Item, items: list[Item], head: int, k: int) -> Value | None:
        assert item.agent is not None
        agent = item.agent
        land = agent.sector("land")
        if land is not None and self._only_land(k):
            return self._agent_value(item, land)
        own = agent.sector("person", "body", "thing")
        if own not in (None, "", "UNK"):
            return self._agent_value(item, own)
        quantity = agent.sector("quantity")
        role = agent.sector("role")
        if quantity is not None and (below := self._below(k, frozenset({"of"}))) is not None:
            return below
        if own is not None or role is not None or quantity is not None:
            found = self._colour(items, head)
            if found is None and role is not None:
                found = self._belongs(k)
            if found is not None:
                return self._member(found, item)
            rest = next((s for s in (own, role, quantity) if s), None)
            return self._agent_value(item, rest) if rest else None
        colour = agent.sector("adjective")
        return self._agent_value(item, colour) if colour else None

    def _only_land(self, k: int) -> bool:
        """Whether countries are all that stands with group `k` and behind its "of": no firm or other body."""
        behind = self.groups[k + 1 : k + 2]
        items = [*self.groups[k].items, *(i for g in behind if g.prep == "of" for i in g.items)]
        return any(i.kind in ("place", "demonym") for i in items) and not any(i.kind == "body" for i in items)

    def _member(self, found: Value, item: Item) -> Value:
        """What belongs to a body of states has no sector; but a member of it is a state, and its forces are forces."""
        assert item.agent is not None
        if found.code is None and item.agent.sector("role") == "MIL":
            return self._agent_value(item, "MIL")
        if found.code is None and item.words[-1].lemma in ("member", "ally"):
            return self._agent_value(item, "GOV", 0.7)
        return found

    def _colour(self, items: list[Item], end: int) -> Value | None:
        """The nearest word before `end` that has a sector: a body, a role noun or an adjective."""
        for item in reversed(items[:end]):
            if item.kind == "body" or self._is_seat(item):
                return self._named_value(item, "sector")
            if item.kind == "agent" and item.agent is not None and item.words[0].key not in PLAIN:
                sector = item.agent.sector("adjective", "body", "person", "role")
                if sector and sector != "UNK":
                    return self._agent_value(item, sector, 0.75)
        return None

    def _is_seat(self, item: Item) -> bool:
        """Whether the name is that of a seat of power and of no town: the Kremlin, not Moscow."""
        if item.name is None or item.name.kind != "seat" or not item.name.rows[0][1]:
            return False
        return all(kind != "town" for kind, *_ in self.tables.others.get(key_of(item.name.name), ()))

    def _belongs(self, k: int) -> Value | None:
        """The sector of the body in the next group ("leader of the rebels"); a country alone has none to give."""
        for n in range(k + 1, len(self.groups)):
            group = self.groups[n]
            if group.prep not in BELONGING:
                return None
            if any(i.kind in ("body", "agent") for i in group.items):
                return self.sector(n)
        return None

    def _below(
        self, k: int, preps: frozenset[str] = frozenset({"of", "and", ",", "for", "in", "at", "from"})
    ) -> Value | None:
        for n in range(k + 1, len(self.groups)):
            if self.groups[n].prep not in preps:
                break
            if any(i.kind in ("agent", "body", "person", "demonym") for i in self.groups[n].items) or n == k + 1:
                found = self.sector(n) if any(i.kind != "place" for i in self.groups[n].items) else None
                if found is not None:
                    return found
        return None

    @staticmethod
    def _left(items: list[Item], head: int) -> bool:
        return any(i.kind == "former" for i in items[:head]) and items[head].kind in ("agent", "person")

    # countries

    def country(self, k: int = 0) -> Value | None:
        """The country of group `k`: from its adjectives and owners, its bodies and persons, then "of", "in", "from"."""
        items = self.groups[k].items
        for wanted in (("demonym", "place"), ("body", "person")):
            for item in reversed(items):
                if item.kind in wanted and not self._doubtful(item, items):
                    value = self._named_value(item, "country")
                    if value.code is not None:
                        return value
        if (known := self._office(items)) is not None:
            return known
        for n in range(k + 1, len(self.groups)):
            group = self.groups[n]
            if group.prep in OWNING or (group.prep in (",", "and") and n == k + 1):
                value_below = self.country(n)
                if value_below is not None:
                    return value_below
        return next((self._named_value(i, "country") for i in items if i.weak and i.name is not None), None)

    def _doubtful(self, item: Item, items: list[Item]) -> bool:
        """A place amid other capitalised words may be part of a name: "Sydney Powell", "Israel Katz", "Jo English"."""
        if item.name is None or item.owner:
            return False
        n, town, given = items.index(item), item.name.kind == "town", self.tables.given
        after, before = items[n + 1 : n + 2], items[n - 1 : n] if n else []
        if len(items) == 1:
            return town and item.words[0].key in given
        if after:
            return after[0].kind == "word" and after[0].capital and (town or item.words[0].key in given)
        unknown = bool(before) and before[0].kind == "word" and before[0].capital
        return unknown and (town or before[0].words[0].key in given)

    def _office(self, items: list[Item]) -> Value | None:
        """A title and a surname ("Foreign Minister Lavrov"): the one person of that name in office on the day."""
        if len(items) < 2 or items[-1].kind != "word" or self.on is None:  # noqa: PLR2004
            return None
        if not any(i.kind == "agent" and i.capital for i in items[:-1]):
            return None
        found: dict[str, Term] = {}
        for key in self.tables.surnames.get(items[-1].words[0].key, ()):
            term = term_of(named(self.tables.names[key]), self.on)
            if term.sector in PUBLIC and term.country is not None:
                found[term.country] = term
        if len(found) != 1:
            return None
        country, term = next(iter(found.items()))
        rule = f"{term.file}#{term.canonical}"
        return Value(country, Reason(field="country", rule=rule, words=items[-1].text, confidence=0.6))

    # values

    def _named_value(self, item: Item, field: str) -> Value:
        assert item.name is not None
        term = self.term(item)
        self._reject(item.name, term)
        code = term.country if field == "country" else term.sector
        rule = f"{term.file}#{term.canonical if item.kind == 'person' else item.name.name}"
        weak = 0.5 if item.weak else 1.0
        return Value(code, Reason(field=field, rule=rule, words=item.text, confidence=term.confidence * weak))

    def _reject(self, name: Named, term: Term) -> None:
        """Note what a table of lower rank says the name stands for, where that is another country."""
        for kind, file, other, lines in self.tables.others.get(key_of(name.name), ()):
            country = term_of(named((kind, file, other, lines)), self.on).country
            if country is not None and country != term.country:
                found = Candidate(name=other, country=country, score=0.0, reason=f"{file}#{other}")
                if found not in self.rejected:
                    self.rejected.append(found)

    @staticmethod
    def _agent_value(item: Item, sector: str | None, confidence: float = 0.9) -> Value:
        assert item.agent is not None
        rule = f"{item.agent.file}#{item.agent.name}"
        return Value(sector, Reason(field="sector", rule=rule, words=item.text, confidence=confidence))

    @staticmethod
    def _text(items: Iterable[Item]) -> str:
        return " ".join(i.text for i in items)
