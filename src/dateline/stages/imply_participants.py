"""Roles to more roles: the parties that a report leaves to be understood, taken over from what stands around.

Whom a judgement is directed at is whoever did the deed that it judges; an answer is directed at whoever asked; a
protest without a subject is the protesters', and is directed at the government that the report speaks of. A role so
understood points at words elsewhere in the report, and its rule says why.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.knowledge.lexicon import Lexicon
from dateline.knowledge.matching import IsParty, lemma_of, party_test
from dateline.model.analysis import Analysis, Stage, made
from dateline.model.event import Role, RoleKind, Trigger
from dateline.model.syntax import Parse, Token
from dateline.text.clauses import phrase

STAGE = "imply_participants"
SURE = 0.5
"""Confidence of a role that is only understood."""
JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
ANSWERS = {"REJECT": ("REQUEST", "ACCUSE", "AGREE"), "CONCEDE": ("REQUEST", "PROTEST", "ACCUSE"), "AGREE": ("REQUEST",)}
"""Types that answer, and what they answer."""
PROTESTERS = frozenset("protester protestor demonstrator marcher rioter striker picketer looter arsonist mob".split())
RULERS = frozenset({"government", "administration"})
COURTS = frozenset({"court", "tribunal", "judge"})
_AT_LAW = re.compile(r"\b(appeal|motion|petition|bail|parole|acquittal|retrial|injunction|suspension|sentence)\b")
_MATERIAL = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "THREATEN"})
_ACTS = frozenset("act action atrocity move step incident decision tragedy provocation aggression operation".split())
"""Nouns that take up any deed told before."""
_REACH = 4  # sentences from an answer back to what it answers


def imply_participants(lexicon: Lexicon, party_nouns: frozenset[str]) -> Stage:
    """Make the stage that adds understood participants; `party_nouns` tells people from things."""
    is_party = party_test(party_nouns)

    def run(analysis: Analysis) -> Analysis:
        implying = _Implying(analysis, lexicon, is_party)
        return replace(analysis, roles=(*made(analysis.roles), *implying.roles()))

    reads = ("document", "parse", "mentions", "chains", "triggers", "roles")
    return Stage(name=STAGE, reads=reads, adds=("roles",), run=run)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cast:
    """The parties of one trigger: the roles of either kind that stand for people and bodies."""

    actors: tuple[Role, ...]
    recipients: tuple[Role, ...]


class _Implying:
    """One report's triggers with their casts."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon, is_party: IsParty) -> None:
        self.parse: Parse = made(analysis.parse)
        self.triggers: Sequence[Trigger] = made(analysis.triggers)
        self.lexicon = lexicon
        self.is_party = is_party
        self.told: list[list[Role]] = [[] for _ in self.triggers]
        for role in made(analysis.roles):
            self.told[role.trigger].append(role)
        self.casts = [self._cast(roles) for roles in self.told]
        self.lead = min((s.region for s in self.parse.sentences), default=0) + (analysis.document.title_end > 0)
        heads = {m.index: m.head for m in made(analysis.mentions)}
        self.chain = {heads[i]: chain.index for chain in made(analysis.chains) for i in chain.mentions}

    def roles(self) -> Iterator[Role]:
        """The understood roles, actors first: a judgement needs to know who did what it judges."""
        for kind, rules in (
            (RoleKind.ACTOR, (self._protesters,)),
            (RoleKind.RECIPIENT, (self._doers, self._asker, self._beside, self._court, self._ruled)),
        ):
            for k, trigger in enumerate(self.triggers):
                if self._side(k, kind):
                    continue
                for rule in rules:
                    found = [self._role(trigger, kind, head, rule.__name__.lstrip("_")) for head in rule(k)]
                    if found:
                        self.told[k].extend(found)
                        self.casts[k] = self._cast(self.told[k])
                        yield from found
                        break

    def _cast(self, roles: Iterable[Role]) -> _Cast:
        parties = [r for r in roles if self.is_party(self.parse.tokens[r.head])]
        actors = tuple(r for r in parties if r.kind is RoleKind.ACTOR)
        return _Cast(actors=actors, recipients=tuple(r for r in parties if r.kind is RoleKind.RECIPIENT))

    def _side(self, k: int, kind: RoleKind) -> tuple[Role, ...]:
        return self.casts[k].actors if kind is RoleKind.ACTOR else self.casts[k].recipients

    def _role(self, trigger: Trigger, kind: RoleKind, head: int, why: str) -> Role:
        words = list(phrase(self.parse, self.parse.tokens[head]))
        span = self.parse.span(words[0], words[-1])
        return Role(
            trigger=trigger.index, kind=kind, head=head, span=span, rule=f"stages.{STAGE}#{why}", confidence=SURE
        )

    def _head(self, k: int) -> Token:
        return self.parse.tokens[self.triggers[k].head]

    def _key(self, head: int) -> str:
        """Who a token stands for, as far as chains and words tell."""
        chain = self.chain.get(head)
        return f"chain {chain}" if chain is not None else self.parse.tokens[head].lower

    def _keys(self, roles: Iterable[Role]) -> frozenset[str]:
        return frozenset(self._key(role.head) for role in roles)

    # rules

    def _doers(self, k: int) -> list[int]:
        """Of a judgement on a deed: who did it ("condemned the attack", which rebels had carried out)."""
        mine, forced = self.triggers[k].type, False
        if mine not in JUDGING and not (forced := mine == "COERCE"):
            return []
        for role in self.told[k]:
            token = self.parse.tokens[role.head]
            if role.kind is RoleKind.RECIPIENT and token.pos == "NOUN" and (j := self._deed(token, k)) is not None:
                if forced and self.triggers[j].type != "PROTEST":
                    return []  # force against a protest is force against those who protest
                own = self._keys(self.casts[k].actors)
                return [r.head for r in self.casts[j].actors if self._key(r.head) not in own]
        return []

    def _deed(self, noun: Token, k: int) -> int | None:
        """The trigger that tells the deed a noun names: itself, its namesake in the paragraph, the lead's, the last."""
        lemma, region = lemma_of(noun), self.parse.sentence(noun).region
        types = {e.type for e in self.lexicon.at(lemma, "noun") if e.type is not None and not e.others}
        types |= _MATERIAL if lemma in _ACTS else set()
        best: tuple[tuple[bool, ...], int, int] | None = None
        for j, trigger in enumerate(self.triggers):
            head = self._head(j)
            if j == k or trigger.type not in types or (head.index == noun.index and not self.casts[j].actors):
                continue
            there, away = self.parse.sentence(head).region, noun.index - head.index
            namesake = lemma_of(head) == lemma and there == region
            rank = (head.index != noun.index, not namesake, there > self.lead, away < 0), abs(away), j
            best = rank if best is None else min(best, rank)
        return None if best is None else best[-1]

    def _asker(self, k: int) -> list[int]:
        """Of an answer: who asked for it, or made the charge that it denies."""
        mine = self._keys(self.casts[k].actors)
        answered = ANSWERS.get(self.triggers[k].type, ())
        for j in range(k - 1, -1, -1):
            if self._head(k).sentence - self._head(j).sentence > _REACH:
                break
            other = self.casts[j]
            asked = self.triggers[j].type in answered and other.actors and not mine & self._keys(other.actors)
            near = (
                self.triggers[j].type == "REQUEST"
                and not other.recipients
                and self._head(k).sentence - self._head(j).sentence <= 1
            )
            if asked and (near or mine & self._keys(other.recipients)):
                return [r.head for r in other.actors]
        return []

    def _protesters(self, k: int) -> list[int]:
        """Of a protest without a subject: the protesters of the report."""
        if self.triggers[k].type != "PROTEST":
            return []
        here = self._head(k).index
        named = [t for t in self.parse.tokens if t.pos in {"NOUN", "PROPN"} and lemma_of(t) in PROTESTERS]
        return [min(named, key=lambda t: (abs(t.index - here), t.index)).index] if named else []

    def _beside(self, k: int) -> list[int]:
        """Of an act that needs a counterpart: that of another act of the same subject in the sentence."""
        if self.triggers[k].type not in {"SANCTION", "AID"}:
            return []
        mine = self._keys(self.casts[k].actors)
        for j in range(len(self.triggers)):
            other = self.casts[j]
            near = j != k and self._head(j).sentence == self._head(k).sentence
            if near and mine and mine & self._keys(other.actors) and other.recipients:
                return [r.head for r in other.recipients]
        return []

    def _court(self, k: int) -> list[int]:
        """Of an appeal at law: the court that the report speaks of."""
        trigger = self.triggers[k]
        if trigger.type != "REQUEST" or not _AT_LAW.search(trigger.rule.partition("#")[2] + " " + trigger.span.text):
            return []
        here = self._head(k).index
        found = [t for t in self.parse.tokens if t.lemma.lower() in COURTS and t.pos in {"NOUN", "PROPN"}]
        courts = [t for t in found if t.dep not in {"compound", "amod", "nmod"}] or found
        return [min(courts, key=lambda t: (abs(t.index - here), t.index)).index] if courts else []

    def _ruled(self, k: int) -> list[int]:
        """Of a protest, and of what protesters ask for: the government that the report speaks of."""
        cast, trigger = self.casts[k], self.triggers[k]
        crowd = any(lemma_of(self.parse.tokens[r.head]) in PROTESTERS for r in cast.actors)
        aimed = trigger.type == "PROTEST" and trigger.mode in {None, "demo", "strike"}
        if not cast.actors or not (aimed or (trigger.type == "REQUEST" and crowd)):
            return []
        here = self._head(k).index
        found = [t for t in self.parse.tokens if t.pos == "NOUN" and t.lemma in RULERS and self._at_home(t)]
        return [min(found, key=lambda t: (abs(t.index - here), t.index)).index] if found else []

    def _at_home(self, ruler: Token) -> bool:
        """Tell a government of which nothing or the reports's own country is said."""
        return not [t for t in self.parse.children(ruler, "amod", "compound", "poss", "nmod") if t.entity == "NORP"]
