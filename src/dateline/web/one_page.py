"""One page served on 127.0.0.1: for looking at a report that was just made."""

from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from dateline.errors import ConfigError


def one_page_server(page: str, port: int) -> ThreadingHTTPServer:
    """Return a server of one HTML page on 127.0.0.1; `port` 0 takes a free one.

    It answers to the names 127.0.0.1 and localhost alone, so that another site cannot point its own name here.

    Raises:
        ConfigError: the port cannot be had; the message says what to do.
    """
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(_Page, page.encode("utf-8")))
    except OSError as trouble:
        raise ConfigError(f"127.0.0.1:{port}: {trouble.strerror}; choose another port, or 0 for any") from trouble


class _Page(BaseHTTPRequestHandler):
    def __init__(self, page: bytes, *args: Any) -> None:
        self.page = page
        super().__init__(*args)

    def do_GET(self) -> None:
        local = self.headers.get("Host", "").rpartition(":")[0] in {"127.0.0.1", "localhost"}
        if not local or self.path not in {"/", "/index.html"}:
            self.send_error(404 if local else 403)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(self.page)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(self.page)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Keep quiet: a request line can hold anything."""
