"""A report's parts: title, datelines, paragraphs, captions, credits, boilerplate."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.document import RegionKind
from dateline.text.regions import dateline_date, regions


def kinds(text: str, title_end: int = 0) -> list[tuple[RegionKind, str]]:
    return [(region.kind, region.span.text) for region, _ in regions(text, title_end)]


@pytest.mark.parametrize(
    ("line", "day", "town"),
    [
        (" date 2021-02-03 Farmers blocked a road.", date(2021, 2, 3), None),
        ("RIGA, March 4, 2022 (Harbour Wire) - Two men were held.", date(2022, 3, 4), "RIGA"),
        ("Port Louis, 5 (x). Nothing here.", None, None),
        ("Friday, January 7, 2022\n\nTwo men were held.", date(2022, 1, 7), None),
        ("7 January 2022\n\nTwo men were held.", date(2022, 1, 7), None),
        ("LAGOS — Two men were held.", None, "LAGOS"),
        ("ADDIS ABABA (Reed News) -- Two men were held.", None, "ADDIS ABABA"),
    ],
)
def test_a_dateline_gives_the_day_and_the_town(line: str, day: date | None, town: str | None) -> None:
    match = next((m for _, m in regions(line, 0) if m), None)
    assert (dateline_date(match) if match else None) == day
    assert (match.groupdict().get("town") if match else None) == town


def test_a_dateline_without_a_year_takes_it_from_the_filing_day() -> None:
    match = next(m for _, m in regions("RIGA, March 4 (Harbour Wire) - Two men were held.", 0) if m)
    assert dateline_date(match) is None
    assert dateline_date(match, date(2022, 3, 5)) == date(2022, 3, 4)


@pytest.mark.parametrize(
    "caption",
    [
        "A soldier stands guard at a bridge near the river port.(AP)",
        "Mourners carry a coffin through the old town. (Reed News/Handout)",
        "Mourners carry a coffin. (Photo by a staff photographer via the agency)",
        "File photo of the minister at an earlier hearing.",
        "The burnt-out market hall on Monday. Image: Jo Public.",
    ],
)
def test_a_picture_caption_is_no_report_text(caption: str) -> None:
    assert kinds(f"First paragraph here.\n\n{caption}\n\nLast one.")[1][0] is RegionKind.CAPTION


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Ada Lovelace and Alan Turing", RegionKind.CREDIT),
        ("Reporting by staff in three cities; editing by the desk", RegionKind.CREDIT),
        ("Read more: why the river rose", RegionKind.BOILERPLATE),
        ("Sign up for our morning letter", RegionKind.BOILERPLATE),
        ("By noon the square was empty.", RegionKind.PARAGRAPH),
        ("Related charges were dropped on Monday.", RegionKind.PARAGRAPH),
    ],
)
def test_bylines_and_link_lists_are_told_from_paragraphs(line: str, kind: RegionKind) -> None:
    assert kinds(f"First paragraph here.\n\n{line}")[1][0] is kind


def test_wrapped_lines_are_one_paragraph_and_full_lines_are_several() -> None:
    wrapped = "The council met on Monday to hear\nwhat the engineers had found under\nthe bridge, and adjourned."
    assert len(kinds(wrapped)) == 1
    assert len(kinds("The council met on Monday.\nIt adjourned at noon.")) == 2


@given(st.text(st.one_of(st.characters(), st.sampled_from("\n\n .(A")), max_size=120), st.integers(0, 5))
def test_regions_keep_order_do_not_overlap_and_hold_their_text(text: str, title_end: int) -> None:
    at = 0
    for region, _ in regions(text, min(title_end, len(text))):
        assert region.span.start >= at
        assert text[region.span.start : region.span.end] == region.span.text
        at = region.span.end
