"""Web inputs: pages and feeds into a record, and what becomes of them when they change."""

from __future__ import annotations

import gc
import gzip
import tracemalloc
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest

from recount.config import Settings
from recount.model import Method, Report, ReportId, Said
from recount.workspace import RunSummary, Workspace
from recount.workspace.recorded_web import recorded_web
from tests.sources.web.server import Asked, Clock, Reply, Site, around, page

FIRST = "Eleven people were hurt when the market of the old town was shelled on Tuesday, a medic told this paper."
SECOND = "Twelve people were hurt when the market of the old town was shelled on Tuesday, a medic told this paper."


@dataclass
class Desk:
    """A record, and rounds of reading into it."""

    workspace: Workspace
    site: Site
    clock: Clock

    def round(self, *paths: str, feeds_only: bool = False, host: str = "127.0.0.1") -> RunSummary:
        """Read addresses as a new process would."""
        urls = [path if "://" in path else self.site.url(path, host=host) for path in paths]
        with self.web() as web:
            return self.workspace.run(urls, web=web, feeds_only=feeds_only)  # type: ignore[arg-type]

    def web(self) -> AbstractContextManager[object]:
        surroundings = around(self.clock, lookup=lambda host, port: ["127.0.0.1"])
        return recorded_web(
            self.workspace.store, self.workspace.originals, self.workspace.settings, around=surroundings
        )

    def versions(self, path: str) -> list[Report]:
        heads = [h for h in self.workspace.store.heads() if h.given_id == self.site.url(path)]
        texts = self.workspace.store.texts([ReportId(h.id) for h in heads])
        return [texts[ReportId(h.id)] for h in heads]

    def log(self, path: str) -> list[int | None]:
        """The statuses under which an address stands in the capture log."""
        return [c.capture.status for c in self.workspace.store.log() if c.capture.address == self.site.url(path)]


@contextmanager
def desk_at(record: Path, site: Site, clock: Clock) -> Iterator[Desk]:
    with Workspace.open(record, create=True, settings=Settings()) as workspace:
        yield Desk(workspace, site, clock)


@pytest.fixture
def desk(tmp_path: Path, site: Site, clock: Clock) -> Iterator[Desk]:
    with desk_at(tmp_path / "record.db", site, clock) as desk:
        yield desk


def feed(*links: str, more: str = "") -> Reply:
    items = "".join(f"<item><title>Story</title><link>{link}</link>{more}</item>" for link in links)
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
    return Reply(body=body.encode(), kind="application/rss+xml")


def failures(summary: RunSummary) -> list[str]:
    return [failure.error for failure in summary.failures]


def test_a_page_becomes_a_report_under_its_address(desk: Desk) -> None:
    desk.site.pages["/2026/11/24/market"] = Reply(body=page(FIRST))
    summary = desk.round("/2026/11/24/market?utm_source=x#comments")
    assert (summary.new, failures(summary)) == (1, [])
    (report,) = desk.versions("/2026/11/24/market")
    assert report.url == desk.site.url("/2026/11/24/market")
    assert report.retrieved == "2026-11-27T12:00:00+00:00"
    assert FIRST in report.text
    assert report.original
    assert desk.log("/2026/11/24/market") == [200]


def test_where_redirects_led_is_kept_beside_the_address(desk: Desk) -> None:
    desk.site.pages["/short"] = Reply(status=301, headers={"Location": "/long/story"})
    desk.site.pages["/long/story"] = Reply(body=page(FIRST))
    desk.round("/short")
    (report,) = desk.versions("/short")
    assert Said(field="url", value=desk.site.url("/long/story"), origin="redirect") in report.said
    (logged,) = desk.workspace.store.log()
    capture = logged.capture
    assert (capture.address, capture.final) == (desk.site.url("/short"), desk.site.url("/long/story"))


