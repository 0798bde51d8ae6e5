from __future__ import annotations

from collections.abc import Callable

from starlette.testclient import TestClient

from tests.server.conftest import AS_PERSON, Serve, Watched


def test_the_overview_tells_the_figures_the_grades_and_what_waits(client: TestClient) -> None:
    told = client.get("/index.json").json()
    assert told["sum"]["best"] == "195"
    assert told["about"].startswith("12 reports from 4 outlets")
    assert sum(one["count"] for one in told["grades"]) == 10
    assert {one["address"] for one in told["waiting"]} >= {"/review?kind=no_day"}


def test_the_overview_is_a_page_for_a_browser_and_json_for_a_program(client: TestClient) -> None:
    assert client.get("/").headers["content-type"] == "application/json"
    page = client.get("/", headers=AS_PERSON)
    assert page.headers["content-type"].startswith("text/html")
    assert "195" in page.text


def test_what_was_seen_already_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/index.json")
    again = client.get("/index.json", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_an_empty_record_teaches(serve: Serve, browser: Callable[..., Watched], tmp_path: object) -> None:
    from pathlib import Path

    watched = browser(serve(Path(str(tmp_path)) / "new.db"))
    assert watched.page.get_by_role("link", name="Add reports").is_visible()


def test_the_list_of_reports_goes_on_page_by_page_the_newest_first(client: TestClient) -> None:
    every = [row["given_id"] for row in client.get("/reports.json").json()["rows"]]
    seen: list[str] = []
    cursor = ""
    while True:
        told = client.get("/reports.json", params={"limit": 5, "cursor": cursor}).json()
        seen += [row["given_id"] for row in told["rows"]]
        cursor = told["next"]
        if not cursor:
            break
    assert seen == every
    assert len(every) == 12
    assert every[0] == "chronicle-azaz"
    assert client.get("/reports.json?cursor=12").status_code == 422
