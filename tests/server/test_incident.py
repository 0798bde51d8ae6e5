from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from recount.server import Desk
from recount.server.pages.ladders import APART, MARK
from tests.server.conftest import AS_PERSON, Serve, Watched, go


def id_of(client: TestClient, place: str) -> str:
    return str(client.get("/incidents", params={"place": place}).json()["rows"][0]["id"])


def shown(client: TestClient, place: str = "Bustan al-Qasr") -> dict[str, Any]:
    answer: dict[str, Any] = client.get(f"/incidents/{id_of(client, place)}").json()
    return answer


def test_an_incident_shows_its_figures_each_with_every_claim_behind_it(client: TestClient) -> None:
    page = shown(client)
    killed = next(toll for toll in page["tolls"] if toll["harm"] == "killed")["whole"]
    assert (killed["numbers"]["low"], killed["best"], killed["numbers"]["high"]) == (27, "81", 81)
    assert killed["reason"]
    assert {one["used"] for one in killed["used"]} == {True}
    assert all(one["reason"] and not one["used"] for one in killed["aside"])
    assert {toll["harm"] for toll in page["tolls"]} == {"killed", "injured"}


def test_groups_of_victims_stand_within_their_harm(client: TestClient) -> None:
    killed = next(toll for toll in shown(client)["tolls"] if toll["harm"] == "killed")
    assert [group["group"] for group in killed["groups"]] == ["children", "civilians", "combatants"]


def test_it_says_who_is_accused_and_by_whom(client: TestClient) -> None:
    accused = {one["name"]: one for one in shown(client)["accused"]}
    assert set(accused) == {"Russia", "Syrian government"}
    assert all(one["by"] for one in accused.values())
    assert accused["Russia"]["by"][0]["voices"][-1]


def test_denials_stand_beside_what_they_deny_and_not_elsewhere(client: TestClient) -> None:
    denied = [one["title"] for one in shown(client)["said"] if one["title"].startswith("Denial")]
    assert any("Syrian army" in title for title in denied)
    assert not [one for one in shown(client, "Daraa")["said"] if one["title"].startswith("Denial")]


def test_what_was_hit_is_told(client: TestClient) -> None:
    assert shown(client, "Daraa")["hit"] == ["school"]


def test_totals_that_count_it_are_linked(client: TestClient) -> None:
    within = shown(client)["within"]
    assert any("34 of the 160" in one["left"] for one in within)
    for one in within:
        assert client.get(one["address"]).status_code == 200


def test_an_incident_is_found_by_a_claim_of_it(client: TestClient) -> None:
    page = shown(client)
    assert client.get(f"/incidents/{page['anchor']}").json()["id"] == page["id"]


@pytest.mark.parametrize("key", ["incident:0000", "claim:0000", "nothing", "%F0%9F%92%A5"])
def test_an_incident_that_is_not_there_is_told(client: TestClient, key: str) -> None:
    assert client.get(f"/incidents/{key}").status_code == 404


def test_no_label_of_the_ladder_covers_another(client: TestClient) -> None:
    for row in client.get("/incidents").json()["rows"]:
        for toll in client.get(f"/incidents/{row['id']}").json()["tolls"]:
            plot = toll["whole"] and toll["whole"]["plot"]
            for one, other in combinations(plot["labels"] if plot else (), 2):
                assert one["x"] != other["x"] or abs(one["y"] - other["y"]) >= APART * 0.5
            for one, other in combinations(plot["marks"] if plot else (), 2):
                beside = abs(one["shift"] - other["shift"]) >= MARK
                assert one["x"] != other["x"] or beside or abs(one["y"] - other["y"]) >= APART


def test_edges_of_the_band_are_parted(client: TestClient) -> None:
    plot = next(toll for toll in shown(client)["tolls"] if toll["harm"] == "killed")["whole"]["plot"]
    assert [edge["words"] for edge in plot["edges"]] == ["best 81", "low 27"]
    assert any("Syrian army" in one["told"] for one in plot["denials"])


def test_every_incident_of_the_record_is_a_page(client: TestClient) -> None:
    for row in client.get("/incidents").json()["rows"]:
        page = client.get(f"/incidents/{row['id']}", headers=AS_PERSON)
        assert page.status_code == 200
        assert "style=" not in page.text


def test_a_merge_is_offered_decided_and_undone(serve: Serve, browser: Callable[..., Watched], record: Path) -> None:
    served = serve(record)
    page = browser(served, "/incidents?place=western+Aleppo").page
    before = len(served.desk.state().incidents)
    page.locator("td.what a").first.click()
    page.wait_for_selector("body[data-ready]")
    page.keyboard.press("m")
    page.locator("input[type=radio]").first.check()
    page.get_by_role("button", name="They are one").click()
    page.wait_for_selector("h2:has-text('Decided about its claims') ~ ul")
    assert len(served.desk.state().incidents) == before - 1
    page.wait_for_selector("body[data-ready]")
    page.keyboard.press("u")
    page.wait_for_selector("li.undone")
    assert len(served.desk.state().incidents) == before


def test_claims_are_split_off(serve: Serve, browser: Callable[..., Watched], record: Path) -> None:
    served = serve(record)
    page = browser(served, "/incidents?place=Azaz").page
    before = len(served.desk.state().incidents)
    page.locator("td.what a").first.click()
    page.wait_for_selector("body[data-ready]")
    page.get_by_role("checkbox").first.check()
    page.keyboard.press("s")
    page.get_by_role("button", name="They are another event").click()
    page.wait_for_selector("h2:has-text('Decided about its claims') ~ ul")
    assert len(served.desk.state().incidents) == before + 1


def test_a_record_that_is_only_read_offers_no_decision(record: Path) -> None:
    from recount.server import guarded
    from recount.workspace import Workspace

    with (
        Workspace.open(record) as workspace,
        TestClient(
            guarded(Desk(workspace, read_only=True), hosts={"testserver"}), base_url="http://testserver"
        ) as client,
    ):
        page = client.get(f"/incidents/{id_of(client, 'Bustan al-Qasr')}", headers=AS_PERSON).text
    assert 'action="/decisions"' not in page


def test_a_mark_of_the_ladder_leads_to_its_claim(serve: Serve, browser: Callable[..., Watched], record: Path) -> None:
    page = browser(serve(record), "/incidents?place=Bustan+al-Qasr").page
    page.locator("td.what a").first.click()
    page.wait_for_selector(".ladder .mark")
    target = page.locator(".ladder .mark").first.get_attribute("href")
    assert target
    assert page.locator(f'[id="{target[1:]}"]').count() == 1
    link = page.locator(f'[id="{target[1:]}"] .when a').get_attribute("href")
    assert link
    go(page, link)
    assert "/reports/" in page.url
