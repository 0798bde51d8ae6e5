"""What feeds do to sentences: curly quotes, lost commas and apostrophes, lower and upper case, no full stop.

Each variant keeps the tree: a word is respelt or, where it governs nothing, left out.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

from training.treebank import Tree

Variant = Callable[[Tree], Tree]

_CURLY = str.maketrans({"'": "’"})


def curly(tree: Tree) -> Tree:
    """Typographic quotation marks and apostrophes."""
    out: Tree = []
    opened = False
    for word in tree:
        if word.text == '"':
            opened = not opened
            out.append(replace(word, text="“" if opened else "”"))
        else:
            out.append(replace(word, text=word.text.translate(_CURLY)))
    return out


def lower(tree: Tree) -> Tree:
    """All lower case."""
    return [replace(w, text=w.text.lower()) for w in tree]


def upper(tree: Tree) -> Tree:
    """All upper case, as old wires and many headlines are."""
    return [replace(w, text=w.text.upper()) for w in tree]


def capitals(tree: Tree) -> Tree:
    """Every word with a capital, as headlines have them."""
    return [replace(w, text=w.text[:1].upper() + w.text[1:]) for w in tree]


def no_commas(tree: Tree) -> Tree:
    """Without commas, quotation marks and apostrophes, as many feeds deliver."""
    bare = [replace(w, text=w.text.replace("'", "").replace("’", "") or w.text) for w in tree]
    return _without(bare, lambda k: bare[k].text in ',"“”')


def no_full_stop(tree: Tree) -> Tree:
    """Without the sign at its end, as headings are."""
    last = len(tree) - 1
    return _without(tree, lambda k: k == last and tree[k].text in ".!?")


SHARES: tuple[tuple[Variant, float], ...] = (
    (curly, 0.25),
    (no_commas, 0.15),
    (no_full_stop, 0.10),
    (upper, 0.10),
    (lower, 0.05),
    (capitals, 0.05),
)
"""Each variant and the share of the sentences of which a copy in it is added."""


def with_variants(trees: list[Tree], seed: int) -> Iterator[Tree]:
    """Every tree, followed by the copies drawn for it."""
    draw = random.Random(seed)  # noqa: S311 - a reproducible draw, no secret
    for tree in trees:
        yield tree
        for variant, share in SHARES:
            if draw.random() < share:
                changed = variant(tree)
                if changed and changed != tree:
                    yield changed


def _without(tree: Tree, unwanted: Callable[[int], bool]) -> Tree:
    governs = {w.head for k, w in enumerate(tree) if w.head != k}
    kept = [k for k in range(len(tree)) if not unwanted(k) or k in governs or tree[k].head == k]
    at = {k: number for number, k in enumerate(kept)}
    return [replace(tree[k], head=at[tree[k].head]) for k in kept]
