"""Fetching: redirects, broken answers, busy servers, what has not changed, and what is told to hosts."""

from __future__ import annotations

import gzip
import itertools
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from recount.errors import SkipReport
from recount.model import Capture, Method
from recount.sources.web import Fetched, Fetcher, Gone, NotModified, Stopped, agent
from recount.sources.web.addresses import NoHost
from recount.sources.web.patience import LONGEST_WAIT, seconds_of
from tests.sources.web.server import BROTLI, Asked, Clock, Reply, Site, around, fetcher, names, page

WORDS = page("Eleven people were hurt when the market was shelled on Tuesday, a medic said.")


def captured(url: str, **known: object) -> Capture:
    given: dict[str, object] = {"status": 200, "final": "", **known}
    return Capture(
        digest="0" * 64,
        size=1,
        address=url,
        method=Method.HTTP,
        at="2026-11-20T10:00:00+00:00",
        tool="recount",
        **given,  # type: ignore[arg-type]
    )


def fetched(site: Site, path: str, **other: object) -> Fetched:
    with fetcher(**other) as web:  # type: ignore[arg-type]
        found = web.fetch(site.url(path))
    assert isinstance(found, Fetched)
    return found


def refused(site: Site, path: str, **other: object) -> str:
    with fetcher(**other) as web, pytest.raises(SkipReport) as told:  # type: ignore[arg-type]
        web.fetch(site.url(path))
    return str(told.value)


def to(location: str, status: int = 302) -> Reply:
    return Reply(status=status, headers={"Location": location})


def test_a_page_comes_as_it_was_sent_with_what_the_server_says_of_it(site: Site) -> None:
    told = {"ETag": '"a1"', "Last-Modified": "Fri, 20 Nov 2026 10:00:00 GMT"}
    site.pages["/a"] = Reply(body=WORDS, headers=told, kind='text/html; charset="windows-1256"')
    found = fetched(site, "/a?utm_source=x#top")
    assert found.data == WORDS
    received = found.received
    assert (received.name, received.url, received.final) == (site.url("/a"), site.url("/a"), "")
    assert (received.status, received.media_type, received.charset) == (200, "text/html", "windows-1256")
    assert (received.etag, received.last_modified) == ('"a1"', "Fri, 20 Nov 2026 10:00:00 GMT")
    assert received.retrieved == "2026-11-27T12:00:00+00:00"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_where_they_lead_is_kept(site: Site, status: int) -> None:
    site.pages["/a"] = to("/b/", status)
    site.pages["/b/"] = to("c?utm_campaign=1#part", status)
    site.pages["/b/c"] = Reply(body=WORDS)
    found = fetched(site, "/a")
    assert found.data == WORDS
    assert (found.received.url, found.received.final) == (site.url("/a"), site.url("/b/c"))


def test_a_chain_of_five_redirects_is_followed_and_one_of_six_is_not(site: Site) -> None:
    for at in range(6):
        site.pages[f"/{at}"] = to(f"/{at + 1}")
    site.pages["/6"] = Reply(body=WORDS)
    assert fetched(site, "/1").received.final == site.url("/6")
    assert refused(site, "/0").startswith("was redirected more than 5 times")


def test_a_loop_ends(site: Site) -> None:
    site.pages["/a"], site.pages["/b"] = to("/b"), to("/a")
    assert refused(site, "/a").startswith("was redirected more than 5 times")
    assert len(site.paths()) == 6


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("file:///etc/passwd", "redirects to something that is no web address"),
        ("javascript:alert(document.cookie)", "redirects to something that is no web address"),
        ("ftp://outlet.example/a", "redirects to something that is no web address"),
        ("http://user:secret@outlet.example/", "user name"),
        ("http://127.0.0.2/", "leads to '127.0.0.2', which is no machine of the open internet"),
        ("http://[::1]/", "leads to '::1', which is no machine of the open internet"),
        ("http://169.254.169.254/latest/meta-data/", "leads to '169.254.169.254'"),
        ("http://2130706434/", "leads to '2130706434'"),
        ("//10.0.0.1/", "leads to '10.0.0.1'"),
        ("http://[::ffff:10.0.0.1]/", "which is no machine of the open internet"),
        ("", "a redirect that leads nowhere"),
        ("http://" + "a" * 3000, "more than 2000 characters"),
    ],
)
def test_every_redirect_is_looked_at(site: Site, location: str, why: str) -> None:
    site.pages["/a"] = to(location)
    assert why in refused(site, "/a")
    assert site.paths() == ["/a"]


