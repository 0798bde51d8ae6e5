"""Encodings of pages: what the bytes prove, what is declared, and declarations that lie."""

from __future__ import annotations

import pytest

from recount.sources.pages.charset import decode_page
from tests.sources.reading import report_in

ARABIC = "قُتل ثلاثة أشخاص في قصف على حلب يوم الثلاثاء، بحسب ناشطين محليين. وقال مسعفون إن بين القتلى طفلين."
RUSSIAN = "Три человека погибли при обстреле рынка, сообщили врачи. Среди погибших двое детей."
FRENCH = "Trois blessés ont été évacués à l'hôpital près du marché, déclare un secouriste âgé."


@pytest.mark.parametrize("words", [ARABIC, RUSSIAN, FRENCH])
@pytest.mark.parametrize("declared", ["", "iso-8859-1", "windows-1256", "utf-8", "no-such-charset", "utf-16"])
def test_utf_8_is_seen_whatever_is_declared(words: str, declared: str) -> None:
    assert decode_page(words.encode(), declared=declared) == words


@pytest.mark.parametrize(
    ("words", "encoding"),
    [(ARABIC, "windows-1256"), (RUSSIAN, "windows-1251"), (RUSSIAN, "koi8-r"), (FRENCH, "cp1252"), (FRENCH, "latin-1")],
)
def test_a_true_declaration_is_followed_by_server_or_page(words: str, encoding: str) -> None:
    assert decode_page(words.encode(encoding, "replace"), declared=encoding) == words.encode(
        encoding, "replace"
    ).decode(encoding)
    page = f'<meta charset="{encoding}"><p>{words}'.encode(encoding, "replace")
    assert decode_page(page) == page.decode(encoding)


@pytest.mark.parametrize("lie", ["iso-8859-1", "windows-1252", "us-ascii", ""])
@pytest.mark.parametrize(("words", "encoding"), [(ARABIC * 3, "windows-1256"), (RUSSIAN * 3, "windows-1251")])
def test_another_script_that_is_declared_western_is_seen(words: str, encoding: str, lie: str) -> None:
    assert decode_page(words.encode(encoding, "ignore"), declared=lie) == words.encode(encoding, "ignore").decode(
        encoding
    )


def test_a_page_that_runs_from_right_to_left_is_arabic_where_it_is_not_declared() -> None:
    page = f'<html dir="rtl"><p>{ARABIC[:30]}'.encode("windows-1256", "ignore")
    assert decode_page(page) == page.decode("windows-1256")


def test_accents_are_no_other_script() -> None:
    page = FRENCH.encode("cp1252")
    assert decode_page(page, declared="iso-8859-1") == FRENCH


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_mark_at_the_start_is_followed_and_dropped(encoding: str) -> None:
    assert decode_page(ARABIC.encode(encoding)) == ARABIC


def test_a_page_cut_within_a_character_loses_only_that() -> None:
    assert decode_page(ARABIC.encode()[:-1] + b"\xd9", declared="utf-8").startswith(ARABIC[:-1])


def test_no_byte_makes_half_a_character() -> None:
    data = b"<html><body><p>Three people \xed\xa0\x80 were killed \x00 in the town on Monday, a nurse said.</p>"
    found = report_in(data, "page.html", charset="utf-8")
    found.canonical.encode("utf-8")
    assert "\x00" not in found.text
    assert "were killed" in found.text
