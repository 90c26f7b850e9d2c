"""Every row that deepens a CAMEO code does so on its own examples, and is of the type that the crosswalk gives it."""

from pathlib import Path

import pytest

from dateline.api import Coder
from dateline.errors import DataFileError
from dateline.knowledge.depth import Depth, depth_path, load_depths
from dateline.knowledge.ontology import Ontology, load_ontology

ONTOLOGY = load_ontology()
ROWS = [(key, depth) for key, depths in load_depths(ONTOLOGY).items() for depth in depths]


@pytest.mark.parametrize(("key", "depth"), ROWS, ids=lambda v: v.code if isinstance(v, Depth) else "")
def test_an_example_gets_the_code_with_its_reason(coder: Coder, key: tuple[str, str | None], depth: Depth) -> None:
    for text in depth.examples:
        rows = [e for e in coder.record(coder(text))["events"] if e["type"] == key[0]]
        assert rows, text
        assert rows[0]["cameo"] == [depth.code], (text, rows[0]["mode"])
        assert rows[0]["evidence"]["cameo"][0]["rule"] == depth.rule
        assert rows[0]["goldstein"] == ONTOLOGY.goldstein(depth.code)


def test_a_deeper_code_is_no_default_of_its_type_and_mode(ontology: Ontology) -> None:
    for (type_, mode), depth in ROWS:
        assert depth.code not in ontology.cameo_of(type_, mode)
        assert len(depth.code) >= max(map(len, ontology.cameo_of(type_, mode)))


def test_the_subject_does_not_deepen_the_code(coder: Coder) -> None:
    (event,) = coder.record(coder("The military pledged help to Norway on Monday."))["events"]
    assert event["cameo"] == list(ONTOLOGY.cameo_of(event["type"], event["mode"]))


def test_a_code_that_cameo_lacks_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "cameo_depth.yaml"
    path.write_text(depth_path().read_text("utf-8").replace('code: "057"', 'code: "9999"'), encoding="utf-8")
    with pytest.raises(DataFileError, match=r"cameo_depth\.yaml:\d+:.*'9999'"):
        load_depths(ONTOLOGY, path)
