from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from recount.model import Profile
from recount.server import Desk
from tests.server.conftest import AS_PERSON, Serve, Watched

NAMED = "Rima Sabbagh"
"""The one person that the example reports name."""


def post(client: TestClient, path: str, **form: str) -> tuple[int, str]:
    answer = client.post(path, data=form)
    return answer.status_code, answer.text


def test_the_brief_is_shown_as_the_page_that_it_is_with_a_policy_of_its_own(client: TestClient) -> None:
    answer = client.get("/briefs/preview")
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "frame-ancestors 'self'" in policy
    assert "script-src" not in policy
    assert "between 111 and 198 or more" in answer.text


def test_links_to_outlets_work_in_the_file_and_not_in_the_preview(client: TestClient) -> None:
    link = 'href="https://lindmere-chronicle.example/'
    assert link in client.post("/briefs/file", data={"form": "html"}).text
    shown = client.get("/briefs/preview").text
    assert 'href="http' not in shown
    assert 'href="#' in shown


def test_the_public_brief_holds_nothing_that_its_profile_takes_out(client: TestClient, desk: Desk) -> None:
    assert [one.value for one in desk.publishing.release(Profile.PUBLIC, None).removed] == [NAMED]
    assert NAMED not in client.get("/briefs/preview").text
    assert NAMED in client.get("/briefs/preview?profile=internal").text
    told = client.get("/briefs/withheld.json?profile=public").json()
    assert told == {"profile": "public", "taken": [{"words": "Names of persons", "count": 1}], "total": 1}
    assert client.get("/briefs/withheld.json?profile=internal").json()["total"] == 0


def test_title_and_note_stand_at_the_head_as_plain_text(client: TestClient) -> None:
    words = {"title": "Week <41>", "note": "First.\n\n*Second* <script>alert(1)</script>"}
    status, page = post(client, "/briefs/preview", **words)
    assert status == 200
    assert '<h1 dir="auto">Week &lt;41&gt;</h1>' in page
    assert '<p dir="auto">First.</p>' in page
    assert "<script" not in page
    _, text = post(client, "/briefs/file", form="md", **words)
    assert text.startswith("# Week \\<41\\>\n\n**The first snapshot of this record**\n\nFirst.\n\n\\*Second\\*")


def test_title_and_note_are_kept_nowhere(client: TestClient, desk: Desk, record: Path) -> None:
    post(client, "/briefs/file", form="html", title="Kestrel lantern", note="Quince harbour")
    held = b"".join(file.read_bytes() for file in record.parent.glob("aleppo.db*"))
    assert b"Kestrel" not in held
    assert "Kestrel" not in client.get("/briefs/preview").text
    assert "Kestrel" not in str(desk.publishing.release(Profile.PUBLIC, None).title)


@pytest.mark.parametrize("field", ["title", "note"])
def test_a_title_or_note_that_names_what_is_withheld_makes_no_public_brief(client: TestClient, field: str) -> None:
    status, told = post(client, "/briefs/file", form="html", **{field: f"For {NAMED.upper()}"})
    assert status == 422
    assert "which the public profile withholds" in told
    assert post(client, "/briefs/file", form="html", profile="internal", **{field: NAMED})[0] == 200


def test_what_goes_wrong_is_told_within_the_frame(client: TestClient) -> None:
    answer = client.post("/briefs/preview", data={"title": NAMED}, headers=AS_PERSON)
    assert answer.status_code == 422
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert "which the public profile withholds" in answer.text


@pytest.mark.parametrize(("form", "start"), [("html", b"<!DOCTYPE html>"), ("md", b"# "), ("pdf", b"%PDF-")])
@pytest.mark.usefixtures("can_print")
def test_a_brief_is_taken_away_as_a_file(client: TestClient, form: str, start: bytes) -> None:
    answer = client.post("/briefs/file", data={"form": form})
    assert answer.headers["content-disposition"] == f'attachment; filename="brief-public-1.{form}"'
    assert answer.content.lstrip().startswith(start)


def test_without_the_extra_a_pdf_says_what_to_install(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name, name=name)

    monkeypatch.setattr("recount.publish.as_pdf.import_module", missing)
    status, told = post(client, "/briefs/file", form="pdf")
    assert status == 422
    assert "pip install 'recount[pdf]'" in told


def test_an_unknown_form_edition_or_profile_is_refused(client: TestClient) -> None:
    assert post(client, "/briefs/file", form="xls")[0] == 422
    assert post(client, "/briefs/file", since="7")[0] == 422
    assert client.get("/briefs/preview?profile=all").status_code == 422


def test_an_edition_can_be_compared_with(client: TestClient) -> None:
    client.post("/editions", data={"note": "For the briefing."})
    told = client.get("/briefs.json?since=1").json()
    assert [one["value"] for one in told["choices"] if one["chosen"]] == ["1"]
    assert "Nothing has changed since edition 1" in client.get("/briefs/preview?since=1").text


def test_an_editor_writes_a_title_and_sees_it_in_the_preview(
    serve: Serve, browser: Callable[..., Watched], record: Path
) -> None:
    page = browser(serve(record), "/briefs").page
    frame = page.frame_locator("iframe[name=preview]")
    frame.get_by_role("heading", name="The first snapshot of this record").wait_for()
    page.locator("#withheld").get_by_text("Names of persons").wait_for()
    page.get_by_label("Title, in place of the headline").fill("What week 41 brought")
    page.get_by_label("A note at the head").fill("For the table on Monday.")
    page.get_by_role("button", name="Show it so").click()
    frame.get_by_role("heading", name="What week 41 brought").wait_for()
    assert frame.get_by_text("For the table on Monday.").is_visible()
    page.get_by_label("Internal").check()
    page.get_by_text("Nothing is taken out").wait_for()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Markdown").click()
    assert taken.value.suggested_filename == "brief-internal-1.md"
