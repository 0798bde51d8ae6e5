"""Time stamps, by a server of the test's own: real answers to real questions, made by OpenSSL."""

from __future__ import annotations

import builtins
import hashlib
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from recount import Workspace
from recount.errors import RecordError, RecountError, UsageError
from recount.store.verifying import Verified

CONFIG = """
[ tsa ]
default_tsa = ours
[ ours ]
serial = {folder}/serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
[ ca ]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[ signer ]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
"""


@dataclass
class Authority:
    """A root, a signer, and what it answers."""

    folder: Path
    address: str = ""
    questions: list[bytes] = field(default_factory=list)
    answer: Callable[[bytes], tuple[int, bytes]] | None = None

    @property
    def root(self) -> Path:
        return self.folder / "root.pem"

    def make(self) -> None:
        self.folder.mkdir()
        (self.folder / "serial").write_text("01\n", encoding="ascii")
        (self.folder / "tsa.cnf").write_text(CONFIG.format(folder=self.folder), encoding="utf-8")
        self._openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "root.key")
        self._openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "tsa.key")
        self._openssl("req", "-new", "-key", "root.key", "-subj", "/CN=Test root", "-out", "root.csr")
        self._openssl("req", "-new", "-key", "tsa.key", "-subj", "/CN=Test stamps", "-out", "tsa.csr")
        for name, section, by in (
            ("root", "ca", ["-signkey", "root.key"]),
            ("tsa", "signer", ["-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial"]),
        ):
            said = ["-req", "-in", f"{name}.csr", *by, "-days", "30", "-extfile", "tsa.cnf", "-extensions", section]
            self._openssl("x509", *said, "-out", f"{name}.pem")

    def stamp(self, question: bytes) -> tuple[int, bytes]:
        (self.folder / "q.tsq").write_bytes(question)
        said = ["-queryfile", "q.tsq", "-signer", "tsa.pem", "-inkey", "tsa.key"]
        self._openssl("ts", "-reply", "-config", "tsa.cnf", "-section", "ours", *said, "-out", "a.tsr")
        return 200, (self.folder / "a.tsr").read_bytes()

    def _openssl(self, *args: str) -> None:
        subprocess.run(["openssl", *args], cwd=self.folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl to make time stamps with")
    made = Authority(tmp_path_factory.mktemp("tsa") / "tsa")
    made.make()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.headers["Content-Type"] == "application/timestamp-query"
            made.questions.append(question)
            status, answer = (made.answer or made.stamp)(question)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 - as in the library
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        made.address = f"http://127.0.0.1:{server.server_port}/tsr"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield made
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def _honest(authority: Authority) -> None:
    authority.answer = None
    authority.questions.clear()


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raid.txt").write_text("Raid\n\nAt least 14 people were killed in Homs.", encoding="utf-8")
    with Workspace.open("r.db", create=True) as workspace:
        workspace.run("raid.txt")
    return tmp_path / "r.db"


def stamp(record: Path, authority: Authority) -> Any:  # noqa: ANN401 - a Stamp
    with Workspace.open(record) as workspace:
        return workspace.stamp(server=authority.address, root=authority.root)


def faults(record: Path) -> list[str]:
    counted = Verified()
    with Workspace.open(record) as workspace:
        return [fault.kind for fault in workspace.verify(counted)]


def test_a_record_is_stamped_and_the_stamp_verified_from_then_on(record: Path, authority: Authority) -> None:
    made = stamp(record, authority)
    assert (made.state.captures, made.state.edition) == (1, 0)
    assert made.file == record.with_name("r.db.timestamps") / "0001.tsr"
    assert faults(record) == []
    counted = Verified()
    with Workspace.open(record) as workspace:
        list(workspace.verify(counted))
    assert counted.timestamps == 1


def test_the_server_is_sent_a_digest_and_nothing_else(record: Path, authority: Authority) -> None:
    made = stamp(record, authority)
    (question,) = authority.questions
    statement = made.file.with_suffix(".json").read_bytes()
    assert hashlib.sha256(statement).digest() in question
    assert len(question) < 100


def test_what_comes_into_the_record_later_leaves_a_stamp_as_it_is(record: Path, authority: Authority) -> None:
    stamp(record, authority)
    Path("more.txt").write_text("More\n\nThree people were killed in Aleppo.", encoding="utf-8")
    with Workspace.open(record, create=True) as workspace:
        workspace.run("more.txt")
        workspace.create_edition("for the briefing")
    made = stamp(record, authority)
    assert (made.state.captures, made.state.edition, made.file.name) == (2, 1, "0002.tsr")
    assert faults(record) == []


def tamper(record: Path, *statements: str) -> None:
    engine = create_engine(f"sqlite:///{record}")
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_a_log_that_was_written_anew_is_found_even_where_its_chain_holds(record: Path, authority: Authority) -> None:
    stamp(record, authority)
    with Workspace.open(record) as workspace:
        (link,) = workspace.store.log()
    record.unlink()
    with Workspace.open(record, create=True) as workspace:  # the same report by another capture: a forged history
        from dataclasses import replace

        workspace.store.add(
            [], [], at=link.capture.at, captures=[replace(link.capture, at="2001-01-01T00:00:00+00:00")]
        )
    assert faults(record) == ["log_not_as_stamped"]


def test_an_edition_that_was_changed_is_found(record: Path, authority: Authority) -> None:
    with Workspace.open(record, write=True) as workspace:
        workspace.create_edition("for the briefing")
    stamp(record, authority)
    tamper(record, "DROP TRIGGER editions_no_update", "UPDATE editions SET json = replace(json, 'briefing', 'press')")
    assert faults(record) == ["edition_not_as_stamped"]


@pytest.mark.parametrize("suffix", ["json", "tsr", "pem"])
def test_a_stamp_of_which_a_file_was_changed_or_is_gone_is_told(
    record: Path, authority: Authority, suffix: str
) -> None:
    file = stamp(record, authority).file.with_suffix(f".{suffix}")
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(bytes(data))
    assert faults(record) in (["timestamp_broken"], ["timestamp_unchecked"])
    if suffix != "tsr":
        file.unlink()
        assert faults(record) == ["timestamp_broken"]


def test_a_stamp_by_somebody_else_is_refused_and_not_kept(record: Path, authority: Authority, tmp_path: Path) -> None:
    other = Authority(tmp_path / "other")
    other.make()
    authority.answer = other.stamp
    with pytest.raises(RecordError, match="does not hold"):
        stamp(record, authority)
    assert not record.with_name("r.db.timestamps").exists()


def test_an_old_answer_is_refused(record: Path, authority: Authority) -> None:
    made = stamp(record, authority)
    old = made.file.read_bytes()
    authority.answer = lambda _: (200, old)
    with pytest.raises(RecordError, match="does not hold"):
        stamp(record, authority)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((500, b""), "answered 500"),
        ((200, b"<html>hello</html>"), "does not hold"),
        ((200, b""), "does not hold"),
        ((200, b"x" * 1_100_000), "more than a time stamp"),
        ((301, b""), "answered 301"),
    ],
)
def test_what_is_no_stamp_is_told(record: Path, authority: Authority, answer: tuple[int, bytes], message: str) -> None:
    authority.answer = lambda _: answer
    with pytest.raises(RecountError, match=message):
        stamp(record, authority)


