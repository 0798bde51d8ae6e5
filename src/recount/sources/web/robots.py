"""Robots: what hosts allow programs to fetch (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable

import httpx2
from protego import Protego

from recount.errors import SkipReport
from recount.sources.web.addresses import NoHost

PRODUCT = "recount"
"""By what name rules speak of us."""

MOST_BYTES = 500_000
"""What is read of a robots.txt; what comes after is passed over (RFC 9309, 2.5)."""

FRESH = 24 * 3600.0
"""Seconds that rules hold before they are asked for again (RFC 9309, 2.4)."""

MOST_HOSTS = 1000


class Robots:
    """What hosts allow, each asked once a day."""

    def __init__(self, fetch: Callable[[str], tuple[int, bytes]], *, clock: Callable[[], float]) -> None:
        self._fetch, self._clock = fetch, clock
        self._rules: dict[str, tuple[Protego, float]] = {}

    def delay(self, url: str) -> float:
        """Seconds that the host wants between two pages; 0 where it says none.

        Raises:
            SkipReport: the host does not allow this page, or its rules can't be had, so that nobody knows.
        """
        rules = self._of(url)
        if not rules.can_fetch(url, PRODUCT):
            raise SkipReport("may not be fetched by programs, as its host's robots.txt says: save the page by hand")
        return float(rules.crawl_delay(PRODUCT) or 0)

    def _of(self, url: str) -> Protego:
        parts = httpx2.URL(url)
        root = str(parts.copy_with(raw_path=b"/robots.txt"))
        rules, until = self._rules.get(root, (None, 0.0))
        if rules is None or until <= self._clock():
            rules = self._ask(root)
            if len(self._rules) >= MOST_HOSTS:
                self._rules.clear()
            self._rules[root] = rules, self._clock() + FRESH
        return rules

    def _ask(self, root: str) -> Protego:
        """No rules where there is no such file (4xx); nothing is allowed while it can't be had (5xx)."""
        try:
            status, data = self._fetch(root)
        except NoHost:
            raise
        except SkipReport as error:
            told = "was not asked for, since nobody knows whether programs may fetch it: its host's robots.txt"
            raise SkipReport(f"{told} {error}") from None
        return Protego.parse(data.decode("utf-8", "replace").removeprefix("\ufeff") if status == 200 else "")
