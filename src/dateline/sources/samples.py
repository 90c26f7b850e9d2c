"""The sample reports that come with Dateline, as documents."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from dateline.errors import SourceError
from dateline.knowledge.files import data_folder, read_tsv
from dateline.model.document import Document
from dateline.sources.article import Article, to_document
from dateline.sources.reading import ReadOptions, read_paths

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
    return [_document(row, folder) for row in rows]


def _document(row: dict[str, str], folder: Path) -> Document:
    options = ReadOptions(format="text", filed=date.fromisoformat(row["date"]), outlet=row["outlet"])
    item = next(read_paths([str(folder / row["file"])], options=options))
    if not isinstance(item, Article):
        raise SourceError(str(item))
    given = replace(item, id=row["id"], provenance=replace(item.provenance, file=f"samples/{row['file']}"))
    return to_document(given)
