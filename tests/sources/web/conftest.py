"""A server for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sources.web.server import Clock, Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def clock(site: Site) -> Clock:
    clock = Clock()
    site.clock = clock
    return clock
