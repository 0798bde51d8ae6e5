"""Answers: the model's words → rows of known shape. Nothing is believed here, only sorted out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from recount.errors import SkipReport
from recount.model import Harm, Modality, Scope, Victims
from recount.ontology import weapons

MOST_CLAIMS = 300
"""Claims of one report that are looked at: the longest report of the benchmarks has 60."""

LONGEST_WORDS = 2000
"""Characters of any one field."""

MOST_NAMES = 12
"""Entries of a list that are looked at."""

GROUPS = frozenset("children women elderly medical aid_worker rescuer journalist prisoner evacuee".split())
"""Groups of victims that a model may name."""

WHY = {
    "llm_malformed": "The model gave a claim that has not the fields and values asked for: it was dropped.",
    "llm_too_many": f"The model gave more than {MOST_CLAIMS} claims: those after were dropped.",
    "llm_not_in_report": "The model quoted words that do not stand in the report: the claim was dropped.",
    "llm_ambiguous": "The model quoted words that stand in more than one place: the claim was dropped.",
    "llm_not_read": "The model quoted words of a caption, a link or several sentences: the claim was dropped.",
    "llm_no_number": "The words that the model quoted count nobody: the claim was dropped.",
    "llm_wrong_number": "The model gave a number that the quoted words do not hold: the claim was dropped.",
    "llm_twice": "The model gave the same claim twice: the second was dropped.",
    "llm_no_whole": "The model gave a part of a total that was not kept or can't hold it: the part was dropped.",
    "llm_link": "The model tied a claim to one that is none of its kind: the tie was dropped, the claim kept.",
    "llm_slot": "The model gave a time, place or source that is not in the report: that was dropped, the claim kept.",
    "llm_accused": "The model named a doer whom the report's words near the claim do not accuse: the name was dropped.",
}
"""What each kind of refusal says."""

# Each pattern takes every character once.
_FENCE = re.compile(r"```[A-Za-z]*\s*\n(.*?)```", re.DOTALL)
_THOUGHT = "</think>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One claim as the model gave it: right in shape, with nothing of it checked against the report."""

    at: int
    """Its position in the model's list."""

    context: str
    text: str
    value: int | None
    harm: Harm
    victims: Victims
    who: tuple[str, ...]
    when_text: str | None
    where: tuple[str, ...]
    means: str
    by: tuple[str, ...]
    source: str | None
    via: tuple[str, ...]
    scope: Scope
    part_of: int | None
    repeat_of: int | None
    rivals: int | None
    modality: Modality
    background: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The rows of an answer and, by kind, why others are none."""

    rows: tuple[Row, ...]
    refused: tuple[str, ...]


def parse(words: str) -> Answer:
    """The claims that an answer lists.

    Raises:
        SkipReport: the answer is not the JSON that was asked for.
    """
    given = _listed(words)
    rows, refused = list[Row](), list[str]()
    for at, one in enumerate(given[:MOST_CLAIMS]):
        try:
            rows.append(_row(at, one))
        except (KeyError, ValueError, TypeError):
            refused.append("llm_malformed")
    if len(given) > MOST_CLAIMS:
        refused.append("llm_too_many")
    return Answer(rows=tuple(rows), refused=tuple(refused))


def _listed(words: str) -> list[Any]:
    for form in _forms(words):
        try:
            found = json.loads(form, parse_constant=_no_number)
        except (ValueError, RecursionError):
            continue
        claims = found.get("claims") if isinstance(found, dict) else found
        if isinstance(claims, list):
            return claims
    raise SkipReport("the model's answer is not the JSON that was asked for: try again, or use another model")


def _forms(words: str) -> Iterator[str]:
    """What of the answer may be its JSON: all, what follows the model's thoughts, a fenced block, the outer braces."""
    words = words.strip()
    yield words
    words = words.rpartition(_THOUGHT)[2].strip()
    yield words
    if (fenced := _FENCE.search(words)) is not None:
        yield fenced[1]
    first, last = words.find("{"), words.rfind("}")
    if 0 <= first < last:
        yield words[first : last + 1]


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON's")


def _row(at: int, one: Any) -> Row:  # noqa: ANN401 - whatever JSON holds
    """The row.

    Raises:
        KeyError, ValueError, TypeError: it has not the fields and values asked for.
    """
    if not isinstance(one, dict):
        raise TypeError(one)
    means, who = str(one.get("means") or "unknown"), _names(one, "who")
    if means != "unknown" and means not in weapons():
        raise ValueError(means)
    text, context = _words(one, "text"), _words(one, "context")
    if text is None or not text.strip() or context is None:
        raise ValueError("no words")
    return Row(
        at=at,
        context=context,
        text=text,
        value=_whole(one["value"]),
        harm=Harm(one["harm"]),
        victims=Victims(one.get("victims") or "unspecified"),
        who=tuple(dict.fromkeys(w for w in who if w in GROUPS)),
        when_text=_words(one, "when_text"),
        where=_names(one, "where"),
        means=means,
        by=_names(one, "by"),
        source=_words(one, "source"),
        via=_names(one, "via"),
        scope=Scope(one.get("scope") or "incident"),
        part_of=_whole(one.get("part_of")),
        repeat_of=_whole(one.get("repeat_of")),
        rivals=_whole(one.get("rivals")),
        modality=Modality(one.get("modality") or "asserted"),
        background=_flag(one.get("background", False)),
    )


def _words(one: dict[str, Any], name: str) -> str | None:
    found = one.get(name)
    if found is None or found == "":
        return None
    if not isinstance(found, str) or len(found) > LONGEST_WORDS:
        raise ValueError(name)
    return found


def _names(one: dict[str, Any], name: str) -> tuple[str, ...]:
    found = one.get(name) or []
    if not isinstance(found, list) or len(found) > MOST_NAMES:
        raise ValueError(name)
    if not all(isinstance(entry, str) and entry.strip() and len(entry) <= LONGEST_WORDS for entry in found):
        raise ValueError(name)
    return tuple(dict.fromkeys(found))


def _whole(found: object) -> int | None:
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int) or found < 0:
        raise ValueError(found)
    return found


def _flag(found: object) -> bool:
    if not isinstance(found, bool):
        raise TypeError(found)
    return found
