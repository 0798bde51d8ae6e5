"""Fetcher: pages by their address. Polite: robots, a pause between pages, only what changed. Bounded in every way."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from types import TracebackType
from typing import Self

import httpx2

from recount.errors import SkipReport
from recount.model import Capture, Method, Received
from recount.sources.web.addresses import Allowed, LookUp, is_public, joined, look_up, plain
from recount.sources.web.asking import GONE, REDIRECTS, Answer, Asker
from recount.sources.web.connecting import MOST_SECONDS, GuardedBackend, Stopped, Watch
from recount.sources.web.pace import Pace
from recount.sources.web.patience import Patience
from recount.sources.web.robots import MOST_BYTES, Robots

MOST_REDIRECTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer: its bytes as sent, only unpacked, and what is known of it."""

    received: Received
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The page is as it was when it was last fetched."""

    before: Capture


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """The page was there once, and is no more."""

    before: Capture
    received: Received
    data: bytes
    """What the server shows in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Where a fetcher runs. Only tests name other than the real ones."""

    allowed: Allowed = is_public
    """Which machines may be asked."""

    any_port: bool = False
    """Whether ports that serve no web pages may be asked."""

    lookup: LookUp = look_up
    trust: ssl.SSLContext | None = None
    """Whose certificates are believed; the system's unless given."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] | None = None
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    most_seconds: float = MOST_SECONDS


USUAL = Surroundings()
"""The real ones."""


class Fetcher:
    """Fetches addresses. Close it, or use it in a ``with``.

    Args:
        most: bytes of one answer, unpacked.
        pause: seconds between two pages of one host, or more where the host's robots.txt asks for more.
        contact: an address that hosts are told, so that they can write to whoever runs this.
        stop: once set, nothing more is fetched, and what waits ends with `Stopped`.
        around: for tests.
    """

    def __init__(
        self,
        *,
        most: int = 10_000_000,
        pause: float = 2.0,
        contact: str = "",
        stop: threading.Event | None = None,
        around: Surroundings | None = None,
    ) -> None:
        self._most, self._around = most, around or USUAL
        self._stop = stop or threading.Event()
        watch = Watch(seconds=self._around.most_seconds, stop=self._stop, clock=self._around.clock)
        backend = GuardedBackend(watch, allowed=self._around.allowed, lookup=self._around.lookup)
        self._asker = Asker(agent=agent(contact), backend=backend, watch=watch, trust=self._around.trust)
        pace = Pace(seconds=pause, clock=self._around.clock, sleep=self._sleep)
        self._patience = Patience(self._asker, pace=pace, sleep=self._sleep, now=self._around.now)
        self._robots = Robots(self._robots_file, clock=self._around.clock)

    @property
    def any_port(self) -> bool:
        """Whether ports that serve no web pages may be asked."""
        return self._around.any_port

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._asker.close()

    def fetch(self, url: str, *, before: Capture | None = None) -> Fetched | NotModified | Gone:
        """The page at an address; at most five redirects are followed, each looked at like the first address.

        Args:
            url: starts with https:// or http://.
            before: the last capture of the same address, to ask only for what has changed.

        Raises:
            SkipReport: it may not be fetched, or could not be, and the message says why.
            Stopped: it is to end.
        """
        at = url = plain(url, any_port=self._around.any_port)
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._page(at, _conditions(at, before))
            if answer.status == 304 and before is not None:
                return NotModified(before=before)
            if answer.status not in REDIRECTS:
                return self._judge(url, at, answer, before)
            at = self._next(at, answer)
        raise SkipReport(f"was redirected more than {MOST_REDIRECTS} times: open it in a browser and save the page")

    def _judge(self, url: str, final: str, answer: Answer, before: Capture | None) -> Fetched | Gone:
        if answer.status == 200 and final != url and _is_front(final) and not _is_front(url):
            raise SkipReport(
                "leads to a front page now, as pages do that were taken down: look for it in a web archive"
            )
        received = self._received(url, final, answer)
        if answer.status == 200:
            return Fetched(received=received, data=answer.data)
        if answer.status in GONE and before is not None:
            return Gone(before=before, received=received, data=answer.data)
        raise SkipReport(f"answers {answer.status}: {_MEANINGS.get(answer.status, 'see whether a browser shows it')}")

    def _received(self, url: str, final: str, answer: Answer) -> Received:
        return Received(
            name=url,
            method=Method.HTTP,
            url=url,
            retrieved=self._around.now().isoformat(timespec="seconds"),
            media_type=answer.media_type,
            charset=answer.charset,
            last_modified=answer.last_modified,
            etag=answer.etag,
            status=answer.status,
            final=final if final != url else "",
        )

    def _next(self, at: str, answer: Answer) -> str:
        if not answer.location:
            raise SkipReport("answers with a redirect that leads nowhere: open it in a browser")
        try:
            return plain(joined(at, answer.location), any_port=self._around.any_port)
        except SkipReport as error:
            raise SkipReport(f"redirects to something that {error}") from None

    def _page(self, url: str, headers: dict[str, str]) -> Answer:
        self._patience.check(url)
        return self._patience.page(url, most=self._most, headers=headers, delay=self._robots.delay(url))

    def _robots_file(self, url: str) -> tuple[int, bytes]:
        at = url
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._patience.rules(at, most=MOST_BYTES)
            if answer.status not in REDIRECTS or not answer.location:
                return answer.status, answer.data
            at = self._next(at, answer)
        return 404, b""

    def _sleep(self, seconds: float) -> None:
        if self._around.sleep is not None:
            self._around.sleep(seconds)
        elif self._stop.wait(seconds):
            raise Stopped


def agent(contact: str = "") -> str:
    """How we name ourselves to hosts."""
    name = f"recount/{version('recount')}"
    return f"{name} (+{contact})" if contact else name


def _conditions(at: str, before: Capture | None) -> dict[str, str]:
    """Headers that ask only for what has changed, for the very address that gave what we have."""
    if before is None or before.status != 200 or at != (before.final or before.address):
        return {}
    told = {"If-None-Match": before.etag, "If-Modified-Since": before.last_modified}
    return {name: value for name, value in told.items() if value}


def _is_front(url: str) -> bool:
    return httpx2.URL(url).raw_path == b"/"


_MEANINGS = {
    401: "it asks for a password; save the page by hand",
    403: "its server does not let programs read it; save the page by hand",
    404: "there is no such page; check the address",
    410: "the page was taken down; look for it in a web archive",
    451: "the page was taken down for legal reasons; look for it in a web archive",
}
