"""DOCX documents made with the library, and with the elements that it can't make put in by hand."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from recount.sources import Limits
from tests.sources.reading import errors_in, report_in

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: Any) -> bytes:  # noqa: ANN401 - the library's class has no public name
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_body(xml: str) -> bytes:
    """A document of one paragraph with such content."""
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {W}>{xml}</w:p>"))
    return saved(document)


def run(words: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def test_paragraphs_and_tables_are_read_in_order_and_a_first_heading_is_the_title() -> None:
    document = docx.Document()
    document.add_heading("Bulletin of 3 May", 0)
    document.add_paragraph("Seven people were killed in Wenn.")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip((c for row in table.rows for c in row.cells), ("Town", "Killed", "Wenn", "7"), strict=True):
        cell.text = words
    document.add_paragraph("قُتل سبعة أشخاص في البلدة.")
    document.core_properties.author = "R. Vane"
    document.core_properties.created = datetime(2014, 5, 3, tzinfo=UTC)
    found = report_in(saved(document), "bulletin.docx")
    assert (found.given_id, found.title, found.author) == ("bulletin", "Bulletin of 3 May", "R. Vane")
    assert found.text.split("\n\n") == [
        "Seven people were killed in Wenn.",
        "Town | Killed",
        "Wenn | 7",
        "قُتل سبعة أشخاص في البلدة.",
    ]
    assert found.published is None
    assert ("published", "2014-05-03", "DOCX created") in {(s.field, s.value, s.origin) for s in found.said}


def test_words_struck_out_are_no_text_and_words_put_in_are() -> None:
    author = 'w:id="1" w:author="a"'
    xml = (
        f"{run('Killed: ')}<w:del {author}>{run('eleven', 'delText')}</w:del><w:ins {author}>{run('twelve')}</w:ins>"
        f"<w:moveFrom {author}>{run(' moved away')}</w:moveFrom><w:moveTo {author}>{run(' moved here')}</w:moveTo>"
    )
    assert report_in(with_body(xml), "x.docx").text == "Killed: twelve moved here"


def test_a_text_box_is_read_once_though_it_stands_there_twice() -> None:
    box = f"<w:txbxContent><w:p>{run('In the box: nine dead.')}</w:p></w:txbxContent>"
    xml = (
        f"{run('Before the box.')}<w:r>"
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>'
    )
    assert report_in(with_body(xml), "x.docx").text == "Before the box.\n\nIn the box: nine dead."


def test_words_within_links_fields_and_content_controls_are_read() -> None:
    xml = (
        f"<w:hyperlink>{run('Six ')}</w:hyperlink><w:sdt><w:sdtContent>{run('people ')}</w:sdtContent></w:sdt>"
        f'<w:fldSimple w:instr="DATE">{run("died")}</w:fldSimple>{run("DATE x", "instrText")}{run(".")}'
    )
    assert report_in(with_body(xml), "x.docx").text == "Six people died."


def test_footnotes_stand_at_the_end() -> None:
    document = docx.Document()
    document.add_paragraph("Six people died.")
    blob = f"<w:footnotes {W}><w:footnote><w:p>{run('By the count of the clinic.')}</w:p></w:footnote></w:footnotes>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, blob.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert report_in(saved(document), "x.docx").text == "Six people died.\n\nBy the count of the clinic."


def rewritten(data: bytes, name: str, content: bytes) -> bytes:
    """The document with one member put in the place of another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            after.writestr(info.filename, content if info.filename == name else before.read(info))
    return out.getvalue()


PLAIN = with_body(run("Six people died."))
ENTITIES = (
    '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + f"]><w:document {W}><w:body><w:p><w:r><w:t>&m;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\xd0\xcf\x11\xe0" + b"x" * 1000, "is encrypted, or of the kind before 2007"),
        (PLAIN[:-100], "is cut off or damaged"),
        (rewritten(PLAIN, "word/document.xml", b"<w:document"), "is no DOCX document that can be read"),
        (rewritten(PLAIN, "word/document.xml", ENTITIES.encode()), ""),
        (rewritten(PLAIN, "word/document.xml", b" " * 210_000_000), "is larger than 10 MB"),
        (saved(docx.Document()), "is empty"),
    ],
    ids=["encrypted", "cut", "broken", "entities", "bomb", "empty"],
)
def test_a_document_that_cannot_be_read_is_told(data: bytes, told: str) -> None:
    (error,) = errors_in(data, "x.docx")
    assert error.startswith(f"x.docx: {told}")
    assert len(error) < 300


def test_a_document_is_known_by_what_it_holds_where_its_name_does_not_tell() -> None:
    declared = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert report_in(PLAIN, "download", media_type=declared).text == "Six people died."
    assert report_in(PLAIN, "download").text == "Six people died."


def test_a_document_of_too_many_bytes_is_refused() -> None:
    assert "is larger than" in errors_in(PLAIN, "x.docx", Limits(max_bytes=1000))[0]
