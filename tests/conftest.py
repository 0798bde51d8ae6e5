"""What holds for every test: no network, no silent skip in CI, the same random examples in CI every time."""

from __future__ import annotations

import os
import socket
from collections import Counter
from collections.abc import Generator
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import settings

REPOSITORY = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}
MUST_RUN_IN_CI = ("postgres", "data", "browser")
LOCAL_HOSTS = frozenset({"127.0.0.1", "::1", "localhost"})

# No deadline: on a busy two-core machine a slow example says nothing about the code.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if IN_CI else "local")


class NetworkIsOff(BaseException):
    """A test reached for the network. Not an `Exception`, so that no code under test can take it for an outage."""


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The shared data folder: RECOUNT_DATA, else ``../shared`` beside the checkout. Skips where there is none."""
    folder = Path(os.environ.get("RECOUNT_DATA") or REPOSITORY.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"no data folder at {folder}: set RECOUNT_DATA to where it is")
    return folder


@pytest.fixture(scope="session")
def can_print() -> None:
    """Skips where WeasyPrint, or a library of the system that it needs, is not installed; except in CI."""
    try:
        import_module("weasyprint")
    except (ImportError, OSError) as error:
        if IN_CI:
            raise
        pytest.skip(f"no PDF can be made ({error}): ./test.sh installs what it needs where it may")


@pytest.fixture(autouse=True, scope="session")
def _no_places_of_ones_own(tmp_path_factory: pytest.TempPathFactory) -> Generator[None]:
    """None of the places that whoever runs the tests has added."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(autouse=True, scope="session")
def _network_off() -> Generator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _only_this_machine(name))
        yield


def _only_this_machine(name: str) -> object:
    real = getattr(socket.socket, name)

    def connect(self: socket.socket, address: object) -> object:
        host = address[0] if isinstance(address, tuple) else None
        if self.family != socket.AF_UNIX and host not in LOCAL_HOSTS:
            raise NetworkIsOff(f"a test tried to connect to {address!r}")
        return real(self, address)

    return connect


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever asks for the data folder is a test that reads it; whoever asks for Chromium, one of the browser."""
    for item in items:
        if "data_folder" in getattr(item, "fixturenames", ()):
            item.add_marker("data")
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI, turn the skip of a test that must run there into a failure."""
    report = yield
    marks = [name for name in MUST_RUN_IN_CI if item.get_closest_marker(name)]
    if IN_CI and marks and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{_reason(report)}\nA test marked {' and '.join(marks)} may not be skipped in CI."
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """In CI, turn the skip of a whole module into a failure: nobody can tell what would have been in it."""
    report = yield
    if IN_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{_reason(report)}\nA whole module may not be skipped in CI."
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what did not run, and why."""
    reasons = Counter(_reason(report) for report in terminalreporter.stats.get("skipped", []))
    if not reasons:
        terminalreporter.write_sep("=", "no test was skipped", green=True)
        return
    terminalreporter.write_sep("!", f"{reasons.total()} SKIPPED", red=True, bold=True)
    for reason, count in reasons.most_common():
        terminalreporter.write_line(f"{count:5}  {reason}", red=True)


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    words = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return words.removeprefix("Skipped: ")
