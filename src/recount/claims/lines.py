"""Lines: a parsed report as the reader of attributions looks at it, with its quotation marks paired off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from recount.lang.loader import lexicon
from recount.model import Parse, SegmentKind, Sentence, Text

OPENING, CLOSING, STRAIGHT = "“", "”", '"'
MARKS = frozenset({OPENING, CLOSING, STRAIGHT})
DEEP = 12
"""Steps up a tree at most: farther apart, two words have nothing to do with each other."""


@dataclass(frozen=True, slots=True)
class Line:
    """One parsed sentence. All tuples are as long as its tokens."""

    sentence: Sentence
    lowers: tuple[str, ...]
    stems: tuple[str, ...]
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    children: tuple[tuple[int, ...], ...]
    chains: tuple[tuple[int, ...], ...]
    """Each token and those it hangs from, up to the root."""

    quoted: tuple[bool, ...]
    """Whether a token stands in double quotation marks; the marks themselves do."""

    opens_quoted: bool
    """Whether a quotation was open before its first token."""

    leaves_open: bool
    """Whether one is open after its last."""

    opens_paragraph: bool
    in_heading: bool

    def __len__(self) -> int:
        return len(self.lowers)


def lines(text: Text) -> list[Line]:
    """The parsed sentences of a text, in order. Time grows with the number of tokens."""
    out = list[Line]()
    paragraph, opened = -1, False
    for sentence in text.sentences:
        parse = sentence.parse
        if parse is None:
            continue
        opens = sentence.paragraph != paragraph
        opened = opened and not opens
        quoted, after = _quoted(sentence, opened)
        out.append(_line(sentence, parse, quoted, (opened, after, opens)))
        paragraph, opened = sentence.paragraph, after
    return out


def _line(sentence: Sentence, parse: Parse, quoted: tuple[bool, ...], marks: tuple[bool, bool, bool]) -> Line:
    children: list[list[int]] = [[] for _ in parse.heads]
    for k, head in enumerate(parse.heads):
        if head != k:
            children[head].append(k)
    lowers = tuple(t.lower for t in sentence.tokens)
    return Line(
        sentence=sentence,
        lowers=lowers,
        stems=tuple(stem(word) for word in lowers),
        tags=parse.tags,
        heads=parse.heads,
        relations=parse.relations,
        children=tuple(map(tuple, children)),
        chains=tuple(tuple(_chain(parse.heads, k)) for k in range(len(parse.heads))),
        quoted=quoted,
        opens_quoted=marks[0],
        leaves_open=marks[1],
        opens_paragraph=marks[2],
        in_heading=sentence.kind not in (SegmentKind.BODY, SegmentKind.POST),
    )


def _chain(heads: Sequence[int], k: int) -> Iterator[int]:
    for _ in range(DEEP):
        yield k
        if heads[k] == k:
            return
        k = heads[k]


def _quoted(sentence: Sentence, opened: bool) -> tuple[tuple[bool, ...], bool]:
    """For each token whether it is quoted, and whether a quotation is open at the end."""
    out = list[bool]()
    for token in sentence.tokens:
        if token.text not in MARKS:
            out.append(opened)
            continue
        out.append(True)
        opened = token.text == OPENING or (token.text == STRAIGHT and not opened)
    return tuple(out), opened


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What the forms of a word share: "argues", "argued" and "arguing" give "argu". Crude, and the same everywhere."""
    word = _irregular().get(word, word)
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            word = word[: -len(ending)]
            break
    word = word.removesuffix("e") if len(word) > 3 else word
    word = word[:-1] + "y" if word.endswith("i") and len(word) > 3 else word
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


@lru_cache(maxsize=50_000)
def kind(stem_of_word: str) -> str:
    """The class of a word of saying, thinking or feeling (`lang/en/attribution.toml`), by its stem; else empty."""
    return _classes().get(stem_of_word, "")


@cache
def _classes() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, row in lexicon("en", "attribution").items():
        for word in row["words"]:
            found.setdefault(stem(word), name)
    return found


@cache
def _irregular() -> dict[str, str]:
    return {form: base for base, forms in lexicon("en", "reporting")["irregular"].items() for form in forms}
