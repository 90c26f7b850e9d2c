"""What the readers' tests share: bytes in, items out."""

import io
from collections.abc import Iterable
from typing import Any

from dateline.sources.article import Article, Origin, Refusal
from dateline.sources.limits import Limits
from dateline.sources.opening import HEAD_BYTES
from dateline.sources.reading import ReadOptions, read_paths, read_stream

Items = list[Article | Refusal]


def read(raw: bytes, name: str = "input", *, reader: str | None = None, **origin: Any) -> Items:
    """Read bytes as if they were a file of that name."""
    stream = io.BufferedReader(io.BytesIO(raw), HEAD_BYTES)  # type: ignore[arg-type]
    return list(read_stream(stream, Origin(file=name, **origin), reader))


def read_files(paths: Iterable[object], **options: Any) -> Items:
    """Read files through the whole door."""
    return list(read_paths(map(str, paths), options=ReadOptions(**options)))


def articles(items: Items) -> list[Article]:
    """The reports; fails on a refusal."""
    for item in items:
        assert isinstance(item, Article), str(item)
    return [item for item in items if isinstance(item, Article)]


def refusals(items: Items) -> list[Refusal]:
    """The refusals alone."""
    return [item for item in items if isinstance(item, Refusal)]


SMALL = Limits(record_bytes=10_000, file_bytes=100_000, ratio_from_bytes=1_000, members=20)
"""Caps that a test can reach quickly."""
