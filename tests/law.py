"""The law of the house, checked on anything: every span holds the characters of its document that it names."""

import dataclasses
from collections.abc import Iterator
from typing import Any

from dateline.model.span import Span


def spans(thing: Any) -> Iterator[Span]:
    """Every span in a tree of dataclasses and tuples."""
    if isinstance(thing, Span):
        yield thing
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for field in dataclasses.fields(thing):
            if field.name != "_children":
                yield from spans(getattr(thing, field.name))
    elif isinstance(thing, tuple | list):
        for item in thing:
            yield from spans(item)


def span_rows(thing: Any) -> Iterator[dict[str, Any]]:
    """Every span in a record of plain dicts and lists."""
    if isinstance(thing, dict):
        if {"start", "end", "text"} <= thing.keys() and thing["start"] is not None and isinstance(thing["start"], int):
            yield thing
        for value in thing.values():
            yield from span_rows(value)
    elif isinstance(thing, list):
        for item in thing:
            yield from span_rows(item)


def broken(text: str, thing: Any) -> list[Any]:
    """The spans that break the law: `text[start:end]` is not what they say."""
    found: list[Any] = [s for s in spans(thing) if text[s.start : s.end] != s.text]
    found += [s for s in span_rows(thing) if text[s["start"] : s["end"]] != s["text"]]
    return found