def test_an_odd_port_is_refused_where_ports_count(site: Site) -> None:
    assert f"port {site.port}" in refused(site, "/a", any_port=False)
    assert site.asked == []


def test_a_private_machine_is_not_asked_for_its_rules_either(site: Site) -> None:
    with fetcher(allowed=lambda ip: False) as web, pytest.raises(NoHost, match="no machine of the open internet"):
        web.fetch(site.url("/a"))
    assert site.asked == []


def test_a_page_that_leads_to_the_front_page_was_taken_down(site: Site) -> None:
    site.pages["/"] = Reply(body=WORDS)
    site.pages["/old/story"] = to("/")
    site.pages["/moved"] = to("/new")
    site.pages["/new"] = Reply(body=WORDS)
    assert "leads to a front page now" in refused(site, "/old/story")
    assert fetched(site, "/moved").data == WORDS
    assert fetched(site, "/").data == WORDS


def test_the_number_that_was_looked_at_is_the_one_that_is_connected_to(site: Site) -> None:
    """A name that means a public machine at the first look and a private one at the next (DNS rebinding)."""
    site.pages["/a"] = Reply(body=WORDS)
    answers = itertools.chain([["127.0.0.1"]], itertools.repeat(["10.0.0.1"]))
    looks: list[list[str]] = []

    def lookup(host: str, port: int) -> list[str]:
        looks.append(next(answers))
        return looks[-1]

    with fetcher(lookup=lookup) as web:
        first = web.fetch(site.url("/a", host="rebinding.example"))
        assert isinstance(first, Fetched)
        # One look for one connection, which was used for robots.txt and the page.
        assert looks == [["127.0.0.1"]]
    with fetcher(lookup=lookup) as web, pytest.raises(NoHost, match=r"rebinding\.example"):
        web.fetch(site.url("/a", host="rebinding.example"))


def test_two_names_on_one_machine_share_no_connection(site: Site) -> None:
    looked: list[str] = []

    def lookup(host: str, port: int) -> list[str]:
        looked.append(host)
        return ["127.0.0.1"]

    site.pages["/a"] = Reply(body=WORDS)
    with fetcher(lookup=lookup) as web:
        web.fetch(site.url("/a", host="one.example"))
        web.fetch(site.url("/a", host="two.example"))
    assert looked == ["one.example", "two.example"]
    hosts = {asked.headers["host"] for asked in site.asked}
    assert hosts == {f"one.example:{site.port}", f"two.example:{site.port}"}


def test_the_next_machine_of_a_name_is_tried_where_one_does_not_answer(site: Site) -> None:
    site.pages["/a"] = Reply(body=WORDS)
    known = names({"several.example": ["::1", "127.0.0.1"]})
    with fetcher(lookup=known, allowed=lambda ip: ip.is_loopback) as web:
        assert isinstance(web.fetch(site.url("/a", host="several.example")), Fetched)


def test_proxies_of_the_environment_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.pages["/a"] = Reply(body=WORDS)
    assert fetched(site, "/a").data == WORDS


def test_hosts_are_told_what_asks_and_whom_to_write_to_and_nothing_else(site: Site) -> None:
    site.pages["/a"] = Reply(body=WORDS)
    fetched(site, "/a", contact="desk@recorders.example")
    last = site.asked[-1].headers
    assert set(last) == {"host", "user-agent", "accept", "accept-encoding"}
    assert last["user-agent"] == agent("desk@recorders.example")
    assert last["user-agent"].startswith("recount/")
    assert last["user-agent"].endswith(" (+desk@recorders.example)")
    assert "(" not in agent()


