"""What a clause's own words say of its predicate: not, never, no one; will, may; if; planned, alleged."""

from collections.abc import Iterator

from dateline.model.claim import Status
from dateline.model.syntax import Parse, Token
from dateline.text.status.cues import ASSERTED, Reading, StatusCues, within

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_QUESTION_WORDS = frozenset({"who", "what", "when", "where", "why", "how", "which", "whose", "whom"})


_TIMES_AND_WAYS = frozenset({"point", "time", "stage", "moment", "account", "circumstance", "way"})
_ANYONE = frozenset({"anyone", "anybody", "anything", "any"})


def is_verb(token: Token) -> bool:
    """Whether the token stands as a verb in its sentence."""
    return token.pos in ("VERB", "AUX")


def own_reading(parse: Parse, token: Token, cues: StatusCues) -> Reading:
    """What the words that hang directly on `token` say of it, whatever governs it."""
    if not is_verb(token):
        return _of_noun(parse, token, cues)
    denied = negation(parse, token, cues)
    modal = _framed(parse, token, cues) or modal_reading(parse, token, cues)
    if denied is not None and (modal is None or modal.rule.rpartition("#")[2] not in ("may", "might")):
        return cues.plain("negated", "negators", denied)
    return modal or _hedged(parse, token, cues)


def negation(parse: Parse, token: Token, cues: StatusCues) -> Token | None:
    """The word that denies a verb's clause ("not", "no one", "nor"), or None."""
    for child in parse.children(token):
        if child.dep == "neg" or child.lower in cues.negators:
            if not _cancelled(parse, child, cues) and (
                child.lower not in ("almost", "nearly") or child.index == token.index - 1
            ):
                return child
        elif child.dep in (*SUBJECTS, "dobj", "attr") or (child.dep == "pobj" and child.tag == "NN"):
            found = _negative_phrase(parse, child, cues)
            if found is not None and (child.dep != "attr" or parse.child(token, "expl") is None):
                return found
        elif child.dep == "prep" and (never := _at_no_time(parse, child, cues)) is not None:
            return never
        elif child.dep == "advmod" and (no := parse.child(child, "neg")) is not None and child.lower == "longer":
            return no
    return _nor(parse, token)


def _at_no_time(parse: Parse, preposition: Token, cues: StatusCues) -> Token | None:
    """The "no" of "at no point", "in no way", "under no circumstances"."""
    noun = parse.child(preposition, "pobj")
    return _negative_phrase(parse, noun, cues) if noun is not None and noun.lemma in _TIMES_AND_WAYS else None


def _cancelled(parse: Parse, word: Token, cues: StatusCues) -> bool:
    """Whether what follows takes the denial back: not ONLY, no FEWER than."""
    after = parse.tokens[word.index + 1].lower if word.index + 1 < len(parse.tokens) else ""
    return after in cues.not_negative_after


def _negative_phrase(parse: Parse, noun: Token, cues: StatusCues) -> Token | None:
    """The "no" of "no one", "none", "no soldier", "neither side"."""
    if noun.lower in cues.negative_subjects:
        return noun
    for child in parse.children(noun, "det", "neg", "preconj", "advmod", "nummod"):
        negative = child.lower in cues.negative_determiners or child.lower in ("hardly", "scarcely")
        negative = negative or (child.dep == "neg" and child.lower in cues.negators)
        if negative and not _cancelled(parse, child, cues):
            return child
    return None


def _nor(parse: Parse, token: Token) -> Token | None:
    """The "nor" before a later member of a list."""
    head = parse.head(token)
    if token.dep != "conj" or head is None:
        return None
    between = [c for c in parse.children(head, "cc") if head.index < c.index < token.index]
    return between[-1] if between and between[-1].lower == "nor" else None


def modal_reading(parse: Parse, token: Token, cues: StatusCues) -> Reading | None:
    """What a verb's auxiliary says of it, or None where it has no modal."""
    for aux in parse.children(token, "aux"):
        kind = cues.modals.get(aux.lower)
        if kind == "past_future":
            kind = "future" if _reported(parse, token) else "hypothetical"
        if kind == "future" and _conditional(parse, token, cues):
            kind = "hypothetical"
        if kind is not None:
            return cues.plain(kind, aux.lemma, aux)
    return None


def _reported(parse: Parse, token: Token) -> bool:
    """Whether "would" looks ahead from a past report: said he would."""
    while token.dep == "conj":
        token = parse.tokens[token.head]
    head = parse.head(token)
    return token.dep == "ccomp" and head is not None and head.tag in ("VBD", "VBN", "VBG")


def _conditional(parse: Parse, token: Token, cues: StatusCues) -> bool:
    return any(_condition(parse, clause, cues) is not None for clause in parse.children(token, "advcl"))


