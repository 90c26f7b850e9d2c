"""Routes that change something: judgements on fields, missed events, happenings split and joined."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Protocol

from fastapi import APIRouter, Header, HTTPException
from fastapi.responses import JSONResponse, Response

from dateline.errors import ConflictError, StoreError
from dateline.review.found import found_event
from dateline.stores.plain import Record
from dateline.stores.protocol import Review, Store
from dateline.web.details import MISSING, found, shown_event
from dateline.web.shapes import Conflict, Join, Judged, Judgement, NewEvent, Problem, Refolded, Split, Undo
from dateline.web.vocabulary import Vocabulary

_REFUSED: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem},
    403: {"model": Problem},
    411: {"model": Problem},
    413: {"model": Problem},
    415: {"model": Problem},
    **MISSING,
}


class Folding(Protocol):
    """How happenings come to say what was judged (`dateline.ingest.Refolder`)."""

    def due(self) -> None:
        """Say that something was judged."""

    def settle(self) -> bool:
        """Fold what is due, if that is quick; tell whether nothing is due any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where judgements are made: the store, whose they are, the clock, and how happenings are folded anew."""

    store: Store
    user: str
    now: Callable[[], str]
    folding: Folding


def judging_routes(desk: Desk, vocabulary: Vocabulary) -> APIRouter:
    """Return the routes over one store."""
    routes = APIRouter(prefix="/api", responses=_REFUSED)

    @routes.post(
        "/reviews", response_model=Judged, responses={409: {"model": Conflict}}, summary="Judge a field of an event"
    )
    def review(judgement: Judgement, if_match: Annotated[str | None, Header()] = None) -> Response:
        event = desk.store.event(judgement.event)
        if judgement.action != "restore":
            found(event, "event", judgement.event)
        value = judgement.n if judgement.action == "restore" else judgement.value
        said = Review(
            **judgement.model_dump(include={"event", "field", "action", "note"}),
            by=desk.user,
            at=desk.now(),
            value=value,
            version=_version(if_match),
        )
        try:
            desk.store.review(said)
        except ConflictError as conflict:
            return _conflict(desk.store, judgement.event, conflict)
        except StoreError as trouble:
            raise HTTPException(400, str(trouble)) from trouble
        desk.folding.due()
        return _judged(desk.store, judgement.event)

    @routes.post("/events", response_model=Judged, status_code=201, summary="Add an event that the coder missed")
    def add(new: NewEvent) -> Response:
        report = found(desk.store.report(new.report), "report", new.report)
        try:
            event = found_event(
                report,
                start=new.trigger.start,
                end=new.trigger.end,
                type=new.type,
                mode=new.mode,
                ontology=vocabulary.ontology,
            )
            desk.store.add_event(new.report, event, by=desk.user, at=desk.now(), note=new.note)
        except (ValueError, StoreError) as trouble:
            raise HTTPException(400, str(trouble)) from trouble
        desk.folding.due()
        desk.folding.settle()
        return _judged(desk.store, event["id"], status=201)

    _add_happenings(routes, desk)
    return routes


def _add_happenings(routes: APIRouter, desk: Desk) -> None:
    store = desk.store

    @routes.post("/happenings/join", response_model=Refolded, summary="Say that happenings are one")
    def join(join: Join) -> Response:
        held = [found(store.happening(id_), "happening", id_)["events"] for id_ in join.happenings]
        together = [event for events in held for event in events]
        return _judge(desk, join.happenings[0], "join", {"events": together, "others": []}, join.note)

    @routes.post("/happenings/{id}/split", response_model=Refolded, summary="Say that events do not belong to it")
    def split(id: str, split: Split) -> Response:  # noqa: A002
        held = found(store.happening(id), "happening", id)["events"]
        strangers = [event for event in split.events if event not in held]
        others = [event for event in held if event not in split.events]
        if strangers or not others:
            raise HTTPException(400, f"{(strangers or ['all of them'])[0]}: name some, not all, of its own events")
        return _judge(desk, id, "split", {"events": split.events, "others": others}, split.note)

    @routes.post("/happenings/{id}/undo", response_model=Refolded, summary="Take the latest such judgement back")
    def undo(id: str, undo: Undo) -> Response:  # noqa: A002
        return _judge(desk, id, "undo", {}, undo.note)


def _judge(desk: Desk, id_: str, action: str, value: Record, note: str | None) -> Response:
    try:
        desk.store.judge_happening(id_, action, value, by=desk.user, at=desk.now(), note=note)
    except StoreError as trouble:
        raise HTTPException(400, str(trouble)) from trouble
    desk.folding.due()
    folded = desk.folding.settle()
    events = (desk.store.event(event) for event in (*value.get("events", ()), *value.get("others", ())))
    happenings = sorted({e["happening"] for e in events if e and e.get("happening")})
    return JSONResponse({"happenings": happenings, "folded": folded})


def _version(if_match: str | None) -> int | None:
    """Read the version of the event that the caller saw.

    Raises:
        HTTPException: 400, it is none.
    """
    if if_match is None or if_match.strip() == "*":
        return None
    match = re.fullmatch(r'\s*(?:W/)?"?(\d{1,15})"?\s*', if_match)
    if match is None:
        raise HTTPException(400, f"If-Match: {if_match[:80]!r}; expected the etag that came with the event")
    return int(match[1])


def _judged(store: Store, id_: str, *, status: int = 200) -> Response:
    event = store.event(id_)
    if event is None:  # found by a person, and taken back
        return JSONResponse({"event": None, "etag": None}, status)
    shown = shown_event(store, event)
    return JSONResponse({"event": shown, "etag": shown["etag"]}, status, headers={"etag": shown["etag"]})


def _conflict(store: Store, id_: str, conflict: ConflictError) -> Response:
    last, event = conflict.entry or {}, store.event(id_)
    shown = shown_event(store, event) if event else {}
    told = {"by": last.get("by"), "at": last.get("at"), "field": last.get("field")}
    return JSONResponse({"error": str(conflict), "event": shown, "etag": shown.get("etag", ""), **told}, 409)
