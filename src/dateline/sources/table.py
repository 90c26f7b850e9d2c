"""CSV and TSV with a header (or trafilatura's without one) to reports, a row each."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from dateline.sources.article import Article, Origin, Refusal
from dateline.sources.fields import Keys, fold, read_record, shape_of
from dateline.sources.mapping import Mapping
from dateline.sources.refused import RefusedError
from dateline.sources.shapes import KNOWN_KEYS

TRAFILATURA = "url id fingerprint hostname title image date text comments license pagetype".split()
"""The columns of `trafilatura --csv`, which writes no header, with tabs and "null"."""
ROW_BYTES = 16_000_000
"""The largest row, in bytes: eight times the longest report; more is a quote left open."""
_DELIMITERS = ",\t;|"
_ENOUGH_KNOWN = 2  # columns, so that a sentence with commas is no header
_DAY_OR_NULL = re.compile(r"(?:\d{4}-\d{2}-\d{2}|null)$")
_NOT_UTF8 = "\udc80", "\udcff"  # what `surrogateescape` makes of bytes that are not UTF-8


@dataclass(slots=True)
class Lines:
    """The lines of a stream as text, with the raw bytes since the last `take` and where they began."""

    stream: BinaryIO
    encoding: str
    cap: int
    offset: int = 0
    raw: bytearray = field(default_factory=bytearray)

    def __iter__(self) -> Iterator[str]:
        """Go on line by line; a line over the cap ends the reading."""
        first = True
        while line := self.stream.readline(self.cap + 1):
            self.raw += line
            if len(self.raw) > self.cap:
                raise RefusedError(
                    "record.too_large", f"a row larger than {self.cap / 1e6:g} MB; is a quote left open?"
                )
            text = line.decode(self.encoding, "surrogateescape")
            yield text.removeprefix("\ufeff") if first else text
            first = False

    def take(self) -> tuple[bytes, int]:
        """The bytes of the row just read and the offset at which it began."""
        raw, offset = bytes(self.raw), self.offset
        self.raw.clear()
        self.offset += len(raw)
        return raw.rstrip(b"\r\n"), offset


class TableSource:
    """RFC 4180 tables; the delimiter is that under which the first line shows known columns."""

    name = "csv"

    def claims(self, head: bytes, path: str) -> float:
        """A first line with columns of a known shape."""
        line = head.split(b"\n", 1)[0].decode("utf-8", "replace").removeprefix("\ufeff").rstrip("\r")
        if _headless(line.split("\t")) or _delimiter(line) is not None:
            return 0.7
        return 0.2 if path.lower().endswith((".csv", ".tsv")) else 0.0

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Article | Refusal]:
        """Read row by row.

        Raises:
            RefusedError: no column is known and there is no mapping, or a row exceeds the cap.
        """
        mapping, cap = origin.mapping, min(ROW_BYTES, origin.limits.record_bytes)
        lines = Lines(stream, mapping.encoding if mapping else "utf-8", cap)
        pieces = iter(lines)
        first = next(pieces, "")
        if not first:
            return
        delimiter = (mapping and mapping.delimiter) or _delimiter(first) or ("\t" if "\t" in first else ",")
        csv.field_size_limit(cap)  # the library's own limit, 131,072 characters, is shorter than some reports
        rows = csv.reader(_again(first, pieces), delimiter=delimiter)
        names = _columns(first, delimiter, mapping)
        if names is None:
            names = _header(rows)
            lines.take()
            if mapping is None and shape_of(Keys.of(dict.fromkeys(names, ""))) is None:
                found = ", ".join(names[:12])
                reason = f"found the columns {found}; expected text, and title, date, url, id where known"
                raise RefusedError(
                    "record.unknown_fields", f"{reason}; name yours in a mapping file: --map m.toml", line=1
                )
        yield from self._rows(rows, names, lines, origin)

    def _rows(self, rows: "csv._reader", names: list[str], lines: Lines, origin: Origin) -> Iterator[Article | Refusal]:  # type: ignore[name-defined]
        while True:
            number = rows.line_num + 1
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as trouble:
                lines.take()
                yield origin.refusal(self.name, "record.not_csv", f"not a row of CSV: {trouble}", line=number)
                continue
            raw, offset = lines.take()
            if not any(cells):
                continue
            try:
                _check(cells, names)
                yield read_record(
                    dict(zip(names, cells, strict=False)),
                    lambda shape, n=number, r=raw, o=offset: origin.provenance(
                        f"{self.name}:{shape}", r, line=n, offset=o
                    ),  # type: ignore[misc]
                    origin.mapping,
                )
            except RefusedError as trouble:
                yield origin.refusal(self.name, trouble.kind, trouble.reason, line=number)


def _header(rows: "csv._reader") -> list[str]:  # type: ignore[name-defined]
    try:
        return list(next(rows))
    except csv.Error as trouble:
        raise RefusedError("record.not_csv", f"its first row is not CSV: {trouble}; save it again", line=1) from trouble


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _check(cells: list[str], names: list[str]) -> None:
    if len(cells) > len(names) and any(cells[len(names) :]):
        found = f"{len(cells)} cells under {len(names)} columns"
        raise RefusedError("record.ragged", f"{found}; is a quote or a delimiter left open?")
    if any(_NOT_UTF8[0] <= c <= _NOT_UTF8[1] for cell in cells for c in cell):
        reason = "bytes that are not UTF-8; convert the file (iconv) or name its encoding in a mapping file"
        raise RefusedError("input.encoding", reason)


def _delimiter(line: str) -> str | None:
    """The delimiter under which a line shows the columns of a known shape, two or more of them."""
    for delimiter in _DELIMITERS:
        names = [cell.strip().strip('"') for cell in line.split(delimiter)]
        known = sum(fold(name) in KNOWN_KEYS for name in names)
        if known >= _ENOUGH_KNOWN and shape_of(Keys.of(dict.fromkeys(names, ""))) is not None:
            return delimiter
    return None


def _headless(cells: list[str]) -> bool:
    """Tell trafilatura's first row by its first line: the cells up to the text, which may go on over more lines."""
    if not TRAFILATURA.index("text") < len(cells) <= len(TRAFILATURA):
        return False
    starts_with_url = fold(cells[0]).startswith(("http://", "https://", "null"))
    return starts_with_url and bool(_DAY_OR_NULL.match(cells[TRAFILATURA.index("date")]))


def _columns(first: str, delimiter: str, mapping: Mapping | None) -> list[str] | None:
    """The names of the columns where no header gives them."""
    if mapping is not None and mapping.columns:
        return list(mapping.columns)
    return TRAFILATURA if delimiter == "\t" and _headless(first.rstrip("\r\n").split("\t")) else None
