"""Guards: what every request passes before a view sees it, and what every answer bears.

A browser can be made to send requests to this machine by any page it shows. So the name it asks for must be ours (a
foreign name that leads here is DNS rebinding), a request that changes something must come from our own pages, and no
body may be larger than an upload.
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from recount.server.http.problems import problem

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SITES = frozenset({"same-origin", "none"})
"""Values of Sec-Fetch-Site with which a request may change something: our own pages, or the person's own typing."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Content security policy: nothing from elsewhere, nothing inline, nothing evaluated."""

ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",  # a link to an outlet must not tell it who looked, or from which page
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""Headers of every answer."""


class Guards:
    """The application behind its guards.

    Args:
        app: what answers.
        hosts: what the Host header may say, with port: ``127.0.0.1:8765``.
        most: bytes that a request's body may have.
    """

    def __init__(self, app: ASGIApp, *, hosts: Collection[str], most: int) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refused(scope["method"], headers)
        if refused is not None:
            await refused(scope, receive, _bearing(send))
            return
        if scope["method"] == "HEAD":
            # Answered as GET would be, by every page there is; the copy leaves the server knowing what was asked.
            await self._app({**scope, "method": "GET"}, _Counted(receive, self._most), _headless(_bearing(send)))
            return
        await self._app(scope, _Counted(receive, self._most), _bearing(send))

    def _refused(self, method: str, headers: Headers) -> ASGIApp | None:
        if headers.get("host", "").lower() not in self._hosts:
            return problem(421, "This is not the address the desk was opened at. Use the one `recount serve` printed.")
        if method not in SAFE_METHODS and not _own(headers):
            return problem(403, "This came from another site's page. Only the desk's own pages may change a record.")
        if _declared(headers) > self._most:
            return problem(413, f"That is more than {self._most // 1_000_000} MB: send it in parts.")
        return None


class TooLarge(HTTPException):
    """A body that grew past what a request may have."""

    def __init__(self) -> None:
        # Of this kind, since what parses bodies answers 400 to any other error that comes up while it reads.
        super().__init__(status_code=413)


class _Counted:
    """A body that is read no further than it may be: what a request declares of its length need not be true."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._left = receive, most

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise TooLarge
        return message


def _own(headers: Headers) -> bool:
    """Whether a request comes from our own pages, or from no browser at all."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in OWN_SITES
    origin = headers.get("origin")
    return origin is None or _netloc(origin) == headers.get("host", "").lower()


def _netloc(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return None


def _declared(headers: Headers) -> int:
    told = headers.get("content-length", "0")
    return int(told) if told.isdecimal() else 0


def _bearing(send: Send) -> Send:
    """The sender, with the headers that every answer bears. A view's own word outranks them."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("content-security-policy", POLICY)
            headers.setdefault("cache-control", "no-cache")
            for name, value in ALWAYS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending


def _headless(send: Send) -> Send:
    """The sender, without the bodies."""

    async def sending(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return sending
