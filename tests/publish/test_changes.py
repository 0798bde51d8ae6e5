from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from recount.model import Figure, Findings, Harm, Incident, QuotedClaim, Release
from recount.publish import changes
from recount.publish.brief import brief_of
from recount.publish.changes import ChangeKind
from tests.publish.builders import Of, figure_of, incident_of, use_of
from tests.publish.sample import (
    ALEPPO,
    BODIES,
    BUSTAN_RAID,
    CHILDREN,
    EARLY,
    FARDOUS_RAID,
    FIRST_DAY,
    GRADES,
    SECOND_DAY,
    THREE_DAYS,
    WESTERN_HALF,
    WITHDRAWN,
    first_release,
    sample_release,
    snapshot_of,
)

DAY = date(2016, 10, 11)


def made(label: str, *claims: QuotedClaim) -> Incident:
    return incident_of(label, claims, day=DAY, place=ALEPPO)


def between(then: Findings, now: Findings) -> Release:
    return replace(
        sample_release(),
        before=snapshot_of(1, "2016-10-12T06:00:00Z", then),
        snapshot=snapshot_of(2, "2016-10-13T06:00:00Z", now),
    )


def findings(*incidents: Incident, figures: Sequence[Figure] = ()) -> Findings:
    return Findings(incidents=incidents, figures=tuple(figures))


def test_the_first_snapshot_marks_nothing_as_new() -> None:
    found = changes(first_release())
    assert found.first
    assert not found.any


def test_equal_snapshots_show_no_change() -> None:
    release = sample_release()
    assert not changes(replace(release, before=release.snapshot)).any


def test_an_incident_without_an_earlier_claim_is_new() -> None:
    found = changes(sample_release())
    assert found.new == {FARDOUS_RAID.id, WESTERN_HALF.id}
    assert found.new_periods == {THREE_DAYS.id}


def test_figures_of_a_carried_incident_are_raised_and_added() -> None:
    moves = {(move.incident, move.harm, move.group): move.kind for move in changes(sample_release()).moves}
    assert moves == {
        (BUSTAN_RAID.id, Harm.KILLED, "all"): ChangeKind.RAISED,
        (BUSTAN_RAID.id, Harm.KILLED, "children"): ChangeKind.ADDED,
        (BUSTAN_RAID.id, Harm.INJURED, "all"): ChangeKind.ADDED,
        (WITHDRAWN.id, Harm.KILLED, "all"): ChangeKind.WITHDRAWN,
    }


def test_a_new_incident_has_no_moves_beside() -> None:
    assert FARDOUS_RAID.id not in {move.incident for move in changes(sample_release()).moves}


def test_a_changed_grade_is_told() -> None:
    (change,) = changes(sample_release()).regraded
    assert (change.incident, change.before, change.after) == (BUSTAN_RAID.id, GRADES[1].grade, GRADES[0].grade)


@pytest.mark.parametrize(
    ("then", "now", "kind"),
    [
        ((5, 5, 5), (5, 6, 9), ChangeKind.RAISED),
        ((5, 6, 9), (4, 4, 9), ChangeKind.LOWERED),
        ((5, 6, 9), (5, 6, 8), ChangeKind.RANGE),
        ((5, 6, 9), (5, 6, 9), None),
    ],
)
def test_a_move_goes_by_the_best_number_first(
    then: tuple[int, int, int], now: tuple[int, int, int], kind: ChangeKind | None
) -> None:
    raid = made("raid", EARLY)
    release = between(
        findings(raid, figures=[figure_of(raid, then, [])]), findings(raid, figures=[figure_of(raid, now, [])])
    )
    assert [move.kind for move in changes(release).moves] == ([kind] if kind else [])


def test_an_end_that_opens_is_a_change_of_the_range() -> None:
    raid = made("raid", EARLY)
    closed, opened = figure_of(raid, (5, 5, 5), []), figure_of(raid, (5, 5, 5), [], Of(open_high=True))
    release = between(findings(raid, figures=[closed]), findings(raid, figures=[opened]))
    assert [move.kind for move in changes(release).moves] == [ChangeKind.RANGE]


