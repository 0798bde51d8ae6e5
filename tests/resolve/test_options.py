"""Options: the places of a report, by how they stand to its sentences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recount.model import Mention, Place, Precision, Span
from recount.resolve.near_options import nearest_options
from recount.resolve.options import Named, Option, options_of

LENGTH = 10
"""Code points of a sentence."""


def option(*sentences: int) -> Option:
    """A place named in these sentences."""
    mentions = [Mention(span=Span(start=LENGTH * k, end=LENGTH * k + 4), words="Azaz") for k in sentences]
    named = [Named(mention=m, place=Place(names=("Azaz",), keys=("azaz",)), kind=Precision.TOWN) for m in mentions]
    [made] = options_of(named, lambda span: span.start // LENGTH)
    return made


OPTIONS = st.lists(st.lists(st.integers(0, 30), min_size=1, max_size=6).map(sorted), max_size=12)


@given(OPTIONS, st.lists(st.integers(0, 30), min_size=1, max_size=5), st.integers(1, 6))
def test_the_places_named_nearest_are_those_of_a_plain_search(
    sentences: list[list[int]], wanted: list[int], most: int
) -> None:
    options = [option(*named) for named in sentences]
    found = nearest_options(options, wanted, most)
    for at in wanted:
        near = sorted(options, key=lambda o: min(abs(k - at) for k in o.sentences))[:most]
        assert [id(o) for o in found[at]] == [id(o) for o in options if any(o is n for n in near)]


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6).map(sorted), st.integers(0, 30))
def test_the_nearest_sentence_is_that_of_a_plain_search_and_of_two_the_later(sentences: list[int], at: int) -> None:
    assert option(*sentences).nearest(at) == min(sentences, key=lambda k: (abs(k - at), -k))


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6).map(sorted), st.integers(0, 300), st.integers(0, 40))
def test_the_first_mention_within_a_stretch_is_that_of_a_plain_search(
    sentences: list[int], start: int, length: int
) -> None:
    one, stretch = option(*sentences), Span(start=start, end=start + length)
    assert one.within(stretch) == next((m for m in one.mentions if stretch.holds(m.span)), None)


def test_a_place_is_in_the_sentences_that_name_it_and_in_no_other() -> None:
    assert [k for k in range(8) if option(2, 2, 5).is_in(k)] == [2, 5]
    assert len(option(2, 2, 5).said_in(2)) == 2
