"""Standing: of each origin the latest toll, live blogs, ranges, figures that add up, and what a person set aside."""

from __future__ import annotations

from collections.abc import Sequence

from recount.figures import reconcile
from recount.incidents import group
from recount.model import Bound, Figure, GroundedClaim, Harm, Incident, Scope, Victims
from tests.claimed import Said, claimed


def figure(claims: Sequence[GroundedClaim], **given: object) -> Figure:
    """The killed of everybody, the claims taken for one incident."""
    by_id = {c.claim.id: c for c in claims}
    [incident, *_] = [i for i in group(claims[:1]) if isinstance(i, Incident)]
    one = Incident(
        id=incident.id,
        label=incident.label,
        when=incident.when,
        where=incident.where,
        means=incident.means,
        by=incident.by,
        claims=tuple(sorted(by_id)),
        reports=incident.reports,
    )
    made = reconcile([one], claims=by_id, **given)  # type: ignore[arg-type]
    [found] = [f for f in made if isinstance(f, Figure) and (f.harm, f.group) == (Harm.KILLED, "all")]
    return found


def why(found: Figure, claim: GroundedClaim) -> str:
    [use] = [u for u in found.uses if u.claim == claim.claim.id]
    return use.reason.rule


def numbers(found: Figure) -> tuple[int, int, int]:
    return found.low, found.best, found.high


def test_a_correction_downwards_is_flagged_in_use_and_note() -> None:
    first = claimed(90, "a", origin="said:agency", published="2016-10-11")
    later = claimed(60, "b", origin="said:agency", published="2016-10-12")
    found = figure([first, later])
    assert numbers(found) == (60, 60, 60)
    assert why(found, first) == "lowered_by_its_source"
    [note] = found.notes
    assert note.sentence == "An origin lowered its own figure from 90 to 60."


def test_a_later_number_that_the_earlier_words_allow_is_no_correction() -> None:
    first = claimed(90, "a", origin="said:agency", published="2016-10-11", said=Said(bound=Bound.AT_MOST))
    later = claimed(60, "b", origin="said:agency", published="2016-10-12")
    assert figure([first, later]).notes == ()


def test_of_a_live_blog_the_latest_post_counts_whoever_it_quotes() -> None:
    posts = [
        claimed(5, "a", origin="said:police", said=Said(at=0, told_at="10:12")),
        claimed(9, "a", origin="said:governor", said=Said(at=100, told_at="11:30")),
        claimed(12, "a", origin="said:ministry", said=Said(at=200, told_at="12:45")),
    ]
    found = figure(posts)
    assert numbers(found) == (12, 12, 12)
    assert why(found, posts[0]) == "later_post"


def test_of_a_live_blog_a_later_lower_post_counts_too() -> None:
    posts = [
        claimed(15, "a", said=Said(at=0, told_at="10:12")),
        claimed(12, "a", said=Said(at=100, told_at="12:45")),
    ]
    assert numbers(figure(posts)) == (12, 12, 12)


def test_a_toll_that_has_risen_since_is_in_the_range_and_never_best() -> None:
    first = claimed(5, "a", origin="said:police", said=Said(at=0))
    risen = claimed(12, "a", origin="said:ministry", said=Said(at=100, running=True))
    assert numbers(figure([first, risen])) == (5, 12, 12)


def test_an_early_toll_gives_way_to_the_higher_one_of_its_report() -> None:
    early = claimed(2, "a", origin="said:x", said=Said(early=True))
    found = figure([early, claimed(9, "a", origin="said:y", said=Said(at=100))])
    assert numbers(found) == (9, 9, 9)
    assert why(found, early) == "early"


def test_an_early_toll_alone_stands() -> None:
    assert numbers(figure([claimed(2, "a", said=Said(early=True))])) == (2, 2, 2)


def test_one_victim_and_those_beside_are_one_toll() -> None:
    victim = claimed(1, "a", said=Said(partial=True))
    family = claimed(11, "a", said=Said(at=100, besides=victim.claim.id))
    assert numbers(figure([victim, family])) == (12, 12, 12)


def test_two_sources_of_one_report_that_differ_both_stand() -> None:
    found = figure([claimed(5, "a", origin="said:x"), claimed(12, "a", origin="said:y", said=Said(at=100))])
    assert (found.low, found.high, found.origins) == (5, 12, 2)


