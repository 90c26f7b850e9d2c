"""Who gets an answer: the right host name, a session begun with the printed address, no other site's orders.

One ASGI layer around the whole application, so that no route can be forgotten. It also puts the security
headers on every answer, errors among them.
"""

import hmac
import re
from http.cookies import CookieError, SimpleCookie
from typing import Protocol
from urllib.parse import parse_qs, urlencode

from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.web.access import methods_for

MAX_BODY_BYTES = 1_000_000
"""The largest request body, in bytes: a judgement with a long note is a thousandth of it."""

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "worker-src 'self' blob:; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""On every answer. Source: OWASP ASVS 5.0, 3.4."""

_SAFE = frozenset({"GET", "HEAD"})
_LOCAL = frozenset({"127.0.0.1", "localhost", "[::1]"})
_HOST = re.compile(r"(\[[0-9a-f:]+\]|[A-Za-z0-9.-]+)(?::(\d{1,5}))?")
_NO_SESSION = (
    "<!doctype html><meta charset=utf-8><title>Dateline</title><p>This page is private to whoever started it. "
    "Open the address that <code>dateline serve</code> printed; it works once, and then this browser is known."
)


class Session(Protocol):
    """What lets a browser in."""

    def open(self, token: str) -> str | None:
        """Return a cookie's value for the right token, None for a wrong or used one."""

    def holds(self, cookie: str) -> bool:
        """Tell whether a cookie's value is one that `open` gave."""


class OneTimeToken:
    """A token that lets one browser in, once; whoever reads it later in a history or a log is kept out."""

    def __init__(self, token: str, cookie: str) -> None:
        """Take two secrets: what the printed address holds, and what the browser is given for it."""
        self._token: str | None = token
        self._cookie = cookie

    def open(self, token: str) -> str | None:
        """Return the cookie's value, the first time."""
        if self._token is None or not hmac.compare_digest(token.encode(), self._token.encode()):
            return None
        self._token = None
        return self._cookie

    def holds(self, cookie: str) -> bool:
        """Tell whether the browser was let in."""
        return hmac.compare_digest(cookie.encode(), self._cookie.encode())


class Guard:
    """The layer: checks before the application is asked, headers behind it."""

    def __init__(self, app: ASGIApp, *, session: Session, cookie: str, port: int | None = None) -> None:
        """Guard `app`; `port` None takes any port in the Host header (for tests without a socket)."""
        self.app = app
        self.session = session
        self.cookie = cookie
        self.port = port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a refusal, or let the application answer."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name.lower() for name, _ in message["headers"]}
                more = [(k.encode(), v.encode()) for k, v in HEADERS.items() if k.encode() not in there]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        refusal = self._refusal(scope)
        answer = self.app if refusal is None else refusal
        await answer(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if not self._is_ours(headers.get("host", "")):
            return _no(403, "this server answers to 127.0.0.1 and localhost alone")
        taken = methods_for(scope["path"])
        if scope["method"].replace("HEAD", "GET") not in taken:
            return _no(405, f"{scope['method']} is not for this address", {"allow": ", ".join(taken)})
        if scope["method"] not in _SAFE:
            trouble = self._order_trouble(headers)
            if trouble is not None:
                return trouble
        return self._entrance(scope, headers)

    def _entrance(self, scope: Scope, headers: dict[str, str]) -> Response | None:
        if self.session.holds(_cookie(headers.get("cookie", ""), self.cookie)):
            return None
        query = parse_qs(scope["query_string"].decode("latin-1"))
        value = self.session.open(query.pop("token", [""])[0])
        if value is None or scope["method"] != "GET":
            if scope["path"].startswith("/api/"):
                return _no(401, "no session: open the address that `dateline serve` printed, in this browser")
            return HTMLResponse(_NO_SESSION, 401)
        left = urlencode(query, doseq=True)
        # Only the path itself: "//host" would lead to another site.
        path = "/" + scope["path"].lstrip("/\\")
        answer = RedirectResponse(f"{path}?{left}" if left else path, 303)
        answer.set_cookie(self.cookie, value, httponly=True, samesite="strict", path="/")
        return answer

    def _is_ours(self, host: str) -> bool:
        match = _HOST.fullmatch(host)
        if match is None or match[1].lower() not in _LOCAL:
            return False
        return self.port is None or int(match[2] or 80) == self.port

    def _order_trouble(self, headers: dict[str, str]) -> Response | None:
        """Refuse what another site may have sent: by Sec-Fetch-Site where the browser tells it, else by Origin."""
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        same = site == "same-origin" if site is not None else origin == f"http://{headers.get('host')}"
        if not same:
            return _no(403, "changes are taken from this server's own page alone")
        if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return _no(415, "expected Content-Type: application/json")
        length = headers.get("content-length", "")
        if not length.isdigit():
            return _no(411, "expected a Content-Length")
        if int(length[:12]) > MAX_BODY_BYTES:
            return _no(413, f"the body is larger than {MAX_BODY_BYTES:,} bytes")
        return None


def _no(status: int, message: str, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"error": message}, status, headers=headers)


def _cookie(header: str, name: str) -> str:
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return found.value if found else ""
