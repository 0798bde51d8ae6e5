"""The derivation kept: whatever comes, in whatever order, it holds what deriving all of it at once gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.incidents import blocks as blocks_module
from recount.model import Decision, Findings, ReportId
from recount.pipeline import Derivation, Update, derive
from tests.claimed import POLICY
from tests.pipeline.stories import Arrival, Record, arrivals, decisions, from_nothing


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks so small that the records of these tests overflow them."""
    monkeypatch.setattr(blocks_module, "MOST", 4)
    monkeypatch.setattr(blocks_module, "PIVOTS", 2)


def take_in(
    derivation: Derivation, record: Record, came: Iterable[Arrival], data: st.DataObject, number: int
) -> Update:
    """Take arrivals and, at times, a decision into both."""
    gone: list[ReportId] = []
    new: list[Arrival] = []
    for arrival in came:
        before = record.latest.get(arrival.print.given_id)
        if before is not None:
            gone.append(before.print.report)
        record.latest[arrival.print.given_id] = arrival
        record.every |= {c.claim.id: c for c in arrival.claims}
        new = [*(a for a in new if a is not before), arrival]
    decides = bool(record.every) and data.draw(st.booleans())
    decided: list[Decision] = [data.draw(decisions(record, number))] if decides else []
    record.log += decided
    return derivation.update(
        claims=[c for arrival in new for c in arrival.claims],
        gone=gone,
        prints=[arrival.print for arrival in new],
        statements=[s for arrival in new for s in arrival.statements],
        decisions=decided,
        earlier=record.earlier(decided),
    )


def told(derivation: Derivation, record: Record) -> Findings:
    return derive(
        record.claims(),
        record.log,
        policy=POLICY,
        earlier=record.earlier(record.log),
        prints=[arrival.print for arrival in record.latest.values()],
        statements=[s for arrival in record.latest.values() for s in arrival.statements],
    )


@settings(max_examples=150)
@given(st.data())
def test_a_story_taken_in_step_by_step_gives_what_all_of_it_at_once_gives(data: st.DataObject) -> None:
    derivation, record, version = Derivation(policy=POLICY), Record(), 0
    for number in range(data.draw(st.integers(1, 8))):
        came = []
        for _ in range(data.draw(st.integers(0, 3))):
            version += 1
            came.append(data.draw(arrivals(version)))
        before = derivation.findings
        update = take_in(derivation, record, came, data, number)
        assert derivation.findings == from_nothing(record)
        assert parts(derivation.findings) == patched(parts(before), update)
        assert derivation.findings_of(update.touched) == update.after
    assert told(derivation, record) == derivation.findings
    assert derivation.judgements().rejected == derivation.rejected


Parts = dict[str, list[object]]


def parts(findings: Findings) -> Parts:
    """The findings by the incident or period they are about, in their order."""
    found: Parts = {}
    for key, thing in _keyed(findings):
        found.setdefault(key, []).append(thing)
    return found


def _keyed(findings: Findings) -> Iterator[tuple[str, object]]:
    yield from ((x.id, x) for x in findings.incidents)
    yield from ((x.id, x) for x in findings.periods)
    yield from ((x.incident, x) for x in findings.figures)
    yield from ((x.incident, x) for x in findings.grades)
    yield from ((x.incident, x) for x in findings.origins)
    yield from ((x.period, x) for x in findings.unaccounted)


def patched(before: Parts, update: Update) -> Parts:
    """What stood before, with what the update says has changed."""
    assert parts(update.before).keys() == update.changed | update.gone
    assert parts(update.after).keys() == update.new | update.changed
    assert not update.new & before.keys()
    assert all(before[id_] == told for id_, told in parts(update.before).items())
    assert all(before.get(id_) != told for id_, told in parts(update.after).items())
    kept = {id_: told for id_, told in before.items() if id_ not in update.touched}
    return kept | parts(update.after)


@given(arrivals(1))
def test_what_is_held_already_changes_nothing(arrival: Arrival) -> None:
    derivation = Derivation(policy=POLICY)
    for number in range(2):
        update = derivation.update(claims=arrival.claims, prints=[arrival.print], statements=arrival.statements)
        assert number == 0 or not update.any
