"""Copies of one text are one witness; two newsrooms' own texts are two."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dateline.merge import fold
from dateline.merge.copies import copy_pairs
from dateline.merge.view import views
from dateline.merge.witness import _matching, independent
from tests.merge.build import event, report

WIRE = (
    "Gunmen killed nine traders at a market in Tavu on Friday, police said. They came on motorcycles at noon, when the "
    "stalls were full, and fired for ten minutes. The governor ordered a curfew from dusk to dawn. Nobody claimed the "
    "attack, the third in the province since the rains began. Hospitals asked for blood."
)
OWN = (
    "Nine market traders are dead in Tavu. Survivors described men on motorbikes who shot into the crowd and left by "
    "the river road. A curfew is in force. Doctors say they have run out of blood, and relatives waited outside. "
    "It was the third such raid since the start of the rainy season, and no group has said that it was behind it."
)
COPIES = {
    "wire": WIRE,
    "paper": f"From our wires\n\n{WIRE}",
    "site": WIRE.replace("Nobody claimed", "No one has claimed").replace("on Friday", "last Friday"),
    "short": WIRE[: WIRE.index("Nobody")],
    "shouting": WIRE.upper(),
}


def test_cut_edited_and_framed_copies_of_a_wire_text_are_found() -> None:
    found = {name for pair in copy_pairs({**COPIES, "own": OWN}.items()) for name in pair}
    assert found == set(COPIES)


def test_five_copies_are_one_witness_and_a_report_of_its_own_is_the_second() -> None:
    records = [report(name, event(text=text), text=text) for name, text in COPIES.items()]
    own = report("own", event("dead", text=OWN), text=OWN)
    (wire,) = fold(records)
    assert (wire.reports, wire.witnesses) == (5, 1)
    (both,) = fold([*records, own])
    assert (both.reports, both.witnesses) == (6, 2)


def test_the_same_short_text_is_a_copy_and_a_similar_one_is_not() -> None:
    texts = [("a", "Nine die in Tavu."), ("b", "Nine die in Tavu."), ("c", "Nine die in Moga.")]
    assert list(copy_pairs(texts)) == [("a", "b")]


@given(st.permutations(sorted({**COPIES, "own": OWN}.items())))
def test_the_order_of_texts_does_not_matter(texts: list[tuple[str, str]]) -> None:
    assert sorted(copy_pairs(texts)) == sorted(copy_pairs({**COPIES, "own": OWN}.items()))


def witnesses(*reports: tuple[str, str, tuple[str, ...]]) -> int:
    """The number for reports given as name, outlet and the sources they name."""
    told = [
        view
        for name, outlet, sources in reports
        for view in views(
            report(name, event(sources=[{"start": 0, "end": 0, "text": s, "name": s} for s in sources]), outlet=outlet)
        )
    ]
    return independent(told, {})


def test_papers_that_all_quote_one_governor_are_one_witness() -> None:
    assert witnesses(("a", "A", ("Pavlo Orsi",)), ("b", "B", ("Orsi",)), ("c", "C", ("Pavlo Orsi",))) == 1


def test_one_paper_that_quotes_three_people_is_one_witness() -> None:
    assert witnesses(("a", "A", ("Orsi", "Dossa", "Wanda"))) == 1


def test_two_papers_with_a_source_each_are_two_witnesses_also_where_they_share_one() -> None:
    assert witnesses(("a", "A", ("Orsi", "Dossa")), ("b", "B", ("Orsi",))) == 2


def test_reports_of_one_outlet_are_one_witness() -> None:
    assert witnesses(("a", "The Daily", ()), ("b", "the daily", ()), ("c", "Other", ())) == 2


reaches = st.dictionaries(
    st.sampled_from("abcde"), st.sets(st.sampled_from([("v",), ("w",), ("x",), ("y",)]), max_size=4), max_size=5
)


@given(reaches)
def test_the_number_of_witnesses_is_the_largest_there_is(reach: dict[str, set[tuple[str, ...]]]) -> None:
    edges = [(room, voice) for room, voices in reach.items() for voice in voices]
    apart = [
        chosen
        for size in range(min(len(edges), 4) + 1)
        for chosen in combinations(edges, size)
        if len({room for room, _ in chosen}) == len({voice for _, voice in chosen}) == size
    ]
    assert _matching(reach) == max(len(chosen) for chosen in apart)


def test_thousands_of_reports_that_share_sources_are_counted() -> None:
    chain = {f"{k:04}": {(f"{k:04}",), (f"{k + 1:04}",)} for k in range(3000)}
    assert _matching(chain) == 3000
    assert _matching(chain | {"last": {("0000",)}}) == 3001
    assert _matching(chain | {"z1": {("0000",)}, "z2": {("0000",)}}) == 3001
