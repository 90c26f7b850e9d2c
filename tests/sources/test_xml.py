"""XML from strangers reads no file, opens no socket and does not blow up."""

from pathlib import Path

import pytest

from dateline.sources.xml import root_name
from tests.sources.helpers import articles, read, refusals
from tests.sources.made import TEXT, atom, newsml, nitf, rss

CANARY = "the canary sings"
WRAPPED = {"rss": rss(), "atom": atom(), "g2": newsml(), "nitf": nitf()}
BILLION = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
PAYLOADS = {
    "file": '<!DOCTYPE x [<!ENTITY e SYSTEM "file://{canary}">]>',
    "path": '<!DOCTYPE x [<!ENTITY e SYSTEM "{canary}">]>',
    "http": '<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:9/a">]>',
    "public": '<!DOCTYPE x [<!ENTITY e PUBLIC "-//a//b" "{canary}">]>',
    "parameter": '<!DOCTYPE x [<!ENTITY % p SYSTEM "{canary}"> %p; <!ENTITY e "a">]>',
    "out of band": '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p.dtd"> %p;]>',
    "dtd": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    "local dtd": '<!DOCTYPE x SYSTEM "{canary}">',
    "laughs": f'<!DOCTYPE x [<!ENTITY l0 "lol">{BILLION}<!ENTITY e "&l9;">]>',
    "quadratic": f'<!DOCTYPE x [<!ENTITY e "{"a" * 50_000}">]>',
    "loop": '<!DOCTYPE x [<!ENTITY a "&e;"><!ENTITY e "&a;">]>',
    "attribute": '<!DOCTYPE x [<!ELEMENT x ANY><!ATTLIST x y CDATA "{canary}"><!ENTITY e SYSTEM "{canary}">]>',
}


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("kind", WRAPPED)
def test_an_entity_reads_nothing(tmp_path: Path, kind: str, payload: str) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text(CANARY)
    start, end = WRAPPED[kind].split(b"?>", 1)
    end = end[end.index(b">") + 1 :] if end.startswith(b"<!DOCTYPE") else end
    raw = start + b"?>" + PAYLOADS[payload].replace("{canary}", str(canary)).encode() + end
    many = b"&e;" * (20_000 if payload == "quadratic" else 1)
    for item in read(raw.replace(b"Police closed", many + b"Police closed")):
        assert CANARY not in repr(item)
        assert "aaaaaaaaaa" not in repr(item)
        assert "lollol" not in repr(item)


def test_xinclude_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "canary.txt").write_text(CANARY)
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="{tmp_path}/canary.txt"/>'
    (article,) = articles(read(newsml().replace(b"<p>", f"<p>{include}".encode(), 1)))
    assert article.text == TEXT


def test_a_doctype_without_entities_is_read() -> None:
    assert articles(read(nitf()))[0].text == TEXT


def test_elements_too_deep_are_refused() -> None:
    deep = newsml().replace(b"<p>", b"<p>" + b"<em>" * 5_000, 1)
    assert [r.kind for r in refusals(read(deep))] == ["record.not_xml"]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"<rss>", "rss"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <a> -->\n<r:RDF>", "a"),
        ("\ufeff<feed>".encode("utf-16"), "feed"),
        (b"plain < text", ""),
        (b"<", ""),
    ],
)
def test_the_first_element_is_named(head: bytes, name: str) -> None:
    assert root_name(head) == name
