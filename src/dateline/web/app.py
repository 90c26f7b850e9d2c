"""The application: routes over one store, every answer guarded, every trouble a sentence."""

from collections.abc import Callable
from importlib.metadata import version

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from dateline.errors import DatelineError, QueryError
from dateline.knowledge.ontology import Ontology
from dateline.web.access import Role, allows, check_routes
from dateline.web.details import detail_routes
from dateline.web.guard import HEADERS, Guard, Session
from dateline.web.judging import Desk, judging_routes
from dateline.web.lists import list_routes
from dateline.web.pages import page_routes
from dateline.web.shapes import Problem
from dateline.web.vocabulary import Vocabulary


def create_app(
    desk: Desk, ontology: Ontology, session: Session, *, port: int | None = None, role: Role = Role.ADMIN
) -> FastAPI:
    """Return the application over the desk's store; whoever the session lets in is the desk's user, with `role`.

    `port` is the one in the Host header; None takes any. Raises RuntimeError for a route without a role.
    """
    vocabulary = Vocabulary(ontology)
    app = FastAPI(
        title="Dateline",
        version=version("dateline"),
        summary="News reports as records that can be checked.",
        openapi_url="/api/openapi.json",
        docs_url=None,  # both would load scripts from elsewhere
        redoc_url=None,
        dependencies=[Depends(allows(role)), Depends(_settles(desk))],
        responses={status: {"model": Problem} for status in (400, 401, 403, 405, 422, 500, 503)},
    )
    app.include_router(list_routes(desk.store, vocabulary))
    app.include_router(detail_routes(desk.store, vocabulary, version=version("dateline"), user=desk.user, role=role))
    app.include_router(judging_routes(desk, vocabulary))
    app.include_router(page_routes())
    check_routes(app)
    app.add_exception_handler(HTTPException, _told)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(QueryError, _unreadable)
    app.add_exception_handler(DatelineError, _broken)
    app.add_exception_handler(Exception, _at_fault)
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5)
    app.add_middleware(Guard, session=session, cookie=f"dateline-{port or 'test'}", port=port)
    return app


_OF_HAPPENINGS = tuple(f"/api/{name}" for name in ("export", "facets", "happenings", "map", "timeline"))


def _settles(desk: Desk) -> Callable[[Request], None]:
    """Return a dependency that brings happenings up to date before they are shown."""

    def settle(request: Request) -> None:
        if request.method == "GET" and request.scope["path"].startswith(_OF_HAPPENINGS):
            desk.folding.settle()

    return settle


def _told(_: Request, trouble: Exception) -> JSONResponse:
    assert isinstance(trouble, HTTPException)
    return JSONResponse({"error": str(trouble.detail)}, trouble.status_code, headers=trouble.headers)


def _malformed(_: Request, trouble: Exception) -> JSONResponse:
    assert isinstance(trouble, RequestValidationError)
    first = trouble.errors()[0]
    where = ".".join(str(part) for part in first["loc"] if part != "body") or "the body"
    return JSONResponse({"error": f"{where}: {first['msg']}"}, 422)


def _unreadable(_: Request, trouble: Exception) -> JSONResponse:
    return JSONResponse({"error": str(trouble)}, 400)


def _at_fault(_: Request, trouble: Exception) -> JSONResponse:
    """Answer for a fault of Dateline's own, outside the guard; the server writes the traceback to its log."""
    what = f"a fault in Dateline ({type(trouble).__name__}); what the server printed says where: please report it"
    return JSONResponse({"error": what}, 500, headers=HEADERS)


def _broken(_: Request, trouble: Exception) -> JSONResponse:
    return JSONResponse({"error": str(trouble)}, 503)
