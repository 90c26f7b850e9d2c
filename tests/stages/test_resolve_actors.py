"""Participants to coded parties: hand-made roles over parsed sentences of our own, each showing one rule."""

from dataclasses import replace
from datetime import date

import pytest

from dateline.knowledge.actors import load_actors
from dateline.knowledge.names import load_names
from dateline.model.analysis import Analysis
from dateline.model.event import Role, RoleKind, Trigger
from dateline.model.referent import Party, Place, PlaceGrain, Toponym
from dateline.model.span import Span
from dateline.model.syntax import Token
from dateline.stages.find_mentions import find_mentions
from dateline.stages.link_mentions import link_mentions
from dateline.stages.resolve_actors import resolve_actors
from dateline.text.clauses import phrase
from tests.conftest import ParseText

FIND, LINK, RESOLVE = find_mentions(load_names()), link_mentions(load_names()), resolve_actors(load_actors())
COUNTRIES = {"Lima": "PER", "Peru": "PER", "Oslo": "NOR", "Kano": "NGA", "Nigeria": "NGA"}


def resolved(analysis: Analysis, *asked: tuple[str, str, str], at: str = "", slot: str = "subj") -> Analysis:
    """Give each (trigger word, type, participant's head word) a role, the first as actor, and resolve them all.

    Known town and country names in the text become toponyms; `at` names the one where all events happen.
    """
    assert analysis.parse is not None
    tokens = {t.text: t for t in reversed(analysis.parse.tokens)}
    toponyms = tuple(_toponym(analysis, t) for t in analysis.parse.tokens if t.text in COUNTRIES)
    place = next((t.place for t in toponyms if t.span.text == at), None)
    triggers = tuple(_trigger(i, tokens[word], type_) for i, (word, type_, _) in enumerate(asked))
    roles = tuple(_role(analysis, i, tokens[head], slot) for i, (*_, head) in enumerate(asked))
    ready = replace(LINK.run(FIND.run(analysis)), triggers=triggers, roles=roles, toponyms=toponyms)
    return RESOLVE.run(replace(ready, places=(place,) * len(triggers), sources=((),) * len(triggers)))


def _trigger(index: int, token: Token, type_: str) -> Trigger:
    span = Span(start=token.start, end=token.end, text=token.text)
    mode = "arrest" if type_ == "COERCE" else None
    return Trigger(index=index, span=span, head=token.index, type=type_, mode=mode, rule="tests#marked")


def _role(analysis: Analysis, trigger: int, head: Token, slot: str) -> Role:
    assert analysis.parse is not None
    words = list(phrase(analysis.parse, head))
    kind = RoleKind.RECIPIENT if slot == "obj" else RoleKind.ACTOR
    span = analysis.parse.span(words[0], words[-1])
    return Role(trigger=trigger, kind=kind, head=head.index, span=span, rule=f"tests#marked@{slot}")


def _toponym(analysis: Analysis, token: Token) -> Toponym:
    span, country = analysis.document.span(token.start, token.end), COUNTRIES[token.text]
    grain = PlaceGrain.COUNTRY if token.text in {"Peru", "Nigeria"} else PlaceGrain.CITY
    return Toponym(span=span, place=Place(span=span, name=token.text, country=country, grain=grain))


def party(analysis: Analysis) -> Party:
    """The one party of the first trigger."""
    assert analysis.actors is not None
    assert analysis.recipients is not None
    found = [*analysis.actors[0], *analysis.recipients[0]]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("text", "trigger", "head", "name", "country", "sector"),
    [
        # a pronoun stands for the name, and has all that is said of it
        ("Polish senator Ewa Kos resigned. She had accused a rival.", "accused", "She", "Ewa Kos", "POL", "LEG"),
        ("Ewa Kos, a senator from Poland, accused a rival.", "accused", "Kos", "Ewa Kos", "POL", "LEG"),
        ("The mayor of Oslo, Ida Moe, left. Moe accused a rival.", "accused", "Moe", "Ida Moe", "NOR", "GOV"),
        # a nationality given with a name, on either side of it
        ("A Canadian, Peter Moss, aged 40, accused us.", "accused", "Canadian", "Peter Moss", "CAN", "CVL"),
        # each of two names has the description that they share
        ("He met the Chilean judges Ana Paz and Ivo Rojas. Rojas wept.", "wept", "Rojas", "Ivo Rojas", "CHL", "JUD"),
        # an office held goes before one that was left
        ("Ewa Kos, a former minister, is a Polish judge. Kos wept.", "wept", "Kos", "Ewa Kos", "POL", "JUD"),
        # a body of states has no sector
        ("The European Union accused the bank.", "accused", "Union", "European Union", "EUR", None),
    ],
)
def test_a_party_is_all_that_the_report_says_of_it(
    parse_text: ParseText, text: str, trigger: str, head: str, name: str, country: str | None, sector: str | None
) -> None:
    found = party(resolved(parse_text(text), (trigger, "ACCUSE", head)))
    assert (found.name, found.country, found.sector) == (name, country, sector)


def test_what_stands_beside_the_trigger_is_kept(parse_text: ParseText) -> None:
    found = party(resolved(parse_text("Ewa Kos resigned. She had accused a rival."), ("accused", "ACCUSE", "She")))
    assert found.beside_trigger is not None
    assert (found.span.text, found.beside_trigger.text) == ("Ewa Kos", "She")


def test_a_local_body_takes_the_country_of_where_it_happens(parse_text: ParseText) -> None:
    analysis = resolved(parse_text("Police arrested a man in Lima."), ("arrested", "COERCE", "Police"), at="Lima")
    found = party(analysis)
    assert (found.country, found.sector) == ("PER", "COP")
    assert {e.field: e.rule for e in found.evidence}["actors.0.country"] == "stages.resolve_actors#place"


