"""Events inside what someone says that the speaker does not vouch for: own deeds, and the reporter's asides."""

from collections.abc import Sequence

from dateline.model.event import Trigger
from dateline.model.syntax import Parse, Token
from dateline.text.claims.voices import Voices

_SPEECH_ACTS = frozenset({"ACCUSE", "REQUEST", "SUPPORT", "REJECT", "THREATEN", "AGREE"})
_JUDGING = frozenset({"ACCUSE", "SUPPORT"})
_WISHING = frozenset({"REQUEST"})
_INNER = frozenset({"acomp", "attr", "dobj", "oprd", "prep", "pobj", "xcomp", "pcomp"})
_RELATIVE = frozenset({"WP", "WDT"})
_OUGHT = frozenset({"should", "must", "ought", "need"})


def performed(parse: Parse, trigger: Trigger, speaker: str, voices: Voices, *, spoken: bool) -> bool:
    """Tell whether the one with the key `speaker` does the trigger's deed with these very words (`spoken`: in quotes).

    So with "“We condemn the raid”, he said", "she said she would sue", "the raid was cowardly, he said"
    and "the law must change, she said". A deed that somebody else does is not.
    """
    if trigger.type not in _SPEECH_ACTS:
        return False
    word = parse.tokens[trigger.head]
    if trigger.type in _JUDGING and word.pos == "ADJ":
        return True
    verb = _verb(parse, word)
    if spoken and verb.tag == "VBD":
        return False  # "I asked for help", told within quotes, is a deed of another day
    if trigger.type in _WISHING and any(aux.lower in _OUGHT for aux in parse.children(verb, "aux")):
        return True
    if _denied(parse, verb) or _denied(parse, word):
        return False
    subject = parse.child(verb, "nsubj", "nsubjpass")
    return subject is not None and subject.pos == "PRON" and voices.same(subject, speaker, spoken=spoken)


def _denied(parse: Parse, word: Token) -> bool:
    """Tell whether the deed is denied: "we have not agreed", "I put no pressure on them"; "will not" is a refusal."""
    negated = parse.child(word, "neg") is not None or any(det.lower == "no" for det in parse.children(word, "det"))
    return negated and all(aux.tag != "MD" for aux in parse.children(word, "aux"))


def aside(parse: Parse, trigger: Trigger, pieces: Sequence[tuple[int, int]]) -> bool:
    """Tell whether the trigger stands in a relative clause within reported words (`pieces`, characters).

    There the reporter explains who or what is meant ("he met the men who were arrested"). In quotes all words
    are the speaker's.
    """
    at = parse.tokens[trigger.head]
    while at.head != at.index:
        above = parse.tokens[at.head]
        if at.dep == "relcl" and any(t.tag in _RELATIVE for t in parse.children(at)):
            return any(start <= above.start < end for start, end in pieces)
        at = above
    return False


def _verb(parse: Parse, word: Token) -> Token:
    """The verb whose subject does the deed: up from objects and complements until there is one with a subject."""
    at = word
    while at.dep in _INNER and parse.child(at, "nsubj", "nsubjpass") is None:
        at = parse.tokens[at.head]
    return at
