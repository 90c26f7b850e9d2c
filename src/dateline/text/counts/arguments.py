"""A verb's arguments for counting: to whom it is done and who does it, across lists, participles and infinitives."""

from dateline.model.syntax import Parse, Token
from dateline.text.counts.amounts import Amounts

SUBJECTS = ("nsubj", "nsubjpass")
_RELATIVE = ("WDT", "WP")
_STANDING_OBJECTS = ("prisoner", "hostage", "asylum")
"""Objects that belong to the verb: "took two nuns hostage", "granted asylum to six"."""


class Arguments:
    """Finds the arguments of verbs in one parse."""

    def __init__(self, parse: Parse, amounts: Amounts) -> None:
        """Keep the parse, and the amounts that mark objects which the parser missed."""
        self._parse = parse
        self._amounts = amounts

    def object_of(self, verb: Token) -> Token | None:
        """Those to whom it is done: the object, a passive's subject, the noun that a participle hangs on."""
        parse = self._parse
        agent = parse.child(verb, "agent")
        if agent is not None and verb.lemma in ("attend", "join"):
            return parse.child(agent, "pobj")
        found = parse.child(verb, "dobj")
        if found is not None and found.tag == "NN" and found.lemma in _STANDING_OBJECTS:
            to = next((p for p in parse.children(verb, "prep", "dative") if p.lower == "to"), None)
            found = parse.child(to, "pobj") if to is not None else parse.child(verb, "nsubjpass", "dative")
        found = found or parse.child(verb, "nsubjpass") or self._number_beside(verb)
        return self._antecedent(verb, found) if found is not None else self._patient(verb)

    def _patient(self, verb: Token) -> Token | None:
        """The understood object of a participle: men KILLED, "was shot and KILLED", "were found MURDERED"."""
        head = self._parse.head(verb)
        if head is None or verb.tag != "VBN":
            return None
        if verb.dep == "acl":
            return head
        if verb.dep == "pcomp" and (above := self._parse.head(head)) is not None and above.pos in ("VERB", "AUX"):
            return self.subject_of(above)  # "he died after being shot"
        if verb.dep in ("conj", "xcomp", "oprd") and self._parse.child(verb, "nsubj") is None and head.pos == "VERB":
            return self.object_of(head)
        if verb.dep == "conj" and self._parse.child(verb, "auxpass") is None:
            return self._antecedent(verb, self._parse.child(verb, "nsubj"))
        return None

    def _number_beside(self, verb: Token) -> Token | None:
        """A numbered object that the parser took for an adverb: "and injured 11", "displaced 60,000 people"."""
        for child in self._parse.children(verb, "npadvmod"):
            own = self._amounts.of(child)
            if own is not None and own.first == verb.index + 1:
                return child
        return None

    def subject_of(self, verb: Token) -> Token | None:
        """Those who do it: the subject, also across a list, a participle or an infinitive."""
        parse = self._parse
        before = parse.tokens[verb.index - 1] if verb.index else verb
        if before.dep == "appos" and self._amounts.of(before) is not None:
            return before  # a long subject cut in two: "…, around 900 weavers attended"
        found = parse.child(verb, *SUBJECTS)
        if found is not None:
            return self._antecedent(verb, found)
        head = parse.head(verb)
        if head is None:
            return None
        if verb.dep == "acl" and verb.tag == "VBG":
            return head
        return self.subject_of(head) if verb.dep in ("conj", "xcomp", "advcl") and head.pos in ("VERB", "AUX") else None

    def _antecedent(self, verb: Token, subject: Token | None) -> Token | None:
        """The noun that a relative pronoun stands for."""
        if subject is not None and subject.tag in _RELATIVE and verb.dep == "relcl":
            return self._parse.head(verb)
        return subject
