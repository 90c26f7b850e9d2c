"""Plain text files and standard input to reports, with a clear refusal of what is no report."""

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import SourceError
from dateline.text.normalise import clean

MAX_BYTES = 2_000_000
"""The largest report, in bytes: forty times a long magazine story; more is a file of something else."""
MAX_PARAGRAPH = 100_000
"""The longest paragraph, in characters: the parser's memory grows with it."""
_TITLE_LENGTH = 200
_SHARE_OF_CONTROLS = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class RawReport:
    """A report as it was read: where from, its bytes, its text, and where the title ends (0: none)."""

    name: str
    raw: bytes
    text: str
    title: str

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes."""
        return hashlib.sha256(self.raw).hexdigest()


def read_text(path: str) -> RawReport:
    """Read a text file, or standard input for "-".

    A first line of at most 200 characters before a blank line, not ending like a sentence, is the title.

    Raises:
        SourceError: the input, what is wrong with it, and the way out.
    """
    raw = sys.stdin.buffer.read(MAX_BYTES + 1) if path == "-" else _bytes_of(Path(path))
    name = "standard input" if path == "-" else path
    if len(raw) > MAX_BYTES:
        raise SourceError(
            f"{name}: larger than {MAX_BYTES / 1e6:g} MB, the cap for one report; split it into one file a report"
        )
    if not raw.strip():
        raise SourceError(f"{name}: the file is empty; expected the text of a news report")
    text = clean(_decode(name, raw)).text
    longest = max(map(len, text.split("\n")))
    if longest > MAX_PARAGRAPH:
        raise SourceError(
            f"{name}: a line of {longest:,} characters, the cap is {MAX_PARAGRAPH:,}; break it into paragraphs"
        )
    title, body = split_title(text)
    return RawReport(name=name, raw=raw, text=body, title=title)


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise SourceError(f"{path}: is a folder; name the files in it, for example {path}/*.txt")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            cap = f"the cap for one report is {MAX_BYTES / 1e6:g} MB"
            raise SourceError(f"{path}: {size / 1e6:.1f} MB, {cap}; split it into one file a report")
        return path.read_bytes()
    except FileNotFoundError as trouble:
        raise SourceError(f"{path}: there is no such file; check the path") from trouble
    except OSError as trouble:
        raise SourceError(f"{path}: cannot be read: {trouble.strerror}") from trouble


def _decode(name: str, raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError as trouble:
            raise SourceError(f"{name}: begins like UTF-16 and is not; save it as UTF-8") from trouble
    controls = sum(1 for byte in raw[:8192] if byte < 9 or 13 < byte < 32)  # noqa: PLR2004  (ASCII's tab, breaks and controls)
    if controls > _SHARE_OF_CONTROLS * min(len(raw), 8192):
        raise SourceError(f"{name}: looks like a binary file, not text; export the report as UTF-8 text")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as trouble:
        line = raw[: trouble.start].count(b"\n") + 1
        found = f"byte {trouble.start} (0x{raw[trouble.start]:02x}) is not UTF-8"
        raise SourceError(f"{name}:{line}: {found}; convert it: iconv -f WINDOWS-1252 -t UTF-8") from trouble


def split_title(text: str) -> tuple[str, str]:
    """Part a title line from the body below it; the title is "" where the first line is none."""
    first, _, rest = text.lstrip("\n").partition("\n")
    blank, _, body = rest.partition("\n")
    title = first.strip()
    if title and len(title) <= _TITLE_LENGTH and not blank.strip() and body.strip() and title[-1] not in '.!?”"':
        return title, body.lstrip("\n")
    return "", text
