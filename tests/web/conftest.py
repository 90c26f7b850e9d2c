"""A server over a small store, asked without a socket."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from dateline.ingest import Refolder, fold_store
from dateline.knowledge.ontology import Ontology
from dateline.stores import Store, open_store
from dateline.web.access import Role
from dateline.web.app import create_app
from dateline.web.guard import OneTimeToken
from dateline.web.judging import Desk
from tests.conformance.records import made_up, record

COOKIE = {"dateline-test": "let-in"}
ORDER = {"sec-fetch-site": "same-origin"}
"""What a browser sends with a request of the page's own."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of a report about detentions, and twenty made-up ones."""
    with open_store(tmp_path / "store.db") as kept:
        for each in (record("a"), *made_up(20)):
            kept.put(each)
        fold_store(kept)
        yield kept


def application(store: Store, ontology: Ontology, *, role: Role = Role.ADMIN, user: str = "ann") -> FastAPI:
    """The application, its clock a counter."""
    ticks = count(1)
    desk = Desk(store=store, user=user, now=lambda: f"t{next(ticks)}", folding=Refolder(store, store.location))
    return create_app(desk, ontology, OneTimeToken("secret", "let-in"), role=role)


@pytest.fixture
def app(store: Store, ontology: Ontology) -> FastAPI:
    """The application for its owner."""
    return application(store, ontology)


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """A browser that was let in."""
    return TestClient(app, base_url="http://127.0.0.1", cookies=COOKIE, follow_redirects=False)


@pytest.fixture
def stranger(app: FastAPI) -> TestClient:
    """A browser that was not."""
    return TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
