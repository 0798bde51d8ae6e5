"""A server on this machine that speaks OpenAI's chat protocol and answers as it is told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer of the server."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    """Seconds before the answer starts."""

    drip: float = 0.0
    """Seconds between the bytes of the body."""


@dataclass(slots=True)
class Asked:
    """One question that came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass(slots=True)
class ModelServer:
    """Where it is, what it will say, and what it was asked. After the last reply it repeats that one."""

    url: str
    replies: list[Reply]
    asked: list[Asked] = field(default_factory=list)

    def take(self) -> Reply:
        """The next reply."""
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def serving(*replies: Reply | str) -> Iterator[ModelServer]:
    """A server that gives these replies in turn; a text is what the model says."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["content-length"])
            body = json.loads(self.rfile.read(length))
            told.asked.append(Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            reply = told.take()
            time.sleep(reply.pause)
            with suppress(OSError):  # the client has had enough
                self._give(reply)

        def _give(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            parts = [bytes([b]) for b in reply.body] if reply.drip else [reply.body]
            for part in parts:
                self.wfile.write(part)
                self.wfile.flush()
                time.sleep(reply.drip)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    told = ModelServer(f"http://127.0.0.1:{server.server_port}/v1", [_reply(one) for one in replies])
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _reply(one: Reply | str) -> Reply:
    return Reply(body=completion(one)) if isinstance(one, str) else one


def completion(words: str, *, reason: str = "stop") -> bytes:
    """The body of a chat completion in which the model says these words."""
    choice = {"index": 0, "finish_reason": reason, "message": {"role": "assistant", "content": words}}
    return json.dumps({"object": "chat.completion", "choices": [choice]}).encode()


def listing(*claims: dict[str, Any]) -> str:
    """The answer that lists these claims."""
    return json.dumps({"claims": list(claims)}, ensure_ascii=False)
