from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from recount.model import DecisionKind
from recount.server import Desk
from recount.workspace.deciding import Order
from tests.server.conftest import AS_PERSON, Serve, Watched

DAYS = {"place": "Aleppo", "from": "2016-10-11", "to": "2016-10-13"}


def asked(client: TestClient, **more: str) -> dict[str, Any]:
    page: dict[str, Any] = client.get("/totals", params=DAYS | more).json()
    return page


def test_a_total_is_a_range_with_what_its_ends_rest_on(client: TestClient) -> None:
    answer = asked(client)["answer"]
    assert (answer["low"], answer["best"], answer["high"]) == (187, 187, None)
    assert answer["headline"] == "At least 187 people killed"
    assert "can't all mean fewer than 187" in answer["sentence"]
    assert answer["lower"][0]["claims"][0]["number"] == "≥ 160"
    assert all(why["claims"] for why in (*answer["lower"], *answer["upper"]))


def test_what_a_stated_total_leaves_over_is_told_with_its_claim(client: TestClient) -> None:
    left = asked(client)["answer"]["remainders"][0]
    assert left["told"] == "34 of the 160 are in no recorded incident."
    assert left["bounds"] == "0 to open"
    assert left["claims"][0]["report"] == "norvane-three-days"


def test_totals_without_a_question_are_over_everything(client: TestClient) -> None:
    answer = client.get("/totals").json()["answer"]
    assert answer["low"] > 187
    assert answer["asked"] == "everywhere, all days"


def test_a_form_left_empty_asks_over_everything(client: TestClient) -> None:
    empty = dict.fromkeys(("place", "from", "to", "harm", "victims"), "")
    assert client.get("/totals", params=empty).json() == client.get("/totals").json()


def test_a_name_of_several_places_offers_them(client: TestClient) -> None:
    page = client.get("/totals", params={"place": "San", "from": "2016-10-11"}).json()
    assert page["answer"] is None
    assert len(page["choices"]) > 1
    chosen = client.get(page["choices"][1]["address"]).json()
    assert chosen["problem"] == ""
    assert chosen["start"] == "2016-10-11"


def test_an_unknown_place_and_nobody_counted_are_told_in_words(client: TestClient) -> None:
    assert "No place called" in client.get("/totals", params={"place": "Qwxyzzy"}).json()["problem"]
    answer = client.get("/totals", params={"place": "Oslo"}).json()["answer"]
    assert answer["none"]
    assert client.get("/totals", params={"place": "Oslo"}, headers=AS_PERSON).status_code == 200


@pytest.mark.parametrize("more", [{"harm": "angry"}, {"victims": "giants"}, {"to": "2016-10-01"}, {"from": "x"}])
def test_what_cannot_be_asked_is_refused_in_words(client: TestClient, more: dict[str, str]) -> None:
    assert client.get("/totals", params=DAYS | more).status_code == 422


def test_other_harms_and_victims_can_be_asked_for(client: TestClient) -> None:
    assert "injured" in asked(client, harm="injured")["answer"]["headline"]
    assert "children" in asked(client, victims="children")["answer"]["headline"]


def test_the_same_question_is_not_worked_out_twice(client: TestClient, desk: Desk) -> None:
    asked(client)
    kept = dict(desk.state().tables.sums._kept)
    asked(client)
    assert dict(desk.state().tables.sums._kept) == kept
    assert len(kept) == 1


def test_a_claim_that_was_set_aside_no_longer_counts(client: TestClient, desk: Desk) -> None:
    claims = [c["id"] for c in asked(client)["answer"]["remainders"][0]["claims"]]
    things = tuple(c for c in desk.state().claims if c in claims)
    desk.decide(Order(kind=DecisionKind.SET_ASIDE, things=things, by="R. Viewer", why="A test."))
    assert asked(client)["answer"]["low"] != 187


def test_a_person_asks_for_a_total(serve: Serve, browser: Callable[..., Watched], record: Path) -> None:
    page = browser(serve(record), "/totals").page
    page.keyboard.press("f")
    page.keyboard.type("Daraa")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('5 to 9 people killed')")
    page.get_by_role("link", name="The incidents there").click()
    page.wait_for_selector("h1:has-text('1 incident')")
