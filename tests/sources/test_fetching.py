"""No URL, name, address or redirect leads to a machine inside; what is fetched is bounded."""

import gzip
import socket
import threading
from collections.abc import Iterator

import pytest

from dateline.sources.addresses import inner, target
from dateline.sources.fetching import Fetcher
from dateline.sources.refused import RefusedError
from tests.sources.server import Site, site

INNER = """
127.0.0.1 127.0.0.2 127.255.255.254 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.0.1 192.168.255.255
169.254.169.254 169.254.170.2 100.64.0.1 100.100.100.200 0.0.0.0 0.0.0.1 192.0.0.1 192.0.0.192 192.0.2.1 198.18.0.1
198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 192.88.99.1
::1 :: ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::127.0.0.1 ::7f00:1 64:ff9b::7f00:1
64:ff9b::10.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 2002:7f00:1:: 2002:a00:1:: 2002:a9fe:a9fe:: 2001::1 2001:0:7f00:1::
2001:db8::1 fc00::1 fd00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1 ff05::2 100::1 5f00::1 3fff::1 2001:10::1 2001:20::1
""".split()
ODD_HOSTS = """
2130706433 3232235521 0x7f000001 0x7f.0.0.1 0177.0.0.1 017700000001 127.1 127.0.1 127.0.0.1.  0x7f.1 127.0.0.0x1
00000177.1 0300.0250.0.1 192.168.257 4294967295 0 0x0 1 127.000.000.001 0127.0.0.1 10.1 169.254.43518 0xa9fea9fe
2852039166 1.1.1.1.1 256.256.256.256 999.1.1.1 １２７.0.0.1 127。0。0。1 ①②⑦.0.0.1 0xffffffff1 a.0x7f
localhost LOCALHOST localhost. intranet
-.example.org .example.org ..  %31%32%37.0.0.1 exam_ple%2eorg 127.0.0.1%00.example.org [::1 ::1]
[::1%25lo] [fe80::1%25eth0] [v1.fe80::a] example
""".split()
ODD_URLS = [
    "gopher://example.org/_GET",
    "file:///etc/passwd",
    "file://localhost/etc/passwd",
    "data:text/html,hello",
    "ftp://example.org/a",
    "dict://example.org:11211/stat",
    "ldap://example.org/a",
    "jar:http://example.org!/a",
    "javascript:alert(1)",
    "ws://example.org/",
    "//example.org/a",
    "example.org",
    "",
    "http://",
    "http:///a",
    "http:example.org",
    "http://a@example.org/",
    "http://a:b@example.org/",
    "http://example.org@127.0.0.1/",
    "http://127.0.0.1#@example.org/",
    "http://127.0.0.1\\@example.org/",
    "http://example.org\\@127.0.0.1/",
    "http://example.org:22/",
    "http://example.org:8080/",
    "http://example.org:0/",
    "http://example.org:65536/",
    "http://example.org:-1/",
    "http://example.org:80a/",
    "https://example.org:6379/",
    "http://exa mple.org/",
    "http://example.org/a b",
    "http://example.org/\r\nHost: 127.0.0.1",
    "http://example.org/\t",
    "http://exam\x00ple.org/",
    " http://example.org/",
    "http://example.org/" + "a" * 3_000,
    "http://" + "a" * 64 + ".org/",
    "http://" + "a." * 200 + "org/",
]
HOSTILE = [
    *(f"http://{f'[{a}]' if ':' in a else a}/" for a in INNER),
    *(f"http://{host}/" for host in ODD_HOSTS),
    *ODD_URLS,
]


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every connection that is tried."""
    tried: list[object] = []

    def connect(_socket: socket.socket, address: object) -> None:
        tried.append(address)
        raise ConnectionRefusedError("no connections in this test")

    monkeypatch.setattr(socket.socket, "connect", connect)
    return tried


@pytest.fixture
def served() -> Iterator[Site]:
    with site() as running:
        yield running


def test_there_are_enough_hostile_urls() -> None:
    assert len(set(HOSTILE)) >= 120


@pytest.mark.parametrize("url", HOSTILE)
def test_a_hostile_url_makes_no_connection(url: str, no_sockets: list[object]) -> None:
    fetcher = Fetcher(resolver=lambda host, _port: [host])
    with pytest.raises(RefusedError) as caught:
        fetcher.get(url)
    assert caught.value.kind == "url.refused"
    assert no_sockets == []


@pytest.mark.parametrize("address", INNER)
def test_a_name_that_leads_inside_makes_no_connection(address: str, no_sockets: list[object]) -> None:
    with pytest.raises(RefusedError, match="which is not a public address"):
        Fetcher(resolver=lambda _host, _port: ["93.184.216.34", address]).get("http://example.org/")
    assert no_sockets == []


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"])
def test_a_public_address_is_let_through(address: str) -> None:
    assert inner(address) is None


def test_a_name_is_resolved_once_and_the_checked_address_is_asked(no_sockets: list[object]) -> None:
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    with pytest.raises(RefusedError, match="does not answer"):
        Fetcher(resolver=lambda _host, _port: next(answers)).get("http://rebound.example.org/")
    assert no_sockets == [("93.184.216.34", 80)]


def test_a_url_is_taken_apart() -> None:
    found = target("https://Bücher.example.org./a%20b/ü?q=ä#part")
    assert (found.host, found.port) == ("xn--bcher-kva.example.org", 443)
    assert found.path == "/a%20b/%C3%BC?q=%C3%A4"
    assert found.site == "https://xn--bcher-kva.example.org"


def test_a_page_is_fetched_without_cookies_or_credentials(served: Site) -> None:
    served.pages["/a?b=1"] = (200, {"Set-Cookie": "a=b", "X-Odd": "1"}, b"hello")
    fetcher = served.fetcher(agent="Example (mailto:a@example.org)")
    for _ in range(2):
        found = fetcher.get(served.url("/a?b=1"), {"If-None-Match": "x"})
        assert (found.status, found.body, found.headers["x-odd"]) == (200, b"hello", "1")
    for path, headers in served.asked:
        assert path == "/a?b=1"
        assert headers["user-agent"] == "Example (mailto:a@example.org)"
        assert headers["host"] == f"news.example.org:{served.port}"
        assert headers["if-none-match"] == "x"
        assert not {"cookie", "authorization", "referer"} & set(headers)


def test_a_packed_answer_is_unpacked_and_a_bomb_refused(served: Site) -> None:
    packed = {"Content-Encoding": "gzip"}
    served.pages["/a"] = (200, packed, gzip.compress(b"hello"))
    served.pages["/bomb"] = (200, packed, gzip.compress(b"\0" * 5_000_000))
    fetcher = served.fetcher(body_bytes=100_000)
    assert fetcher.get(served.url("/a")).body == b"hello"
    assert refused(fetcher, served.url("/bomb")) == "url.too_large"


@pytest.mark.parametrize("announced", ["", "500000"])
def test_an_answer_over_the_cap_is_refused(served: Site, announced: str) -> None:
    served.pages["/a"] = (200, {"Content-Length": announced}, b"a" * 500_000)
    assert refused(served.fetcher(body_bytes=100_000), served.url("/a")) == "url.too_large"


def test_three_redirects_are_followed_and_a_fourth_is_not(served: Site) -> None:
    for n in range(5):
        served.pages[f"/{n}"] = (302, {"Location": f"/{n + 1}"}, b"")
    served.pages["/5"] = (200, {}, b"arrived")
    assert served.fetcher().get(served.url("/2")).body == b"arrived"
    assert refused(served.fetcher(), served.url("/0")) == "url.redirects"


@pytest.mark.parametrize(
    "where",
    [
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "//[::1]/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "http://2130706433/",
        "http://user:pw@example.org/",
        "http://example.org:22/",
    ],
)
def test_a_redirect_is_checked_like_the_first_url(served: Site, where: str) -> None:
    served.pages["/a"] = (302, {"Location": where}, b"")
    assert refused(served.fetcher(), served.url("/a")) == "url.refused"
    assert len(served.asked) == 1


def test_a_redirect_to_a_name_that_leads_inside_is_refused(served: Site) -> None:
    served.pages["/a"] = (302, {"Location": "http://inner.example.org/"}, b"")
    fetcher = Fetcher(
        rules=served.fetcher().rules,
        resolver=lambda host, _port: ["10.0.0.1" if host.startswith("inner") else "127.0.0.1"],
    )
    assert refused(fetcher, served.url("/a")) == "url.refused"


def test_loopback_is_let_through_on_the_named_port_alone(served: Site) -> None:
    other = served.port + 1 if served.port < 65_535 else served.port - 1
    assert refused(served.fetcher(), f"http://news.example.org:{other}/") == "url.refused"
    assert refused(served.fetcher(), "http://news.example.org/") == "url.refused"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"rubbish\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort",
        b"HTTP/1.1 999999999999 A\r\n\r\n",
    ],
)
def test_an_answer_that_is_no_http_or_breaks_off_is_refused(answer: bytes) -> None:
    with raw_server(answer) as port:
        assert refused(Site(port).fetcher(), Site(port).url("/")) == "url.broken"


def test_a_server_that_drips_is_left_at_the_deadline() -> None:
    with raw_server(b"HTTP/1.1 200 OK\r\n", hold=True) as port:
        assert refused(Site(port).fetcher(seconds=0.3), Site(port).url("/")) == "url.slow"


def refused(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(RefusedError) as caught:
        fetcher.get(url)
    return caught.value.kind


class raw_server:  # noqa: N801  (used as a function)
    """A server that sends some bytes to whoever connects, and holds the connection or not."""

    def __init__(self, answer: bytes, *, hold: bool = False) -> None:
        self.answer, self.hold = answer, hold
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> int:
        self.thread.start()
        port: int = self.listening.getsockname()[1]
        return port

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.listening.close()
        self.thread.join()

    def _serve(self) -> None:
        connection, _ = self.listening.accept()
        with connection:
            connection.recv(65_536)
            connection.sendall(self.answer)
            if self.hold:
                self.done.wait(10)
