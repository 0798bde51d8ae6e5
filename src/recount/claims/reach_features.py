"""What speaks for a neighbouring sentence going on with what a cue introduces: a quotation over several sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recount.claims.lines import MARKS, Line

CONTENT = 3
"""The label of content among those of roles."""


def reach_features(
    lines: Sequence[Line], where: int, cue: int, labels: Sequence[int], target: int, cues: Sequence[Sequence[int]]
) -> Iterator[str]:
    """The features of sentence `target` as more of the content that the cue in sentence `where` introduces.

    Args:
        lines: all sentences.
        where: number of the cue's sentence.
        cue: token of the cue's head.
        labels: roles of the tokens of the cue's sentence.
        target: number of the sentence in question; all between it and the cue's are content already.
        cues: by sentence, the heads of its cues.
    """
    line, own = lines[target], lines[where]
    steps = target - where
    ahead = steps > 0
    way = f"{'+' if ahead else '-'}{min(abs(steps), 3)}"
    told = [k for k, label in enumerate(labels) if label == CONTENT]
    state = _state(lines, target)
    quoted = "q" if told and own.quoted[told[-1 if ahead else 0]] else "-"
    at_edge = bool(told) and (told[-1] >= len(own) - 3 if ahead else told[0] <= 1)
    outside = [k for k in cues[target] if not line.quoted[k]]
    same = "same" if line.sentence.paragraph == own.sentence.paragraph else "other"
    colon = "colon" if own.lowers[-1] == ":" or own.lowers[cue] == ":" else ""
    after = "after" if told and told[0] > cue else "before"
    yield "any"
    yield way
    yield f"{way},{state}"
    yield f"{way},{state},{quoted}"
    yield f"{way},{state},{quoted},{same}"
    yield f"{way},{state},{quoted},{'edge' if at_edge else 'inside'},{after}"
    yield f"{way},{state},cues{min(len(outside), 2)}"
    yield f"{way},{state},{quoted},cues{min(len(outside), 2)},{same}"
    yield f"{way},{state},cue_quoted{min(len(cues[target]) - len(outside), 2)}"
    yield f"{way},{own.stems[cue]}"
    yield f"{state},{own.stems[cue]}"
    yield f"{way},{state},{own.tags[cue][:2]}"
    yield f"{way},{state},{colon}"
    yield f"{way},{state},{after},{same}"
    yield f"{state},first={line.lowers[0]}"
    yield f"{way},{state},told{min(len(told), 4)},{same}"
    yield f"{state},all_quoted={all(line.quoted)},{same},{way[0]}"
    if lines[target - steps // abs(steps)].leaves_open:
        yield f"{way},left_open,{state},{same}"
    if line.in_heading:
        yield f"{way},heading"


def _state(lines: Sequence[Line], k: int) -> str:
    """How quotation marks stand in a sentence."""
    line = lines[k]
    start = "open" if line.opens_quoted else "mark" if line.lowers[0] in MARKS else "plain"
    end = "open" if line.leaves_open else "mark" if any(w in MARKS for w in line.lowers[-2:]) else "plain"
    return f"{start}>{end}"


def reached(line: Line, *, ahead: bool) -> range:
    """The tokens of a sentence that go on with the content: its quotation at that end, else the whole of it."""
    everything = range(len(line))
    if not any(line.quoted) or all(line.quoted):
        return everything
    near = line.quoted[0] if ahead else line.quoted[-1]
    if not near:
        return everything
    if ahead:
        return range(next(k for k in everything if not line.quoted[k]))
    return range(max(k for k in everything if not line.quoted[k]) + 1, len(line))
