"""Text from a report made safe to print on a terminal."""

import re

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")


def visible(text: str) -> str:
    """Replace control characters, terminal escapes and direction overrides by their codes, line breaks by spaces.

    An escape would otherwise colour, and a direction override reorder, what the reader sees.
    """
    flat = text.replace("\n", " ").replace("\t", " ")
    return _CONTROL.sub(lambda m: f"\\u{ord(m.group()):04x}", flat)
