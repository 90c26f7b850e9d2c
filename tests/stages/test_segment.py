"""The filing date comes from the caller, else from a dateline, and is never invented."""

from datetime import date

from dateline.model.analysis import Analysis
from dateline.model.document import Document
from dateline.stages.segment import segment


def run(text: str, filed: date | None = None, **more: str) -> Analysis:
    return segment().run(Analysis(document=Document(id="d", text=text, filed=filed, **more)))  # type: ignore[arg-type]


def test_a_dateline_files_the_report_and_is_not_read_as_text() -> None:
    done = run("OSLO, May 2, 2021 (Harbour Wire) - A judge freed two men.")
    assert done.layout is not None
    assert (done.document.filed, done.document.filed_from) == (date(2021, 5, 2), "dateline")
    assert [r.span.text for r in done.layout.readable] == ["A judge freed two men."]
    assert (done.layout.place and done.layout.place.text, done.layout.agency and done.layout.agency.text) == (
        "OSLO",
        "Harbour Wire",
    )


def test_what_the_caller_says_stands_over_the_dateline() -> None:
    assert run("OSLO, May 2, 2021 (Harbour Wire) - A judge freed two men.", date(2021, 5, 3)).document.filed == date(
        2021, 5, 3
    )


def test_a_day_guessed_from_a_page_gives_way_to_the_dateline() -> None:
    text = "OSLO, May 2, 2021 (Harbour Wire) - A judge freed two men."
    for source, day in (("htmldate", date(2021, 5, 2)), ("metadata", date(2021, 5, 3)), ("given", date(2021, 5, 3))):
        assert run(text, date(2021, 5, 3), filed_from=source).document.filed == day


def test_another_language_than_english_is_kept_and_not_read() -> None:
    done = run("Ein Gericht ließ zwei Männer frei.", date(2021, 5, 3), language="de")
    assert done.layout is not None
    assert done.layout.readable == ()
    assert [i.kind for i in done.issues] == ["language.not_coded"]


def test_a_report_without_any_date_stays_undated_and_says_so() -> None:
    done = run("A judge freed two men.")
    assert done.document.filed is None
    assert [i.kind for i in done.issues] == ["document.undated"]
