"""The page itself: files that were built beforehand, each with the caching that its name allows."""

from importlib.resources import files
from importlib.resources.abc import Traversable

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

_TYPES = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "mjs": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "woff2": "font/woff2",
}
_FOR_GOOD = "public, max-age=31536000, immutable"  # a name with a hash of its content in it
_FOR_AN_HOUR = "private, max-age=3600"  # the icon: browsers ask for it at every change of the address
VIEWS = ("", "about", "history", "report/", "happening/")
"""What the page's own addresses begin with; it tells them apart itself."""


def page_routes() -> APIRouter:
    """Return the routes of the page."""
    routes = APIRouter(include_in_schema=False)
    built = {file.name: file for file in (_static() / "assets").iterdir() if file.is_file()}
    index = (_static() / "index.html").read_bytes()

    @routes.get("/assets/{name}")
    def asset(name: str, request: Request) -> Response:
        if name not in built:  # names from a list: no path from outside is ever joined
            raise HTTPException(404, "no such file of the page")
        caching = _FOR_GOOD if "-" in name else _FOR_AN_HOUR if name.endswith(".svg") else "no-cache"
        headers = {"cache-control": caching, "vary": "accept-encoding"}
        kind = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
        zipped = built.get(f"{name}.gz")
        if zipped is not None and "gzip" in request.headers.get("accept-encoding", ""):
            return Response(zipped.read_bytes(), media_type=kind, headers={**headers, "content-encoding": "gzip"})
        return Response(built[name].read_bytes(), media_type=kind, headers=headers)

    @routes.get("/{page:path}")
    def view(page: str) -> Response:
        if not any(page == name or (name.endswith("/") and page.startswith(name)) for name in VIEWS):
            raise HTTPException(404, "there is no such page; begin at /")
        return Response(index, media_type=_TYPES["html"], headers={"cache-control": "no-cache"})

    return routes


def _static() -> Traversable:
    return files("dateline.web") / "static"
