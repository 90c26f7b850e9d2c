"""A parsed text to its tallies: who was killed, hurt, held, driven out or took part, and how many."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dateline.model.syntax import Parse, Token
from dateline.text.counts.amounts import Amounts, CountCues, Effect, Part, total
from dateline.text.counts.arguments import SUBJECTS, Arguments

_MODALS = frozenset(("would", "could", "might", "may", "can", "should"))
_EARLIER = frozenset(("earlier", "previous", "initial", "prior", "old"))
_SAID_OF = ("acomp", "oprd", "xcomp", "ccomp")
_OF_VICTIMS = frozenset(
    {"death", "murder", "assassination", "execution", "slaying", "disappearance", "arrest", "detention"}
)
"""Nouns whose possessor is the one it happened to ("Romero's murder"); "the army's killing" may be either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """So many of a kind. `predicate` is the token that tells it; `parts` are the members of the list, in text order."""

    what: str
    low: int
    high: int | None
    predicate: int
    parts: tuple[Part, ...]
    rule: str


class Teller:
    """Reads the tallies of one parse."""

    def __init__(self, parse: Parse, cues: CountCues) -> None:
        """Find the amounts; the predicates are read by `tallies`."""
        self._parse = parse
        self._cues = cues
        self.amounts = Amounts(parse, cues)
        self.arguments = Arguments(parse, self.amounts)
        self._used: set[int] = set()

    def tallies(self) -> list[Tally]:
        """Every tally, in text order; an amount is told once, by the first rule that explains it."""
        found: list[Tally] = []
        for rule, tokens in self._told_by():
            for token in tokens:
                found.extend(self._fresh(rule(token)))
        found.extend(self._fresh(self._money()))
        return sorted(found, key=lambda t: (t.parts[0].first, t.predicate))

    def _told_by(self) -> Iterator[tuple[Callable[[Token], Iterator[Tally]], list[Token]]]:
        """Each rule with the words that open an entry of its kind: most words of a report open none."""
        cues, tokens = self._cues, self._parse.tokens
        verbs = cues.openings["object"] | cues.openings["subject"]
        yield self._of_toll, [t for t in tokens if t.lemma in cues.toll_nouns and t.pos == "NOUN"]
        yield self._of_verb, [t for t in tokens if t.lemma in verbs and t.pos in ("VERB", "AUX")]
        yield self._of_state, [t for t in tokens if t.lower in cues.openings["state"]]
        named = [(t, t.lemma.lower()) for t in tokens if t.pos in ("NOUN", "ADJ")]
        yield self._of_noun, [t for t, lemma in named if lemma in cues.openings["of"]]
        yield self._of_members, [t for t, lemma in named if lemma in cues.openings["members"]]

    def explicit(self, token: Token) -> list[Part]:
        """The members of a phrase, only if a number stands in it that nothing has told yet."""
        parts = [p for p in self.amounts.parts(token, single="none") if p.noun not in self._used and not p.money]
        spoken = any(p.spoken for p in parts) and not self.amounts.partitive(token)
        return parts if spoken and not any(c.tag == "PRP$" for c in self._parse.children(token, "poss")) else []

    def _fresh(self, tallies: Iterator[Tally]) -> Iterator[Tally]:
        for tally in tallies:
            if not any(p.noun in self._used for p in tally.parts):
                self._used.update(p.noun for p in tally.parts)
                yield tally

    def _tally(self, effect: Effect, predicate: Token, noun: Token) -> Iterator[Tally]:
        parts = self.amounts.parts(noun, single=effect.single)
        parts = [p for p in parts if not p.money]
        limits = total(parts)
        if limits is not None:
            known = tuple(p for p in parts if p.low)
            yield Tally(
                what=effect.what,
                low=limits[0],
                high=limits[1],
                predicate=predicate.index,
                parts=known,
                rule=effect.rule,
            )

    # verbs

    def _of_verb(self, token: Token) -> Iterator[Tally]:
        if self._imagined(token):
            return
        for name in self._names(token):
            for role, find in (("object", self.arguments.object_of), ("subject", self.arguments.subject_of)):
                effect = self._cues.words.get((name, role))
                noun = find(token) if effect is not None else None
                if effect is not None and noun is None and role == "object":
                    noun = self._behind(token, name) or self._in_headline(token)
                if effect is not None and noun is not None:
                    yield from self._tally(effect, token, noun)
                    yield from self._afterwards(effect, token)

    def _imagined(self, verb: Token) -> bool:
        """Whether a verb tells what might be or was not: "would have died", "did not kill"."""
        return any(c.dep == "neg" or c.lower in _MODALS for c in self._parse.children(verb, "aux", "neg"))

    def _in_headline(self, verb: Token) -> Token | None:
        """A headline's passive without its auxiliary: FOUR stabbed to death."""
        subject = self._parse.child(verb, "nsubj") if verb.tag in ("VBD", "VBN") else None
        return subject if subject is not None and self.amounts.of(subject) is not None else None

    def _behind(self, verb: Token, name: str) -> Token | None:
        """The object of a particle that the parser took for a preposition: gunned DOWN a councillor."""
        for link in self._parse.children(verb, "prep", "prt", "advmod"):
            if name.endswith(f" {link.lower}"):
                return self._parse.child(link, "pobj")
        return None

    def _afterwards(self, effect: Effect, verb: Token) -> Iterator[Tally]:
        """A number that leans on the verb before: "and three in Nice", "and another 14 the next day"."""
        for member in self._parse.children(verb, "conj", "dep"):
            if member.pos in ("NUM", "NOUN") and self.amounts.of(member) is not None:
                yield from self._tally(effect, verb, member)

    def _names(self, verb: Token) -> Iterator[str]:
        """The entries a verb may have, longest first: "take into custody", "lose life", "gun down", "kill"."""
        for child in self._parse.children(verb):
            if child.dep in ("prep", "agent"):
                inner = self._parse.child(child, "pobj")
                if inner is not None:
                    yield f"{verb.lemma} {child.lower} {inner.lemma}"
                yield f"{verb.lemma} {child.lower}"
            elif child.dep in ("prt", "dobj", "acomp", "oprd", "advmod", "xcomp", "amod"):
                yield f"{verb.lemma} {child.lemma}"
        if self._parse.child(verb, "dobj") is None:
            yield f"{verb.lemma} -"
        yield verb.lemma

    # adjectives and nouns

    def _of_state(self, token: Token) -> Iterator[Tally]:
        after = self._parse.tokens[token.index + 1].lower if token.index + 1 < len(self._parse.tokens) else ""
        effect = self._cues.words.get((token.lower, "state")) or self._cues.words.get(
            (f"{token.lower} {after}", "state")
        )
        if effect is None or (token.pos == "VERB" and self._parse.child(token, "auxpass", "dobj") is not None):
            return
        noun = self._bearer(token)
        if noun is not None:
            yield from self._tally(effect, token, noun)

    def _bearer(self, state: Token) -> Token | None:
        """Those said to be dead, hurt or missing: the number beside the word, its subject, or what was left so."""
        parse, amounts = self._parse, self.amounts
        beside = self._counted_beside(state)
        found = beside or parse.child(state, *SUBJECTS)
        if found is not None:
            return found
        head = parse.head(state)
        if head is None:
            return None
        if head.pos in ("VERB", "AUX") and state.dep in (
            _SAID_OF if state.pos == "VERB" else (*_SAID_OF, "conj", "prep")
        ):
            return parse.child(head, "dobj") or self.arguments.subject_of(head)
        return head if state.dep in ("amod", "prep") and amounts.of(head) is not None else None

    def _counted_beside(self, state: Token) -> Token | None:
        """The number that a state stands on, behind or before: "six dead", "and injured twelve more"."""
        tokens, amounts = self._parse.tokens, self.amounts
        if amounts.of(state) is not None:
            return state
        before = tokens[state.index - 1] if state.index else None
        if before is not None and before.dep not in SUBJECTS and amounts.of(before) is not None:
            return before
        if state.dep == "conj" and state.pos != "AUX":
            return next((t for t in tokens[state.index + 1 : state.index + 3] if amounts.of(t) is not None), None)
        return None

    def _of_noun(self, token: Token) -> Iterator[Tally]:
        effect = self._cues.words.get((token.lemma.lower(), "of"))
        if effect is None:
            return
        if self.amounts.of(token) is not None:
            yield from self._tally(effect, token, token)
            return
        whole = [self._parse.child(link, "pobj") for link in self._parse.children(token, "prep") if link.lower == "of"]
        whose = [n for n in whole if n is not None] or self._parse.children(token, "poss")
        for noun in whose:
            if noun.dep == "pobj" or (noun.pos != "PRON" and token.lemma in _OF_VICTIMS):
                yield from self._tally(effect, token, noun)

    def _of_members(self, token: Token) -> Iterator[Tally]:
        effect = self._cues.words.get((token.lemma.lower(), "members"))
        if effect is None:
            return
        if not self.amounts.partitive(token):
            yield from self._tally(effect, token, token)
        for verb in self._parse.children(token, "relcl", "acl"):
            if verb.lemma in ("number", "total"):
                for figure in self._parse.children(verb, "dobj", "attr", "npadvmod"):
                    yield from self._tally(effect, token, figure)

    # tolls and money

    def _of_toll(self, token: Token) -> Iterator[Tally]:
        """The toll rose TO 39; they put the number of dead AT seventeen; a toll OF nine."""
        kind = self._kind_of_toll(token)
        if kind is None:
            return
        effect = Effect(what=kind, single="none", rule=f"{self._cues.source}#toll")
        verb = self._parse.head(token)
        near = self._parse.subtree(token)
        if verb is not None and verb.lemma in self._cues.toll_verbs:
            near = self._parse.subtree(verb)
        figures = [t for t in near if t.index > token.index and self._is_figure(t)]
        if any(t.lower in _EARLIER for t in self._parse.children(token, "amod")):
            self._used.update(t.index for t in figures)  # "an earlier toll of 27 dead" no longer holds
        elif figures:
            yield from self._tally(effect, token, figures[-1])

    def _is_figure(self, token: Token) -> bool:
        link = self._parse.head(token)
        if self.amounts.of(token) is None or link is None:
            return False
        return (
            link.lower in ("to", "at", "of", "from")
            or token.dep in ("dobj", "attr")
            or link.lemma in self._cues.toll_verbs
        )

    def _kind_of_toll(self, token: Token) -> str | None:
        kinds = self._cues.toll_kinds
        for child in self._parse.children(token, "compound", "amod"):
            if child.lemma in kinds:
                return kinds[child.lemma]
        for link in self._parse.children(token, "prep"):
            inner = self._parse.child(link, "pobj", "pcomp")
            for word in [] if inner is None else [inner, *self._parse.children(inner, "acl", "amod", "conj")]:
                if word.lower in kinds or word.lemma in kinds:
                    return kinds.get(word.lower) or kinds[word.lemma]
        return "killed" if token.lemma == "toll" else None

    def _money(self) -> Iterator[Tally]:
        inside = 0
        for part in self.amounts.all():
            if part.money:
                between = self._parse.text[inside : self._parse.tokens[part.first].start]
                if inside and between.strip() in ("(", ";", "/"):  # the same sum in another currency
                    inside = self._parse.tokens[part.last].end
                    continue
                inside = self._parse.tokens[part.last].end
                rule = f"{self._cues.source}#money"
                yield Tally(what="money", low=part.low, high=part.high, predicate=part.noun, parts=(part,), rule=rule)
