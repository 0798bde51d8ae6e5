from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from recount.model import IncidentId, Release
from recount.publish import write
from tests.publish.sample import first_release, sample_release

VOID = {"meta", "br", "link", "img", "input", "hr", "rect", "line", "polyline", "circle", "path"}


class Page(HTMLParser):
    """Collects what a page is made of, and sees that its elements nest."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def page(release: Release | None = None) -> Page:
    return Page("".join(write(release or sample_release(), form="html", what="brief")))


def test_the_page_is_self_contained_and_runs_nothing() -> None:
    elements = page().elements
    assert not {tag for tag, _ in elements} & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    assert not [name for _, attrs in elements for name in attrs if name.startswith("on") or name == "src"]
    written = "".join(write(sample_release(), form="html", what="brief"))
    assert "url(" not in written
    assert "@import" not in written


def test_the_page_forbids_all_but_its_own_styles() -> None:
    (policy,) = (
        attrs["content"] for tag, attrs in page().elements if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_anchors_within_the_page_all_exist_once() -> None:
    elements = page().elements
    ids = [attrs["id"] for _, attrs in elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    inner = {href[1:] for _, attrs in elements if (href := attrs.get("href")) and href.startswith("#")}
    assert inner <= set(ids)


def test_outward_links_are_web_addresses_that_tell_nothing_of_the_reader() -> None:
    outward = [attrs for _, attrs in page().elements if not (attrs.get("href") or "#").startswith("#")]
    assert {attrs["href"] for attrs in outward} == {
        "https://herald.example/quarter-struck-again",
        "https://ledger.example/three-days",
        "https://wire.example/nadim-ostrand-counts",
    }
    assert all(attrs["rel"] == "noopener noreferrer" for attrs in outward)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</q></p><style>*{display:none}</style>",
        "\x00\x0b",
    ],
)
def test_hostile_text_adds_no_element(text: str) -> None:
    release = first_release()
    hostile = replace(
        release,
        claims=tuple(replace(one, sentence=text + one.sentence) for one in release.claims),
        statements=tuple(replace(one, sentence=text + one.sentence) for one in release.statements),
        reports=tuple(replace(head, title=text, given_id=text, outlet=text) for head in release.reports),
    )
    assert [tag for tag, _ in page(hostile).elements if tag in {"script", "img", "style"}] == ["style"]
    assert len(page(hostile).elements) == len(page(release).elements)


def test_text_of_any_script_stands_in_its_own_direction() -> None:
    quotes = [attrs for tag, attrs in page().elements if tag == "p" and attrs.get("class") == "quote"]
    assert quotes
    assert all(attrs.get("dir") == "auto" for attrs in quotes)


def test_the_page_tells_the_figures_their_ranges_and_the_rest() -> None:
    told = page().text
    for words in (
        "34 of the 160 are not tied to a recorded incident",
        "By the bounds: 0 to open, since some of these are at-least figures",
        "between 72 and 86",
        "no upper bound stated",
        "Set aside: Replaced by the same source's later 81.",
        "allegedly by Russia or Syrian government",
        "Confirmed if an accused party accepts responsibility.",
    ):
        assert words in told


def test_open_ends_fade_and_point_on() -> None:
    styles = [attrs.get("class") for tag, attrs in page().elements if tag == "i"]
    assert "fade-right" in styles
    assert "fade-left" not in styles


def test_long_news_fold_away_after_the_first_dozen() -> None:
    release = sample_release()
    findings = release.snapshot.findings
    many = tuple(replace(findings.incidents[1], id=IncidentId(f"incident:{at:016x}")) for at in range(20))
    findings = replace(findings, incidents=many, figures=(), grades=())
    busy = replace(release, snapshot=replace(release.snapshot, findings=findings))
    assert re.search(r"And \d+ more", page(busy).text)


def test_an_empty_page_teaches() -> None:
    release = first_release()
    findings = replace(release.snapshot.findings, incidents=(), periods=(), figures=(), grades=(), unaccounted=())
    empty = replace(
        release, reports=(), claims=(), statements=(), snapshot=replace(release.snapshot, findings=findings)
    )
    assert "No incident is recorded yet. recount run reads reports into the record" in page(empty).text
