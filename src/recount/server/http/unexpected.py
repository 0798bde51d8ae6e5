"""Unexpected: what nobody foresaw becomes a problem of status 500 that tells nothing of what the record holds."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Told = Callable[[Request, int, str], Response]
"""What makes the answer of a request, a status and a sentence."""

logger = logging.getLogger(__name__)

DETAIL = (
    "The desk came upon something it was not made for. Nothing was changed by this request. What went wrong stands in"
    " the terminal where `recount serve` runs, without any word of a report: please pass it on."
)


class Unexpected:
    """The application, with an answer where it fails.

    Args:
        app: what answers.
        told: what makes the answer.
    """

    def __init__(self, app: ASGIApp, told: Told) -> None:
        self._app, self._told = app, told

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as error:  # noqa: BLE001 - the edge: whatever it is, its words must not reach a log or a page
            logger.error("%s", where(error, scope))
            if scope["type"] == "http" and not begun:
                await self._told(Request(scope, receive), 500, DETAIL)(scope, receive, send)


def where(error: BaseException, scope: Scope) -> str:
    """What failed and where, by names of our own alone: an error's words and an address may hold report text."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames[-4:]))
    route = getattr(scope.get("route"), "path", "no page")
    return f"{type(error).__name__} while answering {scope.get('method', '')} {route} ({lines})"
