"""The table of contents of a zip file, looked at before unpacking: too long, or bytes shared by two members."""

import os
import struct
from itertools import pairwise
from typing import BinaryIO

from dateline.sources.limits import Limits
from dateline.sources.refused import RefusedError

_END = b"PK\x05\x06"
_END_FORMAT = struct.Struct("<4s4H2LH")  # signature, two disks, entries here, entries, size, offset, comment length
_ENTRY = b"PK\x01\x02"
_ENTRY_FORMAT = struct.Struct("<4s4B4HL2L5H2L")
_LOCATOR, _LOCATOR_BYTES, _END64_BYTES = b"PK\x06\x07", 20, 56  # zip64's two records stand before the end record
_IN_ZIP64 = 0xFFFFFFFF  # stands for a number too large for its field
_LONGEST_COMMENT = 65_535
_ENTRY_CAP_BYTES = 400
"""What an entry of the table may take on average: 46 bytes, its name and extra fields."""


def check_zip(file: BinaryIO, limits: Limits) -> None:
    """Refuse a zip file whose table of contents is too long, or lets two members share the same bytes.

    Raises:
        RefusedError: the reason, in words.
    """
    file.seek(0, os.SEEK_END)
    length = file.tell()
    file.seek(max(0, length - _LONGEST_COMMENT - _END_FORMAT.size))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or at + _END_FORMAT.size > len(tail):
        raise RefusedError("archive.damaged", "it has no table of contents at its end; fetch it again")
    table_bytes = _END_FORMAT.unpack_from(tail, at)[5]
    end = length - len(tail) + at
    if tail.startswith(_LOCATOR, at - _LOCATOR_BYTES):
        end -= _LOCATOR_BYTES + _END64_BYTES
    if table_bytes > min(limits.members * _ENTRY_CAP_BYTES, end):
        raise RefusedError("archive.too_many", f"more than {limits.members:,} members; split it")
    file.seek(max(0, end - table_bytes))
    table = file.read(table_bytes)
    if table and not table.startswith(_ENTRY):
        raise RefusedError("archive.damaged", "its table of contents is not where it says; fetch it again")
    _check_entries(table, limits)
    file.seek(0)


def _check_entries(table: bytes, limits: Limits) -> None:
    at, ranges = 0, []
    while at + _ENTRY_FORMAT.size <= len(table) and table.startswith(_ENTRY, at):
        entry = _ENTRY_FORMAT.unpack_from(table, at)
        packed, name, extra, comment, start = entry[10], entry[12], entry[13], entry[14], entry[18]
        ranges.append((start, packed))
        at += _ENTRY_FORMAT.size + name + extra + comment
        if len(ranges) > limits.members:
            raise RefusedError("archive.too_many", f"more than {limits.members:,} members; split it")
    ranges.sort()
    for (start, packed), (following, _) in pairwise(ranges):
        if start + packed > following and _IN_ZIP64 not in (start, packed, following):
            raise RefusedError("archive.bomb", "two of its members share the same bytes, as bombs do")
