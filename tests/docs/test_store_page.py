"""The page on the store says what the store is: its tables and views are there, its questions have answers."""

import re
import sqlite3
from pathlib import Path

import pytest

from dateline.stores import open_store
from tests.conformance.records import event, happening, record

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "store.md"
OF_SQLITE = re.compile(r"sqlite_|report_search_|_boxes_|report_words|report_names")
"""Tables that indexes are made of; nobody need know them."""


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    with open_store(tmp_path / "s.db") as store:
        store.put(record())
        store.replace_happenings([happening("hap_1", event("a"))])
    return sqlite3.connect(tmp_path / "s.db")


def test_every_table_and_view_is_told_of(db: sqlite3.Connection) -> None:
    names = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    told = set(re.findall(r"`(\w+)`", PAGE.read_text("utf-8"))) | {"happening_entries", "happening_terms"}
    assert {name for name in names if not OF_SQLITE.search(name)} <= told
    db.close()


def test_the_views_have_the_columns_that_the_page_names(db: sqlite3.Connection) -> None:
    for view in ("event_table", "happening_table", "trouble"):
        (row,) = re.findall(rf"\| `{view}` \|[^|]*\|(.*)\|", PAGE.read_text("utf-8"))
        columns = {column[0] for column in db.execute(f"SELECT * FROM {view}").description}
        assert {name for names in re.findall(r"`([\w, ]+)`", row) for name in names.split(", ")} <= columns
    db.close()


def test_every_question_of_the_page_can_be_asked(db: sqlite3.Connection) -> None:
    (block,) = re.findall(r"```sql\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    questions = [question for question in block.split(";") if question.strip()]
    assert len(questions) == 4
    for question in questions:
        db.execute(question).fetchall()
    assert db.execute("SELECT happening FROM event_table").fetchall() == [("hap_1",)]
    db.close()
