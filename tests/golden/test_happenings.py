"""The sample reports of one happening fold into it, and nothing else folds."""

import json
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from dateline.knowledge.files import read_yaml
from dateline.merge import Happening, fold
from tests.golden import build

HERE = Path(__file__).resolve().parent


class Judged(BaseModel):
    """The whole of happenings.yaml. A member is "01 struck": a report's number and its trigger's words."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    about: dict[str, object]
    central: dict[str, list[str]]
    disputed: dict[str, list[str]]
    folds: list[list[str]]
    open: list[list[str]]


@pytest.fixture(scope="module")
def judged() -> Judged:
    return read_yaml(HERE / "happenings.yaml", Judged)


@pytest.fixture(scope="module")
def happenings() -> tuple[Happening, ...]:
    lines = build.RECORDS.read_text(encoding="utf-8").splitlines()
    return fold(json.loads(line) for line in lines)


def members(happening: Happening) -> set[str]:
    return {f"{event.report.id[:2]} {event.trigger}" for event in happening.events}


def test_every_group_of_samples_has_its_central_happening(judged: Judged) -> None:
    groups = {sample.group for sample in build.samples() if sample.group}
    assert groups == set(judged.central) == set(judged.disputed)


def test_reports_of_one_happening_fold_into_one(judged: Judged, happenings: tuple[Happening, ...]) -> None:
    found = [members(happening) for happening in happenings]
    for expected in (*judged.central.values(), *judged.folds):
        assert any(set(expected) <= group for group in found), f"{expected} did not fold"


def test_nothing_else_folds(judged: Judged, happenings: tuple[Happening, ...]) -> None:
    allowed = [set(group) for group in (*judged.central.values(), *judged.folds, *judged.open)]
    for happening in happenings:
        group = members(happening)
        assert len(group) == 1 or any(group <= known for known in allowed), f"{sorted(group)} folded"


def test_what_reports_contradict_one_another_in_is_disputed(judged: Judged, happenings: tuple[Happening, ...]) -> None:
    for name, expected in judged.central.items():
        (central,) = [h for h in happenings if set(expected) <= members(h)]
        assert set(judged.disputed[name]) <= set(central.disputed), name


def test_the_dead_of_kramatorsk_are_told_in_five_numbers(judged: Judged, happenings: tuple[Happening, ...]) -> None:
    (strike,) = [h for h in happenings if set(judged.central["kramatorsk-station"]) <= members(h)]
    told = {value.label: [w.event.report.outlet for w in value.witnesses] for value in strike.fields["killed"].values}
    assert told == {
        "at least 39": ["Harbour Wire"],
        "at least 30": ["Harbour Wire"],
        "52": ["Kiln Street Mail"],
        "50": ["Kiln Street Mail"],
        "57": ["Radio Meridian"],
    }
    assert strike.chosen("killed") == {"low": 57, "high": 57}
    assert (strike.first.id, strike.latest.id) == ("01-kramatorsk-first", "03-kramatorsk-toll")
