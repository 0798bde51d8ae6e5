"""Web inputs: pages by their addresses, and the pages that feeds point to."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Protocol

from recount.errors import SkipReport
from recount.model import Capture, Failure, Received, Report, ReportId, Said
from recount.sources.keeping import Keeper, KeepsNothing
from recount.sources.limits import Limits
from recount.sources.noted import Noted
from recount.sources.said import day_of
from recount.sources.streams import Found, Passed, Unchanged, failure, read_stream
from recount.sources.web.addresses import host_of, plain
from recount.sources.web.connecting import Stopped
from recount.sources.web.feeds import Feed, feed_of_page, is_feed, read_feed
from recount.sources.web.fetching import Fetched, Gone, NotModified

HEAD = 4096


class Web(Protocol):
    """The web, as a record knows it."""

    any_port: bool

    def before(self, url: str) -> Capture | None:
        """The last capture of that address."""
        ...

    def fetch(self, url: str, *, before: Capture | None) -> Fetched | NotModified | Gone:
        """What is at an address; raises `SkipReport` where it can't be had, `Stopped` where all is to end."""
        ...

    def latest(self, given_id: str) -> ReportId | None:
        """The latest version of the report of that given id, if the record has one."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A page to be asked for."""

    url: str
    published: str = ""
    """When, as a feed says it; empty outside of one."""


class Addresses:
    """Reads web addresses. Each is asked for once, however many feeds name it.

    Args:
        limits: how much is read of what.
        keeper: where originals are kept.
        web: gives what is at an address.
        feeds_only: whether a page that is no feed is refused, where an address of its own names it.
    """

    def __init__(self, limits: Limits, *, keeper: Keeper, web: Web, feeds_only: bool = False) -> None:
        self._limits, self._keeper, self._web, self._feeds_only = limits, keeper, web, feeds_only
        self._seen: set[str] = set()

    def read(self, urls: Iterable[str]) -> Iterator[Found]:
        """Every report at the addresses. What can't be read comes as a `Failure`, what is as before as `Unchanged`.

        Pages of feeds come last, one of each host in turn, so that the pause of one host is spent on the others.
        """
        waiting: dict[str, deque[_Asked]] = {}
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

    def _named(self, url: str, waiting: dict[str, deque[_Asked]]) -> Iterator[Found]:
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
                yield from self._page(answer, _Asked(url=url), before)
        except SkipReport as error:
            yield failure(Received(name=url), str(error))

    def _queue(self, feed: Feed, waiting: dict[str, deque[_Asked]]) -> None:
        for entry in feed.entries:
            if entry.url not in self._seen:
                self._seen.add(entry.url)
                asked = _Asked(url=entry.url, published=entry.published)
                waiting.setdefault(host_of(entry.url), deque()).append(asked)

    def _of_feed(self, asked: _Asked) -> Iterator[Found]:
        try:
            before = self._web.before(asked.url)
            yield from self._page(self._web.fetch(asked.url, before=before), asked, before)
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

    def _page(self, answer: Fetched | NotModified | Gone, asked: _Asked, before: Capture | None) -> Iterator[Found]:
        if isinstance(answer, NotModified):
            yield Unchanged(path=asked.url)
        elif isinstance(answer, Gone):
            yield from self._gone(answer)
        else:
            yield from self._fetched(answer, asked, before)

    def _gone(self, page: Gone) -> Iterator[Found]:
        """Told, and logged with what the server shows in its place, once; the report stays as it was read."""
        if page.before.status == page.received.status:
            yield Unchanged(path=page.received.name)
            return
        with self._keeper.keep(io.BytesIO(page.data), page.received, most=None):
            pass
        since = page.before.at[:10]
        told = f"is gone (answers {page.received.status}): what was read of it on {since} stays in the record"
        yield Noted(path=page.received.name, sentence=told)

    def _fetched(self, page: Fetched, asked: _Asked, before: Capture | None) -> Iterator[Found]:
        if before is not None and before.status == 200 and self._reads_the_same(page, asked):
            yield Unchanged(path=asked.url)
            return
        for found in self._reports(page, asked, self._keeper):
            if isinstance(found, Passed):
                yield failure(page.received, _unread(page))
            else:
                yield found

    def _reads_the_same(self, page: Fetched, asked: _Asked) -> bool:
        """Whether its words are those of the latest version: many pages bear other bytes each time they are asked."""
        found = list(self._reports(page, asked, KeepsNothing()))
        return bool(found) and all(isinstance(f, Report) and self._web.latest(f.given_id) == f.id for f in found)

    def _reports(self, page: Fetched, asked: _Asked, keeper: Keeper) -> Iterator[Found]:
        stem = PurePath(page.received.name).stem
        for found in read_stream(io.BytesIO(page.data), page.received, self._limits, keeper=keeper):
            yield _as_page(found, page.received, asked, stem) if isinstance(found, Report) else _offering(found, page)


def _as_page(report: Report, received: Received, asked: _Asked, stem: str) -> Report:
    """The report under its address, with what the feed and the redirects say of it."""
    own = report.part or report.given_id not in (stem, asked.url, asked.url[:200])
    said = list(report.said)
    if received.final:
        said.append(Said(field="url", value=received.final, origin="redirect"))
    day = day_of(asked.published) if asked.published else None
    undated = not any(s.field == "published" and day_of(s.value) for s in said)
    if day:
        said.append(Said(field="published", value=asked.published, origin="feed"))
    return replace(
        report,
        given_id=report.given_id if own else asked.url,
        url=report.url or asked.url,
        retrieved=report.retrieved or received.retrieved,
        published=day if day and undated else report.published,
        said=tuple(said),
    )


def _offering(found: Found, page: Fetched) -> Found:
    """What could not be read, with the address of the feed that may have been meant."""
    feed = feed_of_page(page.data, base=page.received.final or page.received.name)
    if isinstance(found, Failure) and found.report == page.received.shown and feed:
        return replace(found, error=f"{found.error}; it names a feed, {feed}")
    return found


def _no_feed(answer: Fetched | NotModified | Gone) -> str:
    if isinstance(answer, Gone):
        return f"is gone (answers {answer.received.status}): see whether the outlet has another feed"
    feed = None
    if isinstance(answer, Fetched):
        feed = feed_of_page(answer.data, base=answer.received.final or answer.received.name)
    if feed:
        return f"is a page and no feed: its feed is {feed}"
    return "is no RSS or Atom feed: `recount run` reads single pages"


def _unread(page: Fetched) -> str:
    kind = page.received.media_type or "none told"
    return f"is of a kind that is not read ({kind}): convert it, or save its words as text"
