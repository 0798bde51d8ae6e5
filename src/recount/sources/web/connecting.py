"""Connecting: every connection goes to a machine that was looked at, and ends when its time is up."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore2

from recount.sources.web.addresses import Allowed, LookUp, is_public, look_up, resolve

SECONDS = 20.0
"""How long a server may take to take a connection, and between two pieces of its answer."""

MOST_SECONDS = 120.0
"""How long one answer may take altogether: a server that drips bytes would else hold us for ever."""

MOST_NUMBERS = 4
"""Machines of one name that are tried, one after the other."""


class Stopped(Exception):
    """Whoever runs this wants it to end."""


class Watch:
    """The time that an answer has, and whether to go on at all."""

    def __init__(self, *, seconds: float, stop: threading.Event, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._stop, self._clock = seconds, stop, clock
        self._until = float("inf")

    def start(self) -> None:
        """From now on the time runs."""
        self._until = self._clock() + self._seconds

    def over(self) -> bool:
        """Whether the time is up."""
        return self._clock() >= self._until

    def left(self, timeout: float | None) -> float:
        """Seconds that the next step may take.

        Raises:
            ReadTimeout: there are none.
            Stopped: it is to end.
        """
        if self._stop.is_set():
            raise Stopped
        left = self._until - self._clock()
        if left <= 0:
            raise httpcore2.ReadTimeout
        return min(left, SECONDS if timeout is None else timeout)


class GuardedBackend(httpcore2.NetworkBackend):
    """Connects to the number that was checked, and no other: a name can't change its meaning in between.

    Connections are kept apart by the name, not the number: two names on one machine never share one, as the
    certificate was looked at for the one name only.
    """

    def __init__(self, watch: Watch, *, allowed: Allowed = is_public, lookup: LookUp = look_up) -> None:
        self._watch, self._allowed, self._lookup = watch, allowed, lookup
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to a machine of that name.

        Raises:
            SkipReport: it may not be asked.
        """
        failed: Exception = httpcore2.ConnectError("no machine")
        for number in resolve(host, port, allowed=self._allowed, lookup=self._lookup)[:MOST_NUMBERS]:
            try:
                return _Guarded(self._inner.connect_tcp(number, port, self._watch.left(timeout)), self._watch)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
        raise failed


class _Guarded(httpcore2.NetworkStream):
    """A connection whose every step is within the time of the whole answer."""

    def __init__(self, inner: httpcore2.NetworkStream, watch: Watch) -> None:
        self._inner, self._watch = inner, watch

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._watch.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._watch.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._watch.left(timeout))
        return _Guarded(inner, self._watch)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as the library has it
        return self._inner.get_extra_info(info)
