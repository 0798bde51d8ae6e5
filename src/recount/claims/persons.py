"""Persons: victims whom the words name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from recount.claims.draft import Draft
from recount.claims.naming import OLDEST, age_at, name_end
from recount.claims.victims import PLACING, QuantityPhrase
from recount.lang.loader import lexicon
from recount.lang.phrases import lower_at
from recount.model import Person, Span, Text, Token

_NAME = r"[A-Z][\w'’-]+(?:\s(?:(?:al|el|bin|ibn|abu|umm)[\s-])?[A-Z][\w'’-]+){1,3}"
_AGED = re.compile(rf"(?P<name>{_NAME}),\s(?:aged\s)?(?P<age>\d{{1,3}})\b")
_NAMED = re.compile(
    rf"\b(?:named|identified as|called)\s(?:as\s)?(?P<name>{_NAME})(?:,\s(?:aged\s)?(?P<age>\d{{1,3}})\b)?"
)
_FEMALE = re.compile(r"\b(?:woman|girl|mother|wife|sister|daughter|she|her|herself|grandmother|bride)\b", re.IGNORECASE)
_MALE = re.compile(r"\b(?:man|boy|father|husband|brother|son|he|his|himself|groom)\b", re.IGNORECASE)
_WORD = re.compile(r"\S+")


def fill_persons(text: Text, draft: Draft) -> None:
    """Names of victims in the draft's sentence: "Name, 34," beside its harm, "a girl named Name"."""
    sentence = draft.scanned.sentence.span
    if draft.link.quantity.name is not None:
        draft.persons.append(_told(text, draft, draft.link.quantity.name))
        return
    if draft.link.quantity.single and (person := _told_of(text, draft)) is not None:
        draft.persons.append(person)
        return
    if draft.link.quantity.single and draft.link.quantity.named:
        return  # kin without a name: a name beside is someone else's
    if draft.value > 5 and not draft.link.quantity.single:
        return
    for pattern in (_AGED, _NAMED):
        for found in pattern.finditer(text.canonical, sentence.start, sentence.end):
            age = int(found["age"]) if found["age"] else None
            if age is not None and age > OLDEST:
                continue
            span = _name(text.canonical, *found.span("name"))
            if span is None or _speaks(draft, span) or any(p.span == span for p in draft.persons):
                continue
            name = span.of(text.canonical)
            draft.persons.append(Person(name=name, span=span, age=age, sex=_sex(text, sentence)))


def _told_of(text: Text, draft: Draft) -> Person | None:
    """The name among the words told of one victim, with the age that stands there too."""
    q, tokens = draft.link.quantity, draft.scanned.sentence.tokens
    of_place = q.first
    for k in range(q.first, q.end):
        end = min(name_end(tokens, k), q.end)
        if k > q.first and lower_at(tokens, k - 1) in ("of", "in", "from", "at", "near"):
            of_place = max(of_place, end)  # "the mayor of Ostrava Baja"
        if end < q.last:
            continue  # whatever stands before the noun is no name of theirs: "a Lower Lowtown boy"
        if end - k >= 2 and k >= of_place and not _tells_age(tokens[k]):
            span = Span(start=tokens[k].start, end=tokens[end - 1].end)
            words = Span(start=tokens[q.first].start, end=tokens[q.end - 1].end)
            return Person(name=span.of(text.canonical), span=span, age=_age(tokens, q), sex=_sex(text, words))
    return None


def _tells_age(token: Token) -> bool:
    """Whether it is an age that begins a heading: "Two-Year-Old"."""
    return token.lower.endswith(("-old", "-year"))


def _age(tokens: Sequence[Token], q: QuantityPhrase) -> int | None:
    """The years that the words told of one victim give: "34-year-old", "(34)", "aged 34"."""
    for k in range(q.first, q.end):
        years, _ = age_at(tokens, k)
        alone = tokens[k].lower.isdecimal() and len(tokens[k].lower) <= 3 and k > q.first
        if alone and tokens[k - 1].text in "(," and lower_at(tokens, k + 1) in (")", ",", ".", ";", ""):
            years = int(tokens[k].lower)
        if 0 < years <= OLDEST:
            return years
    return None


def _told(text: Text, draft: Draft, name: tuple[int, int]) -> Person:
    """The victim whom the figure's own words name."""
    tokens = draft.scanned.sentence.tokens
    end = tokens[name[1] - 1].end - 2 * tokens[name[1] - 1].lower.endswith("'s")
    span = Span(start=tokens[name[0]].start, end=end)
    q = draft.link.quantity
    words = Span(start=tokens[q.first].start, end=tokens[q.end - 1].end)
    sex = _sex(text, words) if q.named else None
    return Person(name=" ".join(span.of(text.canonical).split()), span=span, age=_age(tokens, q), sex=sex)


def _name(canonical: str, start: int, end: int) -> Span | None:
    """The name in a run of capitalised words ("On Monday Ann Lee"); ``None`` for a place's ("In Deir Ezzor, 12")."""
    words, times = list(_WORD.finditer(canonical, start, end)), lexicon("en", "times")
    before, not_names = canonical[max(0, start - 10) : start].lower().split()[-1:], PLACING | set(times["weekdays"])
    while words and words[0].group().lower() in not_names:
        before = [words.pop(0).group().lower()]
        not_names = not_names | set(times["months"])
    if len(words) < 2 or set(before) & PLACING:
        return None
    return Span(start=words[0].start(), end=end)


def _speaks(draft: Draft, span: Span) -> bool:
    """Whether the name is that of a source of the sentence: whoever is quoted on a death is not the dead."""
    tokens = draft.scanned.sentence.tokens
    return any(
        Span(start=tokens[a.first].start, end=tokens[a.last - 1].end).overlaps(span) for a in draft.scanned.attributions
    )


def _sex(text: Text, sentence: Span) -> str | None:
    """What the sentence's words say, where they say one thing only."""
    words = sentence.of(text.canonical)
    female, male = bool(_FEMALE.search(words)), bool(_MALE.search(words))
    return None if female == male else ("female" if female else "male")
