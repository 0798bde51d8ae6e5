"""Takes the pictures of the desk that the documentation shows, of the example reports.

    python -m tools.pictures [FOLDER]       docs/images unless told; needs Debian's chromium

Run it after a page has changed, look at every picture, and commit those that did.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from recount.config import Settings
from recount.model import DecisionKind
from recount.server import Desk, guarded
from recount.server.serving import listen
from recount.workspace import Workspace
from recount.workspace.deciding import Order

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "aleppo-2016"
CHROMIUM = "/usr/bin/chromium"
REPORT = "/reports/norvane-three-days"

PICTURES = (
    ("desk-overview", "/", 1280, 900, "light"),
    ("desk-report", REPORT, 1280, 860, "light"),
    ("desk-review", "/review", 1280, 820, "light"),
    ("desk-incidents", "/incidents", 1280, 760, "light"),
    ("desk-incident", "{incident}", 1280, 1100, "light"),
    ("desk-totals", "/totals?place=Aleppo", 1280, 900, "light"),
    ("desk-map", "/map", 1280, 820, "light"),
    ("desk-search", "/search?q=hospital", 1280, 700, "light"),
    ("desk-briefs", "/briefs", 1280, 860, "light"),
    ("desk-dark", REPORT, 1280, 760, "dark"),
    ("desk-phone", "{incident}", 390, 844, "light"),
)
"""Name, page, width, height, theme."""


def main(args: Sequence[str]) -> None:
    folder = Path(args[0]) if args else ROOT / "docs" / "images"
    with served() as (address, desk), sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        incident = f"/incidents/{_fullest(desk)}"
        for name, path, width, height, theme in PICTURES:
            file = folder / f"{name}.png"
            _take(browser, address + path.format(incident=incident), file, (width, height), theme)
            print(file.relative_to(ROOT) if file.is_relative_to(ROOT) else file)
        browser.close()


@contextmanager
def served() -> Iterator[tuple[str, Desk]]:
    """A desk over the example, with an edition of its first reports and a decision or two."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "aleppo.db"
        with Workspace.open(record, create=True, settings=Settings(reviewer="Desk editor")) as workspace:
            files = sorted(EXAMPLE.iterdir())
            workspace.run(files[: max(1, len(files) // 2)])
            workspace.create_edition("The first two days")
            workspace.run(EXAMPLE)
            claim = next(c.claim.id for c in workspace.store.claims() if c.given_id == "norvane-three-days")
            workspace.decide(Order(kind=DecisionKind.ACCEPT, things=(claim,), by="Desk editor", why="It says so."))
            desk = Desk(workspace)
            sock, address = listen("127.0.0.1", None)
            server = uvicorn.Server(
                uvicorn.Config(guarded(desk, hosts={address}), log_level="error", access_log=False, lifespan="off")
            )
            thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
            thread.start()
            while not server.started:
                time.sleep(0.01)
            yield f"http://{address}", desk
            server.should_exit = True
            thread.join(10)


def _fullest(desk: Desk) -> str:
    """The incident that most reports tell of."""
    return max(desk.state().findings.incidents, key=lambda incident: len(incident.reports)).id


def _take(browser: Browser, url: str, file: Path, size: tuple[int, int], theme: str) -> None:
    dark = theme == "dark"
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light"
    )
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector("body[data-ready]")
    if page.locator("#map").count():
        page.wait_for_selector("#map[data-ready=yes]", timeout=60_000)  # drawn in software, it takes a while
    page.wait_for_timeout(500)
    page.screenshot(path=file)
    context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
