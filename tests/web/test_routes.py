"""What the routes answer: lists, files, one thing whole, and judgements."""

import json
from importlib.resources import files
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from dateline.exports.flat import COLUMNS, csv_lines
from dateline.knowledge.ontology import Ontology
from dateline.stores import Store
from dateline.web import shapes
from dateline.web.details import with_utf16
from tests.conformance.records import TEXT, event, record
from tests.web.conftest import COOKIE, ORDER, application


def event_id() -> str:
    return str(event("a")["id"])


def test_lists_come_in_pages_that_join_into_the_whole(client: TestClient) -> None:
    for name in ("events", "happenings", "reports"):
        whole = client.get(f"/api/{name}", params={"limit": 500}).json()
        assert whole["next"] is None
        pages, cursor = [], None
        while True:
            page = client.get(f"/api/{name}", params={"limit": 7} | ({"cursor": cursor} if cursor else {})).json()
            pages += page["items"]
            cursor = page["next"]
            if cursor is None:
                break
        assert pages == whole["items"]
        assert whole["total"] == len(pages)


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/api/about", shapes.About),
        ("/api/events?type=COERCE", shapes.Rows),
        ("/api/happenings", shapes.Rows),
        ("/api/reports", shapes.ReportRows),
        ("/api/reports/a", shapes.ReportShape),
        ("/api/timeline", shapes.Timeline),
        ("/api/map?of=events", shapes.World),
        ("/api/suggest?field=actors&q=guard", shapes.Suggestions),
        ("/api/history", shapes.History),
        (f"/api/events/{event_id()}", shapes.EventShape),
    ],
)
def test_answers_have_the_shape_that_the_api_promises(client: TestClient, path: str, shape: type[shapes.Shape]) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    shape.model_validate(answer.json(), strict=True)


def test_facets_count_and_are_called_by_name(client: TestClient) -> None:
    facets = client.get("/api/facets", params={"of": "events"}).json()
    assert {v["value"]: v["label"] for v in facets["country"]}["EST"] == "Estonia"
    assert sum(v["count"] for v in facets["type"]) == client.get("/api/events").json()["total"]
    narrowed = client.get("/api/facets", params={"of": "events", "type": "COERCE"}).json()
    assert narrowed["type"] == facets["type"]
    assert narrowed["status"] != facets["status"]


