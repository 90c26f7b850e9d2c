"""A small TOML file that says which column or key of foreign records holds what."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import ConfigError
from dateline.knowledge.files import read_toml

FIELDS = ("text", "title", "date", "url", "id", "outlet", "language", "authors", "retrieved")
"""What a mapping may fill."""
_TABLES = {
    "fields": "which key fills which field",
    "constants": "the same for all",
    "dates": "format",
    "csv": "delimiter, encoding, columns",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Where the fields of a report stand in foreign records.

    `fields` gives for each field the keys to try, or for `text` the keys to join; a dotted key goes down into
    nested objects and lists ("body.0.value"). `date_format` is a `strptime` pattern for dates that are no ISO dates.
    """

    name: str
    fields: dict[str, tuple[str, ...]]
    constants: dict[str, str]
    date_format: str | None = None
    delimiter: str | None = None
    encoding: str = "utf-8"
    columns: tuple[str, ...] = ()  # the names of the columns, where the file has no header


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file.

    Raises:
        ConfigError: the file, the entry, what was found and what is allowed.
    """
    table = read_toml(path)
    for name, value in table.items():
        if name not in _TABLES or not isinstance(value, dict):
            expected = ", ".join(f"[{known}] ({what})" for known, what in _TABLES.items())
            raise ConfigError(f"{path}: {name}: not a table of a mapping; expected {expected}")
    fields = {name: _keys(path, name, keys) for name, keys in table.get("fields", {}).items()}
    if "text" not in fields:
        raise ConfigError(f'{path}: fields.text is missing; name the column that holds the report: text = "body"')
    constants = {name: _word(path, f"constants.{name}", value) for name, value in table.get("constants", {}).items()}
    for name in (*fields, *constants):
        if name not in FIELDS:
            raise ConfigError(f"{path}: there is no field {name!r}; expected one of {', '.join(FIELDS)}")
    dates = _known(path, "dates", table, ("format",))
    csv = _known(path, "csv", table, ("delimiter", "encoding", "columns"))
    return Mapping(
        name=path.name,
        fields=fields,
        constants=constants,
        date_format=_word(path, "dates.format", dates["format"]) if "format" in dates else None,
        delimiter=_delimiter(path, csv),
        encoding=_encoding(path, csv.get("encoding", "utf-8")),
        columns=_keys(path, "csv.columns", csv["columns"]) if "columns" in csv else (),
    )


def _known(path: Path, name: str, table: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    for key in (found := table.get(name, {})):
        if key not in keys:
            raise ConfigError(f"{path}: {name}.{key}: not known; expected {', '.join(keys)}")
    return dict(found)


def _keys(path: Path, name: str, value: Any) -> tuple[str, ...]:
    keys = value if isinstance(value, list) else [value]
    if not keys or not all(isinstance(key, str) and key for key in keys):
        raise ConfigError(f"{path}: {name}: expected the name of a column or a list of names, found {value!r}")
    return tuple(keys)


def _word(path: Path, name: str, value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ConfigError(f"{path}: {name}: expected a text in quotes, found {value!r}")
    return value


def _delimiter(path: Path, csv: dict[str, Any]) -> str | None:
    delimiter = csv.get("delimiter")
    if delimiter is not None and not (isinstance(delimiter, str) and len(delimiter) == 1):
        raise ConfigError(f"{path}: csv.delimiter: expected one character, found {delimiter!r}")
    return delimiter


def _encoding(path: Path, value: Any) -> str:
    try:
        "a".encode(_word(path, "csv.encoding", value))
    except LookupError as trouble:
        raise ConfigError(f"{path}: csv.encoding: {value!r} is not an encoding that Python knows") from trouble
    return str(value)