def test_of_a_split_incident_the_part_with_more_claims_carries_the_figures() -> None:
    whole = made("whole", EARLY, FIRST_DAY, BODIES)
    larger, smaller = made("larger", EARLY, FIRST_DAY), made("smaller", BODIES)
    release = between(
        findings(whole, figures=[figure_of(whole, (5, 5, 5), [])]),
        findings(smaller, larger, figures=[figure_of(larger, (7, 7, 7), []), figure_of(smaller, (2, 2, 2), [])]),
    )
    found = changes(release)
    assert found.new == frozenset()
    assert found.gone == ()
    assert [(move.incident, move.kind) for move in found.moves] == [(larger.id, ChangeKind.RAISED)]
    assert [(split.of.id, [i.id for i in split.into]) for split in found.split] == [(whole.id, [larger.id, smaller.id])]
    assert found.merged == ()


def test_a_merged_incident_is_compared_with_the_larger_of_the_two() -> None:
    one, other, merged = (
        made("one", EARLY, FIRST_DAY),
        made("other", SECOND_DAY),
        made("merged", EARLY, FIRST_DAY, SECOND_DAY),
    )
    release = between(
        findings(one, other, figures=[figure_of(one, (5, 5, 5), []), figure_of(other, (9, 9, 9), [])]),
        findings(merged, figures=[figure_of(merged, (6, 6, 6), [])]),
    )
    found = changes(release)
    assert [(move.before and move.before.best, move.after and move.after.best) for move in found.moves] == [(5, 6)]
    assert found.gone == ()
    assert [(join.into.id, [i.id for i in join.of]) for join in found.merged] == [(merged.id, [one.id, other.id])]
    assert found.split == ()


def test_the_order_of_incidents_does_not_matter() -> None:
    one, other = made("one", EARLY), made("other", CHILDREN)
    figures = [figure_of(one, (5, 5, 5), []), figure_of(other, (9, 9, 9), [])]
    forwards = between(findings(one), findings(one, other, figures=figures))
    backwards = between(findings(one), findings(other, one, figures=figures[::-1]))
    assert changes(forwards).new == changes(backwards).new == {other.id}
    assert set(changes(forwards).moves) == set(changes(backwards).moves)


def test_an_incident_that_only_gained_or_lost_claims_is_neither_merged_nor_split() -> None:
    small, large = made("raid", EARLY), made("raid", EARLY, FIRST_DAY)
    for then, now in ((small, large), (large, small)):
        found = changes(between(findings(then), findings(now)))
        assert (found.merged, found.split) == ((), ())


def test_claims_that_change_places_are_a_merge_and_a_split_at_once() -> None:
    one, other = made("one", EARLY, FIRST_DAY), made("other", SECOND_DAY, CHILDREN)
    left, right = made("left", EARLY, SECOND_DAY), made("right", FIRST_DAY, CHILDREN)
    found = changes(between(findings(one, other), findings(left, right)))
    assert {join.into.id for join in found.merged} == {left.id, right.id}
    assert {split.of.id for split in found.split} == {one.id, other.id}
    assert found.any


def test_merged_and_split_incidents_are_news_with_their_sentence() -> None:
    one, other, whole = made("one", EARLY), made("other", SECOND_DAY), made("whole", EARLY, SECOND_DAY)
    figure = figure_of(whole, (5, 5, 5), [use_of(EARLY, "So.")])
    apart = [
        figure_of(one, (5, 5, 5), [use_of(EARLY, "So.")]),
        figure_of(other, (9, 9, 9), [use_of(SECOND_DAY, "So.")]),
    ]
    joined = between(findings(one, other, figures=apart), findings(whole, figures=[figure]))
    parted = between(findings(whole, figures=[figure]), findings(one, other, figures=apart))
    for release, word in ((joined, "merged"), (parted, "split")):
        (line,) = [line for line in brief_of(release).news if line.word == word]
        assert line.claim is not None
        assert "one" in line.told
        assert "other" in line.told
