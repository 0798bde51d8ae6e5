"""Attributing: every attribution of a text, whoever says, thinks or is quoted for whatever it is.

Made for texts all of whose sentences are parsed (``prepare(..., whole=True)``). A classifier finds the heads of cues;
for each, a linear chain tells which tokens of its sentence are source, cue and content; a second classifier says which
sentences beside it go on with the content. All three are tables of readable features (`training/attribution`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby

from recount.claims.cue_features import cue_features
from recount.claims.lines import Line, lines
from recount.claims.reach_features import CONTENT, reach_features, reached
from recount.claims.role_features import role_features
from recount.model import Span, Text

OTHER, SOURCE, CUE = 0, 1, 2
FARTHEST = 30
"""Sentences that one content goes on for at most."""

MOST = 16
"""Cues of a sentence that are looked at, the surest: no sentence anyone wrote has more, a made-up one may."""

Row = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """One attribution: a source says or thinks a content, by a cue.

    What a content says of others' words makes no attribution of its own: "A said that B denied it" is one, of A.
    """

    source: Span | None
    """Who; ``None`` where the words name no one: "it is widely believed"."""

    cue: Span
    """The words that make it an attribution: "has also said", "according to", a heading's colon."""

    content: tuple[Span, ...]
    """What, in text order; in several pieces where the cue stands amid it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """What was learnt: weights of features, and from which score on a word is a cue and a sentence more content."""

    cue: Mapping[str, float]
    cue_from: float
    roles: Mapping[str, Row]
    """By feature the weights for source, cue and content, against none of them."""

    moves: Sequence[Sequence[float]]
    """By label before and label; the last row is that of the start."""

    reach: Mapping[str, float]
    reach_from: float


def attributed(text: Text, tables: Tables | None = None) -> list[Attributed]:
    """The attributions among the parsed sentences of a text, in the order of their cues. Linear in its length.

    Args:
        text: prepared with all sentences parsed; those that are not yield nothing.
        tables: what was learnt; the shipped tables unless given.
    """
    return list(_Reader(lines(text), tables or shipped()).read())


class _Reader:
    """One text while its attributions are read."""

    def __init__(self, found: list[Line], tables: Tables) -> None:
        """Find the cues of all sentences."""
        self.lines, self.tables = found, tables
        self.scores = [cue_scores(line, tables.cue) for line in found]
        self.cues = [_surest(row, tables.cue_from) for row in self.scores]
        self.taken = [[False] * len(line) for line in found]

    def read(self) -> Iterator[Attributed]:
        """Surer cues first within a sentence: a word that is part of one attribution is the cue of no other."""
        for n, line in enumerate(self.lines):
            made = list[tuple[int, Attributed]]()
            for cue in sorted(self.cues[n], key=lambda k: -self.scores[n][k]):
                if not self.taken[n][cue]:
                    made.append((cue, self._made(n, line, cue)))
            yield from (one for _, one in sorted(made, key=lambda pair: pair[0]))

    def _made(self, n: int, line: Line, cue: int) -> Attributed:
        labels = roles(role_features(line, cue, self.cues[n]), self.tables)
        labels[cue] = CUE
        parts = {role: [(n, k) for k, label in enumerate(labels) if label == role] for role in (SOURCE, CUE, CONTENT)}
        parts[CUE] = _around(parts[CUE], cue)
        if parts[CONTENT]:
            for target in (*self._reach(n, cue, labels, -1), *self._reach(n, cue, labels, 1)):
                tokens = reached(self.lines[target], ahead=target > n)
                parts[CONTENT] += [(target, k) for k in tokens]
        for place in (p for found in parts.values() for p in found):
            self.taken[place[0]][place[1]] = True
        source = self._spans(parts[SOURCE])
        return Attributed(
            source=max(source, key=lambda s: s.end - s.start, default=None),
            cue=self._whole(parts[CUE]),
            content=tuple(self._spans(sorted(parts[CONTENT]))),
        )

    def _reach(self, n: int, cue: int, labels: Sequence[int], step: int) -> Iterator[int]:
        """The sentences on one side that go on with the content, nearest first."""
        for target in range(n + step, n + step * (FARTHEST + 1), step):
            if not 0 <= target < len(self.lines):
                return
            found = reach_features(self.lines, n, cue, labels, target, self.cues)
            if total(self.tables.reach, found) <= self.tables.reach_from:
                return
            yield target

    def _whole(self, places: Sequence[tuple[int, int]]) -> Span:
        tokens = [self.lines[n].sentence.tokens[k] for n, k in places]
        return Span(start=tokens[0].start, end=tokens[-1].end)

    def _spans(self, places: Sequence[tuple[int, int]]) -> list[Span]:
        """Runs of neighbouring tokens; one that fills sentence after sentence is a run too."""
        runs = list[list[tuple[int, int]]]()
        for place in places:
            if runs and self._follows(runs[-1][-1], place):
                runs[-1].append(place)
            else:
                runs.append([place])
        return [self._whole(run) for run in runs]

    def _follows(self, before: tuple[int, int], place: tuple[int, int]) -> bool:
        (n, k), (m, j) = before, place
        return (m, j) == (n, k + 1) or (m == n + 1 and j == 0 and k == len(self.lines[n]) - 1)


def _surest(scores: Sequence[float], least: float) -> list[int]:
    """The heads of a sentence's cues, left to right."""
    found = [k for k, score in enumerate(scores) if score > least]
    return found if len(found) <= MOST else sorted(sorted(found, key=lambda k: -scores[k])[:MOST])


