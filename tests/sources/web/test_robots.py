"""Robots: what hosts allow, asked of a real server."""

from __future__ import annotations

import pytest

from recount.errors import SkipReport
from recount.sources.web import Fetched
from recount.sources.web.robots import FRESH
from tests.sources.web.server import Clock, Reply, Site, fetcher

WORDS = Reply(body=b"<html><body>Words.</body></html>")


def rules(text: str | bytes, **more: object) -> Reply:
    body = text if isinstance(text, bytes) else text.encode()
    return Reply(body=body, kind="text/plain", **more)  # type: ignore[arg-type]


def told(site: Site, path: str = "/news/a") -> str:
    """Why a page is refused; empty where it is fetched."""
    site.pages[path] = WORDS
    with fetcher() as web:
        try:
            assert isinstance(web.fetch(site.url(path)), Fetched)
        except SkipReport as error:
            return str(error)
    return ""


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /news/", False),
        ("User-agent: *\nDisallow: /new/", True),
        ("User-agent: *\nDisallow: /*/a$", False),
        ("User-agent: *\nDisallow: /news/\nAllow: /news/a", True),
        ("User-agent: recount\nDisallow: /", False),
        ("User-agent: Recount\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: recount\nAllow: /\n\nUser-agent: *\nDisallow: /", True),
        # Rules for others, though their names stand within ours or near it.
        ("User-agent: count\nDisallow: /\n\nUser-agent: *\nAllow: /", True),
        ("User-agent: recounter\nDisallow: /", True),
        ("User-agent: conflict\nDisallow: /", True),
        ("\ufeffUser-agent: *\nDisallow: /", False),
        ("<!doctype html><html><body>Disallow: everything</body></html>", True),
    ],
)
def test_rules_are_kept(site: Site, text: str, allowed: bool) -> None:
    site.pages["/robots.txt"] = rules(text)
    refused = told(site)
    assert (refused == "") == allowed
    assert allowed or refused.startswith("may not be fetched by programs, as its host's robots.txt says")


def test_rules_that_are_no_utf_8_are_read_as_far_as_they_go(site: Site) -> None:
    site.pages["/robots.txt"] = rules(b"# R\xe8gles\nUser-agent: *\nDisallow: /\xe9t\xe9/\nDisallow: /news/\n")
    assert told(site)
    assert not told(site, "/other")


def test_of_huge_rules_the_head_is_read(site: Site) -> None:
    head = "User-agent: *\nDisallow: /news/\n" + "# filling\n" * 400_000
    site.pages["/robots.txt"] = rules(head + "Disallow: /other\n")
    assert told(site)
    assert not told(site, "/other")


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_without_rules_all_is_allowed(site: Site, status: int) -> None:
    site.pages["/robots.txt"] = rules("User-agent: *\nDisallow: /", status=status)
    assert not told(site)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_while_rules_can_not_be_had_nothing_is_fetched(site: Site, status: int) -> None:
    site.pages["/robots.txt"] = rules("", status=status)
    assert f"nobody knows whether programs may fetch it: its host's robots.txt answers {status}" in told(site)
    assert site.paths() == []


def test_rules_that_can_not_be_had_are_asked_for_again(site: Site) -> None:
    replies = iter([rules("", status=500)] * 3 + [rules("User-agent: *\nDisallow: /b")])
    site.pages["/robots.txt"] = lambda asked: next(replies)
    site.pages["/a"] = WORDS
    with fetcher() as web:
        with pytest.raises(SkipReport):
            web.fetch(site.url("/a"))
        assert isinstance(web.fetch(site.url("/a")), Fetched)


def test_rules_are_asked_for_once_a_day(site: Site, clock: Clock) -> None:
    site.pages["/a"] = WORDS
    with fetcher(clock) as web:
        for _ in range(3):
            web.fetch(site.url("/a"))
        assert site.paths(robots=True).count("/robots.txt") == 1
        clock.time += FRESH
        web.fetch(site.url("/a"))
    assert site.paths(robots=True).count("/robots.txt") == 2


def test_rules_may_be_elsewhere(site: Site) -> None:
    site.pages["/robots.txt"] = Reply(status=301, headers={"Location": "/rules/robots.txt"})
    site.pages["/rules/robots.txt"] = rules("User-agent: *\nDisallow: /news/")
    assert told(site)


def test_rules_that_are_never_reached_are_none(site: Site) -> None:
    site.pages["/robots.txt"] = Reply(status=302, headers={"Location": "/robots.txt"})
    assert not told(site)
    assert site.paths(robots=True).count("/robots.txt") == 6


@pytest.mark.parametrize("where", ["http://10.0.0.1/robots.txt", "file:///etc/passwd"])
def test_rules_lead_nowhere_that_a_page_may_not_lead(site: Site, where: str) -> None:
    site.pages["/robots.txt"] = Reply(status=302, headers={"Location": where})
    assert "web address" in told(site) or "no machine of the open internet" in told(site)
    assert site.paths() == []


@pytest.mark.parametrize(
    ("said", "pause"),
    [("7", 7), ("2.5", 2.5), ("0", 2), ("0.5", 2), ("-3", 2), ("86400", 60), ("100", 60), ("nan", 2), ("soon", 2)],
)
def test_a_host_is_asked_as_often_as_it_wants_within_bounds(site: Site, clock: Clock, said: str, pause: float) -> None:
    site.pages["/robots.txt"] = rules(f"User-agent: *\nCrawl-delay: {said}")
    site.pages["/a"] = site.pages["/b"] = WORDS
    with fetcher(clock) as web:
        web.fetch(site.url("/a"))
        web.fetch(site.url("/b"))
    first, second = (asked.at for asked in site.asked if asked.path in ("/a", "/b"))
    assert second - first == pause


def test_each_host_that_a_redirect_leads_to_is_asked_for_its_rules(site: Site) -> None:
    site.pages["/a"] = Reply(status=302, headers={"Location": site.url("/b", host="localhost")})
    site.pages["/b"] = WORDS

    def by_host(asked: object) -> Reply:
        closed = asked.headers["host"].startswith("localhost")  # type: ignore[attr-defined]
        return rules("User-agent: *\nDisallow: /" if closed else "")

    site.pages["/robots.txt"] = by_host
    with fetcher(lookup=lambda host, port: ["127.0.0.1"]) as web, pytest.raises(SkipReport, match="by programs"):
        web.fetch(site.url("/a"))
    assert site.paths() == ["/a"]
