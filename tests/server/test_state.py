"""The state after decisions is the one that would be made anew of the whole record."""

from __future__ import annotations

import gc
import json
import weakref
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import pytest

from recount.model import Decision, DecisionKind, Field
from recount.review import About
from recount.server import Desk
from recount.server.record.state import State, state_of
from recount.workspace import Workspace
from recount.workspace.deciding import Order


def anew(desk: Desk) -> State:
    """The state of the record, made of all of it."""
    workspace = desk.workspace
    return state_of(
        workspace.derive(),
        workspace.claims_now(),
        extent=workspace.store.extent(),
        snapshot=workspace.store.snapshot_head(),
        heads=workspace.store.heads(),
        about=About(workspace.decisions(), workspace.catch_up()[0].carried),
    )


def assert_same(held: State, made: State) -> None:
    assert held.findings == made.findings
    assert held.claims == made.claims
    assert held.incidents == made.incidents
    assert held.index == made.index
    assert dict(held.by_report) == dict(made.by_report)
    assert held.asked.ordered == made.asked.ordered
    assert list(held.questions) == list(made.questions)
    assert held.questions.kinds == made.questions.kinds
    assert (held.extent, held.snapshot, held.heads) == (made.extent, made.snapshot, made.heads)


def orders(desk: Desk) -> Iterator[Order]:
    """One decision of each kind, on claims of several incidents, each taken back later."""
    state = desk.state()
    incidents = sorted(state.incidents.values(), key=lambda i: (-len(i.claims), i.id))
    one, two = incidents[0], incidents[1]
    first, second, *_ = one.claims
    lone = next(c for c in sorted(state.claims) if c not in state.index.incident_of)
    for kind, things, to in (
        (DecisionKind.ACCEPT, (first,), ()),
        (DecisionKind.REJECT, (second,), ()),
        (DecisionKind.SAME, (one.id, two.id), ()),
        (DecisionKind.CORRECT, (two.claims[0],), ((Field.VALUE, "77"), (Field.HARM, "injured"))),
        (DecisionKind.CORRECT, (lone,), ((Field.WHEN, "2016-10-12"), (Field.WHERE, "Aleppo, Syria"))),
        (DecisionKind.DIFFERENT, (first,), ()),
        (DecisionKind.SET_ASIDE, (first,), ()),
    ):
        yield Order(kind=kind, things=things, by="R. Viewer", why="A test of it.", to=to)


@pytest.mark.parametrize("large", [False, True])
def test_the_state_after_each_decision_is_that_of_the_whole_record(desk: Desk, large: bool) -> None:
    desk._large = large
    made: list[Decision] = []
    for order in orders(desk):
        made += desk.decide(order).decisions
        assert_same(desk.state(), anew(desk))
    for decision in reversed(made):
        desk.decide(Order(kind=DecisionKind.UNDO, things=(decision.id,), by="R. Viewer", why="Taken back."))
        assert_same(desk.state(), anew(desk))


def test_what_another_process_writes_is_seen(desk: Desk, record: Path) -> None:
    before = desk.state()
    claim = next(iter(sorted(before.claims)))
    with Workspace.open(record, write=True) as other:
        other.decide(Order(kind=DecisionKind.REJECT, things=(claim,), by="Somebody else", why="Elsewhere."))
    assert_same(desk.state(), anew(desk))
    assert desk.state().about.is_judged(claim)


def test_a_large_record_opens_with_every_table_made(desk: Desk) -> None:
    desk._large = True
    assert desk.open_ahead()
    assert desk._opening is not None
    desk._opening.join(60)
    tables = desk.state().tables
    made_when_asked = {name for name, one in vars(type(tables)).items() if isinstance(one, cached_property)}
    assert len(made_when_asked) > 5
    assert made_when_asked <= vars(tables).keys()


def test_tables_of_a_large_record_catch_up_beside_the_pages(desk: Desk) -> None:
    desk._large = True
    before = desk.state()
    rows = len(before.tables.catalogue._rows)
    incident = max(before.incidents.values(), key=lambda i: len(i.claims))
    desk.decide(Order(kind=DecisionKind.DIFFERENT, things=(incident.claims[0],), by="R. Viewer", why="Another."))
    after = desk.state()
    assert after is not before
    assert desk._renewing is not None
    desk._renewing.join(20)
    assert after.tables.state is after
    assert len(after.tables.catalogue._rows) == len(after.incidents) > rows


def test_tables_that_were_replaced_go_with_their_state(desk: Desk) -> None:
    desk._large = True
    gc.disable()  # it passes over what a large record is made of
    try:
        before = desk.state()
        incident = max(before.incidents.values(), key=lambda i: len(i.claims))
        held = weakref.ref(before.tables), weakref.ref(before)
        del before
        desk.decide(Order(kind=DecisionKind.DIFFERENT, things=(incident.claims[0],), by="R. Viewer", why="Another."))
        assert desk.state().tables is held[0]()
        assert desk._renewing is not None
        desk._renewing.join(20)
        assert [one() for one in held] == [None, None]
    finally:
        gc.enable()


def test_what_was_judged_stays_judged_in_a_later_version(desk: Desk, tmp_path: Path) -> None:
    first = {"id": "raid", "published": "2016-05-04", "outlet": "Tarnholm Standard", "title": "Raid on Homs"}
    words = "Nine people were killed in an airstrike on Homs on 3 May 2016, local activists said."
    source = tmp_path / "raid.jsonl"
    source.write_text(json.dumps(first | {"text": words}), encoding="utf-8")
    desk.workspace.run(source)
    (claim,) = (c for c in desk.state().claims.values() if c.given_id == "raid")
    desk.decide(
        Order(
            kind=DecisionKind.CORRECT, things=(claim.claim.id,), by="R. Viewer", why="Ten.", to=((Field.VALUE, "10"),)
        )
    )
    source.write_text(json.dumps(first | {"text": f"{words} The street was closed."}), encoding="utf-8")
    desk.workspace.run(source)
    (now,) = (c for c in desk.state().claims.values() if c.given_id == "raid")
    assert now.claim.id != claim.claim.id
    assert now.claim.stated.value == 10
    assert desk.state().about.is_judged(now.claim.id)
    assert_same(desk.state(), anew(desk))
