"""The page stands alone and nothing in a report can run in it."""

import re
from html.parser import HTMLParser

from dateline.exports.html import html_page
from tests.stores.test_sqlite import record

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!--<script>",
    "]]><svg/onload=alert(1)>",
    '" onmouseover="alert(1)',
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.extend(attrs)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def parsed(page: str) -> Tags:
    parser = Tags()
    parser.feed(page)
    return parser


def test_hostile_text_in_every_field_stays_text() -> None:
    for bad in HOSTILE:
        row = record(bad, bad + " detained him.")
        row |= {
            "title": bad,
            "outlet": bad,
            "url": bad,
            "issues": [{"kind": bad, "stage": bad, "message": bad, "span": None}],
        }
        event = row["events"][0]
        event["actors"][0] |= {"name": bad, "country": bad}
        event["sources"][0]["name"] = bad
        event["evidence"]["type"][0] |= {"rule": bad, "stage": bad}
        parser = parsed(html_page([row], title=bad))
        assert not parser.tags & {"script", "img", "svg", "iframe", "object"}
        assert not [
            name for name, value in parser.attributes if name.startswith("on") or "javascript:" in (value or "")
        ]
        assert bad in "".join(parser.text)


def test_the_page_asks_for_nothing_from_elsewhere() -> None:
    page = html_page([record()])
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "default-src 'none'" in page


def test_the_whole_report_is_shown_and_every_anchor_exists() -> None:
    row = record(text="Guards detained him, \u202eنص 😀 and left.")
    parser = parsed(html_page([row]))
    assert row["text"] in "".join(parser.text)
    ids = {value for name, value in parser.attributes if name == "id"}
    links = {(value or "")[1:] for name, value in parser.attributes if name == "href"}
    assert links <= ids


def test_a_name_that_a_person_typed_needs_no_words_in_the_report() -> None:
    row = record()
    row["events"][0]["actors"] = [{"name": "Ana Pärn", "country": "EST", "sector": None}]
    assert "Ana Pärn" in html_page([row])


def test_the_title_is_set_apart_where_the_text_begins_with_it() -> None:
    row = record(text="Guards act\n\nGuards detained him.") | {"title": "Guards act"}
    assert "headline" in html_page([row])
    assert 'class="headline' not in html_page([row | {"title": "Another"}])
    assert 'class="headline' in html_page([row | {"events": []}])
