"""A file to the streams in it: gzip and zip are opened (one level); all that is read is counted against caps."""

import gzip
import io
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from dateline.sources.article import Origin, Refusal
from dateline.sources.limits import Limits
from dateline.sources.paths import STANDARD_INPUT
from dateline.sources.refused import RefusedError
from dateline.sources.zip_table import check_zip

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD_BYTES = 65_536
"""How much of a stream a reader may look at to tell its format."""
GZIP, ZIP = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")
_SPOOL_BYTES = 16_000_000
_SYMLINK, _FILE_TYPE = 0o120000, 0o170000

Opened = tuple[io.BufferedReader, Origin]


class Readable(Protocol):
    """A binary stream that gives what it has: a file, a gzip or zip member."""

    def read1(self, size: int = -1, /) -> bytes:
        """At most `size` bytes, fewer where that is what one look brings; b"" at the end."""


class Meter(io.RawIOBase):
    """A stream that counts what is read of it and refuses to go on past a cap.

    Where the stream is damaged it ends, and `trouble` says so: the records before can still be read.
    """

    def __init__(
        self, inner: "Readable", limits: Limits, spent: Callable[[], int] | None = None, before: int = 0
    ) -> None:
        """Wrap `inner`; `spent` tells how many compressed bytes that took, `before` what other members gave already."""
        self.inner, self.limits, self.spent, self.before, self.count = inner, limits, spent, before, 0
        self.trouble: RefusedError | None = None

    def readable(self) -> bool:
        """A meter is read only."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill the buffer as far as the stream goes.

        Raises:
            RefusedError: the stream is longer or denser than the caps allow, or it is damaged.
        """
        view, filled = memoryview(buffer).cast("B"), 0
        while filled < len(view):
            try:
                piece = self.inner.read1(len(view) - filled)
            except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError) as trouble:
                reason = f"damaged after {self.count:,} bytes: {trouble}; what came before is read: fetch it again"
                self.trouble = RefusedError("archive.damaged", reason)
                break
            if not piece:
                break
            view[filled : filled + len(piece)] = piece
            filled += len(piece)
            self.count += len(piece)
            self._check()
        return filled

    def _check(self) -> None:
        limits, whole = self.limits, self.before + self.count
        if whole > limits.file_bytes:
            cap = f"holds more than {limits.file_bytes / 1e9:g} GB, the cap for one file"
            raise RefusedError("archive.too_large", f"{cap}; what comes after is not read: split it")
        if self.spent is None or self.count <= limits.ratio_from_bytes:
            return
        if self.count > limits.ratio * max(self.spent(), 1):
            dense = f"unpacks to more than {limits.ratio} times its size, as bombs do"
            raise RefusedError("archive.bomb", f"{dense}; unpack it yourself if you trust it")


def open_input(path: str, limits: Limits) -> Iterator[Opened | Refusal]:
    """Open a file or standard input: one stream for a plain or gzip file, one for each member of a zip file.

    A stream is good until the next one is asked for. Members are named as in the archive and never written to disk.
    """
    origin = Origin(file="standard input" if path == STANDARD_INPUT else path, limits=limits)
    try:
        if path == STANDARD_INPUT:
            yield from _streams(sys.stdin.buffer, origin)
            return
        with Path(path).open("rb") as file:
            size = Path(path).stat().st_size if Path(path).is_file() else None
            yield from _streams(file, replace(origin, size=size))
    except OSError as trouble:
        yield origin.refusal("", "input.unreadable", f"cannot be read: {trouble.strerror or trouble}")
    except RefusedError as trouble:
        yield origin.refusal("", trouble.kind, trouble.reason)


def _streams(file: BinaryIO, origin: Origin) -> Iterator[Opened | Refusal]:
    meter = Meter(cast("Readable", file), origin.limits)
    stream: io.BufferedReader = io.BufferedReader(meter, HEAD_BYTES)
    head = stream.peek(4)
    if head.startswith(ZIP):
        yield from _zip(file if origin.size is not None else stream, origin)
    elif head.startswith(GZIP):
        unpacked = Meter(gzip.GzipFile(fileobj=stream), origin.limits, lambda: meter.count)
        yield from _one_level(io.BufferedReader(unpacked, HEAD_BYTES), replace(origin, size=None))
    else:
        yield stream, origin


def _one_level(stream: io.BufferedReader, origin: Origin) -> Iterator[Opened | Refusal]:
    """Pass a stream on, unless it is an archive again."""
    try:
        head = stream.peek(4)
    except RefusedError as trouble:
        yield origin.refusal("", trouble.kind, trouble.reason)
        return
    if head.startswith((GZIP, *ZIP)):
        yield origin.refusal("", "archive.nested", "an archive inside an archive; unpack the outer one first")
    else:
        yield stream, origin


def _zip(file: BinaryIO, origin: Origin) -> Iterator[Opened | Refusal]:
    with closing(_seekable(file, origin)) as seekable:
        try:
            check_zip(seekable, origin.limits)
            archive = zipfile.ZipFile(seekable)
        except (RefusedError, zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as trouble:
            kind = trouble.kind if isinstance(trouble, RefusedError) else "archive.damaged"
            yield origin.refusal("", kind, f"cannot be opened as a zip file: {trouble}")
            return
        read = 0
        for info in archive.infolist():
            if info.is_dir():
                continue
            inside = replace(origin, member=info.filename, size=None)
            if info.external_attr >> 16 & _FILE_TYPE == _SYMLINK:
                yield inside.refusal("", "archive.link", "a link inside an archive is not followed; unpack it yourself")
                continue
            try:
                member = archive.open(info)
            except (RuntimeError, NotImplementedError, zipfile.BadZipFile, OSError) as trouble:
                yield inside.refusal("", "archive.damaged", f"cannot be unpacked: {trouble}; unpack it yourself")
                continue
            size = info.compress_size
            meter = Meter(member, origin.limits, lambda size=size: size, read)  # type: ignore[arg-type,misc]
            yield from _one_level(io.BufferedReader(meter, HEAD_BYTES), inside)
            read += meter.count


def _seekable(file: BinaryIO, origin: Origin) -> BinaryIO:
    """A zip file is read from its end; what comes through a pipe is kept in a temporary file first."""
    if file.seekable():
        return file
    spool = tempfile.SpooledTemporaryFile(_SPOOL_BYTES)  # noqa: SIM115  (the caller closes it)
    copied = 0
    while piece := file.read(HEAD_BYTES):
        copied += len(piece)
        if copied > origin.limits.file_bytes:
            raise RefusedError("archive.too_large", "larger than the cap for one file; split it")
        spool.write(piece)
    spool.seek(0)
    return cast("BinaryIO", spool)
