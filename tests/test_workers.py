"""Workers: several processes read what one would, in the same order."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from recount import workers
from recount.config import Settings
from recount.model import Failure, Reading, Report
from recount.workers import Workers, jobs_of
from recount.workspace import Batch, Workspace


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
