"""Statements: what a report tells besides casualties, found by trigger phrases of ``lang/en/statements.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from recount.claims.draft import Scanned
from recount.claims.means import find_parties
from recount.claims.timing import nearest_time
from recount.lang.loader import lexicon
from recount.lang.phrases import Match, PhraseTable
from recount.model import Mention, Span, Statement, StatementId, StatementModality, Text, Token, content_id

_FUTURE = re.compile(r"\b(?:will|prepare to|due to|is to|are to|scheduled|planned|set to|to be held|next week)\b", re.I)
_PER_SENTENCE = 2
"""Statements taken from one sentence at most: a sentence seldom does more."""


def find_statements(text: Text, scanned: list[Scanned]) -> Iterator[Statement]:
    """The statements of a report, in text order."""
    for sentence in scanned:
        tokens = sentence.sentence.tokens
        seen: set[str] = set()
        for match in _triggers().find(tokens):
            if match.meaning not in seen and len(seen) < _PER_SENTENCE:
                seen.add(match.meaning)
                yield _statement(text, sentence, match)


def _statement(text: Text, scanned: Scanned, match: Match[str]) -> Statement:
    sentence, tokens = scanned.sentence, scanned.sentence.tokens
    kind, canonical = match.meaning, text.canonical
    trigger = Span(start=tokens[match.first].start, end=tokens[match.last - 1].end)
    time = nearest_time(scanned.times, trigger.start, trigger.end)
    words = sentence.span.of(canonical)
    source = min(scanned.attributions, key=lambda a: abs(a.cue - match.first), default=None)
    return Statement(
        id=StatementId(content_id("statement", text.report.id, trigger.start, kind)),
        report=text.report.id,
        span=sentence.span,
        text=words,
        context=sentence.span,
        kind=kind,
        who=tuple(_mention(tokens, p.first, p.last, p.name) for p in find_parties(tokens)),
        what=trigger.of(canonical),
        when=None
        if time is None
        else Mention(span=Span(start=time.start, end=time.end), words=canonical[time.start : time.end]),
        where=tuple(Mention(span=p.span, words=p.words) for p in scanned.places if p.announced),
        means=scanned.means[0].concept if scanned.means and kind == "attack" else None,
        infrastructure=_infrastructure(tokens) if kind == "attack" else (),
        source=None if source is None else _mention(tokens, source.first, source.last, source.words),
        modality=_modality(kind, words, match.meaning == "meeting"),
        new=any(mark in words for mark in lexicon("en", "segments")["marks"]["new"]),
    )


def _modality(kind: str, words: str, meeting: bool) -> StatementModality:
    if kind == "allegation":
        return StatementModality.ALLEGED
    if meeting and _FUTURE.search(words):
        return StatementModality.PLANNED
    return StatementModality.ASSERTED


def _infrastructure(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.meaning for m in _targets().find(tokens)))


def _mention(tokens: tuple[Token, ...], first: int, last: int, words: str) -> Mention:
    return Mention(span=Span(start=tokens[first].start, end=tokens[last - 1].end), words=words)


@cache
def _triggers() -> PhraseTable[str]:
    return PhraseTable((phrase, row["kind"]) for row in lexicon("en", "statements")["entry"] for phrase in row["any"])


@cache
def _targets() -> PhraseTable[str]:
    table = lexicon("en", "statements")["infrastructure"]
    return PhraseTable((phrase, kind) for kind, phrases in table.items() for phrase in phrases)
