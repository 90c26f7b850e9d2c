"""A user's own words: a new type with its triggers in one folder, coded without a line of code."""

from datetime import date
from pathlib import Path

import pytest

from dateline.api import load
from dateline.config import read_settings
from dateline.errors import ConfigError, DataFileError

ONTOLOGY = """
about: {title: House types, version: 1, licence: CC0-1.0, sources: [hand-written]}
ontology: House
types:
  - name: HECKLE
    short: HECK
    quad: 3
    requires_recipient: no
    gloss: Someone is shouted at in public.
    examples: [Farmers heckled the minister., The crowd jeered at the mayor.]
"""
LEXICON = """
about: {title: House words, version: 1, licence: CC0-1.0, sources: [hand-written]}
type: HECKLE
entries:
  - trigger: heckle
    examples: ["[Farmers] heckled {the minister}."]
  - trigger: jeer at
    recipient: [at]
    examples: ["[The crowd] jeered at {the mayor}."]
  - trigger: catcall
    pos: noun
    recipient: [at]
    examples: ["Catcalls at {the senator} by [students] were heard."]
"""
TEXT = (
    "On Monday farmers heckled the agriculture minister. Students jeered at Senator Joao Prado. "
    "Catcalls by dockers at the mayor followed."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    mine = tmp_path / "mine"
    (mine / "ontologies").mkdir(parents=True)
    (mine / "lexicons" / "en" / "events").mkdir(parents=True)
    (mine / "ontologies" / "house.yaml").write_text(ONTOLOGY)
    (mine / "lexicons" / "en" / "events" / "heckle.yaml").write_text(LEXICON)
    (tmp_path / "dateline.toml").write_text('overlays = ["mine"]\n')
    return tmp_path


def test_a_type_with_three_triggers_in_one_folder_is_coded(folder: Path) -> None:
    coder = load(read_settings(folder / "dateline.toml"))
    analysis = coder(TEXT, filed=date(2022, 3, 8))
    triggers = analysis.triggers or ()
    found = [(t.type, t.span.text.lower()) for t in triggers]
    expected = [("HECKLE", "heckled"), ("HECKLE", "jeered at"), ("HECKLE", "catcalls")]
    assert [f for f in found if f[0] == "HECKLE"] == expected
    assert str(folder) in next(e.rule for e in triggers[0].evidence if e.field == "type")
    assert coder.config != load().config


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("type: HECKLE", "type: HECKEL", r"heckle\.yaml:5: entries\.0\.type: there is no type 'HECKEL'"),
        ("trigger: heckle", "triger: heckle", r"heckle\.yaml:5: entries\.0\.trigger: Field required"),
        (
            "    recipient: [at]",
            "    frame: nowhere",
            r"heckle\.yaml:\d+: entries\.1\.frame: there is no frame 'nowhere'",
        ),
        ("    pos: noun", "    mode: loud", r"heckle\.yaml:\d+: entries\.2\.mode: HECKLE has no mode 'loud'"),
    ],
)
def test_a_mistake_in_an_overlay_names_its_line(folder: Path, old: str, new: str, says: str) -> None:
    file = folder / "mine" / "lexicons" / "en" / "events" / "heckle.yaml"
    file.write_text(LEXICON.replace(old, new, 1))
    with pytest.raises(DataFileError, match=says):
        load(read_settings(folder / "dateline.toml"))


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('overlays = ["gone"]', "overlays: .*gone is not a folder"),
        ("overlay = []", "overlay: Extra inputs"),
        ("a = ", "not TOML"),
    ],
)
def test_a_mistake_in_the_settings_names_the_file(folder: Path, toml: str, says: str) -> None:
    (folder / "dateline.toml").write_text(toml)
    with pytest.raises(ConfigError, match=says):
        read_settings(folder / "dateline.toml")
