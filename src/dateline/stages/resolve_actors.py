"""Participants to parties: the fullest name or description in the report, coded by country and sector."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dateline.knowledge.actors import ActorBook
from dateline.knowledge.actors_choice import Coded, choose, turned_down
from dateline.knowledge.actors_terms import STATELESS
from dateline.model.analysis import Analysis, Stage, made
from dateline.model.event import Role, RoleKind
from dateline.model.evidence import Evidence
from dateline.model.issue import Issue
from dateline.model.referent import Party, PlaceGrain
from dateline.model.span import Span
from dateline.text.people.deeds import deed_sector, deeds, home_country, told_countries
from dateline.text.people.readings import Reading, Readings

STAGE = "resolve_actors"
_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_PEOPLE = "gazetteers/demonyms"
_PAPERS = frozenset("act bill law treaty agreement accord constitution amendment resolution".split())
_DEED = f"stages.{STAGE}#deed"
_SURE_OF_PLACE = 0.6  # how surely an unnamed police force is that of where the event happens
_SURE_OF_REPORT = 0.35  # how surely one of whom nothing is said is of the country that the report is about
_PLACE_SLOTS = ("@nation", "@maker")  # a name before an event noun: "the Kabul bombing", "the Russian attack"
_ARMED = frozenset({"MIL", "REB"})
_ON_SITE = frozenset({"MOVE", "COERCE"})
_JOURNEYS = frozenset({"flee", "cross", "return"})
_SITES = frozenset(
    "home house street avenue road square town city village district province region area airport headquarters office "
    "territory building premises border town island capital".split()
)
_TOWNS = frozenset({PlaceGrain.POINT, PlaceGrain.CITY, PlaceGrain.ADMIN})


def resolve_actors(actors: ActorBook) -> Stage:
    """Make the stage that gives every trigger its coded parties."""

    def run(analysis: Analysis) -> Analysis:
        return _Resolver(actors, analysis).run()

    reads = ("document", "parse", "mentions", "chains", "triggers", "roles", "toponyms", "places", "sources")
    return Stage(name=STAGE, reads=reads, adds=("actors", "recipients"), run=run)


class _Resolver:
    """One report's participants; holds the look-ups that every role needs."""

    def __init__(self, book: ActorBook, analysis: Analysis) -> None:
        self.book = book
        self.analysis = analysis
        self.parse = made(analysis.parse)
        sources = made(analysis.sources)
        self.words = Readings(self.parse, made(analysis.mentions), made(analysis.chains), sources.__getitem__)
        self.roles = made(analysis.roles)
        self.readings = {role.head: self.words.of(role) for role in self.roles}
        keys = {head: reading.key for head, reading in self.readings.items() if reading is not None}
        self.deeds = deeds(made(analysis.triggers), self.roles, keys)
        self.codings = {head: self._coded(reading) for head, reading in self.readings.items() if reading is not None}
        self.told = told_countries((t.place for t in made(analysis.toponyms)), self._known_countries())
        self.home = home_country(self.told)

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

    # codes

    def _coded(self, reading: Reading) -> list[Coded]:
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

    def _party(self, role: Role, reading: Reading, field: str) -> Party | None:
        codings = self.codings[role.head]
        if not self._is_party(reading, codings) or self._is_mere_place(role, codings) or self._is_site(role, reading):
            return None
        country, sector, evidence = choose(codings, field, STAGE)
        if self._is_open(reading, sector, evidence) and (deed := self._by_deed(reading)) is not None:
            why = f"{field}.sector"
            evidence = [e for e in evidence if e.field != why]
            evidence.append(Evidence(field=why, span=role.span, stage=STAGE, rule=_DEED, confidence=_SURE_OF_PLACE))
            sector = deed
        if country is not None and self._is_state(reading):
            sector = "GOV"
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
    def _is_open(reading: Reading, sector: str | None, evidence: list[Evidence]) -> bool:
        """Whether the words leave open what the person is; a people-word ("an Australian") does."""
        if sector is None:
            return reading.person
        return sector == "UNK" or any(e.field.endswith(".sector") and _PEOPLE in e.rule for e in evidence)

    def _is_state(self, reading: Reading) -> bool:
        """Tell a state from its people: a bare adjective of nationality ("a RUSSIAN offer") is the state's."""
        head = self.parse.tokens[reading.head]
        return head.entity == "NORP" and head.dep in {"amod", "compound", "nmod"}

    def _by_deed(self, reading: Reading) -> str | None:
        """The sector of a person by what the report says he did or suffered."""
        return deed_sector(self.deeds.get(reading.key, frozenset()), named=reading.named or reading.many)

    def _inherited(self, role: Role, reading: Reading, sector: str | None) -> tuple[str, Evidence] | None:
        """The country of a local body, or of a person of whom nothing is said, by the first rule that tells one."""
        if not reading.person and not any(self.book.is_local(span.text) for span in reading.spans):
            return None
        if (owner := self._owner(reading)) is not None:
            return owner
        if sector in _ARMED and (peer := self._peer(sector)) is not None:
            return peer
        place = made(self.analysis.places)[role.trigger]
        if sector is not None and place is not None and place.country in {country for country, _ in self.told}:
            assert place.country is not None
            return _by_rule(place.country, place.span, "place", _SURE_OF_PLACE)
        return None if self.home is None else _by_rule(*self.home, "report", _SURE_OF_REPORT)

    def _peer(self, sector: str | None) -> tuple[str, Evidence] | None:
        """The country of the one army, or the one band of rebels, that the report names: "the troops" are its."""
        found: dict[str, Span] = {}
        for head, codings in self.codings.items():
            country, other, _ = choose(codings, "", STAGE)
            known = self.readings[head]
            if other == sector and country is not None and country not in STATELESS and known is not None:
                found.setdefault(country, known.best)
        if len(found) != 1:
            return None
        ((country, span),) = found.items()
        return _by_rule(country, span, "peer", _SURE_OF_PLACE)

    def _owner(self, reading: Reading) -> tuple[str, Evidence] | None:
        """The country of the one whose they are ("his associates", where "he" is known)."""
        for token in self.parse.children(self.parse.tokens[reading.head], "poss"):
            chain = self.words.chain(token.index)
            if chain is None or chain.index == reading.key:
                continue
            whose = self.words.chained(chain, ())
            country = choose(self._coded(whose), "", STAGE)[0]
            if country is not None:
                return _by_rule(country, whose.best, "owner", _SURE_OF_PLACE)
        return None

    def _is_party(self, reading: Reading, codings: list[Coded]) -> bool:
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

    def _is_site(self, role: Role, reading: Reading) -> bool:
        """Tell the place where it happens from the one to whom: where one flees to, the town that is seized."""
        trigger = made(self.analysis.triggers)[role.trigger]
        if role.kind is not RoleKind.RECIPIENT or trigger.type not in _ON_SITE:
            return False
        head = self.parse.tokens[reading.head]
        if trigger.type == "MOVE":
            return trigger.mode in _JOURNEYS and head.entity in {"GPE", "LOC", "FAC"}
        if trigger.mode not in {"seize", "restrict", "curfew", "martial-law"}:
            return False
        places = [
            t.place for t in made(self.analysis.toponyms) if t.span.overlaps(reading.best) and t.place is not None
        ]
        return head.lemma.lower() in _SITES or any(p.grain in _TOWNS for p in places)

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


def _by_rule(country: str, span: Span, rule: str, confidence: float) -> tuple[str, Evidence]:
    return country, Evidence(field="", span=span, stage=STAGE, rule=f"stages.{STAGE}#{rule}", confidence=confidence)
