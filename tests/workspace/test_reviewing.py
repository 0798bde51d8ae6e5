"""Decisions and editions through a workspace: what changes, what is refused, and that it can all be had back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from recount.config import Settings
from recount.errors import UsageError
from recount.model import ClaimId, DecisionKind, Field, Figure, Profile, to_json
from recount.publish import redact, write
from recount.publish.changes import ChangeKind
from recount.review import State
from recount.store import open_store
from recount.workspace import Workspace
from recount.workspace.deciding import Order
from recount.workspace.reviewing import Decided

RAID = "Raid on Homs\n\nHOMS, 11 October 2016 (Norvane Wire) — At least 14 people were killed in an airstrike on \
Homs on Tuesday, according to Farid Nasser, a shopkeeper who lives there.\n"
LATER = "Toll in Homs\n\nHOMS, 12 October 2016 (Qasmoor Gazette) — The airstrike on Homs on Tuesday killed 17 people, \
the civil defence said on Wednesday.\n"
IDLIB = "Shelling of Idlib\n\nIDLIB, 12 October 2016 (Norvane Wire) — Six people were killed in shelling of Idlib on \
Tuesday, medics said.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("raid", RAID), ("toll", LATER), ("idlib", IDLIB)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    with Workspace.open("record.db", create=True, settings=Settings()) as opened:
        opened.run(["raid.txt", "toll.txt", "idlib.txt"])
        yield opened


def decide(
    workspace: Workspace,
    kind: DecisionKind,
    *things: str,
    by: str = "Anna",
    to: dict[Field, str] | None = None,
    settles: tuple[str, ...] = (),
) -> Decided:
    fields = tuple((to or {}).items())
    return workspace.decide(Order(kind=kind, things=things, by=by, why="Heard again.", to=fields, settles=settles))


def claim_of(workspace: Workspace, given_id: str) -> ClaimId:
    (found,) = [c.claim.id for c in workspace.store.claims() if c.given_id == given_id]
    return found


def killed(workspace: Workspace) -> dict[str, Figure]:
    """The figure of all killed by the reports that tell of it."""
    findings = workspace.findings()
    told = {i.id: "+".join(r.id for r in i.reports) for i in findings.incidents}
    return {told[f.incident]: f for f in findings.figures if f.harm == "killed" and f.group == "all"}


def digest(workspace: Workspace) -> str:
    return to_json(workspace.findings())


def test_two_tellings_of_one_raid_are_one_incident_before_anybody_decides(workspace: Workspace) -> None:
    assert set(killed(workspace)) == {"raid+toll", "idlib"}


def test_a_rejected_claim_leaves_its_incident_and_what_changed_is_told(workspace: Workspace) -> None:
    decided = decide(workspace, DecisionKind.REJECT, claim_of(workspace, "toll"))
    assert killed(workspace)["raid"].high == 14
    assert [move.kind for move in decided.changes.moves] == [ChangeKind.LOWERED]
    assert not workspace.store.stale()


def test_a_claim_set_aside_stays_in_its_incident_and_counts_for_no_figure(workspace: Workspace) -> None:
    toll = claim_of(workspace, "toll")
    decide(workspace, DecisionKind.SET_ASIDE, toll)
    figure = killed(workspace)["raid+toll"]
    assert figure.high == 14
    assert [use.used for use in figure.uses if use.claim == toll] == [False]


def test_an_accepted_claim_changes_no_figure(workspace: Workspace) -> None:
    before = digest(workspace)
    assert not decide(workspace, DecisionKind.ACCEPT, claim_of(workspace, "toll")).changes.any
    assert digest(workspace) == before


def test_a_corrected_number_moves_the_figure_and_leaves_the_claim(workspace: Workspace) -> None:
    toll = claim_of(workspace, "toll")
    decided = decide(workspace, DecisionKind.CORRECT, toll, to={Field.VALUE: "19", Field.BOUND: "at_least"})
    assert len(decided.decisions) == 2
    assert (killed(workspace)["raid+toll"].high, killed(workspace)["raid+toll"].open_high) == (19, True)
    read = workspace.store.find_claim(toll)
    assert read is not None
    assert read.claim.stated.value == 17
    (shown,) = [q.grounded for q in workspace.release(Profile.INTERNAL).claims if q.grounded.claim.id == toll]
    assert shown.claim.stated.value == 19
    assert shown.quantity is not None
    assert (shown.quantity.low, shown.quantity.high) == (19, None)
    assert "A reviewer corrected the number from 17 to 19." in [r.sentence for r in shown.reasons]


def test_a_split_parts_an_incident_and_a_merge_joins_two(workspace: Workspace) -> None:
    toll, idlib = claim_of(workspace, "toll"), claim_of(workspace, "idlib")
    parted = decide(workspace, DecisionKind.DIFFERENT, toll)
    assert set(killed(workspace)) == {"raid", "toll", "idlib"}
    assert [len(split.into) for split in parted.changes.split] == [2]
    joined = decide(workspace, DecisionKind.SAME, toll, idlib)
    assert set(killed(workspace)) == {"raid", "idlib+toll"}
    assert [len(merged.of) for merged in joined.changes.merged] == [2]


@pytest.mark.parametrize("kind", [DecisionKind.DIFFERENT, DecisionKind.ELSEWHERE])
def test_claims_are_parted_by_naming_both_or_one_within_its_incident(workspace: Workspace, kind: DecisionKind) -> None:
    raid, toll = claim_of(workspace, "raid"), claim_of(workspace, "toll")
    (incident,) = [i.id for i in workspace.findings().incidents if toll in i.claims]
    for things in ((raid, toll), (toll,), (incident, toll), (toll[6:14],)):
        decided = decide(workspace, kind, *things)
        assert set(killed(workspace)) == {"raid", "toll", "idlib"}
        decide(workspace, DecisionKind.UNDO, decided.decisions[0].id)
        assert set(killed(workspace)) == {"raid+toll", "idlib"}


CHANGES: list[tuple[DecisionKind, dict[Field, str]]] = [
    (DecisionKind.ACCEPT, {}),
    (DecisionKind.REJECT, {}),
    (DecisionKind.SET_ASIDE, {}),
    (DecisionKind.DIFFERENT, {}),
    (DecisionKind.CORRECT, {Field.VALUE: "40"}),
    (DecisionKind.CORRECT, {Field.HARM: "injured"}),
    (DecisionKind.CORRECT, {Field.WHEN: "2016-10-01"}),
    (DecisionKind.CORRECT, {Field.WHERE: "Idlib, Syria"}),
    (DecisionKind.CORRECT, {Field.BY: "Russia"}),
    (DecisionKind.CORRECT, {Field.SOURCE: "Farid Nasser"}),
]


@pytest.mark.parametrize(("kind", "to"), CHANGES)
def test_undoing_a_decision_gives_back_the_very_same_findings_and_undoing_that_the_changed_ones(
    workspace: Workspace, kind: DecisionKind, to: dict[Field, str]
) -> None:
    before = digest(workspace)
    decided = decide(workspace, kind, claim_of(workspace, "toll"), to=to)
    after = digest(workspace)
    assert (after == before) == (kind is DecisionKind.ACCEPT)
    undone = decide(workspace, DecisionKind.UNDO, decided.decisions[0].id)
    assert digest(workspace) == before
    decide(workspace, DecisionKind.UNDO, undone.decisions[0].id)
    assert digest(workspace) == after


def test_reviewers_who_disagree_leave_the_figures_as_read_until_one_settles_it(workspace: Workspace) -> None:
    before, toll = digest(workspace), claim_of(workspace, "toll")
    one = decide(workspace, DecisionKind.CORRECT, toll, to={Field.VALUE: "19"}).decisions[0].id
    other = decide(workspace, DecisionKind.CORRECT, toll, to={Field.VALUE: "18"}, by="Ben")
    assert digest(workspace) == before
    (dispute,) = other.disputes
    assert workspace.judgements().disputes == (dispute,)
    assert [s.state for s in workspace.decisions()] == [State.DISPUTED, State.DISPUTED]
    (agreed,) = workspace.agreement()
    assert (agreed.about, agreed.same) == ("value", 0.0)
    settles = (one, other.decisions[0].id)
    decide(workspace, DecisionKind.CORRECT, toll, to={Field.VALUE: "18"}, by="Chair", settles=settles)
    assert killed(workspace)["raid+toll"].high == 18
    assert workspace.judgements().disputes == ()


@pytest.mark.parametrize(
    ("kind", "things", "words"),
    [
        (DecisionKind.REJECT, ("claim:ffffffffffffffff",), "is not in the record"),
        (DecisionKind.REJECT, ("nonsense",), "no identifier"),
        (DecisionKind.REJECT, (), "name something"),
        (DecisionKind.UNDO, ("TOLL",), "is no decision"),
        (DecisionKind.SAME, ("TOLL",), "two claims at least"),
        (DecisionKind.DIFFERENT, ("IDLIB",), "no other claim"),
        (DecisionKind.DIFFERENT, ("TOLL", "IDLIB", "INCIDENT"), "name two things"),
        (DecisionKind.CORRECT, ("TOLL",), "say what to correct"),
    ],
)
def test_what_can_not_be_meant_is_refused_and_decides_nothing(
    workspace: Workspace, kind: DecisionKind, things: tuple[str, ...], words: str
) -> None:
    named: dict[str, str] = {"TOLL": claim_of(workspace, "toll"), "IDLIB": claim_of(workspace, "idlib")}
    named["INCIDENT"] = workspace.findings().incidents[0].id
    with pytest.raises(UsageError, match=words):
        decide(workspace, kind, *(named.get(thing, thing) for thing in things))
    assert workspace.decisions() == []


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ({Field.WHERE: "Nowhere-upon-Nothing"}, "gazetteer knows no place"),
        ({Field.WHERE: "San Miguel"}, "places are called"),
        ({Field.VALUE: "many"}, "no number of persons"),
        ({Field.PART_OF: "IDLIB"}, "of its own report"),
        ({Field.SOURCE: "a\x1b[2Jmedic"}, "not seen"),
    ],
)
def test_a_correction_that_is_no_value_is_refused(workspace: Workspace, to: dict[Field, str], words: str) -> None:
    filled = {field: value.replace("IDLIB", claim_of(workspace, "idlib")) for field, value in to.items()}
    with pytest.raises(UsageError, match=words):
        decide(workspace, DecisionKind.CORRECT, claim_of(workspace, "toll"), to=filled)
    assert workspace.decisions() == []


def test_a_place_of_many_is_named_by_its_key(workspace: Workspace) -> None:
    toll = claim_of(workspace, "toll")
    first, second = workspace.gazetteer.find("San Miguel")[:2]
    for place in (first, second):
        decided = decide(workspace, DecisionKind.CORRECT, toll, to={Field.WHERE: f"San Miguel ({place.key})"})
        correction = decided.decisions[0].correction
        assert correction is not None
        assert correction.place is not None
        assert correction.place.point is not None
        assert correction.place.point.gazetteer == place.key


def test_a_name_is_taken_as_a_reader_of_the_report_takes_it(workspace: Workspace) -> None:
    toll = claim_of(workspace, "toll")
    decide(workspace, DecisionKind.CORRECT, toll, to={Field.BY: "Russia; the Syrian army", Field.SOURCE: "none"})
    (shown,) = [q.grounded for q in workspace.release(Profile.INTERNAL).claims if q.grounded.claim.id == toll]
    first, second = shown.by
    assert first.key == "actor:russia"
    assert (second.name, second.key[:5]) == ("Syrian army", "said:")
    assert (shown.source, len(shown.origins)) == (None, 1)
    assert shown.origins[0].startswith("said:")


def test_who_a_correction_takes_out_is_still_taken_out_of_a_public_release(workspace: Workspace) -> None:
    decide(workspace, DecisionKind.CORRECT, claim_of(workspace, "raid"), to={Field.SOURCE: "civil defence"})
    release = redact(workspace.release(Profile.PUBLIC), Profile.PUBLIC)
    for form in ("md", "html"):
        assert "Nasser" not in "".join(write(release, form=form, what="brief"))
    assert "Nasser" not in "".join(write(release, form="jsonl", what="claims"))


def test_a_decision_follows_the_same_words_into_the_next_version(folder: Path, workspace: Workspace) -> None:
    old = claim_of(workspace, "toll")
    decide(workspace, DecisionKind.CORRECT, old, to={Field.VALUE: "19"})
    (folder / "toll.txt").write_text(LATER + "\nOfficials did not comment.\n", encoding="utf-8")
    workspace.run("toll.txt")
    assert claim_of(workspace, "toll") != old
    assert killed(workspace)["raid+toll"].high == 19
    assert workspace.stale_decisions() == {}
    decided = decide(workspace, DecisionKind.SET_ASIDE, old)
    assert decided.decisions[0].claims == (claim_of(workspace, "toll"),)
    assert "decided on" in decided.notes[0]


def test_a_decision_on_words_that_are_gone_is_stale_and_none_is_made(folder: Path, workspace: Workspace) -> None:
    old = claim_of(workspace, "toll")
    made = decide(workspace, DecisionKind.CORRECT, old, to={Field.VALUE: "19"}).decisions[0]
    (folder / "toll.txt").write_text(LATER.replace("17", "16"), encoding="utf-8")
    workspace.run("toll.txt")
    assert killed(workspace)["raid+toll"].high == 16
    assert workspace.stale_decisions() == {made.id: (old,)}
    with pytest.raises(UsageError, match="its words not in the latest"):
        decide(workspace, DecisionKind.REJECT, old)


def test_two_logs_joined_in_either_order_give_the_same_figures(folder: Path) -> None:
    def record(name: str) -> Workspace:
        workspace = Workspace.open(f"{name}.db", create=True, settings=Settings())
        workspace.run(["raid.txt", "toll.txt", "idlib.txt"])
        return workspace

    with record("anna") as anna, record("ben") as ben:
        toll = claim_of(anna, "toll")
        first = decide(anna, DecisionKind.CORRECT, toll, to={Field.VALUE: "19"}).decisions[0].id
        decide(anna, DecisionKind.UNDO, first)
        decide(ben, DecisionKind.CORRECT, toll, to={Field.VALUE: "18"}, by="Ben")
        decide(ben, DecisionKind.DIFFERENT, claim_of(ben, "raid"), toll, by="Ben")
        of_anna, of_ben = anna.store.decisions(), ben.store.decisions()
        assert anna.decide_all(of_ben).added == ben.decide_all(of_anna).added == 2
        assert digest(anna) == digest(ben)
        assert killed(anna)["toll"].high == 18
        assert anna.decide_all(of_ben).added == 0


def test_a_log_that_is_damaged_or_of_other_reports_is_taken_in_not_at_all(folder: Path, workspace: Workspace) -> None:
    made = decide(workspace, DecisionKind.REJECT, claim_of(workspace, "toll")).decisions[0]
    undone = decide(workspace, DecisionKind.UNDO, made.id).decisions[0]
    with Workspace.open("other.db", create=True, settings=Settings()) as other:
        other.run("toll.txt")
        with pytest.raises(UsageError, match=r"decision 1 is about decision:\w+, which is neither"):
            other.decide_all([undone])
        assert other.decide_all([undone, made]).added == 2
        assert [s.state for s in other.decisions()] == [State.COUNTS, State.UNDONE]
    with Workspace.open("empty.db", create=True, settings=Settings()) as empty:
        empty.run("idlib.txt")
        with pytest.raises(UsageError, match=r"decision 1 is about claim:\w+, which is not in this record"):
            empty.decide_all([made])
        assert empty.decisions() == []


def test_an_edition_is_verified_as_it_was_made_whatever_comes_later(folder: Path, workspace: Workspace) -> None:
    decide(workspace, DecisionKind.CORRECT, claim_of(workspace, "toll"), to={Field.VALUE: "19"})
    made = workspace.create_edition("For the briefing.")
    assert (made.number, made.extent.reports, made.extent.decisions) == (1, 3, 1)
    assert workspace.verify_edition().differences == ()
    (folder / "toll.txt").write_text(LATER.replace("17", "23"), encoding="utf-8")
    workspace.run("toll.txt")
    decide(workspace, DecisionKind.REJECT, claim_of(workspace, "raid"))
    assert digest(workspace) != to_json(workspace.store.snapshot(made.snapshot))
    found = workspace.verify_edition(1)
    assert (found.holds, found.differences) == (True, ())
    second = workspace.create_edition()
    assert (second.number, second.findings != made.findings) == (2, True)
    assert [one.number for one in workspace.editions()] == [1, 2]
    assert workspace.verify_edition(2).differences == ()


def test_a_setting_changed_later_is_told_and_the_edition_verified_as_made(workspace: Workspace) -> None:
    workspace.create_edition()
    with Workspace.open("record.db", settings=Settings(policy="strict")) as other:
        found = other.verify_edition(1)
    assert found.holds
    assert [d.kind for d in found.differences] == ["settings"]
    assert "verified as made" in found.differences[0].sentence


def test_other_code_is_told_and_is_no_fault(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace.create_edition()
    monkeypatch.setattr("recount.workspace.editions.code_digest", lambda: "0" * 64)
    found = workspace.verify_edition(1)
    assert (found.holds, [d.kind for d in found.differences]) == (True, ["code"])
    monkeypatch.setattr("recount.workspace.editions.version", lambda name: "9.9.9")
    assert [d.kind for d in workspace.verify_edition(1).differences] == ["version"]


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        ("""UPDATE claims SET json = replace(json, '"value":17', '"value":27')""", {"claims", "figures"}),
        ("UPDATE reports SET json = replace(json, 'killed 17', 'killed 27')", {"reports"}),
        ("UPDATE findings SET json = replace(json, '\"best\":17', '\"best\":16')", {"snapshot"}),
    ],
)
def test_a_record_that_was_tampered_with_is_told_in_words(
    folder: Path, workspace: Workspace, change: str, kinds: set[str]
) -> None:
    made = workspace.create_edition()
    with closing(sqlite3.connect("record.db")) as connection:
        assert connection.execute(change).rowcount
        connection.commit()
    found = workspace.verify_edition(made.number)
    assert not found.holds
    assert {d.kind for d in found.differences} >= kinds
    for difference in found.differences:
        assert difference.sentence.endswith(".")


def test_a_figure_that_differs_is_named_with_both_numbers(folder: Path, workspace: Workspace) -> None:
    workspace.create_edition()
    with closing(sqlite3.connect("record.db")) as connection:
        connection.execute("""UPDATE claims SET json = replace(json, '"value":6', '"value":8')""")
        connection.commit()
    told = [d.sentence for d in workspace.verify_edition(1).differences if d.kind == "figures"]
    assert len(told) == 1
    assert "Idlib" in told[0]
    assert "6 was published, 8 comes out now." in told[0]


def test_an_edition_of_nothing_or_of_another_number_is_refused(folder: Path) -> None:
    with Workspace.open("memory:", create=True, settings=Settings()) as workspace:
        with pytest.raises(UsageError, match="the record is empty"):
            workspace.create_edition()
        with pytest.raises(UsageError, match="has no edition yet"):
            workspace.verify_edition()
        workspace.run("raid.txt")
        with pytest.raises(UsageError, match="the note holds a character"):
            workspace.create_edition("a\x07b")
        workspace.create_edition()
        with pytest.raises(UsageError, match="no edition 7: its latest is 1"):
            workspace.verify_edition(7)


def test_a_brief_since_an_edition_tells_what_came_after_it(folder: Path, workspace: Workspace) -> None:
    made = workspace.create_edition()
    decide(workspace, DecisionKind.DIFFERENT, claim_of(workspace, "toll"))
    decide(workspace, DecisionKind.REJECT, claim_of(workspace, "idlib"))
    release = redact(workspace.release(Profile.PUBLIC, since=made.number), Profile.PUBLIC)
    brief = "".join(write(release, form="md", what="brief"))
    assert "since edition 1" in brief.splitlines()[0]
    for word in ("**SPLIT**", "**WITHDRAWN**"):
        assert word in brief
    news = brief.partition("## What is new")[2].partition("## What happened")[0]
    assert news.count("\n- **") == news.count("  > — ")
    with pytest.raises(UsageError, match="no edition 4"):
        workspace.release(Profile.PUBLIC, since=4)


def test_a_withdrawn_figure_of_a_replaced_version_has_the_sentence_it_stood_on(
    folder: Path, workspace: Workspace
) -> None:
    workspace.create_edition()
    (folder / "idlib.txt").write_text(
        "Shelling of Idlib\n\nIDLIB, 12 October 2016 (Norvane Wire) — Nothing is known.\n"
    )
    workspace.run("idlib.txt")
    release = workspace.release(Profile.INTERNAL, since=1)
    brief = "".join(write(release, form="md", what="brief"))
    news = brief.partition("## What is new")[2].partition("## What happened")[0]
    assert "**WITHDRAWN**" in news
    assert "were killed in shelling of Idlib" in news
    assert "Six" not in "".join(write(release, form="jsonl", what="claims"))


def test_decisions_made_by_two_workspaces_on_one_record_are_both_kept(folder: Path, workspace: Workspace) -> None:
    with Workspace.open("record.db", write=True, settings=Settings()) as other:
        decide(other, DecisionKind.REJECT, claim_of(other, "idlib"), by="Ben")
        decide(workspace, DecisionKind.CORRECT, claim_of(workspace, "toll"), to={Field.VALUE: "19"})
    with open_store("record.db", create=False) as store:
        assert [d.by for d in store.decisions()] == ["Ben", "Anna"]
        assert not store.stale()
    assert set(killed(workspace)) == {"raid+toll"}
