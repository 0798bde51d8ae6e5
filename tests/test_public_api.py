"""The public face of the package: every name there is, light to import, documented."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import recount
from recount import errors


def test_every_public_name_resolves() -> None:
    for name in recount.__all__:
        assert getattr(recount, name) is not None
    assert len(set(recount.__all__)) == len(recount.__all__)


def test_classes_come_from_where_they_live() -> None:
    from recount.model import Claim
    from recount.workspace import Workspace

    assert recount.Claim is Claim
    assert recount.Workspace is Workspace
    assert recount.RecountError is errors.RecountError


@pytest.mark.parametrize("name", ["none", "_HOMES_", "Store"])
def test_a_name_that_is_not_public_is_an_attribute_error(name: str) -> None:
    with pytest.raises(AttributeError, match=f"module 'recount' has no attribute '{name}'"):
        getattr(recount, name)


def test_everything_public_is_documented() -> None:
    for name in recount.__all__:
        thing = getattr(recount, name)
        if inspect.isclass(thing):
            assert inspect.getdoc(thing), name
            for member, method in inspect.getmembers(thing, inspect.isfunction):
                assert member.startswith("_") or method.__doc__, f"{name}.{member}"


def test_importing_the_package_loads_next_to_nothing() -> None:
    script = (
        "import sys, json; before = set(sys.modules); import recount; "
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    ours = {name for name in json.loads(done.stdout) if name.partition(".")[0] not in sys.stdlib_module_names}
    assert ours == {"recount", "recount.errors"}


def test_the_version_is_that_of_the_distribution() -> None:
    assert recount.__version__ == version("recount")


def test_types_are_shipped() -> None:
    assert (Path(recount.__file__).parent / "py.typed").exists()


def test_every_error_says_its_exit_code_in_the_tree_at_the_top_of_the_file() -> None:
    tree = inspect.getdoc(errors) or ""
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.RecountError)]
    assert len(kinds) > 8
    for kind in kinds:
        (line,) = [line for line in tree.splitlines() if line.lstrip("│├└─ ").split()[0:1] == [kind.__name__]]
        assert f"exit {kind.exit_code}" in line
