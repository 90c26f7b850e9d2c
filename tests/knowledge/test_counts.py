"""The count lexicon loads strictly, and every effect counts its examples."""

from pathlib import Path

import pytest

from dateline.engines.spacy_engine import SpacyEngine
from dateline.errors import DataFileError
from dateline.knowledge.counts import CountFile, counts_path, load_count_cues
from dateline.knowledge.files import read_yaml
from dateline.text.counts.tally import Teller
from tests.stages.marked import parses


def test_every_example_is_counted_as_it_says(engine: SpacyEngine) -> None:
    cues = load_count_cues()
    rows = [(e.what, *text.rsplit(": ", 1)) for e in read_yaml(counts_path(), CountFile).effects for text in e.examples]
    wrong = []
    for (what, text, figures), parse in zip(rows, parses(engine, (r[1] for r in rows)), strict=True):
        low, high = (int(f) for f in figures.split())
        told = [(t.what, t.low, t.high) for t in Teller(parse, cues).tallies()]
        if (what, low, high) not in told:
            wrong.append(f"{what}: {text}: {told}")
    assert wrong == []


def test_a_word_that_stands_twice_in_one_role_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "counts.yaml"
    text = counts_path().read_text("utf-8")
    path.write_text(text.replace("object: [arrest,", "object: [arrest, kill,"), encoding="utf-8")
    with pytest.raises(DataFileError, match="'kill' stands in killed already"):
        load_count_cues(path)


def test_an_unknown_kind_of_count_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "counts.yaml"
    path.write_text(counts_path().read_text("utf-8").replace("what: missing", "what: lost"), encoding="utf-8")
    with pytest.raises(DataFileError, match="found 'lost'"):
        load_count_cues(path)
