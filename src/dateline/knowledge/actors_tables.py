"""The tables of names and role nouns, indexed by key for the longest match."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dateline.errors import DataFileError
from dateline.knowledge.files import data_folder, short_name
from dateline.knowledge.petrarch import ActorEntry, Dictionary, load_petrarch
from dateline.text.people.actor_words import key_of, singular

Row = tuple[str, ...]  # the cells of one line, as the table's kind orders them
FOLDER = "gazetteers"
DICTIONARIES = "actors"

# file, kind, columns; of two tables with one name, the upper one wins
NAME_TABLES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("leaders.tsv", "leader", ("name", "other_names", "country", "sector", "from", "to", "office", "source")),
    ("metonyms.tsv", "seat", ("name", "country", "sector", "source")),
    ("country_aliases.tsv", "country", ("name", "country", "source")),
    ("country_names.tsv", "country", ("name", "country", "language")),
    ("demonyms.tsv", "demonym", ("word", "country", "kind", "source")),
    ("organisations.tsv", "body", ("name", "canonical", "country", "sector", "from", "to", "source")),
    ("groups_phoenix.tsv", "group", ("name", "canonical", "country", "sector")),
    ("leaders_phoenix.tsv", "minister", ("name", "country", "sector", "from", "to")),
    ("towns.tsv", "town", ("name", "country", "kind", "source")),
)
AGENT_COLUMNS = ("agent", "sector", "kind", "source")
OTHER_CODES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
_ACRONYM = 5  # letters up to which a name in capitals is an acronym that must be in capitals in the text


@dataclass(frozen=True, slots=True)
class Named:
    """All rows for one name: of one table, or for a person of all. `kind` is the table's kind, or "person"."""

    kind: str
    file: str
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Agent:
    """A role noun: its sector ("" for none) by kind, as in agents.tsv."""

    name: str
    file: str
    kinds: tuple[tuple[str, str], ...]  # (kind, sector)

    @property
    def proper(self) -> bool:
        """Whether the noun counts only where it is written with a capital."""
        return self.name[0].isupper()

    def sector(self, *kinds: str) -> str | None:
        """The sector of the first of these kinds that the noun has; None where it has none of them."""
        for wanted in kinds:
            for kind, sector in self.kinds:
                if kind == wanted:
                    return sector
        return None


@dataclass(slots=True)
class Tables:
    """Names and agents by key; `starts` gives for a first word how many words a key can have at most."""

    names: dict[str, tuple[str, str, str, str]] = field(default_factory=dict)  # kind, file, name, lines
    others: dict[str, list[tuple[str, str, str, str]]] = field(default_factory=dict)  # readings of lower rank
    agents: dict[str, Agent] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)
    agent_starts: dict[str, int] = field(default_factory=dict)
    acronyms: set[str] = field(default_factory=set)
    surnames: dict[str, dict[str, None]] = field(default_factory=dict)  # surname to full names, in order
    country_names: dict[str, str] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)  # keys of given names

    def add(self, name: str, kind: str, file: str, rest: str) -> None:
        """Add one row under its name; a reading of a table of lower rank is kept aside."""
        key = key_of(name)
        known = self.names.get(key)
        if known is None:
            self.names[key] = (kind, file, name, rest)
            first, _, more = key.partition(" ")
            length = more.count(" ") + 2 if more else 1
            if self.starts.get(first, 0) < length:
                self.starts[first] = length
            if length == 1 and len(name) <= _ACRONYM and name.isupper():
                self.acronyms.add(key)
        elif known[0] == kind and known[1] == file:
            self.names[key] = (kind, file, known[2], known[3] + "\n" + rest)
        else:
            self.others.setdefault(key, []).append((kind, file, name, rest))

    def add_person(self, name: str, file: str, rest: str, canonical: str) -> None:
        """Add one office of a person: rest is country, sector, from, to. All files' rows are kept, by rank of file."""
        key, line = key_of(name), f"{rest}\t{file}\t{canonical}"
        known = self.names.get(key)
        if known is not None and known[0] == "person":
            self.names[key] = ("person", known[1], known[2], f"{known[3]}\n{line}")
        else:
            self.add(name, "person", file, line)

    def add_agent(self, name: str, file: str, kinds: tuple[tuple[str, str], ...]) -> None:
        """Add one role noun under its own key and under the one with the singulars of all words but the last."""
        agent = Agent(name, file, kinds)
        key = key_of(name)
        words = key.split(" ")
        lemmas = " ".join([*map(singular, words[:-1]), words[-1]])
        self.agents[key] = agent
        self.agents.setdefault(lemmas, agent)
        for way in (key, lemmas):
            first = way.partition(" ")[0]
            self.agent_starts[first] = max(self.agent_starts.get(first, 0), way.count(" ") + 1)


def named(entry: tuple[str, str, str, str]) -> Named:
    """The rows of an entry, cut into cells."""
    kind, file, name, lines = entry
    return Named(kind, file, name, tuple(tuple(line.split("\t")) for line in lines.split("\n")))


