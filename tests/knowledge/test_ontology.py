"""The ontology: equal to the published facts where we follow them, checked against itself, and open to overlays."""

import csv
from pathlib import Path

import pytest

from dateline.errors import ConfigError, DataFileError
from dateline.knowledge.files import data_folder
from dateline.knowledge.ontology import Ontology, load_ontology
from dateline.model.event import Worth

ABOUT = "about: {title: test, version: 1, licence: CC0-1.0, sources: [hand-written]}\nontology: Test\n"
NEW_TYPE = """types:
  - name: HONOUR
    short: HONR
    quad: 1
    requires_recipient: yes
    cameo: ["051"]
    gloss: A party decorates another.
    examples: [The king knighted the diver., Oslo gave the poet a medal.]
    modes:
      - {name: medal, gloss: With a medal., example: The town gave the diver a medal.}
"""


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="module")
def facts(shared: Path) -> Path:
    return shared / "ontology"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def overlay(folder: Path, text: str) -> Path:
    (folder / "ontologies").mkdir()
    file = folder / "ontologies" / "mine.yaml"
    file.write_text(ABOUT + text, encoding="utf-8")
    return file


def test_there_are_sixteen_plover_types_and_one_of_ours(ontology: Ontology) -> None:
    assert sum(t.ontology == "PLOVER" for t in ontology.types) == 16
    assert [t.name for t in ontology.types if t.ontology != "PLOVER"] == ["MOVE"]
    assert sum(len(t.modes) for t in ontology.types if t.ontology == "PLOVER") == 68
    assert [m.name for m in ontology.modes_of("MOVE")] == ["defect", "flee", "cross", "return", "transfer"]


def test_an_arrest_is_material_conflict_with_cameo_173(ontology: Ontology) -> None:
    assert ontology.quad("COERCE", "arrest") == 4
    assert ontology.score("COERCE", "arrest") == -7
    assert ontology.cameo_of("COERCE", "arrest") == ("173",)
    assert ontology.goldstein("173") == -5
    assert ontology.mode_of("COERCE", "arrest").rule == "ontologies/plover.yaml#COERCE.arrest"


def test_coming_home_is_cooperation_and_other_moves_are_neither(ontology: Ontology) -> None:
    quads = {mode.name: mode.quad for mode in ontology.modes_of("MOVE")}
    assert quads == {"defect": 0, "flee": 0, "cross": 0, "return": 2, "transfer": 0}
    assert ontology.score("MOVE", "flee") is None
    assert ontology.cameo_of("MOVE", "flee") == ()


def test_a_mode_without_score_or_code_takes_its_types(ontology: Ontology) -> None:
    assert ontology.score("PROTEST", "vandalize") == ontology.score("PROTEST") == -5
    assert ontology.cameo_of("COERCE", "cyber") == ontology.cameo_of("COERCE") == ("170",)


def test_a_goldstein_score_falls_back_on_the_ancestors(ontology: Ontology) -> None:
    assert ontology.cameo["1011"].goldstein_gdelt is None
    assert ontology.goldstein("1011", scale="gdelt") == -5
    assert ontology.goldstein("999") is None


def test_worth_holds_the_three_scales_and_a_move_has_none(ontology: Ontology) -> None:
    assert ontology.worth("COERCE", "arrest", ("173",)) == Worth(goldstein=-5, score=-7, quad=4)
    assert ontology.worth("MOVE", "flee", ()) == Worth(goldstein=None, score=None, quad=0)
    assert ontology.worth("RETREAT", None, ("0842", "080")).goldstein == ontology.goldstein("0842")


def test_no_code_of_a_mode_stands_beside_its_own_ancestor(ontology: Ontology) -> None:
    for type_ in ontology.types:
        for mode in (None, *(m.name for m in type_.modes)):
            codes = ontology.cameo_of(type_.name, mode)
            assert not [(a, b) for a in codes for b in codes if a != b and b.startswith(a)], (type_.name, mode)


def test_an_unknown_name_is_answered_with_the_known_ones(ontology: Ontology) -> None:
    with pytest.raises(ConfigError, match=r"no event type 'FIGHT'; known are AGREE, CONSULT"):
        ontology.type_of("FIGHT")
    with pytest.raises(ConfigError, match=r"PROTEST has no mode 'siege'; it has demo, riot"):
        ontology.mode_of("PROTEST", "siege")
    assert ontology.from_cameo("999") is None


def test_every_code_of_a_type_leads_back_to_it(ontology: Ontology) -> None:
    """080 apart, which CAMEO has for all yielding and which the crosswalk gives to CONCEDE."""
    for type_ in ontology.types:
        for codes in (type_.cameo, *(mode.cameo for mode in type_.modes)):
            for code in codes:
                assert ontology.cameo[code].type == type_.name or (type_.name, code) == ("RETREAT", "080")