def _condition(parse: Parse, token: Token, cues: StatusCues) -> Token | None:
    """The word that makes a clause a condition: if, unless; or the auxiliary before its subject ("Had they fired")."""
    for mark in parse.children(token, "mark", "advmod", "preconj"):
        if mark.lower in cues.conditional_marks and mark.index < token.index:
            return mark
    if token.dep in ("advcl", "ccomp"):
        subject = parse.child(token, *SUBJECTS)
        aux = parse.child(token, "aux", "auxpass") or token
        if subject is not None and aux.index < subject.index and aux.lower in ("had", "were", "should"):
            return aux
    return None


def _framed(parse: Parse, token: Token, cues: StatusCues) -> Reading | None:
    """Conditions, commands, questions and a headline's infinitive."""
    early = _too_early(parse, token)
    if early is not None:
        return cues.plain("negated", "marks.before", early)
    mark = _condition(parse, token, cues) or _anyone(parse, token)
    if mark is not None:
        return cues.plain("hypothetical", f"marks.{mark.lower}", mark)
    if _command(parse, token):
        return cues.plain("hypothetical", "command", token)
    if token.tag in ("VBZ", "VBP") and not parse.children(token, "aux") and _conditional(parse, token, cues):
        return cues.plain("hypothetical", "marks.if", token)
    return _of_sentence(parse, token, cues) if token.dep == "ROOT" else None


def _too_early(parse: Parse, token: Token) -> Token | None:
    """The "before" of what had not come about yet: "called off BEFORE anyone marched"."""
    before = next((m for m in parse.children(token, "mark") if m.lower == "before"), None)
    subject = parse.child(token, *SUBJECTS)
    if before is None or subject is None:
        return None
    anyone = subject.lower in _ANYONE or any(d.lower in _ANYONE for d in parse.children(subject, "det"))
    return before if anyone else None


def _of_sentence(parse: Parse, token: Token, cues: StatusCues) -> Reading | None:
    """What a whole sentence's form says of its main verb: "Will they strike?", "Peru to recall envoy"."""
    words = parse.tokens_of(parse.sentence(token))
    subject = parse.child(token, *SUBJECTS)
    first = parse.child(token, "aux", "auxpass", *SUBJECTS)
    inverted = first is not None and first.dep.startswith("aux") and subject is not None
    if words[-1].text == "?" and inverted and not any(w.lower in _QUESTION_WORDS for w in words[:2]):
        return cues.plain("hypothetical", "question", words[-1])
    to = next((a for a in parse.children(token, "aux") if a.tag == "TO"), None)
    if to is not None and subject is not None:
        return cues.plain("future", "headline", to)
    return None


def _anyone(parse: Parse, token: Token) -> Token | None:
    """The "whoever" or "anyone" whose act is only imagined."""
    if token.dep not in ("csubj", "relcl"):
        return None
    who = parse.child(token, "nsubj") if token.dep == "csubj" else parse.head(token)
    if who is None or who.lower in ("whoever", "anyone", "anybody"):
        return who
    return next((d for d in parse.children(who, "det") if d.lower == "any"), None)


def _command(parse: Parse, token: Token) -> bool:
    """Whether a bare verb opens its sentence or its quotation: "Let us march", "Burn it"."""
    if token.tag != "VB" or parse.child(token, "aux", *SUBJECTS) is not None:
        return False
    before = parse.tokens[token.index - 1] if token.index else token
    return (
        token.index == parse.sentence(token).first
        or before.tag == "``"
        or (token.lower == "let" and before.pos == "PUNCT")
    )


def _hedged(parse: Parse, token: Token, cues: StatusCues) -> Reading:
    """Allegedly, perhaps."""
    for child in parse.children(token, "advmod"):
        kind = cues.adverbs.get(child.lower)
        if kind is not None:
            return cues.plain(kind, f"adverbs.{child.lower}", child)
    return ASSERTED


def _of_noun(parse: Parse, token: Token, cues: StatusCues) -> Reading:
    """What stands around a noun: no attack, a planned visit, talks that were cancelled, whoever."""
    denied = _negative_phrase(parse, token, cues)
    reading = cues.plain("negated", "negative_determiners", denied) if denied is not None else ASSERTED
    for word, kind in _modifiers(parse, token, cues):
        found = cues.plain(kind, f"modifiers.{word.lower}", word)
        reading = within(found, reading) if reading.status is not Status.NEGATED else reading
    return reading


def _modifiers(parse: Parse, token: Token, cues: StatusCues) -> Iterator[tuple[Token, str]]:
    for child in parse.children(token, "amod", "compound", "acl", "relcl"):
        if child.dep == "relcl" and not _about_the_noun(parse, child):
            continue
        if child.dep == "acl" and child.tag != "VBN":
            continue
        kind = cues.modifiers.get(child.lower)
        if kind is not None:
            yield child, kind


def _about_the_noun(parse: Parse, clause: Token) -> bool:
    """Whether a relative clause's subject is the noun itself: talks THAT were cancelled."""
    subject = parse.child(clause, "nsubjpass", "nsubj")
    return subject is not None and subject.tag in ("WDT", "WP")
