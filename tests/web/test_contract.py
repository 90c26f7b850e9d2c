"""The server held to its own OpenAPI document, by requests that schemathesis makes up from it."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from schemathesis.engine import events, from_schema

from dateline.ingest import fold_store
from dateline.knowledge.ontology import Ontology
from dateline.stores import Store, open_store
from dateline.web.access import ROUTES
from dateline.web.guard import HEADERS
from tests.conformance.records import made_up, record
from tests.web.conftest import COOKIE, ORDER, application

SENT = {**ORDER, "host": "127.0.0.1", "cookie": "; ".join(f"{name}={value}" for name, value in COOKIE.items())}


def config(examples: int) -> dict[str, Any]:
    return {
        "seed": 7,
        "headers": SENT,
        # 400: what the document lets through and yet means nothing, as a cursor that no page gave, or a search for OR
        "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "400", "404", "409"]}},
        "generation": {"deterministic": True, "max-examples": examples, "database": "none"},
    }


def ask_everything(app: FastAPI, examples: int) -> tuple[list[str], Counter[int], set[str]]:
    """Return what was wrong, how often the application answered with which status, and the operations it was asked."""
    schema = schemathesis.openapi.from_asgi(
        "/api/openapi.json", app, config=schemathesis.Config.from_dict(config(examples)), headers=SENT
    )
    problems: list[str] = []
    statuses: Counter[int] = Counter()
    asked: set[str] = set()
    for told in from_schema(schema).execute():
        if isinstance(told, events.NonFatalError | events.FatalError):
            problems.append(str(getattr(told, "value", None) or getattr(told, "exception", None)))
        elif isinstance(told, events.ScenarioFinished):
            of = told.recorder
            asked.add(of.label)
            statuses.update(i.response.status_code for i in of.interactions.values() if i.response)
            problems += [
                f"{of.cases[case].value.as_curl_command()}\n{check.failure_info.failure}"
                for case, checks in of.checks.items()
                for check in checks
                if check.failure_info
            ]
    return problems, statuses, asked


@pytest.mark.parametrize(
    "examples", [pytest.param(15, marks=pytest.mark.slow), pytest.param(200, marks=pytest.mark.trust)]
)
def test_every_answer_is_one_that_the_document_promises(tmp_path: Path, ontology: Ontology, examples: int) -> None:
    with open_store(tmp_path / "store.db") as store:
        for each in (record("a"), *made_up(20)):
            store.put(each)
        fold_store(store)
        problems, statuses, asked = ask_everything(application(store, ontology), examples)
        assert problems == []
        assert {f"{method} {path}".replace(":path", "") for method, path in ROUTES if path.startswith("/api/")} - {
            "GET /api/openapi.json"
        } <= asked
        assert set(statuses) >= {200, 400, 404, 405, 422}
        assert max(statuses) < 500
        assert sum(statuses.values()) > 100 * examples
        assert store.verify() == []


def test_a_fault_of_our_own_is_told_with_the_same_headers(store: Store, ontology: Ontology) -> None:
    app = application(store, ontology)
    store.about = None  # type: ignore[assignment,method-assign]  # as if it were broken
    browser = TestClient(app, base_url="http://127.0.0.1", cookies=COOKIE, raise_server_exceptions=False)
    answer = browser.get("/api/about")
    assert (answer.status_code, "please report it" in answer.json()["error"]) == (500, True)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    ("method", "path", "takes"),
    [
        ("DELETE", "/api/reviews", "POST"),
        ("GET", "/api/reviews", "POST"),
        ("GET", "/api/happenings/join", "POST"),
        ("OPTIONS", "/api/events", "GET, POST"),
        ("PUT", "/api/events/x", "GET"),
        ("TRACE", "/", "GET"),
        ("QUERY", "/assets/x", "GET"),
    ],
)
def test_a_method_that_no_route_takes_is_told_which_ones_do(
    client: TestClient, method: str, path: str, takes: str
) -> None:
    answer = client.request(method, path, headers=ORDER)
    assert (answer.status_code, answer.headers["allow"]) == (405, takes)
