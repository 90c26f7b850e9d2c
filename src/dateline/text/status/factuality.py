"""Whether a sentence says that a happening happened: its own words, within the scope of all that governs it.

The tree is read from the root down to the happening. Each governing word with an entry in the lexicon turns the
reading of its own clause into that of its complement ("did not fail to sign": denied failure, so it was signed).
After Karttunen, "Implicative verbs" (1971), and Nairn, Condoravdi and Karttunen (2006).
"""

from collections.abc import Iterator
from dataclasses import replace

from dateline.model.claim import Status
from dateline.model.syntax import Parse, Token
from dateline.text.status.cues import ASSERTED, LAPSED, Reading, StatusCues, under, within
from dateline.text.status.polarity import is_verb, modal_reading, own_reading

_CLAUSES = ("xcomp", "ccomp", "acl", "advcl", "pcomp", "relcl")
_COPULAS = frozenset({"be", "prove", "remain", "become"})
_NOUN_LINKS = ("of", "for", "to", "on", "about", "against", "at", "in", "over", "with")


class Judge:
    """Readings of one parse's predicates, each worked out once."""

    def __init__(self, parse: Parse, cues: StatusCues) -> None:
        """Keep the parse and the lexicon."""
        self.parse = parse
        self._cues = cues
        self._known: dict[int, Reading] = {}

    def read(self, index: int) -> Reading:
        """How the text says that the predicate at token `index` stands to the world."""
        known = self._known.get(index)
        if known is None:
            known = self._known[index] = self._read(self.parse.tokens[index])
        return known

    def _read(self, token: Token) -> Reading:
        if token.dep == "conj":
            return self._listed(token)
        return within(self._outer(token), own_reading(self.parse, token, self._cues))

    def _outer(self, token: Token) -> Reading:
        """What governs the token says of it."""
        head = self.parse.head(token)
        if head is None:
            return ASSERTED
        if token.dep in ("acomp", "attr", "oprd"):
            return self.read(head.index)
        if is_verb(token) and (token.dep in _CLAUSES or token.dep == "pobj"):
            return self._clause(token, head)
        return self._noun(token, head)

    def _listed(self, token: Token) -> Reading:
        """A later member of a list: "will wait and cut" shares the auxiliary, "nor" and "but" their sense."""
        head = self.parse.tokens[token.head]
        own = own_reading(self.parse, token, self._cues)
        shares = not self.parse.children(token, "aux", "auxpass", "nsubj", "nsubjpass") and token.tag == head.tag
        if is_verb(token) and shares and token.tag in ("VB", "VBN", "VBG"):
            joint = [c.lower for c in self.parse.children(head, "cc")]
            shared = self.read(head.index)
            if "but" not in joint:
                return shared if own is ASSERTED or "nor" in joint else within(shared, own)
            own = modal_reading(self.parse, head, self._cues) or own
        return within(self._of_first(head), own)

    def _of_first(self, head: Token) -> Reading:
        while head.dep == "conj":
            head = self.parse.tokens[head.head]
        return self._outer(head)

    def _clause(self, token: Token, head: Token) -> Reading:
        to = any(a.tag == "TO" for a in self.parse.children(token, "aux"))
        if token.dep in ("pcomp", "pobj"):
            return self._after_preposition(head)
        if token.dep == "relcl" and not to:
            return ASSERTED
        if token.dep in ("acl", "relcl"):
            return self._clause_of_noun(token, head, to=to)
        if token.dep == "advcl":
            return self._adverbial(token, head, to=to)
        if to:
            perfect = any(a.lower == "have" for a in self.parse.children(token, "aux"))
            return self._governed(head, "to", default="doubted" if perfect else "hypothetical")
        form = "ing" if token.tag == "VBG" and token.dep == "xcomp" else "that"
        if token.dep == "xcomp" and token.tag in ("VB", "VBN"):
            form = "to"
        elif self._subjunctive(token, head):
            form = "that" if self.parse.child(token, "aux") else "bare"
        return self._governed(head, form, default="actual")

    def _subjunctive(self, token: Token, head: Token) -> bool:
        """Whether a clause is in the subjunctive: "that he resign", "that they be freed" (some parsers say present)."""
        if any(c.lower == "be" for c in self.parse.children(token, "auxpass")) or token.tag == "VB":
            return True
        return token.tag == "VBP" and head.tag == "VBD" and not self.parse.children(token, "aux")

    def _clause_of_noun(self, token: Token, head: Token, *, to: bool) -> Reading:
        """A plan to, the claim that; a reduced relative ("the embargo imposed") stands for itself."""
        if not to and token.tag in ("VBN", "VBG") and self.parse.child(token, "mark", "nsubj", "nsubjpass") is None:
            return ASSERTED
        if to and head.dep == "ROOT" and not is_verb(head):
            return self._cues.plain("future", "headline", head)
        return self._governed(head, "to" if is_verb(head) else "nouns", default="hypothetical" if to else "actual")

    def _adverbial(self, token: Token, head: Token, *, to: bool) -> Reading:
        """A purpose is open, a participle goes with its main clause; "because", "when" and "after" assert."""
        if to:
            return self._governed(head, "to", default="hypothetical")
        finite = self.parse.child(token, "mark", "nsubj", "nsubjpass", "advmod") is not None
        return ASSERTED if finite or token.tag != "VBG" else self.read(head.index)

    def _after_preposition(self, preposition: Token) -> Reading:
        """Accused OF beating, kept FROM voting, WITHOUT consulting."""
        cues, parse = self._cues, self.parse
        head = parse.head(preposition)
        if head is None:
            return ASSERTED
        found = cues.cue((f"{w} {preposition.lower}" for w in self._names(head)), "ing")
        if found is not None:
            return under(found, self.read(head.index), head)
        alone = cues.cue(iter((preposition.lower,)), "ing")
        if alone is not None:
            return under(alone, ASSERTED, preposition)
        if not is_verb(head):
            return self._governed(head, "nouns", default="actual")
        return self.read(head.index) if preposition.lower == "by" else ASSERTED

    def _names(self, token: Token) -> Iterator[str]:
        """The entries a word may have: with its particle, as it stands, by its lemma."""
        if is_verb(token):
            for more in self.parse.children(token, "prt", "dobj"):
                yield f"{token.lemma} {more.lower}"
        elif token.dep == "dobj":
            yield f"{self.parse.tokens[token.head].lemma} {token.lemma}"
        yield token.lower
        yield token.lemma.lower()

    def _governed(self, head: Token, form: str, *, default: str) -> Reading:
        """The reading of a complement of `head`; through "is true that" to the adjective."""
        word = head
        if head.lemma == "have" and any(c.lower == "yet" for c in self.parse.children(head, "advmod")):
            return self._cues.plain("negated", "refused", head)
        if head.lemma == "be":
            word = self.parse.child(head, "acomp", "attr") or head
        found = self._cues.cue(self._names(word), form)
        if found is None and form == "bare":
            found = self._cues.cue(self._names(word), "that")
        if found is not None:
            reading = under(found, self.read(head.index), word)
            lapsed = found.affirmed is Status.FUTURE and head.lemma == "be" and head.tag == "VBD"
            return replace(reading, certainty=LAPSED) if lapsed and form == "to" else reading
        if default != "actual":
            return within(self.read(head.index), self._cues.plain(default, "purpose", head))
        return ASSERTED if form in ("that", "nouns") else self.read(head.index)

    def _noun(self, token: Token, head: Token) -> Reading:
        """A nominal happening in the place of an object, a subject or behind a preposition."""
        dep = token.dep
        if dep == "compound":
            cue = self._cues.cue(self._names(head), "nouns")
            return under(cue, self.read(head.index), head) if cue is not None else self._light(token, head)
        if dep == "pobj":
            return self._object_of_preposition(token, head)
        if dep not in ("dobj", "nsubj", "nsubjpass", "dative"):
            return ASSERTED
        word = head
        if head.lemma in _COPULAS and dep == "nsubj":
            word = self.parse.child(head, "acomp", "attr", "oprd") or head
        for form in self._forms(token):
            cue = self._cues.cue(self._names(word), form)
            if cue is not None:
                return under(cue, self.read(head.index), word)
        return self._light(token, head)

    def _forms(self, token: Token) -> tuple[str, ...]:
        """The forms in which a noun may be governed, by its place and by what it names."""
        if token.lemma in self._cues.claims:
            return ("claim",)
        if token.dep in ("dobj", "dative"):
            return ("object",)
        forms = ("subject", "object") if token.dep == "nsubjpass" else ("subject",)
        return ("outcome", *forms) if (token.lemma, "nouns") in self._cues.complements else forms

    def _light(self, token: Token, head: Token) -> Reading:
        """Where the governor has no entry: an indefinite noun goes with it, a definite one is taken for granted."""
        bare_subject = token.dep == "nsubj" and self.parse.child(token, "det") is None
        return ASSERTED if bare_subject or self._definite(token) else self.read(head.index)

    def _definite(self, token: Token) -> bool:
        determiner = self.parse.child(token, "det", "poss")
        if determiner is None:
            return token.pos == "PROPN"
        return determiner.lower not in self._cues.indefinite_determiners

    def _object_of_preposition(self, token: Token, preposition: Token) -> Reading:
        cues = self._cues
        head = self.parse.head(preposition)
        kind = cues.prepositions.get(preposition.lower)
        if head is None or kind in ("negated", "future"):
            return ASSERTED if kind is None else cues.plain(kind, f"prepositions.{preposition.lower}", preposition)
        cue = cues.cue((f"{w} {preposition.lower}" for w in self._names(head)), "object")
        if cue is None and not is_verb(head) and preposition.lower in _NOUN_LINKS:
            cue = cues.cue(self._names(head), "nouns")
        if cue is not None:
            return under(cue, self.read(head.index), head)
        if kind == "actual" and not (preposition.lower in _NOUN_LINKS and not is_verb(head)):
            return ASSERTED
        return self._light(token, head)
