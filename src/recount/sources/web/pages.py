"""Pages: what came of asking for one, as reports; what is as before passed over, what is gone told."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Protocol

from recount.model import Capture, Failure, Received, Report, ReportId, Said
from recount.sources.keeping import Keeper, KeepsNothing
from recount.sources.limits import Limits
from recount.sources.noted import Noted
from recount.sources.said import day_of
from recount.sources.streams import Found, Passed, Unchanged, failure, read_stream
from recount.sources.web.feeds import feed_of_page
from recount.sources.web.fetching import Fetched, Gone, NotModified


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

    def knows(self, report: ReportId) -> bool:
        """Whether the record has that version of a report."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A page to be asked for."""

    url: str
    published: str = ""
    """When, as a feed says it; empty outside of one."""


class Pages:
    """Reads pages that were asked for.

    Args:
        limits: how much is read of what.
        keeper: where originals are kept.
        web: what the record has of pages.
    """

    def __init__(self, limits: Limits, *, keeper: Keeper, web: Web) -> None:
        self._limits, self._keeper, self._web = limits, keeper, web

    def read(self, answer: Fetched | NotModified | Gone, asked: Asked, before: Capture | None) -> Iterator[Found]:
        """What is in a page.

        Args:
            answer: what came of asking.
            asked: for what.
            before: the last capture of the same address.
        """
        if isinstance(answer, Gone):
            yield from self._gone(answer)
        elif isinstance(answer, NotModified):
            yield from self._unchanged(answer.before, asked)
        elif before is not None and before.status == 200 and self._reads_the_same(answer, asked, before):
            yield from self._unchanged(before, asked)
        else:
            yield from self._told(answer, asked)

    def _gone(self, page: Gone) -> Iterator[Found]:
        """Told, and logged with what the server shows in its place, once; the report stays as it was read."""
        if page.before.status != 200:
            yield Unchanged(path=page.received.name)
            return
        with self._keeper.keep(io.BytesIO(page.data), page.received, most=None):
            pass
        since = page.before.at[:10]
        told = f"is gone (answers {page.received.status}): what was read of it on {since} stays in the record"
        yield Noted(path=page.received.name, sentence=told)

    def _unchanged(self, before: Capture, asked: Asked) -> Iterator[Found]:
        """Passed over if it was read before. If it could not be, that is told again, or it is read at last."""
        kept = self._kept(before) if self._web.latest(asked.url) is None else None
        if kept is None:
            yield Unchanged(path=asked.url)
        else:
            yield from self._told(kept, asked)

    def _reads_the_same(self, page: Fetched, asked: Asked, before: Capture) -> bool:
        """Whether its words are those of what was kept: many pages bear other bytes each time they are asked for.

        Both are read now, so that a later version of Recount, which may read pages otherwise, makes no changes of its
        own.
        """
        kept = self._kept(before)
        if kept is None or kept.data == page.data:
            return kept is not None
        now = self._words(page, asked)
        return now is not None and now == self._words(replace(page, data=kept.data), asked)

    def _words(self, page: Fetched, asked: Asked) -> list[ReportId] | None:
        """The identifiers, which follow from the words, of all reports in it; ``None`` where not all is read."""
        found = list(self._reports(page, asked, KeepsNothing()))
        ids = [f.id for f in found if isinstance(f, Report)]
        return ids if ids and len(ids) == len(found) else None

    def _kept(self, before: Capture) -> Fetched | None:
        """What was fetched then, as it was."""
        stream = self._keeper.kept(before.digest)
        if stream is None:
            return None
        with stream:
            return Fetched(received=_as_it_was(before), data=stream.read())

    def _told(self, page: Fetched, asked: Asked) -> Iterator[Found]:
        for found in self._reports(page, asked, self._keeper):
            if isinstance(found, Report) and self._is_an_earlier_version(found):
                yield Noted(path=asked.url, sentence=_AS_BEFORE)
            yield failure(page.received, _unread(page)) if isinstance(found, Passed) else found

    def _is_an_earlier_version(self, report: Report) -> bool:
        return self._web.latest(report.given_id) not in (None, report.id) and self._web.knows(report.id)

    def _reports(self, page: Fetched, asked: Asked, keeper: Keeper) -> Iterator[Found]:
        stem = PurePath(page.received.name).stem
        for found in read_stream(io.BytesIO(page.data), page.received, self._limits, keeper=keeper):
            yield _as_page(found, page.received, asked, stem) if isinstance(found, Report) else _offering(found, page)


_CUT = 150
"""Characters of an address that stand in an id made of it, wherever readers cut it."""

_AS_BEFORE = "reads again as it did in an earlier version: the version that came after that is the one that counts"


def _as_it_was(before: Capture) -> Received:
    """What was known of a page when it was captured: kept again, it is the same line of the log."""
    return Received(
        name=before.address,
        method=before.method,
        url=before.address,
        retrieved=before.at,
        media_type=before.media_type,
        charset=before.charset,
        last_modified=before.last_modified,
        etag=before.etag,
        status=before.status,
        final=before.final,
    )


def _as_page(report: Report, received: Received, asked: Asked, stem: str) -> Report:
    """The report under its address, with what the feed and the redirects say of it."""
    made = report.given_id == stem or report.given_id[:_CUT] == asked.url[:_CUT]
    own = report.part or not made
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


def _unread(page: Fetched) -> str:
    kind = page.received.media_type or "none told"
    return f"is of a kind that is not read ({kind}): convert it, or save its words as text"
