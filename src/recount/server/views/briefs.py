"""Briefs: chosen, looked at and taken away as a file."""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from typing import Annotated, NamedTuple

from fastapi import Depends, Form, Query, Response
from pydantic import BeforeValidator

from recount.errors import RecountError, UsageError
from recount.model import Profile
from recount.publish import BRIEFS, file_of, wording
from recount.server.http.answers import Views
from recount.server.http.problems import status_of
from recount.server.record.publishing import Wanted
from recount.server.shapes.briefs import Briefs, Choice, Taken, Withheld
from recount.server.shapes.briefs import Form as FormOf
from recount.server.views.given import TheDesk

views = Views()

AT_ONCE = 300
"""Incidents of a record whose brief is shown unasked: a page of three megabytes."""

LONGEST_TITLE, LONGEST_NOTE = 200, 5000
SHOWN_EDITIONS = 100

PREVIEW = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox;"
    " frame-ancestors 'self'"
}
"""A brief has its styles within. It runs nothing, and may stand in no page but ours."""


_OUTWARD = re.compile(r'<a href="https?:[^"]*" rel="noopener noreferrer">')
"""A link of the brief to an outlet. In the preview it would lead the frame elsewhere, which the policy forbids."""


class _Told(NamedTuple):
    words: str
    told: str
    media_type: str


FORMS = {
    "html": _Told("HTML", "one page that loads nothing from elsewhere", "text/html; charset=utf-8"),
    "md": _Told("Markdown", "text for other editors", "text/markdown; charset=utf-8"),
    "pdf": _Told("PDF", "A4, with page numbers", "application/pdf"),
}
"""What is said of the forms; those of plug-ins go by their names."""

TAKEN = {"person": "Names of persons", "private source": "Private sources", "place": "Close places"}


def _filled(value: object) -> object:
    return None if value == "" else value


Since = Annotated[int | None, BeforeValidator(_filled)]


@views.page("/briefs", "briefs.html.j2", tags=["briefs"])
def briefs(
    desk: TheDesk,
    profile: Annotated[Profile, Query(description="For whom it is.")] = Profile.PUBLIC,
    since: Annotated[Since, Query(description="The edition to compare with.")] = None,
) -> Briefs:
    """What a brief can be made of: for whom, compared with what, in which form."""
    state = desk.state()
    every = desk.workspace.editions()[::-1][:SHOWN_EDITIONS]
    choices = [Choice(value="", words="the snapshot before", chosen=since is None)]
    choices += [
        Choice(value=str(one.number), words=_edition_words(one.number, one.made, one.note), chosen=one.number == since)
        for one in every
    ]
    return Briefs(
        profile=profile.value,
        since="" if since is None else str(since),
        choices=tuple(choices),
        forms=tuple(FormOf(name=name, words=_told(name).words, told=_told(name).told) for name in BRIEFS),
        incidents=len(state.incidents),
        at_once=len(state.incidents) <= AT_ONCE,
        empty=not state.heads,
    )


@views.page("/briefs/withheld", "withheld.html.j2", tags=["briefs"])
def withheld(
    desk: TheDesk,
    profile: Annotated[Profile, Query(description="For whom it is.")] = Profile.PUBLIC,
    since: Annotated[Since, Query(description="The edition to compare with.")] = None,
) -> Withheld:
    """What the profile takes out, in numbers."""
    counts = Counter(one.kind for one in desk.publishing.release(profile, since).removed)
    taken = tuple(Taken(words=TAKEN.get(kind, kind), count=n) for kind, n in sorted(counts.items()))
    return Withheld(profile=profile.value, taken=taken, total=counts.total())


def _asked(
    profile: Annotated[Profile, Form()] = Profile.PUBLIC,
    since: Annotated[Since, Form()] = None,
    title: Annotated[str, Form(max_length=LONGEST_TITLE, description="What you call it.")] = "",
    note: Annotated[str, Form(max_length=LONGEST_NOTE, description="What you write at its head.")] = "",
) -> Wanted:
    return Wanted(profile=profile, since=since, title=title, note=note)


@views.get("/briefs/preview", tags=["briefs"], response_class=Response)
def preview(
    desk: TheDesk,
    profile: Annotated[Profile, Query(description="For whom it is.")] = Profile.PUBLIC,
    since: Annotated[Since, Query(description="The edition to compare with.")] = None,
) -> Response:
    """The brief as the page that it is, without a title or note of one's own. Links to outlets work in files alone."""
    return _preview(desk, Wanted(profile=profile, since=since))


@views.post("/briefs/preview", tags=["briefs"], response_class=Response)
def preview_with_words(desk: TheDesk, wanted: Annotated[Wanted, Depends(_asked)]) -> Response:
    """The brief as the page that it is. Title and note are kept nowhere."""
    return _preview(desk, wanted)


@views.post("/briefs/file", tags=["briefs"], response_class=Response)
def take_away(
    desk: TheDesk,
    wanted: Annotated[Wanted, Depends(_asked)],
    form: Annotated[str, Form(max_length=40, description="html, md or pdf.")] = "html",
) -> Response:
    """The brief as a file. Title and note are kept nowhere but in it."""
    if form not in BRIEFS:
        raise UsageError(f"There is no brief in the form {form!r}: choose one of {', '.join(BRIEFS)}.")
    data = file_of(desk.publishing.text(wanted, form), form=form, what="brief")
    release = desk.publishing.release(wanted.profile, wanted.since)
    name = f"brief-{wanted.profile.value}-{release.snapshot.number}.{form}"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store", **PREVIEW}
    return Response(data, media_type=_told(form).media_type, headers=headers)


def _preview(desk: TheDesk, wanted: Wanted) -> Response:
    headers = {**PREVIEW, "cache-control": "no-store"}
    media_type = FORMS["html"].media_type
    try:
        shown = _OUTWARD.sub("<a>", desk.publishing.text(wanted, "html"))
        return Response(shown, media_type=media_type, headers=headers)
    except RecountError as error:  # within the frame, where the desk's own pages may not stand
        told = f"<!doctype html><html lang=en><title>No brief</title><p>{escape(str(error))}</p></html>"
        return Response(told, status_code=status_of(error), media_type=media_type, headers=headers)


def _told(form: str) -> _Told:
    return FORMS.get(form) or _Told(form, "of a plug-in", "application/octet-stream")


def _edition_words(number: int, made: str, note: str) -> str:
    return f"edition {number} of {wording.moment(made)}" + (f": {note}" if note else "")
