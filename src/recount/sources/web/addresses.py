"""Addresses: how one is written, and which may be asked. A page must not lead into the network that it is read from."""

from __future__ import annotations

import re
import socket
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx2

from recount.errors import SkipReport

Ip = IPv4Address | IPv6Address
Allowed = Callable[[Ip], bool]
"""Whether a machine of that number may be asked."""

LookUp = Callable[[str, int], Sequence[str]]
"""The numbers of the machines that a name stands for; raises `OSError` or `UnicodeError` where there are none."""

LONGEST = 2000
"""Characters. No outlet's are longer, and PostgreSQL indexes little more."""

PORTS = frozenset({80, 443, 8080, 8443})
"""Where web pages are served. Others belong to databases, mail and printers."""

_USUAL = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|[0-9a-f:.]*:[0-9a-f:.]*")
"""A name in ASCII, or a number of version 6 without a zone."""

_UNICAST = ip_network("2000::/3")
"""All that is handed out of IPv6 to the open internet (RFC 4291)."""

_EXAMPLES = ip_network("3fff::/20")
"""For manuals (RFC 9637), which older Pythons take for global."""

_NAT64 = ip_network("64:ff9b::/96")
"""IPv4 numbers within IPv6 ones (RFC 6052), as networks without IPv4 give them for every machine that has no other."""


class NoHost(SkipReport):
    """Not the page: its host can't be asked at all, or may not be."""


def is_public(ip: Ip) -> bool:
    """Whether it is a machine of the open internet: not private, local, link-local, shared, multicast or reserved.

    Numbers of the old tunnels 6to4 and Teredo are not: no outlet is served there, and they hide another number.
    """
    if isinstance(ip, IPv4Address):
        return ip.is_global and not ip.is_multicast and not ip.is_reserved
    if ip.ipv4_mapped is not None:
        return is_public(ip.ipv4_mapped)
    if ip in _NAT64:
        return is_public(IPv4Address(int(ip) & 0xFFFFFFFF))
    return ip in _UNICAST and ip not in _EXAMPLES and ip.is_global and ip.sixtofour is None and ip.teredo is None


def plain(url: str, *, any_port: bool = False) -> str:
    """The address as it is asked for, and as reports bear it: equal for two spellings of one page.

    In ASCII, scheme and host in small letters, without the usual port, without the fragment (which is never sent),
    without the parameters by which campaigns follow readers. All else stays as it is.

    Raises:
        SkipReport: no web address, one with a user name in it, one of an unusual port, or too long.
    """
    if len(url) > LONGEST:
        raise _too_long()
    try:
        parts = httpx2.URL(url.strip())
        scheme, host, port = parts.scheme, parts.raw_host.decode("ascii"), parts.port
    except (httpx2.InvalidURL, UnicodeError, ValueError):
        raise SkipReport("is no web address: check it") from None
    if scheme not in _USUAL or not host:
        raise SkipReport("is no web address: it starts with https:// or http://, and names a host")
    if parts.userinfo:
        raise SkipReport("is an address with a user name in it: these are not sent; save the page and read the file")
    if not _HOST.fullmatch(host):
        raise SkipReport("is no web address: its host is written as none can be; check it")
    if port is not None and not any_port and port not in PORTS:
        raise SkipReport(f"is an address of port {port}, where no web pages are served: save the page, read the file")
    at = f"[{host}]" if ":" in host else host
    shown_port = "" if port is None or port == _USUAL[scheme] else f":{port}"
    return _not_too_long(f"{scheme}://{at}{shown_port}{_without_tracking(parts.raw_path.decode('ascii'))}")


def joined(base: str, url: str) -> str:
    """An address as a page or a redirect gives it, whole.

    Raises:
        SkipReport: it can't be one.
    """
    try:
        return str(httpx2.URL(base).join(url.strip()))
    except (httpx2.InvalidURL, UnicodeError, ValueError):
        raise SkipReport("leads to something that is no web address: open it in a browser") from None


def host_of(url: str) -> str:
    """Host and port of a plain address: what one pause holds for."""
    return httpx2.URL(url).netloc.decode("ascii")


def look_up(host: str, port: int) -> Sequence[str]:
    """The numbers that this machine's resolver gives for a name."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def resolve(host: str, port: int, *, allowed: Allowed = is_public, lookup: LookUp = look_up) -> list[str]:
    """The numbers of the machines of that name, all of which may be asked, in the resolver's order.

    It is these very numbers that must then be asked: the name may mean something else a moment later. A name that
    stands for several machines is refused if any of them may not be asked.

    Raises:
        NoHost: there is no such host, or it is none of the open internet.
    """
    try:
        numbers = [number.partition("%")[0] for number in lookup(host, port)]
        fine = [allowed(ip_address(number)) for number in numbers]
    except (OSError, UnicodeError, ValueError):
        raise NoHost(f"can't be fetched: there is no host {host[:100]!r}, or no network") from None
    if not fine or not all(fine):
        raise NoHost(
            f"leads to {host[:100]!r}, which is no machine of the open internet: a page must not lead into your own "
            "network; save the page and read the file"
        )
    return list(dict.fromkeys(numbers))


def _without_tracking(path: str) -> str:
    before, mark, query = path.partition("?")
    if not mark:
        return path
    names, starts = _tracking()
    kept = "&".join(p for p in query.split("&") if not _follows(p.partition("=")[0].lower(), names, starts))
    return f"{before}?{kept}" if kept else before


def _follows(name: str, names: frozenset[str], starts: tuple[str, ...]) -> bool:
    return name in names or name.startswith(starts)


@cache
def _tracking() -> tuple[frozenset[str], tuple[str, ...]]:
    table = tomllib.loads((files(__package__) / "tracking.toml").read_text(encoding="utf-8"))
    return frozenset(table["names"]), tuple(table["starts"])


def _not_too_long(url: str) -> str:
    if len(url) > LONGEST:
        raise _too_long()
    return url


def _too_long() -> SkipReport:
    return SkipReport(f"is an address of more than {LONGEST} characters: open it in a browser and save the page")
