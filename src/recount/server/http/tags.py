"""Tags: whatever is answered whole to GET is known again, also where a view makes its answer by itself."""

from __future__ import annotations

import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

OF_A_BODY = ("content-length", "content-type")


def tag_of(body: bytes) -> str:
    """The tag of an answer with that body. Weak, since what packs it on its way does not change it."""
    return f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'


def is_known(tag: str, known: str) -> bool:
    """Whether a tag is among those that the asker knows, as If-None-Match lists them."""
    return tag.removeprefix("W/") in {one.strip().removeprefix("W/") for one in known.split(",")}


class Tags:
    """The application, with a tag on every answer to GET that comes in one piece and has none."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == "http" and scope["method"] == "GET":
            send = _tagging(send, Headers(scope=scope).get("if-none-match", ""))
        await self._app(scope, receive, send)


def _tagging(send: Send, known: str) -> Send:
    start: Message = {}

    async def sending(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start":
            if message["status"] == 200 and "etag" not in Headers(raw=message["headers"]):
                start = message
                return
        elif start and message["type"] == "http.response.body":
            begun, start = start, {}
            if not message.get("more_body"):
                message = _tag(begun, message, known)
            await send(begun)
        await send(message)

    return sending


def _tag(start: Message, body: Message, known: str) -> Message:
    """Give the start of an answer its tag; where the asker knows it, leave no more of the answer than that."""
    tag = tag_of(body.get("body", b""))
    headers = MutableHeaders(scope=start)
    headers["etag"] = tag
    if not is_known(tag, known):
        return body
    start["status"] = 304
    for name in OF_A_BODY:
        del headers[name]
    return {**body, "body": b""}
