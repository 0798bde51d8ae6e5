"""`recount verify`: whether everything is as the record says."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from recount.cli.options import format_option, record_option
from recount.cli.talk import print_json, say

if TYPE_CHECKING:
    from recount.store.verifying import Fault, Verified

SHOWN = 20
"""Faults of one kind that are shown to a person; what is more is counted."""


@click.command()
@record_option
@format_option
def verify(record: str | None, form: str) -> None:
    """Hash every original anew, derive every identifier anew, and cut every quotation out of its report anew.

    Ends with exit code 4 if anything is not as the record says. What takes nothing from it, such as a file in the
    folder of originals that no capture tells of, is said, and is no fault.
    """
    import json

    from recount.errors import RecordError
    from recount.store.verifying import HARMLESS, Verified
    from recount.workspace import Workspace

    counted, kinds = Verified(), Counter[str]()
    began = time.monotonic()
    with Workspace.open(record) as workspace:
        folder = workspace.originals.folder if workspace.originals else None
        for fault in _watched(workspace.verify(counted), counted):
            kinds[fault.kind] += 1
            if form == "jsonl":
                print_json(json.dumps({"kind": fault.kind, "about": fault.about, "sentence": fault.sentence}))
            elif kinds[fault.kind] <= SHOWN:
                say(f"{fault.about}: {fault.sentence}")
    for kind, count in kinds.items():
        if count > SHOWN and form != "jsonl":
            say(f"… and {count - SHOWN:,} more of this kind: {kind.replace('_', ' ')}")
    say(_told(counted, time.monotonic() - began))
    if kinds["original_missing"] and not counted.originals:
        say(f"there is no original in {folder}: where the record was moved, move that folder with it")
    wrong = sum(count for kind, count in kinds.items() if kind not in HARMLESS)
    if wrong:
        raise RecordError(f"{wrong:,} things are not as the record says: restore a copy of it and of its originals")
    say("everything is as the record says")


def _watched(faults: Iterator[Fault], counted: Verified) -> Iterator[Fault]:
    """The faults, with what was looked at so far on stderr where a person watches."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield from faults
        return
    from threading import Event, Thread

    from rich.status import Status

    done = Event()
    with Status("Looking …", console=console) as status:

        def tell() -> None:
            while not done.wait(0.2):
                status.update(f"{counted.originals:,} originals, {counted.reports:,} reports")

        teller = Thread(target=tell, daemon=True)
        teller.start()
        try:
            yield from faults
        finally:
            done.set()
            teller.join()


def _told(counted: Verified, seconds: float) -> str:
    megabytes = counted.size / 1e6
    speed = f", {megabytes / seconds:,.0f} MB/s" if megabytes >= 1 and seconds > 0 else ""
    looked = f"looked at {counted.originals:,} originals ({megabytes:,.1f} MB{speed}) and {counted.captures:,} captures"
    said = f"{counted.reports:,} reports, {counted.claims:,} claims, {counted.statements:,} statements"
    more = f"{counted.decisions:,} decisions, {counted.snapshots:,} snapshots, {counted.timestamps:,} time stamps"
    return f"{looked}; {said}; {more}"
