"""A report's text cut into its parts: title, datelines, paragraphs, captions and credits, boilerplate."""

import re
from collections.abc import Iterator
from datetime import date

from dateline.model.document import Region, RegionKind
from dateline.model.span import Span
from dateline.text.calendar import MONTH, month_number

_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_LINE_BREAK = re.compile(r"\n")
_NEXT_WORD = re.compile(r"\s*(\S)")
_WRAP_LIMIT = 100  # characters; longer lines were not broken by a typewriter or a mailer

_WRAPPED_LINES = 3  # fewer say nothing about a width

_DATE_PREFIX = re.compile(r"\s*date\s+(?P<iso>\d{4}-\d{2}-\d{2})(?=\s)")
_TOWN = r"(?P<town>[A-Z][\w.'’-]+(?:[ /-][A-Z][\w.'’-]+){0,3})"
_DAY = rf"(?P<month>{MONTH})\.? (?P<day>\d{{1,2}})(?:,? (?P<year>\d{{4}}))?"
_DASH = r"\s*(?:--+|[-–—])\s+"
_WIRE = re.compile(
    rf"\s*{_TOWN}(?:, [A-Z][\w. ]{{1,30}}?)??(?:, {_DAY})?\s*\((?P<agency>[A-Z][\w/ .&-]{{1,30}})\){_DASH}"
)
_WIRE_DATED = re.compile(rf"\s*{_TOWN}(?:, [A-Z][\w. ]{{1,30}}?)??, {_DAY}{_DASH}")
_WIRE_CAPITALS = re.compile(
    r"\s*(?P<town>[A-Z][A-Z.'’-]{2,}(?:[ -][A-Z.'’-]+){0,3})(?:, [A-Z][\w. ]{1,30}?)?\s*(?:--+|[–—:]|-(?=\s))\s+"
)
_WIRE_BRACKETS = re.compile(
    rf"\s*\((?P<agency>[A-Z][\w .&-]{{2,40}}), {_TOWN}, (?:{_DAY.replace('?P<', '?P<a_')}"
    rf"|(?P<b_day>\d{{1,2}}) (?P<b_month>{MONTH})(?:,? (?P<b_year>\d{{4}}))?)\)\s+"
)
_DATE_LINE = re.compile(
    rf"\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:{_DAY.replace('?P<', '?P<a_')}"
    rf"|(?P<b_day>\d{{1,2}}) (?P<b_month>{MONTH}),? (?P<b_year>\d{{4}}))\s*$"
)

_CREDIT = re.compile(
    r"[.!?][\"”’]?\s?\([A-Z][\w.&’-]*(?:[ /][A-Z][\w.&’-]*){0,4}\)\s*$"
)  # "… in the old town. (Reed News)"
_PICTURE_CREDIT = re.compile(
    r"\([^()]*\b(?:[Pp]hotos?|[Pp]icture|[Ii]mages?|Getty|Shutterstock|Handout|via|[Ff]ile|[Cc]ourtesy|[Cc]redit)\b[^()]*\)\s*$"
)
_CAPTION_START = re.compile(
    r"^\s*(?:(?:File|Stock|Archive)?\s?(?:photo|picture|image)s?\b(?: of|:| \()|FILE\s*[-–—]|Caption:|Pictured:)",
    re.IGNORECASE,
)
_CAPTION_END = re.compile(
    r"(?:^|[.!?)\"”] )(?:Image|Photo|Picture|Photograph|Credit)s?(?: credit)?: (?:[A-Z]\. ?)?[^.!?]{2,80}[.!?]?\s*$"
)
_CAPTION_WORDS = 70
_CAPTIONS = (
    (_PICTURE_CREDIT, "picture_credit"),
    (_CREDIT, "credit"),
    (_CAPTION_START, "caption_start"),
    (_CAPTION_END, "caption_end"),
)

_BYLINE = re.compile(
    r"\s*(?:(?:From|By) (?:[Oo]ur|[Aa] (?:[Ss]taff|[Ss]pecial)) [\w ]{0,20}(?:[Cc]orrespondent|[Rr]eporter|[Ww]riter)s?"
    r"(?:,? (?:in )?[A-Z][\w ]{2,40})?"
    r"|By [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,4}(?:,? (?:and|with) .{3,60})?(?:,? [A-Z][\w ]{2,40})?"
    r"|\(?(?:Additional |With )?[Rr]eporting by .{3,300}|\(?(?:Writing|Editing|Compiled|Edited) by .{3,200})\s*$"
)
_BOILERPLATE = re.compile(
    r"\s*(?:read (?:more|also|next)\b|see also\b|related(?: \w+)?:|more on this|sign up\b|subscribe\b|follow us\b"
    r"|advertisement\b|share this\b|click here\b|copyright\b|©|all rights reserved"
    r"|this (?:story|article) (?:was|has been) (?:originally|updated|first)"
    r"|listen to (?:this|the)\b|watch:|download (?:our|the)\b)",
    re.IGNORECASE,
)
_BOILERPLATE_WORDS = 40


