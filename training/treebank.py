"""Universal Dependencies treebanks, cut into the words that Recount reads.

A treebank splits "al-Qasr" in three and "Syria's" in two; `recount.text` reads each as one word. A parser trained on
other words than it will meet guesses, so the trees are recut: words joined into one keep the tag and governor of the
one that governs the others, and a word cut in several governs its own pieces.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from recount.text.sentences import tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of a tree. `head` is an index into the tree, its own for the root."""

    text: str
    space: bool
    """Whether white space follows."""

    tag: str
    head: int
    relation: str


Tree = list[Word]

NOT_FREE = ("GUM_essay_", "GUM_letter_", "GUM_podcast_", "GUM_whow_", "GUM_fiction_", "GUM_reddit_")
"""Beginnings of the ids of documents that nothing is learnt from: their texts may not be used commercially."""


@dataclass(frozen=True, slots=True)
class _Row:
    start: int
    end: int
    tag: str
    head: int
    relation: str


def read_trees(path: Path) -> Iterator[Tree]:
    """The sentences of a CoNLL-U file in order, recut.

    Left out are the documents of `NOT_FREE` and sentences whose text does not match their words.
    """
    free = True
    for lines in _blocks(path):
        document = next((line.partition("=")[2].strip() for line in lines if line.startswith("# newdoc id")), None)
        if document is not None:
            free = not document.startswith(NOT_FREE)
        if not free:
            continue
        text = next((line[9:] for line in lines if line.startswith("# text = ")), None)
        rows = _rows(lines, text) if text else None
        if text and rows:
            yield recut(text, rows)


def recut(text: str, rows: list[_Row]) -> Tree:
    """The tree over the words that `recount.text` finds in `text`."""
    cut = [(t.start, t.end, t.text) for t in tokens(text, 0, len(text))]
    covers = [[k for k, row in enumerate(rows) if row.start < end and start < row.end] for start, end, _ in cut]
    owner: dict[int, int] = {}  # row → the first word that it covers
    for number, found in enumerate(covers):
        for k in found:
            owner.setdefault(k, number)
    out: Tree = []
    for number, (_start, end, surface) in enumerate(cut):
        top = _top(rows, covers[number])
        first = owner[top]
        if first != number:  # a later piece of one treebank word: "U.S." is "U", ".", "S", "."
            sign = not any(c.isalnum() for c in surface)
            word = Word(
                text=surface,
                space=text[end : end + 1].isspace(),
                tag=rows[top].tag,
                head=first,
                relation="punct" if sign else "flat",
            )
        else:
            head = _governor(rows, top, owner, number)
            word = Word(
                text=surface,
                space=text[end : end + 1].isspace(),
                tag=rows[top].tag,
                head=head,
                relation="root" if head == number else rows[top].relation,
            )
        out.append(word)
    return out


def _top(rows: list[_Row], inside: list[int]) -> int:
    """The row of one word that stands highest in the tree: taking any other could close a circle."""
    return min(inside, key=lambda k: _depth(rows, k))


def _depth(rows: list[_Row], row: int) -> int:
    depth = 0
    while rows[row].head != row:
        row, depth = rows[row].head, depth + 1
    return depth


def _governor(rows: list[_Row], row: int, owner: dict[int, int], number: int) -> int:
    """The word of the nearest governor that is another word; the word itself at the root."""
    while rows[row].head != row:
        row = rows[row].head
        if owner[row] != number:
            return owner[row]
    return number


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for raw in file:
            line = raw.rstrip("\n")
            if line:
                block.append(line)
            elif block:
                yield block
                block = []
    if block:
        yield block


def _rows(lines: list[str], text: str) -> list[_Row] | None:
    """The words of a tree with their place in the text; None where they do not spell it."""
    rows: list[_Row] = []
    at = 0
    inside = 0  # words of a multi-word token ("don't" = do + n't) stand where their letters stand
    for line in lines:
        if line.startswith("#"):
            continue
        number, form, _lemma, _upos, xpos, _feats, head, relation, *_ = line.split("\t")
        if "." in number:
            continue
        if "-" in number:
            start = text.find(form, at)
            if start < 0 or text[at:start].strip():
                return None
            first, last = (int(n) for n in number.split("-"))
            inside, whole_end, at = last - first + 1, start + len(form), start
            continue
        start = text.find(form, at)
        if start < 0 or text[at:start].strip():
            if not inside:
                return None
            start = at  # a form that its multi-word token does not spell
        end = min(start + len(form), whole_end) if inside else start + len(form)
        if inside:
            inside -= 1
            end = whole_end if not inside else max(end, start)
        rows.append(_Row(start, max(end, start + 1), xpos, int(head) - 1, relation))
        at = end
    return [_Row(r.start, r.end, r.tag, k if r.head < 0 else r.head, r.relation) for k, r in enumerate(rows)]
