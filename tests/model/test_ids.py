"""Identifiers follow from content alone: not from the process, the machine or the order of a set."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.model import (
    ClaimId,
    DecisionId,
    DecisionKind,
    Report,
    content_id,
    digest,
    make_decision,
)

PARTS = st.lists(st.none() | st.integers() | st.text(max_size=8), max_size=4)
PRINT_IDS = """
from recount.model import Report, ClaimId, DecisionKind, content_id, make_decision
from recount.text import prepare
from recount.claims import extract
body = "A raid killed 12 people, an aid worker said. The army denied it."
report = Report(given_id="r", title="Raid kills 12", text=body)
print(report.id)
found = next(extract(prepare([report])))
for thing in (*found.claims, *found.statements):
    print(thing.id)
claims = tuple({ClaimId(str(n)) for n in range(9)})
print(make_decision(DecisionKind.SAME, claims, by="b", at="2016-10-14T00:00:00Z", why="w").id)
"""


def ids_under(seed: str) -> list[str]:
    env = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", PRINT_IDS], env=env, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_ids_are_the_same_whatever_the_hash_seed_of_the_process() -> None:
    first = ids_under("1")
    assert len(first) >= 4
    assert first == ids_under("4711")


def test_the_spelling_of_ids_is_pinned() -> None:
    assert content_id("claim", "a", 1, None) == "claim:0ae764bffd3a17b6"
    assert Report(given_id="r", text="t").id == "report:c3a820e011a8a919"


@given(PARTS, PARTS)
def test_other_parts_give_another_digest(parts: list[str | int | None], others: list[str | int | None]) -> None:
    assert (digest(*parts) == digest(*others)) == (_typed(parts) == _typed(others))


def _typed(parts: list[str | int | None]) -> list[tuple[type[object], object]]:
    return [(type(part), part) for part in parts]


def test_parts_do_not_run_into_one_another() -> None:
    assert content_id("x", "ab", "c") != content_id("x", "a", "bc") != content_id("x", "abc")
    assert content_id("x", "1") != content_id("x", 1)
    assert content_id("x", None) != content_id("x", "")


def test_a_lone_surrogate_has_an_id() -> None:
    assert content_id("x", "\ud800") != content_id("x", "\ud801")


@pytest.mark.parametrize(
    "other",
    [
        Report(given_id="s", text="t", title="T", outlet="O", published=date(2016, 10, 14)),
        Report(given_id="r", text="u", title="T", outlet="O", published=date(2016, 10, 14)),
        Report(given_id="r", text="t", title="U", outlet="O", published=date(2016, 10, 14)),
        Report(given_id="r", text="t", title="T", outlet="P", published=date(2016, 10, 14)),
        Report(given_id="r", text="t", title="T", outlet="O", published=date(2016, 10, 15)),
        Report(given_id="r", text="t", title="T", outlet="O"),
    ],
)
def test_a_report_is_known_by_its_id_outlet_day_title_and_text(other: Report) -> None:
    report = Report(given_id="r", text="t", title="T", outlet="O", published=date(2016, 10, 14))
    assert report.id != other.id


def test_where_a_report_was_found_makes_no_other_report() -> None:
    report = Report(given_id="r", text="t")
    assert report.id == Report(given_id="r", text="t", url="u", author="a", retrieved="2016", extra='{"a":1}').id


def test_a_decision_does_not_depend_on_the_order_of_its_claims() -> None:
    forth, back = (ClaimId("claim:a"), ClaimId("claim:b")), (ClaimId("claim:b"), ClaimId("claim:a"))
    one, other = (make_decision(DecisionKind.SAME, c, by="b", at="2016", why="w") for c in (forth, back))
    assert one == other
    assert one.claims == forth


def test_undoing_another_decision_is_another_decision() -> None:
    made = [
        make_decision(DecisionKind.UNDO, (), by="b", at="2016", why="w", undoes=DecisionId(d))
        for d in ("decision:a", "decision:b")
    ]
    assert made[0].id != made[1].id
