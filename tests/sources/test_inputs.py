"""Inputs: files, folders and standard input."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tracemalloc
from pathlib import Path

import pytest

from recount.model import Failure, Report
from recount.sources import Found, Limits, Passed, count, inputs, read, without_clashes
from recount.sources.folders import is_special, walk
from recount.sources.inputs import shown


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "C.TXT", "sub/a2.txt", "sub/deeper/z.jsonl", "a-sub/x.txt", "notes.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(f"Text of {name}.", encoding="utf-8")
    (tmp_path / "sub/deeper/z.jsonl").write_text('{"id": "z", "text": "b"}\n\n{"id": "y", "text": "b"}', "utf-8")
    for name in (".hidden.txt", ".git/config.txt", "sub/.x/y.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Not to be read.", encoding="utf-8")
    return tmp_path


def ids(found: list[Found]) -> list[str]:
    return [one.given_id for one in found if isinstance(one, Report)]


def read_all(*paths: Path | str) -> list[Found]:
    return list(read(map(str, paths), limits=Limits()))


def test_a_folder_is_walked_by_name_its_own_files_first(folder: Path) -> None:
    found = read_all(folder)
    assert ids(found) == ["C", "a", "b", "a-sub/x", "sub/a2", "z", "y"]
    assert [one.path for one in found if isinstance(one, Passed)] == [str(folder / "notes.md")]
    assert not [one for one in found if isinstance(one, Failure)]


def test_inputs_come_in_the_order_in_which_they_are_named(folder: Path) -> None:
    assert ids(read_all(folder / "sub", folder / "b.txt", folder / "a.txt")) == ["a2", "z", "y", "b", "a"]


def test_inputs_are_read_when_they_are_asked_for(folder: Path) -> None:
    found = read([str(folder / "a.txt"), str(folder / "b.txt")], limits=Limits())
    first = next(found)
    (folder / "b.txt").write_text("Later words.", encoding="utf-8")
    assert isinstance(first, Report)
    second = next(found)
    assert isinstance(second, Report)
    assert second.text == "Later words."


def test_a_hidden_file_that_is_named_is_read(folder: Path) -> None:
    assert ids(read_all(folder / ".hidden.txt")) == [".hidden"]


def test_linked_files_are_read_and_linked_folders_are_not_entered(folder: Path) -> None:
    (folder / "sub" / "up").symlink_to(folder)
    (folder / "sub" / "linked.txt").symlink_to(folder / "a.txt")
    (folder / "sub" / "lost.txt").symlink_to(folder / "nowhere.txt")
    found = read_all(folder / "sub")
    assert ids(found) == ["a2", "linked", "z", "y"]
    assert [one.path for one in found if isinstance(one, Passed)] == [str(folder / "sub" / "up")]
    (failure,) = [one for one in found if isinstance(one, Failure)]
    assert failure.report.endswith("lost.txt")
    assert failure.error == "there is no such file or folder: check the path"
    assert ids(read_all(folder / "sub" / "up" / "sub" / "deeper")) == ["z", "y"]


def test_pipes_are_special_and_never_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.jsonl")
    assert is_special(folder / "pipe.jsonl")
    assert not is_special(folder / "a.txt")
    assert not is_special(folder)
    assert not is_special(folder / "none")
    assert len([one for one in read_all(folder) if isinstance(one, Passed)]) == 2
    assert count([str(folder)]) == 9


def test_a_folder_that_can_not_be_read_is_told_and_the_others_are_walked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def closed(path: str) -> object:
        if str(path).endswith("deeper"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    blocked: list[OSError] = []
    assert [file.name for file in walk(folder, blocked.append)] == [
        "C.TXT",
        "a.txt",
        "b.txt",
        "notes.md",
        "x.txt",
        "a2.txt",
    ]
    assert [error.filename for error in blocked] == [str(folder / "sub" / "deeper")]
    (failure,) = [one for one in read_all(folder) if isinstance(one, Failure)]
    assert failure == Failure(
        report=str(folder / "sub" / "deeper"),
        stage="sources",
        error="can't be read (Permission denied): see whether you may read it",
    )


def test_files_of_one_name_in_different_folders_are_two_reports(tmp_path: Path) -> None:
    for name in ("report.txt", "may/report.txt", "may/week 1/report.txt", "june/report.txt"):
        (tmp_path / "saved" / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / "saved" / name).write_text(f"Text of {name}.", encoding="utf-8")
    found = list(without_clashes(read_all(tmp_path / "saved")))
    assert ids(found) == ["report", "june/report", "may/report", "may/week 1/report"]
    assert ids(read_all(tmp_path / "saved" / "may")) == ["report", "week 1/report"]
    clash = list(without_clashes(read_all(tmp_path / "saved/may", tmp_path / "saved/june")))
    assert ids(clash) == ["report", "week 1/report"]
    (failure,) = [one for one in clash if isinstance(one, Failure)]
    assert "name the folder that holds both" in failure.error


def test_ids_do_not_depend_on_what_else_is_there(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("Two died.", encoding="utf-8")
    before = ids(read_all(tmp_path))
    (tmp_path / "0").mkdir()
    (tmp_path / "0" / "x.txt").write_text("Three died.", encoding="utf-8")
    assert set(before) < set(ids(read_all(tmp_path)))


def test_a_file_that_vanishes_while_its_folder_is_read_is_told(folder: Path) -> None:
    found = read([str(folder)], limits=Limits())
    first = next(found)
    (folder / "b.txt").unlink()
    rest = list(found)
    assert ids([first, *rest]) == ["C", "a", "a-sub/x", "sub/a2", "z", "y"]
    (failure,) = [one for one in rest if isinstance(one, Failure)]
    assert failure.report == str(folder / "b.txt")


def test_a_folder_that_vanishes_while_it_is_read_is_told(folder: Path) -> None:
    found = read([str(folder)], limits=Limits())
    first = next(found)
    shutil.rmtree(folder / "sub")
    rest = list(found)
    assert ids([first, *rest]) == ["C", "a", "b", "a-sub/x"]
    (failure,) = [one for one in rest if isinstance(one, Failure)]
    assert failure == Failure(
        report=str(folder / "sub"), stage="sources", error="there is no such file or folder: check the path"
    )


def test_each_file_is_told_before_it_is_opened(folder: Path) -> None:
    told: list[str] = []
    found = list(read([str(folder / "sub"), str(folder / "b.txt")], limits=Limits(), opened=told.append))
    assert [Path(one).name for one in told] == ["a2.txt", "z.jsonl", "b.txt"]
    assert len(found) == 4


def test_many_files_are_walked_in_flat_memory(tmp_path: Path) -> None:
    for number in range(4000):
        if number % 100 == 0:
            (tmp_path / f"{number:05}").mkdir()
        (tmp_path / f"{number // 100 * 100:05}" / f"{number}.png").touch()
    list(read([str(tmp_path / "00000")], limits=Limits()))  # the readers are known by now
    tracemalloc.start()
    count_of_them = sum(1 for _ in read([str(tmp_path)], limits=Limits()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count_of_them == 4000
    assert peak < 500_000


def test_archives_and_very_many_files_are_not_counted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "MOST_COUNTED", 3)
    assert count([str(folder)]) is None
    assert count([str(folder / "sub")]) == 4
    for name in ("a.zip", "a.tar.gz", "a.warc", "a.csv"):
        (folder / "sub" / name).touch()
        assert count([str(folder / "sub")]) is None
        assert count([str(folder / "sub" / name)]) is None
        (folder / "sub" / name).unlink()


def test_inputs_are_counted_for_the_progress_bar(folder: Path) -> None:
    assert count([str(folder / "a.txt")]) == 1
    assert count([str(folder / "sub")]) == 4
    assert count([str(folder), str(folder / "b.txt")]) == 9
    assert count([str(folder / "none.txt")]) == 1
    assert count([str(folder / "none.jsonl")]) == 1
    assert count([str(folder), "-"]) is None
    assert count([]) == 0


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> list[Found]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))
    return read_all("-")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b'{"id": "a", "text": "b"}', "json"),
        (b'\xef\xbb\xbf \n\t{"id": "a", "text": "b"}', "json"),
        (b"Two died in Homs.", "text"),
        (b"[Reuters] Two died in Homs.", "text"),
        (b'"Two died," he said. {x}', "text"),
        (b'[{"id": "a", "text": "b"}]', "failure"),
        (b'[\n {"id": "a", "text": "b"}]', "failure"),
        (b'{\n "id": "a", "text": "b"}', "failure"),
        (b"", "failure"),
        (b"\xff\xfea\x00", "failure"),
    ],
)
def test_standard_input_is_json_lines_or_one_text(monkeypatch: pytest.MonkeyPatch, data: bytes, kind: str) -> None:
    (found,) = stdin(monkeypatch, data)
    if kind == "failure":
        assert isinstance(found, Failure)
        assert found.report == "stdin"
    else:
        assert isinstance(found, Report)
        assert found.given_id.startswith("stdin-") == (kind == "text")


def test_a_text_on_standard_input_is_named_by_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [stdin(monkeypatch, text) for text in (b"Two died.", b"Two died.", b"Three died.")]
    first, same, other = (found[0].given_id for found in names if isinstance(found[0], Report))
    assert first == same != other


def test_standard_input_that_is_closed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert read_all("-") == [
        Failure(report="stdin", stage="sources", error="standard input is closed: name a file instead of -")
    ]


def test_a_name_that_is_no_utf_8_is_shown_in_ascii() -> None:
    assert shown(Path(os.fsdecode(b"caf\xe9.txt"))) == "caf\\xe9.txt"
    assert shown(Path("café.txt")) == "café.txt"
