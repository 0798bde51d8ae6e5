"""Live blogs: entries under their times, the earliest first."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.sources.pages.blocks import Block
from recount.sources.pages.live import Update, in_order
from tests.sources.reading import report_in


def update(when: str, words: str = "Shells fell on the town.") -> Update:
    return Update(when=when, blocks=(Block(text=words, kind="p", linked=0.0),))


def whens(*given_whens: str) -> list[str]:
    return [u.when for u in in_order([update(w) for w in given_whens])]


@pytest.mark.parametrize(
    ("shown", "ordered"),
    [
        (["12:30", "09:10", "08:00"], ["08:00", "09:10", "12:30"]),
        (["5.02pm", "12.20pm", "11.40am"], ["11.40am", "12.20pm", "5.02pm"]),
        (["08:00", "09:10", "12:30"], ["08:00", "09:10", "12:30"]),
        (["09:10", "12:30", "08:00"], ["09:10", "12:30", "08:00"]),  # over midnight, or pinned: the page's own order
        (["12:30", "pinned", "08:00"], ["12:30", "pinned", "08:00"]),
        (["2020-01-02T00:10:00Z", "2020-01-01T23:50:00Z"], ["2020-01-01T23:50:00Z", "2020-01-02T00:10:00Z"]),
        # a pinned entry in front: whole times are sorted
        (
            ["2020-01-01T09:00:00Z", "2020-01-01T12:00:00Z", "2020-01-01T10:00:00Z"],
            ["2020-01-01T09:00:00Z", "2020-01-01T10:00:00Z", "2020-01-01T12:00:00Z"],
        ),
        # the later clock is the earlier instant
        (
            ["2020-01-01T12:30:00+03:00", "2020-01-01T10:00:00+00:00"],
            ["2020-01-01T12:30:00+03:00", "2020-01-01T10:00:00+00:00"],
        ),
        ([], []),
    ],
)
def test_entries_are_put_in_order_of_time(shown: list[str], ordered: list[str]) -> None:
    assert whens(*shown) == ordered


@given(st.lists(st.datetimes().map(lambda t: t.isoformat(timespec="seconds")), max_size=6))
def test_no_entry_is_lost_and_a_second_ordering_changes_nothing(times: list[str]) -> None:
    once = whens(*times)
    assert sorted(once) == sorted(times)
    assert whens(*once) == once


def page(entries: str, around: str = "live-blog") -> bytes:
    return f'<html><head><title>Siege</title></head><body><div class="{around}">{entries}</div></body></html>'.encode()


ENTRY = '<div class="entry"><time>{}</time><p>{} people were killed near the bridge, a nurse said.</p></div>'


def test_each_entry_stands_under_its_time() -> None:
    found = report_in(
        page(ENTRY.format("14:20", "Six") + ENTRY.format("13:05", "Four") + ENTRY.format("12:00", "Two")), "p.html"
    )
    assert found.text.split("\n\n") == [
        "12:00",
        "Two people were killed near the bridge, a nurse said.",
        "13:05",
        "Four people were killed near the bridge, a nurse said.",
        "14:20",
        "Six people were killed near the bridge, a nurse said.",
    ]
    assert json.loads(found.extra) == {"live_blog": True}


def test_comments_with_times_are_no_live_blog() -> None:
    story = "<p>Three people were killed near the bridge on Sunday, a nurse of the clinic said.</p>" * 1
    comments = ENTRY.format("14:20", "Six") + ENTRY.format("13:05", "Four") + ENTRY.format("12:00", "Two")
    found = report_in(page(f'{story}<div class="comments">{comments}</div>', around="story"), "p.html")
    assert "12:00" not in found.text
    assert found.extra == "{}"


def test_lists_of_stories_with_times_are_no_live_blog() -> None:
    teaser = (
        '<li class="teaser"><time>14:20</time><a href="/x">Six people were killed near the bridge in Ossen</a></li>'
    )
    story = "<p>Three people were killed near the bridge on Sunday, a nurse of the clinic said.</p>"
    found = report_in(page(f'{story}<ul class="live-updates">{teaser * 5}</ul>', around="story"), "p.html")
    assert found.text == "Three people were killed near the bridge on Sunday, a nurse of the clinic said."
