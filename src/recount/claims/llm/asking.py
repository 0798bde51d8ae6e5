"""Asking: one question to a server that speaks OpenAI's chat protocol. The only module that knows the HTTP library.

The text of a report is sent to the one address that was set, and nowhere else: no redirection is followed, and no proxy
or password of the environment is used. What comes back is bounded in size and in time.
"""

from __future__ import annotations

import json
import math
import time
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from recount.config import Settings, without_password
from recount.errors import AbortRun, RecountError, SettingsError, SkipReport

if TYPE_CHECKING:
    from httpx2 import Response

MOST_BYTES = 1_000_000
"""Of an answer. The claims of the longest report take a tenth of it."""

PAUSES = (1.0, 4.0)
"""Seconds before a second and a third try, where the server gives no time of its own."""

LONGEST_PAUSE = 30.0
"""Seconds that a server may ask to wait before the next try."""

BUSY = frozenset({429, 500, 502, 503, 504})
"""Answers after which the same question may be asked again."""


class _Busy(Exception):
    """The question may be asked again, after so many seconds if the server says so."""

    def __init__(self, in_the_end: RecountError, pause: float | None = None) -> None:
        self.in_the_end = in_the_end
        self.pause = pause


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server and the model to ask for."""

    url: str
    """Of the chat completions."""

    model: str
    key: str = ""
    timeout: float = 120.0
    """Seconds for one answer as a whole."""

    pauses: tuple[float, ...] = PAUSES
    """Seconds before each further try."""

    @property
    def shown(self) -> str:
        """The address as it may be shown."""
        return without_password(self.url)

    def ask(self, instruction: str, report: str) -> str:
        """The words of the model's answer.

        Raises:
            SkipReport: no usable answer for this report.
            SettingsError: the server refuses the key or does not know the address or the model.
            AbortRun: no server answers there, or it will not serve us now.
        """
        for pause in self.pauses:
            try:
                return self._once(instruction, report)
            except _Busy as busy:
                time.sleep(pause if busy.pause is None else busy.pause)
        try:
            return self._once(instruction, report)
        except _Busy as busy:
            raise busy.in_the_end from None

    def _once(self, instruction: str, report: str) -> str:
        import httpx2

        try:
            return words_of(self._body(instruction, report))
        except httpx2.ConnectError:
            told = f"no server answers at {self.shown}: start it, or correct RECOUNT_LLM_URL"
            raise _Busy(AbortRun(told)) from None
        except httpx2.TimeoutException:
            raise _too_slow(self.timeout) from None
        except httpx2.HTTPError as error:
            told = f"the server at {self.shown} broke off its answer ({type(error).__name__}): try again"
            raise _Busy(SkipReport(told)) from None
        except (httpx2.InvalidURL, UnicodeError):
            raise SettingsError(f"llm_url = {self.shown!r} is no address: correct RECOUNT_LLM_URL") from None

    def _body(self, instruction: str, report: str) -> bytes:
        import httpx2

        until = time.monotonic() + self.timeout
        said = [{"role": "system", "content": instruction}, {"role": "user", "content": report}]
        question = {"model": self.model, "messages": said, "temperature": 0, "stream": False}
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        with (
            httpx2.Client(timeout=self.timeout, trust_env=False, follow_redirects=False) as client,
            client.stream("POST", self.url, json=question, headers=headers) as response,
        ):
            self._see_status(response)
            if response.headers.get("content-encoding", "identity").lower() != "identity":
                raise SkipReport(f"the server at {self.shown} packed its answer, which was not asked for: use another")
            return _bounded(response, until, self.timeout)

    def _see_status(self, response: Response) -> None:
        status = response.status_code
        if status in (401, 403):
            raise SettingsError(f"the server at {self.shown} refused the key ({status}): set RECOUNT_LLM_KEY")
        if status == 404 or 300 <= status < 400:
            raise SettingsError(
                f"the server at {self.shown} has nothing there, or no model {self.model!r} ({status}): correct"
                " RECOUNT_LLM_URL or llm_model"
            )
        if status in BUSY:
            told = f"the server at {self.shown} could not answer ({status})"
            in_the_end = AbortRun(f"{told}: wait, then run the same command again") if status == 429 else None
            raise _Busy(in_the_end or SkipReport(f"{told}: see its log, then try again"), _pause_asked(response))
        if status != 200:
            raise SkipReport(
                f"the server at {self.shown} did not take the report ({status}): see its log; the report may be too"
                f" long for the model {self.model!r}"
            )


def _bounded(response: Response, until: float, timeout: float) -> bytes:
    """The body, unless it is too large or drips too slowly."""
    body = bytearray()
    for chunk in response.iter_raw():
        body += chunk
        if len(body) > MOST_BYTES:
            raise SkipReport(f"the model's answer is larger than {MOST_BYTES / 1e6:.0f} MB: use another model")
        if time.monotonic() > until:
            raise _too_slow(timeout)
    return bytes(body)


def _too_slow(timeout: float) -> SkipReport:
    return SkipReport(f"the model gave no answer in {timeout:g} seconds: raise llm_timeout, or use a smaller model")


def _pause_asked(response: Response) -> float | None:
    """Seconds that the server asks to wait, within bounds."""
    try:
        asked = float(response.headers.get("retry-after", ""))
    except ValueError:
        return None
    return min(max(asked, 0.0), LONGEST_PAUSE) if math.isfinite(asked) else None


def words_of(body: bytes) -> str:
    """The words of the first choice.

    Raises:
        SkipReport: the body is not what the protocol says.
    """
    try:
        found: Any = json.loads(body)
        choice = found["choices"][0]
        words = choice["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError):
        words = choice = None
    if not isinstance(words, str):
        raise SkipReport("the server's answer is no chat completion: see that RECOUNT_LLM_URL names such a server")
    if choice.get("finish_reason") == "length":
        raise SkipReport("the model's answer was cut off for its length: raise the server's limit, or split the report")
    return words


def server_from(settings: Settings) -> Server:
    """The server that the settings name.

    Raises:
        SettingsError: they name none, or the HTTP library is not installed.
    """
    if not settings.llm_url:
        raise SettingsError(
            "the extractor llm has no server to ask: set RECOUNT_LLM_URL, for example to http://127.0.0.1:11434/v1;"
            " the text of every report read is sent there"
        )
    if not settings.llm_model:
        raise SettingsError("the extractor llm has no model to ask for: set llm_model to a name the server knows")
    return Server(
        url=_address(settings.llm_url),
        model=settings.llm_model,
        key=settings.llm_key.get_secret_value(),
        timeout=settings.llm_timeout,
    )


def _address(url: str) -> str:
    """Where the chat completions are: the address may be the server's, that of its ``/v1``, or the whole of it."""
    try:
        parts = urlsplit(url)
        right = parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
    except ValueError:
        right = False
    if not right or any(c.isspace() or not c.isprintable() for c in url):
        raise SettingsError(f"llm_url = {without_password(url)!r} is no address: write it as http://127.0.0.1:11434/v1")
    whole = url.rstrip("/")
    if whole.endswith("/chat/completions"):
        return whole
    return f"{whole}/chat/completions" if parts.path.strip("/") else f"{whole}/v1/chat/completions"


@cache
def instruction() -> str:
    """What the model is told before it is given a report."""
    return (files("recount.claims.llm") / "instruction.txt").read_text(encoding="utf-8")
