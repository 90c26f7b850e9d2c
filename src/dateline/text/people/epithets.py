"""What stands beside a name and says who bears it: appositions on either side, and a fronted description."""

from dateline.model.syntax import Parse, Token

_SUBJECTS = ("nsubj", "nsubjpass")
_NAMES = frozenset({"PERSON", "ORG", "GPE"})


def name_beside(parse: Parse, head: Token) -> Token | None:
    """The person's name that a description is given with, or None.

    "An AUSTRALIAN, Ida Moss, was held" has it as an apposition; in "A RESIDENT of Perth, Moss denies it" both are
    parsed as subjects of one verb.
    """
    for child in parse.children(head, "appos"):
        if child.entity == "PERSON" and child.pos == "PROPN":
            return child
    above = parse.head(head)
    if above is None or head.dep not in _SUBJECTS or head.pos != "NOUN":
        return None
    twins = [t for t in parse.children(above, head.dep) if t.index > head.index]
    return next((t for t in twins if t.pos == "PROPN" and t.entity in _NAMES), None)


def epithets(parse: Parse, name: Token) -> list[Token]:
    """The heads of the descriptions given with a name: "officers" for both names in "officers Ray Lund and Jo Ek"."""
    found = parse.children(name, "appos")
    token, above = name, parse.head(name)
    while above is not None and token.dep == "conj":
        token, above = above, parse.head(above)
    if above is not None and token.dep == "appos":
        found.append(above)
    return [t for t in found if t.pos in {"NOUN", "PROPN", "ADJ"} and t.entity != "PERSON"]
