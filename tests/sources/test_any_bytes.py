"""Whatever the bytes: a reader gives reports, tells what it could not read, and raises nothing else."""

from __future__ import annotations

import io
from email.message import EmailMessage

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recount.model import Failure, Report
from recount.sources.readers import READERS
from tests.sources.documents.pdfs import page_of, pdf
from tests.sources.reading import read_bytes


def _docx() -> bytes:
    document = docx.Document()
    document.add_paragraph("Six people died in Ossen.")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "Ossen"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Text", "Date"])
    book.worksheets[0].append(["Six people died in Ossen.", "2016-10-14"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _mail() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "Ada <ada@ossen.example>", "قصف"
    message["Date"] = "Fri, 14 Oct 2016 23:30:00 -0500"
    message.set_content("Six people died in Ossen.")
    message.add_alternative("<p>Six people died in Ossen.</p>", subtype="html")
    message.add_attachment("Nine died.", filename="a.txt")
    return message.as_bytes()


PAGE = (
    b'<html lang="en"><head><meta charset="utf-8"><title>Shells</title><script type="application/ld+json">'
    b'{"@type":"LiveBlogPosting","datePublished":"2016-10-14","liveBlogUpdate":[{"articleBody":"Six died.",'
    b'"datePublished":"2016-10-14T10:00:00Z"}]}</script></head><body><article><p>Six people died in Ossen.</p>'
    b"<table><tr><td>Ossen</td><td>6</td></tr></table><blockquote>x</blockquote></article></body></html>"
)
WHOLE = {
    ".csv": b'text,date\n"Six people died, in Ossen.",14/10/2016\n',
    ".docx": _docx(),
    ".eml": _mail(),
    ".html": PAGE,
    ".jsonl": b'{"id": "a", "text": "Six people died.", "published": "2016-10-14"}\n',
    ".mhtml": b"MIME-Version: 1.0\r\nDate: Fri, 14 Oct 2016 23:30:00 -0500\r\nContent-Type: text/html\r\n\r\n" + PAGE,
    ".pdf": pdf([page_of(["Six people died in the town of Ossen on Monday, a nurse said."])]),
    ".tsv": b"text\tdate\nSix people died.\t2016-10-14\n",
    ".txt": b"Shells on Ossen\n\nSix people died in Ossen.",
    ".xlsx": _xlsx(),
}


def test_a_whole_input_of_each_kind_is_read() -> None:
    assert set(WHOLE) == set(READERS.names())
    for kind, data in WHOLE.items():
        reports = [found for found in read_bytes(data, f"x{kind}") if isinstance(found, Report)]
        assert reports, kind
        assert "Six" in reports[0].canonical, kind


@pytest.mark.parametrize("kind", WHOLE)
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_bytes_are_read_or_told(kind: str, data: st.DataObject) -> None:
    damaged = bytearray(WHOLE[kind])
    for at, byte in data.draw(st.lists(st.tuples(st.integers(0, len(damaged) - 1), st.integers(0, 255)), max_size=8)):
        damaged[at] = byte
    del damaged[data.draw(st.integers(len(damaged) // 4, len(damaged))) :]
    _sound(bytes(damaged), kind)


@pytest.mark.parametrize("kind", WHOLE)
@given(noise=st.binary(max_size=400))
@settings(max_examples=40, deadline=None)
def test_noise_is_read_or_told(kind: str, noise: bytes) -> None:
    _sound(noise, kind)


def _sound(data: bytes, kind: str) -> None:
    for found in read_bytes(data, f"x{kind}"):
        if isinstance(found, Report):
            assert found.canonical.strip()
            for words in (found.canonical, found.given_id, *(s.value for s in found.said)):
                words.encode("utf-8")
        if isinstance(found, Failure):
            assert len(found.error) < 1000
