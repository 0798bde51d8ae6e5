"""A run over folders, archives and pages that is killed, with its workers and originals, goes on where it was."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from recount.store import open_store
from tests.cli.content import Content, content
from tests.cli.sample import many
from tests.sources.archives.made import Warc, page, tarred, zipped

REPORTS = 160
BATCH = 45
"""More than `workers.FEWEST`, so that workers read."""

CODE = "from recount.cli import main; main()"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with a quarter of the reports in each of: files, a ZIP archive, a TAR archive, a WARC archive."""
    folder = tmp_path / "sources"
    (folder / "texts").mkdir(parents=True)
    rows = [(str(row["id"]), f"{row['title']}\n\n{row['text']}") for row in many(REPORTS)]
    quarter = REPORTS // 4
    for name, text in rows[:quarter]:
        (folder / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
    members = [(f"{name}.txt", text.encode()) for name, text in rows[quarter:]]
    (folder / "a.zip").write_bytes(zipped(*members[:quarter], ("broken.pdf", b"%PDF-1.4 broken")))
    (folder / "b.tar").write_bytes(tarred(*members[quarter : 2 * quarter]))
    warc = Warc()
    for name, text in rows[3 * quarter :]:
        warc.answer(f"https://news.example/{name}", page(text.rpartition("\n")[2]))
    (folder / "c.warc.gz").write_bytes(warc.data)
    return folder


def start(record: Path, sources: Path) -> subprocess.Popen[bytes]:
    env = {**os.environ, "RECOUNT_BATCH": str(BATCH), "RECOUNT_JOBS": "2"}
    args = [sys.executable, "-c", CODE, "run", str(sources), "--record", str(record), "--format=jsonl"]
    with (record.parent / "log").open("ab") as log:
        return subprocess.Popen(args, env=env, stdout=subprocess.PIPE, stderr=log, start_new_session=True)


def finish(record: Path, sources: Path) -> dict[str, object]:
    running = start(record, sources)
    out, _ = running.communicate()
    assert running.returncode == 3, (record.parent / "log").read_text(encoding="utf-8")  # one PDF is broken
    return dict(json.loads(out))


def whole(record: Path) -> Content:
    """What stands in the record. Versions and claims do not depend on where a run was cut off."""
    found = content(record)
    return replace(found, failures=sorted(set(found.failures), key=str))


def kept(record: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{record}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM reports").fetchone()[0])
    except sqlite3.Error:
        return 0


def originals(record: Path) -> int:
    return sum(1 for _ in record.with_name(f"{record.name}.originals").glob("??/*"))


def test_a_run_over_archives_that_is_killed_again_and_again_loses_nothing_and_doubles_nothing(
    tmp_path: Path, sources: Path
) -> None:
    summary = finish(tmp_path / "whole.db", sources)
    assert (summary["read"], summary["new"], summary["unreadable"]) == (REPORTS, REPORTS, 1)
    record = tmp_path / "killed.db"
    seen = []
    for least_originals, least_kept in ((1, 0), (70, 0), (0, BATCH), (0, 2 * BATCH)):
        running = start(record, sources)
        until = time.monotonic() + 120
        while originals(record) < least_originals or kept(record) < least_kept:
            assert running.poll() is None
            assert time.monotonic() < until
            time.sleep(0.01)
        os.kill(running.pid, signal.SIGKILL)
        running.communicate()
        seen.append(kept(record))
    assert seen == sorted(seen)
    assert max(seen) < REPORTS
    part = tmp_path / "killed.db.originals" / ".part-left"
    part.write_bytes(b"half")
    os.utime(part, (0, 0))

    summary = finish(record, sources)
    assert summary["new"] == REPORTS - seen[-1]
    assert whole(record) == whole(tmp_path / "whole.db")
    assert not part.exists()
    assert originals(record) == originals(tmp_path / "whole.db") == REPORTS + 1
    with open_store(str(record), create=False, read_only=True) as store:
        digests = {logged.capture.digest for logged in store.log()}
    assert len(digests) == REPORTS + 1


def test_an_interrupted_run_ends_without_a_traceback_and_leaves_no_process(tmp_path: Path, sources: Path) -> None:
    record = tmp_path / "stopped.db"
    running = start(record, sources)
    until = time.monotonic() + 120
    while kept(record) < BATCH:
        assert time.monotonic() < until
        assert running.poll() is None
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGINT)  # as the terminal does: to the workers as well
    running.communicate(timeout=60)
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert running.returncode == 130, log
    assert "Traceback" not in log
    assert log.strip().endswith("the same command goes on from there")
    assert BATCH <= kept(record) < REPORTS
    until = time.monotonic() + 10  # Python's own helper goes last
    while anyone_left(running.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not anyone_left(running.pid)


def anyone_left(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
