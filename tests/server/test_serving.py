from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner

from recount.cli import cli
from recount.errors import UsageError
from recount.server.http import rendering
from recount.server.pages.borders import rings
from recount.server.serving import PORT, _load_what_pages_share, listen

INSTALLED = Path(sys.executable).with_name("recount")


@pytest.mark.parametrize(
    "host",
    ["0.0.0.0", "::", "192.168.1.20", "fe80::1", "example.org", "::ffff:10.0.0.1", "127.0.0.1.evil.example", ""],  # noqa: S104 - refused
)
def test_no_address_is_served_but_loopback(host: str) -> None:
    with pytest.raises(UsageError):
        listen(host, None)


@pytest.mark.parametrize("host", ["0.0.0.0", "example.org"])  # noqa: S104 - refused
def test_the_command_says_why_it_does_not_listen_elsewhere(host: str, tmp_path: Path) -> None:
    record = tmp_path / "new.db"
    done = CliRunner().invoke(cli, ["serve", "--record", str(record), "--host", host, "--no-browser"])
    assert isinstance(done.exception, UsageError)
    assert "127.0.0.1" in str(done.exception)
    assert not record.exists()


@pytest.mark.parametrize(
    ("host", "name"), [("127.0.0.1", "127.0.0.1"), ("localhost", "127.0.0.1"), ("127.0.0.9", None)]
)
def test_loopback_is_served_under_each_of_its_names(host: str, name: str | None) -> None:
    found, address = listen(host, free_port())
    found.close()
    assert address.rpartition(":")[0] == (name or host)


def test_a_port_that_is_taken_is_passed_over_unless_it_was_asked_for() -> None:
    first, address = listen("127.0.0.1", None)
    with first:
        port = int(address.rpartition(":")[2])
        assert port >= PORT
        second, other = listen("127.0.0.1", None)
        with second:
            assert int(other.rpartition(":")[2]) > port
        with pytest.raises(UsageError, match=f"port {port} is taken"):
            listen("127.0.0.1", port)


class Running:
    """The command, as it is installed."""

    def __init__(self, *args: str, env: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            [INSTALLED, "serve", "--no-browser", *args], env=env, stderr=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self.process.stderr is not None
        self.told = self.process.stderr.readline().decode()
        found = re.search(r"http://[\w.\[\]:]+:\d+", self.told)
        assert found, self.told
        self.address = found[0]

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        """Status and body; waits until it listens."""
        for _ in range(200):
            try:
                with urlopen(Request(self.address + path, headers=headers)) as answer:  # noqa: S310 - our own
                    return answer.status, answer.read()
            except HTTPError as error:
                with error:
                    return error.code, error.read()
            except OSError:
                time.sleep(0.05)
        raise AssertionError("it does not answer")

    def stop(self) -> tuple[int, str]:
        """Press Ctrl-C; its exit code, and what else it said."""
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=20)
        return self.process.returncode, (out + err).decode()


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "RECOUNT_"))}
    return {**kept, "HOME": str(tmp_path)}


@pytest.fixture
def running(example_record: Path, tmp_path: Path, environment: dict[str, str]) -> Iterator[Running]:
    record = shutil.copy(example_record, tmp_path / "aleppo.db")
    running = Running("--record", str(record), "--port", str(free_port()), env=environment)
    yield running
    if running.process.poll() is None:
        running.process.kill()
    running.process.communicate()


def test_the_command_says_where_the_desk_is_and_stops_on_ctrl_c_without_a_word_of_python(running: Running) -> None:
    assert re.fullmatch(r"The desk is at http://127\.0\.0\.1:\d+ – stop it with Ctrl-C\.\n", running.told)
    assert running.get("/claims.json?limit=1")[0] == 200
    assert running.get("/claims", Host="evil.example")[0] == 421
    assert running.get("/", Host=f"localhost:{running.address.rpartition(':')[2]}")[0] == 200
    code, said = running.stop()
    assert code in {0, 130}
    assert "Traceback" not in said
    assert "limit=1" not in said  # addresses hold words that were searched for


def test_a_desk_for_reading_only_makes_no_record(tmp_path: Path, environment: dict[str, str]) -> None:
    record = tmp_path / "none.db"
    args = [str(INSTALLED), "serve", "--no-browser", "--read-only", "--record", str(record)]
    done = subprocess.run(args, env=environment, capture_output=True, timeout=30, check=False)
    assert done.returncode not in {0, 70}
    assert b"Traceback" not in done.stderr
    assert not record.exists()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_what_pages_share_can_be_loaded_ahead() -> None:
    rendering.environment.cache_clear()
    rings.cache_clear()
    _load_what_pages_share()
    assert rings.cache_info().currsize == 1
    cached = rendering.environment().cache
    assert cached is not None
    assert {"reading.html.j2", "incident.html.j2"} <= {name for _, name in list(cached)}
