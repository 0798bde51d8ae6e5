"""The `recount` command, run as users run it: a process of its own, with its own streams and exit code."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

INSTALLED = Path(sys.executable).with_name("recount")
"""The command as it is installed."""

CRASHED = 70

_MOVES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """The JSON objects on stdout."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def complaint(self) -> str:
        """The one line on stderr."""
        assert "Traceback" not in self.err, self.err
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        return lines[0]


def forked(
    *args: str | Path,
    cwd: Path,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    stdout: str | None = None,
) -> Done:
    """Run a command in a child that has every module loaded: a process like the installed one, in a tenth of its time.

    Args:
        args: as on the command line.
        cwd: the working folder.
        stdin: what stands on standard input.
        env: variables besides those of this process.
        stdout: where standard output goes, if it is not to be captured.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(stdin)
        given.seek(0)
        child = os.fork()
        if child == 0:
            to = Path(stdout).open("wb") if stdout else out  # noqa: SIM115
            _be_the_command([str(arg) for arg in args], (given, to, err), cwd, env or {})
        _, status = os.waitpid(child, 0)
        return Done(code=os.waitstatus_to_exitcode(status), out=_text(out), err=_text(err))


def installed(*args: str | Path | bytes, cwd: Path, env: Mapping[str, str], stdin: bytes = b"") -> Done:
    """Run the command as it is installed, with these variables and no others."""
    done = subprocess.run([INSTALLED, *args], cwd=cwd, env=env, input=stdin, capture_output=True, check=False)
    return Done(code=done.returncode, out=done.stdout.decode("utf-8"), err=done.stderr.decode("utf-8"))


class Terminal:
    """A command running in a terminal of so many columns, with standard output in it or apart from it."""

    def __init__(self, args: Sequence[str | Path], *, cwd: Path, env: Mapping[str, str], columns: int = 80) -> None:
        self.screen, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        self._apart = tempfile.TemporaryFile()  # noqa: SIM115
        shown = {**env, "TERM": "xterm-256color"}
        apart = "--format=jsonl" in args
        self.process = subprocess.Popen(
            [INSTALLED, *args], cwd=cwd, env=shown, stdin=inner, stdout=self._apart if apart else inner, stderr=inner
        )
        os.close(inner)
        self._seen = ""

    def chunks(self) -> Iterator[str]:
        """What appears on the screen, as it appears, without the moves of the cursor."""
        while True:
            try:
                found = os.read(self.screen, 65536)
            except OSError:
                return
            if not found:
                return
            yield found.decode("utf-8", "replace")

    def glimpse(self) -> str:
        """What has appeared on the screen since the last look; waits for a hundredth of a second."""
        if not select.select([self.screen], [], [], 0.01)[0]:
            return ""
        try:
            found = os.read(self.screen, 65536).decode("utf-8", "replace")
        except OSError:
            return ""
        self._seen += found
        return found

    def finish(self) -> Done:
        """Wait for the end; `err` is what was on the screen, `out` standard output where it stood apart."""
        seen = self._seen + "".join(self.chunks())
        code = self.process.wait()
        os.close(self.screen)
        with self._apart:
            return Done(code=code, out=_text(self._apart), err=seen.replace("\r\n", "\n"))


def without_moves(screen: str) -> str:
    """The words on a screen, without colours and moves of the cursor."""
    return _MOVES.sub("", screen)


def _be_the_command(args: list[str], streams: Sequence[IO[bytes]], cwd: Path, env: Mapping[str, str]) -> None:
    code = CRASHED
    try:
        for at, stream in enumerate(streams):
            os.dup2(stream.fileno(), at)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        os.chdir(cwd)
        os.environ.update(env)
        code = _main(args)
    finally:
        # Never back into pytest, which goes on in the parent.
        os._exit(code)


def _main(args: list[str]) -> int:
    from recount.cli import main

    sys.argv = ["recount", *args]
    try:
        main()
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else CRASHED
    except BaseException:  # noqa: BLE001 - as Python itself would show it
        traceback.print_exc()
    finally:
        # As Python does at its end; what can't be written then it complains about, as below.
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    return CRASHED


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8")
