"""What figures promise, over made-up records: what order, copies, splits, weaker claims and names may not change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from recount.figures import ESTIMATORS
from recount.model import (
    Bound,
    DecisionKind,
    Figure,
    Findings,
    GroundedClaim,
    Harm,
    Modality,
    ReportId,
    make_decision,
    to_json,
)
from recount.pipeline import derive
from tests.claimed import POLICY, Said, claimed

Told = tuple[int, Bound, str, str, Harm, tuple[str, ...]]

one = st.tuples(
    st.integers(1, 200),
    st.sampled_from([Bound.EXACT, Bound.AT_LEAST, Bound.AT_MOST, Bound.ABOUT]),
    st.sampled_from("xyz"),
    st.sampled_from(["2016-10-12", "2016-10-13"]),
    st.sampled_from([Harm.KILLED, Harm.INJURED, Harm.CASUALTIES]),
    st.sampled_from([(), (), ("children",), ("women",)]),
)
record = st.lists(one, min_size=1, max_size=7)
estimators = st.sampled_from(sorted(ESTIMATORS))


def claims_of(told: Sequence[Told]) -> list[GroundedClaim]:
    """One claim a report, of one event, each origin by its letter."""
    return [
        claimed(
            value,
            f"report-{n}",
            harm=harm,
            origin=f"said:{origin}",
            published=day,
            said=Said(bound=bound, who=who, sentence=f"digest-{n}"),
        )
        for n, (value, bound, origin, day, harm, who) in enumerate(told)
    ]


def found(claims: Sequence[GroundedClaim], estimator: str = "agreed") -> Findings:
    """All in one incident: their day and place are one, and a person says so."""
    ids = tuple(c.claim.id for c in claims)
    same = make_decision(DecisionKind.SAME, ids, by="r", at="2026-01-01T00:00:00Z", why="one event")
    return derive(claims, [same], policy=POLICY, estimator=estimator)


def numbers(findings: Findings) -> list[tuple[str, str, int, int, int, int]]:
    return sorted((f.harm.value, f.group, f.low, f.best, f.high, f.origins) for f in findings.figures)


def as_if_published_alike(claim: GroundedClaim, report: str) -> GroundedClaim:
    """The same words in another report."""
    other = replace(claim.claim, id=type(claim.claim.id)(f"claim:copy-{report}"), report=ReportId(f"report:{report}"))
    return replace(claim, claim=other, given_id=report)


@given(record, estimators, st.randoms(use_true_random=False))
def test_order_of_arrival_changes_no_byte(told: list[Told], estimator: str, chance: Random) -> None:
    claims = claims_of(told)
    shuffled = list(claims)
    chance.shuffle(shuffled)
    assert to_json(found(claims, estimator)) == to_json(found(shuffled, estimator))


@given(record, estimators)
def test_every_claim_of_the_harm_is_used_or_set_aside_with_a_reason(told: list[Told], estimator: str) -> None:
    claims = claims_of(told)
    findings = found(claims, estimator)
    for figure in findings.figures:
        assert figure.low <= figure.best <= figure.high
        if figure.group == "all":
            of_harm = {c.claim.id for c in claims if c.claim.harm is figure.harm}
            uses = {u.claim: u for u in figure.uses}
            assert of_harm <= set(uses)
            assert all(u.reason.sentence.endswith(".") for u in uses.values())
            assert any(u.used for u in uses.values())


@given(record, st.integers(0, 6))
def test_the_same_report_again_changes_no_number(told: list[Told], which: int) -> None:
    claims = claims_of(told)
    again = claims[which % len(claims)]
    assert numbers(found(claims)) == numbers(found([*claims, again]))


@given(record, st.integers(0, 6), estimators)
def test_a_syndicated_copy_changes_no_number(told: list[Told], which: int, estimator: str) -> None:
    claims = claims_of(told)
    copy = as_if_published_alike(claims[which % len(claims)], "copy")
    assert numbers(found(claims, estimator)) == numbers(found([*claims, copy], estimator))


def test_a_copy_does_not_decide_between_a_number_and_a_limit_of_one_day() -> None:
    first, second = "2016-10-12", "2016-10-13"
    told: list[Told] = [
        (1, Bound.EXACT, "x", first, Harm.KILLED, ()),
        (2, Bound.EXACT, "x", second, Harm.KILLED, ()),
        (2, Bound.AT_MOST, "x", second, Harm.KILLED, ()),
        (1, Bound.EXACT, "y", first, Harm.KILLED, ()),
    ]
    claims = claims_of(told)
    assert numbers(found(claims)) == numbers(found([*claims, as_if_published_alike(claims[1], "copy")]))


@given(record, record, estimators)
def test_one_report_split_in_two_gives_the_same_numbers(first: list[Told], second: list[Told], estimator: str) -> None:
    """Killed told in one half, injured in the other: whether by one report or by two of one outlet is all the same."""
    killed = claims_of([(*t[:4], Harm.KILLED, ()) for t in first])
    hurt = [
        as_if_published_alike(c, f"second-{n}")
        for n, c in enumerate(claims_of([(*t[:4], Harm.INJURED, ()) for t in second]))
    ]
    together = [replace(c, claim=replace(c.claim, report=k.claim.report)) for c, k in zip(hurt, killed, strict=False)]
    joined = [*together, *hurt[len(together) :]]
    assert numbers(found([*killed, *hurt], estimator)) == numbers(found([*killed, *joined], estimator))


@given(record, st.integers(1, 200), st.sampled_from(["earlier", *Modality]), estimators)
def test_a_weaker_claim_moves_nothing(told: list[Told], value: int, weaker: str, estimator: str) -> None:
    """What an origin said before it said more, and what is denied, expected or supposed, is set aside."""
    claims = claims_of([(v, Bound.EXACT, o, "2016-10-13", h, ()) for v, _, o, _, h, _ in told])
    first = claims[0]
    said = Said(sentence="weaker", modality=Modality(weaker) if weaker in _NO_FACTS else Modality.ASSERTED)
    day = "2016-10-13" if weaker in _NO_FACTS else "2016-10-12"
    added = claimed(value, "weaker", harm=first.claim.harm, origin=first.origins[0], published=day, said=said)
    assert numbers(found(claims, estimator)) == numbers(found([*claims, added], estimator))


_NO_FACTS = (Modality.DENIED, Modality.EXPECTED, Modality.HYPOTHETICAL)


@given(record, estimators.filter(lambda name: name != "trusted"))
def test_renaming_the_outlets_changes_no_number(told: list[Told], estimator: str) -> None:
    claims = claims_of(told)
    renamed = [replace(c, outlet=f"The {c.outlet}", origins=tuple(f"said:new-{o}" for o in c.origins)) for c in claims]
    assert numbers(found(claims, estimator)) == numbers(found(renamed, estimator))


@given(record, estimators)
def test_a_group_never_exceeds_its_whole(told: list[Told], estimator: str) -> None:
    findings = found(claims_of(told), estimator)
    wholes: dict[tuple[str, str], Figure] = {
        (f.incident, f.harm.value): f for f in findings.figures if f.group == "all"
    }
    for figure in findings.figures:
        whole = wholes.get((figure.incident, figure.harm.value))
        if whole is not None:
            assert figure.low <= whole.low
            assert figure.best <= whole.best
            assert figure.high <= whole.high
