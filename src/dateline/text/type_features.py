"""What a small model sees of a trigger: its words, its neighbours in the tree, the words around it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.model.syntax import Parse, Sentence, Token
from dateline.text.clauses import is_passive, logical_objects, logical_subjects, objects_of

NEAR = 6  # tokens on either side that count as next to the trigger
SLOTS = ("head", "words", "subject", "object", "behind", "modifiers", "clauses", "above", "near", "sentence")
"""Places whose words the model sees as vectors, averaged: of the trigger, its arguments, and what stands around it."""
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "ADV", "ADP", "PART", "AUX", "NUM", "SCONJ"})
_OPEN = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "ADV"})
_MODIFIERS = ("amod", "compound", "nmod", "poss", "det", "nummod", "advmod", "prt", "acomp", "oprd", "attr")
_SLOT_OF = {
    **dict.fromkeys(("amod", "compound", "advmod", "prt", "acomp", "oprd", "attr"), "modifiers"),
    **dict.fromkeys(("xcomp", "ccomp", "advcl", "conj", "acl", "relcl"), "clauses"),
}
_EARLY = 6  # a trigger among the first tokens of a report
_MOST_PARTIES = 4

IsParty = Callable[[Token], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What is seen of one trigger: features by name, each once, and the words in each of SLOTS (lemmas)."""

    names: tuple[str, ...]
    slots: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What one sentence looks like from any trigger in it."""

    content: tuple[tuple[int, str, str], ...]  # index, word, and the word before it
    open_words: tuple[tuple[int, str], ...]  # index and lemma
    signs: tuple[str, ...]


class FeatureReader:
    """Reads the features of triggers in one report; each sentence is looked at once."""

    def __init__(self, parse: Parse, is_party: IsParty) -> None:
        """`is_party` tells words for people and bodies from words for things."""
        self._parse = parse
        self._is_party = is_party
        self._around: dict[int, _Around] = {}

    def read(self, head: Token, words: Sequence[Token], lexical: Sequence[str] | None) -> Features:
        """Return what the model sees of a trigger.

        Args:
            head: the trigger's head token.
            words: all tokens of the trigger.
            lexical: "TYPE" and "TYPE/mode" of the lexicon entries that fire on it; None leaves the lexicon out.
        """
        parse, around = self._parse, self._sentence(head)
        subjects, objects = _arguments(parse, head)
        names = dict.fromkeys(_own(parse, head, words, lexical))
        names.update(dict.fromkeys(_tree(parse, head, subjects, objects)))
        names.update(dict.fromkeys(self._parties(head, subjects, objects)))
        names.update(dict.fromkeys(_near(around, head, words)))
        return Features(names=tuple(names), slots=_slots(parse, head, words, subjects, objects, around))

    def _sentence(self, head: Token) -> _Around:
        found = self._around.get(head.sentence)
        if found is None:
            found = self._around[head.sentence] = _look_around(self._parse, self._parse.sentence(head), self._is_party)
        return found

    def _parties(self, head: Token, subjects: Sequence[Token], objects: Sequence[Token]) -> Iterator[str]:
        """Of what kind the arguments are: persons, states, bodies, things."""
        kind = self._kind
        who = sorted({f"subject:{kind(t)}" for t in subjects} or {"subject:nothing"})
        whom = sorted({f"object:{kind(t)}" for t in objects} or {"object:nothing"})
        yield from who
        yield from whom
        yield "kinds=" + " ".join((*who, *whom))
        for preposition in self._parse.children(head, "prep", "agent"):
            for token in self._parse.children(preposition, "pobj"):
                yield f"{preposition.lower}:{kind(token)}"
        word = word_of(head)
        yield f"{word} by {kind(subjects[0]) if subjects else 'nothing'}"
        yield f"{word} to {kind(objects[0]) if objects else 'nothing'}"
        yield from self._sentence(head).signs
        yield "early" if head.index < _EARLY else "later"

    def _kind(self, token: Token) -> str:
        if token.pos == "PRON":
            return token.lower
        if token.entity:
            return token.entity
        return "party" if self._is_party(token) else token.pos


def word_of(token: Token) -> str:
    """The lemma in lower case, or what a name, a number or a pronoun is."""
    if token.entity and token.pos == "PROPN":
        return f"<{token.entity}>"
    if token.pos == "NUM":
        return "<number>"
    return token.lemma.lower()


def open_words(parse: Parse) -> list[str]:
    """The lemmas of a text's nouns, verbs, adjectives and adverbs, names left out: what it is about."""
    return [t.lemma.lower() for t in parse.tokens if t.pos in _OPEN and _has_vector(t)]


