"""Web inputs: addresses in order, feeds and the pages that they point to."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterable, Iterator

from recount.errors import SkipReport
from recount.model import Capture, Received
from recount.sources.keeping import Keeper
from recount.sources.limits import Limits
from recount.sources.noted import Noted
from recount.sources.streams import Found, failure
from recount.sources.web.addresses import host_of, plain
from recount.sources.web.connecting import Stopped
from recount.sources.web.feeds import Feed, feed_of_page, is_feed, read_feed
from recount.sources.web.fetching import Fetched, Gone, NotModified
from recount.sources.web.pages import Asked, Pages, Web

HEAD = 4096


class Addresses:
    """Reads web addresses. Each is asked for once, however many feeds name it.

    Args:
        limits: how much is read of what.
        keeper: where originals are kept.
        web: gives what is at an address.
        feeds_only: whether a page that is no feed is refused, where an address of its own names it.
    """

    def __init__(self, limits: Limits, *, keeper: Keeper, web: Web, feeds_only: bool = False) -> None:
        self._keeper, self._web, self._feeds_only = keeper, web, feeds_only
        self._pages = Pages(limits, keeper=keeper, web=web)
        self._seen: set[str] = set()

    def read(self, urls: Iterable[str]) -> Iterator[Found]:
        """Every report at the addresses. What can't be read comes as a `Failure`, what is as before as `Unchanged`.

        Pages of feeds come last, one of each host in turn, so that the pause of one host is spent on the others.
        """
        waiting: dict[str, deque[Asked]] = {}
        try:
            for url in urls:
                yield from self._named(url, waiting)
            while waiting:
                for host in list(waiting):
                    yield from self._of_feed(waiting[host].popleft())
                    if not waiting[host]:
                        del waiting[host]
        except Stopped:
            return

    def _named(self, url: str, waiting: dict[str, deque[Asked]]) -> Iterator[Found]:
        try:
            url = plain(url, any_port=self._web.any_port)
            if url in self._seen:
                return
            self._seen.add(url)
            before = self._web.before(url)
            answer = self._web.fetch(url, before=before)
            if (feed := self._feed_in(answer)) is not None:
                yield from self._feed(answer, feed, before)
                self._queue(feed, waiting)
            elif self._feeds_only:
                raise SkipReport(_no_feed(answer))
            else:
                yield from self._pages.read(answer, Asked(url=url), before)
        except SkipReport as error:
            yield failure(Received(name=url), str(error))

    def _queue(self, feed: Feed, waiting: dict[str, deque[Asked]]) -> None:
        for entry in feed.entries:
            if entry.url not in self._seen:
                self._seen.add(entry.url)
                asked = Asked(url=entry.url, published=entry.published)
                waiting.setdefault(host_of(entry.url), deque()).append(asked)

    def _of_feed(self, asked: Asked) -> Iterator[Found]:
        try:
            before = self._web.before(asked.url)
            yield from self._pages.read(self._web.fetch(asked.url, before=before), asked, before)
        except SkipReport as error:
            yield failure(Received(name=asked.url), str(error))

    def _feed_in(self, answer: Fetched | NotModified | Gone) -> Feed | None:
        """The feed of an answer, or the one kept where it has not changed; ``None`` for a page."""
        if isinstance(answer, Gone):
            return None
        if isinstance(answer, NotModified):
            return self._kept_feed(answer.before)
        if not is_feed(answer.data):
            return None
        return self._parse(answer.data, answer.received.final or answer.received.name)

    def _parse(self, data: bytes, base: str) -> Feed:
        return read_feed(data, base=base, any_port=self._web.any_port)

    def _kept_feed(self, before: Capture | None) -> Feed | None:
        stream = self._keeper.kept(before.digest) if before is not None else None
        if stream is None or before is None:
            return None
        with stream:
            if not is_feed(head := stream.read(HEAD)):
                return None
            return self._parse(head + stream.read(), before.final or before.address)

    def _feed(self, answer: Fetched | NotModified | Gone, feed: Feed, before: Capture | None) -> Iterator[Found]:
        """Keep a feed that points elsewhere than before: many bear the time of day and are never the same bytes."""
        if not isinstance(answer, Fetched) or self._kept_feed(before) == feed:
            return
        with self._keeper.keep(io.BytesIO(answer.data), answer.received, most=None):
            pass
        if feed.without:
            told = f"{feed.without} of the feed's entries have no web address"
            yield Noted(path=answer.received.name, sentence=told)
        if feed.left:
            told = f"{feed.left} entries at the feed's end were left out"
            yield Noted(path=answer.received.name, sentence=told)


def _no_feed(answer: Fetched | NotModified | Gone) -> str:
    if isinstance(answer, Gone):
        return f"is gone (answers {answer.received.status}): see whether the outlet has another feed"
    feed = None
    if isinstance(answer, Fetched):
        feed = feed_of_page(answer.data, base=answer.received.final or answer.received.name)
    if feed:
        return f"is a page and no feed: its feed is {feed}"
    return "is no RSS or Atom feed: `recount run` reads single pages"
