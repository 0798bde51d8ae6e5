"""What speaks for a word belonging to the source, the cue or the content of the attribution that a cue makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recount.claims.lines import MARKS, Line, kind

_NEAR, _STEPS = 6, 3


def role_features(line: Line, cue: int, cues: Sequence[int]) -> list[list[str]]:
    """For each token of a line the features it has as a part of the attribution whose cue's head is token `cue`.

    Args:
        line: the sentence.
        cue: the head of the cue.
        cues: heads of all cues of the sentence, in order.
    """
    about = _About(line, cue, cues)
    return [list(about.features(k)) for k in range(len(line))]


class _About:
    """One cue and what all its sentence's tokens are told about it."""

    def __init__(self, line: Line, cue: int, cues: Sequence[int]) -> None:
        """Gather what holds for the whole sentence once."""
        self.line, self.cue = line, cue
        self.others = frozenset(cues) - {cue}
        self.stem, self.tag = line.stems[cue], line.tags[cue][:2]
        self.kind = self._kind()
        self.sort = kind(self.stem)
        self.above = {k: n for n, k in enumerate(line.chains[cue])}
        self.marked = "Q" if any(line.quoted) else "-"
        self.between = self._between()

    def _kind(self) -> str:
        """The cue by what hangs from it."""
        line, cue = self.line, self.cue
        has = {line.relations[c] for c in line.children[cue]}
        clause = next((r for r in ("ccomp", "parataxis", "xcomp", "obj") if r in has), "")
        told = "s" if "nsubj" in has else "p" if "nsubj:pass" in has else "-"
        return f"{self.tag}{told}{clause}"

    def _between(self) -> list[tuple[int, int, int]]:
        """For each token, counts of commas, verbs and other cues between it and the cue."""
        line, out = self.line, [(0, 0, 0)] * len(self.line)
        for step in (-1, 1):
            commas = verbs = cues = 0
            k = self.cue + step
            while 0 <= k < len(line):
                out[k] = (min(commas, 2), min(verbs, 2), min(cues, 1))
                commas += line.lowers[k] == ","
                verbs += line.tags[k][0] == "V"
                cues += k in self.others
                k += step
        return out

    def path(self, k: int) -> tuple[str, tuple[str, ...], int]:
        """How the tree leads from the cue to token `k`: up, then down, and the token below the meeting point."""
        relations, chain = self.line.relations, self.line.chains[k]
        down = list[str]()
        below = k
        for step in chain:
            if step in self.above:
                up = self.above[step]
                ups = ".".join(relations[c] for c in self.line.chains[self.cue][: min(up, _STEPS)])
                return ups, tuple(reversed(down)), below
            down.append(relations[step])
            below = step
        return "far", tuple(reversed(down)), below

    def features(self, k: int) -> Iterator[str]:
        line, cue = self.line, self.cue
        side = "=" if k == cue else "L" if k < cue else "R"
        gap = min(abs(k - cue), _NEAR)
        low, tag, relation = line.lowers[k], line.tags[k], line.relations[k]
        up, down, below = self.path(k)
        first = f"{up}>{down[0] if down else ''}{'L' if below < cue else 'R'}"
        two = f"{up}>{'.'.join(down[:2])}{side}"
        whole = f"{up}>{'.'.join(down)}" if len(down) <= 4 else "long"
        quoted = "q" if line.quoted[k] else "-"
        commas, verbs, cues = self.between[k]
        yield "any"
        yield f"side={side}{gap}"
        yield f"side+t={side}{gap},{tag}"
        yield f"side+w={side}{min(gap, 3)},{low}"
        yield f"w={low}"
        yield f"t={tag},{side}"
        yield f"r+t={relation},{tag},{side}"
        yield f"path={whole}"
        yield f"path+t={whole},{tag}"
        yield f"way={first}"
        yield f"way+s={first},{self.stem}"
        yield f"way+kind={first},{self.kind}"
        yield f"way+low={first},{low}"
        yield f"two={two}"
        yield f"two+tag={two},{self.tag}"
        yield f"two+c={two},{self.sort}"
        yield f"two+kind={two},{self.kind}"
        yield f"quoted={quoted}{self.marked},{side}"
        yield f"quoted+way={quoted}{self.marked},{first}"
        yield f"quoted+kind={quoted}{self.marked},{side},{self.kind}"
        yield f"between={side}{commas}{verbs}{cues}"
        yield f"between+q={side}{commas}{verbs}{cues},{quoted}{self.marked}"
        yield f"between+kind={side}{commas}{verbs},{self.kind}"
        yield f"side+kind={side}{gap},{self.kind}"
        yield f"side+c={side}{gap},{self.sort}"
        yield f"side+s={side}{min(gap, 3)},{self.stem}"
        yield f"around={self._word(k - 1)},{low},{side}"
        yield f"ahead={low},{self._word(k + 1)},{side}"
        yield f"tags={self._tag(k - 1)},{tag},{self._tag(k + 1)},{side}"
        yield f"edge={min(k, 2)},{min(len(line) - 1 - k, 2)},{side},{tag[:2]}"
        if k in self.others:
            yield f"other_cue={side}{commas}{first}"
        if low in MARKS:
            yield f"mark={side},{commas}{verbs},{quoted}"
        if tag in (",", ".", ":"):
            yield f"sign={low},{self._tag(k + 1)},{self._tag(k - 1)},{side}"
            yield f"sign+way={low},{side},{'q' if k + 1 < len(line) and line.quoted[k + 1] else '-'},{gap}"

    def _word(self, k: int) -> str:
        return self.line.lowers[k] if 0 <= k < len(self.line) else "·"

    def _tag(self, k: int) -> str:
        return self.line.tags[k] if 0 <= k < len(self.line) else "·"
