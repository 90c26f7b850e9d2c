"""Records of scrapers and of Dateline itself, recognised by their keys, to reports."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from dateline.model.provenance import Provenance
from dateline.sources.article import Article
from dateline.sources.days import read_day
from dateline.sources.mapping import Mapping
from dateline.sources.markup import fragment_text
from dateline.sources.refused import RefusedError
from dateline.sources.shapes import SHAPES, Shape

Record = dict[str, Any]

_NOTHING = frozenset({"", "none", "null", "nan", "n/a", "na", "undefined"})
_WEB = re.compile(r"https?://\S+$", re.IGNORECASE)
_SHA256 = re.compile(r"[0-9a-f]{64}$")
_RETRIEVED = ("retrieved", "retrievedat", "datedownload", "filedate", "crawldate", "provenance.retrieved")
_KEYS_SHOWN = 12
DAY_FROM = ("given", "metadata", "dateline", "htmldate")
"""What a filing day may rest on, strongest first."""


@dataclass(frozen=True, slots=True)
class Keys:
    """A record's values by folded key: "Source-Hostname", "source hostname" and "sourceHostname" are one key."""

    values: Record

    @classmethod
    def of(cls, record: Record) -> "Keys":
        """Fold the keys of a record; of two that fold alike the first that has a value wins."""
        values: Record = {}
        for key, value in record.items():
            name = fold(str(key))
            if values.get(name) is None:
                values[name] = value
        return cls(values)

    def has(self, name: str) -> bool:
        """Tell whether the key is there, whatever its value."""
        return name in self.values

    def get(self, name: str) -> Any:
        """The value under a folded key, going down at dots; None where there is none or it says so in words."""
        value: Any = self.values
        for step in name.split("."):
            if isinstance(value, dict):
                value = value.get(step)
            else:
                return None
        return None if isinstance(value, str) and value.strip().casefold() in _NOTHING else value


def fold(key: str) -> str:
    """A key in lower case without the marks that part its words."""
    return key.strip().casefold().replace("_", "").replace("-", "").replace(" ", "")


def read_record(record: Record, at: Callable[[str], Provenance], mapping: Mapping | None) -> Article:
    """Read a record by the mapping, else by the shape its keys show; `at` makes the provenance for a shape's name.

    Raises:
        RefusedError: the keys are of no known shape, or there is no text.
    """
    if mapping is not None:
        return _mapped(record, at(f"map:{mapping.name}"), mapping)
    keys = Keys.of(record)
    shape = shape_of(keys)
    if shape is None:
        found = ", ".join(list(map(str, record))[:_KEYS_SHOWN]) or "none"
        reason = f"found the keys {found}; expected text, and title, date, url, id where known"
        raise RefusedError("record.unknown_fields", f"{reason}; name yours in a mapping file: --map m.toml")
    return _shaped(keys, at(shape.name), shape)


def shape_of(keys: Keys) -> Shape | None:
    """The first shape whose marks a record bears."""
    return next((shape for shape in SHAPES if shape.fits(keys.has)), None)


def _shaped(keys: Keys, provenance: Provenance, shape: Shape) -> Article:
    title = words(first(keys, shape.title))
    text = joined(first(keys, shape.text)) or fragment_text(joined(first(keys, shape.html)))
    is_summary = bool(keys.get("issummary"))
    if not text:
        text, is_summary = joined(first(keys, shape.summary)), True
    if shape.title_in_text and title and text.startswith(title + "\n\n"):
        text = text[len(title) + 2 :]
    said = keys.get("datefrom")
    provenance = replace(provenance, retrieved=words(first(keys, _RETRIEVED)) or None)
    if shape.title_in_text and _SHA256.match(str(keys.get("sha256"))):
        provenance = replace(provenance, sha256=str(keys.get("sha256")))  # of the bytes the report was first read from
    article = Article(
        text=text,
        title=title,
        outlet=words(first(keys, shape.outlet, refuse=_WEB)) or None,
        url=words(first(keys, shape.url, want=_WEB)) or None,
        id=words(first(keys, shape.id)) or None,
        language=words(first(keys, shape.language)) or None,
        authors=names(first(keys, shape.authors)),
        is_summary=is_summary,
        withdrawn=bool(keys.get("withdrawn")),
        provenance=provenance,
    )
    return dated(article, first(keys, shape.date), said=said if said in DAY_FROM else "metadata")


