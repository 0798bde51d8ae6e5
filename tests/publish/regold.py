"""Writes the golden files of publish anew: ``python -m tests.publish.regold``. Never run by the tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from recount.model import Profile
from recount.publish import BRIEFS, EXPORTERS, printer_of, redact, write
from tests.publish.sample import sample_release

FOLDER = Path(__file__).parent / "golden"


def golden_names() -> list[str]:
    """File names: what is written, and in which form."""
    exports = [f"{what}.{form}" for what in ("claims", "incidents") for form in EXPORTERS]
    # What is printed of a text is not the same to the byte on two machines: their fonts differ.
    return [*exports, *(f"brief.{form}" for form in BRIEFS if printer_of(form, "brief") is None)]


def made(name: str) -> str:
    """What the file of that name should hold: the public version of the sample."""
    what, form = name.split(".")
    return "".join(_pieces(what, form))


def _pieces(what: str, form: str) -> Iterator[str]:
    return write(redact(sample_release(), Profile.PUBLIC), form=form, what=what)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in golden_names():
        (FOLDER / each).write_text(made(each), encoding="utf-8", newline="")
