"""Who gets an answer from the server, and what every answer carries."""

import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from dateline.knowledge.ontology import Ontology
from dateline.stores import Store
from dateline.web.access import ROUTES, Role, check_routes, routes_of
from dateline.web.guard import CSP, HEADERS
from tests.web.conftest import COOKIE, ORDER, application

GETS = sorted(path for method, path in ROUTES if method == "GET")
POSTS = sorted(path for method, path in ROUTES if method == "POST")


def address(path: str) -> str:
    return re.sub(r"\{\w+(:path)?\}", "x", path)


@pytest.mark.parametrize("path", GETS + POSTS)
def test_every_route_carries_the_security_headers_even_when_it_refuses(
    client: TestClient, stranger: TestClient, path: str
) -> None:
    method = "GET" if path in GETS else "POST"
    for browser in (client, stranger):
        answer = browser.request(method, address(path), json=None if method == "GET" else {}, headers=ORDER)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "unsafe" not in CSP


@pytest.mark.parametrize("path", GETS + POSTS)
def test_nobody_is_let_in_without_a_session(stranger: TestClient, path: str) -> None:
    method = "GET" if path in GETS else "POST"
    answer = stranger.request(method, address(path), json=None if method == "GET" else {}, headers=ORDER)
    assert answer.status_code == 401
    assert "dateline serve" in answer.text


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.", "0.0.0.0", "10.0.0.1", "", "[::2]", "a b"]
)
def test_another_name_for_this_machine_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/api/about", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8023", "[::1]:8023", "LOCALHOST"])
def test_this_machine_s_own_names_are_taken(client: TestClient, host: str) -> None:
    assert client.get("/api/about", headers={"host": host}).status_code == 200


def test_the_token_lets_one_browser_in_once_and_leaves_the_address_clean(stranger: TestClient, app: FastAPI) -> None:
    first = stranger.get("/report/a?token=secret&event=e")
    assert (first.status_code, first.headers["location"]) == (303, "/report/a?event=e")
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert stranger.get("/api/about").status_code == 200
    other = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
    assert other.get("/?token=secret").status_code == 401
    assert other.get("/?token=").status_code == 401
    other.cookies.set("dateline-test", "guess")
    assert other.get("/").status_code == 401


@pytest.mark.parametrize("path", ["//evil.example/x", "/\\evil.example/x", "///evil.example"])
def test_letting_in_never_leads_to_another_site(app: FastAPI, path: str) -> None:
    browser = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
    answer = browser.get(f"http://127.0.0.1{path}?token=secret")
    assert re.match(r"/[^/\\]", answer.headers["location"])


REVIEW = {"event": "e", "field": "type", "action": "accept"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({}, 403),
        ({"origin": "http://127.0.0.1"}, 404),  # let through: there is no event "e"
        ({"sec-fetch-site": "same-origin"}, 404),
    ],
)
def test_an_order_is_taken_from_the_own_page_alone(
    client: TestClient, store: Store, headers: dict[str, str], status: int
) -> None:
    before = list(store.dump())
    assert client.post("/api/reviews", json=REVIEW, headers=headers).status_code == status
    assert list(store.dump()) == before


def test_an_order_that_is_no_json_or_too_large_is_refused(client: TestClient) -> None:
    form = {**ORDER, "content-type": "text/plain"}
    assert client.post("/api/reviews", content="{}", headers=form).status_code == 415
    large = {**REVIEW, "note": "x" * 1_000_001}
    assert client.post("/api/reviews", json=large, headers=ORDER).status_code == 413

    def pieces() -> object:
        yield b"{}"

    chunked = {**ORDER, "content-type": "application/json"}
    assert client.post("/api/reviews", content=pieces(), headers=chunked).status_code == 411  # type: ignore[arg-type]


def test_every_route_has_a_role_and_one_without_does_not_start(app: FastAPI) -> None:
    assert routes_of(app) == sorted(ROUTES)
    app.get("/api/forgotten")(lambda: None)
    with pytest.raises(RuntimeError, match="forgotten"):
        check_routes(app)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_may_what_the_table_says_and_no_more(store: Store, ontology: Ontology, role: Role) -> None:
    browser = TestClient(
        application(store, ontology, role=role), base_url="http://127.0.0.1", cookies=COOKIE, follow_redirects=False
    )
    for (method, path), asked in sorted(ROUTES.items()):
        if path == "/api/openapi.json":
            continue
        answer = browser.request(method, address(path), json=None if method == "GET" else {}, headers=ORDER)
        assert (answer.status_code == 403) == (role < asked), (method, path)