def rows_of(path: Path, columns: Sequence[str]) -> Iterator[str]:
    """The lines below the header of one of our own tables, which must have exactly `columns`.

    Raises:
        DataFileError: `file:line` and what was expected.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as trouble:
        raise DataFileError(f"{path}: cannot be read: {trouble.strerror}") from trouble
    header, tabs = "\t".join(columns), len(columns) - 1
    wanted = True
    for number, line in enumerate(lines, 1):
        if not line or (line[0] == "#" and "\t" not in line):
            continue
        if wanted:
            if line != header:
                raise DataFileError(f"{path}:{number}: expected the columns {', '.join(columns)}, found {line!r}")
            wanted = False
        elif line.count("\t") != tabs:
            raise DataFileError(f"{path}:{number}: expected {tabs + 1} cells, found {line.count(chr(9)) + 1}")
        else:
            yield line


def load_tables(overlays: Iterable[Path]) -> Tables:
    """Read the tables of each overlay folder, then our own; the first folder's rows outrank those of the next.

    An overlay holds `gazetteers/*.tsv` in the shape of ours and `actors/*.txt` in that of PETRARCH.

    Raises:
        DataFileError: `file:line` and what is wrong.
    """
    tables, places = Tables(), list[Dictionary]()
    own = data_folder()
    for line in rows_of(own / FOLDER / "countries.tsv", ("alpha3", "alpha2", "name")):
        code, _, name = line.split("\t")
        tables.country_names[code] = name
    given = rows_of(own / FOLDER / "given_names.tsv", ("name", "gender"))
    tables.given.update(key_of(line.partition("\t")[0]) for line in given)
    for root in (*overlays, own):
        for file, kind, columns in NAME_TABLES:
            path = root / FOLDER / file
            if path.is_file():
                _read_names(tables, path, kind, columns)
        path = root / FOLDER / "agents.tsv"
        if path.is_file():
            _read_agents(tables, path)
        dictionaries = [load_petrarch(path) for path in sorted((root / DICTIONARIES).glob("*.txt"))]
        for dictionary in dictionaries:
            _read_dictionary(tables, dictionary)
        places += dictionaries
    for dictionary in places:
        _read_places(tables, dictionary)
    return tables


def _read_places(tables: Tables, dictionary: Dictionary) -> None:
    """Names that only tell a country. They come last: the format does not tell "Afghan" from "Afghanistan"; we do."""
    file = short_name(dictionary.path)
    for actor in dictionary.actors:
        if _is_place(actor):
            for name in actor.names:
                tables.add(name, "country", file, f"{actor.terms[0].country}\t{file}")


def _is_place(actor: ActorEntry) -> bool:
    term = actor.terms[0]
    plain = len(actor.terms) == 1 and not (term.start or term.end or term.sector)
    return plain and term.country is not None and term.country not in OTHER_CODES


def _read_dictionary(tables: Tables, dictionary: Dictionary) -> None:
    file = short_name(dictionary.path)
    for agent in dictionary.agents:
        for name in agent.names:
            if key_of(name) not in tables.agents:
                tables.add_agent(name, file, (("person", agent.sector),))
    for actor in dictionary.actors:
        if _is_place(actor):
            continue
        dated = len(actor.terms) > 1 or any(term.start or term.end for term in actor.terms)
        for name in actor.names:
            for term in actor.terms:
                country, sector = term.country or "", term.sector or ""
                if dated:
                    tables.add_person(name, file, f"{country}\t{sector}\t{term.start}\t{term.end}", actor.names[0])
                else:
                    tables.add(name, "body", file, f"{actor.names[0]}\t{country}\t{sector}\t\t\t{file}")


def _read_names(tables: Tables, path: Path, kind: str, columns: tuple[str, ...]) -> None:
    file = short_name(path)
    add = tables.add
    for line in rows_of(path, columns):
        name, _, rest = line.partition("\t")
        if kind == "leader":
            others, country, sector, start, end, *_ = rest.split("\t")
            rest = f"{country}\t{sector}\t{start}\t{end}"
            for other in others.split("|") if others else ():
                tables.add_person(other, file, rest, name)
        if kind in ("leader", "minister"):
            tables.add_person(name, file, rest, name)
            tables.surnames.setdefault(key_of(name.rpartition(" ")[2]), {})[key_of(name)] = None
            continue
        add(name, kind, file, rest)
        if kind == "demonym" and rest.split("\t", 2)[1] == "people":
            add(_plural(name), "demonym", file, rest)


def _plural(name: str) -> str:
    if name.endswith(("s", "sh", "ch", "ese", "x", "z")):
        return name
    if name.endswith("man"):
        return name[:-3] + "men"
    return name + "s"


def _read_agents(tables: Tables, path: Path) -> None:
    found: dict[str, list[tuple[str, str]]] = {}
    for line in rows_of(path, AGENT_COLUMNS):
        name, sector, kind, _ = line.split("\t")
        found.setdefault(name, []).append((kind, sector))
    file = short_name(path)
    for name, kinds in found.items():
        if key_of(name) not in tables.agents:
            tables.add_agent(name, file, tuple(kinds))
