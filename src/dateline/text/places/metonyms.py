"""Whether a place name stands for land, or for its government or people ("Moscow said", "talks with Kyiv")."""

from dateline.model.syntax import Parse
from dateline.text.places.place_words import PlaceWords
from dateline.text.places.scan import PlaceName


def stands_for_people(name: PlaceName, parse: Parse, words: PlaceWords) -> bool:
    """Tell whether `name` is a demonym, part of an organisation's name, or one who speaks or is dealt with."""
    if name.demonym or name.rule == "in_organisation":
        return True
    tokens = parse.tokens[name.first : name.last]
    head = next(
        (t for t in reversed(tokens) if t.head not in range(name.first, name.last) or t.head == t.index), tokens[-1]
    )
    above = parse.head(head)
    if above is None:
        return False
    if head.dep in ("nsubj", "agent"):
        return above.lemma in words["speaking"]
    if head.dep == "pobj" and above.lower in words["dealings"]:
        return True
    if head.dep == "dobj":
        return above.lemma in words["addressing"]
    return head.dep in ("compound", "nmod", "poss") and above.lemma in words["ruling_nouns"]
