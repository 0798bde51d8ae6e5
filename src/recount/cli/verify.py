"""`recount verify`: whether everything is as the record says."""

from __future__ import annotations

from collections import Counter

import click

from recount.cli.options import format_option, record_option
from recount.cli.talk import print_json, say

SHOWN = 20


@click.command()
@record_option
@format_option
@click.pass_context
def verify(ctx: click.Context, /, *, record: str | None, form: str) -> None:
    """Hash every original anew, derive every identifier anew, and cut every quotation out of its report anew.

    Ends with exit code 4 if anything is not as the record says. An original that no capture tells of is said, and no
    fault.
    """
    import json

    from recount.errors import RecordError
    from recount.store.verifying import Verified
    from recount.workspace import Workspace

    counted, kinds = Verified(), Counter[str]()
    with Workspace.open(record) as workspace:
        for fault in workspace.verify(counted):
            kinds[fault.kind] += 1
            if form == "jsonl":
                print_json(json.dumps({"kind": fault.kind, "about": fault.about, "sentence": fault.sentence}))
            elif kinds[fault.kind] <= SHOWN:
                say(f"{fault.about}: {fault.sentence}")
    looked = f"{counted.originals} originals, {counted.reports} reports, {counted.claims} claims"
    say(f"looked at {looked}, {counted.statements} statements")
    wrong = sum(kinds.values()) - kinds["original_unknown"]
    if wrong:
        raise RecordError(f"{wrong} things are not as the record says: restore a copy of it and of its originals")
    say("everything is as the record says")
