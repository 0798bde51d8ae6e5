"""Figures: what stands, what is set aside and why, and what totals leave over."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from recount.model import (
    Bound,
    Decision,
    DecisionKind,
    Figure,
    Findings,
    Grade,
    GroundedClaim,
    Harm,
    Modality,
    Scope,
    Victims,
    make_decision,
    to_json,
)
from recount.pipeline import derive
from tests.claimed import ALEPPO, FARDOUS, POLICY, TUESDAY, WEDNESDAY, Said, claimed


def found(claims: Sequence[GroundedClaim], decisions: Sequence[Decision] = ()) -> Findings:
    return derive(claims, decisions, policy=POLICY)


def killed(claims: Sequence[GroundedClaim], group: str = "all") -> Figure:
    [figure] = [f for f in found(claims).figures if f.harm is Harm.KILLED and f.group == group]
    return figure


def why(figure: Figure, claim: GroundedClaim) -> str:
    [use] = [u for u in figure.uses if u.claim == claim.claim.id]
    return use.reason.rule


def test_low_and_high_are_the_ends_and_best_is_what_most_origins_say() -> None:
    figure = killed([claimed(72, "a"), claimed(81, "b"), claimed(81, "c"), claimed(86, "d")])
    assert (figure.low, figure.best, figure.high, figure.origins) == (72, 81, 86, 4)


def test_copies_of_one_agency_line_are_one_origin() -> None:
    copies = [claimed(50, name, origin="said:agency") for name in "abc"]
    figure = killed([*copies, claimed(81, "d")])
    assert figure.origins == 2
    assert sum(u.used for u in figure.uses) == 2


def test_the_same_sentence_word_for_word_is_one_origin_whoever_prints_it() -> None:
    figure = killed([claimed(50, name, said=Said(sentence="digest")) for name in "abc"])
    assert figure.origins == 1


def test_a_later_toll_of_an_origin_replaces_its_earlier_one() -> None:
    first = claimed(50, "a", origin="said:agency", published="2016-10-11", said=Said(bound=Bound.AT_LEAST))
    later = claimed(81, "b", origin="said:agency", published="2016-10-12")
    figure = killed([first, later])
    assert (figure.low, figure.best, figure.high) == (81, 81, 81)
    assert why(figure, first) == "replaced"


def test_a_correction_downwards_replaces_as_well() -> None:
    first = claimed(90, "a", origin="said:agency", published="2016-10-11")
    later = claimed(60, "b", origin="said:agency", published="2016-10-12")
    assert killed([first, later]).high == 60


def test_bound_words_leave_their_side_open() -> None:
    figure = killed([claimed(81, "a", said=Said(bound=Bound.AT_LEAST)), claimed(60, "b")])
    assert (figure.low, figure.high, figure.open_low, figure.open_high) == (60, 81, False, True)


def test_a_breakdown_is_never_added_to_its_whole() -> None:
    whole = claimed(9, "a", said=Said(same_sentence=True))
    part = Said(at=20, same_sentence=True, scope=Scope.PART, part_of=whole.claim.id, who=("children",))
    children = claimed(4, "a", said=part)
    assert killed([whole, children]).high == 9
    assert killed([whole, children], "children").best == 4
    assert why(killed([whole, children]), children) == "breakdown"


def test_fighters_are_counted_apart_from_civilians() -> None:
    civilians = claimed(20, "a", said=Said(victims=Victims.CIVILIAN))
    fighters = claimed(21, "b", said=Said(victims=Victims.COMBATANT))
    everyone = [f for f in found([civilians, fighters]).figures if f.group == "all"]
    assert all(f.high in (20, 21) and f.low == f.high for f in everyone)


def test_a_figure_told_only_to_be_denied_is_set_aside() -> None:
    denied = claimed(50, "b", said=Said(modality=Modality.DENIED))
    figure = killed([claimed(81, "a"), denied])
    assert figure.low == 81
    assert why(figure, denied) == "denied"


def test_a_number_word_gives_way_to_a_number_of_the_same_report() -> None:
    vague = claimed(24, "a", said=Said(at=0, word="dozens"))
    number = claimed(81, "a", said=Said(at=100, bound=Bound.AT_LEAST))
    assert killed([vague, number]).low == 81


def test_a_number_word_alone_becomes_the_range_of_the_policy() -> None:
    figure = killed([claimed(24, "a", said=Said(word="dozens"))])
    assert (figure.low, figure.high, figure.policy) == (12, 24, "airwars-observed-1")


def test_a_rejected_claim_moves_no_figure() -> None:
    good, bad = claimed(81, "a"), claimed(810, "b")
    reject = make_decision(DecisionKind.REJECT, (bad.claim.id,), by="r", at="2026-01-01T00:00:00Z", why="misread")
    [figure] = found([good, bad], [reject]).figures
    assert figure.high == 81


def three_days(*parts: GroundedClaim, bound: Bound = Bound.AT_LEAST) -> Findings:
    said = Said(at=900, scope=Scope.PERIOD, bound=bound)
    total = claimed(160, "a", days=(TUESDAY, "2016-10-13"), where=ALEPPO, said=said)
    return found([total, *parts])


def part_of_160(value: int, *, where: tuple[str, ...], day: str, bound: Bound = Bound.AT_LEAST) -> GroundedClaim:
    total = claimed(160, "a", said=Said(at=900))
    said = Said(at=value, scope=Scope.PART, part_of=total.claim.id, bound=bound)
    return claimed(value, "a", where=where, days=day, said=said)


def test_34_of_the_160_are_not_tied_to_a_recorded_incident() -> None:
    parts = (
        part_of_160(81, where=("Bustan al-Qasr", "Aleppo", "Syria"), day=TUESDAY),
        part_of_160(45, where=FARDOUS, day=WEDNESDAY),
    )
    [left] = three_days(*parts).unaccounted
    assert (left.stated, left.accounted, left.left) == (160, 126, 34)
    assert left.reason.sentence.startswith("34 of the 160 are not tied to a recorded incident")
    assert (left.remainder.low, left.remainder.high, left.contradicted) == (0, None, False)


def test_exact_parts_of_an_exact_total_leave_an_exact_rest() -> None:
    part = part_of_160(81, where=FARDOUS, day=TUESDAY, bound=Bound.EXACT)
    [left] = three_days(part, bound=Bound.EXACT).unaccounted
    assert (left.remainder.low, left.remainder.high) == (79, 79)


def test_parts_that_exceed_an_exact_total_contradict_it() -> None:
    part = part_of_160(170, where=FARDOUS, day=TUESDAY, bound=Bound.EXACT)
    [left] = three_days(part, bound=Bound.EXACT).unaccounted
    assert left.contradicted
    assert left.left == 0


def grade(*claims: GroundedClaim) -> Grade:
    [graded] = found(claims).grades
    return graded.grade


def test_grades_follow_their_rules() -> None:
    civilians = Said(victims=Victims.CIVILIAN)
    assert grade(claimed(9, "a", said=civilians)) is Grade.WEAK
    assert grade(claimed(9, "a", said=civilians), claimed(9, "b", said=civilians)) is Grade.FAIR
    assert grade(claimed(9, "a", said=Said(victims=Victims.COMBATANT))) is Grade.DISCOUNTED
    own = Said(victims=Victims.CIVILIAN, by=("russia",))
    assert grade(claimed(9, "a", origin="russia", said=own)) is Grade.CONFIRMED
    theirs = Said(victims=Victims.CIVILIAN, by=("rebels",))
    assert grade(claimed(9, "a", said=own), claimed(9, "b", said=theirs)) is Grade.CONTESTED


def test_one_side_accused_by_two_names_is_not_contested() -> None:
    both = Said(victims=Victims.CIVILIAN, by=("russia", "syrian-government"))
    assert grade(claimed(9, "a", said=both), claimed(9, "b", said=both)) is Grade.FAIR


claims_of_one_event = st.lists(
    st.tuples(st.integers(0, 300), st.sampled_from(Bound), st.sampled_from("abcdef"), st.sampled_from("xyz")),
    min_size=1,
    max_size=8,
)


@given(claims_of_one_event, st.randoms(use_true_random=False))
def test_low_best_high_are_ordered_and_no_order_of_claims_changes_them(
    told: list[tuple[int, Bound, str, str]], chance: object
) -> None:
    claims = [
        claimed(value, report, origin=f"said:{origin}", said=Said(at=100 * n, bound=bound))
        for n, (value, bound, report, origin) in enumerate(told)
    ]
    shuffled = list(claims)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    findings = found(claims)
    assert to_json(findings) == to_json(found(shuffled))
    for figure in findings.figures:
        assert figure.low <= figure.best <= figure.high


@given(st.integers(1, 300), st.integers(1, 300))
def test_adding_a_copy_of_a_report_under_one_origin_changes_no_number(value: int, other: int) -> None:
    claims = [claimed(value, "a", origin="said:x"), claimed(other, "b", origin="said:y")]
    copy = claimed(value, "c", origin="said:x")
    before, after = found(claims).figures, found([*claims, copy]).figures
    assert [(f.low, f.best, f.high, f.origins) for f in before] == [(f.low, f.best, f.high, f.origins) for f in after]
