"""Actor and agent dictionaries of PETRARCH, TABARI and Phoenix to names, role nouns and their codes.

Format: docs/howto/petrarch-dictionaries.md, from the dictionaries' own comments and the PETRARCH manual.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from pathlib import Path

from dateline.errors import DataFileError
from dateline.knowledge.petrarch_codes import plover

_COMMENT = re.compile(r"(?:^|\s)#.*|<!--.*?-->|;.*")
_CODE = re.compile(r"\[\s*([^\]\s]*)\s*([^\]]*?)\s*\]")
_SET = re.compile(r"!([A-Z_]+)!")
_PLURALS = re.compile(r"\{([^}]*)\}")
_DAY = re.compile(r"\d{6}|\d{8}")
_SINCE_YEAR = 30  # two digits: 00-29 are 2000-2029, 30-99 are 1930-1999
_NONE = "---"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What a code says of an actor: country and sector (None: it says none), and the ISO days it holds between ("")."""

    country: str | None
    sector: str | None
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorEntry:
    """A named actor: its names, the fullest first, its terms and the line it stands on."""

    names: tuple[str, ...]
    terms: tuple[Term, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentEntry:
    """A role noun in all its written forms, in small letters, and its sector."""

    names: tuple[str, ...]
    sector: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary:
    """What one file holds."""

    path: Path
    actors: tuple[ActorEntry, ...] = ()
    agents: tuple[AgentEntry, ...] = ()


@dataclass(slots=True)
class _Raw:
    """The lines of one entry before they are understood."""

    names: list[str]
    line: int
    codes: list[tuple[str, str, int]] = field(default_factory=list)  # code, days, line


def load_petrarch(path: Path) -> Dictionary:
    """Read one dictionary file; actors and agents may stand in one file.

    Raises:
        DataFileError: `file:line` of the first fault, what was found and expected, and how many more faults there are.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as trouble:
        raise DataFileError(f"{path}: cannot be read: {trouble.strerror}") from trouble
    except UnicodeDecodeError as trouble:
        raise DataFileError(f"{path}: is not UTF-8: {trouble}") from trouble
    reader = _Reader()
    actors, agents = [], []
    for raw in reader.entries(text.split("\n")):
        try:
            if any(code.startswith("~") for code, _, _ in raw.codes):
                agents.append(_agent(raw, reader.sets))
            elif (actor := _actor(raw)) is not None:
                actors.append(actor)
        except _FaultError as fault:
            reader.faults.append((fault.line, fault.message))
    if reader.faults:
        line, message = min(reader.faults)
        more = f" (and {len(reader.faults) - 1} more)" if len(reader.faults) > 1 else ""
        raise DataFileError(f"{path}:{line}: {message}{more}")
    return Dictionary(path=path, actors=tuple(actors), agents=tuple(agents))


class _FaultError(Exception):
    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


class _Reader:
    """Cuts the lines into entries and collects what is wrong with single lines."""

    def __init__(self) -> None:
        self.sets: dict[str, tuple[str, ...]] = {}
        self.faults: list[tuple[int, str]] = []

    def entries(self, lines: Iterable[str]) -> Iterator[_Raw]:
        """Each entry once it is complete: a name, its synonyms ("+NAME") and its codes on these or the next lines."""
        raw: _Raw | None = None
        for number, line in enumerate(lines, 1):
            bare = _COMMENT.sub("", line.rstrip())
            if not bare.strip():
                continue
            if bare[0] not in "+ \t":
                if raw is not None:
                    yield raw
                raw = None if self._is_set(bare, number) else _Raw([], number)
            if raw is not None:
                self._line(raw, bare, number)
            elif bare[0] in "+ \t":
                self.faults.append((number, f"expected a name before {bare.strip()!r}"))
        if raw is not None:
            yield raw

    def _is_set(self, bare: str, number: int) -> bool:
        """Take a substitution set ("!PERSON! = MAN, WOMAN")."""
        if not bare.startswith("!") or "=" not in bare:
            return False
        name, _, members = bare.partition("=")
        found = tuple(m.strip() for m in members.split(",") if m.strip())
        if not _SET.fullmatch(name.strip()) or not found:
            self.faults.append((number, f"expected '!NAME! = WORD, WORD', found {bare.strip()!r}"))
        self.sets[name.strip().strip("!")] = found
        return True

    def _line(self, raw: _Raw, bare: str, number: int) -> None:
        rest = _CODE.sub("", bare)
        if "[" in rest or "]" in rest:
            self.faults.append((number, f"a code in brackets is not closed: {bare.strip()!r}"))
            return
        raw.codes += [(code, days, number) for code, days in _CODE.findall(bare)]
        name = rest.strip().removeprefix("+").strip()
        if name:
            raw.names.append(name)


def _actor(raw: _Raw) -> ActorEntry | None:
    """The entry with its codes understood; None where all its codes say "no actor" or it has none."""
    terms = []
    for code, days, line in raw.codes:
        if code == _NONE or not code:
            continue
        country, sector, unknown = plover(code)
        if unknown:
            raise _FaultError(line, f"[{code}]: {unknown!r} is no country, no kind of organisation and no role")
        start, end = _days(days, line)
        terms.append(Term(country=country, sector=sector, start=start, end=end))
    names = tuple(dict.fromkeys(filter(None, map(spelled, raw.names))))
    return ActorEntry(names=names, terms=tuple(terms), line=raw.line) if terms and names else None


def _agent(raw: _Raw, sets: Mapping[str, tuple[str, ...]]) -> AgentEntry:
    code, _, line = next(c for c in raw.codes if c[0].startswith("~"))
    _, sector, unknown = plover(code[1:], agent=True)
    if sector is None:
        raise _FaultError(line, f"[{code}]: {unknown!r} is no role of an agent that PLOVER has a sector for")
    names: list[str] = []
    for name in raw.names:
        plurals = [p for found in _PLURALS.findall(name) for p in found.split(",")]
        for form in (_PLURALS.sub("", name), *plurals):
            names += [spelled(word).lower() for word in _expanded(form, sets, raw.line)]
    return AgentEntry(names=tuple(dict.fromkeys(filter(None, names))), sector=sector, line=raw.line)


def _expanded(name: str, sets: Mapping[str, tuple[str, ...]], line: int) -> Iterator[str]:
    """The name with each set replaced by each of its members ("POLICE!PERSON!": "POLICEMAN", "POLICEWOMAN")."""
    parts = _SET.split(name)
    for used in parts[1::2]:
        if used not in sets:
            raise _FaultError(line, f"!{used}! is no set defined above; known are {', '.join(sorted(sets)) or 'none'}")
    for chosen in product(*([part] if n % 2 == 0 else sets[part] for n, part in enumerate(parts))):
        yield "".join(chosen)


def spelled(name: str) -> str:
    """'KOFI_ANNAN_' as 'Kofi Annan'; one short word ("UN_") stays in capitals, since it may be an acronym."""
    words = name.replace("_", " ").replace("=", " ").split()
    if len(words) == 1 and len(words[0]) <= 5:  # noqa: PLR2004  (as long as acronyms get in our own tables)
        return words[0]
    small = {"of", "the", "for", "and", "in", "de", "la", "del", "y"}
    return " ".join(w.lower() if n and w.lower() in small else w.capitalize() for n, w in enumerate(words))


def _days(text: str, line: int) -> tuple[str, str]:
    """'<900311', '>051122' and '030101-031231' as two ISO days, "" for an open side."""
    bare = text.replace(" ", "")
    if not bare:
        return "", ""
    if bare[0] in "<>":
        found = _day(bare[1:], line)
        return ("", found) if bare[0] == "<" else (found, "")
    start, dash, end = bare.partition("-")
    if not dash:
        raise _FaultError(line, f"expected '<day', '>day' or 'day-day', found {text!r}")
    return _day(start, line), _day(end, line)


def _day(text: str, line: int) -> str:
    """'051122' or '20051122' as '2005-11-22'."""
    if _DAY.fullmatch(text):
        year, rest = int(text[:-4]), text[-4:]
        if len(text) == 6:  # noqa: PLR2004  (YYMMDD)
            year += 2000 if year < _SINCE_YEAR else 1900
        try:
            return date(year, int(rest[:2]), int(rest[2:])).isoformat()
        except ValueError:
            pass
    raise _FaultError(line, f"expected a day as YYMMDD or YYYYMMDD, found {text!r}")
