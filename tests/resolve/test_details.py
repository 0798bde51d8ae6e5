"""Details: the words by which reports of one event know each other, and those that every report has."""

from __future__ import annotations

from recount.claims import extract
from recount.resolve.details import REACH, details_of
from tests.claims.reading import text_of


def found(words: str) -> list[tuple[str, ...]]:
    text = text_of(words)
    claims = next(extract([text])).claims
    of = details_of(text, claims)
    return [of[c.id] for c in sorted(claims, key=lambda c: c.span.start)]


def test_names_streets_blocks_and_ages_are_told_by_their_kinds() -> None:
    told = "Two men were shot dead in the 1400 block of Quillon Street. A 31-year-old, Tomas Obansky, was held."
    [details] = found(told)
    assert {"block:1400", "street:quilon", "age:31", "name:obanski"} <= set(details)


def test_officials_days_and_ordinary_words_are_no_details() -> None:
    [details] = found("Two men were shot dead on Tuesday, police Sergeant Oldrin Vexby said at the station.")
    assert not {"name:oldrin", "name:vexbi", "name:tuisdai", "name:tuesdai"} & set(details)
    assert not any(d.startswith("word:") and d[5:] in ("police", "station") for d in details)


def test_what_belongs_to_a_name_has_its_name() -> None:
    [details] = found("Two men were shot dead beside Obansky's car.")
    assert "name:obanski" in details


def test_a_detail_goes_to_the_claim_that_stands_nearest() -> None:
    first, second = found(
        "Two men were shot dead near Quillon Street. Tomas Obansky ran there. "
        "Months before, nine people were killed near Harlow Street. Rita Zabrin wept."
    )
    assert "street:quilon" in first
    assert "street:harlow" in second
    assert "name:zabrin" not in first


def test_what_stands_far_off_is_no_detail() -> None:
    filler = "It rained all day and nobody came to the town at all. " * (REACH // 50 + 1)
    [details] = found(f"Two men were shot dead. {filler} Zabrin looked on.")
    assert "name:zabrin" not in details
