"""Grouping of reports, measured: B³ with overlaps, the main incident of a report, and the alignment with the gold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.evaluate.grouping import Shares, aligned, b_cubed, main_incidents
from recount.incidents import group
from recount.model import GroundedClaim, Harm, Incident
from tests.claimed import FARDOUS, TUESDAY, WEDNESDAY, Said, claimed

COVERS = st.dictionaries(
    st.sampled_from("abcdef"), st.frozensets(st.sampled_from("123"), min_size=1, max_size=2), min_size=1
)


def cover(**incidents: str) -> dict[str, frozenset[str]]:
    return {report: frozenset(of) for report, of in incidents.items()}


@pytest.mark.parametrize(
    ("gold", "found", "precision", "recall"),
    [
        (cover(a="1", b="1", c="2"), cover(a="x", b="x", c="y"), 1, 1),
        (cover(a="1", b="1", c="2"), cover(a="x", b="y", c="z"), 1, 2 / 3),  # a and b find half of their incident
        (cover(a="1", b="1", c="2"), cover(a="x", b="x", c="x"), 5 / 9, 1),  # two thirds, two thirds and one third
        (cover(a="12", b="1", c="2"), cover(a="x", b="x", c="y"), 1, 2 / 3),  # a misses the one of its incidents
    ],
)
def test_b_cubed_by_hand(
    gold: dict[str, frozenset[str]], found: dict[str, frozenset[str]], precision: float, recall: float
) -> None:
    shares = dict(b_cubed(gold, found)).values()
    assert sum(s.precision for s in shares) / 3 == pytest.approx(precision)
    assert sum(s.recall for s in shares) / 3 == pytest.approx(recall)


@given(COVERS)
def test_a_cover_is_wholly_like_itself(gold: dict[str, frozenset[str]]) -> None:
    assert all(shares == Shares(precision=1, recall=1) for _, shares in b_cubed(gold, gold))


@given(COVERS)
def test_reports_alone_are_pure(gold: dict[str, frozenset[str]]) -> None:
    alone = {report: frozenset({report}) for report in gold}
    assert all(shares.precision == 1 for _, shares in b_cubed(gold, alone))


def test_incidents_are_aligned_one_to_one_by_most_shared_reports() -> None:
    gold = cover(a="1", b="1", c="1", d="2")
    found = cover(a="x", b="x", c="y", d="x")
    assert aligned(gold, found) == {"1": "x"}  # and none is left for 2, though x holds its only report
    assert aligned(gold, cover(a="x", b="x", c="y", d="y")) == {"1": "x", "2": "y"}


def incidents(*claims: GroundedClaim) -> list[Incident]:
    return [i for i in group(claims) if isinstance(i, Incident)]


def test_a_report_mainly_tells_what_most_of_its_claims_are_of() -> None:
    passing = claimed(9, "r", days=WEDNESDAY, where=FARDOUS, said=Said(at=0))
    main = [claimed(2, "r", said=Said(at=200)), claimed(3, "r", harm=Harm.INJURED, said=Said(at=400))]
    found = incidents(passing, *main)
    assert len(found) == 2
    own = main_incidents({"r": [passing, *main], "empty": []}, found)
    assert set(own) == {"r"}
    assert main[0].claim.id in next(i for i in found if i.id == own["r"]).claims


def test_of_equals_a_report_mainly_tells_what_it_tells_first() -> None:
    later, first = claimed(9, "r", days=WEDNESDAY, where=FARDOUS, said=Said(at=400)), claimed(2, "r", days=TUESDAY)
    found = incidents(later, first)
    own = main_incidents({"r": [later, first]}, found)
    assert first.claim.id in next(i for i in found if i.id == own["r"]).claims
