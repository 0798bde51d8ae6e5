"""Tellings: what one report tells of one event, though not every sentence tells its day and place."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from recount.incidents.tellings import find_tellings
from recount.model import GroundedClaim, Harm, Mention, Person, Scope, Span
from tests.claimed import ALEPPO, BUSTAN, FARDOUS, TUESDAY, WEDNESDAY, Said, claimed

MIDAN = ("al-Midan", "Aleppo", "Syria")


def told(*claims: GroundedClaim) -> list[list[int]]:
    """The numbers of each telling."""
    return [sorted(c.claim.stated.value or 0 for c in t.claims) for t in find_tellings(claims)]


def elsewhere(claim: GroundedClaim) -> GroundedClaim:
    """The same claim, its day and place told in another sentence."""
    away = Span(start=claim.claim.context.end + 50, end=claim.claim.context.end + 60)
    mention = Mention(span=away, words="there")
    return replace(claim, claim=replace(claim.claim, when=mention, where=(mention,)))


def test_a_figure_without_a_day_joins_what_is_told_of_its_place() -> None:
    dated, hurt = claimed(9, "a"), claimed(20, "a", harm=Harm.INJURED, days=None, said=Said(at=200))
    assert told(dated, hurt) == [[9, 20]]


def test_a_figure_without_a_place_joins_what_is_told_of_its_day() -> None:
    placed, hurt = claimed(9, "a"), claimed(20, "a", harm=Harm.INJURED, where=None, said=Said(at=200))
    assert told(placed, hurt) == [[9, 20]]


def test_of_two_it_joins_the_nearer() -> None:
    first, second = claimed(9, "a"), claimed(30, "a", days=WEDNESDAY, said=Said(at=900))
    near_second = claimed(20, "a", harm=Harm.INJURED, days=None, said=Said(at=1000))
    assert told(first, second, near_second) == [[9], [20, 30]]


def test_other_means_another_toll_or_no_day_and_no_place_join_nothing() -> None:
    dated = claimed(9, "a")
    for other in (
        claimed(20, "a", harm=Harm.INJURED, days=None, said=Said(at=200, means="execution")),
        claimed(70, "a", days=None, said=Said(at=200)),
        claimed(20, "a", harm=Harm.INJURED, days=None, where=None, said=Said(at=200)),
    ):
        assert len(told(dated, other)) == 2


def test_some_of_those_told_before_are_told_of_their_event_whatever_place_stands_beside_them() -> None:
    whole = claimed(17, "a", where=MIDAN, days=None)
    hurt = claimed(30, "a", harm=Harm.INJURED, days=None, said=Said(at=200))
    fighters = claimed(14, "a", days=None, said=Said(at=200, partial=True))
    assert told(whole, fighters) == [[14, 17]]
    assert told(whole, hurt, fighters) == [[14, 17, 30]]


def test_some_of_fewer_of_another_day_of_other_means_or_one_victim_are_told_apart() -> None:
    whole = claimed(17, "a", where=MIDAN)
    for other in (
        claimed(18, "a", said=Said(at=200, partial=True)),
        claimed(14, "a", days=WEDNESDAY, said=Said(at=200, partial=True)),
        claimed(14, "a", said=Said(at=200, partial=True, means="execution")),
        claimed(14, "a", harm=Harm.INJURED, said=Said(at=200, partial=True)),
        claimed(1, "a", said=Said(at=200, partial=True)),
        claimed(14, "a", said=Said(at=200)),
    ):
        assert len(told(whole, other)) == 2


def test_quarters_whose_tolls_add_up_are_one_raid_on_the_town() -> None:
    whole = claimed(6, "a", where=ALEPPO)
    parts = [claimed(n, "a", where=w, said=Said(at=at)) for n, w, at in ((2, BUSTAN, 200), (4, FARDOUS, 400))]
    assert told(whole, *parts) == [[2, 4, 6]]


def test_quarters_whose_tolls_do_not_add_up_are_raids_of_their_own() -> None:
    claims = [claimed(n, "a", where=w, said=Said(at=at)) for n, w, at in ((17, BUSTAN, 200), (12, FARDOUS, 400))]
    assert told(*claims) == [[17], [12]]


def test_a_part_that_tells_neither_day_nor_place_breaks_its_total_down() -> None:
    total = claimed(128, "a", days=(TUESDAY, "2016-10-14"), where=ALEPPO, said=Said(scope=Scope.PERIOD))
    women = claimed(9, "a", days=(TUESDAY, WEDNESDAY), said=Said(at=200, scope=Scope.PART, part_of=total.claim.id))
    assert told(total, elsewhere(women)) == []
    assert told(total, women) == [[9]]


def test_a_part_of_a_total_that_tells_its_place_is_an_event_though_the_total_bears_the_same_place() -> None:
    total = claimed(7, "a", where=MIDAN, said=Said(scope=Scope.PERIOD))
    part = claimed(6, "a", where=MIDAN, said=Said(at=200, scope=Scope.PART, part_of=total.claim.id))
    assert told(total, part) == [[6]]


def test_hundreds_and_eleven_are_two_events_whoever_says_so() -> None:
    eleven = claimed(11, "a", origin="russia")
    hundreds = claimed(200, "a", origin="syrian-government", said=Said(at=200, word="hundreds"))
    fifty = claimed(50, "a", origin="syrian-government", said=Said(at=200))
    assert len(told(eleven, hundreds)) == 2
    assert len(told(eleven, fifty)) == 1


def test_a_named_victim_goes_where_those_counted_are() -> None:
    whole = claimed(9, "a")
    one = claimed(1, "a", where=FARDOUS, said=Said(at=200, scope=Scope.PART, part_of=whole.claim.id))
    person = Person(name="Omar Hadid", span=Span(start=200, end=210))
    assert told(whole, replace(one, claim=replace(one.claim, persons=(person,)))) == [[1, 9]]


def test_a_report_of_hundreds_of_figures_takes_no_longer_than_it_must() -> None:
    claims: Sequence[GroundedClaim] = [
        claimed(k % 90 + 1, "a", where=(f"Town {k}", "Aleppo", "Syria"), said=Said(at=100 * k)) for k in range(300)
    ]
    start = time.process_time()
    assert len(find_tellings(claims)) > 100
    assert time.process_time() - start < 10
