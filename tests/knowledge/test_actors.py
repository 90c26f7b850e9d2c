"""Phrases for parties: the tables are sound, and a phrase is read from its parts. The phrases are our own."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import DataFileError
from dateline.knowledge.actors import ActorBook, load_actors
from dateline.knowledge.actors_choice import choose, turned_down
from dateline.knowledge.actors_tables import AGENT_COLUMNS, NAME_TABLES, OTHER_CODES, rows_of
from dateline.knowledge.files import data_folder
from dateline.knowledge.ontology import Ontology
from dateline.model.span import Span
from dateline.text.people.actor_words import key_of

FOLDER = data_folder() / "gazetteers"
TABLES = {file: columns for file, _, columns in NAME_TABLES if (FOLDER / file).is_file()} | {
    "agents.tsv": AGENT_COLUMNS
}
KINDS = {"person", "body", "adjective", "role", "quantity", "land", "thing"}
DAY = date(2022, 6, 1)


def table(file: str) -> Iterator[dict[str, str]]:
    for line in rows_of(FOLDER / file, TABLES[file]):
        yield dict(zip(TABLES[file], line.split("\t"), strict=True))


@cache
def load_once() -> ActorBook:
    """One book for the tests that hypothesis runs many times."""
    return load_actors()


@pytest.fixture
def book() -> ActorBook:
    return load_once()


@pytest.fixture(scope="module")
def sectors(ontology: Ontology) -> frozenset[str]:
    return frozenset(s.code for s in ontology.sectors)


@pytest.fixture(scope="module")
def countries() -> frozenset[str]:
    lines = (FOLDER / "countries.tsv").read_text(encoding="utf-8").split("\n")
    return frozenset(line[:3] for line in lines if line[3:4] == "\t") | OTHER_CODES


@pytest.mark.parametrize("file", TABLES)
def test_every_code_of_a_table_is_known(file: str, sectors: frozenset[str], countries: frozenset[str]) -> None:
    wrong = [
        row
        for row in table(file)
        if row.get("sector", "") not in sectors | {""} or row.get("country", "") not in countries | {""}
    ]
    assert not wrong


@pytest.mark.parametrize("file", TABLES)
def test_the_rows_of_a_table_are_sorted_and_none_is_repeated(file: str) -> None:
    rows = [tuple(row.values()) for row in table(file)]
    assert [(a, b) for a, b in pairwise(rows) if b <= a] == []


@pytest.mark.parametrize("file", TABLES)
def test_every_row_has_a_name_without_odd_blanks(file: str) -> None:
    assert [
        name for row in table(file) if (name := next(iter(row.values()))) != " ".join(name.split()) or not name
    ] == []


@pytest.mark.parametrize("file", [file for file, columns in TABLES.items() if "from" in columns])
def test_no_row_ends_before_it_begins(file: str) -> None:
    closed = [row for row in table(file) if row["to"] and not row["to"].endswith("?")]
    assert [row for row in closed if row["from"][: len(row["to"])] > row["to"]] == []


def test_the_kinds_of_role_nouns_are_those_the_table_explains() -> None:
    assert {row["kind"] for row in table("agents.tsv")} <= KINDS


def test_a_role_noun_has_one_sector_of_each_kind() -> None:
    pairs = [(row["agent"], row["kind"]) for row in table("agents.tsv")]
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        # the noun decides the sector, what stands with it the country
        ("a Bolivian senator", "BOL", "LEG"),
        ("Bolivia's senators", "BOL", "LEG"),
        ("a senator from Bolivia", "BOL", "LEG"),
        ("two retired Chadian generals", "TCD", "ELI"),
        ("a nurse at a hospital in Lusaka", "ZMB", "MED"),
        ("Kano State police", "NGA", "COP"),
        ("the Danish foreign ministry", "DNK", "GOV"),
        ("a spokesman for the Norwegian army", "NOR", "MIL"),
        ("the head of Peru's electoral court", "PER", "JUD"),
        ("dozens of Togolese teachers", "TGO", "EDU"),
        ("the deputy leader of the Basotho miners' union", "LSO", "LAB"),
        ("Finnish", "FIN", None),
        ("a Finn", "FIN", "CVL"),
        # a state named as a whole is its government, a capital too; amid words it is only a country
        ("Uruguay", "URY", "GOV"),
        ("Montevideo", "URY", "GOV"),
        ("Montevideo residents", "URY", "CVL"),
        # who backs or leads is not who is
        ("a Rwandan-backed rebel group", "RWA", "REB"),
        ("anti-French protesters", None, "CVL"),
        # bodies of states have a code of their own and no sector
        ("NATO", "IGO", None),
        ("the European Union", "EUR", None),
        ("African Union (AU) member states", "IGO", "GOV"),
        ("a spokeswoman for the European Commission", "EUR", None),
        # an office left is the elite, one sought is the party
        ("a former Maltese prime minister", "MLT", "ELI"),
        ("a vice-presidential candidate", None, "PTY"),
        # one who heads a land governs it, one who heads a firm does not
        ("the chief executive of Macau", "MAC", "GOV"),
        ("the chief executive of Nestlé", "CHE", "BUS"),
        # a state of a federation is a government of its country; its people are civilians
        ("Ohio's state government", "USA", "GOV"),
        ("Nebraskans", "USA", "CVL"),
        # common words in small letters are no names of bodies
        ("the time", None, None),
        ("the Manila Times", "PHL", "JRN"),
        ("his house", None, None),
        ("the ministry's website", None, "GOV"),
        # how many, and of whom nothing is said: people
        ("More than 300 people", None, "CVL"),
        ("dozens", None, "CVL"),
        ("dozens of riot police", None, "COP"),
        # a given name is no place
        ("Virginia Novak", None, None),
        ("Laura English", None, None),
        # nothing is known of a thing
        ("the red bicycle", None, None),
        ("", None, None),
    ],
)
def test_a_phrase_is_read_from_its_parts(book: ActorBook, phrase: str, country: str | None, sector: str | None) -> None:
    coding = book.code(phrase, on=DAY)
    assert (coding.country, coding.sector) == (country, sector)


def test_context_gives_the_country_only_where_the_phrase_does_not(book: ActorBook) -> None:
    assert book.code("a mayor", context="Gabon").country == "GAB"
    assert book.code("a Chadian mayor", context="Gabon").country == "TCD"


def test_a_leader_is_in_office_then_out_of_it(book: ActorBook) -> None:
    assert book.code("Tony Blair", on=date(2005, 1, 10)).sector == "GOV"
    assert book.code("Tony Blair", on=date(2019, 1, 10)).country == "GBR"
    assert book.code("Tony Blair", on=date(2019, 1, 10)).sector != "GOV"


def test_every_value_names_a_row_of_a_table_or_a_rule(book: ActorBook) -> None:
    coding = book.code("the Danish foreign ministry", on=DAY)
    assert {reason.field: reason.rule.partition("#")[0] for reason in coding.reasons} == {
        "country": "gazetteers/demonyms.tsv",
        "sector": "gazetteers/agents.tsv",
    }


def test_a_police_force_is_a_local_body_and_a_company_is_not(book: ActorBook) -> None:
    assert book.is_local("police")
    assert book.is_local("the soldiers")
    assert not book.is_local("a red bicycle")


@settings(deadline=None)
@given(
    words=st.lists(
        st.sampled_from(
            "the a former police of Peru Lima Peruvian minister rebels' and , Iran-backed US group".split()
        ),
        max_size=8,
    )
)
def test_any_words_get_known_codes_and_the_same_ones_each_time(words: list[str]) -> None:
    book, phrase = load_once(), " ".join(words)
    coding = book.code(phrase, on=DAY)
    assert coding == ActorBook.code(book, phrase, on=DAY)
    assert coding.country is None or len(coding.country) == 3
    assert all(0 < reason.confidence <= 1 for reason in coding.reasons)


@settings(deadline=None)
@given(text=st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    load_once().code(text)


def test_two_loads_read_alike() -> None:
    first, second = load_actors(), load_actors()
    for phrase in ("a Bolivian senator", "Montevideo", "two gunmen", "Tony Blair"):
        assert first.code(phrase, on=DAY) == second.code(phrase, on=DAY)


def test_an_overlay_goes_before_our_tables(tmp_path: Path) -> None:
    folder = tmp_path / "gazetteers"
    folder.mkdir()
    (folder / "agents.tsv").write_text("agent\tsector\tkind\tsource\ngong farmer\tLAB\tperson\thand-written\n")
    (folder / "metonyms.tsv").write_text("name\tcountry\tsector\tsource\nMontevideo\tARG\tOPP\thand-written\n")
    book = load_actors([tmp_path])
    assert book.code("a gong farmer").sector == "LAB"
    assert book.code("Montevideo").country == "ARG"


def test_a_bad_row_of_an_overlay_is_named_by_file_and_line(tmp_path: Path) -> None:
    folder = tmp_path / "gazetteers"
    folder.mkdir()
    (folder / "agents.tsv").write_text("agent\tsector\tkind\tsource\ngong farmer\tLAB\n")
    with pytest.raises(DataFileError, match=r"agents\.tsv:2: expected 4 cells, found 2"):
        load_actors([tmp_path])


@pytest.mark.parametrize(
    ("name", "day", "country", "sector"),
    [
        ("Angela Merkel", "2012-05-01", "DEU", "GOV"),
        ("Angela Merkel", "2022-05-01", "DEU", "ELI"),
        ("Merkel", "2016-05-01", "DEU", "GOV"),
        ("Chancellor Merkel", "2016-05-01", "DEU", "GOV"),
        ("Donald Tusk", "2013-01-01", "POL", "GOV"),
        ("Donald Tusk", "2016-01-01", "EUR", None),
        ("Riek Machar", "2015-01-01", "SSD", "REB"),
        ("Riek Machar", "2021-01-01", "SSD", "GOV"),
        ("Melinda Merkel", "2016-05-01", None, None),
        ("Boris Johnson", "2010-05-01", "GBR", "GOV"),
        ("Erdoğan", "2018-05-01", "TUR", "GOV"),
    ],
)
def test_a_person_is_what_he_was_on_the_day(
    book: ActorBook, name: str, day: str, country: str | None, sector: str | None
) -> None:
    coding = book.code(name, on=date.fromisoformat(day))
    assert (coding.country, coding.sector) == (country, sector)


def test_a_surname_gives_the_full_name_and_the_row() -> None:
    coding = load_once().code("Merkel", on=date(2016, 5, 1))
    assert coding.name == "Angela Merkel"
    assert {reason.rule for reason in coding.reasons} == {"gazetteers/leaders.tsv#Angela Merkel"}


def test_no_two_persons_share_a_name() -> None:
    owners: dict[str, set[str]] = {}
    for row in table("leaders.tsv"):
        for name in (row["name"], *filter(None, row["other_names"].split("|"))):
            owners.setdefault(key_of(name), set()).add(row["name"])
    assert {key: names for key, names in owners.items() if len(names) > 1} == {}


def test_no_two_rows_of_a_person_hold_on_one_day() -> None:
    rows: dict[str, list[dict[str, str]]] = {}
    for row in table("leaders.tsv"):
        rows.setdefault(row["name"], []).append(row)
    for of_one in rows.values():
        for earlier, later in pairwise(sorted(of_one, key=lambda row: row["from"])):
            assert earlier["to"], f"{earlier} has no end before {later}"
            assert earlier["to"] <= later["from"], f"{earlier} overlaps {later}"


def test_what_was_weighed_and_not_chosen_is_kept_with_its_rule(book: ActorBook) -> None:
    words = ("the Norwegian lawyer", "a Danish colonel")
    coded = [(Span(start=0, end=len(w), text=w), book.code(w)) for w in words]
    country, sector, _ = choose(coded, "actors.0", "test")
    rest = turned_down(coded, country, sector)
    assert country == "NOR"
    assert [(c.name, c.country) for c in rest if c.reason.startswith("country DNK by gazetteers/")] == [
        ("a Danish colonel", "DNK")
    ]
    assert not [c for c in rest if f"country {country} " in c.reason or f"sector {sector} " in c.reason]
    assert turned_down(coded[:1], country, sector) == ()
