"""What tests of the commands share."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import click
import pytest

from recount.config import Settings
from tests.cli.command import Done, forked, installed
from tests.cli.sample import write_reports
from tests.store.conftest import freeze, mount, postgres_address, shared_folder, small_disk

__all__ = ["freeze", "mount", "postgres_address", "shared_folder", "small_disk"]


class Recount(Protocol):
    """Runs a command in the test's folder."""

    def __call__(self, *args: str | Path, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Done:
        """What the command leaves behind."""
        ...


@pytest.fixture(scope="session", autouse=True)
def _loaded(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Everything a command needs is loaded here once, so that no child has to."""
    import rich.progress
    import rich.table  # noqa: F401

    from recount.cli import COMMANDS, cli
    from recount.cli.releases import redacted
    from recount.cli.summary import summarise
    from recount.workspace import Workspace

    for command in COMMANDS:
        assert cli.get_command(click.Context(cli), command)
    folder = tmp_path_factory.mktemp("loaded")
    with Workspace.open(folder / "record.db", create=True, settings=Settings()) as workspace:
        assert summarise(workspace, workspace.run(write_reports(folder / "reports"))).claims
    assert redacted(str(folder / "record.db"), "public").claims


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests."""
    for name in list(os.environ):
        if name.startswith("RECOUNT_") and name not in {"RECOUNT_DATA", "RECOUNT_TEST_PG"}:
            monkeypatch.delenv(name)
    for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The working folder of the commands, with no more than `reports/` in it."""
    write_reports(tmp_path / "reports")
    return tmp_path


@pytest.fixture
def recount(tmp_path: Path) -> Recount:
    """Runs a command in the test's folder, in a child of this process."""

    def run(*args: str | Path, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Done:
        return forked(*args, cwd=tmp_path, stdin=stdin, env=env)

    return run


@pytest.fixture(scope="session")
def bytecode(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder for Python's compiled modules, which some machines forbid it to keep: each process would make them."""
    return str(tmp_path_factory.mktemp("bytecode"))


@pytest.fixture
def environment(bytecode: str) -> dict[str, str]:
    """The variables of an installed command."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}
    return {**kept, "LANG": "C.UTF-8", "PYTHONPYCACHEPREFIX": bytecode}


@pytest.fixture
def real(tmp_path: Path, environment: dict[str, str]) -> Recount:
    """Runs the installed command in the test's folder."""

    def run(*args: str | Path, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Done:
        return installed(*args, cwd=tmp_path, env={**environment, **(env or {})}, stdin=stdin)

    return run


@pytest.fixture(scope="session")
def made(_loaded: None, repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the examples. For copying: tests may not change it."""
    folder = tmp_path_factory.mktemp("made")
    assert forked("run", repository / "examples" / "aleppo-2016", cwd=folder).code == 0
    return folder / "recount.db"
