"""CAMEO's actor codes ("AFGGOVMIL", "IGOUNO", "~COP") to PLOVER's country and sector."""

from collections.abc import Mapping
from functools import cache

from dateline.knowledge.files import data_folder

_LETTERS = 3
_BODIES: Mapping[str, str] = {
    "IGO": "IGO",
    "UNO": "UNO",
    "EUR": "EUR",
    "NGO": "NGO",
    "NGM": "ISM",
    "ISM": "ISM",
    "IMG": "IMG",
    "MNC": "MNC",
    "INT": "IGO",
}
_MEMBERS = {("IGO", "UNO"): "UNO", ("IGO", "EUR"): "EUR", ("INT", "UNO"): "UNO"}
_OLD_COUNTRIES = {
    "TMP": "TLS",
    "KSV": "XKX",
    "ROM": "ROU",
    "ZAR": "COD",
    "WBG": "PSE",
    "SRP": "SRB",
    "SCG": "SRB",
    "YUG": "SRB",
    "SUN": "RUS",
    "USR": "RUS",
    "DDR": "DEU",
    "CSK": "CZE",
}
_UNIONS = frozenset({"USR", "SUN", "YUG"})  # behind these the republic may stand ("USRARM")
_REGIONS = frozenset(
    "AFR ASA BLK CAR CAS CAU CEU CFR CRB EAF EEU EIN LAM MDT MEA NAF NMR PGS SAF SAM SAS SCN SEA WAF WEU WST".split()
)
# CAMEO's MED is the media and its HLH is health; PLOVER's MED is health and its JRN the media
_SECTORS: Mapping[str, str] = {
    **{
        code: code
        for code in "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI LAB REF OPP REL".split()
    },
    "MED": "JRN",
    "HLH": "MED",
    "INS": "REB",
    "SEP": "REB",
    "TOP": "ELI",
    "MID": "CVL",
    "HAR": "CVL",
    "SET": "CVL",
    "ETH": "CVL",
    "PPL": "CVL",
    "RAD": "REB",
    "IMG": "REB",
    **dict.fromkeys("NGO NGM DEV ENV HRI AMN SOC".split(), "SOC"),
    **dict.fromkeys(
        "BUD CHR CTH DOX HIN HSD JAN JEW LDS MAR MOS MUS NRM PRO SFI SHI SHN SIK SUN TAO UDX ZRO".split(), "REL"
    ),
}
_SHARPER = frozenset({"LEG", "JUD", "SPY", "COP"})  # behind GOV, these say which part of the state


@cache
def _countries() -> frozenset[str]:
    lines = (data_folder() / "gazetteers" / "countries.tsv").read_text(encoding="utf-8").split("\n")
    return frozenset(line[:_LETTERS] for line in lines if line[_LETTERS : _LETTERS + 1] == "\t")


def plover(code: str, *, agent: bool = False) -> tuple[str | None, str | None, str]:
    """Country, sector, and, where neither could be told, the part of the code that was not understood.

    The first role that PLOVER has counts; roles that only refine it (a minister's field, a creed) are left out, and
    so are regions and ethnic groups where a country would stand. An agent's code has roles only.
    """
    parts = [code[n : n + _LETTERS].upper() for n in range(0, len(code), _LETTERS)]
    country, roles = (None, parts) if agent else _country(parts)
    found = [_SECTORS[part] for part in roles if part in _SECTORS]
    if not found:
        known = country is not None or (not agent and parts[0] in _REGIONS)
        return country, None, "" if known else parts[0]
    sector = found[1] if found[0] == "GOV" and len(found) > 1 and found[1] in _SHARPER else found[0]
    return country, sector, ""


def _country(parts: list[str]) -> tuple[str | None, list[str]]:
    """The country or kind of organisation that a code begins with, and the parts that are left."""
    first, second = parts[0], parts[1] if len(parts) > 1 else ""
    if first in _UNIONS and _OLD_COUNTRIES.get(second, second) in _countries():
        return _OLD_COUNTRIES.get(second, second), parts[2:]
    if (member := _MEMBERS.get((first, second))) is not None:
        return member, parts[2:]
    country = _OLD_COUNTRIES.get(first, first)
    if country in _countries():
        return country, parts[1:]
    return _BODIES.get(first), parts[1:] if first in _BODIES or first in _REGIONS else parts
