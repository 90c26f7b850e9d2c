"""A PDF file to a report: the text layer, page by page."""

from collections.abc import Iterator
from typing import BinaryIO

from dateline.sources.article import Article, Origin, Refusal
from dateline.sources.refused import RefusedError

_HEAD_BYTES = 1_024


class PdfSource:
    """One file, one report. The day a PDF was made is not the day its report was filed, so none is taken from it."""

    name = "pdf"

    def claims(self, head: bytes, path: str) -> float:  # noqa: ARG002  (the Protocol's)
        """The signature, which may stand a little into the file."""
        return 0.95 if b"%PDF-" in head[:_HEAD_BYTES] else 0.0

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Article | Refusal]:
        """Read the one report.

        Raises:
            RefusedError: it is encrypted, damaged, without a text layer, or exceeds the cap.
        """
        cap = origin.limits.record_bytes
        raw = stream.read(cap + 1)
        if len(raw) > cap:
            raise RefusedError("record.too_large", f"larger than {cap / 1e6:g} MB, the cap for one file; split it")
        found = origin.helper.ask("pdf", raw, origin.limits)
        if not found["text"]:
            raise RefusedError("pdf.no_text", "has no text layer (a scan?); make one with OCR, for example ocrmypdf")
        provenance = origin.provenance(self.name, raw)
        authors = (found["author"],) if found["author"] else ()
        yield Article(text=found["text"], title=found["title"], authors=authors, provenance=provenance)
