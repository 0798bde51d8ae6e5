from __future__ import annotations

import pytest

from tests.publish.regold import FOLDER, golden_names, made


@pytest.mark.parametrize("name", golden_names())
def test_the_public_version_of_the_sample_is_as_it_was(name: str) -> None:
    """After a wanted change: ``python -m tests.publish.regold``, and read the difference."""
    assert made(name) == (FOLDER / name).read_bytes().decode("utf-8")


def test_there_is_no_golden_file_that_nothing_writes() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(golden_names())
