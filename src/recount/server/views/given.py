"""Given: what views ask for."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Cookie, Depends, Path, Query, Request
from pydantic import BeforeValidator

from recount.server.pages.streets import Streets
from recount.server.record.desk import Desk


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def _streets(request: Request) -> Streets | None:
    streets: Streets | None = request.app.state.streets
    return streets


TheStreets = Annotated[Streets | None, Depends(_streets)]
"""The file of streets, if the user brought one."""

TheDesk = Annotated[Desk, Depends(_desk)]
"""The open record."""

Key = Annotated[str, Path(min_length=1, max_length=300, description="An identifier, as lists give it.")]
Reviewer = Annotated[str, Cookie(max_length=200, description="Who sits at the desk.")]
Cursor = Annotated[str, Query(max_length=4000, description="Where a list goes on: `next` of the answer before.")]
Limit = Annotated[int, Query(ge=1, le=500, description="How many at most.")]


def _filled(value: object) -> object:
    """What a form sends of a field that was left empty counts as not given."""
    return None if value == "" else value


Day = Annotated[date | None, BeforeValidator(_filled), Query(description="The last day, included.")]
From = Annotated[date | None, BeforeValidator(_filled), Query(alias="from", description="The first day.")]
Code = Annotated[str, Query(max_length=100, description="A code, as answers give it.")]
Words = Annotated[str, Query(max_length=300, description="Words; case and accents do not count.")]
