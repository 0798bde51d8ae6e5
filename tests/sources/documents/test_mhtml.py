"""Pages that a browser saved as a single file."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage

import pytest

from tests.sources.reading import errors_in, report_in

PAGE = (
    "<html><head><title>Shells</title></head><body><p>Eleven people were killed in Ossen on Monday, the mayor of the "
    "town said.</p></body></html>"
)


def saved(
    address: str = "https://ossen.example/2016/10/14/shells", when: str = "Sat, 15 Oct 2016 21:30:00 -0500"
) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "<Saved by Blink>", "Shells", when
    message["Snapshot-Content-Location"] = address
    message.set_content(PAGE, subtype="html", cte="quoted-printable")
    message.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<a>")
    return message.as_bytes()


@pytest.mark.parametrize("name", ["page.mhtml", "page.MHT"])
def test_the_page_is_read_with_its_address_and_the_time_it_was_saved(name: str) -> None:
    found = report_in(saved(), name)
    assert found.text.startswith("Eleven people were killed")
    assert (found.url, found.published) == ("https://ossen.example/2016/10/14/shells", date(2016, 10, 14))
    assert found.retrieved == "2016-10-16T02:30:00+00:00"


def test_an_address_that_is_none_and_a_time_that_is_none_are_left_out() -> None:
    found = report_in(saved("file:///home/me/x.html", "some day"), "page.mhtml")
    assert (found.given_id, found.url, found.retrieved) == ("page", None, None)


@pytest.mark.parametrize("data", [b"", b"Three died.", b"MIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\nx"])
def test_a_file_without_a_page_is_told(data: bytes) -> None:
    (error,) = errors_in(data, "page.mhtml")
    assert "holds no page" in error
