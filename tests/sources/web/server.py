"""A web server on this machine that answers as it is told to: truly, wrongly, slowly, for ever or not at all."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

from recount.sources.web import Fetcher, Surroundings

LOCAL = frozenset({ip_address("127.0.0.1")})
"""Machines that stand for the open internet in these tests."""


@dataclass(frozen=True)
class Asked:
    """One request."""

    path: str
    headers: Mapping[str, str]
    """Names in small letters."""

    at: float
    """When, on the test's clock."""


@dataclass
class Reply:
    """One answer. What is left out is filled in."""

    body: bytes | Iterable[bytes] = b""
    """Pieces are sent as they come, without a length."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "text/html; charset=utf-8"
    raw: Iterable[bytes] | None = None
    """The whole answer, in place of all else."""


BROTLI = bytes.fromhex("1bb701f81d09764ce47f18a918a9a9d0deee14885cbb94d1d5295208ac12aac0592e5b3e00")
"""Twenty times that two people were hurt, packed by Google's own library."""

Answers = Callable[[Asked], Reply] | Reply


class Clock:
    """A clock that sleeping moves."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


class Site:
    """A server, what it answers, and what it was asked."""

    def __init__(self, *, context: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Answers] = {}
        self.asked: list[Asked] = []
        self.clock: Callable[[], float] = time.monotonic
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.scheme = "http"
        if context is not None:
            self.scheme = "https"
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def url(self, path: str, *, host: str = "127.0.0.1") -> str:
        """An address of this server."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    def paths(self, *, robots: bool = False) -> list[str]:
        """What was asked for, in order."""
        return [asked.path for asked in self.asked if robots or asked.path != "/robots.txt"]

    def close(self) -> None:
        """Serve no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that leave are what these tests are about."""


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = Asked(path=self.path, headers={k.lower(): v for k, v in self.headers.items()}, at=site.clock())
            site.asked.append(asked)
            answers = site.pages.get(self.path, Reply(status=404, body=b"<html><body>Nothing here.</body></html>"))
            reply = answers(asked) if callable(answers) else answers
            if reply.raw is not None:
                self._send(reply.raw)
                self.close_connection = True
                return
            self.send_response_only(reply.status)
            for name, value in {"Content-Type": reply.kind, **reply.headers}.items():
                if value:
                    self.send_header(name, value)
            whole = reply.body if isinstance(reply.body, bytes) else None
            if whole is not None and "Content-Length" not in reply.headers and reply.status != 304:
                self.send_header("Content-Length", str(len(whole)))
            if whole is None:
                self.close_connection = True
                self.send_header("Connection", "close")
            self.end_headers()
            self._send([reply.body] if isinstance(reply.body, bytes) else reply.body)
            if "Content-Length" in reply.headers:
                self.close_connection = True

        def _send(self, pieces: Iterable[bytes]) -> None:
            try:
                for piece in pieces:
                    self.wfile.write(piece)
                    self.wfile.flush()
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    return Handler


@contextmanager
def serving(*, context: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A server, till the context ends."""
    site = Site(context=context)
    try:
        yield site
    finally:
        site.close()


def around(sleeping: Clock | None = None, **other: object) -> Surroundings:
    """Surroundings in which this machine is the open internet, and no time is spent sleeping."""
    clock = sleeping or Clock()
    given: dict[str, object] = {
        "allowed": lambda ip: ip in LOCAL,
        "any_port": True,
        "clock": clock,
        "sleep": clock.sleep,
        "now": lambda: datetime(2026, 11, 27, 12, 0, tzinfo=UTC),
        **other,
    }
    return Surroundings(**given)  # type: ignore[arg-type]


def fetcher(sleeping: Clock | None = None, *, most: int = 1_000_000, contact: str = "", **other: object) -> Fetcher:
    """A fetcher in such surroundings."""
    return Fetcher(most=most, contact=contact, around=around(sleeping, **other))


def names(table: Mapping[str, list[str]]) -> Callable[[str, int], list[str]]:
    """A resolver that knows these names only."""

    def lookup(host: str, port: int) -> list[str]:
        if host not in table:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return table[host]

    return lookup


def page(words: str, *, title: str = "Shelling in the town", head: str = "") -> bytes:
    """A page with an article of these words."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        f"<nav><a href='/'>Start</a></nav><article><h1>{title}</h1><p>{words}</p></article></body></html>"
    ).encode()