def _mapped(record: Record, provenance: Provenance, mapping: Mapping) -> Article:
    found = {name: [v for key in keys if (v := down(record, key)) is not None] for name, keys in mapping.fields.items()}
    one = {name: values[0] if values else mapping.constants.get(name) for name, values in found.items()}
    one = {**mapping.constants, **{name: value for name, value in one.items() if value is not None}}
    article = Article(
        text="\n\n".join(filter(None, map(joined, found["text"]))),
        title=words(one.get("title")),
        outlet=words(one.get("outlet")) or None,
        url=words(one.get("url")) or None,
        id=words(one.get("id")) or None,
        language=words(one.get("language")) or None,
        authors=names(one.get("authors")),
        provenance=replace(provenance, retrieved=words(one.get("retrieved")) or None),
    )
    return dated(article, one.get("date"), pattern=mapping.date_format)


def dated(article: Article, value: Any, *, said: str = "metadata", pattern: str | None = None) -> Article:
    """Give a report the filing date that its source tells, or a note that it could not be read."""
    if value is None:
        return article
    day = read_day(value, pattern)
    if day is None:
        expected = (
            f"a date like {pattern!r}" if pattern else "a date like 2023-08-13 ([dates] format in a mapping file)"
        )
        return article.with_note("date.unreadable", f"the date field says {str(value)[:60]!r}; expected {expected}")
    return replace(article, filed=day, filed_from=said)


def first(
    keys: Keys, names_: tuple[str, ...], *, want: re.Pattern[str] | None = None, refuse: re.Pattern[str] | None = None
) -> Any:
    """The first value among keys that is there and looks as wanted."""
    for name in names_:
        value = keys.get(name)
        if value is None or value in ([], {}):
            continue
        if want is not None and not (isinstance(value, str) and want.match(value.strip())):
            continue
        if refuse is not None and isinstance(value, str) and refuse.match(value.strip()):
            continue
        return value
    return None


def down(record: Any, key: str) -> Any:
    """The value under a key as written, or else down a dotted path through objects and lists."""
    value = record.get(key) if isinstance(record, dict) else None
    if value is None and "." in key:
        value = record
        for step in key.split("."):
            if isinstance(value, list) and step.isdigit() and int(step) < len(value):
                value = value[int(step)]
            elif isinstance(value, dict):
                value = value.get(step)
            else:
                return None
    return None if isinstance(value, str) and value.strip().casefold() in _NOTHING else value


def words(value: Any) -> str:
    """One line of text from a string, a number, an object with a name, or the first of a list."""
    if isinstance(value, list):
        return next(filter(None, map(words, value)), "")
    if isinstance(value, dict):
        return words(value.get("name") or value.get("value"))
    if value is None or isinstance(value, bool):
        return ""
    return " ".join(str(value).split())


def below(title: str, text: str) -> str:
    """The text without a first line that only repeats the title, as extractors give the page's headline."""
    line, _, rest = text.partition("\n")
    return rest.lstrip("\n") if title and rest.strip() and words(line) == words(title) else text


def names(value: Any) -> tuple[str, ...]:
    """Authors from a list of strings or objects, or from one string with `;` between them."""
    if isinstance(value, str):
        value = value.split(";")
    found = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(filter(None, map(words, found))))


def joined(value: Any) -> str:
    """The text of a report from a string, a list of paragraphs, or fundus' summary and sections with headlines."""
    if isinstance(value, list):
        return "\n\n".join(filter(None, map(joined, value)))
    if isinstance(value, dict):
        parts = ("summary", "headline", "paragraphs", "sections", "text", "value")
        return joined([value[part] for part in parts if part in value])
    return value.strip("\r\n") if isinstance(value, str) else ""