@pytest.mark.parametrize(
    ("path", "reply"),
    [
        ("/story.php", Reply(body=page(FIRST))),
        ("/story.txt", Reply(body=page(FIRST), kind="text/plain")),
        ("/story.pdf", Reply(body=page(FIRST), kind="application/pdf")),
        ("/story", Reply(body=page(FIRST), kind="")),
        ("/story.php", Reply(body=f"<p>{FIRST}</p>".encode(), kind="text/html")),
        ("/", Reply(body=f"<p>{FIRST}</p>".encode(), kind="text/html")),
        ("/story.txt?x=1", Reply(body=FIRST.encode(), kind="text/plain")),
        ("/story", Reply(body=FIRST.encode(), kind="text/plain")),
        ("/story.txt", Reply(body=FIRST.encode(), kind="")),
        ("/latin", Reply(body=page(FIRST + " Caf\xe9.").decode().encode("latin-1"), kind="text/html; charset=utf-8")),
        ("/packed", Reply(body=gzip.compress(page(FIRST)), headers={"Content-Encoding": "gzip"})),
    ],
    ids=(
        "page, page as text, page as PDF, no type, part of a page, front, text, text by type, text by name, "
        "wrong charset, packed"
    ).split(", "),
)
def test_a_page_is_read_by_its_bytes_then_by_what_the_server_says(desk: Desk, path: str, reply: Reply) -> None:
    desk.site.pages[path] = reply
    summary = desk.round(path)
    assert failures(summary) == []
    (report,) = desk.versions(path)
    assert FIRST in report.canonical


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(body=b"\x89PNG\r\n\x1a\n" + bytes(99), kind="image/png"), "is of a kind that is not read (image/png)"),
        (Reply(body=b"\x00\x01", kind=""), "is of a kind that is not read (none told)"),
        (Reply(body=b"", kind="text/html"), "empty"),
        (Reply(body=b"<p></p>", kind="text/html"), "no article"),
        (Reply(status=404), "there is no such page"),
    ],
)
def test_what_can_not_be_read_is_told_and_kept_as_a_failure(desk: Desk, reply: Reply, why: str) -> None:
    desk.site.pages["/a"] = reply
    summary = desk.round("/a")
    assert summary.new == 0
    assert why in failures(summary)[0]
    assert [f.report for f in desk.workspace.store.failures()] == [desk.site.url("/a")]


def test_a_page_without_an_article_offers_the_feed_it_names(desk: Desk) -> None:
    link = b'<link rel="alternate" type="application/rss+xml" href="/rss">'
    desk.site.pages["/"] = Reply(body=b"<!doctype html><html><head>" + link + b"</head><body></body></html>")
    assert failures(desk.round("/"))[0].endswith(f"; it names a feed, {desk.site.url('/rss')}")


def test_the_pages_of_a_feed_become_reports_and_the_same_again_changes_nothing(desk: Desk) -> None:
    desk.site.pages["/rss"] = feed("/a", "b", "/a#part", "javascript:alert(1)")
    desk.site.pages["/a"] = Reply(body=page(FIRST))
    desk.site.pages["/b"] = Reply(body=page("Three people were hurt in the village by a mine, its mayor said."))
    first = desk.round("/rss")
    assert (first.new, failures(first)) == (2, [])
    assert [noted.sentence for noted in first.noted] == ["1 of the feed's entries have no web address"]
    again = desk.round("/rss")
    assert (again.new, again.known, again.unchanged, again.noted, again.snapshot) == (0, 0, 2, [], None)
    assert desk.site.paths() == ["/rss", "/a", "/b"] * 2


def test_a_feed_that_changes_brings_what_is_new_and_keeps_what_it_dropped(desk: Desk) -> None:
    desk.site.pages["/a"] = Reply(body=page(FIRST))
    desk.site.pages["/b"] = Reply(body=page("Three people were hurt in the village by a mine, its mayor said."))
    desk.site.pages["/rss"] = feed("/a")
    desk.round("/rss")
    desk.site.pages["/rss"] = feed("/b")
    second = desk.round("/rss")
    assert (second.new, second.unchanged) == (1, 0)
    assert len(desk.versions("/a")) == len(desk.versions("/b")) == 1
    assert desk.log("/rss") == [200, 200]


def test_an_unchanged_feed_is_not_sent_again_yet_its_pages_are_looked_at(desk: Desk) -> None:
    whole = feed("/a", "/b")

    def rss(asked: Asked) -> Reply:
        same = asked.headers.get("if-none-match") == '"f"'
        return Reply(status=304) if same else Reply(body=whole.body, headers={"ETag": '"f"'})

    desk.site.pages["/rss"] = rss
    desk.site.pages["/a"] = Reply(body=page(FIRST))
    desk.site.pages["/b"] = Reply(status=500)
    first = desk.round("/rss")
    assert (first.new, failures(first)) == (1, ["answers 500: try again later"])
    desk.site.pages["/a"] = Reply(body=page(SECOND))
    desk.site.pages["/b"] = Reply(body=page("Three people were hurt in the village by a mine, its mayor said."))
    second = desk.round("/rss")
    assert (second.new, second.versions, failures(second)) == (2, 1, [])
    assert desk.log("/rss") == [200]


