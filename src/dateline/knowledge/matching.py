"""One lexicon entry held against one word of a parse: does it fire, and on which words?"""

from collections.abc import Callable, Iterator, Sequence

from dateline.knowledge.lexicon import Entry, Lexicon, Pos
from dateline.model.syntax import Parse, Token
from dateline.text.clauses import is_passive, logical_objects, logical_subjects, objects_of
from dateline.text.slots import fill

IsParty = Callable[[Token], bool]

_POS: dict[str, Pos] = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
_CLAUSES = frozenset({"relcl", "ccomp", "advcl", "csubj", "parataxis", "conj", "appos"})
_SMALL = frozenset({"ccomp", "advcl"})
_MODIFIERS = ("compound", "amod", "poss", "nmod", "nummod", "npadvmod")
_DEPTH = 3
_JUDGING = frozenset({"find", "consider", "deem", "declare", "judge", "rule", "think"})
_COMPANY = ("dobj", "ccomp", "xcomp", "prep", "dative", "acomp", "attr", "prt", "oprd")


_PERSONAL = frozenset(
    "he she him her they them we us i me you who whom himself herself themselves ourselves everyone everybody".split()
)
_PARTY_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def party_test(party_nouns: frozenset[str]) -> IsParty:
    """Return what tells words for people and bodies from words for things; `party_nouns` are lemmas ("soldier")."""

    def is_party(token: Token) -> bool:
        if token.pos == "PRON":
            return token.lower in _PERSONAL
        if token.entity in _PARTY_ENTITIES or (token.pos == "PROPN" and not token.entity):
            return True
        return lemma_of(token) in party_nouns or (token.pos == "NUM" and token.dep != "nummod")

    return is_party


def lemma_of(token: Token) -> str:
    """The lemma in lower case; names keep their form in the parse, so a plural one is cut here."""
    lemma = token.lemma.lower()
    if token.pos == "PROPN" and token.tag == "NNPS" and lemma.endswith("s") and not lemma.endswith("ss"):
        return lemma[:-1]
    return lemma


def classes_of(token: Token) -> tuple[Pos, ...]:
    """The word classes under which the token is looked up; a gerund is tried as a noun too."""
    first = _POS.get(token.pos)
    if first is None:
        return ()
    if token.tag == "VBG" and first == "verb":
        return "verb", "noun"
    if token.tag == "VBN" and first == "adj":
        return "adj", "verb"
    return (first,)


def firing(parse: Parse, token: Token, lexicon: Lexicon, is_party: IsParty) -> Iterator[tuple[Entry, list[Token]]]:
    """Yield the entries that fire on a token with the trigger's words, the most specific first."""
    below: list[Token] | None = None
    forms: frozenset[str] = frozenset()
    for pos in classes_of(token):
        lemma = token.lower if pos == "noun" and token.tag == "VBG" else lemma_of(token)
        for entry in lexicon.at(lemma, pos):
            if entry.others and below is None:
                below = _below(parse, token)
                forms = frozenset(form for t in below for form in _forms(parse, t, lexicon))
            if not entry.others <= forms:
                continue
            words = _gather(parse, token, entry, below or [], lexicon)
            if words is not None and _conditions(parse, token, words, entry, is_party):
                yield entry, sorted(words, key=lambda t: t.index)


def candidates(parse: Parse, token: Token, lexicon: Lexicon, is_party: IsParty) -> list[str]:
    """The types, and types with modes, that the entries firing on a token propose: features of the type model."""
    found: dict[str, None] = {}
    for entry, _ in firing(parse, token, lexicon, is_party):
        type_ = entry.type or "none"
        if not found:
            found[f"first:{type_}"] = None
        found[type_] = None
        if entry.mode:
            found[f"{type_}/{entry.mode}"] = None
    return list(found)


def words_of(parse: Parse, head: Token, entry: Entry, lexicon: Lexicon) -> list[Token] | None:
    """The entry's words below `head` in the same clause, whatever its conditions say; None where one is missing."""
    return _gather(parse, head, entry, _below(parse, head) if entry.others else [], lexicon)


def _gather(parse: Parse, head: Token, entry: Entry, below: Sequence[Token], lexicon: Lexicon) -> list[Token] | None:
    found = [head]
    for word in entry.words:
        if word == entry.head:
            continue
        hit = next((t for t in below if t not in found and word in _forms(parse, t, lexicon)), None)
        if hit is None:
            return None
        found.append(hit)
    return found


def _forms(parse: Parse, token: Token, lexicon: Lexicon) -> tuple[str, ...]:
    """What an entry may call a word: its lemma, its form, and its class where it is what is said of something."""
    lemma, lower = lemma_of(token), token.lower
    name = lexicon.class_of.get(lemma) or lexicon.class_of.get(lower)
    return (lemma, lower) if name is None or not _is_said(parse, token) else (lemma, lower, name)


