"""The tree of a page. Pages are hostile: parsed without network, entities or depth that could exhaust memory."""

from __future__ import annotations

from itertools import islice

from lxml import etree, html

from recount.errors import SkipReport

MOST_ELEMENTS = 100_000
"""Elements of a page. The longest live blogs have some 30,000; trafilatura takes 0.1 s for each 1,000."""

LARGE = 200_000
LONGEST_ATTRIBUTE = 10_000
"""Characters of an attribute of a page larger than `LARGE`: what looks at attributes looks at each many times."""


def parse(page: str) -> html.HtmlElement:
    """The tree of a page.

    Raises:
        SkipReport: no page can be made of it.
    """
    # A declaration of an encoding in the text would contradict that it is text already.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, RecursionError) as error:
        raise SkipReport(f"is no web page that can be read ({type(error).__name__}): save the text as .txt") from None
    if sum(1 for _ in islice(tree.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS:
        raise SkipReport(f"has more than {MOST_ELEMENTS:,} elements: no report has")
    if len(page) > LARGE:
        _cut_attributes(tree)
    return tree


def _cut_attributes(tree: html.HtmlElement) -> None:
    for element in tree.iter(etree.Element):
        for name, value in element.items():
            if len(value) > LONGEST_ATTRIBUTE:
                element.set(name, value[:LONGEST_ATTRIBUTE])
