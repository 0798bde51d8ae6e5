"""Names of persons, close places and coordinates that extraction missed, found by the words around them.

Leans to the safe side: rather a word too many withheld than a victim's name let out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from recount.publish.person_words import person_words
from recount.publish.tokens import Token, tokens

LONGEST_NAME = 4
"""Words of a person's name, particles aside."""

_AGE = re.compile(r"(?:, ?(?:aged? )?| ?\((?:aged? )?|, who was )(\d{1,3})(?=[,;:.)]|\s*$|-year| years| and\b)")
_OLDEST = 120
_BESIDE = re.compile(r",? (?:an?|the) ([^,.;]{2,60})")
_NAME_GAP = re.compile(r"[ \-]|\. |\u00a0")
_AFTER_TRIGGER = re.compile(r"""[\s,:;"'“”‘’«»(\-–—]{1,4}""")
_LIST_GAP = re.compile(r",? and |, |,? و")
_COORDINATES = re.compile(r"-?\d{1,3}\.\d{3,}\s*°?\s*[NSns]?\s*[,;/ ]\s*-?\d{1,3}\.\d{3,}\s*°?\s*[EWew]?\b")


class Reader:
    """Finds names in texts; a name made of words of `known` bodies and places alone is never one."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known

    def persons(self, text: str) -> Iterator[str]:
        """Names of private persons: named as such, with an age, beside kin or a private trade."""
        words = tokens(text)
        headline = _is_headline(words)
        for at in range(len(words)):
            for start in self._starts(words, at, text, headline=headline):
                yield from self._list(words, start, text)
        yield from self._described(words, text, headline=headline)

    def places(self, text: str) -> Iterator[str]:
        """Names of streets, hospitals, schools and the like, and coordinates."""
        yield from (found[0].strip() for found in _COORDINATES.finditer(text))
        words = tokens(text)
        for at, word in enumerate(words):
            if word.lower in person_words().fine_in_text:
                start = self._place_start(words, at, text)
                if start < at:
                    yield text[words[start].start : word.end]

    def _described(self, words: list[Token], text: str, *, headline: bool) -> Iterator[str]:
        at = 0
        while at < len(words):
            until = self.run(words, at, text)
            if until and self._is_described(words, until, text):
                # in "Strike Destroyed Quellan Family" only the last word is surely of the name
                start = until - 1 if headline and _is_family(words, until) else at
                yield text[words[start].start : words[until - 1].end]
            at = max(until, at + 1)

    def _starts(self, words: list[Token], at: int, text: str, *, headline: bool) -> Iterator[int]:
        """Where a name must start if the word at `at` ends a phrase that calls for one."""
        lower = words[at].lower
        private = lower in person_words().kin or lower in person_words().trades
        if _ends_named(words, at) or (private and not headline):
            yield from self._after(words, at, text)
        if lower in person_words().of and at + 1 < len(words) and words[at + 1].lower == "of":
            yield from self._after(words, at + 1, text)

    def _after(self, words: list[Token], at: int, text: str) -> Iterator[int]:
        nxt = at + 1
        titled = words[at].lower == "dr"
        while nxt < len(words):
            gap = text[words[nxt - 1].end : words[nxt].start]
            if not (_AFTER_TRIGGER.fullmatch(gap) or (titled and gap == ". ")):
                return
            if words[nxt].lower not in person_words().between or words[nxt].capital:
                yield nxt
                return
            nxt += 1

    def _list(self, words: list[Token], at: int, text: str) -> Iterator[str]:
        """The name that starts there and, in "Ali, Omar and Rana", those that follow."""
        while until := self.run(words, at, text):
            yield text[words[at].start : words[until - 1].end]
            if until == len(words) or not _LIST_GAP.fullmatch(text[words[until - 1].end : words[until].start]):
                if until + 1 >= len(words) or words[until].lower != "and":
                    return
                until += 1
            at = until

    def run(self, words: list[Token], at: int, text: str) -> int:
        """The index after the name that starts at `at`; 0 if none starts there."""
        until, named, own = at, 0, 0
        while until < len(words) and named < LONGEST_NAME and self._goes_on(words, at, until, text):
            if not _is_particle(words[until], text):
                named += 1
                own += words[until].key not in self._known
            until += 1
        while until > at and _is_particle(words[until - 1], text):
            until -= 1
        return until if own and not _names_a_body(words, at, until) else 0

    def _goes_on(self, words: list[Token], at: int, until: int, text: str) -> bool:
        word = words[until]
        if until > at and not _NAME_GAP.fullmatch(text[words[until - 1].end : word.start]):
            return False
        if _is_particle(word, text):
            return True
        return word.capital and not word.text.isdigit() and word.lower not in _stops()

    def _is_described(self, words: list[Token], until: int, text: str) -> bool:
        """Whether an age, or a private trade or kin in apposition, follows the name that ends before `until`."""
        end = words[until - 1].end
        if (age := _AGE.match(text, end)) and 0 < int(age[1]) <= _OLDEST:
            return True
        if _is_family(words, until):
            return True
        beside = _BESIDE.match(text, end)
        told = {word.lower for word in tokens(beside[1])[:4]} if beside else set()
        return bool(beside and beside[0].startswith(",") and told & (person_words().trades | person_words().kin))

    def _place_start(self, words: list[Token], at: int, text: str) -> int:
        """Where the proper name before a word such as "hospital" starts; `at` itself if there is none."""
        start, own = at, 0
        while start and text[words[start - 1].end : words[start].start] in {" ", "-"}:
            word = words[start - 1]
            if not (word.capital or _is_particle(word, text)) or (word.lower in _stops() and not words[at].capital):
                break
            own += self._is_own(word) and not _is_particle(word, text)
            start -= 1
        while start < at and words[start].lower in {"the", "a", "an", "in", "at", "on", "near"}:
            start += 1
        alone_at_start = start == 0 and at - start == 1 and not words[at].capital
        return start if own and not alone_at_start else at

    def _is_own(self, word: Token) -> bool:
        """Whether the word tells one place from others of its kind; an acronym is a body's."""
        acronym = len(word.text) > 1 and word.text.isupper() and word.text.isalpha() and not word.arabic
        return word.key not in self._known and word.lower not in _stops() and not acronym


