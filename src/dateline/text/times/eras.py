"""Dates longer or freer than a month: quarters, seasons, decades, centuries, fiscal years, feasts."""

from datetime import date

from dateline.text.calendar import SEASONS, add_months, months_of, season_of, years_of
from dateline.text.times.dates import MODIFIER, YEAR, modified, named_year
from dateline.text.times.reading import Found, Reading, day_reading, open_reading, ordinal, rule, year_reading
from dateline.text.times.words import DECADES


def _decade(found: Found) -> tuple[Reading, ...]:
    word = found.word("n")
    if word in DECADES:
        year = 1900 + DECADES[word]
        if found.before() in {"his", "her", "their", "my", "your"} or not found.has("the"):
            return ()
    else:
        digits = word.lstrip("'’")[: -1 if word[-2] not in "'’" else -2]
        year = int(digits) if len(digits) == 4 else 1900 + int(digits)  # noqa: PLR2004 (digits of a year)
    length = 100 if year % 100 == 0 and year < 2000 else 10  # noqa: PLR2004 ("the 1900s" are a century)
    reading = open_reading("DATE", str(year // length), years_of(year, year + length - 1))
    return (modified(reading, found.word("mod") or found.word("mode")),)


def _century(found: Found) -> tuple[Reading, ...]:
    nth = ordinal(found.word("n"))
    if found.word("u") != "century" or not nth:
        return ()
    days = years_of(100 * (nth - 1) + 1, 100 * nth)
    reading = open_reading("DATE", f"{nth - 1:02}", days)
    return (modified(reading, found.word("mod") or found.word("mode")),)


def _quarter(found: Found) -> tuple[Reading, ...]:
    word = found.word("n")
    nth = int(word[1]) if word[0] in "qh" else {"final": 4, "last": 4}.get(word, ordinal(word))
    half = word[0] == "h" or found.has("half")
    if word == "last" and not (found.has("y") or found.has("r") or found.has("the_year")):
        return ()  # "last quarter"
    if half and word in {"final", "last"}:
        nth = 2
    if nth is None or not 1 <= nth <= (2 if half else 4):
        return ()
    months = 6 if half else 3
    year = named_year(found)
    if year is None:
        if found.filed is None:
            return (open_reading("DATE", f"XXXX-{'H' if half else 'Q'}{nth}"),)
        begins = months * (nth - 1) + 1
        year = found.filed.year - (begins > found.filed.month and not found.ahead and not found.has("the_year"))
    days = months_of(year, months * (nth - 1) + 1, months)
    return (open_reading("DATE", f"{year:04}-{'H' if half else 'Q'}{nth}", days),)


def _season(found: Found) -> tuple[Reading, ...]:
    name, key = found.word("s"), found.word("k")
    code, month = SEASONS[name]
    modifier = found.word("mod") or found.word("mode")
    year = int(found.word("y")) if found.has("y") else None
    sure = year is not None or key or modifier or (found.before() in {"in", "since", "during", "by"} and name != "fall")
    if not sure and (not found.has("the") or name == "fall"):
        return ()
    if year is None and found.filed is None:
        return (open_reading("DATE", f"XXXX-{code}"),)
    if year is None:
        year = _season_year(found, month, key)
    return (modified(open_reading("DATE", f"{year:04}-{code}", season_of(year, name)), modifier),)


def _season_year(found: Found, month: int, key: str) -> int:
    filed = found.filed
    assert filed is not None
    now = add_months(filed, -2).year if month == 12 and filed.month <= 2 else filed.year  # noqa: PLR2004 (winter)
    begun = date(now, month, 1) <= filed
    over = begun and add_months(date(now, month, 1), 3) <= filed
    if key in {"next", "coming"}:
        return now + begun
    if key in {"last", "past", "previous"}:
        return now - (not over)
    if key == "this" or found.ahead:
        return now + (over and bool(found.ahead) and key != "this")
    return now - (not begun)


def _fiscal(found: Found) -> tuple[Reading, ...]:
    if found.has("y"):
        return (open_reading("DATE", f"FY{found.word('y')}", year_reading(int(found.word("y"))).days, confidence=0.5),)
    if found.word("u") != "year" or found.filed is None:
        return ()
    year = found.filed.year + {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(found.word("k"), 0)
    return (open_reading("DATE", f"FY{year}", year_reading(year).days, confidence=0.5),)


def _feast(found: Found) -> tuple[Reading, ...]:
    if found.in_name:
        return ()  # "Christmas Island"
    spelled = found.word("n").replace("’", "'")
    feast = found.feasts[spelled]
    if feast.once is not None:
        return (day_reading(feast.once, confidence=1.0),)
    year = named_year(found)
    if year is not None:
        days = feast.in_year(year)
    elif found.filed is None:
        days = None
    else:
        key = found.word("k")
        ahead = {"last": False, "past": False, "next": True, "coming": True}.get(key, found.ahead)
        days = feast.nearest(found.filed, ahead=ahead)
    if days is None:
        return (open_reading("DATE", "XXXX-XX-XX", confidence=0.3),)
    if days[0] == days[1]:
        return (day_reading(days[0]),)
    return (open_reading("DATE", f"{days[0]}/{days[1]}", days),)


RULES = (
    rule("decade", f"(?P<the>THE)? {MODIFIER}? (?P<n>DECADE|DECADEW)", _decade),
    rule("century", f"{MODIFIER}? THE? (?P<n>ORDINAL) HYPHEN? (?P<u>UNIT)", _century),
    rule(
        "quarter",
        "THE? FISCAL? (?P<n>ORDINAL|LAST) (?:HYPHEN|FISCAL)? QUARTER"
        "(?: (?:OF|IN)? FISCAL? UNIT? (?P<y>YEAR)| (?:OF|IN)? (?P<r>LAST|THIS|NEXT) UNIT| (?P<the_year>OF THE UNIT))?",
        _quarter,
    ),
    rule(
        "half",
        "THE? (?P<n>ORDINAL|LAST) HYPHEN? (?P<half>HALF)"
        "(?: (?:OF|IN)? (?P<y>YEAR)| (?:OF|IN)? (?P<r>LAST|THIS|NEXT) UNIT| (?P<the_year>OF THE UNIT))",
        _quarter,
    ),
    rule("quarter_code", "(?P<n>QN)(?: OF? (?P<y>YEAR))?", _quarter),
    rule(
        "season",
        f"(?P<the>THE)? {MODIFIER}? (?P<k>LAST|NEXT|THIS PAST|THIS|COMING|PREVIOUS)? (?P<s>SEASON|FALL)"
        "(?: OF? (?P<y>YEAR))?",
        _season,
    ),
    rule("fiscal", "THE? (?P<k>LAST|NEXT|THIS|CURRENT|PREVIOUS|COMING)? FISCAL (?P<u>UNIT)? (?P<y>YEAR)?", _fiscal),
    rule("feast", f"(?P<k>LAST|NEXT|THIS PAST|THIS|COMING)? (?P<n>FEAST){YEAR}?", _feast),
)
"""Rules for quarters, seasons, eras and feasts."""
