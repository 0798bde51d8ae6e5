"""Columns: the text of a printed page in the order in which it is read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

FEWEST = 5
"""Stretches that a column must have."""

MOST_SWITCHES = 4
"""Changes from one column to the other in the file's own order up to which that order is the reading order."""

MOST_STRETCHES = 5000

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points, from the lower left corner."""


def text_of(page: Any) -> str:  # noqa: ANN401 - pypdfium2 declares no types
    """The text of a page of pypdfium2, one column after the other where it has two."""
    text_page = page.get_textpage()
    try:
        count = text_page.count_rects()
        boxes = [text_page.get_rect(n) for n in range(count)] if count <= MOST_STRETCHES else []
        gutter = find_gutter(boxes, width=page.get_width())
        if gutter is None:
            return str(text_page.get_text_bounded())
        return "\n\n".join(text_page.get_text_bounded(*box) for box in _in_order(boxes, gutter, page))
    finally:
        text_page.close()
        page.close()


def find_gutter(boxes: Sequence[Box], *, width: float) -> float | None:
    """Where the space between two columns lies, if the file mixes their lines; ``None`` where its order is the page's.

    Args:
        boxes: stretches of text in the file's order.
        width: of the page, in points.
    """
    best = None
    for x in (width * share / 100 for share in range(35, 66)):
        left = sum(box[2] <= x for box in boxes)
        right = sum(box[0] >= x for box in boxes)
        across = len(boxes) - left - right
        if min(left, right) >= FEWEST and across <= (left + right) / 10 and (best is None or across < best[0]):
            best = (across, x)
    if best is None:
        return None
    sides = [box[0] >= best[1] for box in boxes if box[2] <= best[1] or box[0] >= best[1]]
    switches = sum(a != b for a, b in pairwise(sides))
    return best[1] if switches > MOST_SWITCHES else None


def _in_order(boxes: Sequence[Box], gutter: float, page: Any) -> list[Box]:  # noqa: ANN401
    """The parts of the page in reading order: between lines that run across, the left column and then the right."""
    width, top = page.get_width(), page.get_height()
    order: list[Box] = []
    across = sorted((b for b in boxes if b[0] < gutter < b[2]), key=lambda box: -box[3])
    for box in across:
        middle_top, middle_bottom = box[3] + 1, box[1] - 1
        if top - middle_top > 1:
            order += [(0, middle_top, gutter, top), (gutter, middle_top, width, top)]
        order.append((0, middle_bottom, width, middle_top))
        top = min(top, middle_bottom)
    return [*order, (0, 0, gutter, top), (gutter, 0, width, top)]
