from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html
from starlette.testclient import TestClient

from recount.config import Settings
from recount.server import Desk, guarded
from recount.server.http.answers import to_json
from recount.workspace import Workspace
from tests.server.conftest import AS_PERSON, HOST, Serve, Watched
from tests.server.hostile import BREAK_OUT, HIT, SCRIPT, TEMPLATE, make_record
from tests.server.pages import addresses, pages

DATA = {"application/json", "application/geo+json", "application/ld+json"}
"""Types of a script element that hold data and run nothing."""

LEADING = ("href", "src", "action", "formaction", "srcset", "poster", "data", "xlink:href", "hx-get", "hx-post")
SAFE = re.compile(r"(?:https?:|/(?!/)|#|\?|data:image/|blob:|$)")
"""How an address in a page may begin."""

FORBIDDEN = {"base", "object", "embed", "applet", "math", "foreignobject", "template"}

STYLED = {"/briefs/preview"}
"""What is shown in a frame as it is printed, under a policy of its own that lets it bring its style."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_record(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def desk(hostile: Path) -> Iterator[Desk]:
    with Workspace.open(hostile, settings=Settings(reviewer=SCRIPT)) as workspace:
        yield Desk(workspace)


@pytest.fixture(scope="module")
def client(desk: Desk) -> Iterator[TestClient]:
    headers = {"cookie": f"reviewer={quote(BREAK_OUT)}"}
    with TestClient(guarded(desk, hosts={HOST}), base_url=f"http://{HOST}", headers=headers) as client:
        yield client


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A page as a browser takes it."""

    path: str
    text: str
    root: html.HtmlElement


@pytest.fixture(scope="module")
def seen(client: TestClient, desk: Desk) -> list[Seen]:
    """Every page of the desk over that record, and some as reports would have them asked for."""
    odd = quote(f"{BREAK_OUT}{SCRIPT}")
    more = [f"/search?q={odd}", f"/claims?place={odd}&outlet={odd}", f"/reports?failed=1&outlet={odd}", f"/{odd}"]
    more += [f"/incidents?place={odd}&accused={odd}", f"/claims/{odd}", f"/figures?cursor={odd}", f"/review?kind={odd}"]
    found = []
    for path in [*pages(desk), *more]:
        answer = client.get(path, headers=AS_PERSON)
        if path not in more:
            assert answer.status_code == 200, path
        if answer.headers["content-type"].startswith("text/html"):
            found.append(Seen(path=path, text=answer.text, root=html.document_fromstring(answer.text)))
    return found


def test_every_address_is_answered_over_a_hostile_record(client: TestClient, desk: Desk) -> None:
    for address in addresses(desk):
        for headers in ({}, AS_PERSON):
            answer = client.get(address.path, headers=headers)
            assert answer.status_code == 200 or (not address.filled and answer.status_code < 500), address.path


def test_what_reports_say_is_text_on_every_page_and_never_markup(seen: list[Seen]) -> None:
    assert len(seen) > 10
    for page in seen:
        for element in page.root.iter():
            if not isinstance(element.tag, str):
                assert "__hit" not in (element.text or ""), page.path  # a comment that was broken into
                continue
            assert element.tag.lower() not in FORBIDDEN, (page.path, element.tag)
            assert [name for name in element.attrib if name.lower().startswith("on")] == [], page.path
            assert "srcdoc" not in element.attrib, page.path
            assert page.path in STYLED or not (element.tag == "style" or "style" in element.attrib), page.path


def test_the_only_scripts_are_the_desks_own_files_and_data(seen: list[Seen]) -> None:
    for page in seen:
        for script in page.root.iter("script"):
            if script.get("type") in DATA:
                json.loads(script.text or "")
            else:
                assert (script.get("src") or "").startswith("/static/"), page.path
                assert not (script.text or "").strip(), page.path


def test_no_link_of_a_report_leads_to_a_script_or_out_of_the_page(seen: list[Seen]) -> None:
    for page in seen:
        for element in page.root.iter():
            for name in LEADING if isinstance(element.tag, str) else ():
                address = re.sub(r"[\x00-\x20]", "", element.get(name) or "").lower()
                assert SAFE.match(address), (page.path, name, address[:80])
        for form in page.root.iter("form"):
            assert (form.get("action") or "/").startswith("/"), page.path


def test_links_away_tell_nothing_of_where_they_were_pressed(seen: list[Seen]) -> None:
    for page in seen:
        for link in page.root.iter("a"):
            if (link.get("href") or "").startswith("http"):
                assert "noopener" in (link.get("rel") or ""), (page.path, link.get("href"))


def test_what_looks_like_a_template_stays_as_it_is(seen: list[Seen]) -> None:
    assert [page.path for page in seen if "H49H" in page.text or "$49" in page.text] == []
    assert any(TEMPLATE.split()[0] in page.root.text_content() for page in seen)


def test_turned_letters_turn_nothing_beyond_themselves(seen: list[Seen]) -> None:
    """Whatever holds a mark that turns the direction is kept apart from what stands beside it."""
    for page in seen:
        for element in page.root.iter():
            if not isinstance(element.tag, str) or element.tag in {"title", "option", "script"}:
                continue
            own = [element.text or "", *(child.tail or "" for child in element)]
            if any("\u202e" in text for text in own):
                around = [element, *element.iterancestors()]
                assert any(e.tag in {"bdi", "textarea"} or e.get("dir") == "auto" for e in around), (page.path, own)


def test_no_character_stands_in_a_page_that_a_reader_can_not_take(seen: list[Seen]) -> None:
    for page in seen:
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", page.text), page.path


def test_half_a_character_is_told_as_its_escape() -> None:
    """No input lets one in; a record that has one all the same can be asked."""
    from recount.model import Failure
    from recount.server.shapes.failures import Failures

    failure = Failure(report="half \ud83d", stage="sources", error="none")
    shown = Failures(failures=(failure,), first=0, total=1, next="", before=None, stages=())
    assert json.loads(to_json(shown))["failures"][0]["report"] == "half \ud83d"


def test_in_the_browser_nothing_of_it_runs(
    serve: Serve, browser: Callable[..., Watched], hostile: Path, desk: Desk
) -> None:
    served = serve(hostile)
    missing: list[str] = []
    first, *rest = pages(desk, each=1)
    watched = browser(served, first)
    watched.page.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
    for path in [first, *rest, f"/search?q={quote(SCRIPT)}"]:
        answer = watched.page.goto(path)
        if answer is not None and watched.page.locator("body[data-section]").count():
            watched.page.wait_for_selector("body[data-ready]")
            assert watched.page.evaluate("typeof window.__hit") == "undefined", path
            assert HIT not in watched.page.evaluate("document.scripts.length + [...document.scripts].join()"), path
    assert missing == []
