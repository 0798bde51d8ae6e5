"""Feeds: RSS 0.9 to 2 and Atom, well made and badly, and those that attack."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import SkipReport
from recount.sources.web.feeds import MOST_BYTES, MOST_ENTRIES, feed_of_page, is_feed, read_feed
from tests.sources.web.server import Site, page

BASE = "https://outlet.example/feeds/news.xml"


def rss(*items: str, head: str = "", version: str = "2.0") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<rss version="{version}"><channel><title>News</title>'
        f"<link>https://outlet.example/</link>{''.join(items)}</channel></rss>"
    ).encode()


def item(link: str, *, more: str = "") -> str:
    return f"<item><title>Shelling</title><link>{link}</link>{more}</item>"


def atom(*entries: str, attributes: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"{attributes}><title>News</title>'
        f"{''.join(entries)}</feed>"
    ).encode()


RDF = (
    b'<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    b'xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://outlet.example/"><title>News</title></channel>'
    b'<item rdf:about="https://outlet.example/a"><title>A</title><link>https://outlet.example/a</link></item></rdf:RDF>'
)

ENTRY = (
    '<entry><title>A</title><link rel="alternate" href="https://outlet.example/a"/>'
    '<link rel="enclosure" href="/v.mp4"/></entry>'
)


def urls(data: bytes) -> list[str]:
    return [entry.url for entry in read_feed(data, base=BASE).entries]


@pytest.mark.parametrize(
    "data",
    [
        rss(item("https://outlet.example/a")),
        rss(item("https://outlet.example/a"), version="0.91"),
        rss(item(" https://outlet.example/a \n")),
        rss(item("<![CDATA[https://outlet.example/a]]>")),
        rss('<item><guid isPermaLink="true">https://outlet.example/a</guid></item>'),
        rss(
            item("https://outlet.example/a"),
            head='<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss.dtd">',
        ),
        rss(item("https://outlet.example/a")).decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        atom(ENTRY),
        RDF,
    ],
    ids=["RSS 2", "RSS 0.91", "spaces", "CDATA", "guid", "doctype", "UTF-16", "Atom", "RSS 1"],
)
def test_every_kind_of_feed_is_read(data: bytes) -> None:
    assert is_feed(data)
    assert urls(data) == ["https://outlet.example/a"]


@pytest.mark.parametrize(
    ("data", "whole"),
    [
        (rss(item("/a")), "https://outlet.example/a"),
        (rss(item("a")), "https://outlet.example/feeds/a"),
        (rss(item("//other.example/a")), "https://other.example/a"),
        (rss(item("?id=1")), "https://outlet.example/feeds/news.xml?id=1"),
        (atom('<entry><link href="a"/></entry>'), "https://outlet.example/feeds/a"),
        (
            atom('<entry><link href="a"/></entry>', attributes=' xml:base="https://other.example/b/"'),
            "https://other.example/b/a",
        ),
        (rss(item("https://outlet.example/a?utm_source=rss#x")), "https://outlet.example/a"),
    ],
)
def test_relative_addresses_become_whole(data: bytes, whole: str) -> None:
    assert urls(data) == [whole]


def test_an_entry_that_comes_twice_is_one() -> None:
    twice = rss(item("/a"), item("/b"), item("/a?utm_medium=rss"), item("/a#part"))
    assert urls(twice) == ["https://outlet.example/a", "https://outlet.example/b"]


def test_entries_without_an_address_of_a_page_are_counted() -> None:
    data = rss(
        "<item><title>No link</title></item>",
        '<item><guid isPermaLink="false">tag:outlet.example,2026:1</guid></item>',
        item("javascript:alert(1)"),
        item("file:///etc/passwd"),
        item("mailto:desk@outlet.example"),
        item("https://user:word@outlet.example/a"),
        item("https://outlet.example:25/"),
        item("/a"),
    )
    feed = read_feed(data, base=BASE)
    assert [entry.url for entry in feed.entries] == ["https://outlet.example/a"]
    assert feed.without == 7


def test_the_feeds_own_address_is_no_entry() -> None:
    assert urls(rss(item(BASE), item("/a"))) == ["https://outlet.example/a"]


def test_the_day_of_an_entry_is_kept_as_the_feed_says_it() -> None:
    day = "<pubDate>Fri, 20 Nov 2026 09:00:00 +0200</pubDate>"
    (entry,) = read_feed(rss(item("/a", more=day)), base=BASE).entries
    assert entry.published == "Fri, 20 Nov 2026 09:00:00 +0200"


def test_of_a_very_long_feed_the_head_is_read() -> None:
    feed = read_feed(rss(*(item(f"/{n}") for n in range(MOST_ENTRIES + 5))), base=BASE)
    assert (len(feed.entries), feed.left) == (MOST_ENTRIES, 5)


LAUGHS = (
    '<!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


@pytest.mark.parametrize(
    "data",
    [
        rss(item("/&i;"), head=LAUGHS),
        rss(item("/&i;"), head=LAUGHS).decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        rss(item("/a&x;"), head='<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        rss(item("/a"), head='<!doctype rss [<!entity % x SYSTEM "http://127.0.0.1:9/"> %x;]>'),
    ],
    ids=["billion laughs", "in UTF-16", "outside entity", "parameter entity"],
)
def test_a_feed_that_defines_entities_is_refused_at_once(data: bytes) -> None:
    started = time.monotonic()
    with pytest.raises(SkipReport, match="defines entities of its own"):
        read_feed(data, base=BASE)
    assert time.monotonic() - started < 2


def test_entities_hidden_by_an_encoding_do_no_harm() -> None:
    hidden = rss(item("/&i;"), head=LAUGHS).decode().replace("UTF-8", "UTF-7").encode("utf-7")
    started = time.monotonic()
    try:
        feed = read_feed(hidden, base=BASE)
        assert all(len(entry.url) < 200 for entry in feed.entries)
    except SkipReport:
        pass
    assert time.monotonic() - started < 5


def test_nothing_that_a_feed_names_is_fetched(site: Site) -> None:
    outside = f'<!DOCTYPE rss SYSTEM "{site.url("/rss.dtd")}">'
    style = f'<?xml-stylesheet href="{site.url("/style.xsl")}"?>'
    assert urls(rss(item("/a"), head=style + outside)) == ["https://outlet.example/a"]
    assert site.asked == []


@pytest.mark.parametrize(
    "data",
    [
        page("Two people were hurt."),
        b'{"version": "https://jsonfeed.org/version/1.1", "items": []}',
        b"<?xml version='1.0'?><urlset><url><loc>https://outlet.example/a</loc></url></urlset>",
        b"",
        b"Words about <rssi> and feeds.",
        b"<!doctype html><html><body><pre>&lt;rss></pre><rss></rss></body></html>",
    ],
    ids=["page", "JSON", "site map", "nothing", "words", "page with rss in it"],
)
def test_what_is_no_feed_is_not_taken_for_one(data: bytes) -> None:
    assert not is_feed(data)


def test_a_feed_in_name_only_is_refused() -> None:
    with pytest.raises(SkipReport, match="no RSS or Atom feed"):
        read_feed(b"Just words.", base=BASE)


@pytest.mark.parametrize(
    "data",
    [
        rss(item("/a&#x110000;"))[:-20],
        rss(item("/a&#xD800;"))[:-20],
        rss(item("/a")).replace(b"UTF-8", b"utf-\xbc"),
        rss(item("/a")).replace(b"UTF-8", b"utf-8\0"),
    ],
    ids=["number of no character", "half a character", "encoding of no name", "nothing in the encoding"],
)
def test_a_feed_that_the_library_falls_over_is_refused(data: bytes) -> None:
    with pytest.raises(SkipReport, match="damaged beyond reading"):
        read_feed(data, base=BASE)


@given(
    at=st.integers(0, 200),
    cut=st.integers(0, 20),
    put=st.sampled_from([b"<", b"&", b"&#0;", b"\xff\xfe", b"\0", b"]]>", b"<!--", b"<link>", b"http://[", b"<a:b/>"]),
)
def test_whatever_happens_to_a_feed_it_is_read_or_refused(at: int, cut: int, put: bytes) -> None:
    data = rss(item("/a", more="<pubDate>Fri, 20 Nov 2026 09:00:00 +0200</pubDate>"))
    try:
        feed = read_feed(data[:at] + put + data[at + cut :], base=BASE)
    except SkipReport:
        return
    assert all(entry.url.startswith("http") and entry.url.isascii() for entry in feed.entries)


def test_a_feed_of_enormous_size_is_refused() -> None:
    with pytest.raises(SkipReport, match="a feed of more than 5 MB"):
        read_feed(rss() + b" " * MOST_BYTES, base=BASE)


def test_a_feed_that_breaks_off_gives_what_came() -> None:
    whole = rss(item("/a"), item("/b"))
    assert urls(whole[: whole.index(b"</item>") + 10]) == ["https://outlet.example/a"]


@pytest.mark.parametrize(
    ("link", "feed"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/feed">', "https://outlet.example/feed"),
        (
            "<LINK href='https://f.example/x?a=1&amp;b=2' type=application/atom+xml rel='alternate home'>",
            "https://f.example/x?a=1&b=2",
        ),
        ('<link rel="alternate" hreflang="fr" href="/fr">', None),
        ('<link rel="stylesheet" type="application/rss+xml" href="/feed">', None),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">', None),
        ('<link rel="alternate" type="application/rss+xml">', None),
        ("", None),
    ],
)
def test_the_feed_that_a_page_names_is_found(link: str, feed: str | None) -> None:
    assert feed_of_page(page("Words.", head=link), base="https://outlet.example/") == feed
