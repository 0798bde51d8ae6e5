from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import Request, Response
from starlette.testclient import TestClient

from recount.config import Settings
from recount.errors import RecordError
from recount.model import DecisionKind
from recount.server import Desk, guarded
from recount.server.app import create_app
from recount.server.http.answers import Views
from recount.server.http.guards import ALWAYS, POLICY, Guards
from recount.workspace import Workspace
from recount.workspace.deciding import Order
from tests.server.conftest import AS_PERSON, HOST
from tests.server.pages import addresses

MOST = 2_000_000
OWN = {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}

views = Views()


@views.post("/test/echo")
async def echo(request: Request) -> Response:
    return Response(str(len(await request.body())))


@views.post("/test/parsed")
async def parsed(body: dict[str, str]) -> Response:
    return Response(str(len(body)))


@views.get("/test/broken")
async def broken() -> Response:
    raise RuntimeError("Amal of Qadira was seen")


@views.get("/test/broken-later", response_class=Response)
def broken_later() -> Response:
    known: dict[str, Response] = {}
    return known["a witness of Qadira"]


@pytest.fixture(scope="module")
def desk(example_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk for all tests of this file: they ask, and change nothing."""
    record = Path(shutil.copy(example_record, tmp_path_factory.mktemp("guards") / "aleppo.db"))
    with Workspace.open(record, write=True, settings=Settings(reviewer="R. Viewer")) as workspace:
        yield Desk(workspace)


@pytest.fixture(scope="module")
def client(desk: Desk) -> Iterator[TestClient]:
    with TestClient(guarded(desk, hosts={HOST}), base_url=f"http://{HOST}") as client:
        yield client


@pytest.fixture(scope="module")
def tried(desk: Desk) -> Iterator[TestClient]:
    """The desk with a few addresses more, which take or break what is wanted."""
    app = create_app(desk)
    app.include_router(views)
    with TestClient(Guards(app, hosts={HOST}, most=MOST), base_url=f"http://{HOST}") as client:
        yield client


def is_problem(answer: object, status: int) -> bool:
    told = answer.json()  # type: ignore[attr-defined]
    media = answer.headers["content-type"]  # type: ignore[attr-defined]
    return bool(media == "application/problem+json" and told["status"] == answer.status_code == status)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "host",
    ["evil.example", f"{HOST}.evil.example", f"evil.example#{HOST}", f"{HOST}:80", f"user@{HOST}", "", "localhost"],
)
def test_a_foreign_name_that_leads_here_is_refused(client: TestClient, host: str) -> None:
    assert is_problem(client.get("/claims", headers={"host": host}), 421)


def test_a_request_for_a_foreign_name_changes_nothing(tried: TestClient) -> None:
    assert is_problem(tried.post("/test/echo", headers={"host": "evil.example", **OWN}), 421)


@pytest.mark.parametrize("site", ["cross-site", "same-site", "", "none, cross-site", "SAME-ORIGIN"])
def test_a_post_from_another_site_is_refused_by_what_the_browser_says_of_it(tried: TestClient, site: str) -> None:
    """Also one of the same site: a site is a name without its port, and other programs listen on this machine too."""
    assert is_problem(tried.post("/test/echo", headers={"sec-fetch-site": site, "origin": OWN["origin"]}), 403)


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", f"http://{HOST}.evil.example", f"http://{HOST}:99", "", "http://[", f"{HOST}"],
)
def test_a_post_from_another_site_is_refused_by_its_origin(tried: TestClient, origin: str) -> None:
    assert is_problem(tried.post("/test/echo", headers={"origin": origin}), 403)


@pytest.mark.parametrize("headers", [{}, OWN, {"sec-fetch-site": "none"}, {"origin": f"http://{HOST}"}])
def test_a_post_from_our_own_pages_or_from_a_program_is_taken(tried: TestClient, headers: dict[str, str]) -> None:
    answer = tried.post("/test/echo", content=b"12345", headers=headers)
    assert (answer.status_code, answer.text) == (200, "5")


def test_a_body_that_says_it_is_too_large_is_refused_unread(tried: TestClient) -> None:
    assert is_problem(tried.post("/test/echo", content=b"x" * (MOST + 1)), 413)


@pytest.mark.parametrize("path", ["/test/echo", "/test/parsed"])
def test_a_body_that_grows_too_large_is_refused_whatever_it_said_of_itself(tried: TestClient, path: str) -> None:
    def stream() -> Iterator[bytes]:
        for _ in range(MOST // 100_000 + 2):
            yield b"x" * 100_000

    answer = tried.post(path, content=stream(), headers={"content-type": "application/json"})
    assert is_problem(answer, 413)
    lied = tried.post(path, content=stream(), headers={"content-length": "10", "content-type": "application/json"})
    assert is_problem(lied, 413)


def test_a_body_as_large_as_may_be_is_taken(tried: TestClient) -> None:
    assert tried.post("/test/echo", content=b"x" * MOST).text == str(MOST)


def test_whoever_wants_a_page_is_told_of_problems_on_a_page(client: TestClient) -> None:
    answer = client.get("/claims/none", headers=AS_PERSON)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "no claim" in answer.text


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_no_other_method_does_anything(client: TestClient, method: str) -> None:
    answer = client.request(method, "/claims")
    assert is_problem(answer, 405)
    assert answer.headers["allow"] == "GET"


def test_what_nobody_foresaw_is_a_problem_that_tells_nothing_of_the_record(
    tried: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    for path in ("/test/broken", "/test/broken-later"):
        for headers in ({}, AS_PERSON):
            answer = tried.get(path, headers={"accept": "*/*", **headers})
            assert answer.status_code == 500
            assert "Qadira" not in answer.text
    assert is_problem(tried.get("/test/broken"), 500)
    assert "Qadira" not in caplog.text
    assert "RuntimeError while answering GET /test/broken (broken:" in caplog.text


def test_a_page_that_can_not_even_be_framed_is_told_plainly(
    tried: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "frame", lambda *_: 1 // 0)
    assert is_problem(tried.get("/claims", headers=AS_PERSON), 500)


HEADERS = {**ALWAYS, "content-security-policy": POLICY}


def told(answer: object) -> dict[str, str]:
    return {name: answer.headers.get(name, "") for name in HEADERS}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/claims", 200), ("/claims/none", 404), ("/nowhere", 404), ("/claims?limit=0", 422), ("/static/desk.css", 200),
        ("/static/house.css", 200), ("/static/none.js", 404), ("/openapi.json", 200), ("/test/broken", 500),
        ("/claims/", 307),
    ],
)  # fmt: skip
@pytest.mark.parametrize("headers", [{}, AS_PERSON])
def test_every_answer_bears_the_headers_that_keep_a_browser_safe(
    tried: TestClient, path: str, status: int, headers: dict[str, str]
) -> None:
    answer = tried.get(path, headers=headers, follow_redirects=False)
    assert answer.status_code == status
    assert told(answer) == HEADERS
    assert "no-cache" in answer.headers["cache-control"]


def test_refusals_and_what_was_seen_already_bear_them_too(tried: TestClient) -> None:
    assert told(tried.get("/", headers={"host": "evil.example"})) == HEADERS
    assert told(tried.post("/test/echo", headers={"origin": "null"})) == HEADERS
    assert told(tried.post("/test/echo", content=b"x" * (MOST + 1))) == HEADERS
    assert told(tried.put("/claims")) == HEADERS
    for path in ("/claims", "/static/desk.css", "/static/house.css", "/openapi.json"):
        seen = tried.get(path).headers["etag"]
        again = tried.get(path, headers={"if-none-match": seen})
        assert again.status_code == 304
        assert told(again) == HEADERS


def test_nothing_in_the_policy_lets_a_page_run_or_reach_what_is_not_the_desks() -> None:
    assert "unsafe" not in POLICY
    assert "*" not in POLICY
    assert "http" not in POLICY
    assert {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"} <= {
        *POLICY.split("; ")
    }


def test_every_address_answers_head_as_it_answers_get(client: TestClient, desk: Desk) -> None:
    paths = [address.path for address in addresses(desk)]
    for path in [*paths, "/static/desk.css", "/static/house.css", "/openapi.json", "/nowhere", "/claims?limit=0"]:
        whole, head = client.get(path), client.head(path)
        assert (head.status_code, head.content) == (whole.status_code, b""), path
        assert head.headers.get("content-type") == whole.headers.get("content-type"), path
        if client.get(path).headers.get("etag") == whole.headers.get("etag"):  # a form may differ each time
            assert head.headers.get("etag") == whole.headers.get("etag"), path


def test_every_page_has_a_tag_by_which_it_is_known_again(client: TestClient, desk: Desk) -> None:
    for address in addresses(desk):
        for headers in ({},) if ".json" in address.route else ({}, AS_PERSON):
            first = client.get(address.path, headers=headers)
            if first.status_code != 200:
                continue  # not in the record
            again = client.get(address.path, headers={**headers, "if-none-match": first.headers["etag"]})
            if again.headers["etag"] == first.headers["etag"]:  # a form may differ each time
                assert (again.status_code, again.content) == (304, b""), address.path


def test_the_tag_of_a_list_that_did_not_change_is_known_without_making_it(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = client.get("/claims").headers["etag"]
    monkeypatch.setattr("recount.server.pages.entries.claim_row", lambda *_: 1 // 0)
    assert client.get("/claims", headers={"if-none-match": f'"other", {seen}'}).status_code == 304
    assert client.get("/claims?limit=9", headers={"if-none-match": seen}).status_code == 500
    assert client.get("/claims", headers={"if-none-match": seen, **AS_PERSON}).status_code == 500


def test_a_page_has_another_tag_for_another_reviewer_and_after_a_decision(record: Path) -> None:
    with Workspace.open(record, write=True, settings=Settings()) as workspace:
        desk = Desk(workspace)
        with TestClient(guarded(desk, hosts={HOST}), base_url=f"http://{HOST}") as client:
            assert len(set(_tags(client, desk))) == 3


def _tags(client: TestClient, desk: Desk) -> list[str]:
    first = client.get("/claims", headers=AS_PERSON).headers["etag"]
    other = client.get("/claims", headers={**AS_PERSON, "cookie": "reviewer=Other"}).headers["etag"]
    claim = next(iter(desk.state().claims))
    desk.decide(Order(kind=DecisionKind.REJECT, things=(claim,), by="A reviewer", why="It is no claim of harm."))
    return [first, other, client.get("/claims", headers=AS_PERSON).headers["etag"]]


OUT = [
    "/static/../../../../../etc/passwd", "/static/%2e%2e/%2e%2e/desk.py", "/static/..%2f..%2fdesk.py",
    "/static//etc/passwd", "/static/%2fetc/passwd", "/static/..%5c..%5cdesk.py", "/static/%00",
    "/static/desk.css%00.js", "/static/vendor", "/static/vendor/", "/static/", "/static", "/static/" + "a" * 5000,
    "/static/%ff%fe",
]  # fmt: skip


@pytest.mark.parametrize("path", OUT)
def test_no_path_leads_out_of_what_is_served(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in {404, 307}
    assert is_problem(client.get(path, follow_redirects=True), 404)


WORDS = {"report", "incident", "place", "outlet", "means", "kind", "group", "name", "stage", "q", "about", "accused"}
"""Filters that take any word."""

ODD = [
    "..", "../../etc/passwd", "/etc/passwd", "%2e%2e%2f", "\x00", "claim\x00", "a" * 5000, "'; DROP TABLE claims; --",
    "' OR '1'='1", "%", "_", "*", "\\", "\ud800", "\u202e", "🙂", "{{7*7}}", "-1", "1e999", "None", "claim:*",
]  # fmt: skip


@pytest.mark.parametrize("word", ODD, ids=[str(n) for n in range(len(ODD))])
def test_no_word_in_an_address_breaks_anything(client: TestClient, desk: Desk, word: str) -> None:
    """Whatever stands for a parameter is looked up as it is: it is found, or it is not."""
    odd = quote(word.encode("utf-8", "surrogatepass"), safe="")
    before = len(desk.state().claims)
    for address in addresses(desk):
        if "{" in address.route:
            path = re.sub(r"\{[^}]+\}", lambda _: odd, address.route)
            answer = client.get(path)
            assert answer.status_code < 500, path
    for path, operations in client.get("/openapi.json").json()["paths"].items():
        asked = [p["name"] for p in operations.get("get", {}).get("parameters", ()) if p["in"] == "query"]
        if asked and "{" not in path:
            answer = client.get(f"{path}?{'&'.join(f'{name}={odd}' for name in asked)}")
            assert answer.status_code in {200, 404, 422}, path
            answer = client.get(f"{path}?{'&'.join(f'{name}={odd}' for name in asked if name in WORDS)}")
            assert answer.status_code in {200, 404, 422}, path
    assert len(desk.state().claims) == before


def test_a_record_that_can_not_be_read_is_a_problem_of_its_own(
    client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked() -> None:
        raise RecordError("the record is locked by another program: try again")

    monkeypatch.setattr(desk.workspace.store, "extent", locked)
    assert is_problem(client.get("/claims"), 503)
    assert is_problem(client.get("/claims", headers=AS_PERSON), 503)  # there is nothing to put around a page


def test_a_desk_for_reading_only_decides_nothing(record: Path) -> None:
    with Workspace.open(record, settings=Settings(reviewer="R. Viewer")) as workspace:
        app = Guards(create_app(Desk(workspace, read_only=True)), hosts={HOST}, most=MOST)
        with TestClient(app, base_url=f"http://{HOST}") as client:
            claim = client.get("/claims?limit=1").json()["claims"][0]["id"]
            asked = {"kind": "reject", "things": [claim], "why": "It is no claim of harm."}
            assert is_problem(client.post("/decisions", json=asked, headers=OWN), 409)