def test_a_local_body_takes_the_country_of_the_report_where_no_place_is_told(parse_text: ParseText) -> None:
    text = "Voters in Lima are angry. In all of Peru people march. The government refused."
    found = party(resolved(parse_text(text), ("refused", "REJECT", "government")))
    assert (found.country, found.sector) == ("PER", "GOV")
    assert {e.field: e.rule for e in found.evidence}["actors.0.country"] == "stages.resolve_actors#report"


@pytest.mark.parametrize("text", ["Foreign forces attacked Lima.", "Western officials attacked Lima."])
def test_a_foreign_body_is_of_no_country(parse_text: ParseText, text: str) -> None:
    head = text.split()[1]
    assert party(resolved(parse_text(text), ("attacked", "ASSAULT", head), at="Lima")).country is None


def test_a_lone_attacker_is_an_armed_individual_wherever_he_is_named(parse_text: ParseText) -> None:
    text = "Jon Berg stabbed a nurse in Oslo. Police arrested Berg."
    analysis = resolved(parse_text(text), ("stabbed", "ASSAULT", "Berg"), ("arrested", "COERCE", "Berg"), at="Oslo")
    assert analysis.actors is not None
    assert [(p.country, p.sector) for parties in analysis.actors for p in parties] == [("NOR", "UAF")] * 2


def test_a_soldier_who_attacks_stays_a_soldier(parse_text: ParseText) -> None:
    text = "A Peruvian soldier shot a man."
    found = party(resolved(parse_text(text), ("shot", "ASSAULT", "soldier")))
    assert (found.country, found.sector) == ("PER", "MIL")


def test_one_who_is_attacked_is_a_civilian_unless_more_is_known(parse_text: ParseText) -> None:
    analysis = resolved(parse_text("Jon Berg was shot in Oslo."), ("shot", "ASSAULT", "Berg"), at="Oslo", slot="obj")
    assert party(analysis).sector == "CVL"
    assert {e.field: e.rule for e in party(analysis).evidence}["recipients.0.sector"] == "stages.resolve_actors#deed"


def test_an_unnamed_man_under_arrest_is_a_criminal_and_a_named_one_is_not(parse_text: ParseText) -> None:
    unnamed = resolved(parse_text("A man was arrested in Kano."), ("arrested", "COERCE", "man"), at="Kano", slot="obj")
    named = resolved(parse_text("Sani Bello was arrested."), ("arrested", "COERCE", "Bello"), slot="obj")
    assert party(unnamed).sector == "CRM"
    assert party(named).sector is None


def test_a_town_before_an_event_is_where_it_happened(parse_text: ParseText) -> None:
    analysis = parse_text("The Lima bombing killed two.")
    assert resolved(analysis, ("bombing", "ASSAULT", "Lima"), slot="nation").actors == ((),)


def test_a_nation_before_an_event_is_who_did_it(parse_text: ParseText) -> None:
    found = party(
        resolved(parse_text("The Peruvian bombing killed two."), ("bombing", "ASSAULT", "Peruvian"), slot="nation")
    )
    assert found.country == "PER"


def test_a_pronoun_that_stands_for_nobody_is_an_issue(parse_text: ParseText) -> None:
    analysis = resolved(parse_text("They accused the bank."), ("accused", "ACCUSE", "They"))
    assert analysis.actors == ((),)
    assert [(issue.kind, issue.span and issue.span.text) for issue in analysis.issues] == [("actor.unresolved", "They")]


@pytest.mark.parametrize("text", ["The civil war killed two.", "The office accused the bank.", "The time accused him."])
def test_a_thing_is_no_party(parse_text: ParseText, text: str) -> None:
    words = text.split()
    verb = next(w for w in words if w in {"killed", "accused"})
    analysis = resolved(parse_text(text), (verb, "ACCUSE", words[words.index(verb) - 1]))
    assert analysis.actors == ((),)


def test_every_code_has_its_reason(parse_text: ParseText) -> None:
    text = "Ewa Kos, a senator from Poland, accused a rival."
    found = party(resolved(parse_text(text, filed=date(2021, 5, 1)), ("accused", "ACCUSE", "Kos")))
    rules = {e.field: e.rule for e in found.evidence}
    assert rules["actors.0"] == "tests#marked@subj"
    assert rules["actors.0.country"].startswith("gazetteers/")
    assert rules["actors.0.sector"] == "gazetteers/agents.tsv#senator"
    assert all(e.span is not None and e.stage == "resolve_actors" for e in found.evidence)


def test_a_person_known_in_office_goes_before_descriptions(parse_text: ParseText) -> None:
    text = "The former lawyer Tony Blair accused a rival."
    found = party(resolved(parse_text(text, filed=date(2003, 5, 1)), ("accused", "ACCUSE", "Blair")))
    assert (found.country, found.sector) == ("GBR", "GOV")


def test_those_of_a_person_are_of_his_country(parse_text: ParseText) -> None:
    text = "Ewa Kos, a senator from Poland, is ill. In Lima and in all of Peru, her associates accused the bank."
    found = party(resolved(parse_text(text), ("accused", "ACCUSE", "associates")))
    assert found.country == "POL"
    assert {e.field: e.rule for e in found.evidence}["actors.0.country"] == "stages.resolve_actors#owner"


def test_a_person_of_whom_nothing_is_said_has_the_report_s_country_but_not_surely(parse_text: ParseText) -> None:
    found = party(resolved(parse_text("In Oslo, Jon Berg accused the bank."), ("accused", "ACCUSE", "Berg")))
    assert (found.country, found.sector) == ("NOR", None)
    assert [e.confidence < 0.5 for e in found.evidence if e.field == "actors.0.country"] == [True]
