"""What pages say of themselves, who is believed, and what is kept."""

from __future__ import annotations

import json
from datetime import date

import pytest

from recount.model import Report
from recount.sources import Limits
from recount.sources.pages.metadata import day_in_path
from tests.sources.reading import report_in

STORY = "<p>Eleven people were killed in Ossen on Monday, the mayor of the town said.</p>" * 1


def page(head: str, *, limits: Limits | None = None, attributes: str = "", **known: object) -> Report:
    data = f"<html {attributes}><head>{head}</head><body><article>{STORY}</article></body></html>".encode()
    return report_in(data, "page.html", limits or Limits(), **known)


def ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def said(report: Report, field: str) -> dict[str, str]:
    return {s.origin: s.value for s in report.said if s.field == field}


def test_every_word_on_a_field_is_kept_with_where_it_stands_and_json_ld_is_believed_first() -> None:
    found = page(
        ld(headline="One", datePublished="2016-10-14T08:00:00+03:00", publisher={"name": "A"})
        + '<meta property="og:title" content="Two"><meta property="article:published_time" content="2016-10-13">'
        + '<meta property="og:site_name" content="B"><title>Three</title>',
        url="https://c.example/2016/10/12/x",
    )
    assert (found.title, found.outlet, found.published) == ("One", "A", date(2016, 10, 14))
    assert said(found, "title") == {"JSON-LD headline": "One", "meta og:title": "Two", "HTML title": "Three"}
    assert said(found, "outlet") == {
        "JSON-LD publisher": "A",
        "meta og:site_name": "B",
        "host of the address": "c.example",
    }
    assert said(found, "published") == {
        "JSON-LD datePublished": "2016-10-14T08:00:00+03:00",
        "meta article:published_time": "2016-10-13",
        "address": "2016-10-12",
    }
    assert json.loads(found.extra) == {"published_differs": True}


def test_several_authors_are_listed_once_each_and_addresses_of_profiles_are_none() -> None:
    found = page(ld(author=[{"name": "Ada Voss"}, "Jon Reck", {"name": "Ada Voss"}, "https://x.example/jon"]))
    assert found.author == "Ada Voss, Jon Reck"
    assert page('<meta name="author" content="https://x.example/ada">').author is None


def test_a_graph_is_read_and_its_references_are_followed() -> None:
    graph = [
        {"@type": "Organization", "@id": "#o", "name": "The Ossen Paper"},
        {
            "@type": ["Article"],
            "headline": "H",
            "publisher": {"@id": "#o"},
            "author": [{"@id": "#p"}, {"@id": "#none"}],
        },
        {"@type": "Person", "@id": "#p", "name": "Ada Voss"},
    ]
    found = page(f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>')
    assert (found.outlet, found.author, found.title) == ("The Ossen Paper", "Ada Voss", "H")


def test_references_in_a_circle_and_depth_without_end_are_given_up() -> None:
    circle = [{"@type": "Article", "@id": "#a", "author": {"@id": "#a"}, "headline": "H"}]
    assert page(f'<script type="application/ld+json">{json.dumps(circle)}</script>').title == "H"
    for depth in (90, 100_000):
        assert page(f'<script type="application/ld+json">{"[" * depth}{"]" * depth}</script>').title == ""


@pytest.mark.parametrize(
    "block",
    [
        "",
        "{",
        "null",
        '"x"',
        "[1, 2]",
        '{"@type": 3}',
        '{"@type": "Article", "headline": {"a": 1}}',
        '{"@graph": 7}',
        "NaN",
    ],
)
def test_a_block_that_says_nothing_is_passed_over(block: str) -> None:
    assert page(f'<script type="application/ld+json">{block}</script><title>T</title>').title == "T"


def test_the_day_is_the_one_on_the_outlet_s_clock() -> None:
    assert page(ld(datePublished="2016-10-14T23:30:00-05:00")).published == date(2016, 10, 14)
    both = ld(datePublished="2016-10-15T04:30:00Z") + (
        '<meta property="article:published_time" content="2016-10-14T23:30:00-05:00">'
    )
    assert page(both).published == date(2016, 10, 14)
    another = ld(datePublished="2016-10-15T04:30:00Z") + '<meta name="date" content="2016-10-14T20:00:00-05:00">'
    assert page(another).published == date(2016, 10, 15)


@pytest.mark.parametrize(
    ("day", "believed"), [("2016-10-14", True), ("2016-10-15", True), ("2016-10-16", False), ("2061-01-01", False)]
)
def test_a_day_later_than_the_one_after_retrieval_is_kept_and_not_believed(day: str, believed: bool) -> None:
    found = page(ld(datePublished=day), retrieved="2016-10-14T09:00:00Z")
    assert (found.published is not None) is believed
    assert said(found, "published") == {"JSON-LD datePublished": day}
    assert page(ld(datePublished=day)).published == date.fromisoformat(day)  # no clock: nothing to compare with


@pytest.mark.parametrize(
    "day", ["1970-01-01T00:00:00Z", "0000-00-00", "yesterday", "²²²²²²²²²²", "2016-13-01", "9" * 400]
)
def test_what_is_no_day_of_a_page_is_kept_and_not_believed(day: str) -> None:
    assert page(ld(datePublished=day)).published is None


def test_the_next_best_day_is_taken_where_the_best_is_none() -> None:
    found = page(ld(datePublished="soon") + '<meta name="date" content="Fri, 14 Oct 2016 10:00:00 GMT">')
    assert found.published == date(2016, 10, 14)


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2016/10/14/shells", "2016-10-14"),
        ("/world/2016/oct/4/shells", "2016-10-04"),
        ("/news/2016-10-14-shells.html", "2016-10-14"),
        ("/a/20161014/shells", "2016-10-14"),
        ("/a/20161014", "2016-10-14"),
        ("/2016/10/shells", ""),
        ("/id/201610145/x", ""),
        ("/2016/13/14/x", ""),
        ("/1024/10/14/x", ""),
        ("/oct-14-2016", ""),
    ],
)
def test_a_day_in_an_address(path: str, day: str) -> None:
    assert day_in_path(path) == day


