"""Extractors: who reads the claims out of a text. Built-ins and plug-ins come in by the same door.

An extractor is any callable that takes prepared texts and gives, for each in order, the claims and statements it read.
Whatever it is, what it gives is checked here against the report before anything else sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from recount.errors import SkipReport
from recount.model import Claim, Extracted, Reason, Statement, Text
from recount.registry import Registry

if TYPE_CHECKING:  # the help of a command lists the extractors and reads no settings
    from recount.config import Settings

RULES = "rules"
"""The extractor in use unless another is chosen."""


class Extractor(Protocol):
    """Reads claims and statements out of texts."""

    def __call__(self, texts: Iterable[Text], /) -> Iterator[Extracted]:
        """What was read in each text, in order. Lazy: one text is taken, one reading given.

        Raises:
            SkipReport: this report can't be read; the run goes on with the next.
            RecountError: no other report could be read either.
        """
        ...


Maker = Callable[["Settings"], Extractor]
"""Makes an extractor from the settings; raises `SettingsError` where they don't hold what it needs."""

EXTRACTORS: Registry[Maker] = Registry(
    "extractor",
    group="recount.extractors",
    builtin={RULES: "recount.claims:by_rules", "llm": "recount.claims.llm:by_llm"},
)
"""Name → what makes the extractor."""


def open_extractor(name: str, settings: Settings) -> Extractor:
    """The extractor of that name, its readings checked, each claim with a reason that says who read it.

    Claims of the rules carry no such reason: theirs say which rule.

    Raises:
        UsageError: no such extractor.
        SettingsError: it needs a setting that is missing or wrong.
    """
    made = EXTRACTORS.get(name)(settings)
    return made if name == RULES else _Checked(name, made)


class _Checked:
    """An extractor whose every reading is looked over."""

    def __init__(self, name: str, made: Extractor) -> None:
        self.name = name
        self.made = made

    def __call__(self, texts: Iterable[Text], /) -> Iterator[Extracted]:
        for text in texts:
            extracted = next(self.made([text]), None)
            wrong = "it gave nothing" if extracted is None else next(faults(text, extracted), None)
            if extracted is None or wrong is not None:
                raise SkipReport(
                    f"the extractor {self.name!r} broke its word ({wrong}): nothing of this report was kept; choose"
                    " another extractor, or tell whoever made it"
                )
            yield replace(extracted, claims=tuple(self._signed(c) for c in extracted.claims))

    def _signed(self, claim: Claim) -> Claim:
        reason = Reason(rule="extractor", sentence=f"Read by the extractor “{self.name}”.")
        return replace(claim, reasons=(reason, *claim.reasons))


def faults(text: Text, extracted: Extracted) -> Iterator[str]:
    """What is wrong with a reading of the text: each thing that an extractor promises and this one did not keep."""
    if extracted.text is not text:
        yield "it gave back another text"
    ids = [c.id for c in extracted.claims]
    if len(set(ids)) < len(ids):
        yield "two claims have one identifier"
    known = set(ids)
    for claim in extracted.claims:
        if claim.report != text.report.id:
            yield "a claim is of another report"
        for other in (claim.part_of, claim.repeat_of, claim.rivals):
            if other is not None and (other not in known or other == claim.id):
                yield "a claim points at none of the report's claims"
    both: tuple[Claim | Statement, ...] = (*extracted.claims, *extracted.statements)
    for said in both:
        yield from _misplaced(text, said)


def _misplaced(text: Text, said: Claim | Statement) -> Iterator[str]:
    if said.span.of(text.canonical) != said.text or not said.text.strip():
        yield "its words don't stand where it says they do"
    if not said.context.holds(said.span) or said.context.end > len(text.canonical):
        yield "its sentence does not hold its words"
