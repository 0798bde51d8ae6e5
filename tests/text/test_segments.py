"""Segments: what each stretch of a report is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from recount.model import READ_KINDS, Report
from recount.model import SegmentKind as K
from recount.text.segments import find_segments
from tests.claims.reading import text_of
from tests.text.growth import grows_linearly, repeated

STORY = [
    (K.HIGHLIGHTS, "Story highlights"),
    (K.HIGHLIGHTS, "NEW: Mayor asks for a pause"),
    (K.HIGHLIGHTS, "Clinic hit for the third time"),
    (K.DATELINE, "TARTOUS, Syria (Courier Wire) —"),
    (K.BODY, "Shells fell on the fish market of the port, and traders carried the hurt to a chapel nearby."),
    (K.CAPTION, "01:12 - Source: Courier TV"),
    (K.CAPTION, "Smoke over the port, 12 killed"),
    (K.BODY, "A second round came an hour later."),
    (K.HEADING, "What the mayor says"),
    (K.BODY, 'He asked for a pause. "We need one day," he said.'),
    (K.CAPTION, "Photo: a boat burns in the harbour"),
    (K.RELATED, "RELATED: The port and its long war"),
    (K.RELATED, "Read more:"),
    (K.RELATED, "Harbour pilots on strike"),
    (K.RELATED, "The price of fish, 20 dead"),
    (K.BODY, "The council meets again on Friday and will hear from the traders then."),
    (K.CREDIT, "Ann Lee contributed to this report."),
]
BODY = "\n".join(line for _, line in STORY[:7]) + "\n\n" + "\n".join(line for _, line in STORY[7:])


def test_a_story_is_told_apart_from_what_stands_around_it() -> None:
    text = text_of(BODY, title="Port shelled")
    found = [(s.kind, s.span.of(text.canonical)) for s in text.segments]
    assert found == [(K.TITLE, "Port shelled"), *STORY]


def test_only_the_story_and_its_heads_are_read() -> None:
    text = text_of(BODY, title="Port shelled")
    read = {text.segments[s.paragraph].kind for s in text.sentences}
    assert read == {K.TITLE, K.HIGHLIGHTS, K.HEADING, K.BODY}
    assert set(READ_KINDS) == read | {K.POST}
    assert all(s.kind is text.segments[s.paragraph].kind for s in text.sentences)


def kinds(body: str) -> list[K]:
    return [s.kind for s in find_segments(Report(given_id="r", text=body))]


LAST = "\nThe rest of the story stands here."


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Bob Roe contributed reporting from the coast.", K.CREDIT),
        ("Reporting by Ann Lee; Editing by Bob Roe", K.CREDIT),
        ("Ann Lee reported from Beirut and Bob Roe wrote from Rome.", K.CREDIT),
        ("FILE PHOTO of the bridge", K.CAPTION),
        ("Watch: the bridge falls", K.CAPTION),
        ("The bridge (Photo: Ann Lee)", K.CAPTION),
        ("The old bridge/AFP", K.CAPTION),
        ("Read also: ten years of war", K.RELATED),
        ("More on the war at sea", K.RELATED),
        ("See more: maps", K.RELATED),
        ("Hashtags: #bridge", K.RELATED),
        ("ALEPPO —", K.DATELINE),
        ("(Courier Wire) -", K.DATELINE),
        ("Key points:", K.HIGHLIGHTS),
        ("A bridge too far", K.HEADING),
        ("A bridge too far.", K.BODY),
        ("He said: “Go!”", K.BODY),
        ("Twelve words that end without a stop are still a heading of sorts here", K.BODY),
        ("She contributed to the report of 2013 that was lost.", K.BODY),
        ("The photo shows a bridge that fell.", K.BODY),
        ("They read more of his letters that night.", K.BODY),
        ("Sources said the bridge fell.", K.BODY),
        ("He watched it — and ran.", K.BODY),
        ("The bridge fell, two dead. https://t.co/Ab12 — Harbour Watch (@harbourwatch) October 12, 2016", K.POST),
        ("Two dead at the bridge pic.twitter.com/Ab12", K.POST),
        ("— Harbour Watch (@harbourwatch) October 12, 2016", K.CREDIT),
        ("Write to the harbour master (@harbourwatch) if you saw it.", K.BODY),
    ],
)
def test_a_line_before_the_rest_of_the_story(line: str, kind: K) -> None:
    assert kinds(line + LAST) == [kind, K.BODY]


def test_a_line_with_a_signature_after_it_is_a_post() -> None:
    body = "The mayor spoke.\nThe bridge fell, two dead\n\n— Harbour Watch (@harbourwatch) October 12, 2016" + LAST
    assert kinds(body) == [K.BODY, K.POST, K.CREDIT, K.BODY]


def test_the_last_line_is_no_heading() -> None:
    assert kinds("The story.\nA bridge too far") == [K.BODY, K.BODY]


def test_a_caption_ends_with_its_paragraph() -> None:
    assert kinds("10:30 - Source: Courier\n\nTwelve people died.") == [K.CAPTION, K.BODY]


def test_a_list_of_links_ends_with_the_first_sentence() -> None:
    assert kinds("Related:\nOne story\nAnother story\nThis one is told.\nA town falls\nIt fell.") == [
        *[K.RELATED] * 3,
        K.BODY,
        K.HEADING,
        K.BODY,
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\n\n\n"])
def test_any_line_end_ends_a_segment(end: str) -> None:
    assert kinds(f"It fell.{end}It burned.") == [K.BODY, K.BODY]


@pytest.mark.parametrize("body", ["", " ", "\n\n", "\t\u00a0\n\u2003"])
def test_white_space_alone_has_no_segment(body: str) -> None:
    assert kinds(body) == []


def test_a_title_of_two_lines_is_two_titles() -> None:
    segments = find_segments(Report(given_id="r", title="Raid\nkills 12", text="It fell."))
    assert [s.kind for s in segments] == [K.TITLE, K.TITLE, K.BODY]


@pytest.mark.parametrize(
    "make",
    [
        lambda size: " " * size + "a",
        lambda size: "A" + " " * size + "(A",
        lambda size: "A b" + "\t" * size + "-----x",
        lambda size: "—" * size + "a",
        lambda size: "\u00a0" * size + "b",
        lambda size: "." + '"' * size + "a",
        repeated("A ("),
        repeated("reported from a and "),
        repeated("a\n"),
        repeated("10:30 - Source: x\n"),
        repeated("Related:\n"),
        repeated('."'),
    ],
)
def test_time_grows_with_the_text(make: Callable[[int], str]) -> None:
    assert grows_linearly(kinds, make, 20_000)
