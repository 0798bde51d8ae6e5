"""The web as a record knows it: asked only for what has changed since the record last had it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from recount.config import Settings
from recount.model import Capture, Method, ReportId
from recount.store import Store
from recount.store.originals import Originals

if TYPE_CHECKING:
    from recount.sources.web import Fetched, Fetcher, Gone, NotModified, Surroundings


class RecordedWeb:
    """What a fetcher gives, and what a record has of it."""

    def __init__(self, fetcher: Fetcher, store: Store, originals: Originals | None) -> None:
        self.any_port = fetcher.any_port
        self._fetcher, self._store, self._originals = fetcher, store, originals

    def before(self, url: str) -> Capture | None:
        """The last capture of that address, if its original is there still: without it nothing is unchanged.

        One that came out of an archive counts for nothing here: it may be older than what was fetched before.
        """
        capture = self._store.latest_capture(url)
        if capture is None or capture.method is not Method.HTTP or self._originals is None:
            return None
        return capture if self._originals.path(capture.digest).exists() else None

    def fetch(self, url: str, *, before: Capture | None) -> Fetched | NotModified | Gone:
        """What is at an address."""
        return self._fetcher.fetch(url, before=before)

    def latest(self, given_id: str) -> ReportId | None:
        """The latest version of the report of that given id."""
        report = self._store.find_report(given_id)
        return None if report is None else report.id

    def knows(self, report: ReportId) -> bool:
        """Whether the record has that version of a report."""
        return bool(self._store.known([report]))


@contextmanager
def recorded_web(
    store: Store,
    originals: Originals | None,
    settings: Settings,
    *,
    stop: threading.Event | None = None,
    around: Surroundings | None = None,
) -> Iterator[RecordedWeb]:
    """The web for one record, till the context ends. Hosts that were asked are remembered as long.

    Args:
        store: the record.
        originals: where its originals are.
        settings: the pause between pages, the contact, and how large a page may be.
        stop: once set, nothing more is fetched.
        around: for tests.
    """
    from recount.sources.web import Fetcher

    with Fetcher(
        most=settings.max_report_bytes,
        pause=settings.fetch_pause,
        contact=settings.contact,
        stop=stop,
        around=around,
    ) as fetcher:
        # Without originals there is nothing that a page could be unchanged against.
        yield RecordedWeb(fetcher, store, originals if settings.keep_originals else None)
