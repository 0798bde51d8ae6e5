"""What every store finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import UsageError
from recount.lang.folding import fold_text
from recount.model import Report
from recount.store import Store
from tests.store.builders import AT, read


def fill(store: Store, **texts: str) -> None:
    for given_id, text in texts.items():
        title, _, body = text.rpartition("|")
        store.add(read(Report(given_id=given_id, title=title, text=body)), [], at=AT)


def found(store: Store, words: str) -> list[str]:
    return [hit.report.given_id for hit in store.search(words)[1]]


def test_all_words_must_stand_in_a_report(store: Store) -> None:
    fill(store, a="Raid on the market of Idlib", b="The market of Homs", c="Homs and Idlib")
    assert found(store, "market homs") == ["b"]
    assert sorted(found(store, "MARKET")) == ["a", "b"]
    assert found(store, "market raqqa") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A raïd in Żółć", "RAID zolc"),
        ("قُتل اثنا عشر في الغارة", "قتل غارة"),
        ("وقعت الغارةُ على حلب", "غاره"),
        ("ضربات على إدلب", "ادلب"),
        ("Twenty-two people", "two"),
        ("the bombing of a school", "bomb*"),
        ("killed in Deir ez-Zor city", '"deir ez zor"'),
    ],
)
def test_spellings_of_a_word_meet(store: Store, text: str, words: str) -> None:
    fill(store, a=text, b="something else")
    assert found(store, words) == ["a"]


@pytest.mark.parametrize("words", ['"zor deir"', "bombs*", "scho", "ol", "kill"])
def test_what_only_looks_alike_is_not_found(store: Store, words: str) -> None:
    fill(store, a="killed in Deir ez-Zor city, the bombing of a school")
    assert found(store, words) == []


def test_a_title_counts_more_than_a_text(store: Store) -> None:
    fill(store, a="Other news|A raid was told of, and of a market", b="Raid kills 12|It was at noon.")
    assert found(store, "raid") == ["b", "a"]


def test_only_the_latest_version_is_found(store: Store) -> None:
    fill(store, a="twelve people died")
    store.add(read(Report(given_id="a", text="fourteen people died")), [], at=AT)
    assert found(store, "twelve") == []
    assert found(store, "fourteen") == ["a"]


def test_an_excerpt_shows_where_in_the_words_of_the_report(store: Store) -> None:
    fill(store, a="Heading|" + "Filler words go on. " * 50 + "Then a Raïd came. " + "More of it. " * 50)
    count, (hit,) = store.search("raid")
    assert count == 1
    assert "a Raïd came" in hit.excerpt
    assert [mark.of(hit.excerpt) for mark in hit.marks] == ["Raïd"]
    report = store.find_report("a")
    assert report is not None
    assert report.canonical[hit.start : hit.start + len(hit.excerpt)] == hit.excerpt


def test_pages_of_what_is_found_follow_one_another(store: Store) -> None:
    fill(store, **{f"r{n}": "one raid more" for n in range(5)})
    count, first = store.search("raid", limit=2)
    rest = store.search("raid", limit=10, offset=2)[1]
    assert count == 5
    assert sorted(hit.report.given_id for hit in [*first, *rest]) == [f"r{n}" for n in range(5)]


@pytest.mark.parametrize("words", ["", "  ", '"', "***", "!?", "a " * 21])
def test_nothing_to_search_for_is_told(store: Store, words: str) -> None:
    with pytest.raises(UsageError):
        store.search(words)


@pytest.mark.parametrize(
    "words", ["a AND", "NOT a", 'x" OR "y', "title:a", "a:*", "(a", "a & !b", "a'b", "NEAR(a b)", "a\x00b"]
)
def test_what_means_something_to_a_database_is_words_here(store: Store, words: str) -> None:
    fill(store, a="plain words")
    assert store.search(words)[0] == 0


@given(st.text())
def test_folding_is_idempotent(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)
