"""The generated pages say what the data says."""

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_no_page_has_drifted_from_its_data(capsys: pytest.CaptureFixture[str]) -> None:
    main = runpy.run_path(str(DOCS / "generate.py"))["main"]
    assert main(["--check"]) == 0, capsys.readouterr().out


def test_the_code_book_tells_every_type_and_mode() -> None:
    page = (DOCS / "reference" / "ontology.md").read_text(encoding="utf-8")
    for words in (
        "## COERCE",
        "| `arrest` | -7 | `173` Arrest, detain",
        "## MOVE",
        "of Dateline, not of PLOVER",
        "| `lgbt` |",
    ):
        assert words in page
