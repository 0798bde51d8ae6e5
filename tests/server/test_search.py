from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from recount.model import Report
from recount.server.tables.searching import days_of, runs
from recount.workspace import Workspace
from tests.server.conftest import AS_PERSON, Serve, Watched


def found(client: TestClient, q: str, **more: str) -> dict[str, Any]:
    page: dict[str, Any] = client.get("/search", params={"q": q, **{k.rstrip("_"): v for k, v in more.items()}}).json()
    return page


def test_reports_claims_and_incidents_that_hold_the_words_are_found(client: TestClient) -> None:
    page = found(client, "fardous")
    assert page["report_count"] == len(page["reports"]) > 0
    assert page["claim_count"] > 0
    assert page["incidents"][0]["label"].startswith("Airstrike, al-Fardous")
    marked = [run["text"] for run in page["reports"][0]["excerpt"] if run["marked"]]
    assert {words.casefold() for words in marked} == {"fardous"}


def test_each_result_leads_to_where_it_stands(client: TestClient) -> None:
    page = client.get("/search", params={"q": "market"}, headers=AS_PERSON).text
    claim = found(client, "market", in_="claims")["claims"][0]
    assert f"/reports/{claim['given_id']}?claim={claim['id']}" in page


def test_words_in_quotes_and_beginnings_of_words_are_found(client: TestClient) -> None:
    assert found(client, '"field hospital"')["report_count"] >= 1
    assert found(client, "ambulanc*")["report_count"] >= 1
    assert found(client, "ambulanc")["report_count"] == 0


def test_words_in_arabic_find_reports_and_the_incidents_of_that_place(client: TestClient) -> None:
    assert found(client, "الفردوس")["report_count"] >= 1
    page = found(client, "حلب")
    assert page["meant"] == ["Aleppo"]
    assert page["incident_count"] == 8


def test_what_is_found_is_counted_by_outlet_day_and_harm_and_can_be_narrowed(client: TestClient) -> None:
    page = found(client, "killed")
    for kind in ("outlets", "spans", "harms"):
        for facet in page[kind]:
            narrowed = client.get(facet["address"]).json()
            assert narrowed["report_count"] == facet["count"], facet
            assert narrowed["unfiltered"]


def test_reports_go_on_where_they_stopped(client: TestClient) -> None:
    seen, cursor = [], ""
    while True:
        page = found(client, "killed", in_="reports", limit="4", cursor=cursor)
        seen += [hit["given_id"] for hit in page["reports"]]
        if not (cursor := page["next"]):
            break
    assert len(seen) == len(set(seen)) == page["report_count"]


def test_claims_go_on_where_they_stopped(client: TestClient) -> None:
    every = [hit["id"] for hit in found(client, "killed", in_="claims", limit="100")["claims"]]
    seen, cursor = [], ""
    while True:
        page = found(client, "killed", in_="claims", limit="4", cursor=cursor)
        seen += [hit["id"] for hit in page["claims"]]
        if not (cursor := page["next"]):
            break
    assert seen == every


@pytest.mark.parametrize("q", ["...", '""', "word " * 30])
def test_what_cannot_be_looked_for_is_told_on_the_page(client: TestClient, q: str) -> None:
    answer = client.get("/search", params={"q": q})
    assert answer.status_code == 200
    assert answer.json()["told"]
    assert "Nothing was looked for" in client.get("/search", params={"q": q}, headers=AS_PERSON).text


def test_nothing_found_says_what_to_do(client: TestClient) -> None:
    assert "Fewer words find more" in client.get("/search", params={"q": "zebra"}, headers=AS_PERSON).text


@pytest.mark.parametrize("more", [{"cursor": "x"}, {"harm": "angry"}, {"from": "2017-01-02", "to": "2017-01-01"}])
def test_what_search_cannot_mean_is_refused(client: TestClient, more: dict[str, str]) -> None:
    assert client.get("/search", params={"q": "killed", "in": "reports", **more}).status_code == 422


def test_report_text_and_ids_are_shown_as_they_are(record: Path, serve: Serve, browser: Callable[..., Watched]) -> None:
    text = "Medics said 14 people were killed in <img src=x onerror=alert(1)> Idlib on 11 October 2016."
    odd = Report(given_id="a b/c?d#e&f", title="<script>alert(1)</script>", text=text, published=date(2016, 10, 12))
    folder = record.parent / "more.jsonl"
    import json

    line = {"id": odd.given_id, "title": odd.title, "text": odd.text, "published": "2016-10-12"}
    folder.write_text(json.dumps(line), encoding="utf-8")
    with Workspace.open(record, write=True) as workspace:
        workspace.run(folder)
    page = browser(serve(record), "/search?q=onerror").page
    assert page.locator("main img, main script").count() == 0
    page.locator("a.label").first.click()
    page.wait_for_selector("h1:has-text('<script>')")


def test_a_month_and_a_year_have_a_first_and_a_last_day() -> None:
    assert days_of("2016-02") == (date(2016, 2, 1), date(2016, 2, 29))
    assert days_of("2016-12") == (date(2016, 12, 1), date(2016, 12, 31))
    assert days_of("2015") == (date(2015, 1, 1), date(2015, 12, 31))


def test_marked_pieces_join_to_the_text() -> None:
    assert list(runs("a bc d", [(2, 4)])) == [("a ", False), ("bc", True), (" d", False)]
    assert "".join(words for words, _ in runs("abc", [(0, 1), (1, 3)])) == "abc"
