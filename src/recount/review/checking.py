"""What a decision must be like before it may enter a log, whoever made it."""

from __future__ import annotations

import re
from math import comb

from recount.errors import UsageError
from recount.model import Correction, Decision, DecisionKind, Field, content_id, identified
from recount.review.fields import NONE, spelled

LONGEST = 2000
"""Characters of a reason or a note. More is a report, which belongs among the reports."""

MOST_PAIRS = 100_000
"""Pairs of claims that one decision may join or part. Of 300 claims by 300 none reads the list any more."""

_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|\+00:00)")
_ID = re.compile(r"(?:claim|decision):[0-9a-f]{16}")
_JOINERS = "\u200c\u200d"
"""Part of spelling in several scripts, and printable to those who write them."""

_OF_PAIRS = frozenset({DecisionKind.SAME, DecisionKind.DIFFERENT, DecisionKind.SAME_ORIGIN, DecisionKind.ELSEWHERE})
_APART = frozenset({DecisionKind.DIFFERENT, DecisionKind.ELSEWHERE})


def clean(words: str, what: str) -> str:
    """The words on one line.

    Raises:
        UsageError: there are none, too many, or characters among them that are not seen.
    """
    line = " ".join(words.split())
    if not line:
        raise UsageError(f"{what} is empty")
    if len(line) > LONGEST:
        raise UsageError(f"{what} is longer than {LONGEST} characters: say it shorter")
    hidden = next((c for c in line if not c.isprintable() and c not in _JOINERS), None)
    if hidden is not None:
        raise UsageError(f"{what} holds a character that is not seen (U+{ord(hidden):04X}): leave it out")
    return line


def check(decision: Decision) -> None:
    """See that a decision is whole and sound by itself. What it names is looked up elsewhere.

    Raises:
        UsageError: it is not; the message says in what, never quoting it.
    """
    if clean(decision.by, "who decided") != decision.by or clean(decision.why, "the reason why") != decision.why:
        raise UsageError("who decided and why must stand on one line, without spaces at its ends")
    if not _AT.fullmatch(decision.at):
        raise UsageError("its time is not UTC as in 2016-10-14T09:30:00Z")
    if identified(decision).id != decision.id:
        raise UsageError("its identifier is not that of its content: it was changed after it was made")
    ids = (*decision.claims, *decision.others, *decision.settles, *((decision.undoes,) if decision.undoes else ()))
    if not all(_ID.fullmatch(id_) for id_ in ids):
        raise UsageError("it names something that is no claim or decision")
    _check_shape(decision)


def _check_shape(decision: Decision) -> None:
    undoes, kind = decision.kind is DecisionKind.UNDO, decision.kind
    if undoes != (decision.undoes is not None):
        raise UsageError("an undo names the decision that it takes back, and nothing else does")
    if undoes == bool(decision.claims):
        raise UsageError("an undo names no claims, and every other decision does")
    if (kind is DecisionKind.CORRECT) != (decision.correction is not None):
        raise UsageError("a correction says what to correct, and nothing else does")
    if decision.correction is not None:
        _check_correction(decision.correction)
    _check_added(decision)
    if decision.others and kind not in _APART:
        raise UsageError("only what keeps claims apart names others to keep them apart from")
    if kind in _OF_PAIRS:
        _check_pairs(decision)


def _check_added(decision: Decision) -> None:
    if (decision.kind is DecisionKind.ADD) != (decision.added is not None):
        raise UsageError("an addition brings a claim, and nothing else does")
    if decision.added is None:
        return
    claim = decision.added.claim
    if decision.claims != (claim.id,):
        raise UsageError("an addition names the claim that it brings, and no other")
    if claim.id != content_id("claim", claim.report, claim.span.start, claim.span.end, claim.harm):
        raise UsageError("the claim that it brings has not the identifier of its words")
    if not claim.context.holds(claim.span) or claim.span.start == claim.span.end:
        raise UsageError("the claim that it brings stands in no sentence")


def _check_pairs(decision: Decision) -> None:
    claims, others = set(decision.claims), set(decision.others)
    if claims & others:
        raise UsageError("a claim can't be kept apart from itself")
    pairs = len(claims) * len(others) if others else comb(len(claims), 2)
    if pairs == 0:
        raise UsageError("it takes two claims at least")
    if pairs > MOST_PAIRS:
        raise UsageError(f"these are {pairs:,} pairs of claims, of at most {MOST_PAIRS:,}: name fewer claims")


def _check_correction(correction: Correction) -> None:
    if spelled(correction.field, correction.to) != correction.to:
        raise UsageError(f"its {correction.field} is not spelled as Recount spells it")
    told = correction.to != NONE
    if (correction.place is not None) != (correction.field is Field.WHERE and told):
        raise UsageError("a corrected place is one of the gazetteer's, and nothing else is")
    of_actors = correction.field in (Field.BY, Field.SOURCE)
    if bool(correction.actors) != (of_actors and told):
        raise UsageError("corrected sources and accused have names, and nothing else does")
    if correction.origins and correction.field is not Field.SOURCE:
        raise UsageError("only a corrected source has origins")