def test_another_twelve_add_to_the_figure_before_them() -> None:
    first = claimed(20, "a")
    more = claimed(12, "a", said=Said(at=100, besides=first.claim.id))
    found = figure([first, more])
    assert numbers(found) == (32, 32, 32)
    assert why(found, more) == "added"


def test_another_twelve_of_a_figure_that_a_person_set_aside_stand_alone() -> None:
    first = claimed(20, "a")
    more = claimed(12, "a", said=Said(at=100, besides=first.claim.id))
    found = figure([first, more], set_aside=[first.claim.id])
    assert numbers(found) == (12, 12, 12)
    assert why(found, first) == "set_aside"


def test_at_least_and_up_to_of_one_origin_make_a_range() -> None:
    low = claimed(24, "a", said=Said(at=0, bound=Bound.AT_LEAST))
    about = claimed(25, "a", said=Said(at=100))
    high = claimed(36, "a", said=Said(at=200, bound=Bound.AT_MOST))
    found = figure([low, about, high])
    assert (found.low, found.high, found.open_low, found.open_high) == (24, 36, False, False)
    assert why(found, about) == "within_the_range"


def test_a_range_stands_before_a_number_within_it_of_the_same_origin() -> None:
    between = claimed(65, "a", said=Said(value_max=73))
    found = figure([between, claimed(69, "a", said=Said(at=100))])
    assert (found.low, found.high) == (65, 73)


def test_up_to_counts_for_low_only_where_nothing_else_does() -> None:
    most = claimed(36, "a", said=Said(bound=Bound.AT_MOST))
    assert (figure([most]).low, figure([most]).open_low) == (36, True)
    found = figure([most, claimed(40, "b")])
    assert (found.low, found.high, found.open_low) == (40, 40, False)


def test_up_to_ten_with_five_children_and_three_women_are_eight_at_least() -> None:
    most = claimed(10, "a", said=Said(at=0, same_sentence=True, bound=Bound.AT_MOST))
    parts = [
        claimed(5, "a", said=part_of(most, at=20, who="children")),
        claimed(3, "a", said=part_of(most, at=40, who="women")),
    ]
    found = figure([most, *parts])
    assert (found.low, found.high, found.open_low) == (8, 10, False)


def test_the_worked_example_of_the_docs() -> None:
    activists = "said:activists"
    first = claimed(50, "courier-1", origin=activists, published="2016-10-11", said=Said(bound=Bound.AT_LEAST))
    whole = claimed(81, "courier-2", origin=activists, published="2016-10-12", said=Said(same_sentence=True))
    children = claimed(9, "courier-2", origin=activists, said=part_of(whole, at=20, who="children"))
    copy = claimed(81, "herald", origin=activists, published="2016-10-12")
    second = claimed(81, "times", origin="said:civil defence", published="2016-10-12")
    civilians = claimed(72, "post", origin="said:hospital", said=Said(victims=Victims.CIVILIAN))
    dozens = claimed(24, "post", said=Said(at=100, word="dozens"))
    most = claimed(86, "gazette", origin="said:governor", published="2016-10-13", said=Said(bound=Bound.AT_MOST))
    found = figure([first, whole, children, copy, second, civilians, dozens, most])
    assert (*numbers(found), found.origins) == (72, 81, 86, 4)
    assert [why(found, c) for c in (first, dozens)] == ["replaced", "vague_beside_a_number"]
    assert {why(found, c) for c in (whole, copy)} == {"latest_of_its_origin", "same_origin"}


def part_of(whole: GroundedClaim, *, at: int, who: str) -> Said:
    return Said(at=at, same_sentence=True, scope=Scope.PART, part_of=whole.claim.id, who=(who,))


def test_a_repeat_of_what_is_told_in_another_incident_counts_in_its_own() -> None:
    elsewhere = claimed(4, "a", where=("al-Midan", "Aleppo", "Syria"))
    again = claimed(4, "a", said=Said(at=200, repeat_of=elsewhere.claim.id))
    once_more = claimed(4, "a", said=Said(at=400, repeat_of=elsewhere.claim.id))
    found = figure([again, once_more])
    assert numbers(found) == (4, 4, 4)
    assert [why(found, c) for c in (again, once_more)] == ["latest_of_its_origin", "repeated"]
    assert why(figure([elsewhere, again]), again) == "repeated"
