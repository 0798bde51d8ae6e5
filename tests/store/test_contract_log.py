"""What every store does with failures, decisions and staleness."""

from __future__ import annotations

import pytest

from recount.errors import RecordError
from recount.model import Capture, ClaimId, DecisionKind, Failure, Findings, Method, make_decision
from recount.store import Store
from tests.store.builders import ARABIC, ASTRAL, AT, LATER, decide_same, make_findings, make_report, read


def failure(report: str = "r1", stage: str = "read", error: str = "not UTF-8: save it as UTF-8") -> Failure:
    return Failure(report=report, stage=stage, error=error)


def test_failures_stand_in_order_of_first_sight(store: Store) -> None:
    seen = [failure("b"), failure("a"), failure("a", "extract"), failure("a", "extract", "another")]
    store.add([], seen[:3], at=AT)
    store.add([], [seen[2], seen[3], seen[0]], at=LATER)
    assert store.failures() == seen


def test_the_same_failure_is_kept_once(store: Store) -> None:
    store.add([], [failure(), failure()], at=AT)
    store.add([], [failure()], at=LATER)
    assert store.failures() == [failure()]


def test_a_failure_keeps_any_words_of_any_length(store: Store) -> None:
    odd = [
        failure("\x00\x01\ud800", ARABIC, ASTRAL),
        failure("\x00\x01\ud801", ARABIC, ASTRAL),
        failure("long" * 5000, "read", "longer" * 50_000),
    ]
    store.add([], odd, at=AT)
    store.add([], odd, at=AT)
    assert store.failures() == odd


def test_reports_and_failures_of_one_batch_are_kept_together(store: Store) -> None:
    assert store.add(read(make_report()), [failure()], at=AT) == 1
    assert store.failures() == [failure()]


def test_failures_of_a_refused_batch_are_not_kept(store: Store) -> None:
    with pytest.raises(RecordError):
        store.add(read(make_report(text="\ud800")), [failure()], at=AT)
    assert store.failures() == []


def test_decisions_stand_oldest_first_and_whole(store: Store) -> None:
    first = decide_same("claim:z", "claim:a", why=f"{ARABIC} {ASTRAL} \x00")
    undo = make_decision(DecisionKind.UNDO, (), by="reviewer", at="1999-01-01T00:00:00Z", why="", undoes=first.id)
    last = make_decision(DecisionKind.REJECT, (ClaimId("claim:b"),), by="other", at=AT, why="A drill.")
    for decision in (first, undo, last):
        store.decide(decision)
    assert store.decisions() == [first, undo, last]


def test_the_same_decision_twice_changes_nothing(store: Store) -> None:
    store.decide(decide_same("claim:a"))
    store.decide(decide_same("claim:b"))
    store.keep(Findings(), at=AT)
    store.decide(decide_same("claim:a"))
    assert store.decisions() == [decide_same("claim:a"), decide_same("claim:b")]
    assert not store.stale()


def test_a_decision_that_no_record_can_hold_is_refused(store: Store) -> None:
    with pytest.raises(RecordError, match="half of a character"):
        store.decide(decide_same("claim:a", why="\udfff"))
    assert store.decisions() == []
    assert not store.stale()


def test_new_reports_make_the_record_stale_until_findings_are_kept(store: Store) -> None:
    store.add(read(make_report()), [], at=AT)
    assert store.stale()
    store.keep(make_findings(), at=AT)
    assert not store.stale()
    store.add(read(make_report(text="Another version.")), [], at=AT)
    assert store.stale()


def test_a_report_without_claims_makes_the_record_stale_too(store: Store) -> None:
    store.keep(Findings(), at=AT)
    store.add(read(make_report(), claims=0), [], at=AT)
    assert store.stale()


def test_known_reports_and_failures_do_not_make_the_record_stale(store: Store) -> None:
    store.add(read(make_report()), [], at=AT)
    store.keep(make_findings(), at=AT)
    store.add(read(make_report()), [failure()], at=AT)
    store.add([], [], at=AT)
    assert not store.stale()


def test_a_decision_makes_the_record_stale(store: Store) -> None:
    store.keep(Findings(), at=AT)
    store.decide(decide_same("claim:a"))
    assert store.stale()


def test_equal_findings_cover_what_was_added_without_a_new_snapshot(store: Store) -> None:
    store.keep(make_findings(), at=AT)
    store.add(read(make_report()), [], at=AT)
    assert store.keep(make_findings(), at=LATER) is None
    assert not store.stale()


def test_findings_cover_what_this_store_added_after_it_read_the_claims(store: Store) -> None:
    store.add(read(make_report("a")), [], at=AT)
    list(store.claims())
    store.decisions()
    store.add(read(make_report("b")), [], at=AT)
    store.decide(decide_same("claim:a"))
    store.keep(make_findings(), at=AT)
    assert not store.stale()


def test_a_refused_batch_does_not_make_the_record_stale(store: Store) -> None:
    with pytest.raises(RecordError):
        store.add(read(make_report("a"), make_report(text="\ud800")), [], at=AT)
    assert not store.stale()


def capture(**other: object) -> Capture:
    said = {"digest": "d" * 64, "size": 3, "address": "a.txt", "method": Method.FILE, "at": AT, "tool": "recount 1"}
    return Capture(**(said | other))  # type: ignore[arg-type]


def test_a_file_read_again_is_logged_once_and_each_answer_of_a_server_by_itself(store: Store) -> None:
    page = capture(address="https://news.example/a", method=Method.HTTP)
    later = capture(address="https://news.example/a", method=Method.HTTP, at="2026-02-01T00:00:00+00:00")
    assert store.add([], [], at=AT, captures=[capture(), page]) == 0
    store.add([], [], at=AT, captures=[capture(at="2026-02-01T00:00:00+00:00"), page, later, capture(address="b.txt")])
    assert [link.capture for link in store.log()] == [capture(), page, later, capture(address="b.txt")]
    assert store.latest_capture("https://news.example/a") == later
    assert store.latest_capture("c.txt") is None


def test_captures_alone_leave_the_figures_as_they_are(store: Store) -> None:
    store.keep(Findings(), at=AT)
    store.add([], [], at=AT, captures=[capture()])
    assert not store.stale()
