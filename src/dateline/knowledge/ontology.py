"""The ontology that events are coded in: types, modes, contexts, sectors and the CAMEO codes they answer to.

Our own files are read first, then those of every overlay folder, which may add to them and never change them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from dateline.errors import ConfigError, DataFileError
from dateline.knowledge.codes import (
    AuxiliaryMode,
    CameoCode,
    Context,
    EventType,
    Mode,
    NonState,
    PartlyRecognised,
    Sector,
)
from dateline.knowledge.files import data_folder, fault, read_tsv, read_yaml, short_name
from dateline.knowledge.schema import ModeShape, OntologyShape, TypeShape
from dateline.model.event import Worth

GoldsteinScale = Literal["icews", "gdelt"]

CAMEO_COLUMNS = (
    *("code", "name", "root", "quad", "goldstein_icews", "goldstein_gdelt"),
    *("type", "mode", "contexts", "decision"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """Everything that events may be coded as. Made by `load_ontology`; tuples keep the files' order."""

    types: tuple[EventType, ...]
    contexts: tuple[Context, ...]
    sectors: tuple[Sector, ...]
    nonstate: tuple[NonState, ...]
    partly_recognised: tuple[PartlyRecognised, ...]
    auxiliary_modes: tuple[AuxiliaryMode, ...]
    cameo: Mapping[str, CameoCode]
    _types: Mapping[str, EventType]
    _modes: Mapping[tuple[str, str], Mode]

    def knows(self, type: str, mode: str | None = None) -> bool:  # noqa: A002  (the record's own word)
        """Tell whether there is such a type and, if one is given, such a mode of it."""
        return type in self._types and (mode is None or (type, mode) in self._modes)

    def type_of(self, name: str) -> EventType:
        """Return the type called `name`.

        Raises:
            ConfigError: listing the known types.
        """
        if name not in self._types:
            raise ConfigError(f"there is no event type {name!r}; known are {', '.join(self._types)}")
        return self._types[name]

    def modes_of(self, type: str) -> tuple[Mode, ...]:  # noqa: A002
        """Return the modes of a type, in the files' order.

        Raises:
            ConfigError: listing the known types.
        """
        return self.type_of(type).modes

    def mode_of(self, type: str, name: str) -> Mode:  # noqa: A002
        """Return the mode `name` of `type`.

        Raises:
            ConfigError: listing the known types, or the modes of the type.
        """
        known = self.modes_of(type)
        if (type, name) not in self._modes:
            raise ConfigError(f"{type} has no mode {name!r}; it has {', '.join(m.name for m in known) or 'none'}")
        return self._modes[type, name]

    def quad(self, type: str, mode: str | None = None) -> int:  # noqa: A002
        """Return the quad class: 1-4, or 0 for neither.

        Raises:
            ConfigError: for an unknown type or mode.
        """
        return self._entry(type, mode).quad

    def score(self, type: str, mode: str | None = None) -> float | None:  # noqa: A002
        """Return PLOVER's score from -10 (conflict) to 10 (cooperation), None where it gives none.

        Raises:
            ConfigError: for an unknown type or mode.
        """
        return self._entry(type, mode).score

    def cameo_of(self, type: str, mode: str | None = None) -> tuple[str, ...]:  # noqa: A002
        """Return the CAMEO codes that an event of this type and mode may have, best first; () if CAMEO has none.

        They are the deepest codes that type and mode by themselves allow; a trigger may know a deeper one.

        Raises:
            ConfigError: for an unknown type or mode.
        """
        return self._entry(type, mode).cameo

    def from_cameo(self, code: str) -> CameoCode | None:
        """Return what a CAMEO code ("173", "0231") is in the ontology, None if CAMEO has no such code."""
        return self.cameo.get(code)

    def goldstein(self, code: str, *, scale: GoldsteinScale = "icews") -> float | None:
        """Return the Goldstein score (-10 … 10) of a CAMEO code on one data set's scale.

        Where that data set lacks the code, its nearest ancestor with a score answers; None for no such code.
        """
        entry = self.cameo.get(code)
        while entry is not None:
            score = entry.goldstein_icews if scale == "icews" else entry.goldstein_gdelt
            if score is not None:
                return score
            entry = self.cameo.get(entry.parent or "")
        return None

    def worth(self, type: str, mode: str | None, cameo: Sequence[str]) -> Worth:  # noqa: A002
        """Return PLOVER's score and quad, and the Goldstein score (ICEWS) of the first of the CAMEO codes."""
        goldstein = self.goldstein(cameo[0]) if cameo else None
        return Worth(goldstein=goldstein, score=self.score(type, mode), quad=self.quad(type, mode))

    def _entry(self, type_: str, mode: str | None) -> EventType | Mode:
        return self.type_of(type_) if mode is None else self.mode_of(type_, mode)