def test_the_map_counts_every_item_once(client: TestClient) -> None:
    for of in ("events", "happenings"):
        world = client.get("/api/map", params={"of": of}).json()
        shown = sum(p[3] for p in world["points"]) + sum(a[6] for a in world["areas"])
        assert shown + world["unplaced"] == world["total"] == client.get(f"/api/{of}").json()["total"]
        assert all(p[2] in ("city", "point") for p in world["points"])
        assert all(a[5] not in ("city", "point") for a in world["areas"])
        assert all(isinstance(p[7], str) == (p[3] == 1) for p in world["points"])


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=x", "cursor=x", "sort=name", "bbox=1,2", "since=soon", "q=OR", "certainty=very"]
)
def test_a_query_that_cannot_be_read_is_told_so(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/events?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(query.partition("=")[0])


def test_a_parameter_that_is_not_known_is_refused(client: TestClient) -> None:
    answer = client.get("/api/events?colour=red")
    assert (answer.status_code, answer.json()) == (422, {"error": "query.colour: Extra inputs are not permitted"})


def test_what_is_not_there_is_named(client: TestClient) -> None:
    for path in ("/api/events/evt_0", "/api/reports/none/such", "/api/happenings/hap_0"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "there is no" in answer.json()["error"]


def test_files_hold_all_that_the_filter_lets_through(client: TestClient) -> None:
    total = client.get("/api/events", params={"type": "AID"}).json()["total"]
    lines = client.get("/api/export.csv", params={"of": "events", "type": "AID"}).text.splitlines()
    assert len(lines) == total + 1
    features = client.get("/api/export.geojson", params={"of": "events", "type": "AID"}).json()["features"]
    assert len(features) == total
    whole = client.get("/api/export.jsonl", params={"of": "events", "type": "AID"}).text.splitlines()
    assert all(json.loads(line)["evidence"] for line in whole)
    assert len(whole) == total


def test_a_saved_view_is_one_page_with_the_events_of_the_filter_alone(client: TestClient) -> None:
    for of in ("events", "happenings"):
        page = client.get("/api/export.html", params={"of": of, "type": "COERCE", "q": "Tartu"})
        assert page.headers["content-disposition"].startswith("attachment")
        assert "Guards detain a man" in page.text
        assert "<script" not in page.text
        assert "PROTEST" not in page.text


def test_a_spreadsheet_runs_nothing_and_other_files_keep_every_byte() -> None:
    row = {"id": "x", "title": "=1+1", "outlet": "-2", "url": "＋x", "revision": -1}
    plain = list(csv_lines([row], COLUMNS["report"]))[1]
    safe = list(csv_lines([row], COLUMNS["report"], spreadsheet=True))[1]
    assert plain.split(",")[2:5] == ["=1+1", "-2", "＋x"]
    assert safe.split(",")[2:5] == ["'=1+1", "'-2", "'＋x"]
    assert "-1" in safe.split(",")


def test_utf16_offsets_stand_beside_code_points() -> None:
    text = "😀 a𝒳b ç"
    marked = with_utf16({"x": [{"start": 2, "end": 5}], "time": {"start": "2020-01-01", "end": "2020-01-01"}}, text)
    span = marked["x"][0]
    assert text.encode("utf-16-le")[2 * span["utf16_start"] : 2 * span["utf16_end"]].decode("utf-16-le") == "a𝒳b"
    assert "utf16_start" not in marked["time"]


def judge(client: TestClient, etag: str | None, **said: object) -> tuple[int, dict[str, object]]:
    headers = ORDER | ({"if-match": etag} if etag else {})
    answer = client.post("/api/reviews", json={"event": event_id(), **said}, headers=headers)
    return answer.status_code, answer.json()


def test_of_two_people_on_one_field_the_second_is_told_and_nothing_is_lost(client: TestClient) -> None:
    seen = client.get(f"/api/events/{event_id()}").json()["etag"]
    status, first = judge(client, seen, field="mode", action="correct", value="deport")
    assert (status, first["event"]["mode"]) == (200, "deport")  # type: ignore[index]
    status, second = judge(client, seen, field="mode", action="accept")
    assert status == 409
    assert (second["by"], second["field"], second["event"]["mode"]) == ("ann", "mode", "deport")  # type: ignore[index]
    status, third = judge(client, str(second["etag"]), field="mode", action="accept")
    assert status == 200
    history = client.get("/api/history").json()
    assert [(e["n"], e["action"]) for e in history["items"]] == [(2, "accept"), (1, "correct")]
    assert third["event"]["review"]["mode"]["state"] == "accepted"  # type: ignore[index]


def test_undo_and_restore_bring_a_field_back(client: TestClient) -> None:
    judge(client, None, field="mode", action="correct", value="deport")
    judge(client, None, field="mode", action="correct", value="expel")
    _, undone = judge(client, None, field="mode", action="undo")
    assert undone["event"]["mode"] == "deport"  # type: ignore[index]
    _, restored = judge(client, None, field="mode", action="restore", n=2)
    assert restored["event"]["mode"] == "expel"  # type: ignore[index]


@pytest.mark.parametrize(
    ("said", "etag", "message"),
    [
        ({"field": "colour", "action": "accept"}, None, "colour"),
        ({"field": "type", "action": "reject"}, None, "type"),
        ({"field": "mode", "action": "undo"}, None, "undone"),
        ({"field": "mode", "action": "accept"}, '"x"', "If-Match"),
    ],
)
def test_a_judgement_that_cannot_be_is_refused_with_a_reason(
    client: TestClient, said: dict[str, object], etag: str | None, message: str
) -> None:
    status, answer = judge(client, etag, **said)
    assert status == 400
    assert message in str(answer["error"])


def test_a_missed_event_is_added_from_its_trigger_and_can_be_taken_back(client: TestClient) -> None:
    start = TEXT.index("hurt")
    new = {"report": "a", "trigger": {"start": start, "end": start + 4}, "type": "ASSAULT", "mode": None}
    answer = client.post("/api/events", json=new, headers=ORDER)
    assert answer.status_code == 201
    added = answer.json()["event"]
    assert (added["trigger"]["text"], added["quad"], added["happening"] is None) == ("hurt", 4, False)
    assert client.post("/api/events", json=new, headers=ORDER).status_code == 400
    undo = {"event": added["id"], "field": "event", "action": "undo"}
    assert client.post("/api/reviews", json=undo, headers=ORDER).json() == {"event": None, "etag": None}


def test_a_missed_event_needs_words_and_a_known_type(client: TestClient) -> None:
    new = {"report": "a", "trigger": {"start": 5, "end": 5}, "type": "ASSAULT"}
    assert client.post("/api/events", json=new, headers=ORDER).status_code == 400
    new = {"report": "a", "trigger": {"start": 0, "end": 6}, "type": "DANCE"}
    assert "DANCE" in client.post("/api/events", json=new, headers=ORDER).json()["error"]


def test_happenings_are_joined_and_split_by_hand(client: TestClient) -> None:
    one, other = client.get("/api/happenings", params={"limit": 2}).json()["items"]
    both = {"happenings": [one["id"], other["id"]]}
    joined = client.post("/api/happenings/join", json=both, headers=ORDER).json()["happenings"]
    assert len(joined) == 1
    events = client.get(f"/api/happenings/{joined[0]}").json()["events"]
    assert len(events) >= 2
    assert client.post(f"/api/happenings/{joined[0]}/split", json={"events": events}, headers=ORDER).status_code == 400
    apart = client.post(f"/api/happenings/{joined[0]}/split", json={"events": events[:1]}, headers=ORDER).json()
    assert len(apart["happenings"]) == 2


def test_the_history_is_paged_from_its_end(client: TestClient) -> None:
    for _ in range(5):
        judge(client, None, field="mode", action="accept")
    seen, cursor = [], None
    while True:
        page = client.get("/api/history", params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        seen += [entry["n"] for entry in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == [5, 4, 3, 2, 1]
    of_event = client.get("/api/history", params={"event": event_id(), "limit": 3}).json()
    assert [entry["n"] for entry in of_event["items"]] == [5, 4, 3]


def test_the_page_s_own_addresses_give_the_page_and_others_do_not(client: TestClient) -> None:
    for path in ("/", "/report/x%2Fy", "/happening/hap_1", "/history", "/about"):
        assert '<div id="app">' in client.get(path).text
    for path in ("/etc/passwd", "/assets/..%2f..%2fapp.py", "/assets/nothing.js", "/reports", "/api/nothing"):
        answer = client.get(path)
        assert (answer.status_code, "error" in answer.json()) == (404, True)


def test_every_file_of_the_page_says_what_it_is(client: TestClient) -> None:
    names = [file.name for file in (files("dateline.web") / "static" / "assets").iterdir()]
    assert names
    for name in names:
        assert client.get(f"/assets/{name}").headers["content-type"] != "application/octet-stream"


def test_the_page_asks_for_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/").text
    assert "http://" not in page
    assert "https://" not in page


def test_report_ids_may_hold_anything(store: Store, ontology: Ontology) -> None:
    ids = ["https://news.example/a?b=c&d#e", "a/b/../c", "é 😀", "50 %"]
    for id_ in ids:
        store.put(record(id_))
    browser = TestClient(application(store, ontology), base_url="http://127.0.0.1", cookies=COOKIE)
    for id_ in ids:
        assert browser.get(f"/api/reports/{quote(id_, safe='')}").json()["id"] == id_


def test_a_correction_shows_in_the_list_of_happenings_at_once(client: TestClient) -> None:
    asked = {"type": "MOBILIZE"}
    assert client.get("/api/happenings", params=asked).json()["total"] == 0
    assert judge(client, None, field="type", action="correct", value="MOBILIZE")[0] == 200
    assert [row["type"] for row in client.get("/api/happenings", params=asked).json()["items"]] == ["MOBILIZE"]
    judge(client, None, field="type", action="undo")
    assert client.get("/api/facets").json()["type"] == client.get("/api/facets", params=asked).json()["type"]
    assert client.get("/api/happenings", params=asked).json()["total"] == 0
