"""Adding reports from the page: files, a pasted text, web addresses."""

from __future__ import annotations

import io
import json
import secrets
from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fastapi import File, Form, Response, UploadFile
from fastapi.responses import RedirectResponse

from recount.errors import RecordReadOnly, UsageError
from recount.model import digest
from recount.publish import wording
from recount.server.http.answers import Views
from recount.server.http.problems import Conflict
from recount.server.record.desk import Desk
from recount.server.record.intake import Load
from recount.server.shapes.intake import Intake, Result, Unread
from recount.server.views.given import TheDesk
from recount.sources import is_address
from recount.sources.readers import ARCHIVES, READERS
from recount.workspace import RunSummary

views = Views()

SHOWN = 50
"""Failures that are listed."""

MOST_ADDRESSES = 200
LONGEST_TEXT = 5_000_000
"""Characters of a text that is pasted."""


@views.page("/intake", "intake.html.j2", tags=["intake"])
def intake(desk: TheDesk) -> Intake:
    """How far the reading of what was handed in is, or how the last ended; forms to hand in more."""
    course = desk.intake.course
    return Intake(
        refused=_refusal(desk),
        number=course.number,
        busy=course.busy,
        doing=course.doing,
        done=course.done,
        total=course.total,
        opened=course.opened,
        stopping=course.stopping,
        result=_result(course.summary, course.incidents, course.error),
        tray=secrets.token_urlsafe(18),
        kinds=",".join(sorted({*READERS.names(), *ARCHIVES.names(), ".htm"})),
        most=desk.workspace.settings.max_report_bytes,
    )


@views.post("/intake/files", tags=["intake"], status_code=303, response_class=Response)
def take_files(
    desk: TheDesk,
    files: Annotated[list[UploadFile], File(description="Files of any kind that `recount run` reads.")],
    tray: Annotated[str, Form(max_length=64, description="A name of one's own for files that are read together.")] = "",
    *,
    more: Annotated[bool, Form(description="Whether more files follow: nothing is read until the last.")] = False,
) -> Response:
    """Hand in files. They are read in the background: `/intake` tells how far that is."""
    _able(desk)
    name = tray or secrets.token_urlsafe(18)
    desk.trays.put(name, ((file.filename or "", file.file) for file in files if file.filename))
    if more:
        return Response(status_code=204)
    taken = desk.trays.take(name)
    if not taken.files:
        taken.close()
        raise UsageError("No file was chosen: choose at least one.")
    return _begin(desk, Load(tray=taken))


@views.post("/intake/text", tags=["intake"], status_code=303, response_class=Response)
def take_text(
    desk: TheDesk,
    text: Annotated[str, Form(max_length=LONGEST_TEXT, description="The report's words.")],
    title: Annotated[str, Form(max_length=1000)] = "",
    outlet: Annotated[str, Form(max_length=300)] = "",
    published: Annotated[str, Form(max_length=10, description="Day of publication, YYYY-MM-DD.")] = "",
) -> Response:
    """Hand in one report as text. The same text again is the same report."""
    _able(desk)
    if not text.strip():
        raise UsageError("There is no text: paste the report's words.")
    row = {"title": _one_line(title), "outlet": _one_line(outlet), "published": _day(published)}
    words = text.replace("\r\n", "\n")
    told = {name: value for name, value in row.items() if value}
    told["id"] = f"pasted-{digest(told.get('title', '') + words)[:12]}"
    line = json.dumps({**told, "text": words}, ensure_ascii=False).encode("utf-8", "replace")
    name = secrets.token_urlsafe(18)
    desk.trays.put(name, [("pasted.jsonl", io.BytesIO(line))])
    return _begin(desk, Load(tray=desk.trays.take(name)))