def load_ontology(overlays: Sequence[Path] = ()) -> Ontology:
    """Read our ontology and, over it, `ontologies/*.yaml` of every overlay folder, which may add types, modes and more.

    Raises:
        DataFileError: `file:line: what was expected and found`; a name that is already taken is an error, too.
    """
    table = data_folder() / "ontologies" / "cameo.tsv"
    draft = _Draft(codes=frozenset(row["code"] for _, row in read_tsv(table, CAMEO_COLUMNS)))
    for folder in (data_folder(), *overlays):
        if not folder.is_dir():
            raise DataFileError(
                f"{folder}:1: expected a folder that holds ontologies/, lexicons/ or gazetteers/, found none"
            )
        for path in sorted(folder.glob("ontologies/*.yaml")):
            draft.add(path, read_yaml(path, OntologyShape))
    ontology = draft.finish()
    return replace(ontology, cameo=_cameo(table, ontology))


class _Draft:
    """An ontology while its files are being read."""

    def __init__(self, *, codes: frozenset[str]) -> None:
        self.codes = codes
        self.types: dict[str, EventType] = {}
        self.contexts: list[Context] = []
        self.sectors: list[Sector] = []
        self.nonstate: list[NonState] = []
        self.partly: list[PartlyRecognised] = []
        self.status: list[AuxiliaryMode] = []
        self.taken: dict[tuple[str, str], str] = {}

    def add(self, path: Path, file: OntologyShape) -> None:
        """Take up one file.

        Raises:
            DataFileError: for a name that is taken, a mode of no type, or a code that CAMEO does not have.
        """
        for i, row in enumerate(file.types):
            self._add_type(path, ("types", i), row, file.ontology)
        for i, mode in enumerate(file.modes):
            if mode.type not in self.types:
                known = ", ".join(self.types)
                fault(path, ("modes", i, "type"), f"expected a known event type ({known}), found {mode.type!r}")
            self._add_mode(path, ("modes", i), mode.type, mode, file.ontology)
        for i, context in enumerate(file.contexts):
            self._claim(path, ("contexts", i, "name"), "context", context.name)
            self.contexts.append(Context(name=context.name, gloss=context.gloss))
        for i, sector in enumerate(file.sectors):
            self._claim(path, ("sectors", i, "code"), "code", sector.code)
            self.sectors.append(Sector(code=sector.code, tier=sector.tier, name=sector.name, gloss=sector.gloss))
        for i, body in enumerate(file.nonstate):
            self._claim(path, ("nonstate", i, "code"), "code", body.code)
            self.nonstate.append(NonState(code=body.code, name=body.name, gloss=body.gloss))
        for i, entity in enumerate(file.partly_recognised):
            self._claim(path, ("partly_recognised", i, "name"), "entity", entity.name)
            self.partly.append(
                PartlyRecognised(name=entity.name, country=entity.country, of=entity.of, also=tuple(entity.also))
            )
        for i, status in enumerate(file.status):
            self._claim(path, ("status", i, "name"), "status", status.name)
            self.status.append(AuxiliaryMode(status=status.name, plover=status.plover, gloss=status.gloss))

    def _add_type(self, path: Path, where: tuple[str | int, ...], row: TypeShape, ontology: str) -> None:
        self._claim(path, (*where, "name"), "type", row.name)
        self._claim(path, (*where, "short"), "short name", row.short)
        self._check_codes(path, where, row.cameo)
        self.types[row.name] = EventType(
            name=row.name,
            short=row.short,
            quad=row.quad,
            score=row.score,
            requires_recipient=row.requires_recipient,
            cameo=tuple(row.cameo),
            gloss=row.gloss,
            instead=tuple(row.instead),
            notes=tuple(row.notes),
            examples=tuple(row.examples),
            modes=(),
            ontology=ontology,
            rule=f"{short_name(path)}#{row.name}",
        )
        for i, mode in enumerate(row.modes):
            self._add_mode(path, (*where, "modes", i), row.name, mode, ontology)

    def _add_mode(self, path: Path, where: tuple[str | int, ...], type_: str, row: ModeShape, ontology: str) -> None:
        self._claim(path, (*where, "name"), f"{type_} mode", row.name)
        self._check_codes(path, where, row.cameo)
        above = self.types[type_]
        mode = Mode(
            type=type_,
            name=row.name,
            quad=above.quad if row.quad is None else row.quad,
            score=above.score if row.score is None else row.score,
            cameo=tuple(row.cameo) or above.cameo,
            gloss=row.gloss,
            example=row.example,
            ontology=ontology,
            rule=f"{short_name(path)}#{type_}.{row.name}",
        )
        self.types[type_] = replace(above, modes=(*above.modes, mode))

    def _check_codes(self, path: Path, where: tuple[str | int, ...], codes: Sequence[str]) -> None:
        for i, code in enumerate(codes):
            if code not in self.codes:
                fault(path, (*where, "cameo", i), f"expected a code of ontologies/cameo.tsv, found {code!r}")

    def _claim(self, path: Path, where: tuple[str | int, ...], kind: str, name: str) -> None:
        if (kind, name) in self.taken:
            fault(path, where, f"the {kind} {name!r} is already defined in {self.taken[kind, name]}")
        self.taken[kind, name] = short_name(path)

    def finish(self) -> Ontology:
        """Freeze what was read; the CAMEO table is still empty."""
        return Ontology(
            types=tuple(self.types.values()),
            contexts=tuple(self.contexts),
            sectors=tuple(self.sectors),
            nonstate=tuple(self.nonstate),
            partly_recognised=tuple(self.partly),
            auxiliary_modes=tuple(self.status),
            cameo={},
            _types=self.types,
            _modes={(mode.type, mode.name): mode for type_ in self.types.values() for mode in type_.modes},
        )


