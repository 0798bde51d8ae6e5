"""Asking: one request, one answer, bounded in size and time. No cookies, no proxies, no redirects followed."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message

import httpcore2

from recount.errors import SkipReport
from recount.sources.web.addresses import NoHost
from recount.sources.web.connecting import SECONDS, GuardedBackend, Watch
from recount.sources.web.unpacking import ACCEPTED, unpacked

REDIRECTS = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})
BUSY = frozenset({429, 500, 502, 503, 504})
_READ = frozenset({200, *GONE})
"""Answers whose bodies are looked at."""

_TIMEOUTS = dict.fromkeys(("connect", "read", "write", "pool"), SECONDS)


class Trouble(Exception):
    """The server asks to come again later, or did not answer as it should: another try may help."""

    def __init__(self, said: str, *, after: str = "", answered: bool = False, again: bool = True) -> None:
        super().__init__(said)
        self.answered = answered
        """Whether the server at least answered in due form."""

        self.again = again
        """Whether to try again at once is of any use."""

        self.after = after
        """The header Retry-After."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered. The headers are as sent, but for what can't be shown."""

    status: int
    location: str = ""
    media_type: str = ""
    charset: str = ""
    etag: str = ""
    last_modified: str = ""
    data: bytes = b""
    """The body, unpacked; empty where the status makes it of no interest."""


class Asker:
    """Asks for addresses, one at a time."""

    def __init__(self, *, agent: str, backend: GuardedBackend, watch: Watch, trust: ssl.SSLContext | None) -> None:
        self._agent, self._watch = agent, watch
        # The library has no cookies, follows no redirects, and knows nothing of the environment's proxies, which
        # would hide whom we ask. Connections stay open for a few pauses between two pages.
        self._pool = httpcore2.ConnectionPool(
            ssl_context=trust, network_backend=backend, max_connections=8, keepalive_expiry=10
        )

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.close()

    def ask(self, url: str, *, most: int, cut: bool = False, headers: Mapping[str, str] | None = None) -> Answer:
        """What the server answers.

        Args:
            url: as `plain` gives it.
            most: bytes of the body, unpacked.
            cut: whether a longer body is cut there instead of refused.
            headers: besides those that are always sent.

        Raises:
            Trouble: another try may help.
            SkipReport: none will.
        """
        sent: dict[bytes | str, bytes | str] = {"User-Agent": self._agent, "Accept": "*/*", "Accept-Encoding": ACCEPTED}
        sent.update((headers or {}).items())
        self._watch.start()
        try:
            with self._pool.stream("GET", url, headers=sent, extensions={"timeout": _TIMEOUTS}) as response:
                said = _headers(response)
                if response.status in BUSY:
                    raise Trouble(f"answers {response.status}", after=said.get("retry-after", ""), answered=True)
                data = _body(response, said, most=most, cut=cut) if response.status in _READ else b""
                return _answer(response.status, said, data)
        except httpcore2.TimeoutException:
            if self._watch.over():
                raise Trouble("takes too long to answer", again=False) from None
            raise Trouble("does not answer in time") from None
        except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            raise _why(error) from None


def _why(error: Exception) -> Trouble | SkipReport:
    cause = error.__context__ or error.__cause__
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__context__ or cause.__cause__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return NoHost(
            "can't be fetched: its server does not prove to be who it says (certificate: "
            f"{cause.verify_message.rstrip('.')}); nothing was read of it"
        )
    if cause is not None:
        return NoHost("can't be fetched: its server offers no encryption that is safe today")
    if isinstance(error, httpcore2.ConnectError):
        return Trouble("can't be reached")
    if isinstance(error, httpcore2.NetworkError):
        return Trouble("breaks off its answer")
    return Trouble("gives an answer that is no HTTP, or breaks it off")


def _headers(response: httpcore2.Response) -> dict[str, str]:
    """The first of each name. Bytes that are no ASCII are taken for UTF-8, as browsers do."""
    said: dict[str, str] = {}
    for name, value in response.headers:
        said.setdefault(name.decode("ascii", "replace").lower(), value.decode("utf-8", "replace").strip())
    return said


def _body(response: httpcore2.Response, said: Mapping[str, str], *, most: int, cut: bool) -> bytes:
    data = bytearray()
    for piece in unpacked(response.iter_stream(), said.get("content-encoding", "")):
        data += piece
        if len(data) > most and cut:
            return bytes(data[:most])
        if len(data) > most:
            raise SkipReport(f"is larger than {most / 1e6:g} MB: raise RECOUNT_MAX_REPORT_MB if you mean it")
    return bytes(data)


def _answer(status: int, said: Mapping[str, str], data: bytes) -> Answer:
    kind = Message()
    kind["content-type"] = "".join(c for c in said.get("content-type", "") if c.isprintable())[:300]
    return Answer(
        status=status,
        location=said.get("location", ""),
        media_type=kind.get_content_type() if kind["content-type"] else "",
        charset=str(kind.get_content_charset() or ""),
        etag=_kept(said.get("etag", ""), 200),
        last_modified=_kept(said.get("last-modified", ""), 100),
        data=data,
    )


def _kept(value: str, most: int) -> str:
    """What can be sent back as it came; else nothing, since half of it would mean something else."""
    return value if len(value) <= most and value.isascii() and value.isprintable() else ""
