"""Mentions of one happening become one event; what contradicts stays apart."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dateline.model.analysis import Analysis
from dateline.model.claim import Count, Status, Verdict
from dateline.model.document import Document
from dateline.model.event import Coding, Event, Role, RoleKind, Trigger, Worth
from dateline.model.referent import Party, Place, PlaceGrain, Time, TimeGrain
from dateline.model.span import Span
from dateline.stages.fold_mentions import Book, fold_mentions

TEXT = "Rebels attacked Oru. The attack killed two. The raid.\n\nThe blast, the charge."
FOLD = fold_mentions(
    Book(
        cameo_of=lambda type_, mode: (f"{type_}/{mode}",),
        worth=lambda _type, mode, cameo: Worth(goldstein=-float(len(cameo)), score=-9.0 if mode else -7.0, quad=4),
        needs_recipient=frozenset({"AID"}),
    )
)


def words(text: str) -> Span:
    start = TEXT.index(text)
    return Span.of(TEXT, start, start + len(text))


def party(name: str) -> Party:
    return Party(span=words("Rebels"), name=name)


REBELS = {"actors": (party("Rebels"),)}


def town(name: str, country: str = "NGA") -> Place:
    return Place(span=words("Oru"), name=name, country=country, grain=PlaceGrain.CITY)


def day(number: int) -> Time:
    return Time(start=date(2022, 6, number), end=date(2022, 6, number), grain=TimeGrain.DAY)


def fold(*tellings: dict[str, Any], title_end: int = 0) -> tuple[Event, ...]:
    triggers = tuple(
        Trigger(
            index=k,
            head=k,
            rule="r",
            span=words(t["text"]),
            type=t.get("type", "ASSAULT"),
            mode=t.get("mode"),
            weight=t.get("weight", 1.0),
            pos=t.get("pos", "verb"),
        )
        for k, t in enumerate(tellings)
    )
    verdicts = tuple(Verdict(status=t.get("status", Status.ACTUAL), certainty=3.0) for t in tellings)

    def layer(name: str) -> tuple[Any, ...]:
        return tuple(t.get(name, ()) for t in tellings)

    analysis = Analysis(
        document=Document(id="d", text=TEXT, title_end=title_end),
        triggers=triggers,
        codes=tuple(Coding(cameo=t.get("cameo", ())) for t in tellings),
        verdicts=verdicts,
        roles=tuple(
            Role(trigger=k, kind=RoleKind.RECIPIENT, head=0, span=words("Oru"), rule="r")
            for k, t in enumerate(tellings)
            if "thing" in t
        ),
        actors=layer("actors"),
        recipients=layer("recipients"),
        places=tuple(t.get("place") for t in tellings),
        times=tuple(t.get("time") for t in tellings),
        sources=layer("sources"),
        asserted=tuple(t.get("asserted", True) for t in tellings),
        counts=layer("counts"),
        contexts=layer("contexts"),
    )
    events = FOLD.run(analysis).events
    assert events is not None
    return events


def test_a_later_mention_joins_and_fills_what_the_first_left_open() -> None:
    two = Count(span=words("two"), what="killed", low=2, high=2)
    (event,) = fold(
        {"text": "attacked", "actors": (party("Rebels"),), "place": town("Oru")},
        {"text": "attack", "weight": 0.7, "mode": "explosives", "time": day(5), "counts": (two,)},
    )
    assert (event.trigger.text, [m.text for m in event.mentions], event.mode) == ("attacked", ["attack"], "explosives")
    assert (event.actors[0].name, event.place, event.time, event.counts) == ("Rebels", town("Oru"), day(5), (two,))
    assert event.cameo == ("ASSAULT/explosives",)
    assert (event.goldstein, event.score, event.quad) == (-1.0, -9.0, 4)


def test_the_mention_that_gives_the_mode_gives_the_code_too() -> None:
    wide, deep = (
        {"text": "attacked", "cameo": ("18",), **REBELS},
        {"text": "attack", "mode": "explosives", "weight": 0.7},
    )
    assert fold(wide, deep)[0].cameo == ("ASSAULT/explosives",)
    assert fold(wide, {**deep, "cameo": ("1832",)})[0].cameo == ("1832",)


@pytest.mark.parametrize(
    "second",
    [
        {"type": "COERCE", **REBELS},
        {"actors": (party("Army"),)},
        {"recipients": (party("Army"),)},
        {"time": day(6), **REBELS},
        {"place": town("Ibi"), **REBELS},
        {"place": town("Oru", "GHA"), **REBELS},
        {"status": Status.NEGATED, **REBELS},
        {"status": Status.HYPOTHETICAL, **REBELS},
    ],
)
def test_another_type_party_day_place_or_status_is_another_event(second: dict[str, Any]) -> None:
    first = {"actors": (party("Rebels"),), "recipients": (party("Police"),), "time": day(5), "place": town("Oru")}
    assert len(fold({"text": "attacked", **first}, {"text": "raid", **second})) == 2


def test_speech_acts_are_one_only_if_the_same_party_speaks() -> None:
    one, other = (
        {"type": "ACCUSE", "actors": (replace(party(n), country="NGA", sector="GOV"),)} for n in ("Mayor", "Chief")
    )
    assert len(fold({"text": "raid", **one}, {"text": "charge", **other})) == 2
    same = {"type": "ACCUSE", "actors": (party("Mayor"),)}
    assert len(fold({"text": "raid", **same}, {"text": "charge", **same})) == 1


def test_a_type_that_needs_a_recipient_is_dropped_without_one() -> None:
    assert fold({"text": "charge", "type": "AID", **REBELS}) == ()
    assert len(fold({"text": "charge", "type": "AID", "recipients": (party("Town"),)})) == 1


def test_what_no_party_does_or_suffers_is_no_event() -> None:
    assert fold({"text": "blast"}) == ()


def test_parties_of_equal_codes_are_the_same_and_the_name_is_kept() -> None:
    unnamed, named = (replace(party(n), country="NGA", sector="MIL") for n in ("two officers", "Major Bello"))
    (event,) = fold({"text": "attacked", "actors": (unnamed,)}, {"text": "attack", "actors": (named,)})
    assert [p.name for p in event.actors] == ["Major Bello"]


def test_the_id_depends_on_report_text_and_trigger_not_on_the_code() -> None:
    (one,), (other,) = (
        fold({"text": "raid", **REBELS}),
        fold({"text": "raid", "type": "COERCE", "mode": "seize", **REBELS}),
    )
    assert one.id == other.id
    assert fold({"text": "blast", **REBELS})[0].id != one.id
    moved = replace(one, type="COERCE")
    assert moved.id == one.id


def test_the_reporter_asserts_an_event_that_one_mention_in_the_body_tells_in_its_own_voice() -> None:
    heard, own = {"text": "attacked", "asserted": False, **REBELS}, {"text": "raid", **REBELS}
    assert [e.asserted for e in fold(heard)] == [False]
    (event,) = fold(heard, own)
    assert event.asserted
    assert not fold({"text": "attacked", **REBELS}, {**heard, "text": "raid"}, title_end=20)[0].asserted
    assert fold({"text": "attacked", **REBELS}, title_end=20)[0].asserted
    why = next(e for e in event.evidence if e.field == "asserted")
    assert (why.span, why.rule) == (words("raid"), "stages.fold_mentions#own voice")


def test_what_is_done_to_a_thing_is_an_event_and_a_bare_word_is_none() -> None:
    assert [e.type for e in fold({"text": "attacked", "type": "COERCE", "thing": True})] == ["COERCE"]
    assert fold({"text": "attacked", "type": "COERCE"}) == ()
    assert fold({"text": "attacked", "type": "REQUEST", "thing": True}) == ()


def test_two_people_with_names_of_their_own_are_two() -> None:
    held = {"type": "COERCE", "mode": "arrest"}
    names = [replace(party(name), country="NGA", sector="OPP") for name in ("Bola Adeyemi", "Chidi Okoro", "suspect")]
    first, second, unnamed = ({"text": "attacked", "recipients": (p,), **held} for p in names)
    assert len(fold(first, second)) == 2
    assert len(fold(first, unnamed)) == 1


def test_a_noun_with_its_article_takes_up_the_first_happening_from_another_paragraph() -> None:
    later = {"text": "blast", "weight": 0.7, "pos": "noun"}
    events = fold(
        {"text": "attacked", "place": town("Oru"), **REBELS}, {"text": "raid", "place": town("Ebo"), **REBELS}, later
    )
    assert [[m.text for m in e.mentions] for e in events] == [["blast"], []]


def test_a_round_word_of_the_headline_gives_way_to_a_figure() -> None:
    word, figure = (
        Count(span=words(span), what="killed", low=low, high=None) for span, low in (("Rebels", 24), ("two", 30))
    )
    (event,) = fold(
        {"text": "attacked", "counts": (word,), **REBELS}, {"text": "raid", "counts": (figure,), **REBELS}, title_end=20
    )
    assert event.counts == (figure,)


def test_a_bare_number_of_victims_may_be_anyone() -> None:
    four, officers = (
        replace(party(name), country="NGA", sector=s) for name, s in (("Four", "CVL"), ("officers", "COP"))
    )
    tellings = ({"text": text, "recipients": (p,)} for text, p in (("attacked", four), ("raid", officers)))
    assert len(fold(*tellings)) == 1


def test_charges_of_which_nobody_is_said_to_make_them_are_one_if_against_the_same() -> None:
    suspect, other = ({"recipients": (party(name),), "type": "ACCUSE", "mode": "allege"} for name in ("Bola", "Chidi"))
    assert len(fold({"text": "charge", **suspect}, {"text": "raid", **suspect})) == 1
    assert len(fold({"text": "charge", **suspect}, {"text": "raid", **other})) == 2


def test_the_finest_place_told_of_a_happening_is_its_place() -> None:
    wide = Place(span=words("Oru"), name="Nigeria", country="NGA", grain=PlaceGrain.COUNTRY)
    (event,) = fold({"text": "attacked", "place": wide, **REBELS}, {"text": "raid", "place": town("Oru"), **REBELS})
    assert event.place == town("Oru")


def test_an_abduction_is_no_killing() -> None:
    assert len(fold({"text": "attacked", **REBELS}, {"text": "raid", "mode": "abduct", **REBELS})) == 2
