"""Who is who: a phrase for a party to its country and its sector, with the reasons."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from dateline.knowledge.actors_compose import Composer, Reason, Value, groups_of
from dateline.knowledge.actors_match import match
from dateline.knowledge.actors_tables import Agent, Tables, load_tables
from dateline.model.referent import Candidate
from dateline.text.people.actor_words import singular, words_of

__all__ = ["ActorBook", "Coding", "Reason", "load_actors"]

_PRONOUNS = frozenset("he she they him her them it we i you someone somebody".split())
_ACRONYM = re.compile(r"\s\([A-Z][\w.&-]{1,9}\)")  # "African Union (AU) member states"
_NOUN_KINDS = frozenset({"person", "body", "role", "quantity"})
_LOCAL_SECTORS = frozenset("COP GOV JUD LEG CVL UAF REB UNK OPP LAB EDU MED REL AGR CRM REF PTY SPY SOC ELI".split())
_LOCAL_NOUNS = frozenset(
    "army military force soldier troop guard security militia militant rebel garrison conscript general commander "
    "serviceman militiaman journalist reporter media newspaper".split()
)
_THINGS = frozenset(
    "office position post target facility building compound stronghold section system majority area asset block "
    "by chain channel class close complex conference control convention crime cross daffaire designate detail "
    "elect endowment enforcement engine estate field file gun hall helmet in infrastructure installation law left "
    "line mai motor opinion pharmaceutical picker platform portal power profit program protection registry "
    "reserve rifle right ring rouge security session shelter shield site something station technology up vaxxer "
    "venture ward website wire wisher eye partner sector".split()
)
"""Nouns that end the name of some party and alone name none ("the rank and FILE")."""
_ABROAD = frozenset(
    "foreign international multinational global world african asian arab western nordic baltic scandinavian european "
    "eastern latin gulf regional neighboring allied coalition".split()
)
"""Words that put a party outside the country of the event, or in no one country."""
_CACHED = 65536


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What a phrase tells of a party.

    `country` is ISO 3166 alpha-3 or one of IGO UNO EUR NGO ISM IMG MNC, `sector` a PLOVER sector; None where the
    phrase does not tell. `name` is the canonical name of a named party, else "". `known` is true where anything in the
    phrase was recognised.
    """

    country: str | None
    sector: str | None
    name: str = ""
    reasons: tuple[Reason, ...] = ()
    rejected: tuple[Candidate, ...] = ()
    known: bool = False


class ActorBook:
    """The tables of names and role nouns; `code` reads a phrase with them."""

    def __init__(self, tables: Tables) -> None:
        """Take loaded tables; use `load_actors` to get a book."""
        self._tables = tables
        kept = [key for key, agent in tables.agents.items() if _is_noun(agent)]
        nouns = frozenset(map(_head_noun, kept)) | frozenset(kept)
        self.party_nouns: frozenset[str] = nouns - _THINGS
        self._coded = lru_cache(maxsize=_CACHED)(self._code)

    def code(self, text: str, *, context: str = "", on: date | None = None) -> Coding:
        """Read one phrase for a party.

        Args:
            text: a noun phrase ("a lieutenant in the Russian army"); nothing needs to be parsed.
            context: other words that may tell the country, used only if the phrase does not.
            on: the day for which leaders and governments are looked up; None: the latest known.
        """
        coding = self._coded(text, on)
        if context and coding.country is None and (around := self._coded(context, on)).country is not None:
            words = tuple(r for r in around.reasons if r.field == "country")
            return Coding(
                country=around.country,
                sector=coding.sector,
                name=coding.name,
                reasons=(*coding.reasons, *words),
                rejected=coding.rejected,
                known=True,
            )
        return coding

    def is_local(self, noun: str) -> bool:
        """Tell whether a party so called takes, unless said otherwise, the country of where the event happens."""
        coding = self.code(noun)
        if coding.name or not coding.known or any(word.key in _ABROAD for word in words_of(noun)):
            return False
        return coding.sector in _LOCAL_SECTORS or any(word.lemma in _LOCAL_NOUNS for word in words_of(noun))

    def _code(self, text: str, on: date | None) -> Coding:
        words = words_of(_ACRONYM.sub("", text))
        items = match(self._tables, words)
        if not items:
            return Coding(country=None, sector=None)
        if len(words) == 1 and words[0].key in _PRONOUNS and not words[0].upper:
            reason = Reason(field="sector", rule="knowledge.actors#pronoun", words=text, confidence=0.3)
            return Coding(country=None, sector="UNK", reasons=(reason,))
        groups = groups_of(items)
        if not groups:
            return Coding(country=None, sector=None)
        composer = Composer(self._tables, groups, on)
        values: tuple[Value | None, Value | None] = (composer.country(), composer.sector())
        reasons = tuple(v.reason for v in values if v is not None and v.code is not None)
        country, sector = (v.code if v is not None else None for v in values)
        return Coding(
            country=country,
            sector=sector,
            name=self._name(composer),
            reasons=reasons,
            rejected=tuple(composer.rejected),
            known=any(i.name is not None or i.agent is not None for i in items),
        )

    def _name(self, composer: Composer) -> str:
        """The canonical name where the phrase is a name and no description with a name in it."""
        first = [i for i in composer.groups[0].items if i.kind != "former"]
        named = [i for i in first if i.kind in ("person", "body", "place")]
        if len(named) != 1 or (len(first) > 1 and named[0].kind != "person"):
            return ""
        return composer.term(named[0]).canonical


def _head_noun(key: str) -> str:
    """The noun that a name for parties is about: "prisoner" of "prisoner of war"."""
    return singular(re.split(r" (?:of|for|in|to|at) ", key, maxsplit=1)[0].rpartition(" ")[2])


def _is_noun(agent: Agent) -> bool:
    kinds = [kind for kind, sector in agent.kinds if sector or kind != "quantity"]  # "percent" counts anything
    return not agent.proper and any(kind in _NOUN_KINDS for kind in kinds)


def load_actors(overlays: Sequence[Path] = ()) -> ActorBook:
    """Read the tables that ship with the package, those of each overlay folder before them.

    Args:
        overlays: folders with `gazetteers/*.tsv` in the shape of ours and `actors/*.txt` in that of PETRARCH; a later
            folder outranks an earlier one.

    Raises:
        DataFileError: `file:line` and what is wrong.
    """
    return ActorBook(load_tables(Path(folder) for folder in reversed(overlays)))
