from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from starlette.testclient import TestClient

from recount.server import Desk
from tests.server.conftest import Serve, Watched


def test_an_edition_is_made_listed_and_told(client: TestClient) -> None:
    made = client.post("/editions", data={"note": " For the  briefing. "}, follow_redirects=False)
    assert (made.status_code, made.headers["location"]) == (303, "/editions/1")
    listed = client.get("/editions.json").json()
    assert listed["total"] == 1
    assert listed["changed"] is False
    (one,) = listed["editions"]
    assert (one["number"], one["note"], one["incidents"], one["reports"]) == (1, "For the briefing.", 10, 12)
    told = client.get("/editions/1.json").json()
    assert told["edition"] == one
    assert told["verified"] is None
    assert {"words": "Policy", "value": "airwars-observed-1", "code": False} in told["kept"]


def test_the_latest_come_first_and_the_rest_on_further_pages(client: TestClient) -> None:
    for number in range(22):
        client.post("/editions", data={"note": str(number)}, follow_redirects=False)
    first = client.get("/editions.json").json()
    assert [one["number"] for one in first["editions"]] == list(range(22, 2, -1))
    older = client.get("/editions.json?" + first["older"].split("?")[1]).json()
    assert [one["number"] for one in older["editions"]] == [2, 1]


def test_an_edition_is_computed_again(client: TestClient) -> None:
    client.post("/editions")
    told = client.get("/editions/1/verification.json").json()["verified"]
    assert told["holds"] is True
    assert not any(one["fault"] for one in told["differences"])


def test_what_differs_from_an_edition_is_told(client: TestClient, desk: Desk, record: Path) -> None:
    client.post("/editions")
    with sqlite3.connect(record) as connection:  # behind the record's back: its triggers refuse to
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE reports SET json = replace(json, 'forty-seven', 'forty-six')")
    connection.close()
    told = client.get("/editions/1/verification.json").json()["verified"]
    assert told["holds"] is False
    assert [one["kind"] for one in told["differences"] if one["fault"]] == ["reports"]


def test_there_is_no_edition_that_nobody_made(client: TestClient) -> None:
    assert client.get("/editions/1").status_code == 404
    assert client.get("/editions/1/verification").status_code == 404


def test_a_desk_for_reading_makes_no_edition(client: TestClient, desk: Desk) -> None:
    desk.read_only = True
    assert client.post("/editions").status_code == 409


def test_an_edition_is_made_and_verified_by_key(serve: Serve, browser: Callable[..., Watched], record: Path) -> None:
    page = browser(serve(record), "/editions").page
    page.get_by_label("What it is for").fill("For the briefing of 17 October.")
    page.get_by_role("button", name="Make the edition").click()
    page.get_by_role("heading", name="Edition 1").wait_for()
    page.wait_for_selector("body[data-ready]")
    page.keyboard.press("v")
    page.get_by_text("It comes out as it was published.").wait_for()
