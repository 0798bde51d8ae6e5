"""A run that is told to leave the rest, and files whose folder is no part of their names."""

from __future__ import annotations

from pathlib import Path

from recount.config import Settings
from recount.workspace import Workspace

RAID = "HOMS, 12 October 2016 (Norvane Wire) — At least {} people were killed in an airstrike on Homs on Tuesday.\n"


def write(folder: Path, *numbers: int) -> list[Path]:
    folder.mkdir(parents=True)
    files = [folder / f"raid-{number}.txt" for number in numbers]
    for file, number in zip(files, numbers, strict=True):
        file.write_text(RAID.format(number), encoding="utf-8")
    return files


def test_a_run_stops_between_batches_keeps_what_it_read_and_goes_on_the_next_time(tmp_path: Path) -> None:
    files = write(tmp_path / "in", 11, 12, 13)
    with Workspace.open(tmp_path / "record.db", create=True, settings=Settings(batch=1)) as workspace:
        summary = workspace.run(files, stop=lambda: True)
        assert (summary.stopped, summary.new) == (True, 1)
        assert not workspace.store.stale()
        assert workspace.findings().incidents
        summary = workspace.run(files)
        assert (summary.stopped, summary.known, summary.new) == (False, 1, 2)


def test_files_within_a_folder_go_by_the_names_they_have_there(tmp_path: Path) -> None:
    files = write(tmp_path / "gone" / "2", 11)
    (tmp_path / "gone" / "odd.xyz").write_text("?", encoding="utf-8")
    with Workspace.open(tmp_path / "record.db", create=True) as workspace:
        summary = workspace.run([*files, tmp_path / "gone" / "odd.xyz"], within=tmp_path / "gone")
        assert [failure.report for failure in summary.failures] == ["odd.xyz"]
        assert [link.capture.address for link in workspace.store.log()][:1] == ["2/raid-11.txt"]
        assert [head.given_id for head in workspace.store.heads()] == ["raid-11"]
