"""Work done in another process: to be killed there, or to lack rights there."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable

import pytest

NOBODY = 65534


def start(work: Callable[[], object]) -> int:
    """Start the work in a child and return its process id. Forked: it has all modules loaded and starts at once."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()
        status = 0
    finally:
        # Never back into pytest, which goes on in the parent.
        os._exit(status)


def in_child(work: Callable[[], object]) -> None:
    """Do the work in a child, and see that it succeeds."""
    _, status = os.waitpid(start(work), 0)
    assert status == 0


def kill_after(seconds: float, child: int) -> None:
    """Kill the child after a while, as ``kill -9`` does."""
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def as_nobody(work: Callable[[], list[str]]) -> list[str]:
    """What the work gives a user without rights. Skips where this user can't become another."""
    if os.geteuid() != 0:
        pytest.skip("becoming another user needs root: this test did not run")
    from_child, to_parent = os.pipe()

    def drop_rights_and_work() -> None:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        os.write(to_parent, json.dumps(work()).encode())

    in_child(drop_rights_and_work)
    os.close(to_parent)
    with os.fdopen(from_child, "rb") as pipe:
        answer: list[str] = json.loads(pipe.read())
    return answer
