"""Reports of one happening fold, and happenings that look alike stay apart."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict

from dateline.knowledge.files import read_yaml
from dateline.merge import fold
from tests.merge.build import event, party, report, span

Record = dict[str, Any]


class Side(BaseModel):
    """One report: its filing date, its text and the event it tells."""

    model_config = ConfigDict(extra="forbid")
    filed: str
    text: str
    told: str


class Pair(BaseModel):
    """Two reports."""

    model_config = ConfigDict(extra="forbid")
    what: str
    a: Side
    b: Side


class Pairs(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid")
    about: dict[str, Any]
    one: list[Pair]
    two: list[Pair]


PAIRS = read_yaml(Path(__file__).with_name("pairs.yaml"), Pairs)


def side(name: str, row: Side) -> Record:
    trigger, kind, parties, where, day = (part.strip() for part in row.told.split(" | "))
    assert trigger in row.text
    actors, recipients = (
        [_party(p.strip(), row.text) for p in half.split(",") if p.strip()] for half in parties.split("->")
    )
    fields = {
        "type": kind.split()[0],
        "mode": kind.split()[1] if " " in kind else None,
        "actors": actors,
        "recipients": recipients,
        "place": None if where == "-" else _place(where, row.text),
        "day": None if day == "-" else day,
    }
    return report(name, event(trigger, text=row.text, **fields), date=row.filed, text=row.text)


def _party(said: str, text: str) -> Record:
    *name, country, sector = said.split()
    assert " ".join(name) in text
    return party(" ".join(name), None if country == "-" else country, None if sector == "-" else sector, text=text)


def _place(said: str, text: str) -> Record:
    name, country, lat, lon, grain = said.split()
    known = {"name": name, "country": country, "lat": float(lat), "lon": float(lon), "grain": grain}
    return {**span(text, name), "admin1": None, "geonames": None, **known}


def happenings(pair: Pair) -> int:
    return len(fold([side("a", pair.a), side("b", pair.b)]))


@pytest.mark.parametrize("pair", PAIRS.one, ids=lambda pair: pair.what)
def test_two_reports_of_one_happening_fold(pair: Pair) -> None:
    assert happenings(pair) == 1


@pytest.mark.parametrize("pair", PAIRS.two, ids=lambda pair: pair.what)
def test_two_happenings_that_look_alike_stay_apart(pair: Pair) -> None:
    assert happenings(pair) == 2


def test_all_reports_at_once_give_no_other_happenings() -> None:
    reports = [side(f"{k}{x}", getattr(p, x)) for k, p in enumerate([*PAIRS.one, *PAIRS.two]) for x in "ab"]
    assert len(fold(reports)) == len(PAIRS.one) + 2 * len(PAIRS.two)
