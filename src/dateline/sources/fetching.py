"""A URL to the bytes behind it, without ever talking to a machine inside (server-side request forgery).

A name is resolved once, every address it has is checked, and the connection goes to a checked address: there is no
second look-up that could answer differently. Each redirect is checked like the first URL. No cookies, no credentials,
no proxy; caps on bytes and on time.
"""

import http.client
import io
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urljoin

from dateline.sources.addresses import PORTS, Target, inner, target
from dateline.sources.refused import RefusedError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PIECE_BYTES = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How far a fetch may go. `loopback_port` is for tests alone: 127.0.0.1 on that port is let through."""

    agent: str = "dateline"
    redirects: int = 3
    body_bytes: int = 20_000_000
    seconds: float = 30.0
    loopback_port: int | None = None

    @property
    def ports(self) -> frozenset[int]:
        """The ports that may be asked."""
        own = () if self.loopback_port is None else (self.loopback_port,)
        return frozenset((*PORTS.values(), *own))


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a server said: the URL that answered in the end, the status, the headers in lower case, the body."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes


Resolver = Callable[[str, int], list[str]]
"""Takes a host name and a port, gives its addresses."""


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetcher:
    """Fetches by `rules`; `resolver` is the only way by which a name becomes an address."""

    rules: Rules = field(default_factory=Rules)
    resolver: Resolver = resolve

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Response:
        """Fetch a URL, following redirects.

        Raises:
            RefusedError: the URL, an address or a redirect is not allowed, or the answer is too long, slow or broken.
        """
        deadline = time.monotonic() + self.rules.seconds
        for _ in range(self.rules.redirects + 1):
            found = self._ask(target(url, ports=self.rules.ports), headers or {}, deadline)
            if found.status not in _REDIRECTS or "location" not in found.headers:
                return found
            url = urljoin(url, found.headers["location"])
        raise RefusedError("url.redirects", f"more than {self.rules.redirects} redirects")

    def _ask(self, where: Target, headers: Mapping[str, str], deadline: float) -> Response:
        wire = self._connect(where, deadline)
        try:
            wire.send(_request(where, {"User-Agent": self.rules.agent, **headers}))
            answer = http.client.HTTPResponse(cast("socket.socket", wire), method="GET")  # it only asks for makefile
            answer.begin()
            found = {name.lower(): value for name, value in answer.getheaders()}
            body = b"" if answer.status in _REDIRECTS else _body(answer, found, self.rules.body_bytes)
            return Response(url=where.url, status=answer.status, headers=found, body=body)
        except TimeoutError as trouble:
            raise RefusedError("url.slow", f"no answer within {self.rules.seconds:g} s") from trouble
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as trouble:
            raise RefusedError("url.broken", f"the server's answer broke off or is no HTTP ({trouble})") from trouble
        finally:
            wire.close()

    def _connect(self, where: Target, deadline: float) -> "Wire":
        try:
            addresses = self.resolver(where.host, where.port)
        except (OSError, UnicodeError) as trouble:
            raise RefusedError("url.unknown_host", f"{where.host} is not known ({trouble})") from trouble
        for address in addresses:
            own = address == "127.0.0.1" and where.port == self.rules.loopback_port
            if not own and (why := inner(address)) is not None:
                raise RefusedError("url.refused", f"{where.host} leads to {address}, which {why}")
        last = "it has no address"
        for address in addresses:
            try:
                return Wire(where, address, deadline)
            except OSError as trouble:
                last = str(trouble)
        raise RefusedError("url.unreachable", f"{where.host} does not answer ({last})")


class Wire:
    """One connection to a checked address, every step of which ends at the deadline."""

    def __init__(self, where: Target, address: str, deadline: float) -> None:
        """Connect; with TLS the certificate must be the host's."""
        self._deadline = deadline
        self._socket: socket.socket = socket.create_connection((address, where.port), timeout=self._left())
        if where.scheme == "https":
            context = ssl.create_default_context()
            try:
                self._socket.settimeout(self._left())
                self._socket = context.wrap_socket(self._socket, server_hostname=where.host)
            except BaseException:
                self._socket.close()
                raise

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("out of time")
        return left

    def send(self, data: bytes) -> None:
        """Send all of it, or raise at the deadline."""
        self._socket.settimeout(self._left())
        self._socket.sendall(data)

    def receive_into(self, buffer: "WriteableBuffer") -> int:
        """Receive some bytes, or raise at the deadline."""
        self._socket.settimeout(self._left())
        return self._socket.recv_into(buffer)

    def makefile(self, *_mode: Any) -> io.BufferedReader:
        """The answer as a stream, for `http.client`."""
        return io.BufferedReader(_Answer(self))

    def close(self) -> None:
        """End the connection."""
        self._socket.close()


class _Answer(io.RawIOBase):
    """What comes over a wire, as a stream."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        return self._wire.receive_into(buffer)


def _request(where: Target, headers: Mapping[str, str]) -> bytes:
    usual = where.port == PORTS[where.scheme]
    host = f"[{where.host}]" if ":" in where.host else where.host
    every = {
        "Host": host if usual else f"{host}:{where.port}",
        **headers,
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    lines = [f"GET {where.path} HTTP/1.1", *(f"{name}: {value}" for name, value in every.items())]
    if any("\r" in line or "\n" in line for line in lines):
        raise ValueError("a header with a line break")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


def _body(answer: http.client.HTTPResponse, headers: Mapping[str, str], cap: int) -> bytes:
    """The body, unpacked, up to the cap; a length that is announced too long is not even begun."""
    if headers.get("content-length", "").isdigit() and int(headers["content-length"][:18]) > cap:
        raise RefusedError("url.too_large", f"the answer is larger than {cap / 1e6:g} MB")
    packed = headers.get("content-encoding", "identity").lower()
    if packed not in {"identity", "gzip", "x-gzip", ""}:
        raise RefusedError("url.broken", f"the answer is packed as {packed!r}, which was not asked for")
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16) if "gzip" in packed else None
    body = bytearray()
    while piece := answer.read(_PIECE_BYTES):
        body += unpack.decompress(piece, cap + 1 - len(body)) if unpack else piece
        if len(body) > cap:
            raise RefusedError("url.too_large", f"the answer is larger than {cap / 1e6:g} MB")
    if answer.length or (unpack and body and not unpack.eof):
        raise RefusedError("url.broken", "the server's answer broke off")
    return bytes(body)
