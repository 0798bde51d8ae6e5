"""The map in a browser: with WebGL and without, by mouse and by keys, and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from recount.server import Desk
from tests.server.conftest import Serve, Watched, go
from tests.server.made_up import findings, show

pytestmark = pytest.mark.browser

Open = Callable[..., Watched]

NO_WEBGL = """
const whole = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
  return kind.startsWith("webgl") ? null : whole.call(this, kind, ...more);
};
"""
AT_LEISURE = 60_000
"""Milliseconds: software draws slowly where other tests take the cores."""


@pytest.fixture
def open_map(serve: Serve, browser: Open, record: Path) -> Generator[Callable[..., Page]]:
    """The map over the example record, drawn by Leaflet unless WebGL is asked for: it is there sooner."""
    opened: list[Watched] = []

    def open_page(
        path: str = "/map", *, webgl: bool = False, shown: Callable[[Desk], object] = id, **options: object
    ) -> Page:
        served = serve(record)
        shown(served.desk)
        opened.append(browser(served, "/decisions", **options))
        page = opened[-1].page
        if not webgl:
            page.add_init_script(NO_WEBGL)
        go(page, path)
        ready(page)
        assert page.locator("#map").get_attribute("data-engine") == ("maplibre" if webgl else "leaflet")
        return page

    yield open_page
    for watched in opened:  # what a driver says of its own speed is no complaint of the page
        watched.complaints[:] = [told for told in watched.complaints if "GL Driver Message" not in told]


def ready(page: Page) -> None:
    page.wait_for_selector("#map[data-ready]", timeout=AT_LEISURE)


def in_view(page: Page, count: int) -> None:
    expect(page.locator("#list-title")).to_have_text(re.compile(rf"In view: {count} incident"), timeout=AT_LEISURE)


def test_webgl_draws_the_map_and_numbers_open_into_places_and_cards(open_map: Callable[..., Page]) -> None:
    page = open_map(webgl=True)
    in_view(page, 10)
    fardous = page.get_by_role("button", name=re.compile("al-Fardous: 1 incident"))
    for _ in range(3):  # Aleppo's quarters lie close together
        if not fardous.count():
            page.locator(".map-bubble.many:not(.wide)").and_(page.get_by_title("places near")).first.click()
            expect(page.locator("#list-title")).not_to_have_text("In view: 10 incidents", timeout=AT_LEISURE)
    fardous.click()
    card = page.locator("#map-open")
    expect(card.get_by_role("link", name=re.compile("al-Fardous"))).to_be_focused()
    expect(card).to_contain_text("15 – 45 – 45 killed")
    expect(card).to_contain_text("known to the neighbourhood, within 1 km")
    assert card.get_by_role("link").first.get_attribute("href") == "/incidents/incident:223f12e0440afd45"
    assert "see=incident:223f12e0440afd45" in page.url


def test_without_webgl_the_same_is_drawn_on_a_canvas(open_map: Callable[..., Page]) -> None:
    page = open_map("/map?at=36.19,37.14,13")
    page.get_by_role("button", name=re.compile("al-Fardous: 1 incident")).click()
    expect(page.locator("#map-open")).to_contain_text("15 – 45 – 45 killed")
    page.keyboard.press("Escape")
    expect(page.locator("#map-open")).to_be_hidden()
    assert "see=" not in page.url


def test_a_place_known_by_its_region_is_a_circle_that_is_told_as_one(open_map: Callable[..., Page]) -> None:
    page = open_map()
    one = page.get_by_role("button", name=re.compile("somewhere within the circle: Idlib"))
    assert "wide" in (one.get_attribute("class") or "")


def test_filters_change_list_and_address_and_a_reload_or_a_step_back_restores_them(
    open_map: Callable[..., Page],
) -> None:
    page = open_map()
    page.locator("details[data-filter=means] summary").click()
    page.get_by_role("checkbox", name=re.compile("airstrike")).check()
    in_view(page, 3)
    page.locator("details[data-filter=grade] summary").click()
    page.get_by_role("checkbox", name=re.compile("fair")).check()
    page.get_by_label("From", exact=True).fill("2016-10-12")
    in_view(page, 1)
    expect(page.locator("#map-told")).to_contain_text("1 of 10 incidents · 1 of no known day left out")
    assert "means=airstrike" in page.url
    assert "from=2016-10-12" in page.url
    go(page, page.url)
    ready(page)
    in_view(page, 1)
    assert page.get_by_label("From", exact=True).input_value() == "2016-10-12"
    expect(page.locator("details[data-filter=means] .chosen")).to_have_text("airstrike")
    page.keyboard.press("x")
    in_view(page, 10)
    assert "means" not in page.url
    page.go_back()
    in_view(page, 1)


def test_the_brush_picks_days_by_mouse_and_by_keys(open_map: Callable[..., Page]) -> None:
    page = open_map()
    ground = page.locator("#timeline-ground")
    box = ground.bounding_box()
    assert box is not None
    step = (box["width"] - 46 - 12) / 8  # the record's days are the 6th to the 13th
    page.mouse.move(box["x"] + 46 + 5.5 * step, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 46 + 6.5 * step, box["y"] + 60, steps=4)
    page.mouse.up()
    assert page.get_by_label("From", exact=True).input_value() == "2016-10-11"
    assert page.get_by_label("To", exact=True).input_value() == "2016-10-12"
    in_view(page, 6)
    first, last = page.get_by_role("slider").all()
    first.focus()
    page.keyboard.press("ArrowRight")
    assert first.get_attribute("aria-valuetext") == "12 Oct 2016"
    assert "from=2016-10-12&to=2016-10-12" in page.url
    in_view(page, 2)
    last.focus()
    page.keyboard.press("End")
    in_view(page, 3)
    page.keyboard.press("Delete")
    in_view(page, 10)


def test_thousands_are_clustered_open_by_key_and_what_has_no_place_is_listed(open_map: Callable[..., Page]) -> None:
    page = open_map(shown=lambda desk: show(desk, findings(3000, 300)))
    assert page.locator(".map-bubble").count() < 150
    before = page.locator("#list-title").inner_text()
    page.locator(".map-bubble.many").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#list-title")).not_to_have_text(before, timeout=AT_LEISURE)
    expect(page.locator("#timeline-title")).to_contain_text("by month", ignore_case=True)
    page.locator("#map-nowhere a").click()
    expect(page.locator("#list-title")).to_contain_text("No place on the map")
    assert "where=none" in page.url
    expect(page.locator("#map-items li")).to_have_count(50, timeout=AT_LEISURE)
    page.locator("#map-more").click()
    expect(page.locator("#map-items li")).to_have_count(100, timeout=AT_LEISURE)


def test_keys_move_the_map_and_the_address_follows(open_map: Callable[..., Page]) -> None:
    page = open_map("/map?at=36.2,37.1,8")
    page.locator("#map-ground").focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"at=36\.\d+,37\.[2-9]"))
    page.locator("#map-in").click()
    expect(page).to_have_url(re.compile(r"at=.*,9\.00"))


def test_a_narrow_window_needs_no_sideways_scrolling(open_map: Callable[..., Page]) -> None:
    page = open_map(viewport={"width": 390, "height": 844}, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("details[data-filter=grade] summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_javascript_the_list_has_the_same_filters(serve: Serve, chromium: Browser, record: Path) -> None:
    context = chromium.new_context(base_url=serve(record).address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/map")
    assert page.locator("#map").is_hidden()
    assert page.locator("#map-items li").count() == 10
    page.locator("details[data-filter=grade] summary").click()
    page.get_by_role("checkbox", name=re.compile("weak")).check()
    page.get_by_role("button", name="Show").click()
    assert page.locator("#map-items li").count() == 4
    assert "grade=weak" in page.url
    expect(page.locator("details[data-filter=grade] .chosen")).to_have_text("weak")
    context.close()
