"""A run that is killed at any moment leaves a record that opens, is whole in every part, and goes on."""

from __future__ import annotations

import random
import re
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from recount.store import open_store
from tests.cli.command import Terminal, without_moves
from tests.cli.content import Content, content
from tests.cli.sample import lines_of, many

REPORTS, BATCH = 240, 12
STARTING, READING, WORKING_OUT = 3, 12, 5
"""Kills in each part of a run: 20 in all."""

_COUNT = re.compile(rf"(\d+)/{REPORTS}")

Moment = Callable[[str, float], bool]
"""Whether to act, told what the screen showed last and how many seconds have passed since the start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When an undisturbed run comes to its parts, in seconds from its start."""

    reading: float
    working_out: float
    end: float


@pytest.fixture
def start(folder: Path, environment: dict[str, str]) -> Callable[[str], Terminal]:
    """Starts a run of the installed command over the same reports, into the record of that name."""
    (folder / "many.jsonl").write_text(lines_of(*many(REPORTS)), encoding="utf-8")
    settings = {**environment, "RECOUNT_BATCH": str(BATCH)}

    def run(record: str) -> Terminal:
        return Terminal(["run", "many.jsonl", "--record", record, "--format=jsonl"], cwd=folder, env=settings)

    return run


def test_killing_a_run_twenty_times_costs_nothing_that_was_kept(start: Callable[[str], Terminal], folder: Path) -> None:
    assert start("compiled.db").finish().code == 0
    times = watched(start("whole.db"))
    whole = content(folder / "whole.db")
    assert len(whole.heads) == REPORTS

    chosen = random.Random(20161014)
    # Well before the reading began in the run that was watched: a busy machine is quicker at another time.
    moments = [after(chosen.uniform(0, times.reading / 3)) for _ in range(STARTING)]
    moments += [at_report(at, chosen.uniform(0, 0.1)) for at in sorted(chosen.sample(range(REPORTS - 50), READING))]
    moments += [when_working_out(0)]
    kept = []
    for at, moment in enumerate(moments):
        assert killed(start("killed.db"), moment), f"kill {at} came too late: the run had ended"
        kept.append(check_is_whole_in_part(folder / "killed.db", whole))
    assert kept == sorted(kept), "reports that were kept were lost"
    assert 0 in kept[:STARTING]
    assert len(set(kept)) > READING / 2
    assert kept[-1] == REPORTS

    copy(folder / "killed.db", folder / "read.db")
    for _ in range(WORKING_OUT - 1):
        delay = chosen.uniform(0, times.end - times.working_out)
        while not killed(start("killed.db"), when_working_out(delay)):
            # The run was quicker than the one that was watched: kill it earlier.
            delay /= 2
            copy(folder / "read.db", folder / "killed.db")
        assert check_is_whole_in_part(folder / "killed.db", whole) == REPORTS
        finished, begun = folder / "finished.db", folder / "killed.db"
        copy(begun, finished)
        assert start(finished.name).finish().code == 0
        assert content(finished) == whole
        copy(folder / "read.db", begun)

    assert start("killed.db").finish().code == 0
    assert content(folder / "killed.db") == whole
    assert start("killed.db").finish().lines[0]["changed"] is False


def test_a_run_that_is_interrupted_says_so_and_keeps_what_it_read(
    start: Callable[[str], Terminal], folder: Path
) -> None:
    running = start("stopped.db")
    assert acted(running, at_report(100, 0), signal.SIGINT)
    done = running.finish()
    assert done.code == 130
    assert "Traceback" not in done.err
    last = without_moves(done.err).strip().splitlines()[-1]
    assert last.endswith("recount: stopped; what was kept before stays, and the same command goes on from there")
    kept = content(folder / "stopped.db")
    assert 0 < len(kept.heads) < REPORTS
    assert kept.stale


def watched(running: Terminal) -> Times:
    """Let a run go on to its end, and see when it comes to its parts."""
    begun = time.perf_counter()
    found: dict[str, float] = {}
    for chunk in running.chunks():
        for words in ("Reading reports", "Working out figures"):
            if words in chunk:
                found.setdefault(words, time.perf_counter() - begun)
    assert running.finish().code == 0
    reading, working_out = found.values()
    return Times(reading=reading, working_out=working_out, end=time.perf_counter() - begun)


def after(seconds: float) -> Moment:
    return lambda shown, passed: passed >= seconds


def at_report(number: int, delay: float) -> Moment:
    """Once so many reports were read, and a little later."""

    def moment(shown: str, passed: float) -> bool:
        counts = _COUNT.findall(shown)
        if not counts or int(counts[-1]) < number:
            return False
        time.sleep(delay)
        return True

    return moment


def when_working_out(delay: float) -> Moment:
    def moment(shown: str, passed: float) -> bool:
        if "Working out figures" not in shown:
            return False
        time.sleep(delay)
        return True

    return moment


def killed(running: Terminal, moment: Moment) -> bool:
    """Kill the run at that moment, as ``kill -9`` does; whether it was still running."""
    done = acted(running, moment, signal.SIGKILL)
    return running.finish().code == -signal.SIGKILL and done


def acted(running: Terminal, moment: Moment, sent: signal.Signals) -> bool:
    begun = time.perf_counter()
    while running.process.poll() is None:
        if moment(running.glimpse(), time.perf_counter() - begun):
            running.process.send_signal(sent)
            return True
    return False


def check_is_whole_in_part(record: Path, whole: Content) -> int:
    """See that the record is what an undisturbed run had after some of its batches; how many reports are in it."""
    if not record.exists() or not made(record):
        return 0
    found = content(record)
    assert len(found.heads) % BATCH == 0
    ids = {head.given_id for head in found.heads}
    assert found.heads == [head for head in whole.heads if head.given_id in ids]
    assert found.claims == [claim for claim in whole.claims if claim.given_id in ids]
    assert found.statements == [statement for statement in whole.statements if statement.given_id in ids]
    if len(ids) < REPORTS or found.stale:
        assert (found.findings, found.snapshots, found.stale) == (None, 0, bool(ids))
    else:
        assert (found.findings, found.snapshots) == (whole.findings, 1)
    with open_store(str(record), create=False, read_only=True) as store:
        texts = store.texts(claim.claim.report for claim in found.claims)
        for claim in found.claims:
            assert claim.claim.span.of(texts[claim.claim.report].canonical) == claim.claim.text
    with closing(sqlite3.connect(record)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return len(ids)


def copy(record: Path, to: Path) -> None:
    """Copy a record with the files that SQLite left beside it."""
    for suffix in ("", "-wal", "-shm"):
        beside = to.with_name(to.name + suffix)
        beside.unlink(missing_ok=True)
        if (file := record.with_name(record.name + suffix)).exists():
            shutil.copy(file, beside)


def made(record: Path) -> bool:
    """Whether the run came so far as to make its tables."""
    with closing(sqlite3.connect(record)) as connection:
        return bool(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'reports'").fetchone())
