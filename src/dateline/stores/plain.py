"""Plain records made safe to keep: no NUL, no lone surrogate, no NaN, no number that a column cannot hold."""

import hashlib
import json
import math
import re
from typing import Any

Record = dict[str, Any]

LARGEST = 2**63 - 1
"""The largest whole number that a column holds."""
_UNFIT = re.compile("[\0\ud800-\udfff]")


def canonical(thing: Any) -> str:
    """Return the one JSON text of a thing: keys sorted, no spaces, characters as they are."""
    return json.dumps(thing, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def compact(thing: Any) -> str:
    """Return JSON without spaces, keys in their order."""
    return json.dumps(thing, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def loaded(text: str | None) -> Any:
    """Return what a JSON text says, None for no text."""
    return None if text is None else json.loads(text)


def digest(*things: Any) -> str:
    """Return 16 hex digits that depend on the things alone."""
    return hashlib.blake2b(canonical(things).encode(), digest_size=8).hexdigest()


def sound(thing: Any) -> Any:
    """Return plain data with NUL and lone surrogates as U+FFFD (offsets stay) and NaN and infinities as None."""
    if isinstance(thing, str):
        return _UNFIT.sub("\ufffd", thing) if _UNFIT.search(thing) else thing
    if isinstance(thing, float):
        return thing if math.isfinite(thing) else None
    if isinstance(thing, dict):
        return {sound(key): sound(value) for key, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [sound(item) for item in thing]
    return thing


def whole_number(value: Any) -> int | None:
    """Return the value as a number that a column holds, or None where there is none."""
    return value if isinstance(value, int) and abs(value) <= LARGEST else None


def input_digest(record: Record) -> str:
    """Return the digest of what a coder is given of a report: equal digests need not be coded again.

    A date that was read in the text ("dateline"), or guessed and overruled by that ("htmldate"), is no input.
    """
    filed = record.get("date") if record.get("date_from") in ("given", "metadata") else None
    outside = [record.get(name) for name in ("title", "outlet", "url", "language")]
    return digest(record["text"], filed, *outside)


def coding_digest(record: Record) -> str:
    """Return the digest of what coded a report: version, knowledge, model."""
    return digest(record.get("engine"))
