"""The record shapes that are recognised without a mapping: which keys mark each, and where its fields stand.

Keys are folded (lower case, no `_`, `-` or blank). Sources: the writers of trafilatura 2, newspaper4k 0.9,
news-please 1.6 and fundus 0.5; docs/reference/formats-in.md shows the table.
"""

from collections.abc import Callable
from dataclasses import dataclass

_TITLE = ("title", "headline", "head")
_DATE = (
    "date",
    "filed",
    "published",
    "publisheddate",
    "publishedat",
    "publishdate",
    "publicationdate",
    "datepublished",
)
_DATES = (*_DATE, "pubdate", "publishedon", "datepublish", "publishingdate", "created", "timestamp")
_URL = ("url", "link", "sourceurl", "canonicallink", "permalink", "source", "uri", "guid")
_OUTLET = ("outlet", "publisher", "sourcename", "sitename", "source", "newspaper", "domain", "sourcedomain", "hostname")
_ID = ("id", "docid", "articleid", "guid", "uuid", "uri")
_LANGUAGE = ("language", "lang", "metalang", "inlanguage")
_AUTHORS = ("authors", "author", "byline", "by")
_SUMMARY = ("summary", "description", "excerpt", "snippet", "lead", "teaser", "metadescription")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How one tool writes a report: all of `marks` and one of `any_of`; per field the keys to try in order."""

    name: str
    marks: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    title: tuple[str, ...] = _TITLE
    date: tuple[str, ...] = _DATES
    url: tuple[str, ...] = _URL
    outlet: tuple[str, ...] = _OUTLET
    id: tuple[str, ...] = _ID
    language: tuple[str, ...] = _LANGUAGE
    authors: tuple[str, ...] = _AUTHORS
    summary: tuple[str, ...] = ()
    html: tuple[str, ...] = ()  # keys that hold the text as HTML
    title_in_text: bool = False  # Dateline's own records begin their text with the title

    def fits(self, has: Callable[[str], bool]) -> bool:
        """Tell whether a record bears the marks of this shape."""
        return all(map(has, self.marks)) and (not self.any_of or any(map(has, self.any_of)))


_TEXT = ("text", "body", "content", "fulltext", "articlebody", "articletext", "story", "maintext", "plaintext")

SCHEMA_ORG = Shape(
    name="schema.org",
    marks=("@type",),
    any_of=("articlebody", "headline"),
    text=("articlebody", "text"),
    title=("headline", "alternativeheadline", "name"),
    date=("datepublished", "datecreated", "datemodified"),
    url=("url", "mainentityofpage", "mainentityofpage.@id", "@id"),
    outlet=("publisher", "sourceorganization"),
    id=("identifier",),
    language=("inlanguage",),
    authors=("author", "creator"),
    summary=("description", "abstract"),
)

SHAPES = (
    SCHEMA_ORG,
    Shape(
        name="dateline",
        marks=("docid", "text"),
        any_of=("events", "engine", "sha256"),
        text=("text",),
        id=("docid",),
        url=("url",),
        outlet=("outlet",),
        title_in_text=True,
    ),
    Shape(
        name="news-please",
        marks=("maintext",),
        any_of=("datepublish", "sourcedomain", "datedownload"),
        text=("maintext", "text"),
        title=("title", "titlepage", "titlerss"),
        date=("datepublish",),
        url=("url",),
        outlet=("sourcedomain",),
        id=(),
        summary=("description",),
    ),
    Shape(
        name="fundus",
        marks=("publishingdate",),
        any_of=("body", "plaintext"),
        text=("plaintext", "body"),
        date=("publishingdate",),
        url=("url", "html.responded_url", "html.requested_url"),
        outlet=("publisher", "html.source_info.publisher"),
        id=(),
    ),
    Shape(
        name="newspaper4k",
        marks=("text", "publishdate"),
        any_of=("readmorelink", "topimage", "metalang", "canonicallink", "metasitename"),
        text=("text",),
        date=("publishdate",),
        url=("url", "canonicallink", "readmorelink"),
        outlet=("metasitename", "sourceurl"),
        id=(),
        language=("language", "metalang"),
        summary=("summary", "metadescription"),
    ),
    Shape(
        name="trafilatura",
        marks=("text", "hostname"),
        any_of=("fingerprint", "sourcehostname", "rawtext"),
        text=("text", "rawtext"),
        date=("date",),
        url=("source", "url"),
        outlet=("sourcehostname", "sitename", "hostname"),
        id=("id",),
        summary=("excerpt", "description"),
    ),
    Shape(
        name="json-feed",
        any_of=("contenthtml", "contenttext"),
        text=("contenttext",),
        html=("contenthtml",),
        date=("datepublished", "datemodified"),
        url=("url", "externalurl"),
        summary=("summary",),
    ),
    Shape(name="plain", any_of=_TEXT, text=_TEXT, summary=_SUMMARY),
    Shape(name="summary", marks=("title",), any_of=_SUMMARY, summary=_SUMMARY),
)
"""In the order they are tried: the particular before the plain."""

KNOWN_KEYS = frozenset(
    key
    for shape in SHAPES
    for keys in (shape.text, shape.title, shape.date, shape.url, shape.outlet, shape.id, shape.authors, shape.summary)
    for key in keys
)
"""Every key that fills a field of some shape."""
