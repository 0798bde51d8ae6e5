"""PDF documents made by hand: their text in order, and those that can't be read."""

from __future__ import annotations

import pytest

from recount.sources.documents.columns import find_gutter
from recount.sources.documents.flowing import flowing, without_running_lines
from tests.sources.documents.pdfs import Line, arabic_pdf, mixed_pdf, packed_pdf, page_of, pdf, scanned_pdf
from tests.sources.reading import errors_in, notes_in, report_in

STORY = [
    "Eleven people were killed on Monday when a bomb fell on the railway sta-",
    "tion of Ollen, the stationmaster said. Two trains stood at the platform when",
    "it came down.",
    "Nobody knows who dropped it. The army says that it had no aircraft in the",
    "air that day; the rebels have none.",
    "Casualties",
    "Killed 11",
    "Injured 40",
]


def test_lines_are_put_together_to_paragraphs_and_cut_words_are_whole() -> None:
    assert report_in(pdf([page_of(STORY)]), "ollen.pdf").text.split("\n\n") == [
        "Eleven people were killed on Monday when a bomb fell on the railway station of Ollen, the stationmaster said. "
        "Two trains stood at the platform when it came down.",
        "Nobody knows who dropped it. The army says that it had no aircraft in the air that day; the rebels have none.",
        "Casualties",
        "Killed 11",
        "Injured 40",
    ]


def test_what_the_document_says_of_itself_is_kept_and_its_making_is_no_publication() -> None:
    info = {"Title": "Bomb on Ollen", "Author": "R. Vane", "CreationDate": "D:20140102030405+01'00'"}
    found = report_in(pdf([page_of(STORY)], info=info), "ollen.pdf")
    assert (found.given_id, found.title, found.author, found.published) == ("ollen", "Bomb on Ollen", "R. Vane", None)
    assert {(s.field, s.value) for s in found.said} >= {("published", "2014-01-02"), ("title", "Bomb on Ollen")}


@pytest.mark.parametrize("title", ["untitled", "Document1", "Microsoft Word"])
def test_a_title_that_is_the_program_s_is_none(title: str) -> None:
    assert report_in(pdf([page_of(STORY)], info={"Title": title}), "x.pdf").title == ""


LEFT = [Line(60, 760 - 14 * n, f"Left line number {n} tells of the shelling of") for n in range(10)]
RIGHT = [Line(320, 760 - 14 * n, f"Right line number {n} tells of the dead of the") for n in range(10)]
ACROSS = [Line(60, 790, "A heading that runs across both columns of the page")]


@pytest.mark.parametrize(
    "lines",
    [
        [*ACROSS, *LEFT, *RIGHT],
        [*ACROSS, *(line for pair in zip(LEFT, RIGHT, strict=True) for line in pair)],
    ],
    ids=["column by column", "line by line"],
)
def test_two_columns_are_read_one_after_the_other_however_the_file_has_them(lines: list[Line]) -> None:
    text = " ".join(report_in(pdf([lines]), "x.pdf").text.split())
    expected = [line.words for line in (*ACROSS, *LEFT, *RIGHT)]
    assert [text.index(words) for words in expected] == sorted(text.index(words) for words in expected)


def test_a_table_of_two_columns_is_no_page_of_two_columns() -> None:
    rows = [(60.0, 700.0 - 14 * n, 120.0, 710.0 - 14 * n) for n in range(3)]
    figures = [(400.0, b, 440.0, t) for _, b, _, t in rows]
    mixed = [box for pair in zip(rows, figures, strict=True) for box in pair]
    assert find_gutter(mixed, width=595) is None


def test_arabic_is_read_in_its_own_order() -> None:
    lines = ["قُتل ثلاثة أشخاص في قصف على حلب يوم الثلاثاء", "بحسب ناشطين محليين عددهم 12 شخصا."]
    assert " ".join(report_in(arabic_pdf(lines), "x.pdf").text.split()) == " ".join(lines)


def page_number(n: int) -> list[str]:
    return [
        "Bureau of Enquiry, report",
        *(f"{n}{n} people died in town {c} of the district in {c}." for c in "abcd"),
        f"Page {n}",
    ]


