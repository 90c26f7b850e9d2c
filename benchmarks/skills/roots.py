"""Our types to the labels of the PLV and CAMEO corpora, which follow the roots of CAMEO's codes.

Both corpora were labelled by CAMEO's code book and named after PLOVER's types, so a label is CAMEO's root under another
name: 03 AGREE, 05 SUPPORT, 07 AID, 08 YIELD, 09 and 11 ACCUSE, 12 REJECT, 13 THREATEN, 16 SANCTION, 17 COERCE, 18 to 20
ASSAULT. Where our record follows PLOVER 2023 and its conventions instead, the two part ways; each case below names the
CAMEO code that decides. Nothing here touches what the coder writes into a record.
"""

from dateline.model.analysis import Analysis
from dateline.model.claim import Status
from dateline.model.event import Trigger
from dateline.model.syntax import Parse, Token

AHEAD = frozenset({"CONSULT", "COOPERATE", "AID", "RETREAT", "CONCEDE", "SUPPORT"})
HOSTILE = frozenset({"COERCE", "SANCTION", "ASSAULT", "PROTEST"})
WILLING = frozenset("agree pledge promise vow offer commit willing ready prepared set".split())
ACCORDS = frozenset("agreement deal accord pact treaty memorandum contract".split())
CONCLUDING = frozenset("reach agree strike conclude sign seal make".split())
BACKING = frozenset({"support", "backing", "solidarity"})
WILL = frozenset({"will", "shall", "'ll", "wo", "would"})
WARLIKE = frozenset({"blockade", "blockades", "cyber", "cyberattack", "occupy", "capture"})


def label(analysis: Analysis, trigger: Trigger) -> str | None:
    """The corpus's name for what the coder found; None for MOVE, which the corpora do not have."""
    parse = analysis.parse
    if parse is None:
        return renamed(trigger.type)
    head = parse.tokens[trigger.head]
    verdict = analysis.verdicts[trigger.index] if analysis.verdicts else None
    status = Status.ACTUAL if verdict is None else verdict.status
    return (
        _by_mood(parse, head, trigger, status)
        or _by_words(parse, head, trigger, status)
        or (None if trigger.type == "MOVE" else renamed(trigger.type))
    )


def renamed(type_: str) -> str:
    """CONCEDE and RETREAT are one type in the corpora (CAMEO 08)."""
    return "YIELD" if type_ in {"CONCEDE", "RETREAT"} else type_


def _by_mood(parse: Parse, head: Token, trigger: Trigger, status: Status) -> str | None:
    """What is announced, refused or demanded is a code of its own in CAMEO."""
    own = {child.lower for child in parse.children(head)}
    will, negated = bool(own & WILL), any(child.dep == "neg" for child in parse.children(head))
    if will and negated:
        return "REJECT"  # 12: "will not withdraw"
    if own & {"must", "should"} and trigger.type not in {"REQUEST", "ACCUSE"}:
        return "REQUEST"  # 10: "says the rebels must withdraw"
    if trigger.type in AHEAD and (status is Status.FUTURE or _offered(parse, head)):
        return "AGREE"  # 03: intent to cooperate
    if trigger.type in HOSTILE and status is Status.FUTURE and will and trigger.pos == "verb":
        return "THREATEN"  # 13
    return None


def _by_words(parse: Parse, head: Token, trigger: Trigger, status: Status) -> str | None:
    words = {parse.tokens[k].lemma.lower() for k in trigger.words}
    below = {t.lemma.lower() for t in parse.subtree(head)}
    found = None
    if any(word.startswith("peacekeep") for word in below):
        found = {"MOBILIZE": "AID", "COOPERATE": "AID", "RETREAT": "SANCTION"}.get(trigger.type)  # 074, 1661
    elif trigger.type == "MOVE":
        found = "REQUEST" if below & {"refuge", "asylum"} else None  # 1045 and its like
    elif trigger.type == "COERCE" and words & WARLIKE:
        found = "ASSAULT"  # 191 blockade, 192 occupy
    elif trigger.type == "AGREE":
        found = _agreed(parse, head, words, below, will=status is Status.FUTURE)
    elif trigger.mode == "convict":
        found = "ACCUSE"  # 116 find guilty or liable, by the published crosswalk too
    elif trigger.type == "SANCTION" and "sanction" in trigger.span.text.lower():
        found = "COERCE"  # 163 impose sanctions, by the published crosswalk too
    elif trigger.type == "THREATEN" and "warrant" in words:
        found = "COERCE"  # 173 charge with legal action, arrest
    return found


def _agreed(parse: Parse, head: Token, words: set[str], below: set[str], *, will: bool) -> str | None:
    """An accord concluded is 057, support pledged is 051; an intent stays 03."""
    concluded = bool(words & CONCLUDING and below & ACCORDS and not will)
    objects = {t.lemma.lower() for t in parse.children(head, "dobj")}
    return "SUPPORT" if concluded or (words | objects) & BACKING else None


def _offered(parse: Parse, head: Token) -> bool:
    """Tell whether the trigger hangs on a word of agreement or readiness ("is willing to leave")."""
    above = parse.head(head)
    return head.dep in {"xcomp", "ccomp"} and above is not None and above.lemma in WILLING
