"""The training sentences hold what their checks promise, and the checks find what they are for."""

import importlib
import sys
from dataclasses import replace
from types import ModuleType

import pytest

from tests.conftest import REPOSITORY


@pytest.fixture(scope="module")
def data() -> ModuleType:
    """tools/training_data.py."""
    sys.path.insert(0, str(REPOSITORY / "tools"))
    return importlib.import_module("training_data")


def test_the_sentences_have_nothing_to_complain_of(data: ModuleType) -> None:
    assert data.complaints(list(data.sentences())) == []


def test_there_are_at_least_eight_thousand_by_at_least_five_authors(data: ModuleType) -> None:
    found = list(data.sentences())
    assert len(found) >= 8000
    assert len({s.author for s in found}) >= 5


def test_every_type_and_status_occurs_and_so_do_negatives(data: ModuleType) -> None:
    found = list(data.sentences())
    assert len({s.type for s in found}) == 18
    assert len({s.status for s in found}) == 5
    assert sum(s.type == "none" for s in found) >= 1500


def test_a_trigger_stands_where_the_stars_were(data: ModuleType) -> None:
    for sentence in data.sentences():
        assert f"*{sentence.text[sentence.start : sentence.end]}*" in data.re.sub(r"[\[\]{}]", "", sentence.marked)


def test_a_skeleton_shared_too_often_is_found(data: ModuleType) -> None:
    one = next(s for s in data.sentences() if len(s.text.split()) > 8)
    assert data.skeletons([one] * data.SHARED_SKELETON) == []
    assert data.skeletons([one] * (data.SHARED_SKELETON + 1)) != []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"type": "SPORT"}, "unknown type"),
        ({"type": "AID", "mode": "strike"}, "no mode"),
        ({"status": "maybe"}, "unknown status"),
        ({"marked": "[They *left*."}, "do not pair"),
        ({"start": 0, "end": 0}, "empty trigger"),
    ],
)
def test_a_wrong_line_is_named(data: ModuleType, change: dict[str, str], complaint: str) -> None:
    wrong = replace(next(data.sentences()), **change)
    assert any(complaint in line for line in data.complaints([wrong]))