def _is_said(parse: Parse, token: Token) -> bool:
    """Tell a predicate from what it is said of: "called the raid SHAMEFUL", "described it as a SHAMEFUL act"."""
    above = parse.head(token)
    while above is not None and token.dep in {"amod", "compound", "conj", "nmod"}:
        if above.lower == "as":
            return True
        token, above = above, parse.head(above)
    if token.dep == "pobj":
        return above is not None and above.lower in {"as", "for"}
    if token.dep == "dobj" and above is not None:  # "deemed the ruling a triumph", parsed as two objects
        return len([t for t in parse.children(above, "dobj") if t.index <= token.index]) > 1
    return token.dep in {"oprd", "ccomp", "attr", "acomp", "advcl", "xcomp"}


def _below(parse: Parse, head: Token) -> list[Token]:
    """Descendants that belong to the same clause, nearest first; verbless clauses and a clause's "for" count too."""
    level, found = [head], []
    for _ in range(_DEPTH):
        level = [c for t in level for c in _within(parse, t)]
        found.extend(level)
    return found


def _within(parse: Parse, token: Token) -> list[Token]:
    """The dependents that belong to the token's own clause, in text order."""
    found: list[Token] = []
    for child in parse.children(token):
        if child.dep not in _CLAUSES:
            found.append(child)
        elif child.dep in _SMALL and (child.pos not in {"VERB", "AUX"} or _is_small(parse, child)):
            found.append(child)  # "found him guilty", "declared the strike illegal", "found the raid justified"
        elif child.dep in _SMALL:
            found.extend(mark for mark in parse.children(child, "mark") if mark.lower == "for")  # "call for him to go"
    return found


def _is_small(parse: Parse, verb: Token) -> bool:
    """Tell a participle that is said of an object ("found the raid JUSTIFIED") from the verb of a clause."""
    above = parse.head(verb)
    bare = verb.dep == "ccomp" and parse.child(verb, "aux", "auxpass", "mark", "dobj") is None
    return bare and verb.tag in {"VBN", "VBD"} and above is not None and above.lemma in _JUDGING


def _conditions(parse: Parse, head: Token, words: Sequence[Token], entry: Entry, is_party: IsParty) -> bool:
    row = entry.row
    return (
        _modified(parse, head, row.before, row.not_before)
        and _prepositions(parse, words, row.prep, row.not_prep)
        and (not (row.object or row.not_object) or _heads(_objects(parse, head, entry), row.object, row.not_object))
        and (
            not (row.subject or row.not_subject) or _heads(_subjects(parse, head, entry), row.subject, row.not_subject)
        )
        and all(_need(parse, head, words, need, entry, is_party) for need in row.needs)
    )


def _modified(parse: Parse, head: Token, some: Sequence[str], none: Sequence[str]) -> bool:
    if not some and not none:
        return True
    before = {form for t in parse.children(head, *_MODIFIERS) for form in (lemma_of(t), t.lower)}
    return (not some or bool(before.intersection(some))) and not before.intersection(none)


def _prepositions(parse: Parse, words: Sequence[Token], some: Sequence[str], none: Sequence[str]) -> bool:
    if not some and not none:
        return True
    there = {t.lower for word in words for t in parse.children(word, "prep", "agent", "dative")}
    return (not some or bool(there.intersection(some))) and not there.intersection(none)


def _objects(parse: Parse, head: Token, entry: Entry) -> list[Token]:
    return logical_objects(parse, head) if entry.pos == "verb" else objects_of(parse, [head], "of")


def _subjects(parse: Parse, head: Token, entry: Entry) -> list[Token]:
    return logical_subjects(parse, head) if entry.pos == "verb" else objects_of(parse, [head], "by")


def _heads(heads: Sequence[Token], some: Sequence[str], none: Sequence[str]) -> bool:
    lemmas = {lemma_of(t) for t in heads}
    return (not some or bool(lemmas.intersection(some))) and not lemmas.intersection(none)


def _need(parse: Parse, head: Token, words: Sequence[Token], need: str, entry: Entry, is_party: IsParty) -> bool:
    if need == "actor":
        met = any(map(is_party, _subjects(parse, head, entry)))
    elif need in {"recipient", "party_object"}:
        met = any(map(is_party, _objects(parse, head, entry)))
    elif need == "clause":
        met = parse.child(head, "ccomp", "xcomp", "pcomp") is not None
    elif need == "alone":
        met = parse.child(head, *_COMPANY) is None and not is_passive(parse, head)
    elif need == "speaker":
        met = any(map(is_party, fill("speaker", parse, list(words), head)))
    elif need == "name":
        met = any(t.pos == "PROPN" for word in words for t in parse.children(word))
    else:
        met = is_passive(parse, head) == (need == "passive")
    return met
