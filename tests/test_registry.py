"""Registries: built-ins and plug-ins by the same door."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from recount import registry
from recount.claims import EXTRACTORS
from recount.errors import UsageError
from recount.publish import BRIEFS, EXPORTERS
from recount.registry import Registry
from recount.sources.readers import READERS
from recount.store import STORES

ALL: list[Registry[Any]] = [BRIEFS, EXPORTERS, EXTRACTORS, READERS, STORES]


def square(number: int) -> int:
    return number * number


@pytest.fixture
def shapes() -> Registry[Callable[..., object]]:
    return Registry("shape", group="recount.test-shapes", builtin={"square": square, "path": "os.path:join"})


def test_names_are_sorted_and_can_be_asked_for(shapes: Registry[Callable[..., object]]) -> None:
    assert shapes.names() == list(shapes) == ["path", "square"]
    assert "square" in shapes
    assert "circle" not in shapes
    assert 7 not in shapes


def test_an_object_is_given_as_it_is_and_a_path_is_loaded_once(shapes: Registry[Callable[..., object]]) -> None:
    assert shapes.get("square") is square
    assert shapes.get("path") is shapes.get("path")
    assert shapes.get("path")("a", "b") == "a/b"


def test_a_path_is_loaded_only_when_it_is_asked_for() -> None:
    sys.modules.pop("this", None)
    shapes: Registry[object] = Registry("shape", group="recount.test-shapes", builtin={"lazy": "recount.none:x"})
    assert shapes.names() == ["lazy"]
    assert "lazy" in shapes


def test_an_unknown_name_is_told_with_the_ones_there_are(shapes: Registry[Callable[..., object]]) -> None:
    with pytest.raises(UsageError, match=r"^unknown shape 'circle': choose one of path, square$"):
        shapes.get("circle")


@pytest.mark.parametrize("path", ["recount.none:x", "recount.registry:none", "recount.registry"])
def test_what_can_not_be_loaded_is_told_with_where_it_should_be(path: str) -> None:
    shapes: Registry[object] = Registry("shape", group="recount.test-shapes", builtin={"broken": path})
    with pytest.raises(UsageError, match=f"^the shape 'broken' can't be loaded from {path} .*reinstall the package"):
        shapes.get("broken")


def test_an_installed_package_adds_names_but_takes_none(
    shapes: Registry[Callable[..., object]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "plugin-1.0.dist-info"
    made.mkdir()
    (made / "METADATA").write_text("Metadata-Version: 2.1\nName: plugin\nVersion: 1.0\n", encoding="utf-8")
    (made / "entry_points.txt").write_text(
        "[recount.test-shapes]\ncircle = math:cos\nsquare = math:sin\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert shapes.names() == ["circle", "path", "square"]
    assert shapes.get("circle")(0) == 1
    assert shapes.get("square") is square


def test_installed_packages_are_looked_through_once(
    shapes: Registry[Callable[..., object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def entry_points(*, group: str) -> tuple[metadata.EntryPoint, ...]:
        asked.append(group)
        return ()

    monkeypatch.setattr(registry, "entry_points", entry_points)
    for _ in range(3):
        assert "square" in shapes.names()
        assert shapes.get("square") is square
    assert asked == ["recount.test-shapes"]


@pytest.mark.parametrize("known", ALL, ids=[known.noun for known in ALL])
def test_every_built_in_can_be_loaded(known: Registry[Any]) -> None:
    assert known.names()
    for name in known:
        found = known.get(name)
        assert callable(getattr(found, "write", found))


def test_each_registry_has_a_noun_and_a_group_of_its_own() -> None:
    assert len({known.noun for known in ALL}) == len({known.group for known in ALL}) == len(ALL)
