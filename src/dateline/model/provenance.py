"""Where a report was read: file, member, line or record, hash of its bytes, when it was fetched, by which reader."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The place in an input that a report came from.

    `line` and `record` count from 1, `offset` is the byte at which the record begins after decompression.
    `retrieved` is what the source tells (a WARC-Date, a scraper's download time), never this machine's clock.
    """

    file: str
    member: str | None = None  # inside an archive
    line: int | None = None
    record: int | None = None
    offset: int | None = None
    sha256: str = ""  # of the bytes of the file, line or record
    retrieved: str | None = None
    reader: str = ""  # "json:trafilatura": the format and the shape that was recognised
    ids: tuple[tuple[str, str], ...] = ()  # ("warc-record-id", "<urn:uuid:…>"), ("feed", "https://…")

    @property
    def path(self) -> str:
        """The file as it was named, with the member of an archive after an exclamation mark."""
        return self.file if self.member is None else f"{self.file}!{self.member}"

    @property
    def where(self) -> str:
        """The path with the line or record, as messages show it."""
        if self.line is not None:
            return f"{self.path}:{self.line}"
        return self.path if self.record is None else f"{self.path}#{self.record}"
