"""Whatever id a report bears, the link to it leads to it, as a page and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

from lxml import html
from starlette.testclient import TestClient

from recount.config import Settings
from recount.server import Desk, guarded
from recount.workspace import Workspace
from tests.server.conftest import AS_PERSON, HOST

IDS = [
    "x",
    "x.json",
    "https://a.example/feed.json?at=1#there",
    "reports/of may.json",
    "50%.json",
    "y.html",
    "z/",
    ".json",
]


def test_every_link_of_the_list_leads_to_its_report(tmp_path: Path) -> None:
    rows = [
        {
            "id": id_,
            "title": f"Titled {n}",
            "text": f"Shelling killed {n + 2} people in Homs.",
            "published": "2016-10-14",
        }
        for n, id_ in enumerate(IDS)
    ]
    source = tmp_path / "reports.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Workspace.open(tmp_path / "r.db", create=True, settings=Settings(keep_originals=False)) as workspace:
        workspace.run(source)
        with TestClient(guarded(Desk(workspace), hosts={HOST}), base_url=f"http://{HOST}") as client:
            listed = html.fromstring(client.get("/reports", headers=AS_PERSON).text)
            links = {a.text_content(): a.get("href") for a in listed.xpath("//td/a[starts-with(@href, '/reports/')]")}
            assert sorted(links) == [f"Titled {n}" for n in range(len(IDS))]
            for n, id_ in enumerate(IDS):
                page = client.get(links[f"Titled {n}"], headers=AS_PERSON)
                assert page.status_code == 200, id_
                assert page.headers["content-type"].startswith("text/html"), id_
                assert f"Titled {n}" in html.fromstring(page.text).xpath("//title")[0].text
                told = client.get(f"/reports/{quote(id_, safe='')}.json")
                assert told.json()["given_id"] == id_
