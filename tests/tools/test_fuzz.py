"""The fuzz target: it runs for a while, it makes the same texts from the same seed, and it notices broken promises."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from recount.claims import extract
from recount.model import Extracted, Text
from tools import fuzz

RAID = "At least 12 people were killed in Homs on Tuesday, a medic said."


def test_a_hundred_made_up_texts_keep_every_promise(capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz.main(["--seconds", "60", "--cases", "100"]) == 0
    assert "from seed 0: every promise was kept" in capsys.readouterr().out


def test_a_seed_makes_the_same_text_again() -> None:
    texts = [fuzz.made_up(random.Random(seed)) for seed in range(200)]
    assert texts == [fuzz.made_up(random.Random(seed)) for seed in range(200)]
    assert len(set(texts)) > 190


def test_made_up_texts_hold_claims_to_read() -> None:
    read = [fuzz.hold_to_promises(fuzz.made_up(random.Random(seed))) for seed in range(60)]
    assert sum(bool(reading.claims) for reading in read) > 5


def test_a_broken_promise_is_told_with_the_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def forgetful(texts: Iterable[Text]) -> Iterator[Extracted]:
        for read in extract(texts):
            yield replace(read, claims=tuple(replace(c, text="13 people") for c in read.claims))

    monkeypatch.setattr(fuzz, "extract", forgetful)
    monkeypatch.setattr(fuzz, "made_up", lambda chance: RAID)
    with pytest.raises(fuzz.Broken, match="don't stand where it says"):
        fuzz.main(["--cases", "3", "--seed", "7"])
    assert f"seed 7 breaks a promise: Broken: its words don't stand where it says they do\n{RAID!r}" in (
        capsys.readouterr().err
    )
