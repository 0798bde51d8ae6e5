"""Workers: several processes read what one would, in the same order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from recount.config import Settings
from recount.model import Failure, Reading, Report
from recount.workspace import Workspace, workers
from recount.workspace.runs import Batch
from recount.workspace.workers import Workers, jobs_of


@pytest.fixture
def reports() -> list[Report]:
    return [Report(given_id=f"r{n}", text=f"At least {n + 2} people were killed in Homs on Friday.") for n in range(20)]


def test_what_several_read_comes_in_order_and_is_what_one_reads(reports: list[Report], tmp_path: Path) -> None:
    with Workers(Settings(), jobs=2) as two:
        found = list(two.read(reports))
    assert [report for report, _ in found] == reports
    with Workspace.open("memory:", create=True) as alone:
        expected = list(alone._read(Batch(fresh=reports), Workers(Settings(), jobs=1)))
    assert found == expected
    assert all(isinstance(read, Reading) and read.claims for _, read in found)


def test_a_report_at_which_its_worker_dies_is_a_failure_and_the_others_are_read(reports: list[Report]) -> None:
    with Workers(Settings(), jobs=2) as two:
        pool = two._started()
        pool.submit(os.getpid).result()
        for process in list(pool._processes.values()):
            os.kill(process.pid or 0, signal.SIGKILL)
        found = list(two.read(reports))
    assert [report for report, _ in found] == reports
    assert not [read for _, read in found if isinstance(read, Failure)]


def test_workers_end_when_their_run_is_killed(tmp_path: Path) -> None:
    code = (
        "import os, time\nfrom recount.config import Settings\nfrom recount.workspace.workers import Workers\n"
        "if __name__ == '__main__':\n"
        "    pool = Workers(Settings(), jobs=2)._started()\n    pool.submit(os.getpid).result()\n"
        "    print(*(process.pid for process in pool._processes.values()), flush=True)\n    time.sleep(60)\n"
    )
    (tmp_path / "run.py").write_text(code, encoding="utf-8")
    run = subprocess.Popen([sys.executable, str(tmp_path / "run.py")], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    workers_of_it = [int(pid) for pid in run.stdout.readline().split()]
    assert len(workers_of_it) == 2
    run.kill()
    run.wait()
    run.stdout.close()
    until = time.monotonic() + 20
    while any(map(is_alive, workers_of_it)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_alive, workers_of_it))


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").split()[2] != "Z"
    except OSError:
        return False


def test_two_batches_are_under_way_at_once_and_a_death_costs_neither(reports: list[Report]) -> None:
    with Workers(Settings(), jobs=2) as two:
        first, second = two.begin(reports[:10]), two.begin(reports[10:])
        pool = two._started()
        for process in list(pool._processes.values()):
            os.kill(process.pid or 0, signal.SIGKILL)
        found = [*two.results(first), *two.results(second)]
    assert [report for report, _ in found] == reports
    assert not [read for _, read in found if isinstance(read, Failure)]


class Interrupted(BaseException):
    """As Ctrl-C is."""


def test_after_an_interruption_workers_end_at_once(reports: list[Report]) -> None:
    long = [Report(given_id=str(n), text=" ".join(f"{r.text} {n}" for r in reports * 200)) for n in range(4)]
    two = Workers(Settings(), jobs=2)
    two.begin(long)
    processes = list(two._started()._processes.values())
    two.__exit__(Interrupted, Interrupted(), None)
    assert {process.exitcode for process in processes} <= {-signal.SIGTERM, 1}
    assert two._pool is None


def test_a_language_model_is_asked_by_one() -> None:
    assert jobs_of(Settings(extractor="llm")) == 1
    assert jobs_of(Settings(jobs=3)) == 3
    assert jobs_of(Settings()) >= 1


def test_few_reports_start_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers.Workers, "_started", lambda self: pytest.fail("a worker was started"))
    with Workspace.open("memory:", create=True, jobs=2) as workspace:
        batch = Batch(reports=[Report(given_id="a", text="Two died.")])
        two = Workers(Settings(), jobs=2)
        workspace._begin(batch, None, two)
        assert len(list(workspace._read(batch, two))) == 1
