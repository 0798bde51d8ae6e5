"""What every store finds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from recount.errors import UsageError
from recount.lang.folding import fold_text, words_of
from recount.model import Among, Report, digest
from recount.store import Store, open_store
from recount.store.claim_search import search_claims
from recount.store.memory import MemoryStore
from tests.store.builders import AT, make_reading, make_report, read


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


def test_what_is_searched_may_be_limited_to_days_and_outlets(store: Store) -> None:
    def report(given_id: str, day: date | None, outlet: str | None) -> Report:
        return Report(given_id=given_id, text="one raid more", published=day, outlet=outlet)

    first, last = date(2016, 10, 1), date(2016, 10, 31)
    made = [report("a", first, "Gazétte of Homs"), report("b", last, "Courier"), report("c", None, None)]
    store.add(read(*made), [], at=AT)

    def among(**given: object) -> list[str]:
        count, hits = store.search("raid", among=Among(**given))  # type: ignore[arg-type]
        assert count == len(hits)
        return sorted(hit.report.given_id for hit in hits)

    assert among() == ["a", "b", "c"]
    assert among(since=first) == ["a", "b"]
    assert among(since=date(2016, 10, 2)) == ["b"]
    assert among(until=first) == ["a"]
    assert among(outlet="gazette") == ["a"]
    assert among(outlet="GAZETTE OF") == ["a"]
    assert among(outlet="gaz") == []
    assert among(outlet="courier", until=first) == []


def test_words_in_quotes_do_not_stand_together_across_the_end_of_a_title(store: Store) -> None:
    fill(store, a="Raid on Homs|Market hit at noon")
    assert found(store, '"homs market"') == []
    assert found(store, "homs market") == ["a"]


def test_what_is_taken_in_is_found_at_once_and_needs_no_indexing(store: Store) -> None:
    fill(store, a="one raid more")
    assert store.not_indexed() == 0
    assert store.index() == 0


HOSTILE = [
    "word" * 5000,
    "\U00020000" * 5000 + " end",
    " ".join(f"{chr(0x20000 + n % 40000)}{n}" for n in range(90_000)),
    "a " * 200_000 + "last",
    "x\x00y \x01z 'quoted' \\ \"d\" : & | ! <-> * ( )",
]


@pytest.mark.parametrize("text", HOSTILE, ids=["one word", "astral word", "many words", "one word often", "signs"])
def test_no_text_is_too_strange_to_be_kept_and_found(store: Store, text: str) -> None:
    fill(store, a=text.replace("|", " "), b="something else")
    assert found(store, next(words_of(text)).folded) == ["a"]


@pytest.fixture
def twin() -> MemoryStore:
    """A store to compare with."""
    return MemoryStore()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=60), texts=st.lists(st.text(max_size=40), max_size=3))
def test_no_query_means_anything_but_words_and_all_kinds_of_store_find_the_same(
    store: Store, twin: Store, words: str, texts: list[str]
) -> None:
    made = [Report(given_id=digest(text), text=text) for text in [*texts, words]]
    sound = [report for report in made if not any("\ud800" <= c <= "\udfff" for c in report.text)]
    answers: list[tuple[int, list[str]] | None] = []
    for one in (store, twin):
        one.add(read(*sound), [], at=AT)
        try:
            count, hits = one.search(words, limit=100_000)
        except UsageError:
            answers.append(None)
        else:
            answers.append((count, sorted(hit.report.given_id for hit in hits)))
    assert answers[0] == answers[1]


@given(st.text())
def test_folding_is_idempotent(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


@pytest.fixture
def forget(address: str) -> Callable[[], None]:
    """Empties the index, as it is in a record that an older version made."""

    def run() -> None:
        engine = create_engine(address if address.startswith("postgresql") else f"sqlite:///{address}")
        with engine.begin() as connection:
            sqlite = engine.dialect.name == "sqlite"
            connection.exec_driver_sql(
                "INSERT INTO search (search) VALUES ('delete-all')" if sqlite else "DELETE FROM search"
            )
            connection.exec_driver_sql("UPDATE meta SET value = '0' WHERE key = 'searched'")
        engine.dispose()

    return run


def test_reports_of_older_versions_are_told_of_and_found_once_they_are_indexed(
    address: str, forget: Callable[[], None]
) -> None:
    with open_store(address) as store:
        fill(store, a="one raid more", b="another raid")
    forget()
    with open_store(address) as store:
        assert store.not_indexed() == 2
        assert found(store, "raid") == []
        assert store.index() == 2
        assert store.not_indexed() == 0
        assert sorted(found(store, "raid")) == ["a", "b"]
        assert store.index() == 0


def test_an_added_report_brings_those_before_it_into_the_index(address: str, forget: Callable[[], None]) -> None:
    with open_store(address) as store:
        fill(store, a="one raid more")
    forget()
    with open_store(address) as store:
        fill(store, b="another raid")
        assert sorted(found(store, "raid")) == ["a", "b"]


def test_claims_are_found_by_the_words_of_their_sentence(store: Store) -> None:
    raid = make_report("raid", "Three people were killed in Aleppo. The market burned.", published=date(2016, 10, 14))
    store.add([(raid, make_reading(raid, claims=2))], [], at=AT)
    other = make_report("other", "Nobody was killed.", published=date(2016, 10, 20))
    store.add([(other, make_reading(other))], [], at=AT)

    def claims(words: str, **given: object) -> list[tuple[str, list[str]]]:
        hits = search_claims(store, words, **given)  # type: ignore[arg-type]
        return [(hit.claim.given_id, [mark.of(hit.sentence) for mark in hit.marks]) for hit in hits]

    assert claims("killed aleppo") == [("raid", ["killed", "Aleppo"])] * 2
    assert {given_id for given_id, _ in claims("killed")} == {"raid", "other"}
    assert claims("killed", among=Among(until=date(2016, 10, 15))) == [("raid", ["killed"])] * 2
    assert claims("killed", place="alepo") == []
    assert len(claims("killed", place="ALEPPO")) == 3
    assert claims("bridge") == []
    with pytest.raises(UsageError):
        claims("")
