"""The page is shown to this machine alone, and nothing else is."""

import threading
from http.client import HTTPConnection

import pytest

from dateline.errors import ConfigError
from dateline.web.one_page import one_page_server


def test_the_page_is_served_to_local_names_only() -> None:
    with one_page_server("<p>Größe</p>", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]

        def get(path: str, host: str) -> tuple[int, bytes]:
            connection = HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", path, headers={"Host": host})
            answer = connection.getresponse()
            found = answer.status, answer.read()
            connection.close()
            return found

        assert get("/", f"localhost:{port}") == (200, "<p>Größe</p>".encode())
        assert get("/etc/passwd", f"127.0.0.1:{port}")[0] == 404
        assert get("/", f"evil.example:{port}")[0] == 403
        with pytest.raises(ConfigError, match="choose another port"):
            one_page_server("", port)
        server.shutdown()
