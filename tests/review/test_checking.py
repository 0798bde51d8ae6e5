"""check() and clean(): what may enter a log."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recount.errors import UsageError
from recount.model import (
    Actor,
    ClaimId,
    Correction,
    Decision,
    DecisionKind,
    Field,
    Place,
    from_json,
    identified,
    make_decision,
    to_json,
)
from recount.review import check, clean
from recount.review.checking import LONGEST
from tests.review.said import A, B, decide, undo

REJECT = decide(DecisionKind.REJECT, A)
VALUE = Correction(field=Field.VALUE, to="14")
PLACE = Place(names=("Homs",), keys=("homs",))


@pytest.mark.parametrize(
    "decision",
    [
        REJECT,
        undo(REJECT, 1),
        decide(DecisionKind.SAME, A, B),
        decide(DecisionKind.DIFFERENT, A, others=(B,)),
        decide(DecisionKind.CORRECT, A, to=(Field.VALUE, "14")),
        decide(DecisionKind.ACCEPT, A, settles=(REJECT,)),
        make_decision(DecisionKind.REJECT, (A,), by="آنا", at="2016-10-14T09:30:00.123456+00:00", why="می‌دانم"),
    ],
)
def test_a_sound_decision_passes_and_comes_back_whole(decision: Decision) -> None:
    check(decision)
    assert from_json(Decision, to_json(decision)) == decision


def test_decisions_of_the_first_version_keep_their_identifiers() -> None:
    made = make_decision(DecisionKind.SAME, (B, A), by="reviewer", at="2016-10-15T08:00:00Z", why="One strike.")
    line = to_json(made).partition(',"others"')[0] + "}"
    assert from_json(Decision, line) == made
    # As the first version computed it, of kind, claims, reviewer, time and reason.
    assert made.id == "decision:dd800a31596836cc"
    assert identified(made) == made


def test_whatever_a_decision_says_changes_its_identifier() -> None:
    others = [
        replace(REJECT, why="else"),
        replace(REJECT, by="Ben"),
        replace(REJECT, claims=(B,)),
        replace(REJECT, others=(B,)),
        replace(REJECT, correction=VALUE),
        replace(REJECT, settles=(undo(REJECT, 1).id,)),
    ]
    assert len({identified(d).id for d in (REJECT, *others)}) == 7
    for other in others:
        with pytest.raises(UsageError, match="changed after it was made"):
            check(other)


def test_what_is_no_sound_decision_is_refused() -> None:
    def made(kind: DecisionKind, *claims: ClaimId, correction: Correction | None = None, why: str = "so") -> Decision:
        return make_decision(kind, claims, by="Anna", at="2016-10-14T00:00:00Z", why=why, correction=correction)

    bad = {
        "names no claims": made(DecisionKind.REJECT),
        "undo names the decision": made(DecisionKind.UNDO),
        "two claims": made(DecisionKind.SAME, A),
        "no claim or decision": made(DecisionKind.REJECT, ClaimId("claim:x; DROP")),
        "says what to correct": made(DecisionKind.CORRECT, A),
        "is empty": made(DecisionKind.REJECT, A, why=" "),
        "not seen": made(DecisionKind.REJECT, A, why="so\x1b[2J"),
        "one line": made(DecisionKind.REJECT, A, why="so\nso"),
        "not spelled": made(DecisionKind.CORRECT, A, correction=Correction(field=Field.VALUE, to="10-15")),
        "no number": made(DecisionKind.CORRECT, A, correction=Correction(field=Field.VALUE, to="many")),
        "gazetteer": made(DecisionKind.CORRECT, A, correction=Correction(field=Field.WHERE, to="Homs")),
        "nothing else is": made(DecisionKind.CORRECT, A, correction=replace(VALUE, place=PLACE)),
        "have names": made(DecisionKind.CORRECT, A, correction=Correction(field=Field.BY, to="Russia")),
        "only a corrected source": made(
            DecisionKind.CORRECT,
            A,
            correction=Correction(field=Field.BY, to="X", actors=(Actor(name="X", key="x"),), origins=("x",)),
        ),
        "not UTC": make_decision(DecisionKind.REJECT, (A,), by="Anna", at="yesterday", why="so"),
        "apart from itself": decide(DecisionKind.DIFFERENT, A, others=(A,)),
        "only what keeps": decide(DecisionKind.SAME, A, others=(B,)),
    }
    for words, decision in bad.items():
        with pytest.raises(UsageError, match=words):
            check(decision)


def test_a_decision_that_no_one_can_read_is_refused() -> None:
    many = tuple(ClaimId(f"claim:{n:016x}") for n in range(500))
    with pytest.raises(UsageError, match="124,750 pairs"):
        check(decide(DecisionKind.SAME, *many))
    check(decide(DecisionKind.REJECT, *many))
    check(decide(DecisionKind.DIFFERENT, many[0], others=many[1:]))


@pytest.mark.parametrize(
    "words", ["", " \n ", "a\x00b", "a\x1bb", "a\u202eb", "a\u200bb", "a\ud800b", "x" * (LONGEST + 1)]
)
def test_words_that_can_not_stand_on_one_line_are_refused(words: str) -> None:
    with pytest.raises(UsageError, match="the note"):
        clean(words, "the note")


def test_words_are_kept_on_one_line() -> None:
    assert clean(" two\n lines\tof  it ", "the note") == "two lines of it"
