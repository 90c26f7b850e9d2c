"""Dictionaries of PETRARCH and TABARI: what the lines say, what is wrong with them, and what they change."""

from datetime import date
from pathlib import Path

import pytest

from dateline.errors import DataFileError
from dateline.knowledge.actors import load_actors
from dateline.knowledge.petrarch import Term, load_petrarch, spelled
from dateline.knowledge.petrarch_codes import plover

ACTORS = """\
# our own invented people and places
RURITANIA_ [DEU]   # a land of novels
+RURITANIAN_
+STRELSAU_
RUDOLF_ELPHBERG_  ; from the novel
+KING_RUDOLF_
\t[DEUGOV 940101-961231]
\t[DEUELI]
BLACK_MICHAEL_\t[DEUREB <950601] [DEUGOV >19960101]
ZENDA_LEAGUE_ [IGOUNO]
<!-- no longer used: HENTZAU_ [DEU] -->
NOBODY_ [---]
"""
AGENTS = """\
!PERSON! = MAN, WOMAN
LANCER [~MIL]
DRAGON_TAMER {DRAGON_TAMERS} [~AGR]   # rare
SEDAN!PERSON! [~LAB]
CASTLE_GUARD {} [~GOVCOP]
"""


def written(folder: Path, text: str, name: str = "mine.txt") -> Path:
    path = folder / "actors" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_an_entry_has_its_synonyms_and_its_dated_codes(tmp_path: Path) -> None:
    king = load_petrarch(written(tmp_path, ACTORS)).actors[1]
    assert king.names == ("Rudolf Elphberg", "King Rudolf")
    assert king.terms == (
        Term(country="DEU", sector="GOV", start="1994-01-01", end="1996-12-31"),
        Term(country="DEU", sector="ELI"),
    )
    assert king.line == 5


def test_codes_on_one_line_may_end_or_begin_on_a_day(tmp_path: Path) -> None:
    michael = load_petrarch(written(tmp_path, ACTORS)).actors[2]
    assert [(t.sector, t.start, t.end) for t in michael.terms] == [("REB", "", "1995-06-01"), ("GOV", "1996-01-01", "")]


def test_comments_and_entries_without_a_code_are_left_out(tmp_path: Path) -> None:
    names = [actor.names[0] for actor in load_petrarch(written(tmp_path, ACTORS)).actors]
    assert names == ["Ruritania", "Rudolf Elphberg", "Black Michael", "Zenda League"]


def test_agents_have_plurals_and_substitution_sets(tmp_path: Path) -> None:
    agents = load_petrarch(written(tmp_path, AGENTS)).agents
    assert [(a.names, a.sector) for a in agents] == [
        (("lancer",), "MIL"),
        (("dragon tamer", "dragon tamers"), "AGR"),
        (("sedanman", "sedanwoman"), "LAB"),
        (("castle guard",), "COP"),
    ]


@pytest.mark.parametrize(
    ("code", "country", "sector"),
    [
        ("AFG", "AFG", None),
        ("AFGGOVMIL", "AFG", "GOV"),
        ("AFGGOVLEG", "AFG", "LEG"),
        ("IGOUNOREFHCR", "UNO", "REF"),
        ("NGOHRI", "NGO", "SOC"),
        ("USRARM", "ARM", None),
        ("KENMED", "KEN", "JRN"),
        ("KENHLH", "KEN", "MED"),
        ("MEAREB", None, "REB"),
    ],
)
def test_cameo_codes_are_read_as_plover(code: str, country: str | None, sector: str | None) -> None:
    assert plover(code) == (country, sector, "")


def test_a_short_name_stays_in_capitals_since_it_may_be_an_acronym() -> None:
    assert [spelled(name) for name in ("UN_", "BANK_OF_THE_SOUTH_", "OPEC")] == ["UN", "Bank of the South", "OPEC"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("RURITANIA_ [DEU\n", r"mine\.txt:1: a code in brackets is not closed"),
        ("RURITANIA_ [QQQ]\n", r"mine\.txt:1: \[QQQ\]: 'QQQ' is no country"),
        (
            "A_KING_\n\t[DEUGOV 2004017-20061201]\n",
            r"mine\.txt:2: expected a day as YYMMDD or YYYYMMDD, found '2004017'",
        ),
        ("A_KING_\n\t[DEUGOV 990231-990301]\n", r"mine\.txt:2: expected a day"),
        ("LANCER [~XYZ]\n", r"mine\.txt:1: \[~XYZ\]: 'XYZ' is no role"),
        ("TOWN!FOLK! [~CVL]\n", r"mine\.txt:1: !FOLK! is no set defined above"),
        ("+KING_RUDOLF_\n", r"mine\.txt:1: expected a name before"),
        ("RURITANIA_ [QQQ]\nSTRELSAU_ [QQQ]\n", r"\(and 1 more\)"),
    ],
)
def test_a_fault_is_named_by_file_and_line(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(DataFileError, match=complaint):
        load_petrarch(written(tmp_path, text))


def test_an_overlay_of_dictionaries_codes_phrases(tmp_path: Path) -> None:
    written(tmp_path, ACTORS)
    written(tmp_path, AGENTS, "agents.txt")
    book = load_actors([tmp_path])
    for phrase, day, country, sector in (
        ("King Rudolf", "1995-05-01", "DEU", "GOV"),
        ("Rudolf Elphberg", "1998-05-01", "DEU", "ELI"),
        ("Black Michael", "1995-05-01", "DEU", "REB"),
        ("a Ruritanian lancer", "1995-05-01", "DEU", "MIL"),
        ("sedanwomen of Strelsau", "1995-05-01", "DEU", "LAB"),
        ("the Zenda League", "1995-05-01", "UNO", None),
    ):
        coding = book.code(phrase, on=date.fromisoformat(day))
        assert (phrase, coding.country, coding.sector) == (phrase, country, sector)


def test_a_name_that_only_tells_a_country_does_not_displace_ours(tmp_path: Path) -> None:
    written(tmp_path, "NORWAY_ [NOR]\n+NORWEGIAN_\n+FJORDLAND_\n")
    book = load_actors([tmp_path])
    assert book.code("Norwegians").sector == "CVL"
    assert book.code("Fjordland police").country == "NOR"


def test_evidence_names_the_dictionary(tmp_path: Path) -> None:
    path = written(tmp_path, ACTORS)
    coding = load_actors([tmp_path]).code("the Zenda League")
    assert [reason.rule for reason in coding.reasons] == [f"{path.as_posix()}#Zenda League"]
