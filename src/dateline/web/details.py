"""Routes that show one: a report with its words, an event, a happening; the history; what the store is."""

from itertools import accumulate
from pathlib import PurePath
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import JSONResponse, Response

from dateline.stores.plain import Record
from dateline.stores.protocol import Store
from dateline.web.access import Role
from dateline.web.shapes import About, EventShape, HappeningShape, History, Problem, ReportShape
from dateline.web.vocabulary import Vocabulary

MISSING: dict[int | str, dict[str, Any]] = {404: {"model": Problem}}


def detail_routes(store: Store, vocabulary: Vocabulary, *, version: str, user: str, role: Role) -> APIRouter:
    """Return the routes over one store; `user` and `role` are those of whoever is let in."""
    routes = APIRouter(prefix="/api", responses=MISSING)

    @routes.get("/about", response_model=About, summary="The store, the ontology, and who is asking")
    def about() -> Response:
        held = store.about()
        name = store.location if "://" in store.location else PurePath(store.location).name
        more = {"version": version, "store": name, "first": held["first_day"], "last": held["last_day"]}
        return JSONResponse(held | more | {"role": role.name.lower(), "user": user, "ontology": vocabulary.record})

    @routes.get("/events/{id}", response_model=EventShape, summary="One event as it reads now")
    def event(id: str) -> Response:  # noqa: A002
        shown = shown_event(store, found(store.event(id), "event", id))
        return JSONResponse(shown, headers={"etag": shown["etag"]})

    @routes.get("/happenings/{id}", response_model=HappeningShape, summary="One happening with its witnesses")
    def happening(id: str) -> Response:  # noqa: A002
        return JSONResponse(found(store.happening(id), "happening", id))

    @routes.get("/history", response_model=History, summary="Who judged what, the latest first")
    def history(
        event: Annotated[str | None, Query(max_length=200)] = None,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
        cursor: Annotated[int | None, Query(ge=1, le=2**53, description="The `next` of the page before.")] = None,
    ) -> Response:
        entries = store.history(event=event, limit=2**31) if event else _latest(store, limit + 1, cursor)
        newest = [e for e in reversed(entries) if cursor is None or e["n"] < cursor]
        total = len(entries) if event else store.about()["counts"]["history"]
        more = newest[limit - 1]["n"] if len(newest) > limit else None
        return JSONResponse({"items": newest[:limit], "next": more and str(more), "total": total})

    @routes.get("/reports/{id:path}", response_model=ReportShape, summary="One report with its words and events")
    def report(id: str) -> Response:  # noqa: A002
        return JSONResponse(shown_report(found(store.report(id), "report", id)))

    return routes


def found(record: Record | None, what: str, id_: str) -> Record:
    """Return a record that is there.

    Raises:
        HTTPException: 404, naming what is not.
    """
    if record is None:
        raise HTTPException(404, f"there is no {what} {id_!r} in this store; it may have been folded or coded anew")
    return record


def _latest(store: Store, most: int, before: int | None) -> list[Record]:
    last = store.about()["counts"]["history"] if before is None else before - 1
    return store.history(after=max(0, last - most), limit=min(most, last)) if last > 0 else []


def shown_report(record: Record) -> Record:
    """Return a report as the page reads it: `id`, `title_end`, and UTF-16 offsets beside every span."""
    title = record.get("title") or ""
    title_end = len(title) if title and record["text"].startswith(title) else 0
    provenance = {"sha256": record.get("sha256"), "engine": record.get("engine"), "origins": record.get("origins")}
    events = [shown(event) for event in record["events"]]
    whole = record | {"id": record["doc_id"], "title_end": title_end, "provenance": provenance, "events": events}
    return with_utf16(whole, record["text"])


def shown(event: Record) -> Record:
    """Return an event with its etag."""
    return event | {"etag": etag(event["version"])}


def shown_event(store: Store, event: Record) -> Record:
    """Return one event as the page reads it, apart from its report."""
    report = store.report(event["report"])
    return with_utf16(shown(event), report["text"] if report else "")


def etag(version: int | None) -> str:
    """Return an event's version as HTTP tells it."""
    return f'"{version}"'


def with_utf16(record: Record, text: str) -> Record:
    """Put `utf16_start` and `utf16_end` beside every `start` and `end` that are offsets into `text`."""
    units: list[int] | None = None
    if not text.isascii() and max(text) > "\uffff":
        units = [0, *accumulate(2 if character > "\uffff" else 1 for character in text)]
    whole: Record = _with_units(record, units, len(text))
    return whole


def _with_units(thing: Any, units: list[int] | None, length: int) -> Any:
    if isinstance(thing, list):
        return [_with_units(item, units, length) for item in thing]
    if not isinstance(thing, dict):
        return thing
    whole = {key: _with_units(value, units, length) for key, value in thing.items()}
    start, end = thing.get("start"), thing.get("end")
    if isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= length:
        whole["utf16_start"] = start if units is None else units[start]
        whole["utf16_end"] = end if units is None else units[end]
    return whole
