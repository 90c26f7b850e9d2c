"""Participants to parties: the fullest name or description in the report, coded by country and sector."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dateline.knowledge.actors import ActorBook
from dateline.knowledge.actors_choice import Coded, choose, turned_down
from dateline.knowledge.actors_terms import STATELESS
from dateline.model.analysis import Analysis, Stage, made
from dateline.model.event import Role, RoleKind
from dateline.model.evidence import Evidence
from dateline.model.issue import Issue
from dateline.model.mention import Chain, Mention, MentionKind
from dateline.model.referent import Party, PlaceGrain
from dateline.model.span import Span
from dateline.model.syntax import Parse, Token
from dateline.text.clauses import phrase
from dateline.text.people.deeds import deed_sector, deeds, home_country
from dateline.text.people.epithets import epithets, name_beside

STAGE = "resolve_actors"
_PLURAL = frozenset({"NNS", "NNPS", "CD"})
_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_DETERMINERS = frozenset("the a an this that these those some several many its his her their our".split())
_PEOPLE = "gazetteers/demonyms"
_PAPERS = frozenset("act bill law treaty agreement accord constitution amendment resolution".split())
_DEED = f"stages.{STAGE}#deed"
_SURE_OF_PLACE = 0.6  # how surely an unnamed police force is that of where the event happens
_SURE_OF_REPORT = 0.35  # how surely one of whom nothing is said is of the country that the report is about
_PLACE_SLOTS = ("@nation", "@maker")  # a name before an event noun: "the Kabul bombing", "the Russian attack"
_TOWNS = frozenset({PlaceGrain.POINT, PlaceGrain.CITY, PlaceGrain.ADMIN})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A participant's words in the report: the span that names it best, then all that describe it."""

    best: Span
    spans: tuple[Span, ...]
    name: str
    head: int  # the head token of the best words
    key: int  # the chain, or below 0 the head of a phrase that is in none
    person: bool = False
    named: bool = False
    many: bool = False


def resolve_actors(actors: ActorBook) -> Stage:
    """Make the stage that gives every trigger its coded parties."""

    def run(analysis: Analysis) -> Analysis:
        return _Resolver(actors, analysis).run()

    reads = ("document", "parse", "mentions", "chains", "triggers", "roles", "toponyms", "places")
    return Stage(name=STAGE, reads=reads, adds=("actors", "recipients"), run=run)


