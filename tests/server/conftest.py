"""The desk over the example record, for a client in this process and for a browser."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from starlette.testclient import TestClient

from recount.config import Settings
from recount.server import Desk, guarded
from recount.server.pages.streets import Streets
from recount.server.serving import listen
from recount.workspace import Workspace

CHROMIUM = "/usr/bin/chromium"
HOST = "testserver"
AS_PERSON = {"accept": "text/html"}


@pytest.fixture(scope="session")
def example_record(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """The record of the example reports, read once. Copy it before you write to it."""
    record = tmp_path_factory.mktemp("example") / "aleppo.db"
    with Workspace.open(record, create=True, settings=Settings(keep_originals=False)) as workspace:
        workspace.run(repository / "examples" / "aleppo-2016")
    return record


@pytest.fixture
def record(example_record: Path, tmp_path: Path) -> Path:
    """A copy of the example record of one's own."""
    return Path(shutil.copy(example_record, tmp_path / "aleppo.db"))


@pytest.fixture
def desk(record: Path) -> Iterator[Desk]:
    """The desk over that copy."""
    with Workspace.open(record, write=True, settings=Settings(reviewer="R. Viewer")) as workspace:
        yield Desk(workspace)


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    """A program that asks the desk, behind its guards."""
    with TestClient(guarded(desk, hosts={HOST}), base_url=f"http://{HOST}") as client:
        yield client


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A desk that listens."""

    address: str
    desk: Desk


Serve = Callable[..., Served]


@pytest.fixture
def serve() -> Generator[Serve]:
    """Serve a record on a free port, made if it is missing, till the test ends."""
    ends: list[Callable[[], None]] = []

    def start(record: Path, *, streets: Streets | None = None) -> Served:
        sock, address = listen("127.0.0.1", _free_port())
        workspace = Workspace.open(record, create=True, settings=Settings(reviewer="R. Viewer"))
        desk = Desk(workspace)
        config = uvicorn.Config(guarded(desk, hosts={address}, streets=streets), log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)

        def end() -> None:
            server.should_exit = True
            thread.join(10)
            workspace.close()
            sock.close()

        ends.append(end)
        return Served(address=f"http://{address}", desk=desk)

    yield start
    for end in ends:
        end()


@pytest.fixture(scope="session")
def chromium() -> Generator[Browser]:
    """Debian's Chromium. Skips where there is none, except in CI."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM}: ./test.sh installs it where it may")
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=quiet)
        yield browser
        browser.close()


@dataclass(slots=True)
class Watched:
    """A page whose complaints and foreign requests are noted."""

    page: Page
    complaints: list[str]
    foreign: list[str]


@pytest.fixture
def browser(chromium: Browser) -> Generator[Callable[..., Watched]]:
    """Open a page in a context of its own; at the end of the test nothing may have complained or gone elsewhere."""
    opened: list[tuple[BrowserContext, Watched]] = []

    def open_page(served: Served, path: str = "/", **options: object) -> Watched:
        context = chromium.new_context(base_url=served.address, **options)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        page = context.new_page()
        watched = Watched(page=page, complaints=[], foreign=[])
        page.on("console", lambda m: watched.complaints.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: watched.complaints.append(str(error)))
        page.on("request", lambda r: None if _own(r.url, served.address) else watched.foreign.append(r.url))
        opened.append((context, watched))
        go(page, path)
        return watched

    yield open_page
    for context, watched in opened:
        context.close()
        assert watched.complaints == []
        assert watched.foreign == []


def go(page: Page, path: str) -> None:
    """Open an address and wait until keys are heard."""
    page.goto(path)
    page.wait_for_selector("body[data-ready]")


def _own(url: str, address: str) -> bool:
    return url.startswith((address, "data:", "blob:"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
