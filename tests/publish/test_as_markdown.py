from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from recount.publish import write
from recount.publish.as_markdown import escaped, link
from recount.publish.changes import changes
from tests.publish.sample import first_release, sample_release

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])

HOSTILE = [
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "![x](https://x.example/x.png)",
    "<https://x.example>",
    "https://x.example and www.x.example",
    "*bold* _em_ **strong** ~~gone~~ `code`",
    "&lt;b&gt; &amp; &#60;",
    "# heading",
    "- list",
    "+ list",
    "1. list",
    "2) list",
    "> quote",
    "===",
    "---",
    "a | b | c",
    "line\n\n# heading\n\n- list",
    "[ref]: https://x.example",
    "\\[escaped\\](x)",
    "mail@x.example",
    "$x$",
]


def rendered(text: str) -> str:
    return str(MARKDOWN.render(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_renders_as_the_text_it_is(text: str) -> None:
    html = rendered(f"- {escaped(text)}")
    shown = html.replace("<ul>", "").replace("</ul>", "").replace("<li>", "").replace("</li>", "").strip()
    expected = " ".join(text.split())
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        expected = expected.replace(sign, entity)
    assert shown == expected


@given(st.text())
def test_any_text_becomes_one_paragraph_without_markup(text: str) -> None:
    tokens = MARKDOWN.parse(escaped(text))
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    kinds = {child.type for token in tokens for child in token.children or []}
    assert kinds <= {"text", "text_special"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_reports_add_no_link_no_heading_and_no_html_to_a_brief(text: str) -> None:
    release = first_release()
    claims = tuple(replace(one, sentence=f"{text} {one.sentence}") for one in release.claims)
    heads = tuple(replace(head, title=text, outlet=text, given_id=text) for head in release.reports)
    plain, hostile = (
        MARKDOWN.parse("".join(write(one, form="md", what="brief")))
        for one in (release, replace(release, claims=claims, reports=heads))
    )

    def structure(tokens: object) -> list[str]:
        assert isinstance(tokens, list)
        every = [child for token in tokens for child in (token, *(token.children or []))]
        return [token.type for token in every if token.type in {"heading_open", "html_inline", "html_block", "image"}]

    assert structure(hostile) == structure(plain)
    links = [child for token in hostile for child in token.children or [] if child.type == "link_open"]
    assert {str(found.attrs["href"]) for found in links} <= {head.url for head in release.reports}


@pytest.mark.parametrize(
    ("address", "links"),
    [
        ("https://x.example/a?b=1&c=2", True),
        ("https://x.example/a)b", False),
        ("https://x.example/a b", False),
        ("javascript:alert(1)", False),
        (None, False),
    ],
)
def test_only_plain_web_addresses_become_links(address: str | None, links: bool) -> None:
    assert ("](" in link("words", address)) is links


def test_the_brief_says_the_sentence_about_the_rest() -> None:
    text = "".join(write(sample_release(), form="md", what="brief"))
    assert "**34 of the 160 are not tied to a recorded incident**; by the bounds: 0 to open" in text
    assert text.count("**NEW**") == len(changes(sample_release()).new) * 2 + len(changes(sample_release()).new_periods)
