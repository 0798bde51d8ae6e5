"""Claims that people add: part of the record from the decision on, taken back with it, verified with an edition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from recount.config import Settings
from recount.errors import UsageError
from recount.model import DecisionKind, Field, Harm, Profile
from recount.workspace import Workspace
from recount.workspace.adding import Addition
from recount.workspace.deciding import Order

TEXT = (
    "Rescue workers in Aleppo were busy on Wednesday. The list at the door of the hospital in al-Fardous bore a dozen"
    " names by nightfall, a nurse said. Nobody could say who had written it. The door itself was new. Workmen had hung"
    " it in the spring, when the hospital moved into the cellar of the school, and had painted it green. The paint was"
    " still fresh in the corners. Whoever came to read the list wiped their shoes on the mat, as they had been told to."
)
WORDS = "a dozen names"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    source = tmp_path / "door.txt"
    source.write_text(TEXT, encoding="utf-8")
    settings = Settings(reviewer="Desk editor", keep_originals=False)
    with Workspace.open(tmp_path / "record.db", create=True, settings=settings) as opened:
        opened.run(source, published=date(2016, 10, 14))
        yield opened


def addition(workspace: Workspace, words: str = WORDS, **fields: str) -> Addition:
    report = workspace.store.find_report("door")
    assert report is not None
    start = report.canonical.index(words)
    said = {"value": "12", "harm": "killed", "when": "2016-10-12", "where": "al-Fardous, Aleppo"} | fields
    return Addition(
        report="door",
        start=start,
        end=start + len(words),
        by="Desk editor",
        why="The list names the dead.",
        fields=tuple((Field(name), value) for name, value in said.items()),
    )


def test_an_added_claim_counts_and_stands_in_its_sentence(workspace: Workspace) -> None:
    assert workspace.findings().incidents == ()
    decided = workspace.add_claim(addition(workspace))
    (claim,) = workspace.claims()
    report = workspace.store.find_report("door")
    assert report is not None
    assert claim.claim.span.of(report.canonical) == WORDS
    assert claim.claim.context.of(report.canonical).startswith("The list at the door")
    assert (claim.claim.harm, claim.claim.stated.value, claim.published) == (Harm.KILLED, 12, "2016-10-14")
    assert claim.where is not None
    assert claim.where.names[0] == "al-Fardous"
    assert [reason.rule for reason in claim.reasons] == ["added"]
    (figure,) = workspace.findings().figures
    assert (figure.low, figure.best, figure.high) == (12, 12, 12)
    assert workspace.find_claim(decided.decisions[0].claims[0]) == claim


def test_what_was_added_is_found_again_when_the_record_is_opened_anew(workspace: Workspace, tmp_path: Path) -> None:
    workspace.add_claim(addition(workspace))
    before = workspace.findings()
    with Workspace.open(tmp_path / "record.db", settings=workspace.settings) as again:
        assert again.claims() == workspace.claims()
        assert again.derive() == before
        released = again.release(Profile.INTERNAL).claims
        assert [c.grounded.claim.id for c in released] == [c.claim.id for c in workspace.claims()]


def test_an_addition_can_be_taken_back_and_brought_back(workspace: Workspace) -> None:
    decided = workspace.add_claim(addition(workspace))

    def undo(decision: str) -> str:
        order = Order(kind=DecisionKind.UNDO, things=(decision,), by="Desk editor", why="A slip.")
        return workspace.decide(order).decisions[0].id

    back = undo(decided.decisions[0].id)
    assert workspace.claims() == []
    assert workspace.claims_now() == {}
    assert workspace.findings().figures == ()
    undo(back)
    assert len(workspace.claims()) == 1
    assert len(workspace.findings().figures) == 1


def test_an_added_claim_is_judged_like_any_other(workspace: Workspace) -> None:
    claim = workspace.add_claim(addition(workspace)).decisions[0].claims[0]
    order = Order(
        kind=DecisionKind.CORRECT, things=(claim,), by="Second reader", why="It says 11.", to=((Field.VALUE, "11"),)
    )
    workspace.decide(order)
    (figure,) = workspace.findings().figures
    assert figure.best == 11
    workspace.decide(Order(kind=DecisionKind.REJECT, things=(claim[:12],), by="Second reader", why="No list."))
    assert workspace.findings().figures == ()


def test_an_edition_holds_what_was_added_till_then(workspace: Workspace) -> None:
    first = workspace.create_edition()
    workspace.add_claim(addition(workspace))
    second = workspace.create_edition()
    assert workspace.verify_edition(first.number).holds
    assert workspace.verify_edition(second.number).holds
    snapshot = workspace.store.snapshot(second.snapshot)
    assert snapshot is not None
    assert len(snapshot.findings.figures) == 1


def later_version(workspace: Workspace, text: str, folder: Path) -> None:
    (folder / "door.txt").write_text(text, encoding="utf-8")
    workspace.run(folder / "door.txt", published=date(2016, 10, 14))


def test_an_added_claim_stands_in_later_versions_that_have_its_sentence(workspace: Workspace, tmp_path: Path) -> None:
    first = workspace.add_claim(addition(workspace)).decisions[0]
    edition = workspace.create_edition()
    later_version(workspace, f"Updated on Friday. {TEXT}", tmp_path)
    (claim,) = workspace.claims()
    report = workspace.store.find_report("door")
    assert report is not None
    assert claim.claim.report == report.id
    assert claim.claim.id != first.claims[0]
    assert claim.claim.span.of(report.canonical) == WORDS
    assert claim.claim.context.of(report.canonical).startswith("The list at the door")
    assert workspace.stale_decisions() == {}
    (figure,) = workspace.findings().figures
    assert figure.best == 12
    assert workspace.verify_edition(edition.number).holds
    with Workspace.open(tmp_path / "record.db", settings=workspace.settings) as again:
        assert again.derive() == workspace.findings()
        assert again.find_claim(claim.claim.id) == claim


def test_it_is_judged_there_and_found_by_its_earlier_id(workspace: Workspace, tmp_path: Path) -> None:
    first = workspace.add_claim(addition(workspace)).decisions[0].claims[0]
    later_version(workspace, f"Updated on Friday. {TEXT}", tmp_path)
    (claim,) = workspace.claims()
    for thing, value in ((claim.claim.id, 11), (first, 10)):
        to = ((Field.VALUE, str(value)),)
        order = Order(kind=DecisionKind.CORRECT, things=(thing,), by="Second reader", why="It says so.", to=to)
        assert workspace.decide(order).decisions[0].claims == (claim.claim.id,)
        assert [figure.best for figure in workspace.findings().figures] == [value]
    later_version(workspace, f"Corrected. Updated on Friday. {TEXT}", tmp_path)
    assert [figure.best for figure in workspace.findings().figures] == [10]
    with Workspace.open(tmp_path / "record.db", settings=workspace.settings) as again:
        assert again.derive() == workspace.findings()


def test_taken_back_it_is_gone_from_every_version(workspace: Workspace, tmp_path: Path) -> None:
    first = workspace.add_claim(addition(workspace)).decisions[0]
    later_version(workspace, f"Updated on Friday. {TEXT}", tmp_path)
    workspace.decide(Order(kind=DecisionKind.UNDO, things=(first.id,), by="Desk editor", why="A slip."))
    assert workspace.claims() == []
    assert workspace.claims_now() == {}
    assert workspace.findings().figures == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a dozen names by nightfall", "a dozen names by noon"),
        ("The door itself was new.", TEXT[TEXT.index("The list at") : TEXT.index(" Nobody could")]),
    ],
    ids=["gone", "twice"],
)
def test_where_its_sentence_does_not_stand_once_it_is_told_as_stale(
    workspace: Workspace, tmp_path: Path, before: str, after: str
) -> None:
    first = workspace.add_claim(addition(workspace)).decisions[0]
    later_version(workspace, TEXT.replace(before, after), tmp_path)
    assert workspace.claims() == []
    assert workspace.stale_decisions() == {first.id: first.claims}
    later_version(workspace, f"Put right. {TEXT}", tmp_path)
    assert [claim.claim.text for claim in workspace.claims()] == [WORDS]
    assert workspace.stale_decisions() == {}


def test_a_log_with_additions_is_taken_into_a_record_that_has_the_report(workspace: Workspace, tmp_path: Path) -> None:
    workspace.add_claim(addition(workspace))
    log = workspace.store.decisions()
    with Workspace.open(tmp_path / "other.db", create=True, settings=workspace.settings) as other:
        with pytest.raises(UsageError, match="not in this record"):
            other.decide_all(log)
        other.run(tmp_path / "door.txt", published=date(2016, 10, 14))
        other.decide_all(log)
        assert other.findings() == workspace.findings()


def test_a_damaged_addition_is_not_taken_in(workspace: Workspace) -> None:
    workspace.add_claim(addition(workspace))
    (made,) = workspace.store.decisions()
    assert made.added is not None
    forged = replace(made, added=replace(made.added, claim=replace(made.added.claim, harm=Harm.INJURED)))
    with pytest.raises(UsageError, match="changed after it was made"):
        workspace.decide_all([forged])


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"value": "many"}, "no number of persons"),
        ({"harm": "harmed"}, "no harm"),
        ({"where": "Nowhere-at-all"}, "knows no place"),
        ({"when": "Tuesday"}, "is no day"),
    ],
)
def test_what_a_field_can_not_say_is_refused(workspace: Workspace, fields: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        workspace.add_claim(addition(workspace, **fields))
    assert workspace.store.decisions() == []


def test_words_that_are_none_of_the_report_are_refused(workspace: Workspace) -> None:
    good = addition(workspace)
    for start, end in ((0, 0), (5, 5), (10**6, 10**6 + 5), (0, len(TEXT))):
        with pytest.raises(UsageError, match="words"):
            workspace.add_claim(replace(good, start=start, end=end))
    with pytest.raises(UsageError, match="no report"):
        workspace.add_claim(replace(good, report="elsewhere"))
    workspace.add_claim(good)
    with pytest.raises(UsageError, match="already"):
        workspace.add_claim(replace(good, by="Second reader"))
