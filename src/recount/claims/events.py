"""Events: what each sentence states besides casualties, one of a kind at most, before repeats are merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recount.claims.attacks import AttackWords, find_attack
from recount.claims.draft import Scanned
from recount.claims.speakers import PRONOUNS, Speaker, nearest_speaker, speaker_at, takes_positions
from recount.claims.statement_words import CueMark, Force, statement_words
from recount.model import SegmentKind

SPEECH = ("denial", "call", "allegation", "statement")
"""Kinds that are something said, the most telling first."""

HEADS = frozenset({SegmentKind.TITLE, SegmentKind.HEADING, SegmentKind.HIGHLIGHTS})


@dataclass(slots=True, kw_only=True)
class Event:
    """One thing stated, in one sentence or a run of them."""

    scanned: Scanned
    number: int
    """Index of its sentence in the report."""

    kind: str
    first: int
    last: int
    """Tokens of the words that state it."""

    plain: bool = True
    """Whether the words state it; else they mention it, which counts where nothing else in the report does."""

    said: bool = False
    """Whether only a verb of saying makes it a statement."""

    speaker: Speaker | None = None
    attack: AttackWords | None = None
    until: int = 0
    """Index of the last sentence it runs on to."""

    new: bool = False

    @property
    def head(self) -> bool:
        """Whether it stands in a title, a heading or a highlight."""
        return self.scanned.sentence.kind in HEADS


def find_events(scanned: Sequence[Scanned], officials: frozenset[str]) -> list[Event]:
    """What the sentences of a report state, in text order. Repeats are still in it."""
    return [event for number, one in enumerate(scanned) for event in _of_sentence(one, number, officials)]


def _of_sentence(scanned: Scanned, number: int, officials: frozenset[str]) -> Iterator[Event]:
    marks = list(statement_words().cues.find(scanned.sentence.tokens))
    speech = list(_speech(scanned, marks, officials))
    others = [m for m in _firsts(marks) if m.meaning.kind not in (*SPEECH, "attack")]
    attack = find_attack(scanned, marks)
    if attack is not None and _only_talked_of(attack, speech):
        attack = None
    found = [_event(scanned, number, m) for m in (*speech, *others)]
    if attack is not None:
        made = Event(scanned=scanned, number=number, kind="attack", first=attack.first, last=attack.last, until=number)
        made.plain, made.attack = attack.plain, attack
        found.append(made)
    if any(e.plain for e in found):
        found = [e for e in found if e.plain]
    if not found:
        found = list(_said(scanned, number, officials))
    yield from sorted(found, key=lambda e: e.first)


def _event(scanned: Scanned, number: int, mark: CueMark) -> Event:
    made = Event(scanned=scanned, number=number, kind=mark.meaning.kind, first=mark.first, last=mark.last, until=number)
    made.plain = mark.meaning.force is Force.STATES
    if made.kind in SPEECH:
        made.speaker = speaker_at(scanned, mark.first) or nearest_speaker(scanned, mark.first)
    return made


def _firsts(marks: Sequence[CueMark]) -> Iterator[CueMark]:
    """Of each kind the first pattern that states it, else the first that mentions it."""
    ranked = sorted(marks, key=lambda m: (m.meaning.force is not Force.STATES, m.first))
    kinds: set[str] = set()
    for mark in ranked:
        if mark.meaning.force in (Force.STATES, Force.MENTIONS) and mark.meaning.kind not in kinds:
            kinds.add(mark.meaning.kind)
            yield mark


def _speech(scanned: Scanned, marks: Sequence[CueMark], officials: frozenset[str]) -> Iterator[CueMark]:
    """What is said: a denial and an accusation may share a sentence; else the most telling kind stands alone."""
    by_kind = {m.meaning.kind: m for m in _firsts(marks) if m.meaning.kind in SPEECH}
    told = {kind: m for kind, m in by_kind.items() if m.meaning.force is Force.STATES}
    if "statement" in told and _only_reports(scanned, told["statement"]):
        del told["statement"]
    for kind in ("denial", "allegation"):
        if kind in told and not (kind == "allegation" and "call" in told):
            yield told[kind]
    if "call" in told and "denial" not in told:
        yield told["call"]
    if not told and "allegation" in by_kind:
        yield by_kind["allegation"]
    if told.keys() == {"statement"}:
        yield told["statement"]


def _only_reports(scanned: Scanned, mark: CueMark) -> bool:
    """Whether whoever stresses or warns is a witness or monitor who gives a casualty figure."""
    speaker = speaker_at(scanned, mark.first)
    told = {w.lower() for w in speaker.words.split()} if speaker else set()
    return bool(scanned.links) and bool(told & statement_words().reporting)


def _only_talked_of(attack: AttackWords, speech: Sequence[CueMark]) -> bool:
    """Whether the attack is what an accusation, a denial or a call is about, and so no statement beside it."""
    return any(attack.nominal or attack.first > m.first for m in speech if m.meaning.force is Force.STATES)


def _said(scanned: Scanned, number: int, officials: frozenset[str]) -> Iterator[Event]:
    """What a party or official says, where it is nothing more telling and gives no casualty figure."""
    if scanned.links:
        return
    for mark in statement_words().saying.find(scanned.sentence.tokens):
        speaker = speaker_at(scanned, mark.first) or nearest_speaker(scanned, mark.first)
        if speaker is None:
            continue
        if speaker.words in PRONOUNS or takes_positions(scanned, speaker, officials):
            yield Event(
                scanned=scanned,
                number=number,
                kind="statement",
                first=mark.first,
                last=mark.last,
                said=True,
                speaker=speaker,
                until=number,
            )
            return
