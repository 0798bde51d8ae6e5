from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from starlette.testclient import TestClient

from recount.config import Settings
from recount.server import Desk, guarded
from recount.server.record.intake import Load
from recount.workspace import RunSummary, Workspace
from tests.server.conftest import HOST, Serve, Watched

RAID = (
    "Raid on Homs\n\nHOMS, 12 October 2016 (Norvane Wire) — At least 14 people were killed in an airstrike on Homs on"
    " Tuesday, local activists said.\n"
)
SHELLS = (
    "Shells on Idlib\n\nIDLIB, 13 October 2016 (Norvane Wire) — Nine people were killed on Wednesday when shells fell"
    " on Idlib, a medic said.\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk over an empty record that keeps report by report."""
    with Workspace.open(tmp_path / "new.db", create=True, settings=Settings(batch=1)) as workspace:
        desk = Desk(workspace)
        yield desk
        desk.intake.wait(30)


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    with TestClient(guarded(desk, hosts={HOST}), base_url=f"http://{HOST}", follow_redirects=False) as client:
        yield client


def upload(client: TestClient, *files: tuple[str, bytes], **form: str) -> int:
    sent = [("files", (name, data)) for name, data in files]
    return client.post("/intake/files", files=sent, data=form).status_code


def ended(client: TestClient, desk: Desk) -> dict[str, Any]:
    desk.intake.wait(30)
    told: dict[str, Any] = client.get("/intake.json").json()
    assert told["busy"] is False
    return told


def test_files_are_read_and_their_end_told_in_words(client: TestClient, desk: Desk) -> None:
    assert upload(client, ("raid.txt", RAID.encode()), ("shells.txt", SHELLS.encode()), ("p.xyz", b"?")) == 303
    told = ended(client, desk)["result"]
    assert told["headline"] == "Two reports are new"
    assert "1 could not be read." in told["sentences"]
    assert "The record tells of 2 incidents, 2 more than before." in told["sentences"]
    (unread,) = told["unread"]
    assert unread["report"] == "p.xyz"
    assert unread["reason"].startswith("not a kind of file that is read")
    assert {head.given_id for head in desk.state().heads} == {"raid", "shells"}


def test_what_is_known_already_is_told_as_such(client: TestClient, desk: Desk) -> None:
    for _ in range(2):
        upload(client, ("raid.txt", RAID.encode()))
        told = ended(client, desk)["result"]
    assert told["headline"] == "No reports are new"
    assert "1 was in the record already, word for word." in told["sentences"]


def test_originals_are_kept_under_their_names_and_what_lay_between_is_removed(
    client: TestClient, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    upload(client, ("../../raid.txt", RAID.encode()))
    ended(client, desk)
    (link,) = desk.workspace.store.log()
    assert link.capture.address == "raid.txt"
    assert desk.workspace.originals is not None
    kept = desk.workspace.originals.kept(link.capture.digest)
    assert kept is not None
    with kept:
        assert kept.read() == RAID.encode()
    assert not list(tmp_path.glob("recount-*"))


def test_files_may_come_in_several_requests(client: TestClient, desk: Desk) -> None:
    tray = "t" * 20
    assert upload(client, ("raid.txt", RAID.encode()), tray=tray, more="true") == 204
    assert client.get("/intake.json").json()["busy"] is False
    assert upload(client, ("shells.txt", SHELLS.encode()), tray=tray) == 303
    assert ended(client, desk)["result"]["headline"] == "Two reports are new"


def test_two_files_of_one_name_are_not_taken_for_versions(client: TestClient, desk: Desk) -> None:
    upload(client, ("a/raid.txt", RAID.encode()), ("b/raid.txt", SHELLS.encode()))
    told = ended(client, desk)["result"]
    assert told["headline"] == "One report is new"
    assert "has this id and other words" in told["unread"][0]["reason"]


def test_more_than_a_request_may_bring_is_refused(client: TestClient, desk: Desk) -> None:
    most = desk.workspace.settings.max_report_bytes
    assert upload(client, ("large.txt", b"x" * (most + 1_500_000))) == 413


def test_a_text_is_read_with_its_title_outlet_and_day(client: TestClient, desk: Desk) -> None:
    words = "At least 14 people were killed in an airstrike on Homs on Tuesday, local activists said.\r\nMore follows."
    form = {"text": words, "title": "Raid on Homs", "outlet": "Norvane Wire", "published": "2016-10-12"}
    assert client.post("/intake/text", data=form).status_code == 303
    assert ended(client, desk)["result"]["headline"] == "One report is new"
    (head,) = desk.state().heads
    assert (head.title, head.outlet, str(head.published)) == ("Raid on Homs", "Norvane Wire", "2016-10-12")
    assert head.given_id.startswith("pasted-")
    client.post("/intake/text", data=form)
    assert ended(client, desk)["result"]["headline"] == "No reports are new"


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("text", {"text": " "}),
        ("text", {"text": "Words.", "published": "12/10/2016"}),
        ("addresses", {"addresses": "ftp://outlet.example/a"}),
        ("addresses", {"addresses": "/etc/passwd"}),
        ("addresses", {"addresses": " \n"}),
    ],
)
def test_what_can_not_be_meant_is_refused(client: TestClient, desk: Desk, path: str, form: dict[str, str]) -> None:
    assert client.post(f"/intake/{path}", data=form).status_code == 422
    assert desk.intake.course.number == 0


