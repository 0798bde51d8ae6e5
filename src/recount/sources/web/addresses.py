"""Addresses: which may be fetched. A page must not lead into the network that it is read from."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from recount.errors import SkipReport

Ip = IPv4Address | IPv6Address
Allowed = Callable[[Ip], bool]
"""Whether a machine of that number may be asked."""

LONGEST = 2000
PORTS = frozenset({80, 443, 8080, 8443})
"""Where web pages are served. Others belong to databases, mail and printers."""


def is_public(ip: Ip) -> bool:
    """Whether it is a machine of the open internet: not private, local, link-local, shared or reserved."""
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return is_public(inner)
        if ip in _NAT64:
            return is_public(IPv4Address(int(ip) & 0xFFFFFFFF))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def check_address(url: str, *, any_port: bool = False) -> str:
    """The address, if it may be asked for at all.

    Raises:
        SkipReport: no web address, one with a user name in it, one of an unusual port, or too long.
    """
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError:
        raise SkipReport("is no web address: check it") from None
    if parts.scheme not in ("http", "https") or not host:
        raise SkipReport("is no web address: it starts with https:// or http://, and names a host")
    if len(url) > LONGEST:
        raise SkipReport(f"is an address of more than {LONGEST} characters")
    if parts.username is not None or parts.password is not None:
        raise SkipReport("is an address with a user name in it: these are not sent; save the page and read the file")
    if port is not None and port not in PORTS and not any_port:
        raise SkipReport(
            f"is an address of port {port}, where no web pages are served: save the page and read the file"
        )
    return url


def resolve(host: str, port: int, *, allowed: Allowed = is_public) -> str:
    """The number of the machine of that name, if it may be asked. It is this very number that must then be asked.

    A name that stands for several machines is refused if any of them may not be asked.

    Raises:
        SkipReport: there is no such host, or it is none of the open internet.
    """
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise SkipReport(f"can't be fetched: there is no host {host[:100]!r}, or no network") from None
    ips = [ip_address(number.partition("%")[0]) for number in found]
    if not ips or not all(map(allowed, ips)):
        raise SkipReport(
            f"leads to {host[:100]!r}, which is no machine of the open internet: a page must not lead into your own "
            "network; save the page and read the file"
        )
    return str(ips[0])


_NAT64 = ip_network("64:ff9b::/96")
"""IPv4 numbers within IPv6 ones (RFC 6052)."""