def _look_around(parse: Parse, sentence: Sentence, is_party: IsParty) -> _Around:
    content, open_words, entities, parties, previous = [], [], set(), 0, ""
    for token in parse.tokens_of(sentence):
        word = word_of(token)
        if token.pos in _CONTENT:
            content.append((token.index, word, previous))
        if token.pos in _OPEN and _has_vector(token):
            open_words.append((token.index, token.lemma.lower()))
        if token.entity:
            entities.add(token.entity)
        parties += token.pos != "PRON" and is_party(token)
        previous = word
    signs = (f"parties={min(parties, _MOST_PARTIES)}", *(f"entity={name}" for name in sorted(entities)))
    return _Around(content=tuple(content), open_words=tuple(open_words), signs=signs)


def _arguments(parse: Parse, head: Token) -> tuple[list[Token], list[Token]]:
    """Who does it and whom it is done to: of a verb its subjects and objects, of a noun what stands for them."""
    if head.pos in {"VERB", "AUX"}:
        return logical_subjects(parse, head), logical_objects(parse, head)
    return [*parse.children(head, "poss"), *objects_of(parse, [head], "by")], objects_of(parse, [head], "of")


def _own(parse: Parse, head: Token, words: Sequence[Token], lexical: Sequence[str] | None) -> Iterator[str]:
    if lexical is not None:
        yield from (f"lexicon={name}" for name in lexical or ("nothing",))
    yield "trigger=" + " ".join(word_of(t) for t in words)
    yield f"head={word_of(head)}"
    yield f"tag={head.tag}"
    yield f"dep={head.dep}"
    yield f"passive={head.pos == 'VERB' and is_passive(parse, head)}"


def _tree(parse: Parse, head: Token, subjects: Sequence[Token], objects: Sequence[Token]) -> Iterator[str]:
    if head.pos in {"VERB", "AUX"}:
        for role, tokens in (("subject", subjects), ("object", objects)):
            yield from (f"{role}={word_of(t)}" for t in tokens)
            if not tokens:
                yield f"{role}=nothing"
    for child in parse.children(head):
        if child.dep in _MODIFIERS:
            yield f"{child.dep}={word_of(child)}"
        elif child.dep in {"prep", "agent"}:
            yield f"prep={child.lower}"
            yield from (f"{child.lower}={word_of(t)}" for t in parse.children(child, "pobj", "pcomp"))
        elif child.dep in {"xcomp", "ccomp", "advcl", "conj"}:
            yield f"{child.dep}={word_of(child)}"
            yield from (f"{child.dep}.object={word_of(t)}" for t in parse.children(child, "dobj"))
        elif child.dep in {"aux", "neg"}:
            yield f"aux={child.lower}"
    above = parse.head(head)
    if above is not None:
        yield f"above={head.dep}:{word_of(above)}"


def _near(around: _Around, head: Token, words: Sequence[Token]) -> Iterator[str]:
    inside = {t.index for t in words}
    for index, word, previous in around.content:
        if index not in inside:
            near = abs(index - head.index) <= NEAR
            yield f"near={word}" if near else f"far={word}"
            if near:
                yield f"pair={previous} {word}"


def _slots(
    parse: Parse,
    head: Token,
    words: Sequence[Token],
    subjects: Sequence[Token],
    objects: Sequence[Token],
    around: _Around,
) -> tuple[tuple[str, ...], ...]:
    filled: dict[str, tuple[str, ...]] = {}
    inside = {t.index for t in words}
    above = parse.head(head)
    sorted_out: dict[str, list[Token]] = {"modifiers": [], "clauses": [], "behind": []}
    for child in parse.children(head):
        if child.dep in {"prep", "agent"}:
            sorted_out["behind"].extend(parse.children(child, "pobj", "pcomp"))
        elif (slot := _SLOT_OF.get(child.dep)) is not None:
            sorted_out[slot].append(child)
    filled["head"] = _lemmas([head])
    filled["words"] = _lemmas(t for t in words if t is not head)
    filled["subject"], filled["object"] = _lemmas(subjects), _lemmas(objects)
    filled["above"] = _lemmas([] if above is None else [above])
    filled.update((slot, _lemmas(tokens)) for slot, tokens in sorted_out.items())
    outside = [(index, lemma) for index, lemma in around.open_words if index not in inside]
    filled["near"] = tuple(lemma for index, lemma in outside if abs(index - head.index) <= NEAR)
    filled["sentence"] = tuple(lemma for _, lemma in outside)
    return tuple(filled[slot] for slot in SLOTS)


def _lemmas(tokens: Iterable[Token]) -> tuple[str, ...]:
    return tuple(t.lemma.lower() for t in tokens if _has_vector(t))


def _has_vector(token: Token) -> bool:
    """A name stands for itself: what its word means elsewhere does not matter."""
    return not (token.pos == "PROPN" and token.entity)
