"""Where an event happened: which of the report's place names the words around its trigger tie it to, and how."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.model.event import Trigger
from dateline.model.referent import PlaceGrain, Toponym
from dateline.model.syntax import Parse, Token
from dateline.text.places.place_words import PlaceWords

SPEECH = frozenset(("ACCUSE", "REQUEST", "AGREE", "SUPPORT", "REJECT", "THREATEN", "CONCEDE"))
"""Acts of speech happen nowhere unless their own clause says where."""

BODILY = frozenset(("ASSAULT", "PROTEST"))
"""What always happens somewhere: if not its sentence, the one before or the report's main place tells where."""

GOING = frozenset(("MOVE", "AID", "MOBILIZE", "CONSULT", "COOPERATE", "RETREAT"))
"""Acts whose "to X" or object names the place."""

HITTING = frozenset(("ASSAULT", "COERCE", "MOBILIZE"))
"""Acts whose target, when it is a place, is where they happen."""

_FINENESS = {PlaceGrain.POINT: 0, PlaceGrain.CITY: 1, PlaceGrain.ADMIN: 2, PlaceGrain.COUNTRY: 3, PlaceGrain.REGION: 4}
_WITHIN_NAME = ("compound", "nmod", "appos", "amod", "prep", "pobj", "conj", "poss", "flat", "npadvmod", "pcomp")
_QUALIFYING = ("compound", "nmod", "amod", "poss")
_BANISHING = ("expel", "deport", "withdraw", "release")
_CARRIED_SENTENCES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """The name an event is tied to (`toponym`, an index), by what rule and how surely.

    `noun` is the token of "the country" or "the city" where such a noun, not the name, stands beside the trigger.
    """

    toponym: int
    rule: str
    confidence: float
    noun: int | None = None


