"""Which URLs and network addresses may be asked at all: public web servers on their usual ports, nothing inside.

Source of the ranges: IANA's special-purpose address registries for IPv4 and IPv6 (RFC 6890 and updates).
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, quote, urlsplit

from dateline.sources.refused import RefusedError

PORTS = {"http": 80, "https": 443}
MAX_URL = 2_000
"""The longest URL, in characters."""
_INNER_4 = tuple(
    map(
        IPv4Network,
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 "
        "192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 "
        "198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4".split(),
    )
)
_GLOBAL_6 = IPv6Network("2000::/3")
_INNER_6 = tuple(map(IPv6Network, "2001::/23 2001:db8::/32 2002::/16 3fff::/20 2620:4f:8000::/48".split()))
_NAT64 = IPv6Network("64:ff9b::/96")
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029]")
_NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)$", re.IGNORECASE)
_PLAIN_4 = re.compile(r"(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$")
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_](?:[a-z0-9_-]{0,62}))+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A URL that may be asked, taken apart: the host in ASCII, the port, and what the server is asked for."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def site(self) -> str:
        """Scheme, host and port, as one robots.txt speaks for."""
        usual = self.port == PORTS[self.scheme]
        return f"{self.scheme}://{self.host}" if usual else f"{self.scheme}://{self.host}:{self.port}"


def target(url: str, *, ports: frozenset[int] = frozenset(PORTS.values())) -> Target:
    """Take a URL apart.

    Raises:
        RefusedError: it is no plain `http` or `https` URL of a public host; the message says in what way.
    """
    if len(url) > MAX_URL or _UNSAFE.search(url):
        raise _refused("is too long or holds blanks, controls or backslashes")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as trouble:
        raise _refused(f"cannot be taken apart ({trouble})") from trouble
    if parts.scheme not in PORTS:
        raise _refused(f"begins with {parts.scheme or 'no scheme'!r}; only http and https are fetched")
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise _refused("holds a user name or a password")
    port = PORTS[parts.scheme] if port is None else port
    if port not in ports:
        raise _refused(f"names port {port}; only {' and '.join(map(str, sorted(ports)))} are asked")
    host = _host(parts)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{_query(parts.query)}" if parts.query else "")
    return Target(url=url, scheme=parts.scheme, host=host, port=port, path=path)


def inner(address: str) -> str | None:
    """Why an IP address may not be asked, or None for a public one.

    An IPv4 address inside an IPv6 one (mapped, NAT64) counts as itself; 6to4 and Teredo are refused whole.
    """
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return "is no IP address"
    if isinstance(ip, IPv6Address):
        if "%" in address:
            return "has a zone"
        within = ip.ipv4_mapped or (IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        if within is not None:
            return _inner_4(within)
        public = ip in _GLOBAL_6 and not any(ip in network for network in _INNER_6)
        return None if public else "is not a public address"
    return _inner_4(ip)


def _inner_4(ip: IPv4Address) -> str | None:
    return "is not a public address" if any(ip in network for network in _INNER_4) else None


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host or "[" in parts.netloc:
        if (why := inner(host)) is not None:
            raise _refused(f"names {host}, which {why}")
        return host
    try:
        host = (
            host.encode("idna").decode("ascii").lower().rstrip(".")
        )  # full-width digits and dots become plain ones here
    except UnicodeError as trouble:
        raise _refused(f"names a host that cannot be written in ASCII ({trouble})") from trouble
    if _NUMBER.match(host.rpartition(".")[2]):
        if not _PLAIN_4.match(host):
            raise _refused("names an address in an odd form")
        if (why := inner(host)) is not None:
            raise _refused(f"names {host}, which {why}")
        return host
    if not _NAME.match(host):
        raise _refused("does not give the full name of a server")
    return host


def _query(query: str) -> str:
    return quote(query, safe="/%:@!$&'()*+,;=~-._?")


def _refused(why: str) -> RefusedError:
    return RefusedError("url.refused", f"the URL {why}")
