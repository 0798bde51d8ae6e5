"""agreement(): shares and alpha over what several reviewers judged."""

from __future__ import annotations

import pytest

from recount.model import ClaimId, Decision, DecisionKind, Field
from recount.review import agreement
from tests.review.said import ANNA, BEN, A, B, claim, decide

ACCEPT, REJECT, CORRECT = DecisionKind.ACCEPT, DecisionKind.REJECT, DecisionKind.CORRECT
IDS = [ClaimId(f"claim:{n:016x}") for n in range(10)]
CLAIMS = {id_: claim(id_, value=14) for id_ in (*IDS, A, B)}


def judged(by: str, kinds: str) -> list[Decision]:
    """One letter a claim: a accepts, r rejects, a point judges nothing."""
    made = {"a": ACCEPT, "r": REJECT}
    return [decide(made[k], id_, by=by, at=n) for n, (id_, k) in enumerate(zip(IDS, kinds, strict=False)) if k in made]


def test_nothing_judged_twice_has_no_agreement() -> None:
    assert agreement([], CLAIMS) == []
    assert agreement(judged(ANNA, "aarr"), CLAIMS) == []


def test_alpha_of_two_reviewers_is_that_of_the_textbook() -> None:
    # Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", A: two observers, binary data: 0.095.
    log = judged(ANNA, "araaaaaara") + judged(BEN, "rrraaraaaa")
    (found,) = agreement(log, CLAIMS)
    assert (found.about, found.units, found.reviewers) == ("standing", 10, 2)
    assert found.same == 0.6
    assert found.alpha == pytest.approx(0.095, abs=0.0005)


def test_what_only_one_judged_does_not_count() -> None:
    (found,) = agreement(judged(ANNA, "aaar") + judged(BEN, "a.r"), CLAIMS)
    assert (found.units, found.same) == (2, 0.5)


def test_alpha_stays_open_where_all_say_one_thing() -> None:
    (found,) = agreement(judged(ANNA, "aaa") + judged(BEN, "aaa"), CLAIMS)
    assert (found.same, found.alpha) == (1.0, None)


def test_who_accepts_a_claim_agrees_with_what_was_read_in_it() -> None:
    log = [
        decide(CORRECT, A, to=(Field.VALUE, "41")),
        decide(ACCEPT, A, by=BEN),
        decide(CORRECT, B, to=(Field.VALUE, "14")),
        decide(CORRECT, B, to=(Field.VALUE, "14"), by=BEN),
    ]
    (value,) = agreement(log, CLAIMS)
    assert (value.about, value.units, value.same) == ("value", 2, 0.5)


def test_correcting_one_field_agrees_with_the_others() -> None:
    log = [decide(CORRECT, A, to=(Field.HARM, "injured")), decide(CORRECT, A, to=(Field.VALUE, "9"), by=BEN)]
    assert {a.about: a.same for a in agreement(log, CLAIMS)} == {"value": 0.0, "harm": 0.0}


def test_settling_decisions_are_no_independent_judgement() -> None:
    one, other = decide(ACCEPT, A), decide(REJECT, A, by=BEN)
    log = [one, other, decide(REJECT, A, by="Chair", at=9, settles=(one, other))]
    (found,) = agreement(log, CLAIMS)
    assert (found.units, found.reviewers, found.same) == (1, 2, 0.0)


def test_pairs_are_one_incident_or_apart() -> None:
    log = [
        decide(DecisionKind.DIFFERENT, A, B),
        decide(DecisionKind.ELSEWHERE, A, B, by=BEN),
        decide(DecisionKind.SAME, *IDS[:2]),
        decide(DecisionKind.SAME, *IDS[:2], by=BEN),
    ]
    (found,) = agreement(log, CLAIMS)
    assert (found.about, found.units, found.same, found.alpha) == ("incident", 2, 1.0, 1.0)
