"""JSON to reports: JSON Lines, an array, or one object; from scrapers, news agencies, feeds and Dateline itself."""

import json
import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from dateline.model.provenance import Provenance
from dateline.sources.article import Article, Origin, Refusal
from dateline.sources.fields import Keys, Record, read_record, words
from dateline.sources.ninjs import is_ninjs, ninjs_article
from dateline.sources.refused import RefusedError

_LISTS = ("articles", "items", "results", "data", "records", "news", "docs")
"""Keys under which services wrap their list of articles."""
_MARKS, _MARKS_AT_MOST = (b"[", b"{", b","), 3_000_000
"""What values are made of: 64 MB of empty lists would take a gigabyte once they are read."""
_BOM = b"\xef\xbb\xbf"


class JsonSource:
    """JSON Lines as they come; an array or one pretty-printed object as a whole, up to the cap for a record."""

    name = "json"

    def claims(self, head: bytes, path: str) -> float:
        """An object or an array of objects at the beginning."""
        start = head.removeprefix(_BOM).lstrip()[:200]
        inside = start[1:].lstrip()
        if (start.startswith(b"{") and inside[:1] in (b'"', b"}")) or (start.startswith(b"[") and inside[:1] in b"{[]"):
            return 0.8
        return 0.2 if path.lower().endswith((".json", ".jsonl", ".ndjson")) else 0.0

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Article | Refusal]:
        """Read line by line if the first line is whole, else the stream as one document."""
        first, offset = b"", 0
        while not first.strip():
            offset += len(first)
            first = stream.readline(origin.limits.record_bytes + 1)
            if not first:
                return
        if _is_lines(first):
            yield from self._lines(first, offset, stream, origin)
        else:
            yield from self._whole(first, stream, origin)

    def _lines(self, line: bytes, offset: int, stream: BinaryIO, origin: Origin) -> Iterator[Article | Refusal]:
        cap, number = origin.limits.record_bytes, 1
        while line:
            if len(line) > cap:
                yield origin.refusal(self.name, "record.too_large", _too_large(cap), line=number)
                length = len(line) + _skip_line(stream, cap)
            else:
                length = len(line)
                if line.strip():
                    yield self._line(line, number, offset, origin)
            offset, number = offset + length, number + 1
            line = stream.readline(cap + 1)

    def _line(self, line: bytes, number: int, offset: int, origin: Origin) -> Article | Refusal:
        def at(shape: str) -> Provenance:
            return origin.provenance(f"{self.name}:{shape}", line.rstrip(b"\r\n"), line=number, offset=offset)

        try:
            return read_object(parse(line), at, origin)
        except RefusedError as trouble:
            return origin.refusal(self.name, trouble.kind, trouble.reason, line=number)

    def _whole(self, first: bytes, stream: BinaryIO, origin: Origin) -> Iterator[Article | Refusal]:
        cap = origin.limits.record_bytes
        raw = first + stream.read(cap + 1 - len(first)) if len(first) <= cap else first
        if len(raw) > cap:
            raise RefusedError("record.too_large", f"{_too_large(cap)}; write JSON Lines: jq -c '.[]'")
        found = parse(raw)
        rows = listed(found)
        outlet = words(found.get("title")) or None if isinstance(found, dict) and _is_feed(found) else None
        for number, row in enumerate(rows if rows is not None else [found], 1):
            one = rows is None
            digest = (
                raw if one else json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
            )

            def at(shape: str, digest: bytes = digest, number: int | None = None if one else number) -> Provenance:
                return origin.provenance(f"{self.name}:{shape}", digest, record=number)

            try:
                article = read_object(row, at, origin)
                yield article if article.outlet else replace(article, outlet=outlet)
            except RefusedError as trouble:
                yield origin.refusal(self.name, trouble.kind, trouble.reason, record=None if one else number)


def parse(raw: bytes) -> Any:
    """Parse JSON of unknown make: NaN and infinities become null, raw tabs in strings are let pass.

    Raises:
        RefusedError: it is not JSON, not UTF-8, nested too deeply, or holds a number of thousands of digits.
    """
    if (marks := sum(map(raw.count, _MARKS))) > _MARKS_AT_MOST:
        raise RefusedError("record.too_deep", f"{marks:,} brackets and commas, the cap is {_MARKS_AT_MOST:,}; split it")
    try:
        text = raw.removeprefix(_BOM).decode("utf-8")
        return json.loads(text, strict=False, parse_constant=lambda _: None, parse_float=_finite)
    except json.JSONDecodeError as trouble:
        where = f"line {trouble.lineno}, column {trouble.colno}" if b"\n" in raw.rstrip() else f"column {trouble.colno}"
        raise RefusedError(
            "record.not_json", f"not JSON at {where}: {trouble.msg}; write one object a line"
        ) from trouble
    except UnicodeDecodeError as trouble:
        raise RefusedError("input.encoding", f"byte {trouble.start} is not UTF-8; convert it with iconv") from trouble
    except RecursionError as trouble:
        raise RefusedError("record.too_deep", "brackets nested too deeply; flatten it") from trouble
    except ValueError as trouble:
        raise RefusedError("record.not_json", f"a value that cannot be read: {trouble}") from trouble


def _finite(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None


def _is_lines(first: bytes) -> bool:
    """Tell JSON Lines from one document by the first line: it holds an object, or closes one that does not parse."""
    try:
        return isinstance(parse(first), dict)
    except RefusedError:
        return first.lstrip().startswith(b"{") and first.rstrip().endswith(b"}")


def _too_large(cap: int) -> str:
    return f"larger than {cap / 1e6:g} MB, the cap for one record"


def _skip_line(stream: BinaryIO, cap: int) -> int:
    """Read on to the end of a line that is over the cap, keeping none of it; return its length."""
    length = 0
    while piece := stream.readline(cap):
        length += len(piece)
        if piece.endswith(b"\n"):
            break
    return length


def _is_feed(found: Record) -> bool:
    return "jsonfeed.org" in str(found.get("version"))


def listed(found: Any) -> list[Any] | None:
    """The records of an array, or of a service's answer that wraps one; None for a single record."""
    if isinstance(found, list):
        return found
    if isinstance(found, dict) and "text" not in found:
        for key in _LISTS:
            rows = found.get(key)
            if isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows):
                return rows
    return None


def read_object(found: Any, at: Any, origin: Origin) -> Article:
    """Read one parsed record.

    Raises:
        RefusedError: it is no object, or of no known shape, or without text.
    """
    if not isinstance(found, dict):
        what = type(found).__name__
        raise RefusedError("record.no_object", f'a JSON {what}, not an object; expected {{"text": …}}')
    record: Record = found
    keys = Keys.of(record)
    if origin.mapping is None and is_ninjs(keys):
        return ninjs_article(keys, at("ninjs"))
    return read_record(record, at, origin.mapping)
