"""Given: what views ask for."""

from __future__ import annotations

from typing import Annotated

from fastapi import Cookie, Depends, Path, Query, Request

from recount.server.desk import Desk


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(_desk)]
"""The open record."""

Key = Annotated[str, Path(min_length=1, max_length=300, description="An identifier, as lists give it.")]
Reviewer = Annotated[str, Cookie(max_length=200, description="Who sits at the desk.")]
Cursor = Annotated[str, Query(max_length=500, description="Where a list goes on: `next` of the answer before.")]
Limit = Annotated[int, Query(ge=1, le=500, description="How many at most.")]
