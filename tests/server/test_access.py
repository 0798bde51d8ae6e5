"""Pages can be used by everyone: axe-core finds nothing serious on any, light or dark, wide or narrow."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from recount.model import DecisionKind
from recount.workspace.deciding import Order
from tests.server.conftest import Serve, Served, go
from tests.server.pages import pages

VENDOR = Path(__file__).parent / "vendor"
AXE = (VENDOR / "axe.min.js").read_text(encoding="utf-8")

RUN = """([rules]) => axe.run(document, {
    iframes: false,
    resultTypes: ["violations"],
    ...(rules.length ? {runOnly: {type: "rule", values: rules}} : {}),
}).then((found) => found.violations.map((one) => ({
    rule: one.id, impact: one.impact, where: one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)),
    why: one.nodes[0].failureSummary,
})))"""

COLOURS = ["color-contrast", "link-in-text-block"]
"""Rules that the colours alone decide: looked at again in the dark."""

ROOM = [*COLOURS, "scrollable-region-focusable", "target-size"]
"""Rules that the width of the window has a say in."""

SHORT = ("/claims", "/statements", "/figures", "/incidents")
"""Lists of which a few rows are looked at: all rows are alike."""

NARROW = {"width": 390, "height": 844}
WIDE = {"width": 1440, "height": 900}


@pytest.fixture
def seen(serve: Serve, chromium: Browser, record: Path) -> Iterator[tuple[Served, Page]]:
    """A desk over a record with an edition and decisions, and a page into which a test may put a script."""
    served = serve(record)
    workspace = served.desk.workspace
    claim = min(served.desk.state().claims)
    workspace.create_edition("First look")
    workspace.decide(Order(kind=DecisionKind.SET_ASIDE, things=(claim,), by="A reviewer", why="It counts others."))
    context = chromium.new_context(base_url=served.address, bypass_csp=True, reduced_motion="reduce")
    yield served, context.new_page()
    context.close()


def findings(page: Page, rules: list[str]) -> list[dict[str, Any]]:
    """What is serious or critical."""
    found: list[dict[str, Any]] = page.evaluate(RUN, [rules])
    return [one for one in found if one["impact"] in {"serious", "critical"}]


def test_no_page_has_a_serious_fault_in_light_or_dark_wide_or_narrow(seen: tuple[Served, Page]) -> None:
    served, page = seen
    faults: list[str] = []
    for path in [*pages(served.desk, each=1), "/nowhere", "/claims?place=nowhere"]:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        page.goto(f"{path}?limit=6" if path in SHORT else path)
        if not page.locator("body[data-section]").count():
            continue  # no page of the desk's, but a part of one or what it shows in a frame
        page.wait_for_selector("body[data-ready]")
        page.evaluate(AXE)
        for scheme, size, rules in (
            ("light", WIDE, []),
            ("dark", WIDE, COLOURS),
            ("dark", NARROW, COLOURS),
            ("light", NARROW, ROOM),
        ):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.set_viewport_size(size)  # type: ignore[arg-type]
            for fault in findings(page, rules):
                told = f"{fault['rule']}: {fault['why']} {fault['where']}"
                faults.append(f"{path} {scheme} {size['width']} {told}")
    assert not faults, "\n\n".join(faults)


def test_no_page_is_wider_than_a_narrow_window(seen: tuple[Served, Page]) -> None:
    served, page = seen
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    too_wide = {}
    for path in pages(served.desk, each=1):
        page.goto(path)
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0 and page.locator("body[data-section]").count():
            too_wide[path] = over
    assert too_wide == {}


def test_a_page_is_walked_by_the_tab_key_from_its_first_link(seen: tuple[Served, Page]) -> None:
    _, page = seen
    go(page, "/claims")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#matter') !== null")


def test_axe_is_as_its_authors_release_it() -> None:
    told = (VENDOR / "README.md").read_text(encoding="utf-8")
    assert hashlib.sha256((VENDOR / "axe.min.js").read_bytes()).hexdigest() in told
