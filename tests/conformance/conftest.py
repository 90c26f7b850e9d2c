"""Every kind of store, opened empty for each test, and opened again at will."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from dateline.stores import Store, open_store
from tests.conformance.postgres_server import programs, running

Open = Callable[..., Store]
_numbers = count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server's database, or skip the test with what is missing."""
    bin_ = programs()
    if bin_ is None:
        pytest.skip("needs PostgreSQL's server programs (on Debian: apt-get install postgresql)")
    pytest.importorskip("psycopg", reason="needs psycopg: pip install 'dateline[postgres]'")
    with running(bin_) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """A function that opens one and the same store, as often as it is called."""
    if request.param == "sqlite":
        location = str(tmp_path / "store.db")
    else:
        psycopg = pytest.importorskip("psycopg", reason="needs psycopg")
        server = request.getfixturevalue("postgres")
        name = f"store{next(_numbers)}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        location = server.replace("/postgres?", f"/{name}?")
    stores: list[Store] = []

    def open_(**options: bool) -> Store:
        stores.append(open_store(location, **options))
        return stores[-1]

    yield open_
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: Open) -> Store:
    """An empty store."""
    return opened()
