"""Mask: takes names out of any text, in whatever case, spelling or escape they stand there."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from recount.lang.names import fold_name
from recount.model import Removed
from recount.publish.person_words import person_words
from recount.publish.tokens import Token, tokens

LINK_WITHHELD = "[link withheld]"

_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_ONLY_GAP = re.compile(r"[\s\-_]*")
_WIDEST_GAP = 6
"""Code points that may part two words of one name: a hyphen, a line break, a quotation mark and its space."""

_SHORTEST_PART = 3
_SHORTEST_JOINED = 6


@dataclass(frozen=True, slots=True)
class _Name:
    keys: tuple[str, ...]
    replacement: str
    capital: bool
    """Whether it is made of everyday words and counts only where the first is written with a capital."""


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    replacement: str


class Mask:
    """Replaces removed values in a text, and single words of them, by what stands for them.

    A whole value goes wherever it stands. A single word of one, of at least three letters, goes unless it is an
    everyday word or part of a name in `kept`; not so without `parts`. Masking twice changes nothing more.
    """

    def __init__(self, removed: Iterable[Removed], *, kept: Iterable[str] = (), parts: bool = True) -> None:
        self._names: defaultdict[str, list[_Name]] = defaultdict(list)
        self._joined: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        self._parts: dict[str, str] = {}
        self._kept: defaultdict[str, list[_Name]] = defaultdict(list)
        for one in removed:
            self._learn(one, parts=parts)
        for name in kept:
            self._add(self._kept, name, "")

    def __call__(self, text: str) -> str:
        """The text without the values."""
        return self._words(_LINK.sub(self._link, self._revealed(text)))

    def holds(self, text: str) -> bool:
        """Whether a value, or a word of one, stands in the text as written or under percent, HTML or JSON escapes."""
        return any(self._hits(form) for form in {text, unescaped(text)})

    def _revealed(self, text: str) -> str:
        plain = unescaped(text, links=False)
        return plain if plain != text and self._words(plain) != plain else text

    def _link(self, found: re.Match[str]) -> str:
        return LINK_WITHHELD if self.holds(found[0]) else found[0]

    def _words(self, text: str) -> str:
        pieces: list[str] = []
        done, last = 0, None
        for hit in self._hits(text):
            gap = text[done : hit.start]
            if last != hit.replacement or not _ONLY_GAP.fullmatch(gap):
                pieces += gap, hit.replacement
            done, last = hit.end, hit.replacement
        return "".join([*pieces, text[done:]])

    def _learn(self, one: Removed, *, parts: bool) -> None:
        words = [word for word in tokens(one.value) if word.lower not in person_words().articles]
        self._add(self._names, one.value, one.replacement)
        for form in _joined_forms(words) | _joined_forms(tokens(one.value)):
            self._joined[form[:3]].append((form, one.replacement))
        for word in words if parts and len(words) > 1 else ():
            if _is_part(word):
                self._parts.setdefault(word.key if len(word.key) >= _SHORTEST_PART else word.lower, one.replacement)

    def _add(self, names: defaultdict[str, list[_Name]], value: str, replacement: str) -> None:
        words = tokens(value)
        kept = [word for word in words if word.lower not in person_words().articles] or words
        if kept:
            everyday = all(word.lower in person_words().common or len(word.text) < _SHORTEST_PART for word in kept)
            name = _Name(tuple(word.key for word in kept), replacement, everyday and len(kept) == 1)
            names[name.keys[0]].append(name)
            names[name.keys[0]].sort(key=lambda known: -len(known.keys))

    def _hits(self, text: str) -> list[_Hit]:
        words = tokens(text)
        if not self._may_hit(words):
            return []
        kept = set(self._kept_words(words, text))
        hits: list[_Hit] = []
        at = 0
        while at < len(words):
            until, replacement = self._at(words, at, text=text, kept=kept)
            if replacement is not None:
                hits.append(_Hit(_with_article(words, at, text), words[until - 1].end, replacement))
            at = until
        return hits

    def _may_hit(self, words: list[Token]) -> bool:
        """Whether looking closer is worth it: most texts hold no word of any name."""
        return any(
            key in self._names or key in self._parts or key[:3] in self._joined
            for word in words
            for key in (*word.keys, word.lower)
        )

    def _at(self, words: list[Token], at: int, *, text: str, kept: set[int]) -> tuple[int, str | None]:
        if (found := _longest(self._names, words, at, text)) is not None:
            return found[0], found[1].replacement
        word = words[at]
        for key in (*word.keys, word.lower):
            for joined, replacement in self._joined.get(key[:3], ()):
                if key.startswith(joined):
                    return at + 1, replacement
        if at in kept:
            return at + 1, None
        found_parts = (self._parts.get(key) for key in (*word.keys, word.lower))
        return at + 1, next((part for part in found_parts if part is not None), None)

    def _kept_words(self, words: list[Token], text: str) -> Iterator[int]:
        for at in range(len(words)):
            if (found := _longest(self._kept, words, at, text)) is not None:
                yield from range(at, found[0])


def unescaped(text: str, *, links: bool = True) -> str:
    """The text as a reader of HTML, of JSON and, with `links`, of an address would see it."""
    plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), html.unescape(text))
    return unquote(plain) if links else plain


def _longest(names: defaultdict[str, list[_Name]], words: list[Token], at: int, text: str) -> tuple[int, _Name] | None:
    for key in words[at].keys:
        for name in names.get(key, ()):
            until = _runs(name.keys, words, at, text)
            if until is not None and (words[at].capital or not name.capital):
                return until, name
    return None


def _runs(keys: tuple[str, ...], words: list[Token], at: int, text: str) -> int | None:
    """The index after the last word, where the words from `at` on are those of the name, articles aside."""
    wanted = 1
    at += 1
    while wanted < len(keys):
        if at == len(words) or words[at].start - words[at - 1].end > _WIDEST_GAP:
            return None
        if keys[wanted] in words[at].keys:
            wanted += 1
        elif words[at].lower not in person_words().articles:
            return None
        at += 1
    return at


def _joined_forms(words: list[Token]) -> set[str]:
    """The name in one word, as tags and addresses have it."""
    joined = "".join(word.text for word in words)
    if len(words) < 2 or len(joined) < _SHORTEST_JOINED:
        return set()
    # folding may turn on where a word ends, so the letters as they are count as well
    return {fold_name(joined), joined.casefold()}


def _is_part(word: Token) -> bool:
    known = person_words()
    letters = sum(letter.isalpha() for letter in word.text)
    return letters >= _SHORTEST_PART and word.lower not in known.common | known.particles | known.fine | known.wide


def _with_article(words: list[Token], at: int, text: str) -> int:
    """Where the name starts, with the "al-" that is written onto it."""
    if at and words[at - 1].lower in person_words().articles and text[words[at - 1].end : words[at].start] == "-":
        return words[at - 1].start
    return words[at].start
