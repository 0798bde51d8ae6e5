"""What changed between two texts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.publish.passages import Change, Passage, passages

OLD = "Twelve people died. The market burned.\nRescuers dug until dawn."


def spelled(passage: Passage) -> str:
    signs = {Change.KEPT: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}
    return " ".join(signs[piece.change].format(piece.words) for piece in passage.pieces)


@pytest.mark.parametrize(
    ("new", "changed"),
    [
        (OLD, []),
        ("Twelve  people died.\n\nThe market\nburned. Rescuers dug until dawn. ", []),
        (OLD.replace("Twelve", "Fourteen"), ["[-Twelve-] {+Fourteen+} people died."]),
        (OLD.replace("The market burned.\n", ""), ["[-The market burned.-]"]),
        (OLD + " It rained.", ["{+It rained.+}"]),
        ("First. " + OLD, ["{+First.+}"]),
        (
            OLD.replace("Twelve", "Ten").replace("dawn", "noon"),
            ["[-Twelve-] {+Ten+} people died.", "Rescuers dug until [-dawn.-] {+noon.+}"],
        ),
        ("", ["[-Twelve people died. The market burned. Rescuers dug until dawn.-]"]),
    ],
)
def test_what_changed_is_told_sentence_by_sentence_and_word_by_word(new: str, changed: list[str]) -> None:
    assert [spelled(passage) for passage in passages(OLD, new)] == changed


def test_arabic_sentences_are_lined_up_as_well() -> None:
    old = "قتل اثنا عشر شخصا. هل احترق السوق؟ نعم."
    (passage,) = passages(old, old.replace("اثنا", "ثلاثة"))
    assert spelled(passage) == "قتل [-اثنا-] {+ثلاثة+} عشر شخصا."


def test_a_passage_tells_where_it_stands_in_both_texts() -> None:
    new = OLD.replace("The market burned.", "The market and the bakery burned.")
    (passage,) = passages(OLD, new)
    assert passage.before.of(OLD) == "The market burned."
    assert passage.after.of(new) == "The market and the bakery burned."
    (added,) = passages(OLD, OLD + " More.")
    assert added.before.of(OLD) == ""


def test_texts_that_share_nothing_are_compared_in_good_time() -> None:
    old, new = (" ".join(f"{word}{n} was said." for n in range(20_000)) for word in ("this", "that"))
    began = time.monotonic()
    (passage,) = passages(old, new)
    assert time.monotonic() - began < 10
    assert [piece.change for piece in passage.pieces] == [Change.REMOVED, Change.ADDED]


@settings(max_examples=150)
@given(old=st.text("ab. \n؟", max_size=40), new=st.text("ab. \n؟", max_size=40))
def test_removing_what_was_removed_and_adding_what_was_added_makes_the_one_of_the_other(old: str, new: str) -> None:
    found = passages(old, new)
    assert (found == ()) == (old.split() == new.split()) or found
    for text, side, change in ((old, "before", Change.REMOVED), (new, "after", Change.ADDED)):
        for passage in found:
            words = [
                word
                for piece in passage.pieces
                if piece.change in (Change.KEPT, change)
                for word in piece.words.split()
            ]
            assert words == getattr(passage, side).of(text).split()
    if old.split() != new.split():
        assert found
