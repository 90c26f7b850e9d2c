"""The gazetteer file: what it answers, that it is the same each time, and what it says when it cannot be used."""

import pickle
import sqlite3
from pathlib import Path

import pytest

from dateline.errors import DataFileError
from dateline.knowledge.files import data_folder, read_yaml
from dateline.knowledge.gazetteer import FILE_NAME, Gazetteer, default_folder
from dateline.knowledge.gazetteer_build import build_from_dump
from dateline.knowledge.gazetteer_merge import OwnPlaces
from dateline.knowledge.gazetteer_record import PlaceRecord, weight_of
from dateline.knowledge.gazetteer_tables import DIVISIONS, coded, own_places
from dateline.knowledge.gazetteer_write import publish
from dateline.knowledge.places import OTHER_DEMONYMS, WORDS, _File, load_place_words
from dateline.text.places.place_entry import PlaceKind, within
from tests.small_gazetteer import records, small_gazetteer


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return small_gazetteer(tmp_path_factory.mktemp("gazetteer"))


def test_the_most_prominent_place_of_a_name_comes_first(gazetteer: Gazetteer) -> None:
    first, second = gazetteer.lookup("paris")[:2]
    assert (first.country, first.geonames, second.admin1_name) == ("FRA", 2988507, "Texas")


@pytest.mark.parametrize(
    ("name", "country"),
    [("U.S.", "USA"), ("the UAE", "ARE"), ("DRC", "COD"), ("Republic of Lithuania", "LTU"), ("Türkiye", "TUR")],
)
def test_short_and_official_names_of_countries_are_known(gazetteer: Gazetteer, name: str, country: str) -> None:
    assert gazetteer.lookup(name)[0].country == country
    assert gazetteer.lookup(name)[0].kind is PlaceKind.COUNTRY


def test_regions_waters_sites_and_front_line_villages_are_known(gazetteer: Gazetteer) -> None:
    kinds = {name: gazetteer.lookup(name)[0].kind for name in ("Donbas", "Strait of Hormuz", "the Kremlin", "Robotyne")}
    assert list(kinds.values()) == [PlaceKind.REGION, PlaceKind.WATER, PlaceKind.LANDMARK, PlaceKind.CITY]


def test_our_own_town_joins_the_other_sources_town_nearby(gazetteer: Gazetteer) -> None:
    found = gazetteer.lookup("Kupiansk")
    assert [(e.name, e.geonames) for e in found] == [("Kupiansk", 702320)]
    assert gazetteer.lookup("Kupyansk")[0].id == found[0].id


def test_a_village_that_only_we_know_lies_in_the_division_of_the_nearest_town(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Robotyne")[0].admin1 == gazetteer.lookup("Kupiansk")[0].admin1


def test_a_division_holds_its_towns_and_a_country_both(gazetteer: Gazetteer) -> None:
    texas, usa = gazetteer.lookup("Texas")[0], gazetteer.lookup("USA")[0]
    here, abroad = (next(e for e in gazetteer.lookup("Paris") if e.country == c) for c in ("USA", "FRA"))
    assert within(here, texas)
    assert within(here, usa)
    assert within(texas, usa)
    assert not within(abroad, texas)
    assert not within(texas, here)


def test_an_unknown_name_and_another_script_name_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Qwertyville") == gazetteer.lookup("Київ") == gazetteer.lookup("") == ()


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    twice = [publish(tmp_path / n, records(), own=own_places(), source="tests").read_bytes() for n in "ab"]
    assert twice[0] == twice[1]


def test_nothing_partial_is_left_behind(tmp_path: Path) -> None:
    small_gazetteer(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == [FILE_NAME]


def test_it_can_be_sent_to_another_process(gazetteer: Gazetteer) -> None:
    copy = pickle.loads(pickle.dumps(gazetteer))
    assert copy.lookup("Kyiv") == gazetteer.lookup("Kyiv")


def test_a_missing_file_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="dateline setup"):
        Gazetteer.open(tmp_path)


def test_an_old_file_is_refused(tmp_path: Path) -> None:
    file = small_gazetteer(tmp_path).path
    base = sqlite3.connect(file)
    base.execute("UPDATE meta SET value = '0' WHERE key = 'format'")
    base.commit()
    base.close()
    with pytest.raises(DataFileError, match=r"format is '0', expected .*dateline setup"):
        Gazetteer.open(file)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("not a database")
    with pytest.raises(DataFileError, match="is not a gazetteer"):
        Gazetteer.open(tmp_path)


def test_the_environment_names_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path))
    assert default_folder() == tmp_path


