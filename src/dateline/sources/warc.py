"""Web archives (WARC) to reports: each page that was fetched with success, with where and when."""

import io
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from typing import Any, BinaryIO

from dateline.sources.article import Article, Origin, Refusal
from dateline.sources.html import PAGE_BYTES, PAGES, page_article
from dateline.sources.refused import RefusedError


class WarcSource:
    """Response records with status 200 and an HTML type; all others are not reports and are passed over."""

    name = "warc"

    def claims(self, head: bytes, path: str) -> float:  # noqa: ARG002  (the Protocol's)
        """The version line that every record begins with."""
        return 0.95 if head.startswith(b"WARC/") else 0.0

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Article | Refusal]:
        """Read record by record.

        Raises:
            RefusedError: the archive is damaged from some record on.
        """
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  (an optional extra)

        number = 0
        records = _quietly(ArchiveIterator, stream)
        while (record := _next(records, number)) is not None:
            number += 1
            if _is_page(record):
                yield _page(record, number, origin, self.name)


def _next(records: Any, number: int) -> Any:
    try:
        return _quietly(next, records, None)
    except RefusedError:
        raise
    except Exception as trouble:
        reason = f"damaged after record {number} ({str(trouble).strip()[:200]}); the rest was not read: fetch it again"
        raise RefusedError("archive.damaged", reason) from trouble


def _quietly(call: Callable[..., Any], *arguments: Any) -> Any:
    """Call warcio without what it writes to standard error about damaged records."""
    with redirect_stderr(io.StringIO()):
        return call(*arguments)


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = (record.http_headers.get_header("Content-Type") or "").split(";")[0].strip().lower()
    return record.http_headers.get_statuscode() == "200" and kind in PAGES


def _page(record: Any, number: int, origin: Origin, reader: str) -> Article | Refusal:
    headers = record.rec_headers
    named = (("warc-record-id", "WARC-Record-ID"), ("warc-payload-digest", "WARC-Payload-Digest"))
    ids = tuple((name, value) for name, key in named if (value := headers.get_header(key)))
    where = {"record": number, "ids": ids, "retrieved": headers.get_header("WARC-Date")}
    try:
        raw = _quietly(record.content_stream().read, PAGE_BYTES + 1)
        provenance = origin.provenance(reader, raw, **where)
        return page_article(raw, origin, provenance, url=headers.get_header("WARC-Target-URI"))
    except RefusedError as trouble:
        if trouble.kind.startswith("archive."):
            raise
        return origin.refusal(reader, trouble.kind, trouble.reason, **where)
