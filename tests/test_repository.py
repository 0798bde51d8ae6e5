"""What must hold for the checkout itself: the lock files, and what no committed file may name."""

from __future__ import annotations

import re
import subprocess
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")

# Written with brackets so that this file does not name what it looks for.
FORBIDDEN = re.compile(
    r"py[p]i\.org|pytho[n]hosted|registry\.np[m]js|np[m]mirror|deb[.]debian|security[.]debian"
    r"|/wor[k]/|/far[m]/|/op[t]/|/roo[t]/|/us[r]/local/|[.]pyen[v]"
)


def pins(lock: Path) -> dict[str, str]:
    found = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in found}


def required(repository: Path) -> dict[str, list[Requirement]]:
    """Direct requirements by the lock file that must pin them."""
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = project["project"]["dependencies"]
    extras = project["project"]["optional-dependencies"]
    optional = list(chain.from_iterable(extras.values()))
    by_lock = {
        "requirements.lock": runtime,
        "requirements-dev.lock": [*runtime, *optional, *project["dependency-groups"]["dev"]],
        "requirements-build.lock": project["build-system"]["requires"],
    }
    return {lock: [Requirement(words) for words in lines] for lock, lines in by_lock.items()}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_direct_requirement_is_pinned_to_a_version_it_allows(repository: Path, lock: str) -> None:
    pinned = pins(repository / lock)
    for requirement in required(repository)[lock]:
        name = canonicalize_name(requirement.name)
        assert name in pinned, f"run tools/lock.sh: {lock} lacks {name}"
        assert pinned[name] in requirement.specifier, f"run tools/lock.sh: {lock} pins {name} {pinned[name]}"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_a_pin_with_hashes_and_nothing_else(repository: Path, lock: str) -> None:
    entries = re.split(r"(?<!\\)\n", (repository / lock).read_text(encoding="utf-8").strip())
    pin = re.compile(r"[a-z0-9._-]+==[^\s;]+( ; [^\\]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+")
    assert [entry for entry in entries if not pin.fullmatch(entry)] == []


def test_the_locks_agree_on_versions(repository: Path) -> None:
    dev = pins(repository / "requirements-dev.lock")
    for lock in LOCKS:
        assert pins(repository / lock).items() <= dev.items(), lock


def committed(repository: Path) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [file for name in listed.stdout.split("\0") if name and (file := repository / name).is_file()]


def test_no_committed_file_names_a_package_registry_or_a_path_of_one_machine(repository: Path) -> None:
    found = []
    for file in committed(repository):
        text = file.read_bytes().decode("utf-8", errors="replace")
        found += [f"{file.relative_to(repository)}: {match[0]}" for match in FORBIDDEN.finditer(text)]
    assert found == []


def test_uv_s_own_lock_is_not_committed_since_it_names_hosts(repository: Path) -> None:
    assert repository / "uv.lock" not in committed(repository)


def test_scripts_that_the_readme_names_can_be_run(repository: Path) -> None:
    for script in ("demo.sh", "test.sh", ".ci/run"):
        assert (repository / script).stat().st_mode & 0o111, script