def test_a_call_that_can_not_be_meant_is_told(record: Path, authority: Authority, tmp_path: Path) -> None:
    no_root = tmp_path / "none.pem"
    with Workspace.open(record) as workspace:
        with pytest.raises(UsageError, match="starts with https"):
            workspace.stamp(server="ftp://x", root=authority.root)
        with pytest.raises(UsageError, match="can't be read"):
            workspace.stamp(server=authority.address, root=no_root)
        no_root.write_text("nothing", encoding="utf-8")
        with pytest.raises(UsageError, match="no certificate"):
            workspace.stamp(server=authority.address, root=no_root)
        with pytest.raises(RecountError, match="can't be reached"):
            workspace.stamp(server="http://127.0.0.1:9/", root=authority.root)
    with (
        Workspace.open("empty.db", create=True) as workspace,
        pytest.raises(UsageError, match="nothing to stamp"),
    ):
        workspace.stamp(server=authority.address, root=authority.root)


def test_without_the_package_stamps_are_told_to_be_unchecked(
    record: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp(record, authority)
    real = builtins.__import__

    def without(name: str, *args: Any, **more: Any) -> Any:  # noqa: ANN401 - as in builtins
        if name == "rfc3161_client":
            raise ModuleNotFoundError(name=name)
        return real(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    assert faults(record) == ["timestamp_unchecked"]
    with pytest.raises(UsageError, match=r"recount\[integrity\]"):
        stamp(record, authority)
