"""Problems: errors as a browser or a program gets them, RFC 9457. The one place that knows HTTP statuses."""

from __future__ import annotations

from http import HTTPStatus

from fastapi.responses import JSONResponse

from recount.errors import (
    InputError,
    RecordError,
    RecordFull,
    RecordReadOnly,
    RecountError,
    SettingsError,
    UsageError,
)

MEDIA_TYPE = "application/problem+json"


class NotFound(UsageError):
    """Nothing of that identifier is in the record."""


class Conflict(UsageError):
    """Somebody else decided on the same thing since the page was opened."""


class Opening(RecountError):
    """The record is being opened: ask again in a few seconds."""


STATUSES: tuple[tuple[type[RecountError], int], ...] = (
    (Opening, 503),
    (NotFound, 404),
    (Conflict, 409),
    (RecordReadOnly, 409),
    (RecordFull, 507),
    (UsageError, 422),
    (InputError, 422),
    (SettingsError, 500),
    (RecordError, 503),
    (RecountError, 500),
)
"""Error → status; the first that fits."""


def status_of(error: RecountError) -> int:
    """The status that an error is answered with."""
    return next(status for kind, status in STATUSES if isinstance(error, kind))


def problem(status: int, detail: str, **more: object) -> JSONResponse:
    """An answer that says what happened and what to do.

    Args:
        status: of HTTP.
        detail: one or two plain sentences; never report text.
        more: further members, such as what a conflict is about.
    """
    told = {"type": "about:blank", "title": title_of(status), "status": status, "detail": detail, **more}
    return JSONResponse(told, status_code=status, media_type=MEDIA_TYPE)


def title_of(status: int) -> str:
    """What a status is called."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"