def test_a_mode_that_cameo_has_keeps_a_code_that_leads_back_to_it(ontology: Ontology) -> None:
    there = {(code.type, code.mode) for code in ontology.cameo.values() if code.mode}
    for type_ in ontology.types:
        for mode in type_.modes:
            if (type_.name, mode.name) in there:
                assert mode.name in {ontology.cameo[code].mode for code in mode.cameo}, mode.rule


def test_every_cameo_code_hangs_below_its_root(ontology: Ontology) -> None:
    for code in ontology.cameo.values():
        assert code.code.startswith(code.root)
        assert code.parent is None or code.parent in ontology.cameo


# --- the published facts -----------------------------------------------------------------------------------------


def test_types_are_as_published_but_for_the_sign_of_accuse(ontology: Ontology, facts: Path) -> None:
    for row in rows(facts / "plover_events.tsv"):
        ours = ontology.type_of(row["event_type"])
        score = float(row["plover_score"]) * (-1 if ours.name == "ACCUSE" else 1)
        published = (row["abbr4"], int(row["quad"]), row["requires_recipient"] == "Yes", score)
        assert (ours.short, ours.quad, ours.requires_recipient, ours.score) == published


def test_modes_are_as_published(ontology: Ontology, facts: Path) -> None:
    published = [(r["event_type"], r["mode"]) for r in rows(facts / "plover_modes.tsv")]
    ours = [(m.type, m.name) for t in ontology.types for m in t.modes if m.ontology == "PLOVER"]
    assert sorted(ours) == sorted(published)
    for row in rows(facts / "plover_modes.tsv"):
        if row["plover_score"]:
            assert ontology.score(row["event_type"], row["mode"]) == float(row["plover_score"])


def test_contexts_sectors_and_codes_are_as_published(ontology: Ontology, facts: Path) -> None:
    assert [c.name for c in ontology.contexts] == [r["context"] for r in rows(facts / "plover_contexts.tsv")]
    assert [(s.code, s.tier) for s in ontology.sectors] == [
        (r["code"], r["tier"]) for r in rows(facts / "plover_sectors.tsv")
    ]
    assert [(n.code, n.name) for n in ontology.nonstate] == [
        (r["code"], r["name"]) for r in rows(facts / "plover_nonstate_actors.tsv")
    ]
    assert [(p.name, p.of) for p in ontology.partly_recognised] == [
        (r["entity"], r["coded_as_country"]) for r in rows(facts / "plover_partially_recognised.tsv")
    ]
    assert [a.plover for a in ontology.auxiliary_modes] == [
        r["auxiliary_mode"] for r in rows(facts / "plover_auxiliary_modes.tsv")
    ]


def test_cameo_codes_are_as_published(ontology: Ontology, facts: Path) -> None:
    published = rows(facts / "cameo_codes.tsv")
    assert {r["code"] for r in published} | {"1214"} == set(ontology.cameo)
    for row in published:
        ours = ontology.cameo[row["code"]]
        assert (ours.name, ours.root, str(ours.quad)) == (row["name"], row["root"], row["quad_class"])
        assert ours.parent == (row["parent"] or None)
        for score, cell in (
            (ours.goldstein_icews, row["goldstein_icews"]),
            (ours.goldstein_gdelt, row["goldstein_gdelt"]),
        ):
            assert score == (float(cell) if cell else None)


def test_crosswalk_rows_without_a_decision_are_as_published(ontology: Ontology, facts: Path) -> None:
    published = rows(facts / "cameo_to_plover.tsv")
    for row in published:
        ours = ontology.cameo[row["cameo"]]
        if not ours.decision:
            theirs = (
                row["plover_event"],
                row["mode"] or None,
                tuple(row["contexts"].split("; ")) if row["contexts"] else (),
            )
            assert (ours.type, ours.mode, ours.contexts) == theirs
    stale = {row["cameo"] for row in published if row["stale_note"]}
    assert sum(bool(row["stale_note"]) for row in published) == 24
    assert stale == {c.code for c in ontology.cameo.values() if c.decision.startswith("stale: ")}
    added = {c.code for c in ontology.cameo.values() if c.decision.startswith("added: ")}
    assert added == set(ontology.cameo) - {row["cameo"] for row in published}


# --- overlays and complaints -------------------------------------------------------------------------------------


