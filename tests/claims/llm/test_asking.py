"""Asking a server: what is sent, what is taken, and what happens when the server misbehaves. It is a real server."""

from __future__ import annotations

import gzip
import socket
import time

import pytest

from recount.claims.llm.asking import LONGEST_PAUSE, MOST_BYTES, Server, instruction, server_from, words_of
from recount.config import Settings
from recount.errors import AbortRun, RecountError, SettingsError, SkipReport
from tests.claims.llm.server import ModelServer, Reply, completion, serving

GOOD = '{"claims": []}'
NOW = (0.0, 0.0)
"""No pause before further tries."""


def settings(**given: object) -> Settings:
    return Settings.model_validate({"llm_url": "http://127.0.0.1:9/v1", "llm_model": "small", **given})


def asking(server: ModelServer, *, timeout: float = 20, key: str = "", pauses: tuple[float, ...] = NOW) -> str:
    return Server(url=f"{server.url}/chat/completions", model="small", key=key, timeout=timeout, pauses=pauses).ask(
        instruction(), "A report."
    )


def test_the_question_is_what_the_protocol_says() -> None:
    with serving(GOOD) as server:
        assert asking(server) == GOOD
    (asked,) = server.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.body["model"] == "small"
    assert asked.body["temperature"] == 0
    assert [m["role"] for m in asked.body["messages"]] == ["system", "user"]
    assert asked.body["messages"][1]["content"] == "A report."
    assert "authorization" not in asked.headers


def test_a_key_is_sent_where_there_is_one_and_never_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Reply(body=b"", status=401)) as server, pytest.raises(SettingsError) as raised:
        asking(server, key="very-secret")
    assert server.asked[0].headers["authorization"] == "Bearer very-secret"
    assert "RECOUNT_LLM_KEY" in str(raised.value)
    assert "very-secret" not in str(raised.value)


def test_no_proxy_and_no_password_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving(GOOD) as server:
        assert asking(server) == GOOD


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again(status: int) -> None:
    busy = Reply(body=b"busy", status=status)
    with serving(busy, busy, GOOD) as server:
        assert asking(server) == GOOD
    assert len(server.asked) == 3


@pytest.mark.parametrize(("status", "error"), [(429, AbortRun), (500, SkipReport), (503, SkipReport)])
def test_a_server_that_stays_busy_is_left_alone_after_three_tries(status: int, error: type[RecountError]) -> None:
    with (
        serving(Reply(body=b"busy", status=status)) as server,
        pytest.raises(error, match=f"could not answer \\({status}"),
    ):
        asking(server)
    assert len(server.asked) == 3


def test_the_server_says_how_long_to_wait() -> None:
    wait = Reply(body=b"", status=429, headers={"Retry-After": "0.3"})
    with serving(wait, GOOD) as server:
        start = time.monotonic()
        assert asking(server, pauses=(60.0, 60.0)) == GOOD
    assert 0.3 <= time.monotonic() - start < 30 == LONGEST_PAUSE


@pytest.mark.parametrize(
    ("status", "error", "told"),
    [
        (400, SkipReport, "did not take the report"),
        (413, SkipReport, "did not take the report"),
        (401, SettingsError, "refused the key"),
        (403, SettingsError, "refused the key"),
        (404, SettingsError, "no model 'small'"),
        (302, SettingsError, "has nothing there"),
    ],
)
def test_what_no_second_try_will_mend_is_told_at_once(status: int, error: type[RecountError], told: str) -> None:
    elsewhere = {"Location": "http://127.0.0.1:9/"}
    with serving(Reply(body=b"A report.", status=status, headers=elsewhere)) as server:
        with pytest.raises(error, match=told) as raised:
            asking(server)
        assert "A report" not in str(raised.value)
    assert len(server.asked) == 1


def test_a_slow_server_is_not_waited_for() -> None:
    with serving(Reply(body=completion(GOOD), pause=5)) as server:
        start = time.monotonic()
        with pytest.raises(SkipReport, match=r"no answer in 0.2 seconds: raise llm_timeout"):
            asking(server, timeout=0.2)
    assert time.monotonic() - start < 4


