"""Tables of reports: which column is what, days, and rows that can't be read."""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import UsageError
from recount.model import Received, Report
from recount.sources import Limits, parse_columns
from recount.sources.readers import READERS
from recount.sources.tables.days import day_comes_first, day_in
from tests.sources.reading import errors_in, notes_in, reports_in


def days(table: str, name: str = "t.csv") -> list[date | None]:
    return [report.published for report in reports_in(table.encode(), name)]


def test_a_row_is_a_report_with_what_each_column_says_of_it() -> None:
    table = 'Headline,Body,Date,Publisher,URL,Region\nShells,"Five killed, in Homs",2016-10-14,The Paper,https://x.example/1,North\n'
    (found,) = reports_in(table.encode(), "dir/t.csv")
    assert (found.given_id, found.title, found.text) == ("t-2", "Shells", "Five killed, in Homs")
    assert (found.published, found.outlet, found.url, found.part) == (
        date(2016, 10, 14),
        "The Paper",
        "https://x.example/1",
        "row 2",
    )
    assert json.loads(found.extra) == {"Region": "North"}
    assert ("published", "2016-10-14", 'column "Date"') in {(s.field, s.value, s.origin) for s in found.said}


def test_what_was_guessed_is_told() -> None:
    assert notes_in(b"Body,Date\nFive killed.,2016-10-14\n", "t.csv") == ["text from 'Body', published from 'Date'"]


def test_what_the_user_names_outranks_what_names_tell() -> None:
    table = b"text,notes,date,seen\nshort,Five killed.,2016-10-01,2016-10-14\n"
    named = Limits(columns=parse_columns("text=Notes, published=SEEN"))
    (found,) = reports_in(table, "t.csv", named)
    assert (found.text, found.published) == ("Five killed.", date(2016, 10, 14))


@pytest.mark.parametrize("words", ["text", "text=", "=Body", "body=Text", "text=Body;date=x=", "killed=N"])
def test_columns_that_are_named_wrongly_are_refused(words: str) -> None:
    if words == "text=Body;date=x=":
        assert parse_columns(words) == {"text": "Body;date=x="}  # a name may hold anything but a comma
        return
    with pytest.raises(UsageError, match="write FIELD=COLUMN"):
        parse_columns(words)


def test_a_column_that_is_not_there_and_a_table_without_text_are_told_with_the_columns_there_are() -> None:
    named = Limits(columns={"text": "Story"})
    assert errors_in(b"Body,Date\nx,y\n", "t.csv", named) == [
        "t.csv: has no column 'Story': its columns are 'Body', 'Date'"
    ]
    assert "('Town', 'Killed'): name it, as in --columns" in errors_in(b"Town,Killed\nOssen,4\n", "t.csv")[0]


@pytest.mark.parametrize(
    "table",
    [
        "text,title\nFive killed.,T\n",
        "text;title\nFive killed.;T\n",
        "text\ttitle\nFive killed.\tT\n",
        "text|title\r\nFive killed.|T\r\n",
        "\ufefftext,title\nFive killed.,T",
        '"text","title"\n"Five killed.","T"\n',
        "sep=;\ntext;title\nFive killed.;T\n",
        "All reports of the year\n\ntext;title\nFive killed.;T\n",
        "النص,العنوان\nFive killed.,T\n",
        "TEXT , Title\nFive killed.,T\n",
    ],
)
def test_marks_between_cells_marks_of_encodings_and_lines_above_the_header(table: str) -> None:
    assert [(r.text, r.title) for r in reports_in(table.encode(), "t.csv")] == [("Five killed.", "T")]


def test_cells_hold_line_breaks_marks_and_quotations() -> None:
    table = 'text,id\n"Five ""brave"" people,\nkilled; they said.\n\nMore.",7\nSix.,8\n'
    assert [(r.text, r.given_id, r.part) for r in reports_in(table.encode(), "t.csv")] == [
        ('Five "brave" people,\nkilled; they said.\n\nMore.', "7", "row 2"),
        ("Six.", "8", "row 3"),
    ]


def test_a_cell_that_a_spreadsheet_would_run_is_text() -> None:
    assert reports_in(b"text\n=cmd|' /C calc'!A0\n", "t.csv")[0].text == "=cmd|' /C calc'!A0"


