"""The sample reports that come with Dateline, as documents."""

from datetime import date
from pathlib import Path

from dateline.knowledge.files import data_folder, read_tsv
from dateline.model.document import Document
from dateline.sources.text import RawReport, read_text
from dateline.text.normalise import join_title

COLUMNS = ("id", "file", "date", "outlet", "group")


def sample_folder() -> Path:
    """The folder of the sample reports."""
    return data_folder() / "samples"


def sample_documents() -> list[Document]:
    """Read the sample reports in the order of their index.

    Raises:
        DataFileError: the index is not a table of `COLUMNS`.
        SourceError: a sample is no readable text.
    """
    folder = sample_folder()
    rows = [row for _, row in read_tsv(folder / "index.tsv", COLUMNS)]
    return [_document(row, read_text(str(folder / row["file"]))) for row in rows]


def _document(row: dict[str, str], raw: RawReport) -> Document:
    text, title_end = join_title(raw.title, raw.text)
    filed = date.fromisoformat(row["date"])
    return Document(
        id=row["id"],
        text=text,
        title_end=title_end,
        filed=filed,
        filed_from="given",
        outlet=row["outlet"],
        sha256=raw.sha256,
    )
