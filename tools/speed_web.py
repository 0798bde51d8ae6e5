"""What a round of `recount watch` costs: feeds whose pages have not changed, on a server of this machine.

The waiting is what the pause between two pages of one host makes of it: it is counted, not spent. Seconds of the
processor are those of reading and of the server together.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from recount.config import Settings
from recount.workspace import Workspace
from recount.workspace.recorded_web import recorded_web
from tests.sources.web.server import Asked, Clock, Reply, Site, around, page, serving

FEEDS = 5
ENTRIES = 20
_WORDS = (
    "The mayor of the town said that {n} people were hurt when the market was shelled on Tuesday. "
    + "Residents told this paper what they had seen of it, and the hospital asked for blood. " * 25
)
_TAG = '"same"'


def measure() -> None:
    """Measure a first round, rounds of which nothing is sent anew, and rounds of which everything is."""
    print(f"\nA round of {FEEDS} feeds of {ENTRIES} pages")
    knows = [True]
    clock = Clock()
    with serving() as site, tempfile.TemporaryDirectory() as folder:
        feeds = _serve(site, knows)
        with (
            Workspace.open(Path(folder) / "record.db", create=True, settings=Settings()) as workspace,
            recorded_web(
                workspace.store,
                workspace.originals,
                workspace.settings,
                around=around(clock, lookup=lambda host, port: ["127.0.0.1"]),
            ) as web,
        ):
            for what, conditions in (("new", True), ("unchanged", True), ("unchanged, sent anew", False)):
                knows[0] = conditions
                site.asked.clear()
                waited, spent = clock.time, time.process_time()
                summary = workspace.run(feeds, web=web, feeds_only=True)
                spent = time.process_time() - spent
                print(
                    f"  {what:22} {summary.new:4} new {summary.unchanged:4} unchanged {len(site.asked):4} requests "
                    f"{clock.time - waited:6.1f} s waited {spent:6.2f} s of the processor"
                )


def _serve(site: Site, knows: list[bool]) -> list[str]:
    for feed in range(FEEDS):
        links = [f"http://outlet-{feed}.example:{site.port}/{feed}/{n}" for n in range(ENTRIES)]
        items = "".join(f"<item><title>Story</title><link>{link}</link></item>" for link in links)
        body = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()
        _page(site, f"/{feed}", body, knows)
        for n in range(ENTRIES):
            _page(site, f"/{feed}/{n}", page(_WORDS.format(n=n + ENTRIES * feed + 3)), knows)
    return [f"http://outlet-{feed}.example:{site.port}/{feed}" for feed in range(FEEDS)]


def _page(site: Site, path: str, body: bytes, knows: list[bool]) -> None:
    def answer(asked: Asked) -> Reply:
        if knows[0] and asked.headers.get("if-none-match") == _TAG:
            return Reply(status=304)
        return Reply(body=body + b"<!-- " + os.urandom(4).hex().encode() + b" -->", headers={"ETag": _TAG})

    site.pages[path] = answer
