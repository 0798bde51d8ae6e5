"""Reports in another language: refused as such, since what would be read in them were chance."""

from __future__ import annotations

from recount.model import Extracted, Refusal, Text


def in_another_language(text: Text) -> Extracted:
    """Nothing read, and the refusal that says why."""
    named = "" if text.other_language == "und" else f" (it seems to be “{text.other_language}”)"
    sentence = f"The report is not in English{named}, which is all that is read so far: nothing was read in it."
    refusal = Refusal(kind="other_language", sentence=sentence)
    return Extracted(text=text, claims=(), statements=(), refusals=(refusal,))
