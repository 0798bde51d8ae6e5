"""Keys: what makes two things of a log the same thing. Every store decides it here."""

from __future__ import annotations

import hashlib

from recount.model import Capture, Method, digest


def capture_key(capture: Capture) -> str:
    """What makes a capture one of its own: the same file read again is none, each answer of a server is."""
    at = capture.at if capture.method is Method.HTTP else ""
    return digest(capture.digest, capture.address, capture.inside, capture.method, at)


START = ""
"""The chain before the first capture."""


def chained(before: str, line: str) -> str:
    """The chain after a line: SHA-256 of the chain before it, a line break, and the line, in hexadecimal."""
    return hashlib.sha256(f"{before}\n{line}".encode()).hexdigest()
