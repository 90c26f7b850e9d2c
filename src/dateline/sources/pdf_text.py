"""The bytes of a PDF file to its text, by pypdf; runs in a child process (`dateline.sources.child`)."""

import io
import json
import logging
from typing import Any

from dateline.sources.fields import words


def main_task(header: dict[str, Any], payload: bytes) -> str:  # noqa: ARG001  (the helper's form)
    """Answer a request of the parent process with JSON."""
    from pypdf import PdfReader  # noqa: PLC0415  (an optional extra)

    logging.disable(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(payload))
    if reader.is_encrypted and not reader.decrypt(""):
        return json.dumps({"kind": "pdf.encrypted", "failed": "it is encrypted; save a copy without a password"})
    text = "\n".join(page.extract_text() for page in reader.pages)
    about: dict[str, Any] = dict(reader.metadata or {})
    return json.dumps(
        {"text": text.strip(), "title": words(about.get("/Title")), "author": words(about.get("/Author"))}
    )
