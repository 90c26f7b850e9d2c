"""The report's text to its regions: what is title, dateline, paragraph, caption or boilerplate."""

from dataclasses import replace
from datetime import date

from dateline.model.analysis import Analysis, Stage
from dateline.model.document import Document, Layout, Region, RegionKind
from dateline.model.issue import Issue
from dateline.model.span import Span
from dateline.text.regions import dateline_date, regions

CODED_LANGUAGE = "en"
READABLE = (RegionKind.TITLE, RegionKind.PARAGRAPH)


def segment() -> Stage:
    """Make the stage that cuts the text into regions and reads the filing date off a dateline."""
    return Stage(name="segment", reads=("document",), adds=("layout",), run=_run)


def _run(analysis: Analysis) -> Analysis:
    document = analysis.document
    found: list[Region] = []
    place = agency = None
    for region, match in regions(document.text, document.title_end):
        found.append(region)
        if match is None:
            continue
        groups = match.groupdict()
        if groups.get("town"):
            place = Span.of(document.text, *match.span("town"))
        if groups.get("agency"):
            agency = Span.of(document.text, *match.span("agency"))
        document = _dated(document, dateline_date(match, document.filed))
    readable = tuple(region for region in found if region.kind in READABLE)
    issues = analysis.issues
    if document.language != CODED_LANGUAGE:
        message = f"the report is in {document.language!r}; only English is coded, so it is kept without events"
        issues = (*issues, Issue(kind="language.not_coded", stage="segment", message=message))
        readable = ()
    layout = Layout(regions=tuple(found), place=place, agency=agency, readable=readable)
    if document.filed is None:
        message = "no filing date was given and no dateline shows one; weekdays and other relative times stay open"
        issues = (*issues, Issue(kind="document.undated", stage="segment", message=message))
    return replace(analysis, document=document, layout=layout, issues=issues)


def _dated(document: Document, read: date | None) -> Document:
    """Take a dateline's date as the filing date, unless the caller or the source gave one; a guessed one gives way."""
    if read is not None and (document.filed is None or document.filed_from == "htmldate"):
        return replace(document, filed=read, filed_from="dateline")
    return document
