"""The findings of an open record: kept, brought up to date with what anybody writes, and the same as from nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from recount.config import Settings
from recount.model import DecisionKind, Field, Findings
from recount.pipeline import Derivation, derive
from recount.workspace import Workspace
from recount.workspace.deciding import Order
from recount.workspace.editions import earlier_claims

RAID = "Raid on Homs\n\nHOMS, 11 October 2016 (Norvane Wire) — At least 14 people were killed in an airstrike on \
Homs on Tuesday, the civil defence said.\n"
LATER = "Toll in Homs\n\nHOMS, 12 October 2016 (Qasmoor Gazette) — The airstrike on Homs on Tuesday killed 17 people, \
state media said on Wednesday.\n"
DENIED = "Raid on Homs\n\nHOMS, 12 October 2016 (Wexmoor Dispatch) — A Russian airstrike killed 17 people in Homs on \
Tuesday, activists said. Russia denied that it had carried out the attack.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("raid", RAID), ("toll", LATER), ("denied", DENIED)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    with Workspace.open("record.db", create=True, settings=Settings()) as opened:
        yield opened


def from_nothing(workspace: Workspace) -> Findings:
    store, settings = workspace.store, workspace.settings
    claims, decisions = list(store.claims()), store.decisions()
    return derive(
        claims,
        decisions,
        policy=workspace._policy,
        earlier=earlier_claims(store, claims, decisions),
        prints=store.fingerprints(),
        statements=store.statements(),
        estimator=settings.estimator,
        trusted=settings.trusted,
    )


def order(kind: DecisionKind, *things: str, to: tuple[tuple[Field, str], ...] = ()) -> Order:
    return Order(kind=kind, things=things, by="Anna", why="Heard again.", to=to)


def test_example_reports_read_one_by_one_and_judged_between_give_what_all_of_it_gives(
    workspace: Workspace, repository: Path
) -> None:
    reports = [file for file in sorted((repository / "examples" / "aleppo-2016").iterdir()) if file.is_file()]
    chance = random.Random(5)
    chance.shuffle(reports)
    decided: list[str] = []
    kinds = [DecisionKind.REJECT, DecisionKind.SET_ASIDE, DecisionKind.DIFFERENT, DecisionKind.SAME_ORIGIN]
    assert len(reports) == 9
    for at, report in enumerate(reports):
        workspace.run(report)
        latest = workspace.store.snapshot()
        assert latest is not None
        assert latest.findings == workspace.findings()
        claims = [c.claim.id for c in workspace.store.claims()]
        if at % 2 == 0 and len(claims) > 1:
            made = workspace.decide(order(kinds[at // 2 % 4], *chance.sample(claims, 2)))
            decided += [d.id for d in made.decisions]
        elif at % 4 == 3 and decided:
            workspace.decide(order(DecisionKind.UNDO, decided.pop()))
        if at % 4 == 3:
            assert workspace.findings() == from_nothing(workspace)
    assert workspace.findings() == from_nothing(workspace)
    assert not workspace.store.stale()


def test_what_another_process_writes_is_taken_in(workspace: Workspace) -> None:
    workspace.run("raid.txt")
    _, first = workspace.catch_up()
    assert not first.any
    with Workspace.open("record.db", create=True, settings=Settings()) as other:
        other.run("toll.txt")
        (claim,) = [c.claim.id for c in other.store.claims() if c.given_id == "toll"]
        other.decide(order(DecisionKind.SET_ASIDE, claim))
        theirs = other.findings()
    derivation, update = workspace.catch_up()
    assert update.any
    assert derivation.findings == theirs == from_nothing(workspace)
    (incident,) = theirs.incidents
    assert update.touched >= {incident.id}
    workspace.decide(order(DecisionKind.UNDO, workspace.store.decisions()[-1].id))
    assert workspace.findings() == from_nothing(workspace)
    assert not workspace.store.stale()


def test_a_new_version_of_a_report_takes_the_place_of_the_former_and_decisions_move_to_it(workspace: Workspace) -> None:
    workspace.run(["raid.txt", "toll.txt"])
    (claim,) = [c.claim.id for c in workspace.store.claims() if c.given_id == "raid"]
    workspace.decide(order(DecisionKind.CORRECT, claim, to=((Field.VALUE, "15"),)))
    Path("raid.txt").write_text(RAID + "\nNothing else was known.\n", encoding="utf-8")
    workspace.run("raid.txt")
    assert claim not in {c.claim.id for c in workspace.store.claims()}
    assert workspace.findings() == from_nothing(workspace)
    assert {f.low for f in workspace.findings().figures} == {15}


def test_a_decision_tells_which_incidents_it_changed(workspace: Workspace) -> None:
    workspace.run(["raid.txt", "toll.txt"])
    (together,) = workspace.findings().incidents
    (claim,) = [c.claim.id for c in workspace.store.claims() if c.given_id == "toll"]
    decided = workspace.decide(order(DecisionKind.DIFFERENT, claim))
    now = {i.id for i in workspace.findings().incidents}
    assert decided.update.touched == now | {together.id}
    assert decided.update.new == now - {together.id}
    assert [len(split.into) for split in decided.changes.split] == [2]
    again = workspace.decide(order(DecisionKind.ACCEPT, claim))
    assert not again.update.any
    assert workspace.kept.touched_since(workspace.kept.mark) == frozenset()
    assert workspace.kept.touched_since(workspace.kept.mark - 1) == decided.update.touched
    assert workspace.kept.touched_since(-1) is None


def test_figures_follow_the_settings_of_the_estimator(folder: Path) -> None:
    for estimator, best in (("lowest", 14), ("latest", 17)):
        with Workspace.open("record.db", create=True, settings=Settings(estimator=estimator)) as workspace:
            workspace.run(["raid.txt", "toll.txt"])
            (figure,) = workspace.findings().figures
            assert (figure.estimator, figure.best) == (f"{estimator}-1", best)
            assert not workspace._made_another_way()


def test_settings_that_change_while_it_is_open_are_followed(workspace: Workspace) -> None:
    workspace.run(["raid.txt", "toll.txt"])
    workspace.kept._settings = Settings(estimator="lowest")
    derivation, _ = workspace.catch_up()
    assert {f.estimator for f in derivation.findings.figures} == {"lowest-1"}


def test_what_reports_say_besides_their_claims_is_heard(workspace: Workspace) -> None:
    workspace.run("denied.txt")
    assert [[a.name for a in g.denied] for g in workspace.findings().grades] == [["Russia"]]


def test_an_update_that_is_cut_off_leaves_nothing_half_done(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.run("raid.txt")
    with monkeypatch.context() as patch:
        patch.setattr(workspace.store, "statements_of", interrupt)
        with pytest.raises(KeyboardInterrupt):
            workspace.run("toll.txt")
    assert workspace.findings() == from_nothing(workspace)
    assert len(workspace.findings().incidents[0].reports) == 2


def interrupt(ids: object) -> None:
    raise KeyboardInterrupt


def test_a_decision_neither_puts_all_findings_together_nor_reads_them(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.run(["raid.txt", "toll.txt"])
    (claim,) = [c.claim.id for c in workspace.store.claims() if c.given_id == "toll"]
    with monkeypatch.context() as patch:
        patch.setattr(Derivation, "findings", property(whole))
        for name in ("snapshot", "claims", "statements", "fingerprints"):
            patch.setattr(workspace.store, name, whole)
        workspace.decide(order(DecisionKind.SET_ASIDE, claim))
    latest = workspace.store.snapshot()
    assert latest is not None
    assert (latest.number, latest.findings) == (2, from_nothing(workspace))


def whole(*_: object) -> None:
    raise AssertionError("all of the record was looked at")


def test_findings_that_another_process_kept_meanwhile_are_not_taken_for_one_s_own(workspace: Workspace) -> None:
    workspace.run(["raid.txt"])
    with Workspace.open("record.db", create=True, settings=Settings()) as other:
        other.run("toll.txt")
        (claim,) = [c.claim.id for c in other.store.claims() if c.given_id == "toll"]
    workspace.decide(order(DecisionKind.SET_ASIDE, claim))
    latest = workspace.store.snapshot()
    assert latest is not None
    assert (latest.number, latest.findings) == (3, from_nothing(workspace))
    assert [said for _, said in workspace.store.check_snapshots()] == [""] * 3
