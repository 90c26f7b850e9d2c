"""The words of contradiction load strictly, and every example holds exactly the disputes that it says."""

from datetime import date
from pathlib import Path

import pytest

from dateline.api import Coder
from dateline.errors import DataFileError
from dateline.knowledge.disputes import DisputeExample, dispute_examples, disputes_path, load_denial_cues


@pytest.mark.parametrize("example", dispute_examples(), ids=lambda e: e.text[:60])
def test_an_example_holds_the_disputes_that_it_says(coder: Coder, example: DisputeExample) -> None:
    found = coder(example.text, filed=date(2023, 8, 13)).disputes
    assert found is not None
    assert sorted(f"{d.field}: {d.value}" for d in found) == sorted(example.disputes)


def test_a_list_that_is_missing_is_told_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "disputes.yaml"
    path.write_text(disputes_path().read_text("utf-8").replace("parts:", "bits:"), encoding="utf-8")
    with pytest.raises(DataFileError, match=r"disputes\.yaml:\d+"):
        load_denial_cues(path)
