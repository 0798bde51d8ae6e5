"""Pace: pauses, rests, and a memory that stays small."""

from __future__ import annotations

from recount.sources.web.pace import FIRST_REST, LONGEST_REST, MOST_HOSTS, Pace
from tests.sources.web.server import Clock


def test_each_host_has_a_pause_of_its_own() -> None:
    clock = Clock()
    pace = Pace(seconds=2, clock=clock, sleep=clock.sleep)
    for host in ("a", "b", "a", "b"):
        pace.wait(host)
    assert clock.slept == [2]  # b's pause went by while a was waited for


def test_no_pause_is_made_where_enough_time_went_by() -> None:
    clock = Clock()
    pace = Pace(seconds=2, clock=clock, sleep=clock.sleep)
    pace.wait("a")
    clock.time += 5
    pace.wait("a")
    assert clock.slept == []


def test_a_host_rests_after_two_failures_in_a_row_and_longer_each_time() -> None:
    clock = Clock()
    pace = Pace(seconds=2, clock=clock, sleep=clock.sleep)
    pace.failed("a")
    assert not pace.rests("a")
    rests = []
    for _ in range(20):
        pace.failed("a")
        start = clock.time
        while pace.rests("a"):
            clock.time += FIRST_REST / 2
        rests.append(clock.time - start)
    assert rests[:4] == [FIRST_REST, 2 * FIRST_REST, 4 * FIRST_REST, 8 * FIRST_REST]
    assert rests[-1] == LONGEST_REST
    assert not pace.rests("b")


def test_an_answer_ends_the_count_of_failures() -> None:
    clock = Clock()
    pace = Pace(seconds=2, clock=clock, sleep=clock.sleep)
    for _ in range(5):
        pace.failed("a")
        pace.answered("a")
    assert not pace.rests("a")


def test_hosts_that_are_remembered_are_bounded() -> None:
    clock = Clock()
    pace = Pace(seconds=2, clock=clock, sleep=clock.sleep)
    for number in range(3 * MOST_HOSTS):
        pace.wait(f"host-{number}")
    assert len(pace._hosts) <= MOST_HOSTS
