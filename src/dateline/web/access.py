"""Who may do what: every route with the role that it asks for. A route that is not here does not start."""

from collections.abc import Callable
from enum import IntEnum
from functools import cache

from fastapi import FastAPI, HTTPException, Request
from fastapi.routing import iter_route_contexts
from starlette.routing import compile_path


class Role(IntEnum):
    """What a caller may do; each role may do what those before it may."""

    VIEWER = 1
    CODER = 2
    REVIEWER = 3
    ADMIN = 4


ROUTES: dict[tuple[str, str], Role] = {
    ("GET", "/api/about"): Role.VIEWER,
    ("GET", "/api/events"): Role.VIEWER,
    ("GET", "/api/events.csv"): Role.VIEWER,
    ("GET", "/api/events.geojson"): Role.VIEWER,
    ("GET", "/api/events.json"): Role.VIEWER,
    ("GET", "/api/events/{id}"): Role.VIEWER,
    ("GET", "/api/export.csv"): Role.VIEWER,
    ("GET", "/api/export.geojson"): Role.VIEWER,
    ("GET", "/api/export.html"): Role.VIEWER,
    ("GET", "/api/export.jsonl"): Role.VIEWER,
    ("GET", "/api/facets"): Role.VIEWER,
    ("GET", "/api/happenings"): Role.VIEWER,
    ("GET", "/api/happenings.csv"): Role.VIEWER,
    ("GET", "/api/happenings.geojson"): Role.VIEWER,
    ("GET", "/api/happenings.json"): Role.VIEWER,
    ("GET", "/api/happenings/{id}"): Role.VIEWER,
    ("GET", "/api/history"): Role.VIEWER,
    ("GET", "/api/map"): Role.VIEWER,
    ("GET", "/api/openapi.json"): Role.VIEWER,
    ("GET", "/api/reports"): Role.VIEWER,
    ("GET", "/api/reports.csv"): Role.VIEWER,
    ("GET", "/api/reports.json"): Role.VIEWER,
    ("GET", "/api/reports/{id:path}"): Role.VIEWER,
    ("GET", "/api/suggest"): Role.VIEWER,
    ("GET", "/api/timeline"): Role.VIEWER,
    ("GET", "/assets/{name}"): Role.VIEWER,
    ("GET", "/{page:path}"): Role.VIEWER,
    ("POST", "/api/events"): Role.CODER,
    ("POST", "/api/happenings/join"): Role.REVIEWER,
    ("POST", "/api/happenings/{id}/split"): Role.REVIEWER,
    ("POST", "/api/happenings/{id}/undo"): Role.REVIEWER,
    ("POST", "/api/reviews"): Role.CODER,
}


def routes_of(app: FastAPI) -> list[tuple[str, str]]:
    """Return method and path of every route, sorted; HEAD goes with GET."""
    contexts = iter_route_contexts(app.routes)
    return sorted({(method, c.path or "") for c in contexts for method in c.methods or () if method != "HEAD"})


_EXACT_FIRST = sorted({path for _, path in ROUTES}, key=lambda path: ("{" in path, ":path" in path, -len(path)))
_PATTERNS = tuple((compile_path(path)[0], path) for path in _EXACT_FIRST)


def methods_for(address: str) -> tuple[str, ...]:
    """Return the methods that a path of a request (decoded) takes, those of the route that names it most exactly."""
    return next((_methods(path) for pattern, path in _PATTERNS if pattern.match(address)), ())


@cache
def _methods(path: str) -> tuple[str, ...]:
    return tuple(sorted(method for method, other in ROUTES if other == path))


def check_routes(app: FastAPI) -> None:
    """Refuse to start with a route that no role is written down for, or a role for no route.

    Raises:
        RuntimeError: naming the routes; this is a fault in Dateline.
    """
    there, written = set(routes_of(app)), set(ROUTES)
    if there != written:
        more, fewer = sorted(there - written), sorted(written - there)
        raise RuntimeError(f"routes without a role: {more}; roles without a route: {fewer}")


def allows(role: Role) -> Callable[[Request], None]:
    """Return a dependency that lets a caller of this role take the routes that ask for no more."""

    def check(request: Request) -> None:
        asked = ROUTES[request.method, request.scope["route"].path]
        if role < asked:
            raise HTTPException(403, f"this asks for the role {asked.name.lower()}; you have {role.name.lower()}")

    return check
