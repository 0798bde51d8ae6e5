"""Live blogs: their entries under their times, the earliest first.

Pages show the newest entry first. Put in order of time, what comes later in the text was told later, as in any other
report; a figure is then followed by the one that corrects it, and each stands under the time at which it was told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, pairwise

from lxml import html

from recount.sources.pages.blocks import Block, blocks_of
from recount.sources.pages.clearing import clear
from recount.sources.pages.json_ld import articles, plain
from recount.sources.said import whole

MOST_UPDATES = 2000
"""Entries of a live blog that are read."""

FEWEST_UPDATES = 3
"""Entries that a page without JSON-LD must have to be taken for a live blog."""

MOST_AROUND = 8
"""Elements around a time that are looked at for one that is an entry."""

_LIVE = re.compile(r"live-?(?:blog|update|entr|post|stream|feed|event|report|text)|liveblog", re.IGNORECASE)
_WHEN = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)")
_CLOCK = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)\s*([ap]\.?m\.?)?", re.IGNORECASE)
_FEWEST_LETTERS = 15


_Group = tuple[html.HtmlElement | None, str]
"""Elements of one class below one parent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One entry."""

    when: str
    """As the page gives it, for machines where it does: ``2023-05-09T11:30:00+03:00``, else ``5.02pm``."""

    blocks: tuple[Block, ...]


def live_blocks(tree: html.HtmlElement) -> list[Block]:
    """What a live blog tells: what stands above its entries, then each under its time. Empty for other pages.

    Changes the tree only where it is a live blog.
    """
    entries = _entries(tree)
    updates = list(_from_json_ld(tree)) or [_from_element(entry) for entry in entries]
    if not updates:
        return []
    above = list(_above(tree, entries[0])) if entries else []
    return [*above, *(block for update in in_order(updates) for block in _under_its_time(update))]


def in_order(updates: Sequence[Update]) -> list[Update]:
    """The entries, the earliest first: turned round where their times fall, sorted where each time is whole.

    As the page has them where their times tell no order.
    """
    keys = [_key(update.when) for update in updates]
    if all(a <= b for a, b in pairwise(keys) if _both(a, b)):
        return list(updates)
    if all(a >= b for a, b in pairwise(keys) if _both(a, b)):
        return list(reversed(updates))
    if keys[0] and len(keys[0]) > len("00:00") and len({len(key) for key in keys}) == 1:
        return [update for _, update in sorted(zip(keys, updates, strict=True), key=lambda pair: pair[0])]
    return list(updates)


def _both(a: str, b: str) -> bool:
    return bool(a and b) and len(a) == len(b)


def _key(when: str) -> str:
    """A time as text that sorts: an instant in seconds where its zone is known, else the clock; "" where unreadable."""
    if _WHEN.match(when):
        try:
            found = datetime.fromisoformat(when)
        except ValueError:
            return ""
        return f"{found.timestamp():020.3f}" if found.tzinfo else found.isoformat(timespec="seconds")
    clock = _CLOCK.search(when)
    if clock is None:
        return ""
    half = (clock[3] or "").lower()[:1]
    hour = int(clock[1]) % 12 + 12 * (half == "p") if half else int(clock[1])
    return f"{hour:02}:{clock[2]}"


def _under_its_time(update: Update) -> Iterator[Block]:
    if update.when:
        yield Block(text=_in_words(update.when), kind="h3", linked=0.0)
    yield from update.blocks


def _in_words(when: str) -> str:
    """The time as a heading, on the page's own clock: "9 May 2023, 11:30"."""
    found = _WHEN.match(when)
    if found is None:
        return when
    try:
        day = datetime.fromisoformat(found[1])
    except ValueError:
        return when
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}, {found[2]}"


_MONTHS = (
    "January February March April May June July August September October November December".split()  # no locale's
)


def _from_json_ld(tree: html.HtmlElement) -> Iterator[Update]:
    """The entries that JSON-LD gives whole."""
    for thing in articles(tree):
        updates = thing.get("liveBlogUpdate")
        for update in updates[:MOST_UPDATES] if isinstance(updates, list) else ():
            if isinstance(update, dict) and (blocks := tuple(_told(update))):
                when = update.get("datePublished")
                yield Update(when=_folded(when) if isinstance(when, str) else "", blocks=blocks)


def _told(update: dict[str, object]) -> Iterator[Block]:
    body, headline = update.get("articleBody"), update.get("headline")
    if not isinstance(body, str) or not body.strip():
        return
    if isinstance(headline, str) and headline.strip():
        yield Block(text=_folded(headline), kind="h3", linked=0.0)
    for line in plain(body).splitlines():
        if line.strip():
            yield Block(text=_folded(line), kind="p", linked=0.0)


def _entries(tree: html.HtmlElement) -> list[html.HtmlElement]:
    """The elements that are entries: siblings of one class, each with one time and words, on what is named live."""
    groups: dict[_Group, list[html.HtmlElement]] = defaultdict(list)
    sizes: dict[_Group, int] = {}
    for time in islice(tree.iter("time"), MOST_UPDATES):
        if (entry := _entry_around(time, sizes)) is not None and entry not in groups[_group_of(entry)][-1:]:
            groups[_group_of(entry)].append(entry)
    best = max(groups.values(), key=len, default=[])
    return best if len(best) >= FEWEST_UPDATES else []


def _entry_around(time: html.HtmlElement, sizes: dict[_Group, int]) -> html.HtmlElement | None:
    """The element around a time that has siblings of its own class and is named live, or within what is."""
    for element in islice(time.iterancestors("div", "article", "li", "section"), MOST_AROUND):
        parent, name = group = _group_of(element)
        if not name or parent is None:
            continue
        if group not in sizes:
            sizes[group] = sum((sibling.get("class") or "") == name for sibling in islice(parent, MOST_UPDATES))
        if sizes[group] > 1:
            return element if _is_live(element) and _has_words(element) else None
    return None


def _group_of(element: html.HtmlElement) -> _Group:
    return element.getparent(), element.get("class") or ""


def _is_live(element: html.HtmlElement) -> bool:
    around = (element, *list(element.iterancestors())[:4])
    return any(
        _LIVE.search(f"{e.get('class') or ''} {e.get('id') or ''} {e.get('itemtype') or ''} {e.get('itemprop') or ''}")
        for e in around
    )


def _has_words(element: html.HtmlElement) -> bool:
    words = [block for block in blocks_of(element) if block.linked < 0.5]
    return sum(len(block.text) for block in words) >= _FEWEST_LETTERS


def _from_element(entry: html.HtmlElement) -> Update:
    clear(entry)
    times = list(entry.iter("time"))
    when = times[0].get("datetime") or times[0].text_content() if times else ""
    for time in times[:1]:
        time.drop_tree()
    return Update(when=_folded(when), blocks=tuple(block for block in blocks_of(entry) if block.linked < 0.5))


def _above(tree: html.HtmlElement, first: html.HtmlElement) -> Iterator[Block]:
    """What stands above the entries within what holds them: a lead, or what is known so far."""
    around = next(first.iterancestors("article", "main"), None)
    if around is None:
        return
    clear(around)
    entries = {block.text for block in blocks_of(first)}
    for block in blocks_of(around):
        if block.text in entries:
            return
        if block.linked < 0.5 and block.kind != "h1":
            yield block


def _folded(words: str) -> str:
    return " ".join(whole(words).split())
