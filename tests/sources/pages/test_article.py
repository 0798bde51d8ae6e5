"""What of a page is its article: cases for single rules."""

from __future__ import annotations

import pytest

from tests.sources.reading import errors_in, report_in

BODY = (
    "<p>Eleven people were killed in Ossen on Monday, the mayor of the town said.</p>"
    "<p>Her deputy spoke of twelve dead and of forty who were taken to hospital.</p>"
)


def text_of(body: str, head: str = "<title>Shells on Ossen</title>") -> str:
    page = f"<html><head><meta charset=utf-8>{head}</head><body><article>{body}</article></body></html>"
    return report_in(page.encode(), "page.html").text


@pytest.mark.parametrize(
    "lost",
    [
        "<ul><li>Ossen: 4</li><li>Marrow: 7</li></ul>",
        "<blockquote>I saw six of them in the barn.</blockquote>",
        "<table><tr><th>Town</th><th>Dead</th></tr><tr><td>Ossen</td><td>4</td></tr></table>",
        "<figure><img src=a><figcaption>Two of the nine graves of Ossen.</figcaption></figure>",
        "<dl><dt>Marrow</dt><dd>Seven dead, by the count of the clinic.</dd></dl>",
    ],
)
def test_a_toll_in_a_list_a_quotation_a_table_or_a_caption_is_kept_in_its_place(lost: str) -> None:
    first, second = BODY.split("</p><p>")
    paragraphs = text_of(f"{first}</p>{lost}<p>{second}").split("\n\n")
    assert len(paragraphs) >= 3
    assert paragraphs[0].startswith("Eleven")
    assert paragraphs[-1].startswith("Her deputy")


@pytest.mark.parametrize(
    "notice",
    [
        '<div class="ad-slot"><p>Sail away this summer with the best of lines.</p></div>',
        '<div id="newsletter"><p>Our letter comes every morning, without charge.</p></div>',
        '<section class="related-stories"><p>Ten people were killed in Hollow last week.</p></section>',
        '<p><a href="/x">Ten people were killed in Hollow last week</a></p>',
        "<nav><a href=/>Home</a></nav>",
        "<p>Advertisement</p>",
        "<p>© 2016 The Ossen Paper. All rights reserved.</p>",
        "<script>var killed = 'Ninety people were killed in a script.';</script>",
        "<style>.killed { content: 'Ninety people were killed.' }</style>",
        "<noscript><p>Ninety people were killed where no script runs.</p></noscript>",
    ],
)
def test_what_is_nobody_s_reporting_is_left_out(notice: str) -> None:
    first, second = BODY.split("</p><p>")
    assert text_of(f"{first}</p>{notice}<p>{second}") == text_of(BODY)


@pytest.mark.parametrize("name", ["adversary-box", "shadow", "cookieless", "proadvance", "relatedness", "adieu"])
def test_a_stretch_whose_name_only_resembles_a_notice_s_is_kept(name: str) -> None:
    more = "<p>A third source, a nurse, put the number of dead at thirteen in the evening.</p>"
    assert "thirteen" in text_of(f'{BODY}<div class="{name}">{more}</div>')


def test_a_page_that_calls_all_of_itself_a_notice_is_read() -> None:
    assert text_of(f'<div class="promo subscribe">{BODY}</div>') == text_of(BODY)


def test_a_paragraph_that_stands_twice_and_the_title_are_told_once() -> None:
    doubled = f"<h1>Shells on Ossen</h1>{BODY}<h2>Shells on Ossen</h2>{BODY}"
    assert text_of(doubled) == text_of(BODY)


def test_rows_and_short_lines_that_say_the_same_are_all_kept() -> None:
    items = "<ul><li>Two dead</li><li>Two dead</li></ul><table><tr><td>Ossen<td>2</tr><tr><td>Ossen<td>2</tr></table>"
    text = text_of(BODY + items + "<p>That is the whole list, as the clinic gave it to us on Monday.</p>")
    assert text.count("Two dead") == 2
    assert text.count("Ossen | 2") == 2


def test_the_words_of_a_page_are_not_changed() -> None:
    odd = "He said \u202eelteser\u202c “tr\u00e8s bien”\u00a0– ١٢ قتيلا, three\u200bdead, R&D &lt;b&gt; <b>no</b>w."
    found = text_of(f"{BODY}<p>{odd.replace('R&D', 'R&amp;D')}</p>")
    assert "\u202eelteser\u202c “très bien” – ١٢ قتيلا, three\u200bdead, R&D <b> now." in found


def test_a_page_without_an_article_is_refused() -> None:
    menu = b"<html><body><nav><a href=/>Home</a> <a href=/a>About</a></nav></body></html>"
    assert errors_in(menu, "page.html") == [
        "page.html: holds no article that can be told from its menus and notices: save the text as .txt"
    ]


def test_a_page_that_scripts_draw_is_read_from_its_json_ld() -> None:
    body = '{"@type":"NewsArticle","articleBody":"<p>Six died in Ossen.</p><p>One of them was a child.</p>"}'
    page = (
        f'<html><head><script type="application/ld+json">{body}</script></head><body><div id=app></div></body></html>'
    )
    assert report_in(page.encode(), "page.html").text == "Six died in Ossen.\n\nOne of them was a child."


def test_links_to_other_hosts_are_sources_and_links_to_the_outlet_s_own_are_other_stories() -> None:
    own, other = "https://ossen.example/8", "https://marrow.example/8"
    item = '<ul><li><a href="{}">Marrow Paper: seven people killed in Marrow</a></li></ul>'
    head = '<link rel="canonical" href="https://www.ossen.example/1">'
    first, second = BODY.split("</p><p>")
    assert "seven people" in text_of(f"{first}</p>{item.format(other)}<p>{second}", head)
    assert "seven people" not in text_of(f"{first}</p>{item.format(own)}<p>{second}", head)
    assert "seven people" not in text_of(f"{first}</p>{item.format('/8')}<p>{second}", head)


def test_text_that_was_set_beforehand_is_cut_at_its_empty_lines() -> None:
    page = b"<html><body><pre>Six dockers were killed\nin Selm.\n\n  Nine were\ninjured.</pre>"
    assert report_in(page, "wire.html").text == "Six dockers were killed in Selm.\n\nNine were injured."


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("14 October 2016", "2016-10-14"),
        ("Published: Friday 14 October 2016, 10.15", "2016-10-14"),
        ("Posted on October 14th, 2016 at 10:15 am (GMT)", "2016-10-14"),
        ("Fri., 14 Oct. 2016 - 10:15", "2016-10-14"),
        ("14 October", None),
        ("31 February 2016", None),
        ("14/10/2016", None),
        ("On 14 October 2016 two people died.", None),
        ("14 October 2016 and 15 October 2016", None),
    ],
)
def test_a_line_that_is_nothing_but_the_day_gives_the_day_of_a_page_that_says_none(line: str, day: str | None) -> None:
    page = f"<html><head><title>T</title></head><body><h1>T</h1><div>{line}</div>{BODY}</body></html>"
    found = report_in(page.encode(), "page.html")
    assert (found.published.isoformat() if found.published else None) == day


def test_days_of_other_stories_are_no_day_of_this_one() -> None:
    page = f"<html><body><div>14 October 2016</div>{BODY}<div>13 October 2016</div></body></html>"
    assert report_in(page.encode(), "page.html").published is None
    said = f'<html><meta name="date" content="2016-10-15"><body><div>14 October 2016</div>{BODY}</body></html>'
    assert str(report_in(said.encode(), "page.html").published) == "2016-10-15"
