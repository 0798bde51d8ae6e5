"""JSON Lines: one report a line, whatever the lines around it are like."""

from __future__ import annotations

import io
import json
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import SkipReport
from recount.model import Failure, Received, Report
from recount.sources import Limits
from recount.sources.json_lines import DEEPEST, FIELDS, read_json_lines

WORDS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
ROW: dict[str, object] = {"id": "a", "text": "Two died."}


def read(*lines: str | bytes, limits: Limits | None = None) -> list[Report | Failure]:
    data = b"\n".join(line.encode("utf-8") if isinstance(line, str) else line for line in lines)
    return list(read_json_lines(io.BytesIO(data), Received(name="some.jsonl"), limits or Limits()))


def one(**fields: object) -> Report:
    (found,) = read(json.dumps({**ROW, **fields}))
    assert isinstance(found, Report), found
    return found


@given(
    text=WORDS.filter(str.strip), title=WORDS, extra=st.dictionaries(WORDS.filter(lambda w: w not in FIELDS), VALUES)
)
def test_what_is_given_is_kept_as_given(text: str, title: str, extra: dict[str, object]) -> None:
    for ascii_only in (True, False):
        line = json.dumps({**extra, **ROW, "text": text, "title": title}, ensure_ascii=ascii_only)
        (report,) = read(line)
        assert isinstance(report, Report)
        assert (report.text, report.title) == (text, title)
        assert json.loads(report.extra) == extra


def test_every_field_has_its_place() -> None:
    report = one(
        title="T", published="2016-10-14", outlet="Wire", url="https://wire.example/1", language="en",
        author="A. Nother", retrieved="2016-10-15T08:00:00Z", modified="2016-10-16T00:10:00+03:00", seen=True,
    )  # fmt: skip
    assert report == Report(
        given_id="a", text="Two died.", title="T", published=date(2016, 10, 14), outlet="Wire",
        url="https://wire.example/1", language="en", author="A. Nother", retrieved="2016-10-15T08:00:00Z",
        modified=date(2016, 10, 16), extra='{"seen": true}', part="line 1",
    )  # fmt: skip


def test_the_order_of_fields_changes_nothing() -> None:
    forth, back = {**ROW, "x": 1, "y": 2}, {"y": 2, "x": 1, **dict(reversed(ROW.items()))}
    assert read(json.dumps(forth)) == read(json.dumps(back))


@pytest.mark.parametrize(
    ("given_day", "day"),
    [
        ("2016-10-14", date(2016, 10, 14)),
        ("2016-10-14T23:30:00+03:00", date(2016, 10, 14)),
        ("2016-10-14 08:00", date(2016, 10, 14)),
        (" 2016-10-14 ", date(2016, 10, 14)),
        ("20161014", date(2016, 10, 14)),
        ("", None),
        (None, None),
    ],
)
def test_the_day_of_publication_is_the_day_that_is_written(given_day: str | None, day: date | None) -> None:
    assert one(published=given_day).published == day


@pytest.mark.parametrize("given_day", ["14.10.2016", "2016-13-01", "2016-10-14x", "yesterday", "2016", "٢٠١٦-١٠-١٤"])
@pytest.mark.parametrize("name", ["published", "modified"])
def test_what_is_no_day_is_refused_and_never_guessed(given_day: str, name: str) -> None:
    (failure,) = read(json.dumps({**ROW, name: given_day}))
    assert isinstance(failure, Failure)
    assert f"has a `{name}` that is no date" in failure.error


def test_day_and_outlet_of_the_call_go_only_where_there_is_none() -> None:
    limits = Limits(published=date(2016, 10, 20), outlet="Given")
    bare, full = read(
        json.dumps(ROW), json.dumps({**ROW, "published": "2016-10-14", "outlet": ""}), limits=limits
    )  # fmt: skip
    assert isinstance(bare, Report)
    assert isinstance(full, Report)
    assert (bare.published, bare.outlet) == (date(2016, 10, 20), "Given")
    assert (full.published, full.outlet) == (date(2016, 10, 14), "")


@pytest.mark.parametrize(
    ("given_id", "kept"), [("a b", "a b"), (" a ", " a "), (7, "7"), (-1, "-1"), ("x" * 200, "x" * 200)]
)
def test_an_id_is_a_text_or_a_whole_number(given_id: object, kept: str) -> None:
    assert one(id=given_id).given_id == kept


@pytest.mark.parametrize("given_id", [None, "", " ", True, 1.5, [], {}, "x" * 201])
def test_anything_else_is_no_id(given_id: object) -> None:
    (failure,) = read(json.dumps({**ROW, "id": given_id}))
    assert isinstance(failure, Failure)
    assert "`id`" in failure.error


def test_a_bad_line_is_named_by_its_number_and_the_others_are_read() -> None:
    found = read(json.dumps(ROW), "", "{", b"\xff\xfe{}", json.dumps({**ROW, "id": "b"}))
    assert [getattr(one, "given_id", None) or getattr(one, "report", None) for one in found] == [
        "a", "some.jsonl:3", "some.jsonl:4", "b",
    ]  # fmt: skip


def test_line_ends_of_either_kind_and_a_byte_order_mark_are_no_part_of_a_line() -> None:
    found = read(b"\xef\xbb\xbf" + json.dumps(ROW).encode() + b"\r", json.dumps({**ROW, "id": "b"}))
    assert [one.given_id for one in found if isinstance(one, Report)] == ["a", "b"]


def test_a_long_line_is_passed_by_and_the_next_one_read() -> None:
    long = json.dumps({**ROW, "text": "b" * 5000})
    found = read(json.dumps(ROW), long, json.dumps({**ROW, "id": "c"}), limits=Limits(max_bytes=1000))
    assert [type(one) for one in found] == [Report, Failure, Report]
    assert read(long, limits=Limits(max_bytes=1000))[0] == Failure(
        report="some.jsonl:1",
        stage="sources",
        error="is larger than 0.001 MB: split it into reports, or raise RECOUNT_MAX_REPORT_MB",
    )


@pytest.mark.parametrize(
    "line",
    [
        '"' * 2_000_000, '"\\' * 1_000_000, "[" * 2_000_000, "{" * 2_000_000, '[{"' * 600_000, '"[' * 1_000_000,
        '{"a":' * 400_000, '"' + "[" * 2_000_000 + '"',
    ],
)  # fmt: skip
def test_no_line_takes_longer_than_its_length_allows(line: str) -> None:
    start = time.process_time()
    (failure,) = read(f'{{"id": 1, "x": {line}')
    assert isinstance(failure, Failure)
    assert time.process_time() - start < 5


def test_brackets_inside_of_strings_are_no_nesting() -> None:
    assert isinstance(one(note="[" * 10_000, other='\\"' + "{" * 10_000), Report)


@pytest.mark.parametrize(("levels", "fits"), [(DEEPEST - 1, True), (DEEPEST, False)])
def test_nesting_has_a_limit(levels: int, fits: bool) -> None:
    (found,) = read('{"id": 1, "text": "b", "x": ' + "[" * levels + "]" * levels + "}")
    assert isinstance(found, Report) == fits


@given(st.binary())
def test_any_bytes_give_reports_and_failures_and_nothing_else(data: bytes) -> None:
    try:
        found = read(data)
    except SkipReport as refused:
        found = [Failure(report="", stage="", error=str(refused))]
    assert found
    assert all("\n" not in one.error for one in found if isinstance(one, Failure))