def test_a_feed_that_bears_the_time_of_day_is_kept_when_it_points_elsewhere_only(desk: Desk) -> None:
    times = iter("123456")

    def stamped(*links: str) -> object:
        return lambda asked: Reply(body=feed(*links).body.replace(b"News", b"News at " + next(times).encode()))  # type: ignore[union-attr]

    desk.site.pages["/a"] = desk.site.pages["/b"] = Reply(body=page(FIRST))
    desk.site.pages["/rss"] = stamped("/a")  # type: ignore[assignment]
    for _ in range(3):
        desk.round("/rss")
    assert desk.log("/rss") == [200]
    desk.site.pages["/rss"] = stamped("/a", "/b")  # type: ignore[assignment]
    desk.round("/rss")
    assert desk.log("/rss") == [200, 200]


def test_changed_words_are_a_new_version_and_the_old_one_stays(desk: Desk) -> None:
    desk.site.pages["/a"] = Reply(body=page(FIRST))
    desk.round("/a")
    desk.site.pages["/a"] = Reply(body=page(SECOND))
    second = desk.round("/a")
    assert (second.new, second.versions) == (1, 1)
    assert [FIRST in report.text for report in desk.versions("/a")] == [True, False]
    assert desk.log("/a") == [200, 200]


def test_a_page_of_the_same_words_is_unchanged_though_its_bytes_are_others(desk: Desk) -> None:
    desk.site.pages["/a"] = Reply(body=page(FIRST, head="<meta name='token' content='1'>"))
    desk.round("/a")
    desk.site.pages["/a"] = Reply(body=page(FIRST, head="<meta name='token' content='2'>"))
    second = desk.round("/a")
    assert (second.new, second.known, second.unchanged) == (0, 0, 1)
    assert desk.log("/a") == [200]
    assert len(list(desk.workspace.originals.digests())) == 1  # type: ignore[union-attr]


def test_a_page_that_is_gone_is_told_once_and_its_report_stays(desk: Desk) -> None:
    desk.site.pages["/a"] = Reply(body=page(FIRST))
    desk.round("/a")
    desk.site.pages["/a"] = Reply(status=410, body=b"Removed.", kind="text/plain")
    gone = desk.round("/a")
    assert (gone.new, failures(gone)) == (0, [])
    assert [noted.sentence for noted in gone.noted] == [
        "is gone (answers 410): what was read of it on 2026-11-27 stays in the record"
    ]
    desk.clock.time += 60
    still = desk.round("/a")
    assert (still.unchanged, still.noted) == (1, [])
    assert desk.log("/a") == [200, 410]
    assert len(desk.versions("/a")) == 1


def test_a_page_that_comes_back_is_logged(tmp_path: Path, site: Site, clock: Clock) -> None:
    with desk_at(tmp_path / "record.db", site, clock) as desk:
        for reply in (Reply(body=page(FIRST)), Reply(status=404), Reply(body=page(FIRST) + b" ")):
            site.pages["/a"] = reply
            desk.round("/a")
        assert desk.log("/a") == [200, 404, 200]
        assert len(desk.versions("/a")) == 1


def test_without_originals_pages_are_read_whole_each_time(tmp_path: Path, site: Site, clock: Clock) -> None:
    settings = Settings(keep_originals=False)
    site.pages["/rss"] = feed("/a")
    site.pages["/a"] = Reply(body=page(FIRST), headers={"ETag": '"a"'})
    with Workspace.open(tmp_path / "record.db", create=True, settings=settings) as workspace:
        desk = Desk(workspace, site, clock)
        assert desk.round("/rss").new == 1
        again = desk.round("/rss")
    assert (again.new, again.known) == (0, 1)
    assert not any("if-none-match" in asked.headers for asked in site.asked)


