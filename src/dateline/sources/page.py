"""One web page to title, text, date and the rest, with a check of how much of the page's text was kept.

Runs in a child process (`dateline.sources.child`): the libraries are lent time and memory, not trust.
"""

import json
import re
from datetime import date
from typing import Any

from dateline.sources.days import read_day
from dateline.sources.fields import Keys, below, first, joined, names, words
from dateline.sources.jsonld import SCHEMA_ORG, article_data
from dateline.sources.markup import AROUND, HIDDEN, parse_html, scanned_text, visible_text
from dateline.text.calendar import MONTH

Page = dict[str, Any]
"""Plain values only, since they cross a pipe: text, text_from, title, day, day_from, outlet, url, …, notes."""

LOW_YIELD = 0.25
"""A page of which less than this share of the visible text was kept is said to be so."""
MUCH_TEXT = 600
"""Characters from which on a page can lose most of its text at all."""
SCRAP = 150
"""An extracted text of fewer characters, of a page that holds much more, is a scrap of it: all is taken."""
BODY_IS_FULLER = 1.5
"""How many times longer the page's own `articleBody` must be to be taken instead of the extracted text."""
LATEST = "2100-01-01"
"""No date is guessed past this day; the library would take today, and the same page would read differently tomorrow."""
_DATE_TAGS = (
    "//meta[@property='article:published_time' or @property='og:article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='pubdate' or @name='publish-date' or @name='publishdate' or @name='parsely-pub-date']/@content",
    "//meta[@name='dc.date' or @name='DC.date' or @name='DC.date.issued' or @name='sailthru.date']/@content",
    "//meta[@name='date' or @name='article:published_time']/@content",
)
_PRINTED = re.compile(
    r"(?:(?:first |last )?(?:published|posted|updated|date|filed)(?: on| at)?[: ]*)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[., ]+)?"
    rf"(?P<day>(?:{MONTH}\.? \d{{1,2}}|\d{{1,2}} {MONTH}),? \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})\b",
    re.IGNORECASE,
)
_LINES_ABOVE, _LINE_LENGTH = 20, 80
_BLOCK = "//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]/text()"


def read_page(raw: bytes, url: str | None, latest: str | None) -> Page:
    """Read a page; `latest` is the day it was fetched, if known. The text is "" where there is none."""
    from trafilatura.utils import decode_file  # noqa: PLC0415  (an optional extra, heavy)

    page = decode_file(raw)
    tree = parse_html(page)
    if tree is None:
        return {"text": "", "visible": 0}
    data = article_data(tree.xpath(_BLOCK))
    keys = Keys.of(data)
    found = _extracted(page, url, latest)
    title = words(first(keys, SCHEMA_ORG.title)) or found.get("title") or words(tree.xpath("string(//title)"))
    visible = visible_text(tree, without=HIDDEN | AROUND)
    scanned = scanned_text(page, without=HIDDEN | AROUND)
    if len(visible) < LOW_YIELD * len(scanned):  # the parser gives up below some 2,000 elements, and does not say so
        visible = scanned
    day, day_from = _day(keys, tree, found.get("date"), visible)
    return {
        **_text(visible, found.get("text") or "", joined(first(keys, SCHEMA_ORG.text)), title),
        "title": title,
        "day": day and day.isoformat(),
        "day_from": day_from,
        "outlet": words(first(keys, SCHEMA_ORG.outlet)) or found.get("sitename"),
        "url": url or found.get("url"),
        "language": words(first(keys, SCHEMA_ORG.language)) or words(tree.xpath("string(/html/@lang)")),
        "authors": list(names(first(keys, SCHEMA_ORG.authors)) or names(found.get("author"))),
        "dateline": words(keys.get("dateline")),
    }


def _extracted(page: str, url: str | None, latest: str | None) -> Page:
    """What trafilatura makes of the page; nothing where it finds nothing or fails."""
    from trafilatura import bare_extraction  # noqa: PLC0415

    dates = {"original_date": True, "extensive_search": False, "max_date": latest or LATEST}
    try:
        found = bare_extraction(
            page, url=url, include_comments=False, with_metadata=True, date_extraction_params=dates, as_dict=True
        )
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return {}  # what it lost shows in the share of text kept
    return found if isinstance(found, dict) else {}


def _day(keys: Keys, tree: Any, guessed: str | None, visible: str) -> tuple[date | None, str]:
    for value in (first(keys, SCHEMA_ORG.date), *(found for path in _DATE_TAGS for found in tree.xpath(path)[:1])):
        if value is not None and (day := read_day(value)) is not None:
            return day, "metadata"
    day = read_day(guessed) if guessed else _printed_day(visible)
    return day, "htmldate" if day else ""


def _printed_day(visible: str) -> date | None:
    """The day in a short line like "Published: 6 May 2024"; a day named in a sentence is no filing date."""
    for line in visible.split("\n\n")[:_LINES_ABOVE]:
        match = _PRINTED.match(line) if len(line) <= _LINE_LENGTH else None
        if match and (day := read_day(match.group("day"))) is not None:
            return day
    return None


def _text(visible: str, extracted: str, body: str, title: str) -> Page:
    """Choose the text: the extractor's, the page's own `articleBody` where fuller, at last all that is seen."""
    kept, text_from = "\n\n".join(filter(None, (line.strip() for line in extracted.splitlines()))), "trafilatura"
    kept = kept if visible else ""  # of a page of nothing but scripts the extractor gives the scripts
    body = _unmarked(body)
    if len(body) > BODY_IS_FULLER * len(kept) or "".join(body.split()) == "".join(kept.split()):
        kept, text_from = body, "json-ld"
    notes = []
    if len(visible) >= MUCH_TEXT and len(kept) < LOW_YIELD * len(visible):
        share = f"kept {len(kept):,} of {len(visible):,} visible characters"
        if len(kept) < SCRAP:
            kept, text_from = visible, "visible"
            notes.append(("page.whole", f"no article was found in the page: {share}; all visible text was taken"))
        else:
            notes.append(("page.low_yield", f"{share}; look whether the report is whole"))
    elif not kept:
        kept, text_from = visible, "visible"
    return {"text": below(title, kept), "text_from": text_from, "visible": len(visible), "notes": notes}


def _unmarked(body: str) -> str:
    return visible_text(parse_html(body)) if "</" in body or "&" in body else body


def main_task(header: Page, payload: bytes) -> str:
    """Answer a request of the parent process with JSON."""
    return json.dumps(read_page(payload, header.get("url"), header.get("latest")))
