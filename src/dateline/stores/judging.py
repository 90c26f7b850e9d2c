"""A history of judgements, replayed: what holds of each field, and the event as it then reads."""

import copy
import json
from collections.abc import Iterable, Mapping
from typing import Any

from dateline.errors import StoreError
from dateline.stores.chain import Entry
from dateline.stores.plain import Record, canonical

State = dict[str, Any]
"""`{"state": accepted|corrected|rejected|added|joined|split|coded, "value": …}`; the value where the state brings one.
`coded` is what a restored beginning leaves: as if nothing had been said."""

WHOLE = "event"
"""The field that stands for the whole event."""
HAPPENING = "happening"
FIELDS = ("trigger", "type", "mode", "actors", "recipients", "place", "time", "status", "sources", "counts", "contexts")
"""Fields of an event that can be judged; parts of them by a dotted path: `actors.0.country`, `place.name`."""
_NEVER_EMPTY = ("trigger", "type", "status")
_LISTS = ("actors", "recipients", "sources", "counts", "contexts")
STATES = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "add": "added",
    "join": "joined",
    "split": "split",
}
"""The state that each action leads to."""


def states(entries: Iterable[Entry]) -> list[State]:
    """Replay the entries of one field, oldest first, into its states, the one that holds last.

    An undo takes the last state away; a restore brings one back on top; a note changes nothing.
    """
    found: list[State] = []
    for entry in entries:
        if entry.action == "undo":
            found.pop()
        elif entry.action != "note" and entry.new is not None:
            found.append(json.loads(entry.new))
    return found


def next_state(action: str, field: str, value: Any, before: list[State]) -> State | None:
    """Return the state that an action leads to, None for none (back to what was coded).

    Raises:
        StoreError: there is nothing to undo, or a field that may not be empty is rejected.
    """
    if action == "note":
        return before[-1] if before else None
    if action == "undo":
        if not before:
            raise StoreError(f"{field}: nothing was said of it that could be undone")
        return before[-2] if len(before) > 1 else None
    if action == "restore":
        return dict(value) if value else {"state": "coded"}
    if action not in STATES:
        raise StoreError(f"action: {action!r}; expected one of {', '.join((*STATES, 'undo', 'note', 'restore'))}")
    if action == "reject" and field in _NEVER_EMPTY:
        raise StoreError(f"{field}: cannot be left empty; correct it, or reject the whole event (field {WHOLE!r})")
    state: State = {"state": STATES[action]}
    return state | {"value": value} if action in ("correct", "add", "join", "split") else state


def check_field(field: str, event: Record) -> None:
    """Refuse a field that the event does not have.

    Raises:
        StoreError: naming the fields that there are.
    """
    if field == WHOLE:
        return
    name, *path = field.split(".")
    if name not in FIELDS:
        expected = f"{WHOLE!r} or one of {', '.join(FIELDS)}, or a part like place.name"
        raise StoreError(f"field: {field!r}; expected {expected}")
    here: Any = event.get(name)
    for step in path:
        inside = isinstance(here, list) and step.isdigit() and int(step) < len(here)
        if not inside and not (isinstance(here, dict) and step in here):
            raise StoreError(f"field: {field!r}: the event has no such part")
        here = here[int(step)] if isinstance(here, list) else here[step]


def overlay(coded: Record, judged: Mapping[str, State]) -> Record:
    """Return the event as it reads with what people said of it: corrections in, rejected values out.

    Whole fields first, then parts of them; a rejected part of a list is taken out at the end, so that the numbers in
    paths are those of the list as it was coded or corrected.
    """
    event: Record = copy.deepcopy(coded)
    for field in sorted(judged, key=lambda f: (f.count("."), f)):
        state = judged[field]
        if field != WHOLE and state["state"] in ("corrected", "rejected"):
            _put(event, field, state.get("value"))
    for name in _LISTS:
        event[name] = [item for item in event.get(name) or () if item is not None]
    return event


def _put(event: Record, field: str, value: Any) -> None:
    *way, last = field.split(".")
    here: Any = event
    for step in way:
        here = _inside(here, step)
    if isinstance(here, list) and last.isdigit() and int(last) < len(here):
        here[int(last)] = value
    elif isinstance(here, dict):
        here[last] = [] if value is None and not way and last in _LISTS else value


def part(event: Record, field: str) -> Any:
    """Return a field of an event, or a part of it by a dotted path; None where there is none."""
    here: Any = event
    for step in field.split("."):
        here = _inside(here, step)
    return here


def _inside(here: Any, step: str) -> Any:
    if isinstance(here, list):
        return here[int(step)] if step.isdigit() and int(step) < len(here) else None
    return here.get(step) if isinstance(here, dict) else None


def reviewed(judged: Mapping[str, State]) -> str:
    """Return what a person made of the event: no, accepted, corrected or rejected.

    `rejected`: the whole event. `corrected`: a field was corrected or rejected. `accepted`: the event, or a field
    of it, and nothing else.
    """
    whole = judged.get(WHOLE, {}).get("state")
    if whole == "rejected":
        return "rejected"
    if any(state["state"] in ("corrected", "rejected") for state in judged.values()):
        return "corrected"
    return "accepted" if any(state["state"] != "coded" for state in judged.values()) else "no"


def text_of(state: State | None) -> str | None:
    """Return a state as it is kept."""
    return None if state is None else canonical(state)
