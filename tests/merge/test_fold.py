"""Reports fold into happenings whose fields show who tells what."""

import json
from typing import Any

import pytest

from dateline.errors import ConfigError, SourceError
from dateline.merge import Judgement, fold, happening_record
from tests.merge.build import count, event, party, place, report

OTHER = "Unknown men with rifles shot nine people dead in Tavu's market yesterday; the governor blamed bandits."

MOGA = "Nine people were shot in Moga, far to the north, on the same day; witnesses spoke of raiders on camels."


def told(*reports: dict[str, Any], judgements: tuple[Judgement, ...] = ()) -> list[dict[str, Any]]:
    return [happening_record(happening) for happening in fold(reports, judgements)]


def test_two_reports_of_one_attack_are_one_happening() -> None:
    (happening,) = told(report("a", event()), report("b", event("shot", text=OTHER), text=OTHER))
    assert (happening["reports"], happening["witnesses"]) == (2, 2)
    assert happening["events"] == ["evt_a_0", "evt_b_0"]
    assert happening["links"][0]["probability"] > 0.8


def test_attacks_in_two_towns_stay_two_happenings() -> None:
    far = event("shot", text=MOGA, place=place("Moga", lat=14.0, lon=14.0))
    assert len(told(report("a", event()), report("b", far, text=MOGA))) == 2


def test_attacks_on_two_days_stay_two_happenings() -> None:
    assert len(told(report("a", event()), report("b", event(day="2023-03-13")))) == 2


def test_two_events_of_one_report_stay_two_happenings() -> None:
    assert len(told(report("a", event(), event()))) == 2


def test_a_toll_that_differs_is_disputed_and_shows_each_witness() -> None:
    (happening,) = told(
        report("a", event(counts=[count("killed", 12, 12)])),
        report("b", event(counts=[count("killed", 15)])),
        report("c", event(counts=[count("killed", 0, 0)])),
    )
    killed = happening["fields"]["killed"]
    assert happening["disputed"] == ["killed"]
    assert {v["label"]: [w["report"] for w in v["witnesses"]] for v in killed["values"]} == {
        "12": ["a"],
        "at least 15": ["b"],
        "none": ["c"],
    }
    assert killed["values"][0]["witnesses"][0]["quote"].startswith("Gunmen killed nine traders")


def test_at_least_twelve_and_fifteen_agree() -> None:
    (happening,) = told(
        report("a", event(counts=[count("killed", 12)])), report("b", event(counts=[count("killed", 15, 15)]))
    )
    assert happening["disputed"] == []
    assert happening["counts"]["killed"] == {"low": 15, "high": 15, "label": "15"}


def test_an_unknown_gunman_can_be_anybody_but_two_armies_exclude_each_other() -> None:
    named = event(actors=[party("Harra Front", "TCD", "REB")])
    army = event(actors=[party("Kelo Army", "SDN", "MIL")])
    (vague,) = told(report("a", event()), report("b", named))
    assert (vague["disputed"], vague["actors"]) == ([], ["Harra Front"])
    (clash,) = told(report("a", named), report("b", army))
    assert clash["disputed"] == ["actors"]


def test_a_country_and_a_town_in_it_agree_on_the_town() -> None:
    wide = event(place=place("Chad", lat=15.0, lon=19.0, grain="country"))
    (happening,) = told(report("a", wide), report("b", event()))
    assert happening["place"]["name"] == "Tavu"
    assert "place" not in happening["disputed"]


def test_what_is_denied_and_what_happened_is_disputed() -> None:
    happenings = told(report("a", event()), report("b", event(status="negated")), report("c", event()))
    assert [h["disputed"] for h in happenings] == [["status"]]
    assert happenings[0]["status"] == "actual"


def test_people_join_and_split_and_the_later_judgement_holds() -> None:
    reports = report("a", event()), report("b", event(day="2023-06-01")), report("c", event())
    join = Judgement(action="join", events=("evt_a_0", "evt_b_0"))
    split = Judgement(action="split", events=("evt_a_0",), others=("evt_b_0", "evt_c_0"))
    groups = lambda *judgements: [h["events"] for h in told(*reports, judgements=judgements)]  # noqa: E731
    assert groups() == [["evt_a_0", "evt_c_0"], ["evt_b_0"]]
    assert groups(join) in ([["evt_a_0", "evt_b_0", "evt_c_0"]], [["evt_a_0", "evt_b_0"], ["evt_c_0"]])
    assert groups(split) == [["evt_a_0"], ["evt_b_0"], ["evt_c_0"]]
    assert groups(join, split) == [["evt_a_0"], ["evt_b_0"], ["evt_c_0"]]
    assert ["evt_a_0", "evt_b_0"] in groups(split, join)


def test_a_judgement_read_from_data_says_what_is_wrong_with_it() -> None:
    assert Judgement.of({"action": "join", "events": ["x", "y"]}).events == ("x", "y")
    with pytest.raises(ConfigError, match="expected 'join' or 'split', found 'merge'"):
        Judgement.of({"action": "merge", "events": ["x"]})
    with pytest.raises(ConfigError, match="needs `events` and the `others`"):
        Judgement.of({"action": "split", "events": ["x"]})


def test_a_later_report_keeps_the_happening_s_id() -> None:
    first, later = report("b", event(), date="2023-03-10"), report("a", event(), date="2023-03-12")
    assert told(first)[0]["id"] == told(later, first)[0]["id"] != told(later)[0]["id"]


def test_a_happening_is_plain_data_whose_quotes_stand_in_the_reports() -> None:
    (happening,) = told(report("a", event()), report("b", event("shot", text=OTHER), text=OTHER))
    assert json.loads(json.dumps(happening)) == happening
    texts = {"a": report("a")["text"], "b": OTHER}
    witnesses = [w for field in happening["fields"].values() for v in field["values"] for w in v["witnesses"]]
    assert len(witnesses) >= 10
    assert all(witness["quote"] in texts[witness["report"]] for witness in witnesses)


def test_a_report_that_names_no_weapon_does_not_contradict_one_that_does() -> None:
    (happening,) = told(report("a", event(mode="targeted")), report("b", event(mode="firearms")))
    assert (happening["mode"], happening["disputed"]) == ("firearms", [])
    (clash,) = told(report("a", event(mode="explosives")), report("b", event(mode="firearms")))
    assert clash["disputed"] == ["mode"]


def test_a_date_that_is_no_day_is_named() -> None:
    with pytest.raises(SourceError, match=r"expected a day as YYYY-MM-DD .* found '2023-13-01'"):
        fold([report("a", event(), date="2023-13-01")])
