"""Addresses: how one is written, and which machines may be asked."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import SkipReport
from recount.sources.web.addresses import LONGEST, NoHost, is_public, joined, look_up, plain, resolve
from tests.sources.web.server import names


@pytest.mark.parametrize(
    "number",
    [
        "0.0.0.0",  # noqa: S104
        "10.1.2.3",
        "100.64.0.1",  # shared by customers of one provider
        "127.0.0.1",
        "127.9.9.9",
        "169.254.169.254",  # where clouds serve keys
        "172.16.0.1",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",  # IPv4-compatible
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:0:7f00:1",  # translated
        "64:ff9b::7f00:1",  # NAT64
        "64:ff9b::c0a8:101",
        "64:ff9b:1::1",  # local NAT64
        "2002:7f00:1::1",  # 6to4
        "2002:808:808::1",
        "2001:0:808:808::1",  # Teredo
        "2001:db8::1",
        "3fff::1",
        "4000::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
    ],
)
def test_machines_within_a_network_are_not_public(number: str) -> None:
    assert not is_public(ip_address(number))


@pytest.mark.parametrize(
    "number",
    "1.1.1.1 100.63.255.255 100.128.0.1 172.32.0.1 2600::1 2a00:1450::1 ::ffff:8.8.8.8 64:ff9b::808:808".split(),
)
def test_machines_of_the_open_internet_are_public(number: str) -> None:
    assert is_public(ip_address(number))


@pytest.mark.parametrize(
    ("given_", "written"),
    [
        ("https://outlet.example/a", "https://outlet.example/a"),
        ("HTTPS://Outlet.Example/A", "https://outlet.example/A"),
        ("https://outlet.example", "https://outlet.example/"),
        ("https://outlet.example:443/a", "https://outlet.example/a"),
        ("http://outlet.example:80/a", "http://outlet.example/a"),
        ("http://outlet.example:443/a", "http://outlet.example:443/a"),
        ("  https://outlet.example/a\n", "https://outlet.example/a"),
        ("https://outlet.example/a#comments", "https://outlet.example/a"),
        ("https://outlet.example/a?id=7&utm_source=feed&UTM_Medium=x#top", "https://outlet.example/a?id=7"),
        ("https://outlet.example/a?utm_source=feed", "https://outlet.example/a"),
        ("https://outlet.example/a?fbclid=1&b=%20&c", "https://outlet.example/a?b=%20&c"),
        ("https://outlet.example/a?", "https://outlet.example/a"),
        # Look-alikes: other parameters, and the same letters elsewhere.
        ("https://outlet.example/a?autm_source=1&ref=2", "https://outlet.example/a?autm_source=1&ref=2"),
        ("https://outlet.example/utm_source=1?q=utm_source", "https://outlet.example/utm_source=1?q=utm_source"),
        ("https://bücher.example/straße?q=ü", "https://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%BC"),
        ("https://outlet.example/تقرير", "https://outlet.example/%D8%AA%D9%82%D8%B1%D9%8A%D8%B1"),
        ("https://outlet.example/a b", "https://outlet.example/a%20b"),
        ("http://[2600::1]:8080/", "http://[2600::1]:8080/"),
    ],
)
def test_one_page_is_written_in_one_way(given_: str, written: str) -> None:
    assert plain(given_) == written
    assert plain(written) == written


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", "no web address"),
        ("ftp://outlet.example/a", "no web address"),
        ("javascript:alert(1)", "no web address"),
        ("data:text/html,x", "no web address"),
        ("//outlet.example/a", "no web address"),
        ("outlet.example/a", "no web address"),
        ("https:///a", "no web address"),
        ("https://", "no web address"),
        ("", "no web address"),
        ("https://outlet.example/a\r\nHost: other.example", "no web address"),
        ("https://outlet.example/a\x00b", "no web address"),
        ("https://out\tlet.example/", "no web address"),
        ("https://out let.example/", "no web address"),
        ("https://outlet..example/", "no web address"),
        ("https://ex%61mple.example/", "no web address"),
        ("https://[::1%25eth0]/", "no web address"),
        ("https://[fe80::1%eth0]/", "no web address"),
        ("https://\u200doutlet.example/", "no web address"),
        ("https://outlet.example:port/", "no web address"),
        ("https://user@outlet.example/", "user name"),
        ("https://user:secret@outlet.example/", "user name"),
        ("https://outlet.example\\@other.example/", "user name"),
        ("https://outlet.example:22/", "port 22"),
        ("https://outlet.example:0/", "port 0"),
        ("https://outlet.example:6379/", "port 6379"),
        ("https://outlet.example/" + "a" * LONGEST, "more than 2000"),
        ("https://outlet.example/" + "ب" * 700, "more than 2000"),
    ],
)
def test_what_may_not_be_asked_for_is_refused_with_the_reason(url: str, why: str) -> None:
    with pytest.raises(SkipReport, match=why) as told:
        plain(url)
    assert "secret" not in str(told.value)


@given(st.text(max_size=60))
def test_an_address_has_no_character_that_a_request_could_break_at(words: str) -> None:
    try:
        url = plain(f"https://outlet.example/{words}")
    except SkipReport:
        return
    assert url.isascii()
    assert url.isprintable()
    assert " " not in url
    assert url.startswith("https://outlet.example")
    assert plain(url) == url


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0", "localhost", "::1"])
def test_numbers_in_disguise_are_seen_through(host: str) -> None:
    with pytest.raises(NoHost, match="no machine of the open internet"):
        resolve(host, 80, lookup=look_up)


def test_a_name_of_several_machines_is_refused_if_one_is_not_public() -> None:
    known = names({"mixed.example": ["8.8.8.8", "10.0.0.1"], "fine.example": ["8.8.8.8", "2600::1", "8.8.8.8"]})
    with pytest.raises(NoHost, match=r"mixed\.example"):
        resolve("mixed.example", 443, lookup=known)
    assert resolve("fine.example", 443, lookup=known) == ["8.8.8.8", "2600::1"]


@pytest.mark.parametrize("found", [[], ["fe80::1%eth0"], ["no number"]])
def test_a_name_without_a_usable_machine_is_refused(found: list[str]) -> None:
    with pytest.raises(NoHost):
        resolve("strange.example", 443, lookup=names({"strange.example": found}))


def test_a_name_that_is_not_known_is_told() -> None:
    with pytest.raises(NoHost, match=r"there is no host 'gone\.example', or no network"):
        resolve("gone.example", 443, lookup=names({}))


@pytest.mark.parametrize(
    ("link", "whole"),
    [
        ("b", "https://outlet.example/a/b"),
        ("/b", "https://outlet.example/b"),
        ("//other.example/b", "https://other.example/b"),
        ("?page=2", "https://outlet.example/a/?page=2"),
        ("../b c", "https://outlet.example/b%20c"),
        ("javascript:alert(1)", "javascript:alert(1)"),
    ],
)
def test_relative_addresses_start_from_the_page(link: str, whole: str) -> None:
    assert joined("https://outlet.example/a/", link) == whole


def test_a_link_that_can_be_no_address_is_refused() -> None:
    with pytest.raises(SkipReport, match="no web address"):
        joined("https://outlet.example/", "https://a\x00b/")