def _cameo(path: Path, ontology: Ontology) -> dict[str, CameoCode]:
    """Read the crosswalk, holding every row against the ontology."""
    contexts = {context.name for context in ontology.contexts}
    table: dict[str, CameoCode] = {}
    for number, row in read_tsv(path, CAMEO_COLUMNS):
        where = f"{path}:{number}:"
        if row["code"] in table:
            raise DataFileError(f"{where} the code {row['code']} is repeated")
        if row["type"] and not ontology.knows(row["type"], row["mode"] or None):
            found = f"{row['type']} {row['mode']}".rstrip()
            raise DataFileError(f"{where} expected a known type and mode, found {found}")
        strange = [name for name in row["contexts"].split() if name not in contexts]
        if strange:
            raise DataFileError(f"{where} expected known contexts, found {', '.join(strange)}")
        table[row["code"]] = _cameo_code(row, where)
    return table


def _cameo_code(row: dict[str, str], where: str) -> CameoCode:
    return CameoCode(
        code=row["code"],
        name=row["name"],
        root=row["root"],
        quad=int(_number(row["quad"], where) or 0),
        goldstein_icews=_number(row["goldstein_icews"], where),
        goldstein_gdelt=_number(row["goldstein_gdelt"], where),
        type=row["type"] or None,
        mode=row["mode"] or None,
        contexts=tuple(row["contexts"].split()),
        decision=row["decision"],
    )


def _number(cell: str, where: str) -> float | None:
    try:
        return float(cell) if cell else None
    except ValueError as trouble:
        raise DataFileError(f"{where} expected a number, found {cell!r}") from trouble
