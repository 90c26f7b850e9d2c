"""The words of a phrase to items: names, role nouns, prepositions, other words; always the longest match."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.knowledge.actors_tables import Agent, Named, Tables, named
from dateline.text.people.actor_words import Word, name_key

PREPOSITIONS = frozenset(
    "of in from at for to on against by with near outside inside across under within between behind into over after "
    "before during including among around through without via toward towards throughout beyond off as "
    "since".split()
)
RELATIVES = frozenset("who which that whose where when whom".split())
FORMER = frozenset("former ex ousted deposed retired erstwhile onetime".split())
SKIPPED = frozenset("the a an this that these those some his her their its our my your than more less fewer".split())
PARTICLES = frozenset("al el ul de da di do du la le los las von van der den bin ibn ad ash as an ar at".split())
# hyphen + word: what stands before it belongs to the party (True), only rules or helps it (False)
LINKS = {
    **dict.fromkeys("based owned registered flagged wide".split(), True),
    **dict.fromkeys(
        "led backed aligned allied funded supported sponsored held occupied controlled administered run trained armed "
        "installed appointed linked affiliated dominated made speaking style drafted brokered friendly ruled inspired "
        "born majority leaning mediated related imposed initiated financed built supplied proposed".split(),
        False,
    ),
}
PLACES = frozenset({"country", "seat", "town"})
BODIES = frozenset({"body", "group"})
_LONGEST_ACRONYM_ONLY = 3


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of the phrase. `kind`: place, demonym, person, body, agent, prep, former, link or word.

    `weak` marks a country that only leads or backs what follows; `ending` whether 's stands behind it.
    """

    kind: str
    words: tuple[Word, ...]
    name: Named | None = None
    agent: Agent | None = None
    owner: bool = False
    apart: bool = False
    weak: bool = False

    @property
    def text(self) -> str:
        """The words as written."""
        return " ".join(w.text for w in self.words)

    @property
    def capital(self) -> bool:
        """Whether the first word begins with a capital letter or a digit."""
        return self.words[0].capital


def match(tables: Tables, words: Sequence[Word]) -> list[Item]:
    """Cut the words into items from left to right; a relative clause behind the first item is left off."""
    items: list[Item] = []
    i, shouting = 0, all(w.upper for w in words)
    while i < len(words):
        word = words[i]
        if items and word.key in RELATIVES and not (word.key == "that" and len(items) == 0):
            break
        item = _named(tables, words, i, shouting=shouting)
        if item is None:
            item = _plain_word(word)
        if item is not None:
            items.append(item)
            i += len(item.words)
        else:
            i += 1
    return _linked(_known_by_surname(items))


def _known_by_surname(items: list[Item]) -> list[Item]:
    """Take back a surname that another given name stands before: "Mary Obama" is not the one called "Obama"."""
    for n, item in enumerate(items):
        short = item.kind == "person" and (len(item.words) == 1 or item.words[0].key in PARTICLES)
        if short and any(_unknown_name(items, m) for m in (n - 1, n + 1)):
            items[n] = Item(kind="word", words=item.words, owner=item.owner, apart=item.apart)
    return items


def _unknown_name(items: list[Item], n: int) -> bool:
    if not 0 <= n < len(items) or items[n].kind != "word" or not items[n].capital:
        return False
    beside = items[n + 1] if n + 1 < len(items) else None
    return not items[n].apart and not items[n].owner and (beside is None or not beside.apart)


def _plain_word(word: Word) -> Item | None:
    if word.key in SKIPPED and not (word.capital and word.tied):
        return None
    kind = "prep" if word.key in PREPOSITIONS else "former" if word.key in FORMER else "word"
    if word.key == "and":
        kind = "and"
    return Item(kind=kind, words=(word,), owner=word.owner, apart=word.apart)


def _named(tables: Tables, words: Sequence[Word], i: int, *, shouting: bool) -> Item | None:
    """The longest name or role noun that begins at word `i`; of equal length, the name."""
    word = words[i]
    names, agents = tables.names, tables.agents
    name_most = tables.starts.get(word.full, 0) if word.owner else 0
    name_most = max(name_most, tables.starts.get(word.key, 0)) if _may_name(words, i) else 0
    agent_most = max(
        tables.agent_starts.get(word.full, 0),
        tables.agent_starts.get(word.key, 0),
        tables.agent_starts.get(word.lemma, 0),
    )
    for length in range(_room(words, i, max(name_most, agent_most)), 0, -1):
        run = words[i : i + length]
        key = name_key(run)
        if length <= name_most and key in names and _written_as_name(tables, key, run, shouting=shouting):
            return _name_item(named(names[key]), run)
        if length <= agent_most:
            agent = agents.get(key) or agents.get(_lemmas(run))
            if agent is not None and (word.capital or not agent.proper):
                return _item("agent", run, agent=agent)
    return None


def _lemmas(run: Sequence[Word]) -> str:
    return run[0].lemma if len(run) == 1 else " ".join([w.lemma for w in run])


def _room(words: Sequence[Word], i: int, most: int) -> int:
    """How many words from `i` on stand together without a comma or bracket, at most `most`."""
    most = min(most, len(words) - i)
    for n in range(1, most):
        if words[i + n].apart:
            return n
    return most


def _may_name(words: Sequence[Word], i: int) -> bool:
    word = words[i]
    return word.capital or (word.key in PARTICLES and i + 1 < len(words) and words[i + 1].capital)


def _written_as_name(tables: Tables, key: str, run: Sequence[Word], *, shouting: bool) -> bool:
    """Capitals: an acronym of up to three letters all of them, another name at its first and last long word."""
    if len(run) > 1:
        return run[-1].capital or len(run[-1].text) <= _LONGEST_ACRONYM_ONLY or sum(w.capital for w in run) > 1
    word = run[0]
    if key in tables.acronyms and not shouting:
        return word.upper or (len(key) > _LONGEST_ACRONYM_ONLY and word.text[1:].islower())
    return word.capital


def _item(kind: str, run: Sequence[Word], *, name: Named | None = None, agent: Agent | None = None) -> Item:
    return Item(kind=kind, words=tuple(run), name=name, agent=agent, owner=run[-1].owner, apart=run[0].apart)


def _name_item(name: Named, run: Sequence[Word]) -> Item:
    return _item("place" if name.kind in PLACES else "body" if name.kind in BODIES else name.kind, run, name=name)


def _linked(items: list[Item]) -> list[Item]:
    """Mark what a hyphen makes of a name: "Iran-backed" helps only, "pro-Russian" is no country at all."""
    out: list[Item] = []
    for n, item in enumerate(items):
        before = items[n - 1] if n else None
        if before is not None and before.words[-1].tied:
            if before.text.lower() in ("pro", "anti", "non") and item.kind in ("place", "demonym", "person", "body"):
                out[-1:] = [Item(kind="word", words=(*before.words, *item.words), apart=before.apart)]
                continue
            link = LINKS.get(item.words[0].key)
            if link is not None and len(item.words) == 1:
                if link is False:
                    out[-1] = Item("link", out[-1].words, out[-1].name, out[-1].agent, apart=out[-1].apart, weak=True)
                continue
        out.append(item)
    return out