def test_an_address_of_a_private_machine_is_not_asked(client: TestClient, desk: Desk) -> None:
    assert client.post("/intake/addresses", data={"addresses": "http://127.0.0.1/a\n"}).status_code == 303
    told = ended(client, desk)["result"]
    assert told["headline"] == "No reports are new"
    assert told["unread"][0]["report"] == "http://127.0.0.1/a"


def test_a_desk_for_reading_takes_nothing_in(client: TestClient, desk: Desk) -> None:
    desk.read_only = True
    assert upload(client, ("raid.txt", RAID.encode())) == 409
    assert client.post("/intake/text", data={"text": "Words."}).status_code == 409
    assert "reading only" in client.get("/intake.json").json()["refused"]


def test_a_record_on_a_server_takes_nothing_in(client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    about = desk.workspace.store.about()
    on_a_server = type("About", (), {"address": "postgresql://db.example/record"})
    monkeypatch.setattr(desk.workspace.store, "about", lambda: on_a_server)
    assert client.post("/intake/text", data={"text": "Words."}).status_code == 409
    assert about.reports == 0


def test_one_load_is_read_at_a_time_and_pages_are_served_meanwhile(
    client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, run = threading.Event(), desk.workspace.run

    def slow(*args: Any, **options: Any) -> RunSummary:  # noqa: ANN401 - whatever a run takes
        options["progress"]("reading", 3, "raid.txt")
        go_on.wait(20)
        return run(*args, **options)

    monkeypatch.setattr(desk.workspace, "run", slow)
    assert upload(client, ("raid.txt", RAID.encode())) == 303
    while desk.intake.course.done != 3:
        time.sleep(0.01)
    told = client.get("/intake.json").json()
    assert (told["busy"], told["done"], told["total"], told["opened"]) == (True, 3, 1, "raid.txt")
    assert desk.working == "Reading reports: 3 of 1 …"
    assert "Reading reports" in client.get("/", headers={"accept": "text/html"}).text
    assert client.post("/intake/text", data={"text": "Words."}).status_code == 409
    go_on.set()
    ended(client, desk)
    assert desk.working == ""


def test_cancelling_leaves_the_rest_and_keeps_what_was_read(client: TestClient, desk: Desk) -> None:
    seen: list[int] = []
    run = desk.workspace.run

    def cancelled(*args: Any, **options: Any) -> RunSummary:  # noqa: ANN401 - whatever a run takes
        def progress(doing: str, done: int, opened: str) -> None:
            seen.append(done)
            if done == 1:
                client.post("/intake/cancel")

        return run(*args, **{**options, "progress": progress})

    desk.workspace.run = cancelled  # type: ignore[method-assign]
    files = [(f"raid-{n}.txt", RAID.replace("14", str(20 + n)).encode()) for n in range(4)]
    upload(client, *files)
    told = ended(client, desk)["result"]
    assert told["headline"] == "Cancelled: one report is new"
    assert len(desk.state().heads) == 1
    assert desk.state().findings.incidents
    assert not desk.workspace.store.stale()


def test_a_load_that_fails_as_a_whole_is_told_and_the_next_is_read(
    client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **options: object) -> None:
        raise RuntimeError("words of a report")

    with monkeypatch.context() as patch:
        patch.setattr(desk.workspace, "run", broken)
        upload(client, ("raid.txt", RAID.encode()))
        told = ended(client, desk)["result"]
    assert told["error"] == "RuntimeError in Recount itself: please report this fault"
    upload(client, ("raid.txt", RAID.encode()))
    assert ended(client, desk)["result"]["new"] == 1


def test_an_empty_load_is_none(client: TestClient, desk: Desk) -> None:
    desk.intake.begin(Load())
    assert ended(client, desk)["result"]["headline"] == "No reports are new"


def test_files_are_uploaded_watched_and_their_incidents_found(
    serve: Serve, browser: Callable[..., Watched], tmp_path: Path
) -> None:
    for name, text in (("raid.txt", RAID), ("shells.txt", SHELLS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    page = browser(serve(tmp_path / "new.db"), "/intake").page
    page.get_by_label("Choose files, or drop them here").set_input_files(
        [tmp_path / "raid.txt", tmp_path / "shells.txt"]
    )
    page.get_by_role("button", name="Read the files").click()
    expect(page.get_by_role("heading", name="Two reports are new")).to_be_visible(timeout=20_000)
    page.get_by_role("link", name="See the incidents").click()
    expect(page.get_by_text("Homs").first).to_be_visible()
    expect(page.get_by_text("Idlib").first).to_be_visible()


def test_progress_is_shown_and_a_text_can_be_cancelled_by_key(
    serve: Serve, browser: Callable[..., Watched], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = serve(tmp_path / "new.db")
    go_on, run = threading.Event(), served.desk.workspace.run

    def slow(*args: Any, **options: Any) -> RunSummary:  # noqa: ANN401 - whatever a run takes
        options["progress"]("reading", 0, "pasted.jsonl")
        go_on.wait(20)
        return run(*args, **options)

    monkeypatch.setattr(served.desk.workspace, "run", slow)
    page = browser(served, "/intake").page
    page.get_by_label("Text of the report").fill(RAID)
    page.get_by_role("button", name="Read the text").click()
    expect(page.get_by_role("progressbar", name="Reading reports")).to_be_visible()
    expect(page.locator("#saved")).to_contain_text("Reading reports")
    page.wait_for_selector("body[data-ready]")
    page.keyboard.press("c")
    expect(page.get_by_role("button", name="Stopping after this batch")).to_be_visible()
    go_on.set()
    expect(page.get_by_role("heading", name="Cancelled: one report is new")).to_be_visible(timeout=20_000)
    expect(page.locator("#saved")).to_contain_text("No decisions yet")


def test_without_javascript_the_page_loads_itself_again_until_it_is_done(
    serve: Serve, chromium: Browser, tmp_path: Path
) -> None:
    (tmp_path / "raid.txt").write_text(RAID, encoding="utf-8")
    served = serve(tmp_path / "new.db")
    context = chromium.new_context(base_url=served.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/intake")
    page.get_by_label("Choose files, or drop them here").set_input_files(tmp_path / "raid.txt")
    page.get_by_role("button", name="Read the files").click()
    expect(page.get_by_role("heading", name="One report is new")).to_be_visible(timeout=20_000)
    context.close()
