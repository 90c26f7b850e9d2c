"""Which way a clause looks: ahead of the day of filing, back, or neither, read off its verbs."""

from dateline.model.syntax import Parse, Token

FORWARD_HEADS = frozenset(
    "agree aim ask bind call decide due expect go hope instruct intend invite likely order plan poise poised pledge "
    "prepare promise propose ready require schedule seek set slate tell threaten unlikely urge vow want wish".split()
)
"""Words that turn an infinitive under them to what is to come ("plans to meet", "is due to vote")."""

_FORWARD_STATES = frozenset("schedule slate due set plan expect poise".split())
_MODALS = frozenset(
    {"will", "'ll", "’ll", "wo", "shall", "would", "can", "could", "may", "might", "must", "should", "ca"}
)
_PAST_AUXILIARIES = frozenset({"was", "were", "had", "has", "have", "'ve", "did", "been"})
_SURE_MODALS = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "must", "should"})
_CLAUSE_DEPS = frozenset({"aux", "auxpass", "amod", "compound"})
_DEPTH = 12  # governors climbed


def clause_verb(parse: Parse, token: Token) -> Token | None:
    """The verb that governs a token, or None where there is none (a headline without a verb)."""
    for above in (token, *parse.ancestors(token)):
        if above.pos in {"VERB", "AUX"} and above.dep not in _CLAUSE_DEPS:
            return above
        if above.dep in {"acl", "relcl"} and above.tag.startswith("V"):
            return above
    return None


def looks_ahead(parse: Parse, token: Token) -> bool | None:
    """Tell whether the clause of `token` is about what is to come (True) or is past (False); None: it does not say."""
    verb = clause_verb(parse, token)
    for _ in range(_DEPTH):
        if verb is None:
            return None
        told = verb_looks_ahead(parse, verb)
        if told is not None or verb.dep not in {"conj", "advcl", "xcomp", "acl", "pcomp", "prep", "dep", "ccomp"}:
            return told
        if verb.dep == "ccomp" and parse.child(verb, "nsubj", "nsubjpass"):
            return told
        head = parse.head(verb)
        verb = None if head is None else clause_verb(parse, head)
    return None


def verb_looks_ahead(parse: Parse, verb: Token) -> bool | None:
    """The direction that one verb's own form gives; None where it has none of its own or could be either."""
    words = {aux.lower for aux in parse.children(verb, "aux", "auxpass")}
    if words & _MODALS:
        return True if words & _SURE_MODALS and "have" not in words else None
    if "to" in words:
        return _infinitive_looks_ahead(parse, verb)
    if _scheduled(verb, words) or _due(parse, verb):
        return True
    reduced = verb.tag == "VBN" and not words and verb.dep in {"acl", "relcl"}
    return False if words & _PAST_AUXILIARIES or verb.tag == "VBD" or reduced else None


def _scheduled(verb: Token, auxiliaries: set[str]) -> bool:
    """Recognise "is scheduled for Monday", "a vote planned for Monday"."""
    return verb.lemma in _FORWARD_STATES and verb.tag in {"VBN", "JJ"} and "had" not in auxiliaries


def _infinitive_looks_ahead(parse: Parse, verb: Token) -> bool | None:
    head = parse.head(verb)
    if head is None:
        return True  # "Leaders to meet on Monday": a headline's future
    return True if head.lemma in FORWARD_HEADS or verb.dep in {"acl", "relcl"} else None


def _due(parse: Parse, verb: Token) -> bool:
    """Recognise "is due on Monday", "are set for Friday"."""
    complement = parse.child(verb, "acomp", "attr")
    return verb.lemma == "be" and complement is not None and complement.lemma in {"due", "set", "ready"}
