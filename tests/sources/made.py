"""One small original input of each format, made in code; all tell the same report."""

import json
from html import escape

TITLE = "Police close the bridge in Narva"
PARAGRAPHS = (
    "Police closed the bridge in Narva on Monday, the border guard said in a statement sent to reporters.",
    "Two trucks were turned back, and a driver was detained after he refused to show his papers to the officers.",
    "The bridge is to open again once the search of the far bank has ended, the mayor told a local radio station.",
)
TEXT = "\n\n".join(PARAGRAPHS)
URL = "https://example.org/narva/bridge"
DAY = "2024-05-06"
JSON_LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Example"},
        {
            "@type": ["NewsArticle"],
            "headline": TITLE,
            "datePublished": f"{DAY}T08:00:00+03:00",
            "author": [{"@type": "Person", "name": "Ann Example"}],
            "publisher": {"@type": "Organization", "name": "Example Post"},
            "dateline": "NARVA, Estonia",
            "inLanguage": "en",
        },
    ],
}


def page(body: str = "", *, head: str = "", data: object = JSON_LD) -> bytes:
    """A web page with navigation, an article and a footer."""
    inner = body or f"<h1>{TITLE}</h1>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    block = f'<script type="application/ld+json">{json.dumps(data)}</script>' if data else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{TITLE} - Example</title>{head}'
        f'{block}</head><body><nav><a href="/">Home</a></nav><article>{inner}</article>'
        f"<footer>Example 2024</footer></body></html>"
    ).encode()


def rss() -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Example Post</title><language>en</language>'
        f"<item><title>{TITLE}</title><link>{URL}</link><guid>narva-1</guid>"
        f"<pubDate>Mon, 06 May 2024 08:00:00 +0300</pubDate>"
        f"<description>{escape(f'<p>{PARAGRAPHS[0]}</p>')}</description>"
        "</item></channel></rss>"
    ).encode()


def atom() -> bytes:
    whole = escape("".join(f"<p>{p}</p>" for p in PARAGRAPHS * 4))
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Example Post</title>'
        f'<entry><title>{TITLE}</title><link href="{URL}"/><id>narva-1</id><published>{DAY}T08:00:00+03:00</published>'
        f'<summary>{PARAGRAPHS[0]}</summary><content type="html">{whole}</content></entry></feed>'
    ).encode()


def json_feed() -> bytes:
    item = {"id": "narva-1", "url": URL, "title": TITLE, "date_published": f"{DAY}T08:00:00+03:00"}
    item["content_html"] = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Example Post", "items": [item]}
    return json.dumps(feed, indent=1).encode()


def newsml(status: str = "stat:usable") -> bytes:
    paragraphs = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" '
        'guid="urn:newsml:example.org:20240506:narva-1" version="3" xml:lang="en"><itemMeta>'
        f'<provider qcode="nprov:EXA"><name>Example Post</name></provider>'
        f"<versionCreated>{DAY}T09:00:00Z</versionCreated>"
        f'<pubStatus qcode="{status}"/></itemMeta><contentMeta><contentCreated>{DAY}T08:00:00+03:00</contentCreated>'
        f'<by>Ann Example</by><language tag="en"/><headline>{TITLE}</headline><dateline>NARVA, Estonia</dateline>'
        '</contentMeta><contentSet><inlineXML contenttype="application/nitf+xml">'
        f"<nitf><body><body.head><hedline><hl1>{TITLE}</hl1></hedline></body.head>"
        f"<body.content>{paragraphs}</body.content></body></nitf></inlineXML></contentSet></newsItem>"
    ).encode()


def nitf() -> bytes:
    paragraphs = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return (
        '<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd"><nitf><head><docdata management-status="usable">'
        '<doc-id id-string="narva-1"/><date.issue norm="20240506T080000Z"/></docdata>'
        '<pubdata name="Example Post"/></head>'
        f"<body><body.head><hedline><hl1>{TITLE}</hl1></hedline><byline>Ann Example</byline></body.head>"
        f"<body.content>{paragraphs}</body.content></body></nitf>"
    ).encode()


def ninjs(version: int = 3, status: str = "usable") -> bytes:
    html = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    item: dict[str, object] = {"uri": "urn:example:narva-1", "language": "en"}
    if version == 3:
        item |= {
            "pubStatus": status,
            "contentCreated": f"{DAY}T08:00:00+03:00",
            "infoSources": [{"name": "Example Post"}],
        }
        item |= {"headlines": [{"role": "short", "value": "Bridge closed"}, {"role": "main", "value": TITLE}]}
        item |= {"bodies": [{"role": "main", "contentType": "text/html", "value": html}], "by": "Ann Example"}
    else:
        item |= {
            "pubstatus": status,
            "versioncreated": f"{DAY}T08:00:00+03:00",
            "headline": TITLE,
            "byline": "Ann Example",
        }
        item |= (
            {"body_html": html, "provider": "Example Post"}
            if version == 1
            else {"body_text": TEXT, "source": "Example Post"}
        )
    return json.dumps(item).encode()


def warc(
    payload: bytes | None = None, *, headers: str = "Content-Type: text/html; charset=utf-8", status: str = "200 OK"
) -> bytes:
    http = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + (page() if payload is None else payload)
    about = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {URL}\r\nWARC-Date: 2024-05-07T01:02:03Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\nWARC-Payload-Digest: sha1:EXAMPLE\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    info = (
        b"WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Date: 2024-05-07T01:02:03Z\r\nContent-Length: 4\r\n\r\nsoft\r\n\r\n"
    )
    return info + about.encode() + http + b"\r\n\r\n"


def pdf(text: str = TEXT) -> bytes:
    """A PDF file of one page, a paragraph to a line."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in text.split("\n\n"))
    stream = f"BT /F1 10 Tf 40 800 Td {shown}ET".encode() if text else b""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Title(%s)>>" % TITLE.encode(),
    )
    out, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    end = b"xref\n0 7\n0000000000 65535 f \n%strailer\n<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return out + end % (table, len(out))


def csv() -> bytes:
    cell = TEXT.replace('"', '""')
    return f'id,url,title,date,text,outlet\nnarva-1,{URL},{TITLE},{DAY},"{cell}",Example Post\n'.encode()


def jsonl() -> bytes:
    row = {"id": "narva-1", "url": URL, "title": TITLE, "date": DAY, "text": TEXT, "outlet": "Example Post"}
    return json.dumps(row).encode() + b"\n"


EXAMPLES: dict[str, dict[str, bytes]] = {
    "text": {"text": f"{TITLE}\n\n{TEXT}\n".encode()},
    "csv": {"csv": csv()},
    "json": {
        "jsonl": jsonl(),
        "json-feed": json_feed(),
        "ninjs-1": ninjs(1),
        "ninjs-2": ninjs(2),
        "ninjs-3": ninjs(3),
    },
    "html": {"html": page()},
    "feed": {"rss": rss(), "atom": atom()},
    "newsml": {"g2": newsml(), "nitf": nitf()},
    "warc": {"warc": warc()},
    "pdf": {"pdf": pdf()},
}
"""For each reader, inputs that it claims, each holding the one report."""
