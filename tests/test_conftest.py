"""The rules that conftest.py lays on every test, seen from outside in a pytest of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

SETTINGS = """
[pytest]
markers =
    postgres: needs a server
    data: reads the data folder
"""


@pytest.fixture
def run(tmp_path: Path, repository: Path) -> Run:
    """Runs one test module under the real conftest.py."""
    (tmp_path / "pytest.ini").write_text(SETTINGS)
    shutil.copy(repository / "tests" / "conftest.py", tmp_path)

    def run_module(module: str, **environment: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / "test_it.py").write_text(module)
        inherited = {name: value for name, value in os.environ.items() if name not in {"CI", "RECOUNT_DATA"}}
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "test_it.py"],
            cwd=tmp_path,
            env=inherited | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run_module


POSTGRES = "import pytest\n@pytest.mark.postgres\ndef test_it():\n    pytest.skip('no server here')\n"
DATA = "def test_it(data_folder):\n    assert data_folder.is_dir()\n"
MODULE = "import pytest\npytest.skip('not on this machine', allow_module_level=True)\n"
ORDINARY = "import pytest\ndef test_it():\n    pytest.skip('only on Windows')\n"


@pytest.mark.parametrize(
    ("module", "reason"),
    [
        (POSTGRES, "no server here"),
        (DATA, "no data folder at /nowhere: set RECOUNT_DATA to where it is"),
        (MODULE, "not on this machine"),
        (ORDINARY, "only on Windows"),
    ],
)
def test_outside_ci_a_skip_fails_nothing_and_is_counted_by_its_reason(run: Run, module: str, reason: str) -> None:
    done = run(module, RECOUNT_DATA="/nowhere")
    assert "! 1 SKIPPED !" in done.stdout
    assert f"    1  {reason}" in done.stdout.splitlines()
    assert "failed" not in done.stdout


@pytest.mark.parametrize(
    ("module", "reason"),
    [(POSTGRES, "no server here"), (DATA, "no data folder at /nowhere"), (MODULE, "not on this machine")],
)
def test_in_ci_a_skip_of_what_must_run_fails_with_its_reason(run: Run, module: str, reason: str) -> None:
    done = run(module, CI="true", RECOUNT_DATA="/nowhere")
    assert done.returncode in {1, 2}
    assert reason in done.stdout
    assert "may not be skipped in CI" in done.stdout


def test_in_ci_another_skip_stays_a_skip(run: Run) -> None:
    done = run(ORDINARY, CI="true")
    assert done.returncode == 0, done.stdout
    assert "only on Windows" in done.stdout


def test_the_data_folder_is_the_one_that_the_variable_names(run: Run, tmp_path: Path) -> None:
    done = run("def test_it(data_folder):\n    print('at', data_folder)\n    assert 0\n", RECOUNT_DATA=str(tmp_path))
    assert f"at {tmp_path}" in done.stdout


def test_a_test_that_reaches_for_the_network_fails_even_if_the_code_forgives_errors(run: Run) -> None:
    done = run(
        "import socket\n"
        "def test_it():\n"
        "    try:\n"
        "        socket.create_connection(('192.0.2.1', 80), timeout=1)\n"
        "    except Exception:\n"
        "        pass\n"
    )
    assert done.returncode == 1
    assert "NetworkIsOff" in done.stdout


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()