def test_an_original_that_was_lost_is_fetched_again(desk: Desk) -> None:
    desk.site.pages["/a"] = Reply(body=page(FIRST), headers={"ETag": '"a"'})
    desk.round("/a")
    originals = desk.workspace.originals
    assert originals
    (kept,) = originals.digests()
    originals.path(kept).unlink()
    desk.round("/a")
    assert list(originals.digests()) == [kept]


def test_what_an_archive_gave_under_an_address_says_nothing_of_the_page_of_today(desk: Desk) -> None:
    desk.site.pages["/a"] = Reply(body=page(FIRST), headers={"ETag": '"a"'})
    desk.round("/a")
    (logged,) = desk.workspace.store.log()
    fetched = logged.capture
    archived = replace(fetched, method=Method.MEMBER, inside="crawl.warc.gz", at="2020-01-01T00:00:00+00:00")
    desk.workspace.store.add((), (), at="2026-11-27T12:00:00+00:00", captures=[archived])
    desk.round("/a")
    assert not any("if-none-match" in asked.headers for asked in desk.site.asked)


def test_the_day_that_a_feed_gives_serves_where_the_page_gives_none(desk: Desk) -> None:
    day = "<pubDate>Fri, 20 Nov 2026 09:00:00 +0200</pubDate>"
    desk.site.pages["/rss"] = feed("/a", "/2026/11/19/b", more=day)
    desk.site.pages["/a"] = desk.site.pages["/2026/11/19/b"] = Reply(body=page(FIRST))
    desk.round("/rss")
    (undated,), (dated,) = desk.versions("/a"), desk.versions("/2026/11/19/b")
    assert str(undated.published) == "2026-11-20"
    assert str(dated.published) == "2026-11-19"
    feeds = [said for said in dated.said if said.origin == "feed"]
    assert feeds == [Said(field="published", value="Fri, 20 Nov 2026 09:00:00 +0200", origin="feed")]


def test_a_page_that_two_feeds_name_is_asked_for_once(desk: Desk) -> None:
    desk.site.pages["/one"] = feed("/a")
    desk.site.pages["/two"] = feed("/a?utm_source=two")
    desk.site.pages["/a"] = Reply(body=page(FIRST))
    assert desk.round("/one", "/two", "/a", "/one#x").new == 1
    assert desk.site.paths() == ["/one", "/two", "/a"]


def test_hosts_take_turns_so_that_one_pause_is_spent_on_the_others(desk: Desk) -> None:
    hosts = ["a.example", "b.example", "c.example", "d.example"]
    links = [f"http://{host}:{desk.site.port}/{host[0]}{n}" for host in hosts for n in range(3)]
    for number, link in enumerate(links):
        desk.site.pages[f"/{link.rpartition('/')[2]}"] = Reply(body=page(f"{number + 3} people were hurt. {FIRST}"))
    desk.site.pages["/rss"] = feed(*links)
    before = desk.clock.time
    assert desk.round("/rss").new == 12
    # Three pages of each host, two seconds apart: four seconds, not four times as many.
    assert desk.clock.time - before == 4
    for host in hosts:
        pages = [asked for asked in desk.site.asked if asked.path != "/robots.txt"]
        times = [asked.at for asked in pages if asked.headers["host"].startswith(host)]
        assert all(later - at >= 2 for at, later in pairwise(times))


def test_pages_of_a_host_that_is_down_are_not_each_waited_for(desk: Desk) -> None:
    desk.site.pages["/rss"] = feed(*(f"http://127.0.0.1:9/{n}" for n in range(20)), "/a")
    desk.site.pages["/a"] = Reply(body=page(FIRST))
    summary = desk.round("/rss")
    assert summary.new == 1
    told = failures(summary)
    assert len(told) == 20
    assert told[:2] == ["can't be reached: try again later"] * 2
    assert set(told[2:]) == {
        "was not asked for: its host did not answer before, or asked to be left alone; try again later"
    }


def test_where_only_feeds_are_wanted_a_page_is_refused_with_the_feed_it_names(desk: Desk) -> None:
    link = "<link rel='alternate' type='application/atom+xml' href='/atom'>"
    desk.site.pages["/"] = Reply(body=page(FIRST, head=link))
    desk.site.pages["/plain"] = Reply(body=page(FIRST))
    summary = desk.round("/", "/plain", feeds_only=True)
    assert failures(summary) == [
        f"is a page and no feed: its feed is {desk.site.url('/atom')}",
        "is no RSS or Atom feed: `recount run` reads single pages",
    ]
    assert summary.new == 0