def test_lines_on_three_pages_or_more_are_headers_and_footers() -> None:
    text = report_in(pdf([page_of(page_number(n)) for n in (1, 2, 3)]), "x.pdf").text
    assert "Bureau" not in text
    assert "Page" not in text
    assert text.count("people died") == 12


def test_lines_on_two_pages_stay() -> None:
    text = report_in(pdf([page_of(page_number(n)) for n in (1, 2)]), "x.pdf").text
    assert text.count("Bureau of Enquiry") == 2
    assert "Page 1" in text


def test_lines_that_differ_only_in_their_figures_stay_but_for_page_numbers() -> None:
    pages = [[f"Killed this week: {n}", f"{at} of 4"] for at, n in enumerate((7, 3, 9, 5), start=1)]
    assert without_running_lines(pages) == [[f"Killed this week: {n}"] for n in (7, 3, 9, 5)]


def test_a_line_that_is_repeated_in_the_middle_of_pages_stays() -> None:
    pages = [["a", "b", "c", "Two dead", "d", "e", "f"], ["g", "h", "i", "Two dead", "j", "k", "l"]] * 2
    assert sum("Two dead" in page for page in without_running_lines(pages)) == 4


@pytest.mark.parametrize(
    ("pages", "paragraphs"),
    [
        (["Five were killed when the\nroof", "fell in."], ["Five were killed when the roof fell in."]),
        (["Five were killed.", "the roof fell in."], ["Five were killed.", "the roof fell in."]),
        (["Killed 11\nInjured 40\nMissing 2"], ["Killed 11", "Injured 40", "Missing 2"]),
        (
            ["• Five killed in the western part\n• Six injured in the eastern part"],
            ["• Five killed in the western part", "• Six injured in the eastern part"],
        ),
        (["The well-\nknown mayor of the town was killed"], ["The wellknown mayor of the town was killed"]),
        (
            ["They came to Al-\nBab on Monday evening with lorries"],
            ["They came to Al- Bab on Monday evening with lorries"],
        ),
        (["", "\n\n"], []),
    ],
)
def test_paragraphs_of_printed_lines(pages: list[str], paragraphs: list[str]) -> None:
    text = flowing(pages)
    assert (text.split("\n\n") if text else []) == paragraphs


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (pdf([page_of(STORY)], password="secret"), "is encrypted: save a copy without a password"),  # noqa: S106
        (scanned_pdf(3), "has no text layer"),
        (pdf([[]]), "has no text layer"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "is no PDF document that can be read"),
        (pdf([page_of(STORY)])[:300], "is no PDF document that can be read"),
        (pdf([[]] * 2001), "has more than 2000 pages"),
    ],
)
def test_a_document_that_cannot_be_read_is_told_with_what_to_do(data: bytes, told: str) -> None:
    (error,) = errors_in(data, "x.pdf")
    assert error.startswith(f"x.pdf: {told}")


def test_pages_that_are_pictures_among_others_are_told() -> None:
    data = mixed_pdf(page_of(STORY))
    assert report_in(data, "x.pdf").text.startswith("Eleven people")
    assert notes_in(data, "x.pdf") == ["pages that are pictures without a text layer were not read: 2"]


def test_packed_pages_are_read_and_those_that_unpack_without_end_are_refused() -> None:
    words = b"BT /F1 10 Tf 50 700 Td (Three people were killed here on Monday, a nurse said.) Tj ET"
    assert report_in(packed_pdf(words), "x.pdf").text == "Three people were killed here on Monday, a nurse said."
    bomb = packed_pdf(words + b" q" * 6_000_000)
    assert len(bomb) < 40_000
    assert errors_in(bomb, "x.pdf") == [
        "x.pdf: unpacks to more than 10 MB: print it anew, or raise RECOUNT_MAX_REPORT_MB"
    ]


def test_a_document_is_known_by_its_bytes() -> None:
    assert report_in(pdf([page_of(STORY)]), "saved.txt").text.startswith("Eleven people")
