"""What holds for all reports: neither order nor portions change the happenings, and people's word is kept."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.merge import Folder, Judgement, fold, folding, happening_record
from dateline.merge.block import blocks
from dateline.merge.judge import POSSIBLE, judge, likeness
from dateline.merge.view import views
from tests.merge.build import count, event, party, place, report

Record = dict[str, Any]

TOWNS = (("Tavu", 10.0, 10.0), ("Moga", 10.3, 10.2), ("Sefi", 14.0, 14.0))
NAMES = ("Harra Front", "Kelo Army", "Gunmen", "nine traders", "Amina Dossa")


@st.composite
def events(draw: st.DrawFn) -> Record:
    """An event that is like others in some fields and unlike in others, often without place, time or parties."""
    name, lat, lon = draw(st.sampled_from(TOWNS))
    roles = [
        [party(who, draw(st.sampled_from(("TCD", None))), draw(st.sampled_from(("MIL", "REB", None))))]
        for who in draw(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)))
    ]
    return event(
        draw(st.sampled_from(("killed", "Gunmen", "closed"))),
        day=draw(st.sampled_from(("2023-03-09", "2023-03-10", "2023-03-14", "2021-05-01", None))),
        type=draw(st.sampled_from(("ASSAULT", "COERCE", "ACCUSE"))),
        mode=None,
        place=draw(st.sampled_from((None, place(name, lat=lat, lon=lon)))),
        actors=draw(st.sampled_from(([], roles[0]))),
        recipients=draw(st.sampled_from(([], roles[1]))),
        status=draw(st.sampled_from(("actual", "actual", "negated", "historical"))),
        counts=[count("killed", draw(st.integers(0, 4)))],
    )


@st.composite
def corpora(draw: st.DrawFn) -> list[Record]:
    """Up to six reports of up to three events; some are copies, of one outlet, or undated."""
    rows = draw(st.lists(st.lists(events(), max_size=3), min_size=1, max_size=6))
    return [
        report(
            f"r{k}",
            *row,
            date=draw(st.sampled_from(("2023-03-10", "2023-03-11", "2023-03-15", None))),
            outlet=draw(st.sampled_from((None, "The Daily"))),
            text=draw(st.sampled_from((report("")["text"], f"{report('')['text']} Number {k} says no more."))),
        )
        for k, row in enumerate(rows)
    ]


def told(records: Sequence[Record], judgements: Sequence[Judgement] = ()) -> list[dict[str, Any]]:
    return [happening_record(happening) for happening in fold(records, judgements)]


def ids(records: Sequence[Record]) -> list[str]:
    return [row["id"] for record in records for row in record["events"]]


@settings(deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(records: list[Record], random: Any) -> None:
    shuffled = list(records)
    random.shuffle(shuffled)
    assert told(shuffled) == told(records)


@settings(deadline=None)
@given(corpora(), st.data())
def test_report_by_report_is_as_all_at_once(records: list[Record], data: st.DataObject) -> None:
    folder = Folder()
    for record in records:
        folder.add(record)
        if data.draw(st.booleans()):
            folder.happenings()
    again = data.draw(st.sampled_from(records))
    folder.add(again)
    folder.add(report("gone", event()))
    folder.remove("gone")
    assert [happening_record(h) for h in folder.happenings()] == told(records)


@settings(deadline=None)
@given(corpora())
def test_every_event_is_in_exactly_one_happening(records: list[Record]) -> None:
    happenings = told(records)
    assert Counter(name for h in happenings for name in h["events"]) == Counter(ids(records))
    assert len({h["id"] for h in happenings}) == len(happenings)


@settings(deadline=None)
@given(corpora())
def test_no_happening_has_more_witnesses_than_reports_nor_holds_two_events_of_one(records: list[Record]) -> None:
    for happening in fold(records):
        reports = [e.report.id for e in happening.events]
        assert len(set(reports)) == len(reports) == happening.reports
        assert 1 <= happening.witnesses <= happening.reports
        for field in happening.fields.values():
            assert field.agreed or len(field.values) > 1
            assert all(1 <= value.support <= happening.witnesses for value in field.values)


@settings(deadline=None)
@given(corpora(), st.data())
def test_the_last_judgement_always_holds(records: list[Record], data: st.DataObject) -> None:
    names = [*ids(records), "evt_unknown"]
    some = st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True)
    judgements = [
        Judgement(action="join", events=tuple(data.draw(some)))
        if data.draw(st.booleans())
        else Judgement(action="split", events=tuple(data.draw(some)), others=tuple(data.draw(some)))
        for _ in range(data.draw(st.integers(1, 4)))
    ]
    of = {name: h["id"] for h in told(records, judgements) for name in h["events"]}
    last = judgements[-1]
    own = [of[name] for name in last.events if name in of]
    if last.action == "join":
        assert len(set(own)) <= 1
    else:
        assert all(of[a] != of[b] for a in last.events for b in last.others if a != b and a in of and b in of)


@settings(deadline=None)
@given(events(), events(), st.sampled_from(("2023-03-11", None)))
def test_comparison_is_the_same_in_either_order(one: Record, other: Record, date: str | None) -> None:
    (left,) = views(report("a", one, date=date))
    (right,) = views(report("b", other))
    assert judge(left, right) == judge(right, left)
    assert likeness(left, right) == likeness(right, left)
    assert likeness(left, right) in (0.0, judge(left, right).probability)
    assert (likeness(left, right) > 0) == (judge(left, right).probability >= POSSIBLE)
    mine, theirs = blocks(left), blocks(right)
    assert bool(mine.looks & theirs.lies) == bool(theirs.looks & mine.lies)


def test_comparisons_grow_with_the_reports_and_not_with_their_square(monkeypatch: pytest.MonkeyPatch) -> None:
    judged = 0

    def counting(*pair: Any) -> Any:
        nonlocal judged
        judged += 1
        return likeness(*pair)

    monkeypatch.setattr(folding, "likeness", counting)

    def cost(days: int) -> int:
        nonlocal judged
        judged = 0
        months = [f"20{23 + m // 12}-{m % 12 + 1:02}" for m in range(days)]
        fold(report(f"{month}-{k}", event(day=f"{month}-10"), date=f"{month}-11") for month in months for k in range(3))
        return judged

    small, large = cost(20), cost(80)
    assert 0 < large < 4.5 * small
