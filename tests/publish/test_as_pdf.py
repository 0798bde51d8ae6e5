from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from recount.errors import UsageError
from recount.model import Profile, Release
from recount.publish import as_pdf, file_of, leaks, redact, write
from recount.publish.as_pdf import press
from tests.publish.sample import NURSE, STREET, VICTIM, first_release, sample_release

A4 = (595, 842)
"""Points."""


pytestmark = pytest.mark.usefixtures("can_print")


def pdf(release: Release) -> bytes:
    return file_of("".join(write(release, form="pdf", what="brief")), form="pdf", what="brief")


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


@pytest.fixture(scope="module")
def printed(can_print: None) -> bytes:
    return pdf(redact(sample_release(), Profile.PUBLIC))


def test_the_brief_is_pages_of_a4_each_with_its_number(printed: bytes) -> None:
    document = pypdfium2.PdfDocument(printed)
    assert {tuple(round(side) for side in page.get_size()) for page in document} == {A4}
    document.close()
    told = pages(printed)
    assert len(told) > 1
    assert all(f"{number} / {len(told)}" in page for number, page in enumerate(told, start=1))


def test_it_tells_what_the_page_tells_and_nothing_that_was_removed(printed: bytes) -> None:
    release = redact(sample_release(), Profile.PUBLIC)
    words = " ".join(" ".join(pages(printed)).split())
    assert "34 of the 160 are not tied to a recorded incident" in words
    assert not leaks(words, release.removed)
    assert not any(name in words for name in (VICTIM, NURSE, STREET))


def test_the_same_brief_gives_the_same_bytes(printed: bytes) -> None:
    assert pdf(redact(sample_release(), Profile.PUBLIC)) == printed


def test_arabic_runs_from_right_to_left() -> None:
    told = pages(pdf(replace(first_release(), title="حصيلة الأسبوع في حلب", note="One line.\nقُتل 12 شخصاً.")))[0]
    assert "حصيلة" in told
    title = pypdfium2.PdfDocument(pdf(replace(first_release(), title="حلب")))
    text = title[0].get_textpage()
    right = [text.get_charbox(at)[2] for at, sign in enumerate(text.get_text_range()) if sign in "حلب"]
    assert max(right) > A4[0] - 60, "the title stands at the right margin"
    text.close()
    title.close()


def test_nothing_is_fetched_whatever_a_page_names(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: object
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("urllib.request.OpenerDirector.open", lambda self, url, *a, **k: asked.append(str(url)))
    page = (
        "<!doctype html><html><head><style>@import url(http://127.0.0.1:9/a.css);</style></head>"
        "<body><img src='http://127.0.0.1:9/x.png'><img src='file:///etc/hostname'>words</body></html>"
    )
    assert press(page).startswith(b"%PDF")
    assert asked == []


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ModuleNotFoundError("no", name="weasyprint"), r"pip install 'recount\[pdf\]'"),
        (OSError("cannot load library 'libpango-1.0-0'"), "apt-get install libpango-1.0-0"),
    ],
)
def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def missing(name: str) -> None:
        raise error

    monkeypatch.setattr(as_pdf, "import_module", missing)
    with pytest.raises(UsageError, match=told):
        press("<html><head></head><body></body></html>")
