from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import UsageError
from recount.server.record import trays
from recount.server.record.trays import LONGEST_NAME, Trays, cleaned

NAME = "a-name-of-its-own-0001"


@given(st.one_of(st.text(), st.text('./\\:*?"<>|\x00 ab')))
def test_a_cleaned_name_is_one_visible_part_of_a_path(name: str) -> None:
    made = cleaned(name)
    assert made
    assert not made.startswith(".")
    assert (Path("/folder") / made).parent == Path("/folder")
    assert len(made.encode()) <= LONGEST_NAME
    assert made.isprintable()


@pytest.mark.parametrize(
    ("given_name", "made"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\raid.txt", "raid.txt"),
        (".hidden", "hidden"),
        ("..", "report"),
        ("تقرير.txt", "تقرير.txt"),
        ("a\nb.txt", "a_b.txt"),
        ("x" * 500 + ".html", "x" * (LONGEST_NAME - 5) + ".html"),
    ],
)
def test_names_are_cleaned(given_name: str, made: str) -> None:
    assert cleaned(given_name) == made


def test_files_of_one_name_lie_beside_each_other_and_go_with_their_tray() -> None:
    waiting = Trays(most=1000)
    waiting.put(NAME, [("raid.txt", io.BytesIO(b"one")), ("b/raid.txt", io.BytesIO(b"two"))])
    waiting.put(NAME, [("../raid.txt", io.BytesIO(b"three"))])
    tray = waiting.take(NAME)
    assert [path.read_bytes() for path in tray.files] == [b"one", b"two", b"three"]
    assert all(path.is_relative_to(tray.root) for path in tray.files)
    tray.close()
    assert not tray.root.exists()


def test_a_tray_that_grows_too_large_is_thrown_away() -> None:
    waiting = Trays(most=10)
    with pytest.raises(UsageError, match="recount run"):
        waiting.put(NAME, [("a.txt", io.BytesIO(b"x" * 6)), ("b.txt", io.BytesIO(b"x" * 6))])
    assert waiting.take(NAME).files == []


@pytest.mark.parametrize("name", ["", "short", "../../../../../../etc", "a" * 65])
def test_a_tray_has_a_name_that_a_page_could_give(name: str) -> None:
    with pytest.raises(UsageError):
        Trays(most=10).put(name, [])


def test_a_tray_that_nobody_adds_to_is_thrown_away(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = Trays(most=1000)
    waiting.put(NAME, [("raid.txt", io.BytesIO(b"one"))])
    monkeypatch.setattr(trays, "LONGEST_WAIT", -1.0)
    waiting.put("another-name-of-its-own", [])
    assert waiting.take(NAME).files == []
