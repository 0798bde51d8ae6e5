"""Fetcher: pages by their address. Polite: robots, a pause between pages, only what changed. Bounded in every way."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from importlib.metadata import version
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx2
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from recount.errors import SkipReport
from recount.model import Capture, Method, Received
from recount.sources.web.addresses import Allowed, check_address, is_public
from recount.sources.web.pace import Pace, Robots
from recount.sources.web.transport import GuardedTransport

AGENT = f"recount/{version('recount')} (records reports on armed conflict)"
MOST_REDIRECTS = 5
SECONDS = 20.0
"""How long a server may take to begin, and between two pieces of its answer."""

MOST_SECONDS = 120.0
"""How long one page may take altogether: a server that drips bytes would else hold us for ever."""

TRIES = 3
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer: its bytes as sent, only unpacked, and what is known of it."""

    received: Received
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The page is as it was when it was last fetched."""

    url: str


class _Busy(Exception):
    """The server asks to come again later (429, 503), or the connection broke."""


class Fetcher:
    """Fetches addresses. Close it, or use it in a ``with``.

    Args:
        most: bytes of one answer, unpacked.
        pause: seconds between two pages of one host, or more where the host's robots.txt asks for more.
        allowed: which machines may be asked. Only a test names others than those of the open internet.
        any_port: whether ports that serve no web pages may be asked; likewise.
        clock, sleep, now: for tests.
    """

    def __init__(
        self,
        *,
        most: int = 10_000_000,
        pause: float = 2.0,
        allowed: Allowed = is_public,
        any_port: bool = False,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], str] = lambda: datetime.now(UTC).isoformat(timespec="seconds"),
    ) -> None:
        self._most, self._clock, self._sleep, self._now = most, clock, sleep, now
        self._any_port = any_port
        self._transport = GuardedTransport(allowed=allowed, any_port=any_port)
        # We follow redirects ourselves, so that each is looked at; the environment's proxies would hide whom we ask.
        self._client = httpx2.Client(
            transport=self._transport,
            follow_redirects=False,
            trust_env=False,
            timeout=SECONDS,
            headers={"User-Agent": AGENT},
        )
        self._pace = Pace(seconds=pause, clock=clock, sleep=sleep)
        self._robots = Robots(AGENT, self._robots_file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def fetch(self, url: str, *, before: Capture | None = None) -> Fetched | NotModified:
        """The page at an address; at most five redirects are followed, each looked at.

        Args:
            url: starts with https:// or http://.
            before: the last capture of the same address, to ask only for what has changed.

        Raises:
            SkipReport: it may not be fetched, or could not be, and the message says why.
        """
        at = url
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._ask(check_address(at, any_port=self._any_port), before if at == url else None)
            if answer.status == 304 and before is not None:
                return NotModified(url=url)
            if answer.status not in _REDIRECTS:
                return self._page(url, at, answer)
            if not answer.location:
                raise SkipReport("answers with a redirect that leads nowhere")
            at = urljoin(at, answer.location)
        raise SkipReport(f"was redirected more than {MOST_REDIRECTS} times: open it in a browser and save the page")

    def _page(self, url: str, final: str, answer: _Answer) -> Fetched:
        if answer.status != 200:
            raise SkipReport(
                f"answers {answer.status}: {_MEANINGS.get(answer.status, 'see whether a browser shows it')}"
            )
        received = Received(
            name=url,
            method=Method.HTTP,
            url=url,
            retrieved=self._now(),
            media_type=answer.media_type,
            charset=answer.charset,
            last_modified=answer.last_modified,
            etag=answer.etag,
            status=answer.status,
            final=final if final != url else "",
        )
        return Fetched(received=received, data=answer.data)

    def _ask(self, url: str, before: Capture | None) -> _Answer:
        self._transport.look(httpx2.URL(url))  # before its robots.txt, so that the reason given is the true one
        if not self._robots.allow(url):
            raise SkipReport("may not be fetched by programs, as its host's robots.txt says: save the page by hand")
        host = urlsplit(url).netloc
        self._pace.slow_down(host, self._robots.delay(url))
        headers = {}
        if before is not None and before.etag:
            headers["If-None-Match"] = before.etag
        if before is not None and before.last_modified:
            headers["If-Modified-Since"] = before.last_modified
        return self._patiently(url, headers)

    def _patiently(self, url: str, headers: dict[str, str]) -> _Answer:
        """Ask again, ever later, where a server is busy or a connection breaks."""
        retrying = Retrying(
            retry=retry_if_exception_type(_Busy),
            stop=stop_after_attempt(TRIES),
            wait=wait_exponential(multiplier=2, max=30),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return retrying(self._once, url, headers)
        except _Busy as error:
            raise SkipReport(f"{error}, {TRIES} times: try again later") from None

    def _once(self, url: str, headers: dict[str, str]) -> _Answer:
        self._pace.wait(urlsplit(url).netloc)
        started = self._clock()
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                if response.status_code in (429, 502, 503, 504):
                    raise _Busy(f"answers {response.status_code}")
                return _answer(response, self._body(response, started))
        except httpx2.TimeoutException:
            raise _Busy("does not answer in time") from None
        except httpx2.TransportError as error:
            raise _Busy(f"can't be reached ({type(error).__name__})") from None
        except (httpx2.InvalidURL, httpx2.DecodingError, UnicodeError) as error:
            raise SkipReport(f"gives an answer that can't be read ({type(error).__name__})") from None

    def _body(self, response: httpx2.Response, started: float) -> bytes:
        """The body, unpacked, up to what one page may have: a small answer may unpack to gigabytes."""
        data = bytearray()
        for chunk in response.iter_bytes(65536):
            data += chunk
            if len(data) > self._most:
                raise SkipReport(f"is larger than {self._most / 1e6:g} MB: raise RECOUNT_MAX_REPORT_MB if you mean it")
            if self._clock() - started > MOST_SECONDS:
                raise SkipReport(f"takes longer than {MOST_SECONDS:g} seconds: try again later")
        return bytes(data)

    def _robots_file(self, url: str) -> tuple[int, bytes]:
        at = url
        for _ in range(MOST_REDIRECTS + 1):
            try:
                answer = self._patiently(check_address(at, any_port=self._any_port), {})
            except SkipReport:
                return 599, b""
            if answer.status not in _REDIRECTS or not answer.location:
                return answer.status, answer.data
            at = urljoin(at, answer.location)
        return 404, b""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    status: int
    location: str
    media_type: str
    charset: str
    etag: str
    last_modified: str
    data: bytes


def _answer(response: httpx2.Response, data: bytes) -> _Answer:
    said = Message()
    said["content-type"] = "".join(c for c in response.headers.get("content-type", "") if c.isprintable())
    return _Answer(
        status=response.status_code,
        location=response.headers.get("location", ""),
        media_type=said.get_content_type() if said["content-type"] else "",
        charset=said.get_content_charset() or "",
        etag=response.headers.get("etag", "")[:200],
        last_modified=response.headers.get("last-modified", "")[:100],
        data=data,
    )


_MEANINGS = {
    401: "it asks for a password; save the page by hand",
    403: "its server does not let programs read it; save the page by hand",
    404: "there is no such page; check the address",
    410: "the page was taken down; look for it in a web archive",
    451: "the page was taken down for legal reasons; look for it in a web archive",
}