def test_a_row_without_text_is_told_and_empty_rows_are_not() -> None:
    table = b"text,title\n,Only a title\n\n,\nFive killed.,T\n"
    assert errors_in(table, "t.csv") == ["t.csv:row 2: has no text: there is nothing to read"]
    assert [r.part for r in reports_in(table, "t.csv")] == ["row 5"]


def test_rows_before_a_quotation_mark_that_is_never_closed_are_read_and_the_rest_is_told() -> None:
    table = 'text,id\nFive killed.,1\n"Six killed.,2\nSeven killed.,3\n'
    assert [r.given_id for r in reports_in(table.encode(), "t.csv")] == ["1"]
    assert errors_in(table.encode(), "t.csv") == [
        "t.csv: is no table from line 3 on (a quotation mark is opened and never closed): mend it, or save it anew"
    ]


@pytest.mark.parametrize(
    "table", ["text,id\nHe is 6' 2\" tall.,1\n", 'text,id\n"He said ""no"""  ,1\n', 'text,id\na"b,1\nc"d,2\n']
)
def test_odd_quotation_marks_within_a_cell_are_no_damage(table: str) -> None:
    assert errors_in(table.encode(), "t.csv") == []


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b" \n \n", "is empty"),
        ("text\nقتل".encode("windows-1256"), "is not UTF-8"),
        ("text\nx".encode("utf-16"), "is encoded as UTF-16"),
        (b"text\n" + b"a" * 70_000 + b"\nfin\xe9\n", "is not UTF-8 throughout"),
        (b"text\n" + b"a" * 11_000_000 + b"\n", "is no table from line 2 on (field larger than field limit"),
    ],
)
def test_a_table_that_cannot_be_read_is_told(data: bytes, told: str) -> None:
    (error,) = errors_in(data, "t.csv")
    assert error.startswith(f"t.csv: {told}")


@pytest.mark.parametrize(
    ("values", "first"),
    [
        (["01/02/2016", "14/10/2016"], True),
        (["01/02/2016", "10/14/2016"], False),
        (["01/02/2016", "03/03/2016"], None),
        (["14/10/2016", "10/14/2016"], None),
        (["2016-10-14", "", "soon"], None),
        (["14/14/2016", "01/02/2016"], None),
    ],
)
def test_the_order_of_day_and_month_is_told_by_the_column_alone(values: list[str], first: bool | None) -> None:
    assert day_comes_first(values) is first


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.booleans())
def test_a_day_is_the_one_that_was_written_or_none(day: date, day_first: bool) -> None:
    written = f"{day:%d/%m/%Y}" if day_first else f"{day:%m/%d/%Y}"
    assert day_in(written, day_first=day_first) == day
    assert day_in(written, day_first=None) in {day if day.day == day.month else None}


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("14.10.2016", date(2016, 10, 14)),
        ("14 October 2016", date(2016, 10, 14)),
        ("Oct 14, 2016", date(2016, 10, 14)),
        ("2016-10-14T22:00:00Z", date(2016, 10, 14)),
        ("20161014", date(2016, 10, 14)),
        ("42657", None),
        ("14/10/16", None),
        ("32.10.2016", None),
        ("soon", None),
        ("", None),
    ],
)
def test_other_forms_of_days(value: str, day: date | None) -> None:
    assert day_in(value, day_first=None) == day


def test_days_that_cannot_be_told_are_left_out_and_counted() -> None:
    table = "text,date\nFive.,01/02/2016\nSix.,02/03/2016\nSeven.,2016-10-14\n"
    assert days(table) == [None, None, date(2016, 10, 14)]
    assert notes_in(table.encode(), "t.csv")[1].startswith("2 dates that can't be read")


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_s_cells_are_read_as_what_they_are() -> None:
    rows: list[list[object]] = [
        ["Text", "Date", "Id", "N"],
        ["Five killed.", datetime(2016, 10, 14, 22, 0), 7, 3.5],  # noqa: DTZ001 - cells have no zone
        ["Six killed.", 42657, 8.0, True],
        ["Seven killed.", "14/10/2016", "x", None],
    ]
    found = reports_in(workbook(("Reports", rows)), "t.xlsx")
    assert [r.published for r in found] == [date(2016, 10, 14)] * 3
    assert [r.given_id for r in found] == ["7", "8", "x"]
    assert [json.loads(r.extra) for r in found] == [{"N": "3.5"}, {"N": "True"}, {}]


