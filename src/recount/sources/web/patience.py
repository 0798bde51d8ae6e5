"""Patience: asking again where a server is busy, waiting as it asks, and leaving alone a host that stays in trouble."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from recount.errors import SkipReport
from recount.sources.web.addresses import NoHost, host_of
from recount.sources.web.asking import Answer, Asker, Trouble
from recount.sources.web.pace import Pace

TRIES = 3
LONGEST_WAIT = 30.0
"""Seconds waited for a server that asks to come again (Retry-After). One that wants more is left alone for so long."""


class Patience:
    """Asks as often as is of use and no more.

    Args:
        asker: asks once.
        pace: when each host may be asked.
        sleep: waits so many seconds.
        now: the time, against which servers name theirs.
    """

    def __init__(
        self, asker: Asker, *, pace: Pace, sleep: Callable[[float], None], now: Callable[[], datetime]
    ) -> None:
        self._asker, self._pace, self._sleep, self._now = asker, pace, sleep, now

    def page(self, url: str, *, most: int, headers: Mapping[str, str], delay: float) -> Answer:
        """What a server answers, asked in its turn.

        Args:
            url: as `plain` gives it.
            most: bytes of the body, unpacked; a longer one is refused.
            headers: besides those that are always sent.
            delay: seconds that the host wants between two pages.

        Raises:
            NoHost: the host can't be asked, or is left alone for now.
            SkipReport: this page can't be had.
        """
        host = host_of(url)
        self._pace.slow_down(host, delay)

        def once() -> Answer:
            self._pace.wait(host)
            return self._asker.ask(url, most=most, headers=headers)

        return self._tried(host, once)

    def rules(self, url: str, *, most: int) -> Answer:
        """The same for a robots.txt: at once, since a page is asked for right after it; a longer one is cut."""
        return self._tried(host_of(url), lambda: self._asker.ask(url, most=most, cut=True))

    def check(self, url: str) -> None:
        """See whether its host may be asked at all now.

        Raises:
            NoHost: it is left alone.
        """
        if self._pace.rests(host_of(url)):
            raise NoHost(
                "was not asked for: its host did not answer before, or asked to be left alone; try again later"
            )

    def _tried(self, host: str, once: Callable[[], Answer]) -> Answer:
        retrying = Retrying(
            retry=retry_if_exception_type(Trouble),
            stop=self._enough,
            wait=lambda state: self._asked_for(_trouble(state)) or float(2**state.attempt_number),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            answer = retrying(once)
        except Trouble as error:
            self._pace.failed(host, asked_for=self._asked_for(error))
            raise (SkipReport if error.answered else NoHost)(f"{error}: try again later") from None
        self._pace.answered(host)
        return answer

    def _enough(self, state: RetryCallState) -> bool:
        error = _trouble(state)
        if error is not None and not error.again:
            return True
        return stop_after_attempt(TRIES)(state) or self._asked_for(error) > LONGEST_WAIT

    def _asked_for(self, error: Trouble | None) -> float:
        return seconds_of(error.after, now=self._now()) if error is not None else 0.0


def seconds_of(after: str, *, now: datetime) -> float:
    """The seconds that a header Retry-After means; 0 where it means none."""
    if after.isascii() and after.isdigit():
        return float(after[:9])
    try:
        then = parsedate_to_datetime(after)
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - now).total_seconds())


def _trouble(state: RetryCallState) -> Trouble | None:
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, Trouble) else None
