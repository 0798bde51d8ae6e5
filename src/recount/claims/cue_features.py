"""What speaks for a word being the cue of an attribution: the word that says someone says or thinks something."""

from __future__ import annotations

from collections.abc import Iterator

from recount.claims.lines import MARKS, Line, kind
from recount.claims.words import words

_CLAUSES = frozenset({"ccomp", "parataxis", "xcomp", "obj", "advcl", "obl", "nmod", "acl", "csubj", "acl:relcl"})
_COLONS = frozenset({":", "―", "—", "–", "-"})


def cue_features(line: Line, k: int) -> Iterator[str]:
    """The features of token `k` as the head of a cue. Their names are the keys of the table of weights."""
    low, stem, tag, relation = line.lowers[k], line.stems[k], line.tags[k], line.relations[k]
    head = line.heads[k]
    parent = "root" if head == k else line.stems[head]
    before, after = _word(line, k - 1), _word(line, k + 1)
    yield "any"
    yield f"w={low}"
    yield f"s={stem}"
    yield f"t={tag}"
    yield f"r={relation}"
    yield f"t+r={tag},{relation}"
    yield f"s+t={stem},{tag}"
    yield f"s+r={stem},{relation}"
    yield f"s+next={stem},{after}"
    yield f"s+prev={stem},{before}"
    yield f"s+up={stem},{parent}"
    yield f"up={parent},{relation}"
    yield f"next={after}"
    yield f"prev={before}"
    yield f"t+next={tag},{after}"
    yield f"t+prev={tag},{before}"
    yield f"tags={_tag(line, k - 1)},{tag},{_tag(line, k + 1)}"
    yield f"next2={after},{_word(line, k + 2)}"
    yield f"end={tag[:2]},{low[-3:]}"
    sort = kind(stem)
    if sort:
        yield f"c={sort}"
        yield f"c+t={sort},{tag}"
        yield f"c+r={sort},{relation}"
        yield f"c+next={sort},{after}"
        yield f"c+prev={sort},{before}"
    if head != k:
        yield f"up_c={kind(parent)},{relation},{tag}"
        yield f"up_c+c={kind(parent)},{relation},{sort}"
    yield from _of_children(line, k, sort)
    yield from _of_place(line, k)


def _of_children(line: Line, k: int, sort: str) -> Iterator[str]:
    tag, stem = line.tags[k][:2], line.stems[k]
    found = set[str]()
    for child in line.children[k]:
        relation = line.relations[child]
        if relation in _CLAUSES:
            side = "R" if child > k else "L"
            yield f"child={tag},{relation}{side},{line.tags[child][:2]}"
            yield f"child_c={tag},{relation},{kind(line.stems[child])}"
            found.add(relation + side)
            marked = any(line.lowers[c] == "that" for c in line.children[child] if c < child)
            if marked:
                yield f"that={tag},{relation}"
                yield f"that+s={stem},{relation}"
        elif relation.startswith("nsubj"):
            yield f"subject={tag},{line.tags[child]}"
            yield f"subject_word={line.stems[child]}"
            yield f"subject+s={stem},{line.tags[child][:2]}"
            found.add(relation)
            if line.lowers[child] in words().speakers:
                yield f"speaker_subject={tag}"
        elif relation in ("case", "mark", "aux", "aux:pass", "det", "nmod:poss", "cop", "expl", "advmod"):
            yield f"with={tag},{relation},{line.lowers[child]}"
            found.add(relation)
    shape = "+".join(sorted(found))
    yield f"shape={tag},{shape}"
    yield f"shape+c={sort},{shape}"
    yield f"shape+s={stem},{'+'.join(sorted(f for f in found if f[:5] in ('ccomp', 'xcomp', 'parat', 'nsubj', 'obj')))}"


def _of_place(line: Line, k: int) -> Iterator[str]:
    tag, low = line.tags[k][:2], line.lowers[k]
    if line.quoted[k]:
        yield f"quoted={tag}"
        yield f"quoted+s={line.stems[k]}"
    marks = [j for j in range(max(0, k - 4), min(len(line), k + 5)) if line.lowers[j] in MARKS]
    for mark in marks:
        yield f"mark={tag},{'R' if mark > k else 'L'}{abs(mark - k)}"
    if any(line.quoted) and not line.quoted[k]:
        yield f"quotation_in_its_sentence={tag}"
        yield f"quotation+s={line.stems[k]}"
    if low in _COLONS or _word(line, k + 1) == ":":
        yield f"colon={tag},{'heading' if line.in_heading else 'body'},{min(k, 5)}"
        yield f"colon_before={line.tags[k - 1] if k else ''},{'Q' if _word(line, k + 1) in MARKS else ''}"
    if k == 0:
        yield f"first={tag}"
    if k + 2 >= len(line):
        yield f"last={tag}"
    if line.in_heading:
        yield f"heading={tag}"


def _word(line: Line, k: int) -> str:
    return line.lowers[k] if 0 <= k < len(line) else "·"


def _tag(line: Line, k: int) -> str:
    return line.tags[k] if 0 <= k < len(line) else "·"
