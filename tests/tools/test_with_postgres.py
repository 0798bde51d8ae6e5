"""The throw-away PostgreSQL cluster that the tests run beside."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest


def run(repository: Path, *command: str) -> subprocess.CompletedProcess[str]:
    script = str(repository / "tools" / "with_postgres.sh")
    return subprocess.run([script, *command], capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.postgres
@pytest.mark.parametrize("status", [0, 7])
def test_the_command_runs_beside_a_cluster_that_is_gone_afterwards(repository: Path, status: int) -> None:
    if not os.environ.get("RECOUNT_TEST_PG"):
        pytest.skip("RECOUNT_TEST_PG is not set: run the tests through tools/with_postgres.sh")
    done = run(
        repository,
        "sh",
        "-c",
        f'echo "$RECOUNT_TEST_PG"; test -S "${{RECOUNT_TEST_PG#*host=}}"/.s.PGSQL.5432 && exit {status}',
    )
    address, _, folder = done.stdout.strip().partition("host=")
    assert address == "postgresql+psycopg://postgres@/postgres?"
    assert done.returncode == status
    assert folder.startswith("/tmp/")  # noqa: S108 - a socket's path must be short
    assert not Path(folder).exists()


def test_without_a_command_it_says_how_to_call_it(repository: Path) -> None:
    done = run(repository)
    assert done.returncode == 2
    assert "usage:" in done.stderr
