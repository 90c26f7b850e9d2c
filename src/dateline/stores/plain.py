"""Plain records made safe to keep: no NUL, no lone surrogate, no NaN, no number that a column cannot hold."""

import hashlib
import json
import math
import re
from dataclasses import dataclass
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
    """Return plain data with NUL and lone surrogates as U+FFFD (offsets stay) and NaN and infinities as None.

    What is sound already comes back as it is.
    """
    if isinstance(thing, str):
        return _UNFIT.sub("\ufffd", thing) if _UNFIT.search(thing) else thing
    if isinstance(thing, dict | list) and _is_sound(thing):
        return thing
    return _mended(thing)


def _is_sound(thing: Any) -> bool:
    try:
        text = compact(thing)
    except ValueError:  # NaN or an infinity
        return False
    return "\\u0000" not in text and not _UNFIT.search(text)


def _mended(thing: Any) -> Any:
    if isinstance(thing, str):
        return sound(thing)
    if isinstance(thing, float):
        return thing if math.isfinite(thing) else None
    if isinstance(thing, dict):
        return {_mended(key): _mended(value) for key, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [_mended(item) for item in thing]
    return thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """A record that is sound, with the JSON that is kept of it: of its head, and of each event by its id."""

    record: Record
    head: str
    events: dict[str, str]


def texts_of(record: Record) -> Texts:
    """Write a record as it is kept, mending what no database takes; each part is written once."""
    try:
        found = _texts(record)
        whole = (found.head, *found.events.values(), compact(record.get("issues")))
        fit = not any("\\u0000" in text or _UNFIT.search(text) for text in whole) and not _UNFIT.search(record["text"])
    except ValueError:  # NaN or an infinity
        fit = False
    return found if fit else _texts(_mended(record))


def _texts(record: Record) -> Texts:
    head = {key: value for key, value in record.items() if key not in ("text", "events", "issues")}
    events = {event["id"]: compact(event) for event in record["events"]}
    return Texts(record=record, head=compact(head), events=events)


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
