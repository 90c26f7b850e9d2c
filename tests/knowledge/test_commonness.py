"""A shared rare word says more than a shared common one."""

import subprocess
import sys
from pathlib import Path

import pytest

from dateline.errors import DataFileError
from dateline.knowledge import commonness
from dateline.knowledge.commonness import RARE_WEIGHT, load_commonness, weight

ROOT = Path(__file__).resolve().parents[2]


def test_the_weighs_nothing_police_a_little_and_a_rare_name_most() -> None:
    assert weight("the") < 0.5 < weight("polic") < weight("ceasefir") < weight("zanzib") == RARE_WEIGHT


def test_the_table_is_what_the_sentences_say() -> None:
    script = [sys.executable, str(ROOT / "tools" / "build_common_stems.py"), "--check"]
    assert subprocess.run(script, capture_output=True, check=False).returncode == 0


def test_a_number_out_of_range_is_named_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "lexicons" / "en" / "common_stems.tsv"
    table.parent.mkdir(parents=True)
    table.write_text("stem\tsentences\nthe\t7000\nof\t10001\n", encoding="utf-8")
    monkeypatch.setattr(commonness, "data_folder", lambda: tmp_path)
    with pytest.raises(DataFileError, match=r"common_stems\.tsv:3: sentences: expected a number from 1 to 10000"):
        load_commonness.__wrapped__()
