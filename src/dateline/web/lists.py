"""Routes that show many: lists of happenings, events and reports, their facets, timeline, map, and files of them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response, StreamingResponse

from dateline.errors import QueryError
from dateline.exports.flat import COLUMNS, csv_lines, geojson_lines
from dateline.exports.html import html_page
from dateline.stores.filters import MAX_LIMIT, Filter, read_query
from dateline.stores.filters import Query as StoreQuery
from dateline.stores.plain import Record
from dateline.stores.protocol import Kind, Page, Store
from dateline.web.asking import CountQuery, ListQuery
from dateline.web.shapes import FacetValue, ReportRows, Rows, Suggestions, Timeline, World
from dateline.web.vocabulary import Vocabulary

MOST_REPORTS = 300
"""How many reports a saved view may hold: some eight megabytes of page (the 39 sample reports make one)."""
_CSV, _HTML = "text/csv; charset=utf-8", "text/html; charset=utf-8"
_GEOJSON, _JSONL = "application/geo+json", "application/x-ndjson"


def list_routes(store: Store, vocabulary: Vocabulary) -> APIRouter:
    """Return the routes over one store."""
    routes = APIRouter(prefix="/api")
    _add_lists(routes, store, "happenings", "happening")
    _add_lists(routes, store, "events", "event")
    _add_reports(routes, store)
    _add_overviews(routes, store, vocabulary)
    _add_exports(routes, store)
    return routes


def _add_lists(routes: APIRouter, store: Store, name: str, kind: Kind) -> None:
    @routes.get(f"/{name}", response_model=Rows, summary=f"A page of {name}")
    @routes.get(f"/{name}.json", response_model=Rows, summary=f"A page of {name}")
    def listed(query: ListQuery) -> Response:
        return _page(store.find(kind, query.query()))

    @routes.get(f"/{name}.csv", response_class=Response, summary=f"A page of {name} as CSV")
    def as_csv(query: ListQuery) -> Response:
        lines = csv_lines(store.find(kind, query.query()).items, COLUMNS[kind], spreadsheet=query.spreadsheet)
        return Response("".join(lines), media_type=_CSV)

    @routes.get(f"/{name}.geojson", response_class=Response, summary=f"A page of {name} as GeoJSON")
    def as_geojson(query: ListQuery) -> Response:
        return Response("".join(geojson_lines(store.find(kind, query.query()).items)), media_type=_GEOJSON)


def _add_reports(routes: APIRouter, store: Store) -> None:
    @routes.get("/reports", response_model=ReportRows, summary="A page of reports")
    @routes.get("/reports.json", response_model=ReportRows, summary="A page of reports")
    def reports(query: ListQuery) -> Response:
        return _page(store.find_reports(query.query()))

    @routes.get("/reports.csv", response_class=Response, summary="A page of reports as CSV")
    def reports_csv(query: ListQuery) -> Response:
        lines = csv_lines(store.find_reports(query.query()).items, COLUMNS["report"], spreadsheet=query.spreadsheet)
        return Response("".join(lines), media_type=_CSV)


def _add_overviews(routes: APIRouter, store: Store, vocabulary: Vocabulary) -> None:
    @routes.get("/facets", response_model=dict[str, list[FacetValue]], summary="What there is to choose from")
    def facets(given: CountQuery) -> Response:
        return JSONResponse(vocabulary.labelled(store.facets(given.kind, given.filter())))

    @routes.get("/timeline", response_model=Timeline, summary="How many when")
    def timeline(given: CountQuery) -> Response:
        return JSONResponse(store.timeline(given.kind, given.filter()))

    @routes.get("/map", response_model=World, summary="What lies where")
    def world(given: CountQuery) -> Response:
        return JSONResponse(store.map(given.kind, given.filter()))

    @routes.get("/suggest", response_model=Suggestions, summary="Completions for a correction")
    def suggest(field: Annotated[str, Query(max_length=40)], q: Annotated[str, Query(max_length=200)] = "") -> Response:
        return JSONResponse({"items": vocabulary.suggest(store, field, q)})


def _add_exports(routes: APIRouter, store: Store) -> None:
    @routes.get("/export.csv", response_class=Response, summary="All that the filter lets through, as CSV")
    def export_csv(given: CountQuery) -> Response:
        rows = every(store, given.kind, given.filter())
        return _file(csv_lines(rows, COLUMNS[given.kind], spreadsheet=given.spreadsheet), _CSV, f"{given.of}.csv")

    @routes.get("/export.geojson", response_class=Response, summary="All that the filter lets through, as GeoJSON")
    def export_geojson(given: CountQuery) -> Response:
        return _file(geojson_lines(every(store, given.kind, given.filter())), _GEOJSON, f"{given.of}.geojson")

    @routes.get("/export.jsonl", response_class=Response, summary="The same, whole records as JSON Lines")
    def export_jsonl(given: CountQuery) -> Response:
        return _file(whole_lines(store, given.kind, given.filter()), _JSONL, f"{given.of}.jsonl")

    @routes.get("/export.html", response_class=Response, summary="The view as one page that stands alone")
    def export_html(given: CountQuery) -> Response:
        reports = told_in(store, given.kind, given.filter())
        page = html_page(list(reports), title="Dateline: a saved view")
        return _file(iter([page]), _HTML, "view.html")


def told_in(store: Store, kind: Kind, given: Filter) -> Iterator[Record]:
    """Yield the reports that tell of what a filter lets through, each with those events alone, by day and id.

    Raises:
        QueryError: there are more than `MOST_REPORTS`.
    """
    wanted: dict[str, set[str]] = {}
    for row in every(store, kind, given):
        events = [row["id"]] if kind == "event" else (store.happening(row["id"]) or {"events": []})["events"]
        for event in events:
            told = row if kind == "event" else store.event(event)
            if told is not None:
                wanted.setdefault(told["report"], set()).add(event)
        if len(wanted) > MOST_REPORTS:
            raise QueryError(f"a saved view holds at most {MOST_REPORTS} reports; narrow the list")
    reports = [report for report in (store.report(id_) for id_ in wanted) if report is not None]
    for report in sorted(reports, key=lambda r: (r["date"] or "", r["doc_id"])):
        yield report | {"events": [event for event in report["events"] if event["id"] in wanted[report["doc_id"]]]}


def every(store: Store, kind: Kind, given: Filter) -> Iterator[Record]:
    """Yield all rows that a filter lets through, page after page, the latest first."""
    query = StoreQuery(filter=given, limit=MAX_LIMIT)
    while True:
        page = store.find(kind, query)
        yield from page.items
        if page.next is None:
            return
        query = replace(query, after=read_query({"cursor": [page.next]}).after)


def whole_lines(store: Store, kind: Kind, given: Filter) -> Iterator[str]:
    """Yield the whole records behind the rows, a line each."""
    for row in every(store, kind, given):
        record = store.event(row["id"]) if kind == "event" else store.happening(row["id"])
        if record is not None:
            yield json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n"


def _page(page: Page) -> JSONResponse:
    return JSONResponse({"items": list(page.items), "next": page.next, "total": page.total})


def _file(pieces: Iterator[str], media_type: str, name: str) -> StreamingResponse:
    headers: dict[str, Any] = {"content-disposition": f'attachment; filename="dateline-{name}"'}
    return StreamingResponse(pieces, media_type=media_type, headers=headers)
