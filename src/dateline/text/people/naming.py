"""Names that are one bearer's: the same name again, a surname after the full name, an acronym and its long form."""

from collections.abc import Collection, Mapping, Sequence

from dateline.model.mention import Mention, MentionKind
from dateline.model.syntax import Parse
from dateline.text.people.clusters import Clusters
from dateline.text.people.names import initials, is_acronym, same_person
from dateline.text.people.profiles import PERSON, THING, Profile

_NO_NAME = frozenset({"DATE", "TIME", "LANGUAGE"})
_BODY = frozenset(
    "party group movement army front company corporation limited airlines airline bank union council organisation "
    "organization ministry newspaper news holdings foundation".split()
)
"""Last words of names that are left out when the name comes again ("Wagner Group", "Wagner")."""


def link_names(
    parse: Parse, mentions: Sequence[Mention], clusters: Clusters, variants: Mapping[str, str], places: Collection[str]
) -> None:
    """Join the names of a report: repeats, known variants, shorter forms, acronyms.

    Args:
        parse: the report's parse.
        mentions: its mentions, one a profile.
        clusters: their clusters, which are joined in place.
        variants: names in lower case to the one that stands for all variants of it.
        places: names of places, which never are short for an organisation's.
    """
    names = [p for p in clusters.profiles if p.kind is MentionKind.NAME and p.key and p.label not in _NO_NAME]
    last: dict[str, int] = {}
    for p in names:
        spelled = " ".join(p.key)
        name = variants.get(spelled, spelled)
        if name in last and _may_join(clusters, last[name], p.index):
            same = clusters.profiles[last[name]].key == p.key
            clusters.join(last[name], p.index, "name" if same else "variant")
        last[name] = p.index
    _link_persons(names, clusters)
    _link_bodies(names, clusters, last, places)
    _link_acronyms(names, mentions, clusters)
    _link_brackets(parse, names, clusters, places)


def _may_join(clusters: Clusters, one: int, other: int) -> bool:
    """Tell whether two names can be one bearer's: a title of one must not speak against the other."""
    a, b = clusters.of(one), clusters.of(other)
    if not a.genders & b.genders:
        return False
    return not (a.known and b.lean and not b.lean & a.genders) and not (b.known and a.lean and not a.lean & b.genders)


def _link_persons(names: Sequence[Profile], clusters: Clusters) -> None:
    """Short forms to the full form: the latest one before, else the first one below a headline."""
    by_word: dict[str, list[Profile]] = {}
    for p in names:
        if len(p.key) > 1 and p.genders & PERSON:
            for word in dict.fromkeys((p.key[0], p.key[-1])):
                by_word.setdefault(word, []).append(p)
    done: set[tuple[str, ...]] = set()
    for p in names:
        if p.key in done or not p.genders & PERSON:
            continue
        fulls = [*by_word.get(p.key[-1], ()), *(by_word.get(p.key[0], ()) if len(p.key) > 1 else ())]
        found = _full_form(p, fulls, clusters)
        if found is not None:
            clusters.join(found[0].index, p.index, found[1])
            done.add(p.key)


def _full_form(short: Profile, fulls: Sequence[Profile], clusters: Clusters) -> tuple[Profile, str] | None:
    """The full name meant by a short one and why."""
    best: tuple[Profile, str] | None = None
    for full in fulls:
        reason = "" if full.key == short.key else same_person(short.key, full.key)
        if not reason or not _may_join(clusters, short.index, full.index):
            continue
        if best is not None and (best[1], reason) == ("surname", "given"):
            continue
        if full.index < short.index:
            best = full, reason
        elif best is None and short.region == 0 and full.region > 0 and len(short.key) == 1:
            return full, reason
    return best


def _link_bodies(
    names: Sequence[Profile], clusters: Clusters, last: Mapping[str, int], places: Collection[str]
) -> None:
    for p in names:
        short = " ".join(_short(p.key))
        other = last.get(short)
        if other is not None and short not in places and clusters.of(other).genders & THING:
            clusters.join(other, p.index, "shorter name")


def _short(key: tuple[str, ...]) -> tuple[str, ...]:
    """The name without "Group" or "of …" behind it, or nothing where no name would be left."""
    if len(key) > 1 and key[-1] in _BODY:
        return key[:-1]
    cut = key.index("of") if "of" in key else 0
    return key[:cut] if cut > 1 else ()


def _link_acronyms(names: Sequence[Profile], mentions: Sequence[Mention], clusters: Clusters) -> None:
    short: dict[str, int] = {}
    for p in names:
        name = mentions[p.index].name
        if name is not None and len(p.key) == 1 and is_acronym(name.text):
            short.setdefault(name.text.replace(".", ""), p.index)
    for p in names if short else ():
        name = mentions[p.index].name
        if name is None or len(p.key) == 1:
            continue
        for letters in initials(name.text.split()):
            other = short.get(letters)
            if other is not None:
                clusters.join(p.index, other, "acronym")
                break


def _link_brackets(parse: Parse, names: Sequence[Profile], clusters: Clusters, places: Collection[str]) -> None:
    """Join a name of several words with its the short form in brackets behind it ("Kurdistan Workers' Party (PKK)")."""
    tokens = parse.tokens
    heads = {p.head: p for p in names}
    for p in names:
        if len(p.key) == 1 or not p.genders & THING or p.last + 2 >= len(tokens) or tokens[p.last].text != "(":
            continue
        inside, after = tokens[p.last + 1], tokens[p.last + 2]
        other = heads.get(inside.index)
        capitals = sum(c.isupper() for c in inside.text)
        if other is not None and after.text in (")", ",", ";") and capitals > 1 and inside.lower not in places:
            clusters.join(p.index, other.index, "acronym")
