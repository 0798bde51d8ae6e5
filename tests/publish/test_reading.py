from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from recount.model import Mention, Person, Reading, Refusal, Report, Span
from recount.publish import reading_line
from tests.publish.sample import (
    ACTIVIST,
    DENIAL,
    FIRST_DAY,
    LEDGER,
    NINE,
    RUSSIA,
    SECOND_DAY,
    SYRIA,
    TALKS,
    TOTAL,
    VICTIM,
)

CODES = {"meeting": ("CONSULT", "multilateral"), "denial": (None, None)}


def reading(*, report: Report = LEDGER) -> Reading:
    total = TOTAL.grounded
    first = replace(FIRST_DAY.grounded, claim=replace(FIRST_DAY.grounded.claim, part_of=total.claim.id))
    second = replace(SECOND_DAY.grounded, claim=replace(SECOND_DAY.grounded.claim, rivals=TALKS.grounded.statement.id))  # type: ignore[arg-type]
    return Reading(
        report_id=report.id,
        claims=(total, first, second),
        statements=(DENIAL.grounded, TALKS.grounded),
    )


def line(report: Report = LEDGER, read: Reading | None = None, **options: Any) -> dict[str, Any]:  # noqa: ANN401
    text = reading_line(report, read or reading(), codes=CODES, **options)
    assert "\n" not in text
    told = json.loads(text)
    assert isinstance(told, dict)
    return told


def test_the_line_names_the_report_by_its_given_id() -> None:
    told = line()
    assert list(told) == ["id", "report", "published", "outlet", "title", "url", "claims", "statements"]
    assert (told["id"], told["report"], told["published"]) == ("ledger-3", LEDGER.id, "2016-10-14")


def test_a_claim_has_the_fields_of_the_gold() -> None:
    claim = line()["claims"][0]
    assert list(claim) == [
        *("id", "start", "end", "text", "context", "value", "value_max", "bound", "low", "high", "harm", "victims"),
        *("who", "when", "when_text", "where", "means", "by", "source", "via", "scope", "part_of", "repeat_of"),
        *("rivals", "modality", "background", "persons", "confidence", "reasons"),
    ]
    assert claim["value"] == 160
    assert (claim["low"], claim["high"], claim["bound"]) == (160, None, "at_least")
    assert claim["when"] == {"start": "2016-10-11", "end": "2016-10-13"}
    assert claim["source"] == ACTIVIST.name
    assert claim["reasons"] == ["Subject of a verb of dying."]


def test_offsets_slice_back_to_the_text() -> None:
    told = line()
    for one in (*told["claims"], *told["statements"]):
        assert LEDGER.canonical[one["start"] : one["end"]] == one["text"]
        assert one["text"] in one["context"]
        assert one["context"] in LEDGER.canonical


def test_links_between_claims_are_indices_into_this_line() -> None:
    claims = line()["claims"]
    assert [claim["part_of"] for claim in claims] == [None, 0, None]
    assert claims[2]["rivals"] is None


def test_actors_are_names() -> None:
    assert line()["claims"][1]["by"] == [RUSSIA.name, SYRIA.name]


def test_words_stand_where_nothing_was_resolved() -> None:
    mention = Mention(span=Span(start=0, end=1), words="the east")
    claim = replace(TOTAL.grounded.claim, where=(mention,), by=(mention,), source=mention, when=mention)
    bare = replace(TOTAL.grounded, claim=claim, where=None, by=(), source=None, when=None, quantity=None)
    told = line(read=replace(reading(), claims=(bare,)))["claims"][0]
    assert (told["where"], told["by"], told["source"]) == (["the east"], ["the east"], "the east")
    assert (told["when"], told["when_text"], told["low"]) == (None, "the east", None)


def test_persons_and_refusals_are_told() -> None:
    person = Person(name=VICTIM, span=Span(start=3, end=9), age=9, sex="male")
    claim = replace(TOTAL.grounded.claim, persons=(person,))
    refusal = Refusal(kind="no_day", sentence="No day is named.")
    grounded = replace(TOTAL.grounded, claim=claim, refusals=(refusal,))
    told = line(read=replace(reading(), claims=(grounded,)))["claims"][0]
    assert told["persons"] == [{"name": VICTIM, "age": 9, "sex": "male", "start": 3, "end": 9}]
    assert told["reasons"][-1] == "No day is named."


def test_two_equal_sources_are_joined() -> None:
    grounded = replace(TOTAL.grounded, others=(RUSSIA,))
    assert line(read=replace(reading(), claims=(grounded,)))["claims"][0]["source"] == f"{ACTIVIST.name}; Russia"


def test_a_statement_has_its_codes_and_its_plan() -> None:
    denial, talks = line()["statements"]
    assert (talks["plover"], talks["mode"], talks["modality"]) == ("CONSULT", "multilateral", "planned")
    assert talks["when"] == {"start": "2016-10-15", "end": "2016-10-15"}
    assert talks["where"] == ["Lausanne", "Switzerland"]
    assert (denial["plover"], denial["mode"]) == (None, None)
    assert list(talks) == [
        *("start", "end", "text", "context", "kind", "plover", "mode", "who", "what", "when", "where", "means"),
        *("infrastructure", "by", "source", "via", "modality", "new", "reasons"),
    ]


def test_the_day_is_the_readings_else_as_told_else_the_metadatas() -> None:
    read = reading()
    assert line(read=replace(read, published=date(2016, 10, 13)))["published"] == "2016-10-13"
    assert line(published=date(2016, 10, 12))["published"] == "2016-10-12"
    empty = Reading(report_id=NINE.id, claims=(), statements=())
    assert line(NINE, empty)["published"] is None


def test_fields_that_nobody_interprets_are_kept() -> None:
    report = replace(LEDGER, extra='{"note": "kept", "n": 1}')
    assert line(report)["extra"] == {"note": "kept", "n": 1}


def test_any_script_is_written_as_it_is() -> None:
    report = replace(LEDGER, title="حلب \ud800")
    text = reading_line(report, Reading(report_id=report.id, claims=(), statements=()))
    assert "حلب" in text
    assert json.loads(text.encode("utf-8"))["title"] == report.title
