"""Reading bytes as an input of some name, for tests of readers."""

from __future__ import annotations

import io

from recount.model import Failure, Received, Report
from recount.sources import KeepsNothing, Limits, Noted, Passed
from recount.sources.streams import Found, read_stream

LIMITS = Limits()


def read_bytes(data: bytes, name: str, limits: Limits = LIMITS, **known: object) -> list[Found]:
    """All that is found in the bytes, under that name."""
    received = Received(name=name).told(**known)
    return list(read_stream(io.BytesIO(data), received, limits, keeper=KeepsNothing()))


def report_in(data: bytes, name: str, limits: Limits = LIMITS, **known: object) -> Report:
    """The one report in the bytes."""
    reports = [found for found in read_bytes(data, name, limits, **known) if isinstance(found, Report)]
    assert len(reports) == 1, reports
    return reports[0]


def reports_in(data: bytes, name: str, limits: Limits = LIMITS) -> list[Report]:
    """The reports in the bytes."""
    return [found for found in read_bytes(data, name, limits) if isinstance(found, Report)]


def errors_in(data: bytes, name: str, limits: Limits = LIMITS) -> list[str]:
    """What could not be read, and why."""
    found = read_bytes(data, name, limits)
    return [f"{one.report}: {one.error}" for one in found if isinstance(one, Failure)]


def notes_in(data: bytes, name: str, limits: Limits = LIMITS) -> list[str]:
    """What is told of the input."""
    return [one.sentence for one in read_bytes(data, name, limits) if isinstance(one, Noted)]


def passed_in(data: bytes, name: str, limits: Limits = LIMITS) -> list[str]:
    """Members that no reader is for."""
    return [one.path for one in read_bytes(data, name, limits) if isinstance(one, Passed)]