class EventPlaces:
    """Ties the triggers of one report to its place names."""

    def __init__(self, parse: Parse, toponyms: Sequence[Toponym], literal: Sequence[bool], words: PlaceWords) -> None:
        """Take the report, its place names in text order, and which of them stand for land (not for people)."""
        self._parse = parse
        self._toponyms = toponyms
        self._literal = literal
        self._words = words
        self._at: dict[int, int] = {}
        position = 0
        for i, toponym in enumerate(toponyms):
            while position < len(parse.tokens) and parse.tokens[position].end <= toponym.span.start:
                position += 1
            k = position
            while k < len(parse.tokens) and parse.tokens[k].start < toponym.span.end:
                self._at[k] = i
                k += 1
        self._main = self._main_place()

    def ties(self, triggers: Sequence[Trigger]) -> list[Tie | None]:
        """One tie a trigger, None where the report does not tell."""
        found: list[Tie | None] = [self._tie(trigger) for trigger in triggers]
        last: tuple[int, Tie] | None = None
        for i in sorted(range(len(triggers)), key=lambda n: triggers[n].span.start):
            sentence = self._parse.tokens[triggers[i].head].sentence
            if found[i] is None and last is not None and self._carries(triggers[i], sentence - last[0]):
                found[i] = Tie(toponym=last[1].toponym, rule="sentence_before", confidence=0.5)
            elif found[i] is None and triggers[i].type in BODILY and self._main is not None:
                found[i] = Tie(toponym=self._main, rule="main_place", confidence=0.4)
            tie = found[i]
            if tie is not None and tie.rule != "main_place" and triggers[i].type not in SPEECH:
                last = (sentence, tie)
        return found

    def _carries(self, trigger: Trigger, sentences: int) -> bool:
        if trigger.type in BODILY:
            return 0 <= sentences <= _CARRIED_SENTENCES
        return trigger.type == "COERCE" and 0 <= sentences <= 1

    def _tie(self, trigger: Trigger) -> Tie | None:
        head = self._parse.tokens[trigger.head]
        for token in self._heads(trigger):
            direct = self._direct(token, trigger)
            if direct is not None:
                return direct
        if trigger.type in SPEECH:
            return None
        return self._by_argument(head, trigger.type) or self._by_governor(head) or self._in_sentence(head)

    def _heads(self, trigger: Trigger) -> list[Token]:
        """The trigger's head, then its other verbs and nouns ("decided to LEAVE")."""
        tokens = self._parse.tokens
        k = trigger.head
        while k > 0 and tokens[k - 1].start >= trigger.span.start:
            k -= 1
        found = [tokens[trigger.head]]
        while k < len(tokens) and tokens[k].start < trigger.span.end:
            if k != trigger.head and tokens[k].pos in ("VERB", "NOUN"):
                found.append(tokens[k])
            k += 1
        return found

    def _direct(self, head: Token, trigger: Trigger) -> Tie | None:
        """A preposition on the trigger, its object, or a compound before it ("a Kabul bombing")."""
        wanted = self._wanted(trigger)
        for preposition in self._prepositions(head):
            if preposition.lower in wanted:
                tie = self._best(self._parse.children(preposition, "pobj", "pcomp"), "preposition", 0.9)
                if tie is not None:
                    return tie
        kind = trigger.type
        if kind in SPEECH:
            return None
        if kind in HITTING or kind in GOING:
            objects = self._parse.children(head, "dobj", "nsubjpass" if kind in HITTING else "dobj")
            tie = self._best([t for t in objects if self._is_site(t)], "object", 0.8)
            if tie is not None:
                return tie
        if head.pos in ("NOUN", "PROPN"):
            before = [t for t in self._parse.children(head, "compound", "nmod") if t.index in self._at]
            return self._best(before, "compound", 0.8)
        return None

    def _wanted(self, trigger: Trigger) -> frozenset[str]:
        """The prepositions that place an event of this type."""
        if trigger.type in SPEECH:
            return self._words["firm_locatives"]
        wanted = self._words["event_prepositions"]
        if trigger.type in GOING or trigger.mode in _BANISHING:
            wanted |= self._words["goal_prepositions"]
        if trigger.type in HITTING:
            wanted |= self._words["target_prepositions"]
        return wanted

    def _is_site(self, token: Token) -> bool:
        """Whether a noun phrase is a place itself, by name or as a site ("the base", "the country")."""
        groups = ("sites", "the_country", "the_city", "town_nouns", "division_nouns")
        return token.index in self._at or any(token.lemma in self._words[group] for group in groups)

    def _prepositions(self, head: Token) -> Iterator[Token]:
        yield from self._parse.children(head, "prep")
        for child in self._parse.children(head, "prt", "advmod", "prep", "dobj", "agent", "npadvmod", "attr"):
            for below in self._parse.children(child, "prep"):
                if child.dep != "dobj" or below.lower in self._words["firm_locatives"]:
                    yield below

    def _by_argument(self, head: Token, kind: str) -> Tie | None:
        """A place within what the trigger is done to: "bases in Iraq"; never within the one who does it."""
        deps = ("dobj", "nsubjpass", "pobj") if kind in HITTING or kind in GOING else ("dobj",)
        phrases = [*self._parse.children(head, *deps)]
        for preposition in self._parse.children(head, "prep"):
            phrases.extend(self._parse.children(preposition, "pobj"))
        for phrase in phrases:
            for below in self._parse.children(phrase, "prep"):
                if below.lower in self._words["firm_locatives"]:
                    tie = self._best(self._parse.children(below, "pobj"), "argument", 0.7)
                    if tie is not None:
                        return tie
        return None

    def _by_governor(self, head: Token) -> Tie | None:
        """A preposition on the clause that the trigger stands in or hangs from, but not on one that says who spoke."""
        token = head
        for above in self._parse.ancestors(head):
            if token.dep == "ccomp" and above.lemma in self._words["speaking"]:
                return None
            if above.pos in ("VERB", "AUX", "NOUN", "PROPN"):
                for preposition in self._parse.children(above, "prep"):
                    if preposition.lower in self._words["event_prepositions"] and preposition.index != token.index:
                        tie = self._best(self._parse.children(preposition, "pobj"), "clause", 0.6)
                        if tie is not None:
                            return tie
            if above.index in self._at and above.pos == "PROPN" and token.dep in ("relcl", "acl"):
                return self._best([above], "clause", 0.6)
            token = above
        return None

    def _in_sentence(self, head: Token) -> Tie | None:
        """The nearest literal place behind "in", "at" … in the sentence."""
        sentence = self._parse.sentence(head)
        found: list[tuple[int, int]] = []
        for k in range(sentence.first, sentence.last):
            i = self._at.get(k)
            if i is not None and self._usable(i) and self._located(k):
                found.append((abs(k - head.index), i))
        return Tie(toponym=min(found)[1], rule="sentence", confidence=0.5) if found else None

    def _located(self, index: int) -> bool:
        """Whether the name that token `index` belongs to stands behind a locative preposition."""
        first = index
        while self._at.get(first - 1) == self._at[index]:
            first -= 1
        before = [t.lower for t in self._parse.tokens[max(0, first - 2) : first]]
        return any(w in self._words["firm_locatives"] for w in before) or any(
            w in self._words["town_nouns"] for w in before
        )

    def _best(self, phrases: Sequence[Token], rule: str, confidence: float) -> Tie | None:
        """The finest place that heads or places a phrase, else one that only qualifies it; or "the country"."""
        found: list[tuple[int, int, int]] = []
        for phrase in phrases:
            for token, qualifies in self._named_within(phrase):
                i = self._at.get(token.index)
                place = self._toponyms[i].place if i is not None else None
                if i is not None and place is not None and self._usable(i):
                    found.append((qualifies, _FINENESS[place.grain], token.index))
        if found:
            return Tie(toponym=self._at[min(found)[2]], rule=rule, confidence=confidence)
        for phrase in phrases:
            last = self._last_of(phrase)
            if last is not None:
                return Tie(toponym=last, rule=f"{rule}_noun", confidence=confidence - 0.1, noun=phrase.index)
        return None

    def _named_within(self, phrase: Token) -> Iterator[tuple[Token, bool]]:
        """The phrase's head and what names or places it, not its relative clauses; with whether it only qualifies."""
        stack = [(phrase, False)]
        while stack:
            token, qualifies = stack.pop()
            yield token, qualifies
            for below in self._parse.children(token, *_WITHIN_NAME):
                if below.dep != "prep" or below.lower == "of" or below.lower in self._words["event_prepositions"]:
                    own = self._at.get(below.index, -1) == self._at.get(token.index, -2)
                    stack.append((below, qualifies or (below.dep in _QUALIFYING and not own)))

    def _last_of(self, noun: Token) -> int | None:
        """The country named last before "the country", the town named last before "the city"."""
        determiner = self._parse.child(noun, "det", "poss")
        if determiner is None or determiner.lower not in ("the", "this", "our", "their", "his", "her", "its"):
            return None
        wanted = None
        if noun.lower in self._words["the_country"]:
            wanted = (PlaceGrain.COUNTRY,)
        elif noun.lower in self._words["the_city"]:
            wanted = (PlaceGrain.CITY,)
        if wanted is None:
            return None
        before = [
            i
            for i, t in enumerate(self._toponyms)
            if t.span.end <= noun.start and t.place is not None and t.place.grain in wanted
        ]
        qualifying = {i for k, i in self._at.items() if self._parse.tokens[k].dep in _QUALIFYING}
        literal = [i for i in before if self._literal[i] and i not in qualifying]
        return literal[-1] if literal else None

    def _usable(self, i: int) -> bool:
        return self._literal[i] and self._toponyms[i].place is not None

    def _main_place(self) -> int | None:
        """The first town or site that the report's opening places something in."""
        opening = (
            self._parse.sentences[min(len(self._parse.sentences), _OPENING) - 1].last if self._parse.sentences else 0
        )
        for fine in ((PlaceGrain.POINT, PlaceGrain.CITY), (PlaceGrain.ADMIN,), (PlaceGrain.COUNTRY,)):
            for k, i in sorted(self._at.items()):
                place = self._toponyms[i].place
                if k < opening and place is not None and place.grain in fine and self._literal[i] and self._located(k):
                    return i
        return None


_OPENING = 4
"""Sentences, title included, in which a report's main place is looked for."""