class _Resolver:
    """One report's participants; holds the look-ups that every role needs."""

    def __init__(self, book: ActorBook, analysis: Analysis) -> None:
        self.book = book
        self.analysis = analysis
        self.parse: Parse = made(analysis.parse)
        self.mentions = made(analysis.mentions)
        self.by_head: dict[int, Mention] = {}
        for mention in sorted(self.mentions, key=lambda m: m.last - m.first):
            self.by_head[mention.head] = mention
        self.chain_of = {m: chain for chain in made(analysis.chains) for m in chain.mentions}
        self.roles = made(analysis.roles)
        self.readings = {role.head: self._reading(role) for role in self.roles}
        keys = {head: reading.key for head, reading in self.readings.items() if reading is not None}
        self.deeds = deeds(made(analysis.triggers), self.roles, keys)
        self.codings = {head: self._coded(reading) for head, reading in self.readings.items() if reading is not None}
        self.home = home_country(made(analysis.toponyms), self._known_countries())

    def run(self) -> Analysis:
        """Resolve every role; a participant that stays a bare pronoun is an issue, not a party."""
        roles: dict[tuple[int, RoleKind], list[Role]] = {}
        for role in self.roles:
            roles.setdefault((role.trigger, role.kind), []).append(role)
        issues: list[Issue] = []
        layers: dict[RoleKind, list[tuple[Party, ...]]] = {RoleKind.ACTOR: [], RoleKind.RECIPIENT: []}
        for trigger in made(self.analysis.triggers):
            for kind, layer in layers.items():
                layer.append(tuple(self._parties(kind, roles.get((trigger.index, kind), []), issues)))
        return replace(
            self.analysis,
            actors=tuple(layers[RoleKind.ACTOR]),
            recipients=tuple(layers[RoleKind.RECIPIENT]),
            issues=(*self.analysis.issues, *issues),
        )

    def _parties(self, kind: RoleKind, roles: Iterable[Role], issues: list[Issue]) -> Iterator[Party]:
        seen: set[str] = set()
        for role in roles:
            reading = self.readings[role.head]
            if reading is None:
                message = f"whom {role.span.text!r} stands for could not be told"
                issues.append(Issue(kind="actor.unresolved", stage=STAGE, message=message, span=role.span))
                continue
            party = self._party(role, reading, f"{kind.value}s.{len(seen)}")
            if party is not None and party.name.lower() not in seen:
                seen.add(party.name.lower())
                yield party

    # words

    def _reading(self, role: Role) -> _Reading | None:
        """The words for the participant all over the report; None where only a pronoun is known."""
        head = self.parse.tokens[role.head]
        named = name_beside(self.parse, head)
        mention = self.by_head.get(named.index if named is not None else role.head)
        chain = self.chain_of.get(mention.index) if mention is not None else None
        pronoun = head.pos == "PRON"
        own = () if pronoun else (role.span,)
        if mention is None or chain is None or self.mentions[chain.best].kind is MentionKind.PRONOUN:
            if pronoun:
                return None
            spans = (*own, *self._beside([head]))
            name = _bare(role.span.text)
            key, person = -1 - role.head, head.entity == "PERSON"
            return _Reading(
                best=role.span, spans=spans, name=name, head=role.head, key=key, person=person, many=head.tag in _PLURAL
            )
        return self._chained(chain, own)

    def _chained(self, chain: Chain, own: tuple[Span, ...]) -> _Reading:
        """What a chain of mentions says: its best one in full, what stands beside its names, the others."""
        best = self.mentions[chain.best]
        told = [self.mentions[i] for i in chain.mentions if self.mentions[i].kind is not MentionKind.PRONOUN]
        heads = [self.parse.tokens[m.head] for m in told]
        whole = [self._whole(m) for m in told]
        first = self._whole(best)
        named = best.name or best.span
        is_place = self.parse.tokens[best.head].entity == "GPE"
        full = (named, first) if is_place else (first, named)
        spans = (*full, *self._beside(heads), *own, *whole, *(m.span for m in told))
        name = best.name.text if best.name is not None else _bare(best.span.text)
        return _Reading(
            best=named,
            spans=tuple(dict.fromkeys(spans)),
            name=name,
            head=best.head,
            key=chain.index,
            person=any(t.entity == "PERSON" for t in heads),
            named=best.name is not None,
            many=self.parse.tokens[best.head].tag in _PLURAL,
        )

    def _whole(self, mention: Mention) -> Span:
        """The mention with its prepositional phrases ("a lieutenant in the Russian army")."""
        words = list(phrase(self.parse, self.parse.tokens[mention.head]))
        return self.parse.span(words[0], words[-1])

    def _beside(self, heads: Iterable[Token]) -> Iterator[Span]:
        for head in heads:
            for token in epithets(self.parse, head):
                words = list(phrase(self.parse, token))
                yield self.parse.span(words[0], words[-1])

    # codes

    def _coded(self, reading: _Reading) -> list[Coded]:
        day = self.analysis.document.filed
        return [(span, self.book.code(span.text, on=day)) for span in reading.spans]

    def _known_countries(self) -> Iterator[tuple[str, Span]]:
        """The country of each party of which the words tell one, once for a chain."""
        seen: set[int] = set()
        for head, codings in self.codings.items():
            reading = self.readings[head]
            if reading is None or reading.key in seen:
                continue
            seen.add(reading.key)
            country = choose(codings, "", STAGE)[0]
            if country is not None and country not in STATELESS:
                yield country, reading.best

    def _party(self, role: Role, reading: _Reading, field: str) -> Party | None:
        codings = self.codings[role.head]
        if not self._is_party(reading, codings) or self._is_mere_place(role, codings):
            return None
        country, sector, evidence = choose(codings, field, STAGE)
        if self._is_open(reading, sector, evidence) and (deed := self._by_deed(reading)) is not None:
            why = f"{field}.sector"
            evidence = [e for e in evidence if e.field != why]
            evidence.append(Evidence(field=why, span=role.span, stage=STAGE, rule=_DEED, confidence=_SURE_OF_PLACE))
            sector = deed
        if country is None and (local := self._inherited(role, reading, sector)) is not None:
            country, inherited = local
            evidence.append(replace(inherited, field=f"{field}.country"))
        canonical = next((coding.name for _, coding in codings if coding.name), "")
        asked = Evidence(field=field, span=role.span, stage=STAGE, rule=role.rule, confidence=role.confidence)
        return Party(
            span=reading.best,
            name=canonical if canonical and not reading.person else reading.name,
            country=country,
            sector=sector,
            beside_trigger=role.span,
            evidence=(asked, *evidence),
            rejected=turned_down(codings, country, sector),
        )

    @staticmethod
    def _is_open(reading: _Reading, sector: str | None, evidence: list[Evidence]) -> bool:
        """Whether the words leave open what the person is; a people-word ("an Australian") does."""
        if sector is None:
            return reading.person
        return sector == "UNK" or any(e.field.endswith(".sector") and _PEOPLE in e.rule for e in evidence)

    def _by_deed(self, reading: _Reading) -> str | None:
        """The sector of a person by what the report says he did or suffered."""
        return deed_sector(self.deeds.get(reading.key, frozenset()), named=reading.named or reading.many)

    def _inherited(self, role: Role, reading: _Reading, sector: str | None) -> tuple[str, Evidence] | None:
        """The country of a local body, or of a person of whom nothing is said: that of the place, else the report."""
        if not reading.person and not any(self.book.is_local(span.text) for span in reading.spans):
            return None
        if (owner := self._owner(reading)) is not None:
            return owner
        place = made(self.analysis.places)[role.trigger]
        if sector is not None and place is not None and place.country is not None:
            rule = f"stages.{STAGE}#place"
            return place.country, Evidence(field="", span=place.span, stage=STAGE, rule=rule, confidence=_SURE_OF_PLACE)
        if self.home is not None:
            country, span = self.home
            rule = f"stages.{STAGE}#report"
            return country, Evidence(field="", span=span, stage=STAGE, rule=rule, confidence=_SURE_OF_REPORT)
        return None

    def _owner(self, reading: _Reading) -> tuple[str, Evidence] | None:
        """The country of the one whose they are ("his associates", where "he" is known)."""
        for token in self.parse.children(self.parse.tokens[reading.head], "poss"):
            mention = self.by_head.get(token.index)
            chain = self.chain_of.get(mention.index) if mention is not None else None
            if chain is None or chain.index == reading.key:
                continue
            whose = self._chained(chain, ())
            country = choose(self._coded(whose), "", STAGE)[0]
            if country is not None:
                rule = f"stages.{STAGE}#owner"
                return country, Evidence(field="", span=whose.best, stage=STAGE, rule=rule, confidence=_SURE_OF_PLACE)
        return None

    def _is_party(self, reading: _Reading, codings: list[Coded]) -> bool:
        """Tell people and bodies from things: by their code, the parser's entity, or the agent list."""
        head = self.parse.tokens[reading.head]
        if not any(c.isalpha() for c in reading.name) or head.lemma.lower() in _PAPERS:
            return False
        if head.pos == "PRON" or head.entity in _ENTITIES:
            return True
        if head.pos == "PROPN":
            return any(c.country is not None or c.sector is not None for _, c in codings)
        words = {head.lemma.lower(), head.lower, *(w.lower() for w in reading.name.split()[-1:])}
        return bool(words & self.book.party_nouns) or head.pos == "NUM"

    def _is_mere_place(self, role: Role, codings: list[Coded]) -> bool:
        """Tell where, or how, from who in front of an event noun: "the Kabul bombing", "the twin bombings"."""
        if not role.rule.endswith(_PLACE_SLOTS):
            return False
        if all(c.sector is None and c.country is None for _, c in codings):
            return True
        places = [t.place for t in made(self.analysis.toponyms) if t.span.overlaps(role.span) and t.place is not None]
        spoken = made(self.analysis.triggers)[role.trigger].type in _SPOKEN
        towns = not spoken and any(p.grain in _TOWNS for p in places)
        return towns and all(c.sector in (None, "CVL", "GOV") for _, c in codings)


_SPOKEN = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN"})


def _bare(text: str) -> str:
    """The phrase without its determiner."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in _DETERMINERS else text
