"""The stores that the contract runs over, each test on a record of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from recount.store import Store, open_store

WITH_POSTGRES = pytest.param("postgres", marks=pytest.mark.postgres)


@pytest.fixture
def postgres_address() -> Iterator[str]:
    """The URL of an empty schema on the test server, removed afterwards."""
    from sqlalchemy import create_engine, make_url, text

    server = os.environ.get("RECOUNT_TEST_PG")
    if not server:
        pytest.skip("RECOUNT_TEST_PG is not set: run the tests through tools/with_postgres.sh")
    schema = f"test_{uuid4().hex}"
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    url = make_url(server).update_query_dict({"options": f"-csearch_path={schema}"})
    yield url.render_as_string(hide_password=False)
    with engine.begin() as connection:
        # Fail rather than hang on a connection that a test left open.
        connection.execute(text("SET LOCAL lock_timeout = '10s'"))
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture
def record(tmp_path: Path) -> str:
    """A path at which a record may come."""
    return str(tmp_path / "record.db")


@pytest.fixture(params=["sqlite", WITH_POSTGRES])
def address(request: pytest.FixtureRequest) -> str:
    """Where a record that is kept may come: a file, a database."""
    found: str = request.getfixturevalue({"sqlite": "record", "postgres": "postgres_address"}[request.param])
    return found


@pytest.fixture(params=["memory", "sqlite", WITH_POSTGRES])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """An empty record of every kind."""
    fixtures = {"sqlite": "record", "postgres": "postgres_address"}
    address = "memory:" if request.param == "memory" else request.getfixturevalue(fixtures[request.param])
    with open_store(address) as opened:
        yield opened


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """Mounts something in a new folder, which it returns; taken down afterwards."""
    mounted: list[Path] = []

    def run(*options: str, source: str | None = None, at: Path | None = None) -> Path:
        folder = at or tmp_path / f"mounted-{len(mounted)}"
        folder.mkdir(exist_ok=True)
        done = subprocess.run(["mount", *options, source or str(folder), str(folder)], capture_output=True, check=False)
        if done.returncode:
            pytest.skip("mounting needs root and the right to mount: this test did not run")
        mounted.append(folder)
        return folder

    yield run
    for folder in reversed(mounted):
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def small_disk(mount: Callable[..., Path]) -> Path:
    """A file system of one megabyte."""
    return mount("-t", "tmpfs", "-o", "size=1m", source="tmpfs")


@pytest.fixture
def freeze(mount: Callable[..., Path]) -> Callable[[Path], None]:
    """Makes a folder read-only, for root too."""

    def run(folder: Path) -> None:
        if os.geteuid() != 0:
            folder.chmod(0o555)
            return
        mount("--bind", at=folder)
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True, capture_output=True)

    return run


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that other users can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="recount-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