def name_runs(text: str, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Runs of words that may be a name, as indices `[start, end)` of the text's tokens."""
    reader, words, at = Reader(known), tokens(text), 0
    while at < len(words):
        until = reader.run(words, at, text)
        if until:
            yield at, until
        at = max(until, at + 1)


def _ends_named(words: list[Token], at: int) -> bool:
    for phrase in person_words().named.get(words[at].lower, ()):
        start = at + 1 - len(phrase)
        if start >= 0 and tuple(word.lower for word in words[start : at + 1]) == phrase:
            before = {word.lower for word in words[max(0, start - 2) : start]}
            return not before & person_words().unless
    return False


def _is_particle(word: Token, text: str) -> bool:
    """Whether it is "bin", or an article written onto the next word, as English "as" and "at" are not."""
    hyphened = text[word.end : word.end + 1] == "-"
    return word.lower in person_words().particles or (
        word.lower in person_words().articles and (hyphened or word.lower in {"al", "el"})
    )


def _is_family(words: list[Token], until: int) -> bool:
    return until < len(words) and words[until].lower in person_words().after


def _names_a_body(words: list[Token], at: int, until: int) -> bool:
    """Whether the run is an armed group's name, or the start of a body's: "Fatah al-Sham Front"."""
    ends = until < len(words) and words[until].capital and words[until].lower in person_words().bodies
    return ends or words[at].lower in person_words().groups


def _is_headline(words: list[Token]) -> bool:
    """Whether it is written In Title Case, where a capital tells nothing."""
    long = [word for word in words if len(word.text) > 3]
    return len(long) >= 4 and sum(word.text[0].isupper() for word in long) >= 0.8 * len(long)


@lru_cache(maxsize=1)
def _stops() -> frozenset[str]:
    """Capitalised words at which a name ends."""
    known = person_words()
    return known.common | known.fine | known.bodies | known.kin | known.trades
