"""Which possible place names are places: the parser's entity, the words around, and the rest of the report decide."""

from collections import Counter
from dataclasses import replace

from dateline.model.syntax import Parse, Token
from dateline.text.places.place_entry import NameRank, PlaceKind, within
from dateline.text.places.place_words import PlaceWords
from dateline.text.places.scan import Cover, Entity, PlaceName

KNOWN = 0.6
"""The prominence from which a name is a place although the parser calls it something else (a town of 60,000)."""

FAMOUS = 0.75
"""The prominence from which a name is a place although the parser sees no name at all (a city of a million)."""

TOWN = 0.5
"""The prominence from which a name counts within what the parser calls a place (a town of 10,000)."""

_CODE_LENGTH = 4
_POSTAL = 2
_LINKS = ([","], ["and"], [",", "and"], ["or"])


class Admission:
    """Decides name by name, knowing how the whole report uses each word."""

    def __init__(self, parse: Parse, found: list[Entity], words: PlaceWords) -> None:
        """Count which words the parser takes for persons' names and which for places in this report."""
        self._tokens = parse.tokens
        self._words = words
        self._person_words: Counter[str] = Counter()
        self._place_words: Counter[str] = Counter()
        self._contained = self._listed = False
        for entity in found:
            if entity.label == "PERSON" and entity.last - entity.first > 1:
                self._person_words.update(t.lower for t in parse.tokens[entity.first : entity.last])
            elif entity.label in ("GPE", "LOC"):
                self._place_words[_text(parse.tokens[entity.first : entity.last])] += 1

    def admit(self, name: PlaceName, before: PlaceName | None, following: PlaceName | None) -> PlaceName | None:
        """The name with the rule that lets it in, or None.

        `before` is the last name let in, `following` the next possible name in the text.
        """
        self._contained = following is not None and self._comma_within(name, following)
        self._listed = before is not None and self._in_list(before, name)
        rule = self._rule(name)
        return replace(name, rule=rule) if rule else None

    def _rule(self, name: PlaceName) -> str:
        if name.demonym:
            return self._as_demonym(name)
        if self._barred(name):
            return ""
        if name.partial:
            return "name_end"
        if self._is_code(name) and not self._as_code(name):
            return ""
        if not self._contained and self._person_like(name):
            return ""
        by_label = {
            "GPE": self._as_place,
            "LOC": self._as_place,
            "FAC": self._as_facility,
            "ORG": self._as_organisation,
            "PERSON": self._as_person,
            "NORP": self._as_people,
            "": self._as_nothing,
        }
        return by_label.get(name.label, self._as_other)(name)

    def _as_demonym(self, name: PlaceName) -> str:
        if name.label in ("NORP", "GPE", "ORG", "FAC", "LOC", "EVENT", "LAW"):
            return "demonym"
        last = self._tokens[name.last - 1]
        plain = name.label == "" and last.pos in ("ADJ", "PROPN", "NOUN")
        return "demonym" if plain or (name.label == "LANGUAGE" and last.dep in ("amod", "compound")) else ""

    def _barred(self, name: PlaceName) -> bool:
        """A word that is hardly ever a place, or a name that belongs to a paper, a team, an illness."""
        country = bool(name.readings) and name.readings[0].kind is PlaceKind.COUNTRY
        if name.last - name.first == 1 and name.text.lower() in self._words["never"] and not country:
            return True
        if name.text.lower() in self._words.titles or (
            len(name.text.strip(".")) == _POSTAL and not name.text.isupper()
        ):
            return True
        behind = self._at(name.last)
        if behind is None:
            return False
        return behind.lower in self._words["illnesses"] or (
            behind.text[0].isupper() and behind.lower in self._words["titled"]
        )

    def _is_code(self, name: PlaceName) -> bool:
        letters = name.text.replace(".", "")
        return len(letters) <= _CODE_LENGTH and letters.isupper() and bool(name.readings)

    def _as_code(self, name: PlaceName) -> bool:
        """Capitals of four letters or fewer: our own short forms, or a postal code behind a comma."""
        best = name.readings[0]
        if best.kind is PlaceKind.ADMIN1 and best.rank is NameRank.OTHER and len(name.text) == _POSTAL:
            return self._behind_comma(name)
        if best.kind is PlaceKind.CITY and best.rank is not NameRank.MAIN and "." not in name.text:
            return best.rank is NameRank.OTHER and name.label == "GPE"
        return best.rank is not NameRank.LOOSE and best.weight >= KNOWN

    def _behind_comma(self, name: PlaceName) -> bool:
        before = self._at(name.first - 1)
        return before is not None and before.text == ","

    def _person_like(self, name: PlaceName) -> bool:
        before = self._at(name.first - 1)
        if before is not None and name.label not in ("GPE", "LOC"):
            if before.lower in self._words.titles and before.text[0].isupper() and name.label != "ORG":
                return True
            if (
                before.pos == "PROPN"
                and before.lower in self._words.given
                and before.sentence == self._tokens[name.first].sentence
            ):
                return name.label in ("PERSON", "")
        uses = self._person_words[self._tokens[name.last - 1].lower]
        return (
            bool(uses)
            and name.weight < 1.0
            and (own_weight(name) < KNOWN or uses >= self._place_words[name.text.lower()])
        )

    def _as_place(self, name: PlaceName) -> str:
        if name.cover in (Cover.EXACT, Cover.ACROSS):
            return "entity"
        return "in_entity" if own_weight(name) >= TOWN else ""

    def _as_facility(self, name: PlaceName) -> str:
        if name.cover is Cover.EXACT:
            return "entity"
        return "in_entity" if own_weight(name) >= KNOWN else ""

    def _as_organisation(self, name: PlaceName) -> str:
        weight = own_weight(name)
        named_elsewhere = self._place_words[name.text.lower()] > 0
        if name.cover is Cover.EXACT:
            if self._locative(name) or named_elsewhere:
                return "locative"
            return "prominent" if weight >= KNOWN else ""
        if name.cover is Cover.START and named_elsewhere:
            return "in_organisation"
        return "in_organisation" if weight >= (FAMOUS if name.cover is Cover.INSIDE else KNOWN) else ""

    def _as_person(self, name: PlaceName) -> str:
        if name.cover is not Cover.EXACT:
            return ""
        if self._locative(name) or self._place_words[name.text.lower()]:
            return "locative"
        return "prominent" if name.weight >= 1.0 else ""

    def _as_people(self, name: PlaceName) -> str:
        if name.cover not in (Cover.EXACT, Cover.ACROSS):
            return ""
        return "prominent" if own_weight(name) >= TOWN or self._locative(name) else ""

    def _as_nothing(self, name: PlaceName) -> str:
        first = self._tokens[name.first]
        if first.pos not in ("PROPN", "NOUN", "ADJ") and name.weight < 1.0:
            return ""
        if self._contained or (self._locative(name) and first.pos == "PROPN"):
            return "locative"
        if name.text.isupper() and name.weight >= TOWN and len(name.text) > _CODE_LENGTH:
            return "capitals"
        return "prominent" if own_weight(name) >= KNOWN and first.pos == "PROPN" else ""

    def _as_other(self, name: PlaceName) -> str:
        if name.label in ("DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "MONEY", "LANGUAGE"):
            return ""
        if name.cover is Cover.EXACT and self._locative(name):
            return "locative"
        return "in_entity" if own_weight(name) >= FAMOUS else ""

    def unknown(self, name: PlaceName) -> PlaceName | None:
        """The same for a parser's place that the gazetteer lacks: only behind "in", "near" … or before ", Country"."""
        last = self._tokens[name.last - 1]
        if not last.text[0].isupper() or last.pos != "PROPN" or self._person_words[last.lower]:
            return None
        return replace(name, rule="locative") if self._behind_preposition(name) else None

    def _locative(self, name: PlaceName) -> bool:
        """Behind "in", "near", "northern"; before ", Country"; or in a list of places."""
        before = self._at(name.first - 1)
        directed = before is not None and before.lower in self._words["directions"]
        return directed or self._contained or self._listed or self._behind_preposition(name)

    def _behind_preposition(self, name: PlaceName) -> bool:
        before = self._at(name.first - 1)
        if before is not None and before.lower == "the":
            before = self._at(name.first - 2)
        return before is not None and before.lower in self._words["firm_locatives"]

    def _in_list(self, before: PlaceName, name: PlaceName) -> bool:
        """Whether only a comma or "and" stands between two names, the first of which is a place beyond doubt."""
        between = [t.lower for t in self._tokens[before.last : name.first]]
        return between in _LINKS and before.rule in ("entity", "locative") and not before.demonym and not name.demonym

    def _comma_within(self, name: PlaceName, following: PlaceName) -> bool:
        """Whether ", Country" or ", State" follows and one reading of the name lies in it."""
        comma = self._at(name.last)
        if comma is None or comma.text != "," or following.first != name.last + 1 or name.demonym:
            return False
        return any(within(inner, outer) for outer in following.readings[:4] for inner in name.readings)

    def _at(self, index: int) -> Token | None:
        return self._tokens[index] if 0 <= index < len(self._tokens) else None


def own_weight(name: PlaceName) -> float:
    """The prominence of the best reading that goes by this very name, not by an alternate of unknown use."""
    own = (r.weight for r in name.readings if r.rank in (NameRank.MAIN, NameRank.OTHER) or r.kind is PlaceKind.ADMIN1)
    return max(own, default=0.0)


def _text(tokens: tuple[Token, ...]) -> str:
    return " ".join(t.lower for t in tokens)