def test_an_overlay_adds_a_type_and_a_mode_to_one_of_ours(tmp_path: Path) -> None:
    overlay(
        tmp_path,
        NEW_TYPE + "modes:\n  - {type: PROTEST, name: noise, score: -3, gloss: With pots., example: They beat pans.}\n",
    )
    ontology = load_ontology([tmp_path])
    assert ontology.knows("HONOUR", "medal")
    assert ontology.cameo_of("HONOUR", "medal") == ("051",)
    assert ontology.type_of("HONOUR").ontology == "Test"
    assert ontology.score("PROTEST", "noise") == -3
    assert ontology.modes_of("PROTEST")[-1].name == "noise"
    assert ontology.mode_of("PROTEST", "noise").rule.endswith("ontologies/mine.yaml#PROTEST.noise")


def test_an_overlay_of_nothing_changes_nothing(tmp_path: Path) -> None:
    assert load_ontology([tmp_path]) == load_ontology()


ASSAULT_TWICE = NEW_TYPE.replace("name: HONOUR", "name: ASSAULT")
ARREST_TWICE = "modes:\n  - {type: COERCE, name: arrest, gloss: y, example: z}\n"
MODE_OF_NOTHING = "modes:\n  - {type: NOPE, name: noise, gloss: y, example: z}\n"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (NEW_TYPE.replace("quad: 1", "quad: 7"), 6, r"types\.0\.quad: .*less than or equal to 4, found '7'"),
        (NEW_TYPE.replace("HONR", "honr"), 5, r"types\.0\.short: .*found 'honr'"),
        (NEW_TYPE.replace("gloss: A", "glos: A"), 4, r"types\.0\.gloss: Field required"),
        (NEW_TYPE.replace("{name: medal,", "{name: Medal!,"), 12, r"types\.0\.modes\.0\.name: .*found 'Medal!'"),
        (ASSAULT_TWICE, 4, r"types\.0\.name: the type 'ASSAULT' is already defined in ontologies/plover\.yaml"),
        (NEW_TYPE.replace("HONR", "ASLT"), 5, r"types\.0\.short: the short name 'ASLT' is already defined in"),
        (NEW_TYPE.replace('"051"', '"059"'), 8, r"types\.0\.cameo\.0: expected a code of .*cameo\.tsv, found '059'"),
        (MODE_OF_NOTHING, 4, r"modes\.0\.type: expected a known event type \(AGREE, .*\), found 'NOPE'"),
        (ARREST_TWICE, 4, r"modes\.0\.name: the COERCE mode 'arrest' is already defined in ontologies/plover\.yaml"),
        ("contexts:\n  - {name: election, gloss: y}\n", 4, r"contexts\.0\.name: the context 'election' is already"),
        ("sectors:\n  - {code: UNO, name: y, gloss: z}\n", 4, r"sectors\.0\.code: the code 'UNO' is already defined"),
        ("types: []\ntypes: []\n", 4, "the key 'types' is repeated"),
    ],
)
def test_a_complaint_names_file_and_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    file = overlay(tmp_path, text)
    with pytest.raises(DataFileError, match=words) as trouble:
        load_ontology([tmp_path])
    expected = (
        {line} if "Field required" not in words else {4, line}
    )  # a missing key is told at the table it is missing in
    assert any(str(trouble.value).startswith(f"{file}:{n}: ") for n in expected), trouble.value


def test_a_missing_overlay_folder_is_a_complaint(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"nowhere:1: expected a folder"):
        load_ontology([tmp_path / "nowhere"])


@pytest.mark.parametrize(
    ("code", "change", "words"),
    [
        ("173", ("COERCE\tarrest", "COERCE\tjail"), "expected a known type and mode, found COERCE jail"),
        ("173", ("\tlegal\t", "\tlegal fun\t"), "expected known contexts, found fun"),
        ("173", ("\t-5\t", "\tfive\t"), "expected a number, found 'five'"),
        ("1711", ("1711", "171"), "the code 171 is repeated"),
    ],
)
def test_a_wrong_row_of_the_crosswalk_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, change: tuple[str, str], words: str
) -> None:
    (tmp_path / "ontologies").mkdir()
    for file in (data_folder() / "ontologies").iterdir():
        (tmp_path / "ontologies" / file.name).write_bytes(file.read_bytes())
    table = tmp_path / "ontologies" / "cameo.tsv"
    lines = table.read_text(encoding="utf-8").split("\n")
    line = next(i for i, row in enumerate(lines, 1) if row.startswith(f"{code}\t"))
    assert change[0] in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(*change)
    table.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr("dateline.knowledge.ontology.data_folder", lambda: tmp_path)
    with pytest.raises(DataFileError, match=words) as trouble:
        load_ontology()
    assert str(trouble.value).startswith(f"{table}:{line}: ")