def line(number: int, name: str, kind: str, code: str, *, people: int = 0, other: str = "") -> str:
    cells = [str(number), name, name, other, "13.5", "25.25", kind, code, "SD", "", "55", "", "", "", str(people)]
    return "\t".join([*cells, "", "", "Africa/Khartoum", "2024-01-01"])


def test_a_geonames_dump_is_another_source(tmp_path: Path) -> None:
    dump = tmp_path / "SD.txt"
    rows = (
        line(408666, "North Darfur", "A", "ADM1", people=2_000_000),
        line(1, "Umm Test", "P", "PPL", other="Om Test"),
        line(2, "Jabal Test", "T", "MT"),
    )
    dump.write_text("\n".join(rows) + "\n", encoding="utf-8")
    found = Gazetteer.open(build_from_dump(dump, tmp_path / "out"))
    assert [(e.name, e.country, e.admin1_name) for e in found.lookup("om test")] == [
        ("Umm Test", "SDN", "North Darfur")
    ]
    assert found.lookup("Jabal Test") == ()


def test_a_dump_with_other_columns_is_refused_with_its_line(tmp_path: Path) -> None:
    dump = tmp_path / "bad.txt"
    dump.write_text(line(1, "Umm Test", "P", "PPL") + "\nonly\tthree\tcells\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"bad\.txt:2: expected GeoNames' 19 columns, found 3"):
        build_from_dump(dump, tmp_path)


def test_a_namesake_far_away_stays_a_place_of_its_own() -> None:
    base = {"kind": PlaceKind.CITY, "country": "UKR", "weight": 0.5}
    known = PlaceRecord(name="Lyman", lat=45.7, lon=29.9, geonames=7, **base)
    own = PlaceRecord(name="Lyman", lat=49.0, lon=37.8, **base)
    places = OwnPlaces([own])
    places.see(0, known, ["lyman"])
    assert places.outcome() == ({}, [own])


def test_a_namesake_nearby_lends_its_names_and_its_weight() -> None:
    base = {"kind": PlaceKind.CITY, "country": "UKR"}
    known = PlaceRecord(name="Krasnyi Lyman", lat=48.99, lon=37.81, geonames=7, weight=0.6, **base)
    places = OwnPlaces([PlaceRecord(name="Lyman", lat=49.0, lon=37.8, weight=0.5, **base)])
    places.see(3, known, ["krasnyi lyman", "lyman"])
    changed, added = places.outcome()
    assert (changed[3].name, changed[3].weight, changed[3].geonames, added) == ("Lyman", 0.6, 7, [])


def test_prominence_grows_with_the_population() -> None:
    assert 0 < weight_of(0) < weight_of(1_000) < weight_of(10_000_000) < weight_of(10**12) < 1


def test_our_tables_are_sound() -> None:
    assert len(coded(DIVISIONS)) > 100
    for place in own_places():
        assert 0 < place.weight <= 1, place.name
        assert place.country == "" or (len(place.country) == 3 and place.country.isupper()), place.name


def test_every_regional_demonym_points_at_a_place(gazetteer: Gazetteer) -> None:
    words = load_place_words()
    ours = {word for word, file in words.demonym_files.items() if file == OTHER_DEMONYMS}
    regional = ("Kurdish", "Sahelian", "Crimean", "Siberian", "European")
    assert ours.issuperset(regional)
    assert all(gazetteer.lookup(words.demonyms[word]) for word in regional)


def test_the_examples_of_a_word_group_hold_a_word_of_it() -> None:
    for group in read_yaml(data_folder() / WORDS, _File).groups:
        for example in group.examples:
            text = f" {example.lower().strip('.')} "
            assert any(f"{word}" in text for word in group.words), (group.name, example)


@pytest.mark.slow
def test_the_whole_gazetteer_knows_small_towns_and_other_spellings() -> None:
    try:
        found = Gazetteer.open(default_folder())
    except DataFileError as trouble:
        pytest.skip(f"needs the built gazetteer: {trouble}")
    assert found.lookup("Pabradė")[0].country == "LTU"
    assert found.lookup("Hodeidah")[0].country == "YEM"