def paragraphs(text: str, start: int) -> Iterator[Span]:
    """Cut `text` from `start` on into paragraphs, without the white space around them.

    Blank lines always part. A single line break parts too, unless the lines were wrapped to a width
    or the next one goes on in lower case.
    """
    for block_start, block_end in _pieces(text, start, len(text), _BLANK_LINES):
        breaks = [m.start() for m in _LINE_BREAK.finditer(text, block_start, block_end)]
        cuts = [b for b in breaks if _parts(text, b)] if breaks and not _wrapped(text[block_start:block_end]) else []
        begin = block_start
        for end in [*cuts, block_end]:
            stripped = text[begin:end].strip()
            if stripped:
                at = begin + len(text[begin:end]) - len(text[begin:end].lstrip())
                yield Span(start=at, end=at + len(stripped), text=stripped)
            begin = end


def _pieces(text: str, start: int, end: int, mark: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for match in mark.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _wrapped(block: str) -> bool:
    lines = [line.rstrip() for line in block.split("\n")]
    return (
        max(map(len, lines)) <= _WRAP_LIMIT
        and any(line and line[-1] not in '.!?:;"”’)' for line in lines[:-1])
        and len(lines) >= _WRAPPED_LINES
    )


def _parts(text: str, at: int) -> bool:
    """Tell whether the break at `at` ends a paragraph: what follows does not go on in lower case."""
    following = _NEXT_WORD.match(text, at)
    return following is None or not following.group(1).islower()


def dateline(text: str, span: Span, *, first: bool) -> tuple[int, re.Match[str] | None]:
    """Return the length of the dateline that `span` begins with (0: none) and its match.

    Wire datelines open the first paragraphs only (`first`); a line that is just a date may stand anywhere.
    """
    alone = _DATE_LINE.match(span.text)
    if alone:
        return len(span.text), alone
    if not first:
        return 0, None
    for pattern in (_DATE_PREFIX, _WIRE, _WIRE_DATED, _WIRE_BRACKETS, _WIRE_CAPITALS):
        match = pattern.match(text, span.start, span.end)
        if match:
            return match.end() - span.start, match
    return 0, None


def dateline_date(match: re.Match[str], latest: date | None = None) -> date | None:
    """Read the date of a dateline match; without a year it is None unless `latest` gives one."""
    found = {k.removeprefix("a_").removeprefix("b_"): v for k, v in match.groupdict().items() if v}
    try:
        if "iso" in found:
            return date.fromisoformat(found["iso"])
        if "month" in found and ("year" in found or latest is not None):
            year = int(found["year"]) if "year" in found else latest.year  # type: ignore[union-attr]
            return date(year, month_number(found["month"]), int(found["day"]))
    except ValueError:
        return None
    return None


def kind_of(text: str, *, last: bool) -> tuple[RegionKind, str]:
    """Tell a paragraph of the report from a caption, a credit line and boilerplate, and by which rule.

    A bare agency in brackets behind the `last` paragraph signs the report; anywhere else it credits a picture.
    """
    words = text.count(" ") + 1
    if words <= _CAPTION_WORDS:
        for pattern, rule in _CAPTIONS:
            if pattern.search(text) and not (last and pattern is _CREDIT):
                return RegionKind.CAPTION, f"text.regions#{rule}"
    if _BYLINE.match(text):
        return RegionKind.CREDIT, "text.regions#byline"
    if words <= _BOILERPLATE_WORDS and _BOILERPLATE.match(text):
        return RegionKind.BOILERPLATE, "text.regions#boilerplate"
    return RegionKind.PARAGRAPH, ""


def regions(text: str, title_end: int) -> Iterator[tuple[Region, re.Match[str] | None]]:
    """Cut a report into its parts in text order; a dateline comes with the match that found it."""
    if title_end:
        yield Region(span=Span.of(text, 0, title_end), kind=RegionKind.TITLE), None
    opening, end = True, len(text.rstrip())
    for paragraph in paragraphs(text, title_end):
        length, match = dateline(text, paragraph, first=opening)
        rest = paragraph
        if match:
            yield Region(span=Span.of(text, paragraph.start, paragraph.start + length), kind=RegionKind.DATELINE), match
            body = text[paragraph.start + length : paragraph.end]
            rest = Span.of(text, paragraph.end - len(body.lstrip()), paragraph.end)
        if rest.text:
            kind, rule = kind_of(rest.text, last=rest.end >= end)
            yield Region(span=rest, kind=kind, rule=rule), None
            opening = opening and kind is not RegionKind.PARAGRAPH
