"""Place names to places, and events to where they happened. All sentences are our own."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.knowledge.gazetteer import Gazetteer
from dateline.model.analysis import Analysis
from dateline.model.event import Trigger
from dateline.model.referent import Place, PlaceGrain, Toponym
from dateline.model.span import Span
from dateline.pipeline import run_stage
from dateline.stages.resolve_places import resolve_places
from tests.small_gazetteer import small_gazetteer

ParseText = Callable[..., Analysis]
Resolve = Callable[..., Analysis]


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return small_gazetteer(tmp_path_factory.mktemp("gazetteer"))


@pytest.fixture(scope="module")
def resolve(gazetteer: Gazetteer, parse_text: ParseText) -> Resolve:
    """Text, and (trigger words, type) pairs, to an analysis with places."""
    stage = resolve_places(gazetteer)

    def run(text: str, *events: tuple[str, str], mode: str | None = None) -> Analysis:
        analysis = parse_text(text)
        triggers = tuple(trigger(analysis, i, words, kind, mode) for i, (words, kind) in enumerate(events))
        return run_stage(stage, replace(analysis, triggers=triggers, roles=()))

    return run


def trigger(analysis: Analysis, index: int, words: str, kind: str, mode: str | None) -> Trigger:
    assert analysis.parse is not None
    start = analysis.document.text.index(words)
    span = Span.of(analysis.document.text, start, start + len(words))
    inside = [t for t in analysis.parse.tokens if span.start <= t.start < span.end]
    own = {t.index for t in inside}
    head = next(t for t in inside if t.head not in own or t.head == t.index)
    return Trigger(index=index, span=span, head=head.index, type=kind, mode=mode, rule="tests#own")


def named(analysis: Analysis, text: str) -> Toponym:
    assert analysis.toponyms is not None
    return next(t for t in analysis.toponyms if t.span.text == text)


def place_of(analysis: Analysis, text: str) -> Place:
    place = named(analysis, text).place
    assert place is not None
    return place


def where(analysis: Analysis) -> Sequence[Place | None]:
    assert analysis.places is not None
    return analysis.places


def test_the_state_behind_the_comma_decides_between_namesakes(resolve: Resolve) -> None:
    place = place_of(resolve("Two men were arrested in Springfield, Illinois, police said."), "Springfield")
    assert (place.geonames, place.admin1, place.country, place.grain) == (4250542, "Illinois", "USA", PlaceGrain.CITY)


def test_a_name_means_the_same_place_throughout_a_report(resolve: Resolve) -> None:
    analysis = resolve("A fire broke out in Springfield, Illinois.\n\nFirefighters from Springfield came late.")
    found = {t.place.geonames for t in analysis.toponyms or () if t.place and t.span.text == "Springfield"}
    assert found == {4250542}


def test_the_world_city_wins_without_a_reason_for_the_small_town(resolve: Resolve) -> None:
    assert place_of(resolve("The talks in Paris ended on Friday."), "Paris").country == "FRA"


def test_other_places_of_the_report_win_over_size(resolve: Resolve) -> None:
    text = "The mayor of Paris, Texas, drove to Dallas on Friday. Later he returned to Paris."
    assert place_of(resolve(text), "Paris").country == "USA"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Georgia and Armenia opened a border crossing near Tbilisi.", "GEO"),
        ("The governor of Georgia spoke in Atlanta, United States.", "USA"),
    ],
)
def test_what_is_named_beside_it_tells_the_country_from_the_state(resolve: Resolve, text: str, country: str) -> None:
    assert place_of(resolve(text), "Georgia").country == country


def test_a_place_keeps_its_reasons_and_the_readings_that_lost(resolve: Resolve) -> None:
    place = place_of(resolve("The talks in Paris ended on Friday."), "Paris")
    assert [e.rule for e in place.evidence] == ["text.places.admit#entity", "text.places.rank#WEIGHTS"]
    assert "prominence" in place.evidence[1].note
    assert [(c.country, c.geonames) for c in place.rejected] == [("USA", 4717560)]


def test_a_demonym_points_at_its_country_and_stands_for_people(resolve: Resolve) -> None:
    toponym = named(resolve("Kenyan officers patrol the border."), "Kenyan")
    assert toponym.metonym
    assert toponym.place is not None
    assert toponym.place.country == "KEN"


def test_a_government_named_by_its_capital_is_a_metonym(resolve: Resolve) -> None:
    assert named(resolve("Warsaw said the treaty was dead."), "Warsaw").metonym
    assert not named(resolve("Thousands marched in Warsaw on Sunday."), "Warsaw").metonym


def test_a_person_named_like_a_town_is_no_place(resolve: Resolve) -> None:
    analysis = resolve("Maria Harden resigned on Monday. Harden had led the party since May.")
    assert analysis.toponyms == ()


@pytest.mark.parametrize("text", ["Four people died in March.", "The Union said so.", "We will see, he said."])
def test_common_words_that_name_hamlets_are_no_places(resolve: Resolve, text: str) -> None:
    assert resolve(text).toponyms == ()


def test_two_letters_name_a_state_only_behind_a_comma(resolve: Resolve) -> None:
    assert resolve("I met her, OK, and then we left.").toponyms == ()


def test_the_dateline_town_is_a_place_of_the_report(resolve: Resolve) -> None:
    analysis = resolve("WARSAW, Aug 13 (Agency) - The minister resigned on Sunday.")
    assert place_of(analysis, "WARSAW").country == "POL"


def test_a_site_the_gazetteer_lacks_lies_in_the_town_beside_it(resolve: Resolve) -> None:
    place = place_of(resolve("Police closed Karume Street in Warsaw on Monday."), "Karume Street")
    assert (place.grain, place.country, place.geonames) == (PlaceGrain.POINT, "POL", None)


def test_an_unknown_place_is_an_issue_not_a_guess(resolve: Resolve) -> None:
    analysis = resolve("Soldiers shelled houses in Umm Qwertabad on Monday.")
    kinds = [issue.kind for issue in analysis.issues if issue.stage == "resolve_places"]
    assert all(kind == "place.unknown" for kind in kinds)
    assert all(t.place is None for t in analysis.toponyms or ())


@pytest.mark.parametrize(
    ("text", "event", "place"),
    [
        ("Gunmen killed two guards near Mosul on Monday.", ("killed", "ASSAULT"), "Mosul"),
        ("A Mosul bombing killed nine people.", ("bombing", "ASSAULT"), "Mosul"),
        ("Shells struck the Kremlin overnight.", ("struck", "ASSAULT"), "Kremlin"),
        ("Rockets hit a base in Iraq on Monday.", ("hit", "ASSAULT"), "Iraq"),
        ("The officer fled to Poland with his sons.", ("fled", "MOVE"), "Poland"),
        ("He was flown from Mosul to Warsaw for treatment.", ("flown", "AID"), "Mosul"),
        ("Leaders met in Kyiv, where they signed a treaty and arrested a spy.", ("arrested", "COERCE"), "Kyiv"),
    ],
)
def test_the_words_around_the_trigger_say_where(
    resolve: Resolve, text: str, event: tuple[str, str], place: str
) -> None:
    found = where(resolve(text, event))[0]
    assert found is not None
    assert found.span.text == place
    assert found.evidence[0].rule.startswith("text.places.event_place#")


def test_an_act_of_speech_happens_nowhere_unless_its_clause_says_where(resolve: Resolve) -> None:
    text = "The minister accused Poland of lying about the raid in Mosul."
    assert where(resolve(text, ("accused", "ACCUSE"))) == (None,)
    text = "Speaking in Warsaw, he left; on Monday he accused the army of theft in Kyiv."
    assert where(resolve(text, ("accused", "ACCUSE")))[0] is not None


def test_the_country_means_the_one_named_last(resolve: Resolve) -> None:
    text = "Protests shook towns across Belarus. On Friday the activist fled the country."
    found = where(resolve(text, ("fled", "MOVE")))[0]
    assert found is not None
    assert (found.span.text, found.country) == ("the country", "BLR")


def test_an_attack_takes_the_place_of_the_sentence_before(resolve: Resolve) -> None:
    text = "A gunman shot three people in Warsaw on Monday. Police later killed the attacker."
    places = where(resolve(text, ("shot", "ASSAULT"), ("killed", "ASSAULT")))
    assert [p.name if p else None for p in places] == ["Warsaw", "Warsaw"]
    assert places[1] is not None
    assert places[1].evidence[0].rule == "text.places.event_place#sentence_before"


def test_an_arrest_far_from_any_place_has_none(resolve: Resolve) -> None:
    text = "Talks in Warsaw ended. Nobody spoke. Days passed. Later two men were arrested."
    assert where(resolve(text, ("arrested", "COERCE"))) == (None,)


def test_a_town_that_is_a_territory_has_the_grain_of_a_town(resolve: Resolve) -> None:
    found = where(resolve("Thousands marched in Hong Kong on Sunday.", ("marched", "PROTEST")))[0]
    assert found is not None
    assert (found.country, found.grain) == ("HKG", PlaceGrain.CITY)


WORDS = st.sampled_from(
    "Paris Texas , . in the Georgian officers of Springfield Kyiv attack on Mr Harden U.S. - said ( ) D.C. Al".split()
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, min_size=1, max_size=25))
def test_names_lie_in_the_text_in_order_and_do_not_overlap(resolve: Resolve, words: list[str]) -> None:
    analysis = resolve(" ".join(words))
    assert analysis.toponyms is not None
    end = 0
    for toponym in analysis.toponyms:
        span = toponym.span
        assert analysis.document.text[span.start : span.end] == span.text
        assert span.start >= end
        end = span.end
