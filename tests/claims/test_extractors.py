"""Extractors: chosen by name, plugged in by other distributions, and held to what they promise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib import metadata

import pytest

from recount.claims import EXTRACTORS, Extractor, extract, open_extractor
from recount.claims import extractors as room
from recount.config import Settings
from recount.errors import SettingsError, SkipReport, UsageError
from recount.model import ClaimId, Extracted, ReportId, Span, Text
from recount.registry import Registry
from tests.claims.reading import text_of

BODY = "A shell killed 12 people in Tolna on Monday. Four of the dead were children, officials said."
Change = Callable[[Extracted], Extracted]


def made_of(change: Change) -> Callable[[Settings], Extractor]:
    """What makes an extractor that reads as the rules do, and then changes what it read."""

    def make(settings: Settings) -> Extractor:
        def read(texts: Iterable[Text], /) -> Iterator[Extracted]:
            for text in texts:
                yield from map(change, extract([text]))

        return read

    return make


def plugged(settings: Settings) -> Extractor:
    """The plug-in of the tests."""
    return made_of(lambda read: read)(settings)


@pytest.fixture
def plug(monkeypatch: pytest.MonkeyPatch) -> Callable[[Change], Extractor]:
    """Adds an extractor of that change by the name of "mine" and opens it."""

    def add(change: Change) -> Extractor:
        monkeypatch.setitem(EXTRACTORS._known, "mine", made_of(change))
        return open_extractor("mine", Settings())

    return add


def test_the_rules_are_one_extractor_among_others() -> None:
    assert EXTRACTORS.names() == ["llm", "rules"]
    assert open_extractor("rules", Settings()) is extract
    with pytest.raises(UsageError, match="unknown extractor 'magic': choose one of llm, rules"):
        open_extractor("magic", Settings())


def test_a_distribution_adds_one_by_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    point = metadata.EntryPoint("mine", "tests.claims.test_extractors:plugged", "recount.extractors")
    monkeypatch.setattr("recount.registry.entry_points", lambda group: [point] if group == "recount.extractors" else [])
    known = Registry("extractor", group="recount.extractors", builtin=dict(EXTRACTORS._known))
    monkeypatch.setattr(room, "EXTRACTORS", known)
    mine = open_extractor("mine", Settings())
    text = text_of(BODY)
    (ours,), (theirs,) = list(extract([text])), list(mine([text]))
    assert [c.text for c in theirs.claims] == [c.text for c in ours.claims] != []


def test_each_claim_says_who_read_it_unless_the_rules_did(plug: Callable[[Change], Extractor]) -> None:
    text = text_of(BODY)
    (read,) = plug(lambda read: read)([text])
    assert {c.reasons[0].sentence for c in read.claims} == {"Read by the extractor “mine”."}
    assert [c.reasons[1:] for c in read.claims] == [c.reasons for c in next(extract([text])).claims]
    assert all(reason.rule != "extractor" for c in next(extract([text])).claims for reason in c.reasons)


def claims_as(**given: object) -> Change:
    """Changes the first claim."""
    return lambda read: replace(read, claims=(replace(read.claims[0], **given), *read.claims[1:]))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (claims_as(text="13 people"), "its words don't stand where it says"),
        (claims_as(span=Span(start=0, end=9)), "its words don't stand where it says"),
        (claims_as(text="", span=Span(start=5, end=5)), "its words don't stand where it says"),
        (claims_as(context=Span(start=0, end=4)), "its sentence does not hold its words"),
        (claims_as(context=Span(start=0, end=10_000)), "its sentence does not hold its words"),
        (claims_as(report=ReportId("report:0")), "of another report"),
        (claims_as(repeat_of=ClaimId("claim:0")), "points at none of the report's claims"),
        (lambda read: replace(read, claims=read.claims[:1] * 2), "two claims have one identifier"),
        (lambda read: replace(read, text=text_of("Other words.")), "gave back another text"),
    ],
)
def test_an_extractor_that_breaks_its_word_loses_the_report(
    plug: Callable[[Change], Extractor], change: Change, told: str
) -> None:
    with pytest.raises(SkipReport, match=f"the extractor 'mine' broke its word .*{told}.*nothing of this report"):
        list(plug(change)([text_of(BODY)]))


def test_an_extractor_that_gives_nothing_loses_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(EXTRACTORS._known, "mine", lambda settings: lambda texts: iter(()))
    with pytest.raises(SkipReport, match="it gave nothing"):
        list(open_extractor("mine", Settings())([text_of(BODY)]))


def test_what_the_rules_read_keeps_the_promise() -> None:
    text = text_of(BODY)
    assert list(room.faults(text, next(extract([text])))) == []


def test_the_model_is_not_asked_for_before_it_is_configured() -> None:
    with pytest.raises(SettingsError, match="RECOUNT_LLM_URL"):
        open_extractor("llm", Settings())
