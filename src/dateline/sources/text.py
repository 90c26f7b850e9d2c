"""Plain text to one report, with a clear refusal of what is no report."""

from collections.abc import Iterator
from typing import BinaryIO

from dateline.sources.article import Article, Origin, Refusal
from dateline.sources.refused import RefusedError
from dateline.text.normalise import clean

MAX_BYTES = 2_000_000
"""The largest report, in bytes: forty times a long magazine story; more is a file of something else."""
_TITLE_LENGTH = 200
_SHARE_OF_CONTROLS = 0.02


class TextSource:
    """One file, one report. A first line of at most 200 characters before a blank one is the title."""

    name = "text"

    def claims(self, head: bytes, path: str) -> float:  # noqa: ARG002  (the Protocol's)
        """Anything may be text; a name that says so adds a little."""
        return 0.15 if path.lower().endswith((".txt", ".text", ".md")) else 0.1

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Article | Refusal]:
        """Read the one report.

        Raises:
            RefusedError: what is wrong with it, and the way out.
        """
        raw = stream.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            size = f"{origin.size / 1e6:.1f} MB" if origin.size else "too large"
            cap = f"the cap for one report is {MAX_BYTES / 1e6:g} MB"
            raise RefusedError("record.too_large", f"{size}, {cap}; split it into one file a report")
        title, body = read_text(raw)
        yield Article(text=body, title=title, provenance=origin.provenance(self.name, raw))


def read_text(raw: bytes) -> tuple[str, str]:
    """The title ("" where the first line is none) and the body of a report from the bytes of a text file.

    Raises:
        RefusedError: it is empty, binary, or not UTF-8.
    """
    if not raw.strip():
        raise RefusedError("input.empty", "the file is empty; expected the text of a news report")
    return split_title(clean(decode(raw)).text)


def decode(raw: bytes) -> str:
    """Bytes to characters: UTF-8, or UTF-16 where it begins with its mark.

    Raises:
        RefusedError: neither; with the line and the byte.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError as trouble:
            raise RefusedError("input.encoding", "begins like UTF-16 and is not; save it as UTF-8") from trouble
    controls = sum(1 for byte in raw[:8192] if byte < 9 or 13 < byte < 32)  # noqa: PLR2004  (ASCII's tab, breaks and controls)
    if controls > _SHARE_OF_CONTROLS * min(len(raw), 8192):
        reason = "looks like a binary file, not text; export the report as UTF-8 text"
        raise RefusedError("input.binary", reason)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as trouble:
        line = raw[: trouble.start].count(b"\n") + 1
        found = f"byte {trouble.start} (0x{raw[trouble.start]:02x}) is not UTF-8"
        raise RefusedError(
            "input.encoding", f"{found}; convert it: iconv -f WINDOWS-1252 -t UTF-8", line=line
        ) from trouble


def split_title(text: str) -> tuple[str, str]:
    """Part a title line from the body below it; the title is "" where the first line is none."""
    first, _, rest = text.lstrip("\n").partition("\n")
    blank, _, body = rest.partition("\n")
    title = first.strip()
    if title and len(title) <= _TITLE_LENGTH and not blank.strip() and body.strip() and title[-1] not in '.!?”"':
        return title, body.lstrip("\n")
    return "", text
