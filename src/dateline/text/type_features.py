"""What a small model sees of a trigger: its words, its neighbours in the tree, the words around it."""

from collections.abc import Iterator, Sequence

from dateline.model.syntax import Parse, Token
from dateline.text.clauses import is_passive, logical_objects, logical_subjects

NEAR = 6  # tokens on either side that count as next to the trigger
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "ADV", "ADP", "PART", "AUX", "NUM", "SCONJ"})
_MODIFIERS = ("amod", "compound", "nmod", "poss", "det", "nummod", "advmod", "prt", "acomp", "oprd", "attr")


def type_features(parse: Parse, head: Token, words: Sequence[Token], lexical: Sequence[str] | None) -> list[str]:
    """Return the features of a trigger, each once, in a fixed order.

    Args:
        parse: the report's parse.
        head: the trigger's head token.
        words: all tokens of the trigger.
        lexical: "TYPE" and "TYPE/mode" of the lexicon entries that fire on it; None leaves the lexicon out.
    """
    return list(dict.fromkeys((*_own(parse, head, words, lexical), *_tree(parse, head), *_around(parse, head, words))))


def word_of(token: Token) -> str:
    """The lemma in lower case, or what a name, a number or a pronoun is."""
    if token.entity and token.pos == "PROPN":
        return f"<{token.entity}>"
    if token.pos == "NUM":
        return "<number>"
    return token.lemma.lower()


def _own(parse: Parse, head: Token, words: Sequence[Token], lexical: Sequence[str] | None) -> Iterator[str]:
    if lexical is not None:
        yield from (f"lexicon={name}" for name in lexical or ("nothing",))
    yield "trigger=" + " ".join(word_of(t) for t in words)
    yield f"head={word_of(head)}"
    yield f"tag={head.tag}"
    yield f"dep={head.dep}"
    yield f"passive={head.pos == 'VERB' and is_passive(parse, head)}"


def _tree(parse: Parse, head: Token) -> Iterator[str]:
    if head.pos in {"VERB", "AUX"}:
        for role, tokens in (("subject", logical_subjects(parse, head)), ("object", logical_objects(parse, head))):
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


def _around(parse: Parse, head: Token, words: Sequence[Token]) -> Iterator[str]:
    sentence = parse.sentence(head)
    inside = {t.index for t in words}
    previous = ""
    for token in parse.tokens_of(sentence):
        word = word_of(token)
        if token.pos in _CONTENT and token.index not in inside:
            near = abs(token.index - head.index) <= NEAR
            yield f"near={word}" if near else f"far={word}"
            if near:
                yield f"pair={previous} {word}"
        previous = word
