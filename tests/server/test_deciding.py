"""Deciding at the desk: by forms, by programs, by keys, and by two people at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from starlette.testclient import TestClient

from recount.server import Desk
from tests.server.conftest import AS_PERSON, Serve, Watched, go

REPORT = "/reports/norvane-three-days"


def claims_of(client: TestClient) -> list[str]:
    """The claims of one report, in the order of its text."""
    return [tick["claim"] for tick in client.get(f"{REPORT}.json").json()["ticks"]]


def test_a_report_shows_its_words_unchanged_and_its_claims_in_them(client: TestClient, desk: Desk) -> None:
    told = client.get(f"{REPORT}.json").json()
    report = desk.workspace.store.find_report("norvane-three-days")
    assert report is not None
    shown = "".join(run["words"] for paragraph in told["paragraphs"] for run in paragraph["runs"])
    assert "".join(shown.split()) == "".join(report.canonical.split())
    assert [run["words"] for p in told["paragraphs"] for run in p["runs"] if run["claim"]] == [
        "at least 160",
        "At least 160 people",
        "81 people",
        "45",
    ]
    assert told["card"]["title"] == "≥ 160 killed"
    assert told["card"]["chain"] == ["an activist inside the siege", "Norvane Wire"]


def test_a_decision_of_a_program_enters_the_log_with_who_and_why(client: TestClient) -> None:
    claim = claims_of(client)[2]
    sent = {"kind": "correct", "things": [claim], "why": "The list names 80.", "to": {"value": "80"}}
    made = client.post("/decisions", json=sent)
    assert made.status_code == 201
    assert made.json()["added"] == 1
    entry = client.get("/decisions").json()["entries"][0]
    assert (entry["kind"], entry["field"], entry["to"], entry["by"]) == ("correct", "value", "80", "R. Viewer")
    assert client.get(f"{REPORT}.json?claim={claim}").json()["card"]["title"] == "80 killed"


def test_a_form_goes_back_to_its_page_and_never_to_another_site(client: TestClient) -> None:
    form = {"kind": "accept", "thing": claims_of(client)[0], "next": f"{REPORT}?claim=x"}
    done = client.post("/decisions", data=form, headers=AS_PERSON, follow_redirects=False)
    assert (done.status_code, done.headers["location"]) == (303, f"{REPORT}?claim=x")
    for foreign in ("//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example"):
        done = client.post("/decisions", data=form | {"next": foreign}, headers=AS_PERSON, follow_redirects=False)
        assert done.headers["location"] == "/decisions"


def test_what_makes_no_sense_is_refused_with_the_reason(client: TestClient) -> None:
    claim = claims_of(client)[0]
    for sent, told in (
        ({"kind": "praise", "things": [claim], "why": "x"}, "'praise' is no judgement"),
        ({"kind": "accept", "things": ["claim:ffffffffffffffff"], "why": "x"}, "is not in the record"),
        ({"kind": "accept", "things": [claim], "why": ""}, "the reason why"),
        ({"kind": "correct", "things": [claim], "why": "x", "to": {"mood": "1"}}, "'mood' is no field"),
    ):
        refused = client.post("/decisions", json=sent)
        assert refused.status_code == 422
        assert told in refused.json()["detail"]
    assert client.get("/decisions").json()["total"] == 0


def test_two_people_never_overwrite_each_other_silently(client: TestClient) -> None:
    claim = claims_of(client)[0]
    seen = client.get("/decisions").json()["total"]
    first = {"kind": "accept", "things": [claim], "why": "It says so.", "by": "Reviewer one", "seen": seen}
    second = {"kind": "reject", "things": [claim], "why": "It does not.", "by": "Reviewer two", "seen": seen}
    assert client.post("/decisions", json=first).status_code == 201
    refused = client.post("/decisions", json=second)
    assert refused.status_code == 409
    assert refused.json()["clashes"][0]["by"] == "Reviewer one"
    assert client.post("/decisions", json=second | {"seen": seen + 1}).json()["disputed"] == 1
    assert {e["state"] for e in client.get("/decisions").json()["entries"]} == {"disputed"}


def test_what_is_judged_waits_no_longer_and_comes_back_when_undone(client: TestClient) -> None:
    before = client.get("/review.json?kind=no_day").json()
    sent = {"kind": "accept", "things": [before["question"]["about"]], "why": "No day is told."}
    made = client.post("/decisions", json=sent).json()
    assert client.get("/review.json?kind=no_day").json()["total"] == before["total"] - 1
    client.post("/decisions", json={"kind": "undo", "things": made["decisions"], "why": "A slip."})
    assert client.get("/review.json?kind=no_day").json()["total"] == before["total"]


def test_the_queue_asks_first_what_may_move_a_figure_most(client: TestClient) -> None:
    told = client.get("/review.json").json()
    weights = [told["question"]["weight"], *(one["weight"] for one in told["then"])]
    assert weights == sorted(weights, reverse=True)
    assert told["question"]["sentence"] == "Sources give between 27 and 81 killed."


def test_keys_move_accept_and_undo(serve: Serve, browser: Callable[..., Watched], record: Path) -> None:
    page = browser(serve(record), REPORT).page
    page.keyboard.press("j")
    page.wait_for_selector("#panel:has-text('Claim 2 of 4')")
    page.keyboard.press("a")
    page.wait_for_selector("#saved:has-text('decision 1')")
    assert page.locator("#panel .eyebrow").first.inner_text().lower() == "claim 3 of 4"
    page.keyboard.press("k")
    page.wait_for_selector("#panel .verdict.good")
    page.keyboard.press("u")
    page.wait_for_selector("#saved:has-text('decision 2')")
    page.wait_for_selector("#panel:not(:has(.verdict))")
    page.keyboard.press("x")
    page.wait_for_selector("#saved:has-text('decision 3')")


def test_a_field_is_corrected_by_keys_and_by_words_chosen_in_the_text(
    serve: Serve, browser: Callable[..., Watched], record: Path
) -> None:
    page = browser(serve(record), REPORT).page
    page.keyboard.press("e")
    page.fill("[name=set-value]", "161")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .said:has-text('161 killed')")
    words = page.locator("#text p").nth(1)
    words.locator("span.source").first.click(click_count=2)
    page.wait_for_selector(".offer")
    page.locator(".offer button", has_text="Source").click()
    assert page.locator("[name=set-source]").input_value() != ""


def test_what_is_folded_away_is_shown_by_its_key_before_it_decides(
    serve: Serve, browser: Callable[..., Watched], record: Path
) -> None:
    served = serve(record)
    incident = max(served.desk.state().incidents.values(), key=lambda i: len(i.reports))
    claim = incident.claims[0]
    given = served.desk.state().claims[claim].given_id
    page = browser(served, f"/reports/{given}?claim={claim}").page
    page.keyboard.press("s")
    page.wait_for_selector("button[data-key=s]:focus")
    assert served.desk.workspace.store.extent().decisions == 0
    page.keyboard.press("Enter")
    page.wait_for_selector("#saved:has-text('decision 1')")
    page.wait_for_selector("#panel .judged:has-text('different')")
    page.keyboard.press("u")
    page.wait_for_selector("#saved:has-text('decision 2')")
    other = next(i for i in served.desk.state().incidents.values() if claim not in i.claims)
    page.keyboard.press("m")
    page.wait_for_selector("#merge-with:focus")
    page.keyboard.type(other.id)
    page.keyboard.press("Enter")
    page.wait_for_selector("#saved:has-text('decision 3')")
    assert served.desk.state().index.incident_of[claim] == served.desk.state().index.incident_of[other.claims[0]]


def test_two_browsers_at_once(serve: Serve, browser: Callable[..., Watched], record: Path) -> None:
    served = serve(record)
    one, two = browser(served, REPORT), browser(served, REPORT)
    for watched, name in ((one, "Reviewer one"), (two, "Reviewer two")):
        address = {"url": served.address, "name": "reviewer", "value": name.replace(" ", "%20")}
        watched.page.context.add_cookies([address])  # type: ignore[list-item]
        go(watched.page, REPORT)
    one.page.keyboard.press("a")
    one.page.wait_for_selector("#saved:has-text('decision 1')")
    two.page.keyboard.press("x")
    two.page.wait_for_selector("[role=alert]:has-text('Reviewer one decided on this')")
    two.complaints.clear()  # the browser notes the 409 itself
    go(two.page, REPORT)
    two.page.keyboard.press("x")
    two.page.wait_for_selector("#saved:has-text('decision 2')")
    two.page.keyboard.press("k")
    two.page.wait_for_selector("#panel .judged:has-text('disputed')")


def test_the_queue_is_worked_through_by_keys(serve: Serve, browser: Callable[..., Watched], record: Path) -> None:
    page = browser(serve(record), "/review?kind=no_day").page
    page.wait_for_selector("h2:has-text('1 of 5')")
    page.keyboard.press("e")
    page.keyboard.type("2016-10-12")
    page.keyboard.press("Enter")
    page.wait_for_selector("h2:has-text('1 of 4')")
    page.keyboard.press("u")
    page.wait_for_selector("h2:has-text('1 of 5')")


def test_the_log_lists_and_undoes(serve: Serve, browser: Callable[..., Watched], record: Path) -> None:
    page = browser(serve(record), REPORT).page
    page.keyboard.press("a")
    page.wait_for_selector("#saved:has-text('decision 1')")
    go(page, "/decisions")
    page.get_by_role("button", name="Undo").first.click()
    page.wait_for_selector("tr.undone")


def test_the_keys_are_listed_everywhere(serve: Serve, browser: Callable[..., Watched], record: Path) -> None:
    page = browser(serve(record), "/").page
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]:has-text('next, previous claim')")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("v")
    page.wait_for_url("**/review")


def test_an_original_is_shown_without_its_scripts(
    tmp_path: Path, serve: Serve, browser: Callable[..., Watched]
) -> None:
    source = tmp_path / "raid.html"
    source.write_text(
        "<!doctype html><title>Raid on Tarnholm kills nine</title><script>document.title='ran'</script>"
        "<article><h1>Raid on Tarnholm kills nine</h1><p>Nine people were killed in an airstrike on Homs on"
        " 3 May 2016, local activists said.</p></article>",
        encoding="utf-8",
    )
    served = serve(tmp_path / "new.db")
    served.desk.workspace.run(source)
    watched = browser(served, "/reports/raid?original=true")
    frame = watched.page.frame_locator(".beside iframe")
    assert frame.locator("h1").inner_text() == "Raid on Tarnholm kills nine"
    watched.complaints[:] = [told for told in watched.complaints if "Blocked script execution" not in told]
