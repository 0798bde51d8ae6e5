"""The command line as a whole: help that loads nothing heavy, mistakes told in one line, pipes that break."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from recount import __version__
from recount.cli import COMMANDS, EVERYDAY, FURTHER
from recount.config import Settings
from recount.workspace import Workspace
from tests.cli.command import INSTALLED
from tests.cli.conftest import Recount
from tests.cli.sample import lines_of, many

HEAVY_FOR_ALL = {"sqlalchemy", "alembic", "jinja2", "pydantic", "psycopg", "rich", "sqlite3", "recount.workspace"}
HEAVY_FOR_THE_TOP = HEAVY_FOR_ALL | {"msgspec", "recount.model", "recount.publish", "recount.lang", "recount.config"}


def loaded_by(environment: dict[str, str], *args: str) -> set[str]:
    """The modules that a command loads."""
    script = (
        "import atexit, json, sys\n"
        "atexit.register(lambda: print('\\0' + json.dumps(sorted(sys.modules))))\n"
        "from recount.cli import main\n"
        f"sys.argv = ['recount', *{args!r}]\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.rpartition("\0")[2]))


def test_help_loads_no_heavy_library(environment: dict[str, str]) -> None:
    assert loaded_by(environment, "--help") & HEAVY_FOR_THE_TOP == set()
    assert loaded_by(environment, "--version") & HEAVY_FOR_THE_TOP == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_loads_neither_database_nor_templates(environment: dict[str, str], command: str) -> None:
    assert loaded_by(environment, command, "--help") & HEAVY_FOR_ALL == set()


def test_the_time_of_help_is_told(real: Recount, capsys: pytest.CaptureFixture[str]) -> None:
    real("--help")
    start = time.perf_counter()
    assert real("--help").code == 0
    took = time.perf_counter() - start
    with capsys.disabled():
        sys.stdout.write(f"\n`recount --help` took {took:.2f} s\n")


def test_help_names_every_command_and_fits_on_a_screen(recount: Recount) -> None:
    done = recount("--help")
    assert (done.code, done.err) == (0, "")
    for name, told in EVERYDAY.items():
        assert f"  {name} " in done.out
        assert told in done.out
    assert all(re.search(rf"\b{name}\b", done.out) for name in FURTHER)
    for command in ([], *([name] for name in COMMANDS)):
        lines = recount(*command, "--help").out.splitlines()
        assert len(lines) <= 24
        assert max(map(len, lines)) <= 80


def test_the_version_is_that_of_the_package(real: Recount) -> None:
    assert real("--version").out == f"recount, version {__version__}\n"


def test_without_a_command_the_help_is_shown_as_talk(recount: Recount) -> None:
    done = recount()
    assert (done.code, done.out) == (2, "")
    assert done.err == recount("--help").out


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ("runn", "No such command 'runn'. See `recount --help`"),
        ("run", "Missing argument 'PATH…'. See `recount run --help`"),
        ("extract", "Missing argument 'FILE…'. See `recount extract --help`"),
        ("run reports --format xml", "Invalid value for '--format': 'xml' is not one of 'table', 'jsonl'. See `reco"),
        ("extract reports --format table", "Invalid value for '--format': 'table' is not 'jsonl'. See `recount extr"),
        ("incidents --format csv", "Invalid value for '--format': 'csv' is not one of 'table', 'jsonl'. See `recount"),
        ("brief --format doc", "Invalid value for '--format': 'doc' is not one of 'html', 'md', 'pdf'. See"),
        ("brief --profile secret", "Invalid value for '--profile': 'secret' is not one of 'public', 'internal'. See"),
        ("export", "Missing argument '{claims|incidents|gold|wacz}'"),
        ("export victims", "Invalid value for '{claims|incidents|gold|wacz}': 'victims' is not one of 'claims'"),
        ("run reports --published 14.10.2016", "Invalid value for '--published': '14.10.2016' is not a day: write it"),
        ("run reports --published 2016-02-30", "Invalid value for '--published': '2016-02-30' is not a day: write it"),
        ("run reports --outlet  ", "Option '--outlet' requires an argument. See `recount"),
        ("run reports --colour", "No such option '--colour'. (Did you mean one of: '--columns', '--record'?)"),
        ("show", "Missing argument 'claim:…|incident:…|report:…'"),
    ],
)
def test_a_call_that_cannot_be_meant_is_told_in_one_line(recount: Recount, folder: Path, call: str, told: str) -> None:
    done = recount(*call.split())
    assert (done.code, done.out) == (2, "")
    assert done.complaint.startswith(f"recount: {told}")
    assert [file.name for file in folder.iterdir()] == ["reports"]


def test_an_outlet_must_be_text(real: Recount, folder: Path) -> None:
    assert "it is empty" in real("run", "reports", "--outlet", " ").complaint
    done = subprocess.run([INSTALLED, "run", "x", "--outlet", b"caf\xe9"], capture_output=True, check=False)
    assert done.returncode == 2
    assert b"'caf\\udce9' is not UTF-8" in done.stderr


@pytest.fixture(scope="module")
def of_many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record whose lists are longer than what a pipe holds."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "many.jsonl").write_text(lines_of(*many(120)), encoding="utf-8")
    with Workspace.open(folder / "recount.db", create=True, settings=Settings(keep_originals=False)) as workspace:
        workspace.run(folder / "many.jsonl")
    return folder


@pytest.mark.parametrize(
    "command",
    ["export claims --format jsonl", "extract many.jsonl", "incidents --format jsonl", "figures", "brief", "--help"],
)
def test_a_pipe_that_breaks_is_no_error(folder: Path, environment: dict[str, str], of_many: Path, command: str) -> None:
    for name in ("many.jsonl", "recount.db"):
        shutil.copy(of_many / name, folder)
    for streams in ("", "2>&1"):
        shell = f'{{ "{INSTALLED}" {command}; echo $? >code; }} {streams} | head -n 1'
        done = subprocess.run(["bash", "-c", shell], cwd=folder, env=environment, capture_output=True, check=True)
        assert len(done.stdout.splitlines()) == 1
        assert b"Traceback" not in done.stdout + done.stderr
        assert b"Exception ignored" not in done.stdout + done.stderr
        assert b"Broken" not in done.stderr
        assert (folder / "code").read_text(encoding="utf-8") == "0\n"


def test_a_run_whose_reader_has_gone_is_complete_all_the_same(
    folder: Path, environment: dict[str, str], recount: Recount
) -> None:
    shell = f'"{INSTALLED}" run reports | true'
    subprocess.run(["bash", "-c", shell], cwd=folder, env=environment, check=True)
    assert "4 known before" in recount("run", "reports").out