def test_no_cookie_is_kept(site: Site) -> None:
    site.pages["/a"] = Reply(body=WORDS, headers={"Set-Cookie": "reader=7; Path=/"})
    site.pages["/b"] = Reply(status=302, headers={"Set-Cookie": "seen=1", "Location": "/a"})
    with fetcher() as web:
        for path in ("/a", "/b", "/a"):
            web.fetch(site.url(path))
    assert not any("cookie" in asked.headers for asked in site.asked)


@pytest.mark.parametrize(
    ("encoding", "data"),
    [("gzip", gzip.compress(WORDS)), ("deflate", zlib.compress(WORDS)), ("", WORDS), ("identity", WORDS)],
)
def test_packed_pages_are_unpacked(site: Site, encoding: str, data: bytes) -> None:
    site.pages["/a"] = Reply(body=data, headers={"Content-Encoding": encoding})
    assert fetched(site, "/a").data == WORDS


def test_brotli_is_not_asked_for_and_not_read(site: Site) -> None:
    site.pages["/a"] = Reply(body=BROTLI, headers={"Content-Encoding": "br"})
    assert "not asked for" in refused(site, "/a")
    assert "br" not in site.asked[-1].headers["accept-encoding"]


def test_a_gzip_bomb_is_refused_before_it_fills_the_memory(site: Site) -> None:
    site.pages["/a"] = Reply(body=gzip.compress(bytes(80_000_000)), headers={"Content-Encoding": "gzip"})
    tracemalloc.start()
    try:
        assert "larger than 1 MB" in refused(site, "/a")
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 8_000_000


def endless() -> Iterator[bytes]:
    while True:
        yield b"x" * 10_000


def test_an_endless_page_is_refused(site: Site) -> None:
    site.pages["/a"] = Reply(body=endless())
    assert "larger than 1 MB" in refused(site, "/a")


def dripping(piece: bytes = b"x") -> Iterator[bytes]:
    for _ in range(300):
        yield piece
        time.sleep(0.02)


