"""Web pages: what is kept of them, what is said about what is lost, and what a page cannot do."""

from collections.abc import Iterator
from datetime import date

import pytest

from dateline.sources.article import Article
from dateline.sources.child import Helper
from dateline.sources.limits import Limits
from tests.sources.helpers import articles, read, refusals
from tests.sources.made import DAY, PARAGRAPHS, TEXT, TITLE, page

FILLER = "The council met on the matter again and put it off until the week after the next one, as it had before."


@pytest.fixture(scope="module")
def helper() -> Iterator[Helper]:
    """One reading process for all of these pages."""
    helper = Helper()
    yield helper
    helper.close()


def one(raw: bytes, helper: Helper, **origin: object) -> Article:
    return articles(read(raw, "a.html", helper=helper, **origin))[0]


def test_title_day_outlet_and_authors_come_from_the_page_s_own_data(helper: Helper) -> None:
    article = one(page(), helper)
    assert (article.title, article.text, article.outlet) == (TITLE, TEXT, "Example Post")
    assert (article.filed, article.filed_from) == (date.fromisoformat(DAY), "metadata")
    assert article.authors == ("Ann Example",)
    assert ("dateline", "NARVA, Estonia") in article.provenance.ids


@pytest.mark.parametrize(
    ("head", "body", "day_from"),
    [
        ('<meta property="article:published_time" content="2024-05-06T08:00">', "", "metadata"),
        ("", f"<h1>{TITLE}</h1><time itemprop='datePublished' datetime='2024-05-06'></time><p>{TEXT}</p>", "metadata"),
        ("", f"<h1>{TITLE}</h1><p>Published: May 6, 2024</p><p>{TEXT}</p>", "htmldate"),
        ("", f"<h1>{TITLE}</h1><span class='date'>2024-05-06</span><p>{TEXT}</p>", "htmldate"),
    ],
)
def test_the_day_tells_what_it_rests_on(helper: Helper, head: str, body: str, day_from: str) -> None:
    article = one(page(body, head=head, data=None), helper)
    assert (article.filed, article.filed_from) == (date(2024, 5, 6), day_from)


@pytest.mark.parametrize(
    "data", [[{"@type": "NewsArticle", "headline": "A"}], "broken", {"@type": "Person"}, [[[]]], 7, None]
)
def test_odd_json_ld_does_no_harm(helper: Helper, data: object) -> None:
    assert PARAGRAPHS[0] in one(page(data=data), helper).text


def test_a_fuller_body_in_the_data_is_taken(helper: Helper) -> None:
    data = {"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n\n".join([TEXT] * 3)}
    article = one(page(f"<p>{PARAGRAPHS[0]}</p>", data=data), helper)
    assert article.text == "\n\n".join([TEXT] * 3)
    assert article.provenance.reader == "html:json-ld"


@pytest.mark.parametrize("depth", [200, 300, 5_000, 200_000])
def test_an_article_under_many_elements_is_kept_whole(helper: Helper, depth: int) -> None:
    body = "<div>" * depth + "".join(f"<p>{p} {FILLER}</p>" for p in PARAGRAPHS * 3) + "</div>" * depth
    article = one(page(body), helper)
    assert all(p in article.text for p in PARAGRAPHS)


def test_a_page_that_loses_most_of_its_text_says_so(helper: Helper) -> None:
    rows = "".join(f"<tr><td><a href='/{n}'>Notice {n}: {FILLER}</a></td></tr>" for n in range(60))
    article = one(page(f"<h1>{TITLE}</h1><p>{TEXT}</p><table>{rows}</table>"), helper)
    if len(article.text) < 2_000:
        assert [note.kind for note in article.notes] == ["page.low_yield"]
        assert "visible characters" in article.notes[0].message


def test_a_page_of_which_nothing_is_extracted_is_given_whole_and_says_so(helper: Helper) -> None:
    body = "".join(f"<span>{FILLER} </span>" for _ in range(3)) * 300
    article = one(b"<html><body>" + b"<div>" * 400 + body.encode() + b"</div>" * 400 + b"</body></html>", helper)
    assert FILLER in article.text
    assert len(article.text) > 80_000 or article.notes


@pytest.mark.parametrize(
    "raw", [b"<html></html>", b"<!doctype html><html><body><script>var a = 1;</script></body></html>"]
)
def test_a_page_without_text_is_refused_with_the_reason(helper: Helper, raw: bytes) -> None:
    (refused,) = refusals(read(raw, "a.html", helper=helper))
    assert refused.kind == "page.no_text"


@pytest.mark.parametrize(
    "body",
    [
        f"<table><tr><td colspan='9007199254740991'>{TEXT}</td></tr></table>",
        f"<p>{TEXT}</p>" + "<!--" * 20_000,
        f"<p>{TEXT}</p>" + "<a href='" * 20_000,
        f"<p>{TEXT}</p>" + "<font>" * 100_000,
        f"<p>{TEXT}\x00 \ud800</p>".encode("utf-8", "surrogatepass").decode("latin-1"),
    ],
)
def test_a_hostile_page_is_kept_or_refused_and_the_next_one_read(helper: Helper, body: str) -> None:
    items = read(page(body), "a.html", helper=helper)
    assert len(items) == 1
    assert one(page(), helper).text == TEXT


def test_a_page_that_takes_too_long_is_refused_and_the_next_one_read() -> None:
    with_no_time = read(page(), "a.html", limits=Limits(page_seconds=0.0), helper=(helper := Helper()))
    assert [r.kind for r in refusals(with_no_time)] == ["page.slow"]
    assert one(page(), helper).text == TEXT
    helper.close()


def test_a_page_that_takes_too_much_memory_is_refused() -> None:
    helper = Helper()
    narrow = Limits(page_memory_bytes=200_000_000)
    raw = page("".join(f"<p>{n} {FILLER}</p>" for n in range(120_000)))
    (refused,) = refusals(read(raw, "a.html", limits=narrow, helper=helper))
    assert refused.kind in {"page.crashed", "page.no_text", "reader.failed"}
    helper.close()


def test_nothing_outside_is_asked_for(helper: Helper) -> None:
    body = f"<iframe src='http://127.0.0.1:9/'></iframe><link rel=stylesheet href='http://127.0.0.1:9/a'><p>{TEXT}</p>"
    assert one(page(body), helper).text.startswith(PARAGRAPHS[0])