def test_a_host_is_an_outlet_only_where_nothing_better_is_known() -> None:
    address = "https://www.ossen.example/x"
    assert page("", url=address).outlet == "ossen.example"
    assert page("", limits=Limits(outlet="The Ossen Paper"), url=address).outlet == "The Ossen Paper"
    assert page('<meta property="og:site_name" content="Ossen">', url=address).outlet == "Ossen"


def test_a_saved_page_s_own_address_tells_its_outlet_and_day() -> None:
    found = page('<link rel="canonical" href="https://ossen.example/2016/10/14/x">')
    assert (found.url, found.outlet, found.published) == (
        "https://ossen.example/2016/10/14/x",
        "ossen.example",
        date(2016, 10, 14),
    )


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "//[bad", "file:///etc/passwd", "/x"])
def test_an_address_that_leads_to_no_web_page_is_none(href: str) -> None:
    found = page(f'<link rel="canonical" href="{href}">' + ld(url=href))
    assert found.url is None


@pytest.mark.parametrize(
    ("title", "headings", "taken"),
    [
        ("Shells on Ossen | The Paper", ["Shells on Ossen"], "Shells on Ossen"),
        ("The Ossen Paper: Shells on the market", ["The Ossen Paper", "Shells on the market"], "Shells on the market"),
        ("World news - Shells on Ossen and Marrow", ["World news"], "World news - Shells on Ossen and Marrow"),
        ("Shells on Ossen", ["Another heading altogether"], "Shells on Ossen"),
        ("", ["Shells on Ossen"], ""),
    ],
)
def test_a_title_does_not_bear_its_site_s_name_where_a_heading_repeats_the_rest(
    title: str, headings: list[str], taken: str
) -> None:
    body = "".join(f"<h1>{words}</h1>" for words in headings)
    data = f"<html><head><title>{title}</title></head><body>{body}{STORY}</body></html>"
    found = report_in(data.encode(), "page.html")
    assert found.title == taken or (not title and found.title in headings)
    assert said(found, "title").get("HTML title", "") == title


def test_changed_days_come_from_the_page_before_the_server() -> None:
    server = "Sat, 15 Oct 2016 10:00:00 GMT"
    assert page("", last_modified=server).modified == date(2016, 10, 15)
    assert page(ld(dateModified="2016-10-14T10:00:00Z"), last_modified=server).modified == date(2016, 10, 14)


def test_halves_of_characters_and_nul_in_what_is_said_are_replaced() -> None:
    block = '{"@type":"Article","headline":"a\\ud800b\\u0000c","articleBody":"x"}'
    found = page(f'<script type="application/ld+json">{block}</script>')
    assert found.title == "a\ufffdb\ufffdc"
    found.canonical.encode("utf-8")


def test_the_language_that_a_page_declares_is_kept() -> None:
    assert page("", attributes='lang="ar"').language == "ar"