def test_an_answer_that_drips_is_not_waited_for() -> None:
    with serving(Reply(body=completion(GOOD) + b" " * 1000, drip=0.05)) as server:
        start = time.monotonic()
        with pytest.raises(SkipReport, match=r"no answer in 0.5 seconds"):
            asking(server, timeout=0.5)
    assert time.monotonic() - start < 4


def test_a_huge_answer_is_cut_off() -> None:
    with (
        serving(Reply(body=b"[" * (MOST_BYTES + 1_000_000))) as server,
        pytest.raises(SkipReport, match="larger than 1"),
    ):
        asking(server)


def test_a_packed_answer_is_not_unpacked() -> None:
    packed = Reply(body=gzip.compress(b" " * 50_000_000, 1), headers={"Content-Encoding": "gzip"})
    with serving(packed) as server, pytest.raises(SkipReport, match="packed its answer"):
        asking(server)


def test_a_server_that_is_not_there_stops_the_run() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Server(url=f"http://me:secret@127.0.0.1:{port}/v1/chat/completions", model="small", pauses=NOW)
    with pytest.raises(AbortRun, match=r"no server answers at http://me@127.*: start it, or correct RECOUNT_LLM_URL"):
        server.ask("", "")


def test_an_answer_that_breaks_off_is_asked_for_again() -> None:
    short = Reply(body=b"{", headers={"Content-Length": "100"})
    with serving(short, GOOD) as server:
        assert asking(server, timeout=2) == GOOD
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>", b"[]", b"{}", b"null", b'{"choices": []}', b'{"choices": [{}]}', b"[" * 100_000, b"\xff",
        b'{"choices": [{"message": {"content": null}}]}', b'{"choices": [{"message": {"content": 7}}]}',
    ],
)  # fmt: skip
def test_what_is_no_chat_completion_is_refused(body: bytes) -> None:
    with pytest.raises(SkipReport, match="no chat completion"):
        words_of(body)


def test_an_answer_cut_off_for_its_length_is_not_half_believed() -> None:
    with pytest.raises(SkipReport, match="cut off for its length"):
        words_of(completion(GOOD, reason="length"))
    assert words_of(completion(GOOD)) == GOOD


def test_nothing_is_asked_where_no_server_is_set() -> None:
    with pytest.raises(SettingsError, match=r"no server to ask: set RECOUNT_LLM_URL.* is sent there"):
        server_from(Settings(llm_model="small"))
    with pytest.raises(SettingsError, match="no model to ask for: set llm_model"):
        server_from(settings(llm_model=""))


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/v1/chat/completions"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/v1/chat/completions"),
        ("http://127.0.0.1:8000/v1", "http://127.0.0.1:8000/v1/chat/completions"),
        ("https://example.org/llm/v1/", "https://example.org/llm/v1/chat/completions"),
        ("http://localhost/v1/chat/completions", "http://localhost/v1/chat/completions"),
    ],
)
def test_an_address_may_be_the_server_s_or_that_of_its_interface(given: str, asked: str) -> None:
    assert server_from(settings(llm_url=given)).url == asked


@pytest.mark.parametrize(
    "given", ["localhost:8000", "ftp://x/v1", "http://", "http:// x/", "http://x/?key=1", "http://[::"]
)
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(SettingsError, match=r"is no address: write it as http://127.0.0.1:11434/v1"):
        server_from(settings(llm_url=given))


def test_the_instruction_names_every_field_and_value() -> None:
    from recount.claims.llm.answers import GROUPS, Row
    from recount.model import Harm, Modality, Scope, Victims
    from recount.ontology import weapons

    told = instruction()
    fields = [name for name in Row.__dataclass_fields__ if name != "at"]
    assert [name for name in fields if f'"{name}"' not in told] == []
    values = [*Harm, *Victims, *Scope, *Modality, *weapons(), *GROUPS]
    assert [value for value in values if value not in told] == []