def test_an_attacking_feed_is_a_failure_and_the_run_goes_on(desk: Desk) -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "haha"><!ENTITY b "&a;&a;">]><rss><channel/></rss>'
    desk.site.pages["/rss"] = Reply(body=laughs)
    desk.site.pages["/a"] = Reply(body=page(FIRST))
    summary = desk.round("/rss", "/a")
    assert summary.new == 1
    assert failures(summary)[0].startswith("is a feed that defines entities of its own")


def test_two_pages_of_long_addresses_are_two_reports(desk: Desk) -> None:
    start = "/" + "section-" * 40
    for end in ("a", "b"):
        desk.site.pages[start + end] = Reply(body=page(FIRST + end))
    summary = desk.round(start + "a", start + "b")
    assert (summary.new, summary.versions) == (2, 0)
    assert len(desk.versions(start + "a")) == 1


def test_documents_of_one_name_on_several_sites_are_several_reports(desk: Desk) -> None:
    desk.site.pages["/one/report.txt"] = Reply(body=FIRST.encode(), kind="text/plain")
    desk.site.pages["/two/report.txt"] = Reply(body=SECOND.encode(), kind="text/plain")
    summary = desk.round("/one/report.txt", "/two/report.txt")
    assert (summary.new, failures(summary)) == (2, [])


def test_memory_stays_flat_over_many_rounds(desk: Desk) -> None:
    desk.site.pages["/rss"] = feed("/a", "/closed", "/broken")
    desk.site.pages["/a"] = Reply(body=page(f"{FIRST} " + "Residents told what they had seen. " * 600))  # 21 kB
    desk.site.pages["/closed"] = Reply(status=403)
    desk.site.pages["/broken"] = Reply(raw=[b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"])

    def rounds(web: object, number: int) -> None:
        for _ in range(number):
            desk.workspace.run([desk.site.url("/rss")], web=web, feeds_only=True)  # type: ignore[arg-type]
            desk.site.asked.clear()
            desk.clock.slept.clear()
            desk.clock.time += 900

    with desk.web() as web:
        rounds(web, 4)
        tracemalloc.start()
        try:
            rounds(web, 4)
            gc.collect()
            before = tracemalloc.get_traced_memory()[0]
            rounds(web, 12)
            gc.collect()
            grown = tracemalloc.get_traced_memory()[0] - before
        finally:
            tracemalloc.stop()
    assert grown < 100_000
    assert len(desk.workspace.store.failures()) <= 3
    assert len(list(desk.workspace.store.log())) == 2


def test_what_could_not_be_read_is_told_again_though_it_has_not_changed(desk: Desk) -> None:
    desk.site.pages["/rss"] = feed("/a", "/b")
    desk.site.pages["/a"] = lambda asked: Reply(
        status=304 if "if-none-match" in asked.headers else 200, body=b"<p></p>", headers={"ETag": '"a"'}
    )
    desk.site.pages["/b"] = Reply(body=b"<p></p>")
    first, second = desk.round("/rss"), desk.round("/rss")
    assert len(failures(first)) == 2
    assert failures(second) == failures(first)
    assert desk.log("/a") == desk.log("/b") == [200]


def test_a_page_that_takes_its_change_back_is_told_and_logged_once(desk: Desk) -> None:
    for reply in (FIRST, SECOND):
        desk.site.pages["/a"] = Reply(body=page(reply))
        desk.round("/a")
    desk.site.pages["/a"] = Reply(body=page(FIRST) + b" ")
    back = desk.round("/a")
    assert (back.new, back.known) == (0, 1)
    assert [noted.sentence for noted in back.noted] == [
        "reads again as it did in an earlier version: the version that came after that is the one that counts"
    ]
    again = desk.round("/a")
    assert (again.unchanged, again.noted) == (1, [])
    assert desk.log("/a") == [200, 200, 200]


def test_a_table_that_has_not_changed_is_known(desk: Desk) -> None:
    rows = b"id,text\nx1,Three people were hurt in the town.\nx2,Four people were hurt in the town.\n"
    desk.site.pages["/reports.csv"] = Reply(body=rows, kind="text/csv")
    assert desk.round("/reports.csv").new == 2
    again = desk.round("/reports.csv")
    assert (again.new, again.known, failures(again)) == (0, 2, [])
