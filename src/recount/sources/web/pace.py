"""Pace: how often one host is asked, and whether it wants to be."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

LONGEST_DELAY = 60.0
"""Seconds. A host that wants more between two pages is asked at this pace all the same, which is gentle enough."""

ROBOTS_BYTES = 500_000


class Pace:
    """When each host may be asked again. One pause holds for all pages of a host."""

    def __init__(self, *, seconds: float, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._seconds, self._clock, self._sleep = seconds, clock, sleep
        self._next: dict[str, float] = {}
        self._delays: dict[str, float] = {}

    def slow_down(self, host: str, seconds: float) -> None:
        """Ask that host no more often than this, or than usual if that is slower."""
        self._delays[host] = min(LONGEST_DELAY, max(self._seconds, seconds))

    def wait(self, host: str) -> None:
        """Sleep till that host may be asked."""
        pause = self._next.get(host, 0.0) - self._clock()
        if pause > 0:
            self._sleep(pause)
        self._next[host] = self._clock() + self._delays.get(host, self._seconds)


class Robots:
    """What hosts allow robots to fetch (RFC 9309): asked once for each host and run."""

    def __init__(self, agent: str, fetch: Callable[[str], tuple[int, bytes]]) -> None:
        self._agent, self._fetch = agent, fetch
        self._rules: dict[str, Protego | None] = {}

    def allow(self, url: str) -> bool:
        """Whether the host allows us to fetch it."""
        rules = self._of(url)
        return rules is not None and bool(rules.can_fetch(url, self._agent))

    def delay(self, url: str) -> float:
        """Seconds that the host wants between two pages; 0 where it says none."""
        rules = self._of(url)
        return float((rules.crawl_delay(self._agent) if rules else None) or 0)

    def _of(self, url: str) -> Protego | None:
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._rules:
            status, body = self._fetch(f"{root}/robots.txt")
            # RFC 9309: no rules where there is no such file; nothing is allowed while the server fails.
            text = body[:ROBOTS_BYTES].decode("utf-8", "replace") if status == 200 else ""
            self._rules[root] = None if status >= 500 else Protego.parse(text)
        return self._rules[root]
