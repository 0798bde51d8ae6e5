"""Examples: what the corpus says of each word, each cue and each sentence beside a cue's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from recount.claims.attributing import CUE, FARTHEST, OTHER, SOURCE
from recount.claims.cue_features import cue_features
from recount.claims.lines import Line, lines
from recount.claims.reach_features import CONTENT, reach_features, reached
from recount.claims.role_features import role_features
from recount.evaluate.polnear import parts_of_gold
from recount.model import Text
from training.attribution.fitting import Ints, Labelled, Vocabulary, padded

Place = tuple[int, int]
"""Number of a line and of a token in it."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution of the gold, on the tokens of a text."""

    line: int
    head: int
    places: tuple[frozenset[Place], frozenset[Place], frozenset[Place]]


@dataclass(slots=True)
class Examples:
    """What the three classifiers learn from; rows hold numbers of the vocabularies."""

    words: Vocabulary = field(default_factory=Vocabulary)
    roles: Vocabulary = field(default_factory=Vocabulary)
    reach: Vocabulary = field(default_factory=Vocabulary)
    cue_rows: list[Ints] = field(default_factory=list)
    cue_right: list[bool] = field(default_factory=list)
    chains: list[Labelled] = field(default_factory=list)
    reach_rows: list[Ints] = field(default_factory=list)
    reach_right: list[bool] = field(default_factory=list)

    def add(self, found: Sequence[Line], marked: Sequence[Marked]) -> None:
        """Learn from one text."""
        heads = {(m.line, m.head) for m in marked}
        cues = [sorted(k for n, k in heads if n == number) for number in range(len(found))]
        for n, line in enumerate(found):
            for k in range(len(line)):
                self.cue_rows.append(self.words.row(cue_features(line, k)))
                self.cue_right.append((n, k) in heads)
        for one in marked:
            line = found[one.line]
            labels = _labels(line, one)
            rows = padded([self.roles.row(names) for names in role_features(line, one.head, cues[one.line])])
            self.chains.append(Labelled(rows, np.array(labels)))
            if CONTENT in labels:
                for step in (-1, 1):
                    self._add_reach(found, one, labels, step, cues)

    def _add_reach(
        self, found: Sequence[Line], one: Marked, labels: list[int], step: int, cues: list[list[int]]
    ) -> None:
        for target in range(one.line + step, one.line + step * (FARTHEST + 1), step):
            if not 0 <= target < len(found):
                return
            tokens = reached(found[target], ahead=step > 0)
            right = 2 * sum((target, k) in one.places[2] for k in tokens) > len(tokens)
            names = reach_features(found, one.line, one.head, labels, target, cues)
            self.reach_rows.append(self.reach.row(names))
            self.reach_right.append(right)
            if not right:
                return


def _labels(line: Line, one: Marked) -> list[int]:
    out = [OTHER] * len(line)
    for label, places in ((CONTENT, one.places[2]), (SOURCE, one.places[0]), (CUE, one.places[1])):
        for n, k in places:
            if n == one.line:
                out[k] = label
    return out


def marked(text: Text, row: dict[str, Any]) -> tuple[list[Line], list[Marked]]:
    """The lines of a text and the attributions that the gold has in it; those without a cue are left out."""
    found = lines(text)
    tokens = [t for line in found for t in line.sentence.tokens]
    places = [(n, k) for n, line in enumerate(found) for k in range(len(line))]
    return found, list(_marked(found, (parts_of_gold(tokens, gold) for gold in row["gold"]), places))


def _marked(found: list[Line], gold: Iterable[Sequence[frozenset[int]]], places: Sequence[Place]) -> Iterator[Marked]:
    for parts in gold:
        source, cue, content = (frozenset(places[k] for k in part) for part in parts)
        if cue:
            number = min(cue)[0]
            yield Marked(number, _head(found[number], sorted(k for n, k in cue if n == number)), (source, cue, content))


def _head(line: Line, cue: Sequence[int]) -> int:
    """The token of a cue that the others hang from: of several, a verb, and the highest."""
    inside = set(cue)
    tops = [k for k in cue if line.heads[k] not in inside or line.heads[k] == k]
    return min(tops, key=lambda k: (line.tags[k][0] != "V", len(line.chains[k]), k))
