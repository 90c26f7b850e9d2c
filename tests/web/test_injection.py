"""Questions made to break out of SQL, and addresses made to break out of the folder of the page."""

import asyncio
import random
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from itertools import product
from urllib.parse import unquote

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from dateline.stores import Store
from dateline.stores.filters import FACETS
from dateline.stores.words import fold

QUOTES = ("'", '"', "`", "')", "'))", '")', "%27", "\\'", "ʼ", "]", ";", "")
TAILS = (
    "OR 1=1 --",
    "OR '1'='1",
    "AND 1=2 --",
    "UNION SELECT record FROM events --",
    "UNION ALL SELECT NULL,NULL,NULL--",
    "; DROP TABLE events; --",
    "; DELETE FROM history; --",
    "ORDER BY 99 --",
    "AND (SELECT count(*) FROM sqlite_master) > 0 --",
    "AND randomblob(100000000) --",
    "|| (SELECT sqlite_version()) ||",
    "LIKE '%",
    "/**/OR/**/1/**/=/**/1",
    "; ATTACH DATABASE 'x.db' AS x; --",
    "AND pg_sleep(9) --",
    "COLLATE NOCASE",
    "MATCH '*'",
    "NEAR(a b)",
)
ODD = (*'%_*"\\-\0😀', "''", "--", "-'", "1e309", "NaN", "0x41", "{}", "[]", "null")
CRAFTED = [f"x{quote} {tail}" for quote, tail in product(QUOTES, TAILS)]
PAYLOADS = (*ODD, *random.Random(5).sample(CRAFTED, 200 - len(ODD)))
SQL_SHOWN = ("sqlite", "syntax error", "no such column", "unrecognized token", "select ", "fts5", "malformed match")
FREE = tuple(name for name in FACETS if name not in ("certainty", "reviewed"))
READ = ("certainty", "reviewed", "since", "until", "bbox", "sort", "limit", "cursor", "of", "spreadsheet")


def shows_sql(error: str, payload: str) -> bool:
    """Tell whether an error says more of the database than what it was given."""
    own = error.replace(repr(payload), "").replace(payload, "").lower()
    return any(word in own for word in SQL_SHOWN)


def test_there_are_two_hundred_payloads() -> None:
    assert len(set(PAYLOADS)) == 200


@pytest.mark.slow
@pytest.mark.parametrize("name", FREE)
def test_a_value_that_no_event_has_finds_none_whatever_it_is_made_of(
    client: TestClient, store: Store, name: str
) -> None:
    before, everything = list(store.dump()), client.get("/api/events").json()["total"]
    for payload in PAYLOADS:
        answer = client.get("/api/events", params={name: payload, "limit": 1})
        assert answer.status_code == 200, payload
        barring = payload.startswith("-") or payload in ("", "-")
        assert answer.json()["total"] == (everything if barring else 0), payload
    assert list(store.dump()) == before


@pytest.mark.slow
@pytest.mark.parametrize("name", READ)
def test_a_value_that_is_read_is_refused_in_our_own_words(client: TestClient, store: Store, name: str) -> None:
    before = list(store.dump())
    path = "/api/facets" if name == "of" else "/api/events"
    for payload in PAYLOADS:
        answer = client.get(path, params={name: payload})
        assert answer.status_code in (400, 422), payload
        assert not shows_sql(answer.json()["error"], payload), (payload, answer.text)
    assert list(store.dump()) == before


@pytest.mark.slow
def test_a_search_is_words_and_never_a_language_of_the_database(client: TestClient, store: Store) -> None:
    before, everything = list(store.dump()), client.get("/api/events").json()["total"]
    for payload in PAYLOADS:
        answer = client.get("/api/events", params={"q": payload, "limit": 1})
        assert answer.status_code in (200, 400), payload
        if answer.status_code == 400:
            assert not shows_sql(answer.json()["error"], payload), (payload, answer.text)
        elif fold(payload):
            assert answer.json()["total"] < everything, payload
    assert list(store.dump()) == before


@pytest.mark.slow
def test_completions_the_history_and_ids_take_any_text(client: TestClient, store: Store) -> None:
    before = list(store.dump())
    for payload in PAYLOADS:
        for field in ("actors", "place", "type", payload[:40]):
            answer = client.get("/api/suggest", params={"field": field, "q": payload})
            assert answer.status_code == 200, payload
            assert len(answer.json()["items"]) <= (12 if field in ("actors", "place", "type") else 0), payload
        assert client.get("/api/history", params={"event": payload}).json()["items"] == []
        assert client.get("/api/history", params={"cursor": payload}).status_code == 422
    assert list(store.dump()) == before


UP = r".. %2e%2e ..%2f %2e%2e%2f %252e%252e%252f ..\ ..%5c ....// ..%c0%af %uff0e%uff0e/ ..;/".split()
AIMS = ("app.py", "../pyproject.toml", "../../../../../etc/passwd", "guard.py%00.js")
WHOLE = (
    "/etc/passwd",
    "//etc/passwd",
    "%2fetc%2fpasswd",
    "file:///etc/passwd",
    "C:\\Windows\\win.ini",
    "\\\\host\\share",
    "%00",
    "index.html%00",
    ".",
    "..",
    "",
    "con",
    "nul.js",
    "~root",
    "a" * 5_000,
    "./index.html",
)
PATHS = (*(f"{up}/{aim}" for up, aim in product(UP, AIMS)), *WHOLE)
API = ("/api/reports/", "/api/events/", "/api/happenings/", "/api/export.")
ROUTES = ("/", "/assets/", "/report/", "/happening/", *API)


async def fetched(app: FastAPI, addresses: Iterable[str]) -> list[tuple[str, int, bytes]]:
    """Ask for addresses as they are, without a client that tidies them up."""
    found: list[tuple[str, int, bytes]] = []
    headers = [(b"host", b"127.0.0.1"), (b"cookie", b"dateline-test=let-in")]
    for address in addresses:
        told: list[dict[str, object]] = []

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: object, told: list[dict[str, object]] = told) -> None:
            told.append(message)  # type: ignore[arg-type]

        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": unquote(address, errors="replace"),
            "raw_path": address.encode("latin-1", "replace"),
            "query_string": b"",
            "headers": headers,
            "server": ("127.0.0.1", 80),
            "client": ("127.0.0.1", 1),
            "root_path": "",
        }
        await app(scope, receive, send)  # type: ignore[arg-type]
        body = b"".join(message.get("body", b"") for message in told[1:])  # type: ignore[misc]
        found.append((address, int(told[0]["status"]), body))  # type: ignore[call-overload]
    return found


def test_no_address_leads_out_of_the_folder_of_the_page(app: FastAPI) -> None:
    assert len(PATHS) == 60
    static = files("dateline.web") / "static"
    ours = {(static / "index.html").read_bytes(), *(f.read_bytes() for f in (static / "assets").iterdir())}
    addresses = [route + path for route, path in product(ROUTES, PATHS)]
    with ThreadPoolExecutor(1) as apart:  # the browser's tests leave this thread with a loop of its own
        answers = apart.submit(asyncio.run, fetched(app, addresses)).result()
    for address, status, body in answers:
        assert status in (200, 400, 404, 405, 422), address
        if status == 200 and not address.startswith("/api/"):
            assert body in ours, address
        else:
            assert body.startswith((b'{"error":', b'{"items":')), (address, body[:100])
