"""Near-duplicates: copies are found through what outlets do to them; texts of one story are none."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.model import Fingerprint, Report, ReportId, Signature
from recount.text.duplicates import FEWEST, KEPT, find_copies, sign

SYLLABLES = ("ka", "ro", "mi", "ten", "sul", "va", "dri", "po", "ne", "gal", "ith", "or")


def wording(seed: int, words: int = 200) -> str:
    """A text of made-up words, in sentences: as good as unlike any other."""
    chance = random.Random(seed)
    told = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(words)]
    return " ".join(word + "." * (at % 12 == 11) for at, word in enumerate(told))


def told(given_id: str, text: str, *, day: date | None = None, title: str = "") -> Fingerprint:
    report = Report(given_id=given_id, text=text, title=title)
    return Fingerprint(report=report.id, given_id=given_id, outlet=None, published=day, signature=sign(report))


def pairs(prints: Sequence[Fingerprint]) -> set[tuple[str, str]]:
    """Later and earlier, by given id."""
    names = {p.report: p.given_id for p in prints}
    return {(names[c.report], names[c.of]) for c in find_copies(prints)}


WIRE = wording(1)
ARABIC = " ".join(
    f"{verb} {n} {who} في {place} صباح اليوم بحسب {said}"
    for n, (verb, who, place, said) in enumerate(
        zip(
            ("قتل", "أصيب", "نزح", "فقد", "اعتقل", "دفن"),
            ("أطفال", "مدنيين", "عمال", "نساء", "رعاة", "طلاب"),
            ("السوق", "الحي", "القرية", "المدرسة", "المخيم", "الطريق"),
            ("شهود", "مسعفين", "سكان", "ناشطين", "أطباء", "جيران"),
            strict=True,
        )
    )
)


@pytest.mark.parametrize(
    "copy",
    [
        WIRE,
        WIRE.upper(),
        WIRE.replace(".", ""),
        f"CITY (Norvane Wire) - {WIRE}\n--Norvane Wire",
        WIRE[: len(WIRE) // 2],
        WIRE[: len(WIRE) // 3],
        f"{WIRE} {wording(2, 100)}",
        f"{wording(2, 60)} {WIRE}",
        " Sign up for our newsletter. ".join(WIRE.split(".")),
    ],
    ids=["same", "capitals", "no stops", "credited", "half", "a third", "more behind", "more before", "advertisements"],
)
def test_a_copy_is_found_through_what_outlets_do_to_it(copy: str) -> None:
    prints = [told("first", WIRE, day=date(2016, 10, 11)), told("copy", copy, day=date(2016, 10, 12))]
    assert pairs(prints) == {("copy", "first")}


@pytest.mark.parametrize(
    "other",
    [
        wording(2),
        f"{WIRE[: len(WIRE) // 4]} {wording(2, 150)}",
        " ".join(f"{word} {more}" for word, more in zip(WIRE.split(), wording(3).split(), strict=True)),
        " ".join(sorted(WIRE.split())),
    ],
    ids=["another story", "a quarter quoted", "every second word another", "the same words in another order"],
)
def test_what_is_only_alike_is_no_copy(other: str) -> None:
    assert find_copies([told("first", WIRE), told("other", other)]) == []


def test_a_translation_is_no_copy() -> None:
    assert find_copies([told("english", WIRE), told("arabic", ARABIC)]) == []


def test_copies_are_found_in_arabic() -> None:
    vowelled = ARABIC.replace("قتل", "قُتِلَ")
    assert pairs([told("a", ARABIC), told("b", vowelled)]) == {("b", "a")}


def test_the_headline_does_not_count() -> None:
    assert sign(Report(given_id="a", text=WIRE, title="Five")) == sign(Report(given_id="a", text=WIRE, title="Six"))


def test_a_text_too_short_to_judge_is_no_copy() -> None:
    short = wording(1, FEWEST)
    assert sign(Report(given_id="a", text=short)).hashes == b""
    assert find_copies([told("a", short), told("b", short)]) == []


def test_a_report_without_a_signature_is_no_copy() -> None:
    unsigned = Fingerprint(report=ReportId("report:x"), given_id="x", outlet=None, published=None, signature=None)
    assert find_copies([unsigned, told("a", WIRE)]) == []
    assert find_copies([]) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (told("z", WIRE, day=date(2016, 10, 11)), told("a", WIRE, day=date(2016, 10, 12))),
        (told("z", WIRE, day=date(2016, 10, 11)), told("a", WIRE)),
        (told("z", f"{WIRE}\n--Norvane Wire"), told("a", WIRE)),
        (told("a", WIRE), told("z", WIRE)),
        (told("z", f"12 October 2016\n{WIRE}", day=date(2017, 1, 1)), told("a", WIRE, day=date(2016, 10, 13))),
        (
            told("z", f"12 October 2016\n{WIRE}", day=date(2016, 10, 12)),
            told("a", f"12 October 2016\n{WIRE}", day=date(2016, 10, 13)),
        ),
        (told("z", f"12 October 2016\n{WIRE}"), told("a", f"12 October 2016\n{WIRE}", day=date(2016, 10, 13))),
    ],
    ids=["day", "dated", "credited", "id", "dateline outranks metadata", "same dateline", "dateline alone"],
)
def test_which_copy_is_first(first: Fingerprint, second: Fingerprint) -> None:
    assert pairs([first, second]) == pairs([second, first]) == {(second.given_id, first.given_id)}


def test_a_long_text_and_an_excerpt_of_it_are_compared_where_both_are_known() -> None:
    long = wording(5, 3000)
    excerpt = " ".join(long.split()[1000:1500])
    (copy,) = find_copies([told("a", long), told("b", excerpt)])
    assert copy.share > 0.8


def test_a_signature_is_bounded_whatever_the_text() -> None:
    assert len(sign(Report(given_id="a", text=wording(1, 20_000))).hashes) == 4 * KEPT


def test_a_text_of_broken_signs_has_a_signature() -> None:
    assert sign(Report(given_id="a", text="\ud800 \x00 \ud800")).hashes == b""


def test_a_signature_is_the_same_on_every_machine() -> None:
    signature = sign(Report(given_id="a", text="one two three four five six seven"))
    assert signature == Signature(runs=4, hashes=b"")
    many = sign(Report(given_id="a", text=" ".join(map(str, range(60)))))
    assert many.hashes[:12].hex() == "a6406701e9c49c021310e407"


def test_every_copy_of_one_wire_leads_to_the_first() -> None:
    prints = [told(f"{at:02}", WIRE) for at in range(20)]
    assert pairs(prints) == {(f"{at:02}", "00") for at in range(1, 20)}


def test_a_copy_of_a_copy_is_found_where_it_shares_nothing_with_the_first() -> None:
    first, added, more = wording(1, 120), wording(2, 120), wording(3, 120)
    prints = [told("a", first), told("b", f"{first} {added}"), told("c", f"{added} {more}")]
    assert pairs(prints) == {("b", "a"), ("c", "b")}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(40, 120), st.integers(0, 60)), max_size=8), st.randoms())
def test_neither_order_nor_repetition_changes_what_is_found(
    texts: list[tuple[int, int, int]], chance: random.Random
) -> None:
    prints = [told(f"{at}", f"{wording(a, words)} {wording(9, more)}") for at, (a, words, more) in enumerate(texts)]
    shuffled = [*prints, *prints[:2]]
    chance.shuffle(shuffled)
    assert find_copies(shuffled) == find_copies(prints)
