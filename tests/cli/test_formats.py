"""Pages, mails and tables from the file to the record, and what the record shows of where it has things from."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.cli.conftest import Recount

STORY = (
    "<p>Nine people were killed in Daraa on 11 October 2016 when shells struck the market, medics said.</p>"
    "<p>The market had been full of people from the villages around the town when it was hit.</p>"
)
PAGE = (
    '<html><head><title>Market hit | The Paper</title><meta property="og:site_name" content="The Paper">'
    '<meta property="article:published_time" content="2016-10-12T08:00:00+03:00">'
    '<link rel="canonical" href="https://paper.example/2016/10/13/market">'
    f"</head><body><article><h1>Market hit</h1>{STORY}</article></body></html>"
)


@pytest.fixture
def page(folder: Path) -> Path:
    (folder / "market.html").write_text(PAGE, encoding="utf-8")
    return folder / "market.html"


def test_a_saved_page_is_read_and_shown_with_what_it_says_of_itself(recount: Recount, page: Path) -> None:
    assert recount("run", page.name).code == 0
    shown = recount("show", "market").out
    for words in (
        "The Paper, 2016-10-12",
        "published 2016-10-12T08:00:00+03:00",
        "meta article:published_time",
        "published 2016-10-13",
        "host of the address",
        "title Market hit | The Paper",
    ):
        assert words in shown
    (report,) = recount("show", "market", "--format", "jsonl").lines
    assert {"field": "published", "value": "2016-10-13", "origin": "address"} in report["said"]
    assert json.loads(report["extra"]) == {"published_differs": True}


def test_extracting_tells_what_was_said_as_well(recount: Recount, page: Path) -> None:
    (line,) = recount("extract", page.name).lines
    assert line["title"] == "Market hit"
    assert {"field": "outlet", "value": "paper.example", "origin": "host of the address"} in line["said"]
    assert [claim["value"] for claim in line["claims"]] == [9]


def test_a_mail_s_letter_and_what_is_attached_are_reports(recount: Recount, folder: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "Ada Voss <ada@ossen.example>", "Two notes"
    message.set_content("Six people were killed in Homs on 11 October 2016, medics said.")
    message.add_attachment(PAGE, subtype="html", filename="market.html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="photo.png")
    (folder / "notes.eml").write_bytes(message.as_bytes())
    done = recount("run", "notes.eml")
    assert done.code == 0
    assert "2 read: 2 new" in done.out
    assert "killed in Daraa" in recount("show", "notes/market", "--format", "jsonl").out


def test_columns_are_named_by_the_user_or_guessed_and_told(recount: Recount, folder: Path) -> None:
    table = "key;words;day\nt1;Six people were killed in Homs, medics said.;14/10/2016\n"
    (folder / "t.csv").write_text(table, encoding="utf-8")
    assert "has no column that can be told" in recount("run", "t.csv").err
    done = recount("run", "t.csv", "--columns", "text=Words, published=day, id=key")
    assert done.code == 0
    assert "t.csv: text from 'words', published from 'day', id from 'key'" in done.err
    assert recount("show", "t1", "--format", "jsonl").lines[0]["published"] == "2016-10-14"
    assert recount("run", "t.csv", "--columns", "words").code == 2
