"""Strict readers for the data files that people write: every complaint names the file and the line.

YAML scalars are all read as text (`NO` stays "NO", `010` stays "010") and repeated keys are errors.
TSV files have `#` comment lines, one header line and as many cells in every row as in the header.
TOML is what users write: settings, mappings, lists of feeds.
"""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from dateline.errors import ConfigError, DataFileError

Shape = TypeVar("Shape", bound=BaseModel)

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def data_folder() -> Path:
    """The folder of the data files that ship inside the package."""
    return Path(str(resources.files("dateline").joinpath("data")))


def short_name(path: Path) -> str:
    """The path as evidence names it: relative to our data folder, or as given where it lies elsewhere."""
    try:
        return path.relative_to(data_folder()).as_posix()
    except ValueError:
        return path.as_posix()


def read_yaml(path: Path, shape: type[Shape]) -> Shape:
    """Read one YAML file into `shape`, a pydantic model.

    Raises:
        DataFileError: `file:line: where: what is wrong`, for bad YAML, a repeated key or a value of the wrong shape.
    """
    node = _compose(path)
    try:
        return shape.model_validate(_plain(node, path))
    except ValidationError as trouble:
        first = trouble.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        line = _line(node, first["loc"])
        found = "" if isinstance(first["input"], dict | list) else f", found {first['input']!r}"
        more = f" (and {trouble.error_count() - 1} more)" if trouble.error_count() > 1 else ""
        raise DataFileError(f"{path}:{line}: {where}: {first['msg']}{found}{more}") from trouble


def fault(path: Path, where: tuple[str | int, ...], message: str) -> NoReturn:
    """Complain about a value of the right shape that does not fit the rest of what we know.

    Args:
        path: the YAML file.
        where: the keys and indexes that lead to the value.
        message: what was found and what is allowed.

    Raises:
        DataFileError: always; `file:line: where: message`.
    """
    place = ".".join(str(part) for part in where)
    raise DataFileError(f"{path}:{_line(_compose(path), where)}: {place}: {message}")


def _compose(path: Path) -> yaml.Node:
    try:
        with path.open("rb") as stream:
            node = yaml.compose(stream, Loader=_Loader)
    except OSError as trouble:
        raise DataFileError(f"{path}: cannot be read: {trouble.strerror}") from trouble
    except yaml.MarkedYAMLError as trouble:
        line = trouble.problem_mark.line + 1 if trouble.problem_mark else 1
        raise DataFileError(f"{path}:{line}: not YAML: {trouble.problem}") from trouble
    except (yaml.YAMLError, UnicodeDecodeError) as trouble:
        raise DataFileError(f"{path}:1: not YAML: {trouble}") from trouble
    if node is None:
        raise DataFileError(f"{path}:1: the file is empty")
    return node


def _plain(node: yaml.Node, path: Path) -> Any:
    """A YAML node as dicts, lists and strings; an empty scalar or `~` is None."""
    if isinstance(node, yaml.MappingNode):
        table: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise DataFileError(f"{path}:{key.start_mark.line + 1}: a key must be a word, not a list or a table")
            if key.value in table:
                raise DataFileError(f"{path}:{key.start_mark.line + 1}: the key {key.value!r} is repeated")
            table[key.value] = _plain(value, path)
        return table
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, path) for item in node.value]
    return None if getattr(node, "style", None) is None and node.value in ("", "~") else node.value


def _line(node: yaml.Node, where: Sequence[int | str]) -> int:
    """The line of the value that `where` leads to, or of the nearest thing around it."""
    for part in where:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        elif isinstance(node, yaml.MappingNode):
            below = {key.value: value for key, value in node.value}
            if part not in below:
                break
            node = below[part]
    return int(node.start_mark.line) + 1


def read_tsv(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line number, row) of a TSV file whose header must be exactly `columns`.

    Raises:
        DataFileError: `file:line: what was expected and found`.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as trouble:
        raise DataFileError(f"{path}: cannot be read: {trouble.strerror}") from trouble
    except UnicodeDecodeError as trouble:
        raise DataFileError(f"{path}: is not UTF-8: {trouble}") from trouble
    header: list[str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.rstrip("\r").split("\t")
        if header is None:
            header = cells
            if header != list(columns):
                raise DataFileError(
                    f"{path}:{number}: expected the columns {', '.join(columns)}, found {', '.join(header)}"
                )
        elif len(cells) != len(header):
            raise DataFileError(f"{path}:{number}: expected {len(header)} cells, found {len(cells)}")
        else:
            yield number, dict(zip(header, cells, strict=True))
    if header is None:
        raise DataFileError(f"{path}:1: expected a header line with {', '.join(columns)}, found none")


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file that a user wrote: settings, a mapping, a list of feeds.

    Raises:
        ConfigError: the file, and why it cannot be read.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as trouble:
        raise ConfigError(f"{path}: cannot be read: {trouble.strerror}; check the path") from trouble
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise ConfigError(f"{path}: not TOML: {trouble}; see the example in the documentation") from trouble