def _around(places: list[tuple[int, int]], cue: int) -> list[tuple[int, int]]:
    """The run of tokens that holds the head of the cue: a cue is one piece."""
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1][1] - pair[0]):
        found = [place for _, place in run]
        if found[0][1] <= cue <= found[-1][1]:
            return found
    return places


def cue_scores(line: Line, table: Mapping[str, float]) -> list[float]:
    """For each token how much speaks for its being the head of a cue."""
    return [total(table, cue_features(line, k)) for k in range(len(line))]


def total(table: Mapping[str, float], features: Iterator[str]) -> float:
    """The sum of the weights of features; those never learnt weigh nothing."""
    return sum(table.get(f, 0.0) for f in features)


def roles(features: Sequence[Sequence[str]], tables: Tables) -> list[int]:
    """The likeliest labels of a sentence's tokens, by Viterbi's algorithm."""
    steps = [_sums(row, tables.roles) for row in features]
    labels = range(4)
    scores = [tables.moves[4][a] + steps[0][a] for a in labels]
    back = list[list[int]]()
    for step in steps[1:]:
        best = [max(labels, key=lambda b, a=a: scores[b] + tables.moves[b][a]) for a in labels]  # type: ignore[misc]
        scores = [scores[best[a]] + tables.moves[best[a]][a] + step[a] for a in labels]
        back.append(best)
    out = [max(labels, key=lambda a: scores[a])]
    for best in reversed(back):
        out.append(best[out[-1]])
    return out[::-1]


def _sums(names: Sequence[str], table: Mapping[str, Row]) -> tuple[float, float, float, float]:
    a = b = c = 0.0
    for name in names:
        row = table.get(name)
        if row is not None:
            a, b, c = a + row[0], b + row[1], c + row[2]
    return 0.0, a, b, c


@cache
def shipped() -> Tables:
    """The tables that come with Recount."""
    path = files("recount.claims") / "weights" / "attribution.json"
    return tables_of(json.loads(path.read_text(encoding="utf-8"))["tables"])


def tables_of(record: Mapping[str, object]) -> Tables:
    """Tables from what the file of weights holds; weights stand there in hundredths."""
    read: dict[str, object] = {}
    for name, value in record.items():
        if isinstance(value, dict) and name == "roles":
            read[name] = {f: tuple(w / 100 for w in row) for f, row in value.items()}
        elif isinstance(value, dict):
            read[name] = {f: w / 100 for f, w in value.items()}
        else:
            read[name] = value
    return Tables(**read)  # type: ignore[arg-type]
