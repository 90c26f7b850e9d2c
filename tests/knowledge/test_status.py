"""The status lexicon loads strictly, and every class does what its examples say."""

from pathlib import Path

import pytest

from dateline.engines.spacy_engine import SpacyEngine
from dateline.errors import DataFileError
from dateline.knowledge.files import read_yaml
from dateline.knowledge.status import StatusFile, load_status_cues, status_path
from dateline.model.claim import Status
from dateline.text.status.factuality import Judge
from tests.stages.marked import parses, triggers


def examples() -> list[tuple[str, str, Status, bool]]:
    """Name, sentence, status of the class, and whether the sentence must have it."""
    file = read_yaml(status_path(), StatusFile)
    found = [(c.name, text, c.affirmed, True) for c in file.classes for text in c.examples]
    return found + [(c.name, text, c.affirmed, False) for c in file.classes for text in c.not_examples]


def test_every_example_reads_as_its_class_says_and_no_counter_example_does(engine: SpacyEngine) -> None:
    cues = load_status_cues()
    rows = examples()
    wrong = []
    for (name, text, status, has), parse in zip(rows, parses(engine, (r[1] for r in rows)), strict=True):
        found = Judge(parse, cues).read(triggers(parse, text)[0].head).status
        if (found is status) is not has:
            wrong.append(f"{name}: {text}: {found}")
    assert wrong == []


def test_every_class_has_an_example() -> None:
    assert all(c.examples for c in read_yaml(status_path(), StatusFile).classes)


def test_a_word_that_stands_twice_in_one_form_is_refused(tmp_path: Path) -> None:
    text = status_path().read_text("utf-8")
    path = tmp_path / "status.yaml"
    path.write_text(text.replace("to: [regret]", "to: [regret, refuse]"), encoding="utf-8")
    with pytest.raises(DataFileError, match="'refuse' stands in known already"):
        load_status_cues(path)


def test_an_unknown_kind_of_modal_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "status.yaml"
    path.write_text(status_path().read_text("utf-8").replace("  past_future:", "  past_perfect:"), encoding="utf-8")
    with pytest.raises(DataFileError, match=r"modals\.past_perfect: expected one of"):
        load_status_cues(path)