@views.post("/intake/addresses", tags=["intake"], status_code=303, response_class=Response)
def take_addresses(
    desk: TheDesk,
    addresses: Annotated[str, Form(max_length=100_000, description="Of pages or feeds, one a line.")],
) -> Response:
    """Hand in web addresses. Their hosts are asked politely, and learn this machine's address."""
    _able(desk)
    named = tuple(dict.fromkeys(addresses.split()))
    wrong = next((one for one in named if not is_address(one)), None)
    if wrong is not None or not named:
        raise UsageError("Each line must be a web address that begins with https:// or http://.")
    if len(named) > MOST_ADDRESSES:
        raise UsageError(f"That is more than {MOST_ADDRESSES} addresses: give them in parts.")
    return _begin(desk, Load(addresses=named))


@views.post("/intake/cancel", tags=["intake"], status_code=303, response_class=Response)
def cancel(desk: TheDesk) -> Response:
    """Leave the rest after the batch at hand. What was kept stays."""
    desk.intake.cancel()
    return RedirectResponse("/intake", status_code=303)


def _begin(desk: Desk, load: Load) -> Response:
    try:
        desk.intake.begin(load)
    except Conflict:
        if load.tray:
            load.tray.close()
        raise
    return RedirectResponse("/intake", status_code=303)


def _able(desk: Desk) -> None:
    """See that reports can be added here.

    Raises:
        RecordReadOnly: nothing may be changed.
        Conflict: others work on the record too, or reports are being read already.
    """
    if desk.read_only:
        raise RecordReadOnly(_refusal(desk))
    if refused := _refusal(desk):
        raise Conflict(refused)
    if desk.intake.course.busy:
        raise Conflict("Reports are being read already. Wait until that is done, or cancel it.")


def _refusal(desk: Desk) -> str:
    if desk.read_only:
        return "This record is open for reading only: nothing can be added here."
    if "://" in desk.workspace.store.about().address:
        return "Several people may work on a record on a server: read reports into it with `recount run`, not here."
    return ""


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _day(words: str) -> str:
    try:
        return date.fromisoformat(words.strip()).isoformat() if words.strip() else ""
    except ValueError:
        raise UsageError(f"{words!r} is no day: write it as YYYY-MM-DD, for example 2016-10-14.") from None


def _result(summary: RunSummary | None, incidents: tuple[int, int], error: str) -> Result | None:
    if summary is None:
        return (
            Result(
                headline="Nothing could be read", sentences=(), unread=(), more_unread=0, noted=(), new=0, error=error
            )
            if error
            else None
        )
    unread = [Unread(report=failure.report, reason=failure.error) for failure in summary.failures]
    return Result(
        headline=_headline(summary),
        sentences=tuple(_sentences(summary, *incidents)),
        unread=tuple(unread[:SHOWN]),
        more_unread=max(0, len(unread) - SHOWN),
        noted=tuple(Unread(report=one.path, reason=one.sentence) for one in summary.noted[:SHOWN]),
        new=summary.new,
        error="",
    )


def _headline(summary: RunSummary) -> str:
    new = f"{wording.spelled(summary.new)} {'report is' if summary.new == 1 else 'reports are'} new"
    return f"Cancelled: {new[0].lower()}{new[1:]}" if summary.stopped else new


def _sentences(summary: RunSummary, before: int, now: int) -> Iterator[str]:
    if summary.stopped:
        yield "The rest was left. What was read before that is kept, and its figures are worked out."
    counted = (
        (summary.known, "was in the record already, word for word", "were in the record already, word for word"),
        (summary.unchanged, "is as it was when it was last fetched", "are as they were when they were last fetched"),
        (summary.versions, "is a new version of a known report", "are new versions of known reports"),
        (summary.duplicates, "has the very words of another report", "have the very words of other reports"),
        (
            summary.near_duplicates,
            "shares much of its text with another",
            "share much of their text with others",
        ),
        (summary.undated, "bears no date, so its days can't be told", "bear no date, so their days can't be told"),
        (len(summary.failures), "could not be read", "could not be read"),
    )
    yield from (f"{n:,} {one if n == 1 else many}." for n, one, many in counted if n)
    more = now - before
    change = f", {abs(more):,} {'more' if more > 0 else 'fewer'} than before" if more else ", as many as before"
    yield f"The record tells of {wording.count(now, 'incident')}{change}."
