"""Pace: how often one host is asked, and how long one that is in trouble is left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

LONGEST_DELAY = 60.0
"""Seconds. A host that wants more between two pages is asked at this pace all the same, which is gentle enough."""

FIRST_REST = 60.0
"""Seconds that a host in trouble is left alone; twice as long each time that it is still in trouble."""

LONGEST_REST = 6 * 3600.0
"""Seconds. One that asks to be left alone for longer is asked after this time all the same."""

BEARABLE = 2
"""Pages in a row that may fail for want of an answer. One may be the page's own fault."""

MOST_HOSTS = 5000
"""Hosts that are remembered: a watch may run for months."""


@dataclass(slots=True)
class _Host:
    next: float = 0.0
    delay: float = 0.0
    failed: int = 0
    rests: int = 0
    rest_until: float = 0.0


class Pace:
    """When each host may be asked again. One pause holds for all pages of a host."""

    def __init__(self, *, seconds: float, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._seconds, self._clock, self._sleep = seconds, clock, sleep
        self._hosts: dict[str, _Host] = {}

    def slow_down(self, host: str, seconds: float) -> None:
        """Ask that host no more often than this, or than usual if that is slower."""
        self._of(host).delay = min(LONGEST_DELAY, seconds)

    def wait(self, host: str) -> None:
        """Sleep till that host may be asked."""
        known = self._of(host)
        pause = known.next - self._clock()
        if pause > 0:
            self._sleep(pause)
        known.next = self._clock() + max(self._seconds, known.delay)

    def rests(self, host: str) -> bool:
        """Whether that host is left alone for now."""
        return self._of(host).rest_until > self._clock()

    def answered(self, host: str) -> None:
        """That host answered: what it was left alone for is over."""
        known = self._of(host)
        known.failed = known.rests = 0

    def failed(self, host: str, *, asked_for: float = 0.0) -> None:
        """That host did not answer, or asked to be left alone for so many seconds."""
        known = self._of(host)
        known.failed += 1
        rest = asked_for
        if known.failed >= BEARABLE:
            rest = max(rest, FIRST_REST * 2 ** min(known.rests, 12))
            known.rests += 1
        if rest:
            known.rest_until = self._clock() + min(LONGEST_REST, rest)

    def _of(self, host: str) -> _Host:
        if host not in self._hosts and len(self._hosts) >= MOST_HOSTS:
            self._forget()
        return self._hosts.setdefault(host, _Host())

    def _forget(self) -> None:
        """Drop the half that was first met. At worst one of them is asked a pause too early."""
        for host in list(self._hosts)[: MOST_HOSTS // 2]:
            del self._hosts[host]
