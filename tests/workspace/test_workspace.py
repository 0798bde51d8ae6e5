"""Workspace: what a notebook user holds."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from recount import Findings, RecountError, Workspace, pipeline
from recount import workspace as module
from recount.config import Settings
from recount.errors import AbortRun, RecordReadOnly, UsageError
from recount.model import DecisionKind, Failure, Profile, Reading, Report, make_decision
from recount.resolve import NoGazetteer
from recount.store import open_store
from recount.store.memory import MemoryStore
from recount.workspace import runs
from recount.workspace.deciding import Order
from recount.workspace.runs import Batch, RunSummary, Told, ahead, batches
from recount.workspace.workers import Workers

RAID = "Raid\n\nAt least 14 people were killed in an airstrike on Homs on 11 October 2016, local activists said."
LATER = "Toll\n\nThe airstrike on Homs on 11 October 2016 killed 17 people, the civil defence said."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("RECOUNT_RECORD", "RECOUNT_POLICY", "RECOUNT_BATCH", "RECOUNT_MAX_REPORT_MB"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "raid.txt").write_text(RAID, encoding="utf-8")
    (tmp_path / "reports" / "toll.txt").write_text(LATER, encoding="utf-8")
    return tmp_path


def test_a_record_is_made_read_and_read_from_as_in_a_notebook(folder: Path) -> None:
    with Workspace.open("notes.db", create=True) as workspace:
        summary = workspace.run(["reports"])
        assert (summary.read, summary.new, summary.failures) == (2, 2, [])
        assert summary.snapshot is not None
        assert workspace.findings() == summary.snapshot.findings
    with Workspace.open("notes.db") as workspace:
        (figure,) = [f for f in workspace.findings().figures if f.harm == "killed"]
        assert (figure.low, figure.high) == (14, 17)


def test_a_total_is_asked_for_by_place_days_harm_and_victims(folder: Path) -> None:
    with Workspace.open("notes.db", create=True) as workspace:
        workspace.run(["reports"])
        whole = workspace.total()
        assert (whole.low, whole.high) == (14, None)
        assert workspace.total("Homs", start=date(2016, 10, 11), end=date(2016, 10, 11)) != whole
        assert workspace.total("Homs", end=date(2016, 10, 10)).counted == ()
        assert workspace.total(victims="children").low == 0
        for wrong in ({"victims": "pilots"}, {"start": date(2016, 10, 12), "end": date(2016, 10, 11)}):
            with pytest.raises(UsageError):
                workspace.total(**wrong)


def test_paths_may_be_one_path_or_several_of_either_type(folder: Path) -> None:
    each: list[str | Path | list[str | Path]] = [
        "reports",
        Path("reports"),
        ["reports/raid.txt", Path("reports/toll.txt")],
    ]
    for at, paths in enumerate(each):
        with Workspace.open(Path(f"{at}.db"), create=True) as workspace:
            assert workspace.run(paths).new == 2


def test_a_record_opened_for_reading_is_not_written(folder: Path) -> None:
    with Workspace.open("notes.db", create=True) as workspace:
        workspace.run("reports/raid.txt")
    with Workspace.open("notes.db") as workspace, pytest.raises(RecordReadOnly):
        workspace.run("reports/toll.txt")


def test_a_missing_record_is_an_error_of_our_own_and_makes_no_file(folder: Path) -> None:
    with pytest.raises(RecountError, match=r"there is no record at none\.db"):
        Workspace.open("none.db")
    assert not (folder / "none.db").exists()


def test_settings_name_the_record_unless_it_is_named(folder: Path) -> None:
    settings = Settings(record="memory:", policy="strict")
    workspace = Workspace.open(create=True, settings=settings)
    assert isinstance(workspace.store, MemoryStore)
    workspace.run("reports")
    assert {figure.policy for figure in workspace.findings().figures} == {"strict-1"}


def test_progress_is_told_for_each_input_and_before_the_figures(folder: Path) -> None:
    told: list[tuple[str, int]] = []
    (folder / "reports" / "photo.png").write_bytes(b"")
    (folder / "reports" / "empty.txt").write_bytes(b"")
    workspace = Workspace.open("memory:", create=True)
    summary = workspace.run("reports", progress=lambda doing, inputs, opened: told.append((doing, inputs)))
    assert told == sorted(told, key=lambda one: (one[0] == "figures", one[1]))
    assert {("reading", 0), ("reading", 2), ("reading", 3)} <= set(told)
    assert told[-1] == ("figures", 2)
    assert (summary.passed, len(summary.failures)) == (1, 1)
    told.clear()
    workspace.run("reports", progress=lambda doing, inputs, opened: told.append((doing, inputs)))
    assert "figures" not in {doing for doing, _ in told}


@pytest.mark.parametrize("batch", [1, 2, 3, 200])
def test_reports_are_kept_batch_by_batch(folder: Path, monkeypatch: pytest.MonkeyPatch, batch: int) -> None:
    for number in range(5):
        (folder / "reports" / f"more-{number}.txt").write_text(f"{number} people died in Homs.", encoding="utf-8")
    kept: list[int] = []
    store = MemoryStore()
    add = store.add

    def counted(read: list[tuple[Report, Reading]], failures: list[Failure], *, at: str, captures: object) -> int:
        kept.append(len(read))
        assert captures == []
        return add(read, failures, at=at)

    monkeypatch.setattr(store, "add", counted)
    Workspace(store, Settings(batch=batch), NoGazetteer()).run("reports")
    assert sum(kept) == 7
    assert max(kept) <= batch
    assert len(kept) == -(-7 // batch)


def test_what_came_slowly_is_kept_before_its_batch_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 1000, 10))
    monkeypatch.setattr(runs, "monotonic", lambda: next(clock))
    reports = [Report(given_id=str(n), text="Two died.") for n in range(5)]
    assert [len(batch.reports) for batch in batches(reports, 200, None)] == [2, 2, 1]


def test_originals_are_logged_together_with_their_reports(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        (folder / "reports" / f"more-{number}.txt").write_text(f"{number} people died in Homs.", encoding="utf-8")
    logged: list[tuple[list[str | None], list[str]]] = []
    with Workspace.open("notes.db", create=True, settings=Settings(batch=3)) as workspace:
        add = workspace.store.add

        def watched(read: Any, failures: Any, *, at: str, captures: Any) -> int:  # noqa: ANN401
            logged.append(([report.original for report, _ in read], [capture.digest for capture in captures]))
            return add(read, failures, at=at, captures=captures)

        monkeypatch.setattr(workspace.store, "add", watched)
        workspace.run("reports")
    assert [len(digests) for _, digests in logged] == [3, 3, 1]
    assert all(originals == digests for originals, digests in logged)


def test_a_batch_is_given_once_the_next_is_with_the_workers() -> None:
    events: list[str] = []
    two = Workers(Settings(), jobs=2)

    def batches() -> Iterator[Batch]:
        for name in "abcd":
            events.append(f"opened {name}")
            yield Batch(reports=[Report(given_id=name, text="Two died.")])

    def begin(batch: Batch, before: Batch | None, workers: Workers) -> None:
        (report,) = batch.reports
        events.append(f"begun {report.given_id} after {before.reports[0].given_id if before else None}")
        batch.begun = None if report.given_id == "c" else []

    for batch in ahead(batches(), begin, two):
        events.append(f"kept {batch.reports[0].given_id}")
    assert events == [
        *("opened a", "begun a after None", "opened b", "begun b after a", "kept a"),
        *("opened c", "begun c after b", "kept b", "kept c"),
        *("opened d", "begun d after None", "kept d"),
    ]


def test_long_reports_are_kept_at_once_however_few_they_are(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "MOST_AT_ONCE", 100)
    sizes: list[int] = []
    keep = Workspace._keep

    def counted(self: Workspace, batch: Batch, summary: RunSummary, workers: Workers, told: Told) -> None:
        sizes.append(len(batch.reports))
        keep(self, batch, summary, workers, told)

    monkeypatch.setattr(Workspace, "_keep", counted)
    Workspace.open("memory:", create=True).run("reports")
    assert sizes == [2]
    sizes.clear()
    monkeypatch.setattr(runs, "MOST_AT_ONCE", 10)
    Workspace.open("memory:", create=True).run("reports")
    assert sizes == [1, 1]


def test_a_stage_that_breaks_is_counted_kept_and_tried_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = pipeline.readings

    def broken(reports: list[Report], **options: object) -> object:
        for report, result in real(reports, **options):  # type: ignore[arg-type]
            failure = Failure(report=report.given_id, stage="claims", error="broke")
            yield report, failure if report.given_id == "raid" else result

    workspace = Workspace.open("memory:", create=True)
    with monkeypatch.context() as patch:
        patch.setattr(module, "readings", broken)
        for _ in range(2):
            summary = workspace.run("reports")
            assert [failure.error for failure in summary.failures] == ["broke"]
    assert workspace.store.failures() == [Failure(report="raid", stage="claims", error="broke")]
    assert workspace.run("reports").new == 1
    assert "Homs" not in caplog.text


def test_giving_up_keeps_what_was_kept_before(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = pipeline.readings

    def giving_up(reports: list[Report], **options: object) -> object:
        if reports[0].given_id == "toll":
            raise AbortRun("enough")
        return real(reports, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "readings", giving_up)
    with Workspace.open("notes.db", create=True, settings=Settings(batch=1)) as workspace, pytest.raises(AbortRun):
        workspace.run("reports")
    with open_store("notes.db", create=False) as store:
        assert [head.given_id for head in store.heads()] == ["raid"]
        assert store.stale()


def test_figures_are_worked_out_when_read_after_a_run_that_was_cut_off(folder: Path) -> None:
    with Workspace.open("notes.db", create=True) as workspace:
        workspace.run("reports/raid.txt")
        (claim,) = workspace.store.claims()
        decision = make_decision(
            DecisionKind.REJECT, (claim.claim.id,), by="reviewer", at="2026-01-01T00:00:00Z", why="misread"
        )
        workspace.store.decide(decision)
    with Workspace.open("notes.db") as workspace:
        assert workspace.store.stale()
        assert workspace.findings().figures == ()
        assert workspace.outline().snapshot.number == 2
        assert workspace.release(Profile.INTERNAL).snapshot.digest == ""
    with Workspace.open("notes.db", create=True) as workspace:
        summary = workspace.run("reports/raid.txt")
        assert (summary.known, summary.snapshot is not None) == (1, True)


def test_a_release_quotes_the_sentence_of_every_claim_and_statement(folder: Path) -> None:
    workspace = Workspace.open("memory:", create=True)
    workspace.run("reports")
    release = workspace.release(Profile.PUBLIC)
    assert release.before is None
    assert [quoted.sentence for quoted in release.claims] == [RAID.split("\n\n")[1], LATER.split("\n\n")[1]]
    (folder / "late.txt").write_text(RAID.replace("14", "19"), encoding="utf-8")
    workspace.run("late.txt")
    second = workspace.release(Profile.PUBLIC)
    assert second.before == release.snapshot
    assert workspace.release(Profile.PUBLIC, 1).snapshot == release.snapshot
    assert workspace.outline(1).snapshot == release.snapshot
    assert workspace.outline().claims == ()


def test_a_snapshot_that_is_not_there_is_told(folder: Path) -> None:
    workspace = Workspace.open("memory:", create=True)
    with pytest.raises(UsageError, match=r"^the record is empty: read reports into it with `recount run PATH…` first$"):
        workspace.release(Profile.PUBLIC)
    assert workspace.findings() == Findings()
    assert list(workspace.questions()) == []
    workspace.run("reports")
    with pytest.raises(UsageError, match=r"^the record has no snapshot 7: its latest is 1$"):
        workspace.release(Profile.PUBLIC, 7)


def test_questions_wait_for_a_person(folder: Path) -> None:
    (folder / "vague.txt").write_text("Five people were killed in an airstrike on Homs.", encoding="utf-8")
    workspace = Workspace.open("memory:", create=True)
    workspace.run("vague.txt")
    assert [(question.kind, question.weight) for question in workspace.questions()] == [("no_day", 4)]
    claim = workspace.questions()[0].about
    workspace.decide(Order(kind=DecisionKind.ACCEPT, things=(claim,), by="Anna", why="It tells no day."))
    assert list(workspace.questions()) == []


def test_day_and_outlet_are_handed_to_reports_that_lack_them(folder: Path) -> None:
    workspace = Workspace.open("memory:", create=True)
    summary = workspace.run("reports", published=date(2016, 10, 12), outlet="Norvane Wire")
    assert summary.undated == 0
    assert {(h.published, h.outlet) for h in workspace.store.heads()} == {(date(2016, 10, 12), "Norvane Wire")}


def test_nothing_of_a_report_is_logged(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        with Workspace.open("notes.db", create=True) as workspace:
            workspace.run("reports")
        with Workspace.open("notes.db") as workspace:
            workspace.release(Profile.INTERNAL)
    for word in ("Homs", "activists", "civil defence", "people were killed"):
        assert word not in caplog.text


ACCOUNT = (
    "An airstrike on a market in Homs on 11 October 2016 killed 17 people, the civil defence said. Its rescuers "
    "worked through the night with two diggers that traders had lent them. By morning the street was closed, and "
    "bakers handed out bread at the corner while families waited for news of those who had been taken to hospital. "
    "The governor promised a new roof for the market before the winter."
)


def test_near_duplicates_are_told_and_corroborate_nothing(folder: Path) -> None:
    (folder / "account.txt").write_text(f"Market\n\n{ACCOUNT}", encoding="utf-8")
    (folder / "copy.txt").write_text(f"Raid on market\n\n{ACCOUNT} Follow us.", encoding="utf-8")
    with Workspace.open("notes.db", create=True) as workspace:
        alone = workspace.run("account.txt")
        before = workspace.findings()
        told = workspace.run("copy.txt")
        assert (alone.near_duplicates, told.near_duplicates, told.duplicates) == (0, 1, 0)
        assert workspace.run(["account.txt", "copy.txt"]).near_duplicates == 0
        (figure,) = workspace.findings().figures
        (first,) = before.figures
        assert (figure.low, figure.best, figure.high, figure.origins) == (first.low, first.best, first.high, 1)
        (incident,) = workspace.findings().incidents
        assert [r.id for r in incident.reports] == ["account", "copy"]
        assert [o.reports for o in workspace.findings().origins] == [("account", "copy")]


def test_reports_that_an_older_version_read_are_signed_by_the_next_run(folder: Path) -> None:
    store = MemoryStore()
    workspace = Workspace(store, Settings(record="memory:"), NoGazetteer())
    report = Report(given_id="old", text=ACCOUNT)
    store.add([(report, Reading(report_id=report.id, claims=(), statements=()))], [], at="2016-10-15T08:00:00Z")
    (folder / "reports" / "copy.txt").write_text(f"Raid kills 17\n\n{ACCOUNT}", encoding="utf-8")
    assert workspace.run("reports/copy.txt").near_duplicates == 1
    assert store.unsigned() == []