@pytest.mark.parametrize(
    "answer",
    [
        lambda asked: Reply(body=dripping()),
        lambda asked: Reply(raw=itertools.chain([b"HTTP/1.1 200 OK\r\n"], dripping(b"X-Slow: 1\r\n"))),
        lambda asked: Reply(raw=itertools.chain([b"HTTP/1.1 200 OK\r\nX-Slow: "], dripping())),
    ],
    ids=["body", "headers", "one header"],
)
def test_a_server_that_drips_is_given_up_when_its_time_is_over(site: Site, answer: Callable[[Asked], Reply]) -> None:
    site.pages["/a"] = answer
    started = time.monotonic()
    told = refused(site, "/a", clock=time.monotonic, sleep=lambda seconds: None, most_seconds=0.3)
    assert told.startswith("takes too long to answer")
    assert time.monotonic() - started < 5
    assert site.paths() == ["/a"]


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(body=WORDS, headers={"Content-Length": str(len(WORDS) + 50)}), "breaks it off"),
        (Reply(raw=[b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<html>"]), "breaks it off"),
        (Reply(raw=[b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<html"]), "breaks it off"),
        (Reply(raw=[b"HTTP/1.1 200 OK\r\nContent-Le"]), "no HTTP, or breaks it off"),
        (Reply(raw=[]), "no HTTP, or breaks it off"),
        (Reply(raw=[b"SSH-2.0-OpenSSH_9.6\r\n"]), "no HTTP"),
        (Reply(raw=[b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n"]), "no HTTP"),
        (Reply(raw=[b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello"]), "no HTTP"),
    ],
    ids=["length lies", "cut", "cut within chunks", "cut within headers", "nothing", "other", "huge header", "two"],
)
def test_broken_answers_are_tried_again_and_then_told(site: Site, reply: Reply, why: str) -> None:
    site.pages["/a"] = reply
    assert why in refused(site, "/a")
    assert site.paths() == ["/a"] * 3


def test_a_body_of_fewer_bytes_than_were_sent_ends_where_its_length_says(site: Site) -> None:
    site.pages["/a"] = Reply(body=WORDS + b"trailing", headers={"Content-Length": str(len(WORDS))})
    assert fetched(site, "/a").data == WORDS


def test_a_broken_answer_that_mends_is_read(site: Site) -> None:
    replies = iter([Reply(raw=[]), Reply(status=503), Reply(body=WORDS)])
    site.pages["/a"] = lambda asked: next(replies)
    clock = Clock()
    assert fetched(site, "/a", sleeping=clock).data == WORDS
    assert clock.slept == [2.0, 4.0]


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_names_a_time_is_asked_again_then(site: Site, clock: Clock, status: int) -> None:
    replies = iter([Reply(status=status, headers={"Retry-After": "17"}), Reply(body=WORDS)])
    site.pages["/a"] = lambda asked: next(replies)
    fetched(site, "/a", sleeping=clock)
    first, second = (asked.at for asked in site.asked if asked.path == "/a")
    assert second - first == 17


def test_a_host_that_names_a_late_time_is_left_alone_till_then(site: Site, clock: Clock) -> None:
    site.pages["/a"] = Reply(status=429, headers={"Retry-After": "3600"})
    site.pages["/b"] = Reply(body=WORDS)
    with fetcher(clock) as web:
        with pytest.raises(SkipReport, match="answers 429: try again later"):
            web.fetch(site.url("/a"))
        with pytest.raises(NoHost, match="left alone"):
            web.fetch(site.url("/b"))
        assert site.paths() == ["/a"]
        clock.time += 3601
        assert isinstance(web.fetch(site.url("/b")), Fetched)


def test_no_host_is_left_alone_for_longer_than_six_hours(site: Site, clock: Clock) -> None:
    site.pages["/a"] = Reply(status=503, headers={"Retry-After": "99999999999999999999"})
    site.pages["/b"] = Reply(body=WORDS)
    with fetcher(clock) as web:
        with pytest.raises(SkipReport):
            web.fetch(site.url("/a"))
        clock.time += 6 * 3600
        assert isinstance(web.fetch(site.url("/b")), Fetched)


def test_a_host_that_does_not_answer_is_left_alone_ever_longer() -> None:
    clock = Clock()
    tried: list[float] = []

    def lookup(host: str, port: int) -> list[str]:
        tried.append(clock.time)
        return ["127.0.0.1"]

    with fetcher(clock, lookup=lookup) as web:
        for _ in range(600):
            with pytest.raises(NoHost):
                web.fetch("http://down.example:9/a")
            clock.time += 60
    # In ten hours: three tries at a time, at first every minute, in the end every six hours.
    visits = [at for before, at in itertools.pairwise([0.0, *tried]) if at - before > 30]
    waits = [after - before for before, after in itertools.pairwise(visits)]
    assert 8 <= len(visits) <= 14
    assert waits == sorted(waits)
    assert max(waits) > 3600


@pytest.mark.parametrize(
    ("after", "seconds"),
    [
        ("", 0),
        ("0", 0),
        ("120", 120),
        ("-5", 0),
        ("soon", 0),
        ("٣", 0),
        ("Fri, 27 Nov 2026 12:01:00 GMT", 60),
        ("Fri, 27 Nov 2026 11:00:00 GMT", 0),
        ("Fri, 27 Nov 2026 99:99:99 GMT", 0),
    ],
)
def test_a_time_to_come_again_is_a_number_or_a_date(after: str, seconds: float) -> None:
    assert seconds_of(after, now=datetime(2026, 11, 27, 12, 0, tzinfo=UTC)) == seconds
    assert LONGEST_WAIT < 60


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site) -> None:
    def answer(asked: Asked) -> Reply:
        same = asked.headers.get("if-none-match") == '"v1"'
        return Reply(status=304) if same else Reply(body=WORDS, headers={"ETag": '"v1"'})

    site.pages["/a"] = answer
    before = captured(site.url("/a"), etag='"v1"')
    with fetcher() as web:
        assert web.fetch(site.url("/a"), before=before) == NotModified(before=before)
        assert isinstance(web.fetch(site.url("/a"), before=captured(site.url("/a"), etag='"v0"')), Fetched)
        assert isinstance(web.fetch(site.url("/a"), before=None), Fetched)


def test_a_day_of_change_is_sent_back_as_it_came(site: Site) -> None:
    day = "Fri, 20 Nov 2026 10:00:00 GMT"
    site.pages["/a"] = lambda asked: Reply(status=304 if asked.headers.get("if-modified-since") == day else 200)
    with fetcher() as web:
        found = web.fetch(site.url("/a"), before=captured(site.url("/a"), last_modified=day))
    assert isinstance(found, NotModified)


def test_what_was_known_of_the_end_of_a_redirect_is_asked_of_that_end_only(site: Site) -> None:
    site.pages["/a"] = to("/b")
    site.pages["/b"] = lambda asked: Reply(status=304 if asked.headers.get("if-none-match") == '"b"' else 200)
    before = captured(site.url("/a"), final=site.url("/b"), etag='"b"')
    with fetcher() as web:
        assert isinstance(web.fetch(site.url("/a"), before=before), NotModified)
    sent = {asked.path: "if-none-match" in asked.headers for asked in site.asked}
    assert sent == {"/robots.txt": False, "/a": False, "/b": True}


def test_a_304_that_was_not_asked_for_is_no_page(site: Site) -> None:
    site.pages["/a"] = Reply(status=304)
    assert "answers 304" in refused(site, "/a")


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_was_there_is_gone_and_one_that_never_was_is_refused(site: Site, status: int) -> None:
    site.pages["/a"] = Reply(status=status, body=b"Taken down.")
    before = captured(site.url("/a"))
    with fetcher() as web:
        found = web.fetch(site.url("/a"), before=before)
        assert isinstance(found, Gone)
        assert (found.data, found.received.status, found.before) == (b"Taken down.", status, before)
        with pytest.raises(SkipReport, match=f"answers {status}"):
            web.fetch(site.url("/a"))


@pytest.mark.parametrize("status", [204, 206, 300, 401, 403, 418, 451])
def test_other_answers_are_told(site: Site, status: int) -> None:
    site.pages["/a"] = Reply(status=status)
    with fetcher() as web, pytest.raises(SkipReport, match=f"answers {status}: "):
        web.fetch(site.url("/a"), before=captured(site.url("/a")))


def test_headers_that_are_no_text_do_no_harm(site: Site) -> None:
    said = b"Content-Type: text/html; charset=\xff\xfe\xe9\r\nETag: \xc3\xa9\xff\r\nConnection: close\r\n\r\n"
    site.pages["/a"] = Reply(raw=[b"HTTP/1.1 200 OK\r\n", said, WORDS])
    found = fetched(site, "/a")
    assert found.received.etag == ""
    assert found.data == WORDS


def test_what_waits_ends_when_it_is_to_end(site: Site) -> None:
    stop = threading.Event()
    site.pages["/a"] = Reply(body=WORDS)
    with Fetcher(pause=30, stop=stop, around=around(sleep=None, clock=time.monotonic)) as web:
        web.fetch(site.url("/a"))
        threading.Timer(0.2, stop.set).start()
        started = time.monotonic()
        with pytest.raises(Stopped):
            web.fetch(site.url("/a"))
        assert time.monotonic() - started < 10
        with pytest.raises(Stopped):
            web.fetch(site.url("/b"))