def test_each_sheet_with_text_is_read_and_others_are_told() -> None:
    data = workbook(
        ("May", [["Text"], ["Five killed."]]), ("June", [["Text"], ["Six killed."]]), ("Key", [["Code"], ["A"]])
    )
    assert [(r.given_id, r.part) for r in reports_in(data, "t.xlsx")] == [
        ("t-May2", "sheet 'May', row 2"),
        ("t-June2", "sheet 'June', row 2"),
    ]
    assert notes_in(data, "t.xlsx")[-1].startswith("sheet 'Key' was passed over: it has no column")


def rewritten(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            after.writestr(info.filename, content if info.filename == name else before.read(info))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
BOOK = workbook(("A", [["Text"], ["Five killed."]]))
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet(rows: str) -> bytes:
    return f"<worksheet {NAMESPACE}><sheetData>{rows}</sheetData></worksheet>".encode()


def row(number: int, words: str, formula: str = "") -> str:
    cell = f"<f>{formula}</f><v>{words}</v>" if formula else f"<v>{words}</v>"
    return f'<row r="{number}"><c r="A{number}" t="str">{cell}</c></row>'


def test_a_formula_gives_its_last_value() -> None:
    data = rewritten(BOOK, SHEET, sheet(row(1, "Text") + row(2, "Five killed.", "A1&amp;A2")))
    assert [r.text for r in reports_in(data, "t.xlsx")] == ["Five killed."]


def test_a_row_that_says_it_is_the_last_of_billions_does_not_count_up_to_it() -> None:
    data = rewritten(BOOK, SHEET, sheet(row(1, "Text") + row(2, "Five killed.") + row(9_999_999_999, "Six killed.")))
    assert [r.text for r in reports_in(data, "t.xlsx")] == ["Five killed."]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\xd0\xcf\x11\xe0" + b"x" * 1000, "is encrypted, or of the kind before 2007"),
        (BOOK[:-50], "is cut off or damaged"),
        (rewritten(BOOK, "xl/workbook.xml", b"<a"), "is no XLSX workbook that can be read"),
        (rewritten(BOOK, SHEET, b"<worksheet><sheetData><row"), "is no XLSX workbook that can be read"),
        (rewritten(BOOK, "xl/styles.xml", b" " * 210_000_000), "is larger than"),
        (workbook(("A", [])), "is empty"),
        (workbook(("A", [["Town"], ["Ossen"]])), "has no column that can be told"),
    ],
)
def test_a_workbook_that_cannot_be_read_is_told(data: bytes, told: str) -> None:
    (error,) = errors_in(data, "t.xlsx")
    assert error.startswith(f"t.xlsx: {told}")


def test_rows_before_damage_in_a_sheet_are_read_and_the_rest_is_told() -> None:
    rows = "".join(row(n, "Five killed.") for n in range(2, 5000))
    whole = sheet(row(1, "Text") + rows).replace(b"<sheetData>", b'<dimension ref="A1:A5000"/><sheetData>')
    data = rewritten(BOOK, SHEET, whole.replace(b"</sheetData>", b"<row r='5000'><c"))
    assert len(reports_in(data, "t.xlsx")) > 3000
    assert "is no XLSX workbook" in errors_in(data, "t.xlsx")[0]


@pytest.mark.parametrize("kind", [".csv", ".xlsx"])
def test_the_memory_that_a_table_takes_is_flat(kind: str) -> None:
    assert peak_of(kind, table_of(kind, 8_000)) < peak_of(kind, table_of(kind, 2_000)) + 1_000_000


def table_of(kind: str, rows: int) -> bytes:
    if kind == ".csv":
        return b"text,date\n" + b"Five people were killed in the town that day.,2016-10-14\n" * rows
    told = "".join(row(n + 2, "Five people were killed in the town that day.") for n in range(rows))
    whole = sheet(row(1, "Text") + told).replace(
        b"<sheetData>", f'<dimension ref="A1:A{rows + 1}"/><sheetData>'.encode()
    )
    return rewritten(BOOK, SHEET, whole)


def peak_of(kind: str, data: bytes) -> int:
    stream = io.BytesIO(data)
    tracemalloc.start()
    count = sum(isinstance(found, Report) for found in READERS.get(kind)(stream, Received(name="t"), Limits()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count >= 2_000
    return peak
