"""Web inputs: a page by its address, or the pages of a feed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

from recount.errors import SkipReport
from recount.model import Received
from recount.sources.keeping import Keeper
from recount.sources.limits import Limits
from recount.sources.streams import Found, Passed, failure, read_stream
from recount.sources.web.feeds import entries, is_feed
from recount.sources.web.fetching import Fetched, NotModified

Fetch = Callable[[str], Fetched | NotModified]
"""Gives what is at an address; raises `SkipReport` where it can't."""


def read_address(url: str, limits: Limits, *, keeper: Keeper, fetch: Fetch, in_feed: bool = False) -> Iterator[Found]:
    """The report at an address; of a feed, the reports that it points to. What has not changed is passed over."""
    try:
        answer = fetch(url)
        if isinstance(answer, NotModified):
            yield Passed(path=url)
        elif not in_feed and is_feed(answer.data):
            yield from _read_feed(answer, limits, keeper=keeper, fetch=fetch)
        else:
            yield from _read_page(answer, limits, keeper=keeper)
    except SkipReport as error:
        yield failure(Received(name=url), str(error))


def _read_feed(feed: Fetched, limits: Limits, *, keeper: Keeper, fetch: Fetch) -> Iterator[Found]:
    with keeper.keep(io.BytesIO(feed.data), feed.received, most=limits.max_bytes):
        pass
    for entry in entries(feed.data, base=feed.received.final or feed.received.name):
        yield from read_address(entry.url, limits, keeper=keeper, fetch=fetch, in_feed=True)


def _read_page(page: Fetched, limits: Limits, *, keeper: Keeper) -> Iterator[Found]:
    for found in read_stream(io.BytesIO(page.data), page.received, limits, keeper=keeper):
        if isinstance(found, Passed):
            yield failure(page.received, f"is of a kind that is not read ({page.received.media_type or 'none told'})")
        else:
            yield found
