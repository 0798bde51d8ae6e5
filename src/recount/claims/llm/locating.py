"""Locating: where in the report the words stand that a model quoted."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from recount.claims.draft import Scanned
from recount.claims.llm.answers import Row
from recount.claims.numbers import number_at
from recount.claims.quantities import find_quantities
from recount.claims.victims import QuantityPhrase
from recount.model import Mention, Span, Text, Token

MOST_PLACES = 200
"""Places looked at of words that stand in a report again and again."""

# One code point for one: a place in the folded text is the same place in the report. Models change these unasked.
_LOOKS = {"'": "’‘ʼ`", '"': "“”„«»", "-": "‐‑‒–", " ": "\n\r\t\x0b\x0c\x85\u00a0\u2028\u2029\u202f\u2009"}
_FOLDED = str.maketrans({other: plain for plain, others in _LOOKS.items() for other in others})


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A row whose words were found: the sentence, and the figure in it that they hold."""

    row: Row
    number: int
    """Index of the sentence."""

    phrase: QuantityPhrase
    span: Span
    """The figure's words: limit, number and noun, as Recount's own grammar reads them."""


@dataclass(slots=True)
class Finder:
    """Looks words up in one report."""

    text: Text
    scanned: Sequence[Scanned]
    folded: str = ""
    starts: list[int] = field(default_factory=list)
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often the model quoted the same words of the same sentence."""

    _phrases: dict[int, list[QuantityPhrase]] = field(default_factory=dict)
    _used: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.folded = fold(self.text.canonical)
        self.starts = [s.sentence.span.start for s in self.scanned]

    def locate(self, row: Row) -> Located | str:
        """Where the row's figure stands, or the kind of refusal."""
        places = list(self._places(row))
        if not places:
            return "llm_not_in_report"
        if len({start for start, _ in places}) < len(places):
            return "llm_ambiguous"
        found = [(self._holding(start, end), start, end) for start, end in places]
        held = [(number, start, end) for number, start, end in found if number is not None]
        if not held:
            return "llm_not_read"
        # Where the quoted context is a whole sentence in one place, and part of a longer one elsewhere, it is that one.
        whole = [h for h in held if self._words(h[0]) == " ".join(fold(row.context).split())]
        held = whole if len(whole) == 1 and self.asked[row.context, row.text] <= 1 else held
        alike = len({self._words(number) for number, _, _ in held}) == 1
        if not alike and self.asked[row.context, row.text] != len(held):
            return "llm_ambiguous"
        # Sentences that say the same word for word, or words quoted once for each place they stand in, such as a
        # headline said twice: the first place that is not taken yet.
        number, start, end = next((h for h in held if h[1] not in self._used), held[0])
        self._used.add(start)
        return self._figure(row, number, start, end)

    def mention(self, words: str, number: int) -> Mention | None:
        """The words where they stand nearest to that sentence: in it, else before it, else after it."""
        sentence = self.scanned[number].sentence.span
        folded, asked = self.folded, fold(words)
        own = next(_occurrences(folded, asked, sentence.start, sentence.end), None)
        for others in (_occurrences_back(folded, asked, sentence.start), _occurrences(folded, asked, sentence.end)):
            if own is None:
                own = next((start for start in others if self._read(start, words)), None)
        if own is None:
            return None
        span = Span(start=own, end=own + len(words))
        return Mention(span=span, words=span.of(self.text.canonical))

    def _places(self, row: Row) -> Iterator[tuple[int, int]]:
        """Places of the row's words within its sentence, in every place of that sentence.

        A place is given twice where the sentence holds the words twice: which of them is meant can't be told.
        """
        context, words = fold(row.context), fold(row.text)
        inside = list(_occurrences(context, words))
        for at in _occurrences(self.folded, context) if inside else ():
            start = at + inside[0]
            yield from [(start, start + len(words))] * min(len(inside), 2)

    def _read(self, start: int, words: str) -> bool:
        return self._holding(start, start + len(words)) is not None

    def _holding(self, start: int, end: int) -> int | None:
        """Index of the sentence that holds `[start, end)`."""
        number = bisect_right(self.starts, start) - 1
        return number if number >= 0 and end <= self.scanned[number].sentence.span.end else None

    def _words(self, number: int) -> str:
        span = self.scanned[number].sentence.span
        return " ".join(self.folded[span.start : span.end].split())

    def _figure(self, row: Row, number: int, start: int, end: int) -> Located | str:
        """The one figure that the words hold and whose number is the row's."""
        tokens = self.scanned[number].sentence.tokens
        if number not in self._phrases:
            self._phrases[number] = list(find_quantities(tokens))
        quoted = [q for q in self._phrases[number] if _holds_number(tokens, q, start, end)]
        if not quoted:
            return "llm_no_number"
        right = [q for q in quoted if says(q, row.value)]
        if len(right) != 1:
            return "llm_ambiguous" if right else "llm_wrong_number"
        span = Span(start=tokens[right[0].first].start, end=tokens[right[0].last - 1].end)
        return Located(row=row, number=number, phrase=right[0], span=span)


def says(phrase: QuantityPhrase, value: int | None) -> bool:
    """Whether the words say that number. A word such as "dozens" says none, whatever stands for it by convention."""
    return value == phrase.stated.value or (value is None and phrase.stated.word is not None)


def fold(words: str) -> str:
    """The words with plain quotation marks, hyphens and spaces; as long as before."""
    return words.translate(_FOLDED)


def _holds_number(tokens: Sequence[Token], phrase: QuantityPhrase, start: int, end: int) -> bool:
    """Whether `[start, end)` holds the phrase's number, or, of a victim without a number, all of its words."""
    for k in range(phrase.first, phrase.last):
        number = number_at(tokens, k)
        if number is not None and number.stated.value == phrase.stated.value and number.last <= phrase.last:
            return start <= tokens[number.first].start and tokens[number.last - 1].end <= end
    return start <= tokens[phrase.first].start and tokens[phrase.last - 1].end <= end


def _occurrences(text: str, words: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Where the words stand whole in `[start, end)`, first to last: not as part of a longer word or number."""
    at = start - 1
    for _ in range(MOST_PLACES):
        at = text.find(words, at + 1, len(text) if end is None else end)
        if at < 0:
            return
        if _whole(text, at, at + len(words)):
            yield at


def _occurrences_back(text: str, words: str, end: int) -> Iterator[int]:
    """Where the words stand whole before `end`, last to first."""
    for _ in range(MOST_PLACES):
        at = text.rfind(words, 0, end)
        if at < 0:
            return
        if _whole(text, at, at + len(words)):
            yield at
        end = at + len(words) - 1


def _whole(text: str, start: int, end: int) -> bool:
    return start < end and not _joins(text, start) and not _joins(text, end)


def _joins(text: str, at: int) -> bool:
    """Whether a word or a number goes on from before `at` to after it."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
