"""Lists, facets, timelines and maps of every store, held against a plain reading of the same records."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from dateline.errors import QueryError
from dateline.stores import Store
from dateline.stores.filters import FACETS, MAX_LIMIT, band, read_filter, read_query
from dateline.stores.protocol import Review
from dateline.stores.words import fold
from tests.conformance.conftest import Open
from tests.conformance.records import Record, event, happening, made_up, record

RECORDS = made_up(60, seed=4)
FILTERS: list[dict[str, list[str]]] = [
    {},
    {"type": ["ASSAULT"]},
    {"type": ["ASSAULT", "AID"], "status": ["-negated"]},
    {"mode": ["arrest"], "country": ["EST"]},
    {"party": ["police", "-dockers"]},
    {"outlet": ["-Harbour Wire"]},
    {"place": ["Suva"], "certainty": ["sure", "fair"]},
    {"since": ["2020"], "until": ["2021-06"]},
    {"since": ["2023-01-01"]},
    {"bbox": ["170,-20,-170,-10"]},
    {"bbox": ["20,50,30,60"], "type": ["-PROTEST"]},
    {"q": ["police"]},
    {"q": ['"police met" OR dock*']},
    {"q": ["parn NOT ministry"]},
    {"q": ["(union OR ministry) left Suva"], "reviewed": ["no"]},
    {"type": ["NO SUCH"]},
]


@pytest.fixture
def filled(opened: Open) -> Store:
    store = opened()
    for each in RECORDS:
        store.put(each)
    return store


def terms(item: Record, report: Record) -> dict[str, set[str]]:
    place = item["place"] or {}
    found: dict[str, set[Any]] = {
        "type": {item["type"]},
        "mode": {item["mode"]},
        "status": {item["status"]},
        "party": {p["name"] for p in item["actors"]},
        "country": {place.get("country"), *(p["country"] for p in item["actors"])},
        "source": {s["name"] for s in item["sources"]},
        "outlet": {report["outlet"]},
        "certainty": {band(item["confidence"])},
        "reviewed": {"no"},
        "place": {place.get("name")},
    }
    return {name: values - {None} for name, values in found.items()}


def days(item: Record, report: Record) -> tuple[str, str]:
    time = item["time"] or {"start": report["date"], "end": report["date"]}
    return time["start"], time["end"]


def inside(item: Record, box: str) -> bool:
    west, south, east, north = map(float, box.split(","))
    place = item["place"]
    if not place or not south <= place["lat"] <= north:
        return False
    return bool(west <= place["lon"] <= east if west <= east else place["lon"] >= west or place["lon"] <= east)


def words_match(query: str, report: Record) -> bool:
    """The three searches above, by hand."""
    names = [p["name"] for e in report["events"] for p in e["actors"]]
    places = [e["place"]["name"] for e in report["events"] if e["place"]]
    bag = fold(" ".join([report["text"], *names, *places]))
    if query == "police":
        return "police" in bag
    if query.startswith('"police met"'):
        return "police met" in " ".join(fold(report["text"])) or any(word.startswith("dock") for word in bag)
    if query == "parn NOT ministry":
        return "parn" in bag and "ministry" not in bag
    return ("union" in bag or "ministry" in bag) and "left" in bag and "suva" in bag


def plain(given: dict[str, list[str]]) -> Iterator[tuple[Record, Record]]:
    """The events that a filter lets through, the slow and plain way."""
    for report in RECORDS:
        for item in report["events"]:
            of, (start, end) = terms(item, report), days(item, report)
            chosen = all(
                (not (wanted := {v for v in values if v[0] != "-"}) or wanted & of[name])
                and not {v[1:] for v in values if v[0] == "-"} & of[name]
                for name, values in given.items()
                if name in FACETS
            )
            dated = (
                end >= given.get("since", ["0"])[0]
                and start[: len(given.get("until", ["9"])[0])] <= given.get("until", ["9"])[0]
            )
            boxed = all(inside(item, box) for box in given.get("bbox", ()))
            if chosen and dated and boxed and all(words_match(q, report) for q in given.get("q", ())):
                yield item, report


def test_a_filter_lets_through_what_a_plain_reading_does(filled: Store) -> None:
    for given in FILTERS:
        query = read_query({**given, "limit": ["500"]})
        expected = {item["id"] for item, _ in plain(given)}
        page = filled.find("event", query)
        assert {item["id"] for item in page.items} == expected, given
        assert page.total == len(expected)


def test_facets_count_as_a_plain_reading_does_and_their_own_choice_does_not_narrow_them(filled: Store) -> None:
    for given in FILTERS:
        found = filled.facets("event", read_filter(given), most=1000)
        for name in FACETS:
            others = {key: values for key, values in given.items() if key != name}
            counted = Counter(value for item, report in plain(others) for value in terms(item, report)[name])
            assert {row["value"]: row["count"] for row in found[name]} == counted, (given, name)
            assert [row["count"] for row in found[name]] == sorted(counted.values(), reverse=True)


def test_a_timeline_counts_every_event_once_whatever_the_days_chosen(filled: Store) -> None:
    for given in FILTERS:
        line = filled.timeline("event", read_filter(given))
        anytime = {key: values for key, values in given.items() if key not in ("since", "until")}
        starts = sorted(days(item, report)[0] for item, report in plain(anytime))
        assert sum(each["count"] for each in line["bins"]) == len(starts)
        for each in line["bins"]:
            assert each["count"] == sum(each["start"] <= day <= each["end"] for day in starts)


def test_a_map_counts_every_placed_event_once_and_says_how_many_have_no_place(filled: Store) -> None:
    for given in FILTERS:
        world = filled.map("event", read_filter(given))
        places = [item["place"] for item, _ in plain(given)]
        assert world["total"] == len(places)
        assert world["unplaced"] == places.count(None)
        for point in world["points"]:
            lat, lon, grain, number = point[:4]
            assert number == sum(bool(p) and (p["lat"], p["lon"], p["grain"]) == (lat, lon, grain) for p in places)
        assert all(grain == "country" for *_, grain, _ in world["areas"])


def test_a_map_shows_a_change_at_once_whoever_made_it(opened: Open) -> None:
    one, other = opened(), opened()
    shown = read_filter({})
    assert one.map("event", shown) == {"points": [], "areas": [], "total": 0, "unplaced": 0}
    other.put(record("a"))
    place = [58.38, 26.72, "city", 1, "Tartu", "EST", "COERCE", event("a")["id"]]
    assert one.map("event", shown)["points"] == [place]
    other.put(record("b"))
    assert one.map("event", shown)["points"] == [[*place[:3], 2, *place[4:7], None]]
    for id_, action, field in (("a", "reject", "place"), ("b", "note", "place")):
        other.review(Review(event=event(id_)["id"], field=field, action=action, by="ann", at="t", note="x"))
    world = one.map("event", shown)
    assert world["points"] == [[*place[:7], event("b")["id"]]]
    assert (world["total"], world["unplaced"]) == (2, 1)
    other.replace_happenings([happening("h", event("b"))])
    assert [point[7] for point in one.map("happening", shown)["points"]] == ["h"]


@pytest.mark.parametrize("sort", ["date", "-date", "confidence", "-confidence", "reports", "-reports"])
def test_pages_follow_one_another_without_gap_or_double(filled: Store, sort: str) -> None:
    seen: list[Record] = []
    given = {"sort": [sort], "limit": ["7"]}
    while True:
        page = filled.find("event", read_query(given))
        seen += page.items
        if page.next is None:
            break
        given = {**given, "cursor": [page.next]}
    assert len(seen) == len({item["id"] for item in seen}) == page.total == 120
    if sort.endswith("confidence"):
        values = [item["confidence"] for item in seen]
        assert values == sorted(values, reverse=sort[0] == "-")


def test_reports_are_listed_by_what_they_tell(filled: Store) -> None:
    everything = filled.find_reports(read_query({"limit": ["500"]}))
    assert (everything.total, len(everything.items)) == (60, 60)
    given = {"type": ["AID"]}
    found = filled.find_reports(read_query({**given, "limit": ["500"]}))
    assert {item["id"] for item in found.items} == {report["doc_id"] for _, report in plain(given)}
    first = filled.find_reports(read_query({"limit": ["50"]}))
    second = filled.find_reports(read_query({"limit": ["50"], "cursor": [first.next or ""]}))
    assert [r["id"] for r in (*first.items, *second.items)] == [r["id"] for r in everything.items]


def test_suggestions_hold_the_text_and_come_most_used_first(filled: Store) -> None:
    found = filled.suggest("party", "THE")
    assert {row["value"] for row in found} == {"the union", "the ministry"}
    assert found[0]["count"] >= found[1]["count"] > 0
    assert filled.suggest("party", "100%_") == []


def test_happenings_are_filtered_like_events(store: Store) -> None:
    store.put(record("a"))
    store.put(record("b", outlet="Radio Meridian", events=[event("b", type="AID", mode=None)]))
    store.replace_happenings([happening("h1", event("a")), happening("h2", event("b", type="AID", mode=None))])
    store.review(Review(event=event("b")["id"], field="event", action="reject", by="ann", at="t"))
    assert [i["id"] for i in store.find("happening", read_query({"type": ["AID"]})).items] == ["h2"]
    assert [i["id"] for i in store.find("happening", read_query({"q": ["mayor"], "type": ["-AID"]})).items] == ["h1"]
    assert store.facets("happening", read_filter({}))["outlet"] == [
        {"value": "Harbour Wire", "count": 1},
        {"value": "Radio Meridian", "count": 1},
    ]
    assert store.map("happening", read_filter({"bbox": ["26,58,27,59"]}))["total"] == 2


BAD = [
    ({"nonsense": ["x"]}, "nonsense: no such filter"),
    ({"sort": ["id; DROP TABLE events"]}, "sort: .* expected one of date"),
    ({"limit": ["0"]}, "expected a number from 1 to 500"),
    ({"limit": ["9" * 5000]}, "expected a number"),
    ({"limit": ["٣"]}, "expected a number"),
    ({"since": ["yesterday"]}, "expected a day like 2023-08-13"),
    ({"since": ["2023-13"]}, "expected a day"),
    ({"since": ["2020", "2021"]}, "since: given 2 times"),
    ({"bbox": ["1,2,3"]}, "expected west,south,east,north"),
    ({"bbox": ["nan,0,1,1"]}, "no part of the earth"),
    ({"bbox": ["0,10,1,-10"]}, "no part of the earth"),
    ({"certainty": ["very"]}, "certainty: 'very'; expected one of sure, fair, weak"),
    ({"reviewed": ["maybe"]}, "reviewed: 'maybe'"),
    ({"cursor": ["!!!"]}, "cursor: not one that a page before gave"),
    ({"cursor": ["W10"]}, "cursor"),
    ({"cursor": ["é"]}, "cursor"),
    ({"q": ["(police"]}, "a bracket is not closed"),
    ({"q": ["police)"]}, "a closing bracket too many"),
    ({"q": ["AND police"]}, "where a word should be"),
    ({"q": ["police OR"]}, "where a word should be"),
    ({"q": ["NOT police"]}, "NOT needs a word before it"),
    ({"q": ["("]}, "where a word should be"),
    ({"q": ["(" * 50 + "x" + ")" * 50]}, "deep|words"),
    ({"q": ["x " * 600]}, "the longest search is"),
    ({"q": ["x " * 70]}, "70 words; the most in one search is 64"),
]


@pytest.mark.parametrize(("given", "says"), BAD)
def test_a_filter_that_cannot_be_read_is_refused_by_name(given: dict[str, list[str]], says: str) -> None:
    with pytest.raises(QueryError, match=says):
        read_query(given)


INJECTIONS = (
    *("' OR 1=1 --", '"', "'; DROP TABLE events; --", "\\", "%", "x' UNION SELECT 1", "NEAR(a b)", "title:police"),
    *("a* b^", "{text}: x", '"unclosed', "''", "-", "--", "*", "\0", "\ud800", "<script>", "\U0001f600"),
)


def test_whatever_is_typed_finds_nothing_more_and_breaks_nothing(filled: Store) -> None:
    everything = filled.find("event", read_query({})).total
    for text in INJECTIONS:
        for name in ("q", "type", "party", "place", "outlet"):
            try:
                query = read_query({name: [text]})
            except QueryError:
                continue
            page = filled.find("event", query)
            assert page.total in (0, everything), (name, text)
            filled.facets("event", query.filter)
    assert filled.find("event", read_query({})).total == everything == 120
    assert read_query({"limit": [str(MAX_LIMIT)]}).limit == MAX_LIMIT
