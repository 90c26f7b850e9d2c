"""Words of English text to the stems that two reports of one happening share."""

import re
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:['’\-.][^\W\d_]+)*|\d[\d,.]*")
_POSSESSIVE = re.compile(r"['’]s?$")
_DOUBLED = re.compile(r"([bdfgklmnprtz])\1$")
_SHORTEST = 3  # letters that a stem keeps at least
_LONG = 4  # the same for endings that stand behind whole words ("resign-ation")

# Longest first: what is cut, and what then stands in its place. Source: the endings that Porter's first steps cut,
# without most of his conditions; over-cutting does no harm where both sides are cut alike.
_ENDINGS = (
    *(
        ("isations", "is"),
        ("izations", "is"),
        ("isation", "is"),
        ("ization", "is"),
        ("issions", "it"),
        ("ission", "it"),
    ),
    *(
        ("ations", ""),
        ("ators", ""),
        ("ation", ""),
        ("ating", ""),
        ("ated", ""),
        ("ates", ""),
        ("ator", ""),
        ("ate", ""),
    ),
    *(("nesses", ""), ("ements", ""), ("ments", ""), ("ement", ""), ("ness", ""), ("ment", ""), ("ities", "")),
    *(("ising", "is"), ("izing", "is"), ("ised", "is"), ("ized", "is"), ("ises", "is"), ("izes", "is"), ("ize", "is")),
    *(
        ("sions", "d"),
        ("sion", "d"),
        ("ures", ""),
        ("ure", ""),
        ("ings", ""),
        ("ions", ""),
        ("ying", "i"),
        ("ies", "i"),
    ),
    *(("ied", "i"), ("ing", ""), ("ion", ""), ("ers", ""), ("ors", ""), ("ity", ""), ("ely", ""), ("ed", "")),
    *(("er", ""), ("or", ""), ("ly", ""), ("es", ""), ("ss", "ss"), ("us", "us"), ("is", "is"), ("s", "")),
    *(("e", ""), ("y", "i")),
)
_BEHIND_WORDS = frozenset("ations ators ation ating ated ates ator ate sions sion ures ure".split())

# Verbs and nouns whose forms no ending joins; the first word of a row stands for all of it.
_ROWS = """
say said | die died dies dying death deaths dead | shoot shot shots shooting shootings | flee fled fleeing flees |
fight fought fighting | strike struck strikes striking | send sent | take took taken | give gave given |
break broke broken | fall fell fallen | rise rose risen | lead led | meet met | win won | lose lost loss losses |
seek sought | tell told | hold held | leave left | build built | buy bought | bring brought | catch caught |
choose chose chosen | drive drove driven | freeze froze frozen | hide hid hidden | ride rode ridden | run ran |
sell sold | shake shook shaken | sink sank sunk | speak spoke spoken | steal stole stolen | swear swore sworn |
throw threw thrown | wear wore worn | write wrote written | go went gone | make made | see saw seen | find found |
get got | hang hung | keep kept | lay laid | pay paid | think thought | withdraw withdrew withdrawn |
overthrow overthrew overthrown | become became | begin began begun | know knew known | man men | woman women |
child children | person people persons
"""
_IRREGULAR = {form: row.split()[0] for row in _ROWS.split("|") for form in row.split()}


def words(text: str) -> Iterator[str]:
    """Yield the words and numbers of a text as they stand, without possessive marks."""
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match.group().rstrip(",."))
        if word:
            yield word


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return what is left of a word without its inflection and common endings, in lower case.

    "bombed", "bombing" and "bombs" give one stem, "invaded" and "invasion" too, and so do the forms of the irregular
    verbs that news is full of. A stem need be no word ("polic").
    """
    low = word.lower()
    if low in _IRREGULAR:
        return _cut(_IRREGULAR[low])
    return _cut(low)


def _cut(low: str) -> str:
    for ending, instead in _ENDINGS:
        kept = len(low) - len(ending)
        if kept >= (_LONG if ending in _BEHIND_WORDS else _SHORTEST) and low.endswith(ending):
            low = low[:kept] + instead
            break
    return _DOUBLED.sub(r"\1", low) if len(low) > _SHORTEST else low
