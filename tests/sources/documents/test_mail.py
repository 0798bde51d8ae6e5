"""Mails: the letter, and what is attached."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import date
from email.message import EmailMessage

import pytest

from recount.sources import Limits
from tests.sources.documents.pdfs import page_of, pdf
from tests.sources.reading import errors_in, passed_in, report_in, reports_in

ARABIC = "قُتل ثلاثة أشخاص في قصف على البلدة يوم الثلاثاء."


def mail(body: str = "Three people were killed in Ossen.\n", **parts: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ada Voss <ada@ossen.example>"
    message["To"] = "desk@paper.example"
    message["Subject"] = parts.get("subject", "Shells on Ossen")
    message["Date"] = "Fri, 14 Oct 2016 23:30:00 -0500"
    message.set_content(body, charset=parts.get("charset", "utf-8"), cte=parts.get("cte"))
    return message


def test_a_letter_is_a_report_of_the_day_on_its_writer_s_clock() -> None:
    found = report_in(mail().as_bytes(), "letter.eml")
    assert (found.given_id, found.title, found.text) == (
        "letter",
        "Shells on Ossen",
        "Three people were killed in Ossen.",
    )
    assert (found.author, found.published) == ("Ada Voss <ada@ossen.example>", date(2016, 10, 14))


@pytest.mark.parametrize("cte", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
def test_arabic_letters_are_read_however_they_were_sent(cte: str, charset: str) -> None:
    words = ARABIC.encode(charset, "ignore").decode(charset)
    found = report_in(mail(words, charset=charset, cte=cte, subject="قصف على البلدة").as_bytes(), "letter.eml")
    assert (found.title, found.text) == ("قصف على البلدة", words)


def test_a_subject_in_an_old_encoding_is_read_and_one_in_none_is_kept() -> None:
    raw = b"Subject: =?windows-1256?B?3tXd?=\r\nFrom: =?nonsense?B?3tXd?=\r\n\r\nThree people were killed."
    found = report_in(raw, "letter.eml")
    assert found.title == "قصف"
    assert found.author == "=?nonsense?B?3tXd?="


def test_a_letter_in_html_alone_is_read_whole() -> None:
    message = mail()
    message.set_content(
        "<html><body><p>Three people were killed.</p><ul><li>Two men</li><li>A child</li></ul>", subtype="html"
    )
    assert report_in(message.as_bytes(), "x.eml").text == "Three people were killed.\n\nTwo men\n\nA child"


def test_plain_text_is_taken_before_html_unless_it_is_blank() -> None:
    message = mail("Three people were killed.\n")
    message.add_alternative("<p>Three <b>people</b> were killed!</p>", subtype="html")
    assert report_in(message.as_bytes(), "x.eml").text == "Three people were killed."
    blank = mail("\n")
    blank.add_alternative("<p>Three <b>people</b> were killed!</p>", subtype="html")
    assert report_in(blank.as_bytes(), "x.eml").text == "Three people were killed!"


def test_a_forwarded_letter_stays_in_the_text() -> None:
    body = "See below.\n\n---------- Forwarded message ----------\nFrom: R. Vane\n\n> Six died in Marrow.\n"
    assert "> Six died in Marrow." in report_in(mail(body).as_bytes(), "x.eml").text


def test_attachments_of_kinds_that_are_read_are_read_and_others_are_passed_over() -> None:
    message = mail()
    message.add_attachment("Nine died in Wenn.", filename="wenn.txt")
    message.add_attachment(
        pdf([page_of(["Ten people died in the town of Weir on Sunday."])]),
        maintype="application",
        subtype="pdf",
        filename="weir.pdf",
    )
    message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="photo.png")
    forwarded = mail("Six died in Marrow.", subject="Marrow")
    message.add_attachment(forwarded)
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("a.txt", "Two died in Colm.")
    message.add_attachment(zipped.getvalue(), maintype="application", subtype="zip", filename="all.zip")
    data = message.as_bytes()
    assert [(r.given_id, r.text.strip()) for r in reports_in(data, "letter.eml")] == [
        ("letter", "Three people were killed in Ossen."),
        ("letter/wenn", "Nine died in Wenn."),
        ("letter/weir", "Ten people died in the town of Weir on Sunday."),
        ("letter/attachment-4", "Six died in Marrow."),
        ("letter/all/a", "Two died in Colm."),
    ]
    assert passed_in(data, "letter.eml") == ["letter.eml!photo.png"]
    assert errors_in(data, "letter.eml") == []


def test_an_envelope_without_a_letter_gives_what_is_attached() -> None:
    message = EmailMessage()
    message["Subject"] = "Attached"
    message.add_attachment("Nine died in Wenn.", filename="wenn.txt")
    assert [r.given_id for r in reports_in(message.as_bytes(), "x.eml")] == ["x/wenn"]


def test_an_attachment_that_cannot_be_read_costs_only_itself() -> None:
    message = mail()
    message.add_attachment(b"%PDF-1.4 broken", maintype="application", subtype="pdf", filename="../../x\u202e.pdf")
    data = message.as_bytes()
    assert len(reports_in(data, "x.eml")) == 1
    (error,) = errors_in(data, "x.eml")
    assert "is no PDF document" in error
    assert error.isprintable()


def test_mails_within_mails_are_opened_to_the_depth_of_archives() -> None:
    message = mail("The innermost: one died.")
    for level in range(5):
        outer = mail(f"Level {level}.")
        outer.add_attachment(message)
        message = outer
    limits = Limits(max_depth=3)
    assert len(reports_in(message.as_bytes(), "x.eml", limits)) == 4
    (error,) = errors_in(message.as_bytes(), "x.eml", limits)
    assert "lies 3 archives deep" in error


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"Hello there\n", "is no mail: it lacks the lines From, Subject and Date"),
        (b"\x00\x01\x02", "is no mail"),
        (b"Subject: x\r\n\r\n \r\n", "is empty"),
        (b"Subject: x\r\nContent-Type: text/plain; " + b"a=b; " * 5000 + b"\r\n\r\nx", "has a header of more than"),
        (b"Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n", "is empty"),
    ],
)
def test_a_mail_that_cannot_be_read_is_told(data: bytes, told: str) -> None:
    (error,) = errors_in(data, "x.eml")
    assert error.startswith(f"x.eml: {told}")


def test_parts_within_parts_without_end_are_read_or_refused_soon() -> None:
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(5000))
    start = time.monotonic()
    assert reports_in(b"Subject: x\r\n" + nested + b"\r\nx", "x.eml") == []
    long = b"From: " + b"a <b@c>, " * 900_000 + b"\r\n\r\nThree people were killed."
    assert len(reports_in(long, "x.eml")) == 1
    assert time.monotonic() - start < 20
