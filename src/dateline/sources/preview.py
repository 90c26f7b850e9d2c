"""The first reports of an input as a mapping or a recognised shape reads them, to be looked at before they are kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from dateline.sources.article import Article, Refusal
from dateline.sources.reading import DEFAULTS, ReadOptions, read_paths

_TEXT_SHOWN = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """One report or refusal: where it stands, how it was read, and what stands in each field ("" for nothing)."""

    where: str
    reader: str
    fields: tuple[tuple[str, str], ...]
    trouble: str = ""


def preview(paths: Iterable[str], *, options: ReadOptions = DEFAULTS, count: int = 5) -> tuple[Previewed, ...]:
    """Read the first `count` reports or refusals of an input.

    Raises:
        ConfigError: the options name no reader.
    """
    return tuple(map(_shown, islice(read_paths(paths, options=options), count)))


def _shown(item: Article | Refusal) -> Previewed:
    place = item.provenance
    if isinstance(item, Refusal):
        return Previewed(where=place.where, reader=place.reader, fields=(), trouble=item.reason)
    text = " ".join(item.text.split())
    cut = f"{text[:_TEXT_SHOWN]}… ({len(item.text):,} characters)" if len(text) > _TEXT_SHOWN else text
    fields = (
        ("id", item.identity),
        ("title", item.title),
        ("date", f"{item.filed} ({item.filed_from})" if item.filed else ""),
        ("outlet", item.outlet or ""),
        ("url", item.url or ""),
        ("language", item.language or ""),
        ("authors", "; ".join(item.authors)),
        ("text", cut),
    )
    trouble = "; ".join(note.message for note in item.notes)
    return Previewed(where=place.where, reader=place.reader, fields=fields, trouble=trouble)
