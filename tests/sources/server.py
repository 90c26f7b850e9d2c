"""A web server on loopback with pages that a test sets, and a fetcher that finds it under other names."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from dateline.sources.fetching import Fetcher, Rules

Page = tuple[int, dict[str, str], bytes]


class Site:
    """What the server answers: a page, or a function of the request's headers, for each path; and what it was asked."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.pages: dict[str, Page | Callable[[dict[str, str]], Page]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def url(self, path: str, host: str = "news.example.org") -> str:
        return f"http://{host}:{self.port}{path}"

    def fetcher(self, **rules: Any) -> Fetcher:
        """A fetcher to which every name is this server."""
        return Fetcher(rules=Rules(loopback_port=self.port, **rules), resolver=lambda _host, _port: ["127.0.0.1"])


@contextmanager
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            served.asked.append((self.path, headers))
            page = served.pages.get(self.path, (404, {}, b"not here"))
            status, more, body = page(headers) if callable(page) else page
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **more}.items():
                if value:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: Any) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
