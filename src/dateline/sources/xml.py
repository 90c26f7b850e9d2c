"""XML from strangers: parsed without entities, network or DTD; which root element a stream begins with."""

import re
from html.entities import html5
from typing import Any

from dateline.sources.refused import RefusedError

_FIRST_ELEMENT = re.compile(r"<(?![?!/])(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]*);")
_XML_OWN = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})


def root_name(head: bytes) -> str:
    """The local name of the first element, "" where a stream does not begin like XML or HTML."""
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    text = head.decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    match = _FIRST_ELEMENT.search(text) if text.startswith("<") else None
    return match.group(1) if match else ""


def parse_xml(raw: bytes) -> Any:
    """Parse a document; HTML's named characters are read, entities of its own are not.

    Raises:
        RefusedError: it is not well formed, too deep, or declares entities (which read files or blow up elsewhere).
    """
    from lxml import etree  # noqa: PLC0415  (an optional extra)

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(_NAMED.sub(_character, raw), parser)
    except etree.XMLSyntaxError as trouble:
        raise RefusedError(
            "record.not_xml", f"not XML: {trouble.msg}; fetch it again", line=trouble.lineno
        ) from trouble
    except ValueError as trouble:
        raise RefusedError("record.not_xml", f"not XML: {trouble}; fetch it again") from trouble
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and next(subset.iterentities(), None) is not None:
        raise RefusedError("record.entities", "declares entities of its own, which are not expanded; write them out")
    return root


def _character(match: re.Match[bytes]) -> bytes:
    name = match.group(1)
    characters = html5.get(name.decode("ascii") + ";")
    if name in _XML_OWN or characters is None:
        return match.group(0)
    return "".join(f"&#{ord(c)};" for c in characters).encode("ascii")
