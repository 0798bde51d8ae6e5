"""Measures how near-duplicate texts are told: on real pairs against another measure, and on edits made by hand.

    python -m training.duplicates          the tables of decision 15
    python -m training.duplicates speed    signatures a second, and seconds to link 10,000 and 100,000 reports

Nothing is fitted: the threshold of `recount.text.duplicates` was chosen by these tables. The real pairs are those of
``corpora/gva_docs.dev.jsonl.gz``, articles of local outlets; what is a copy there is told by difflib: half of the
shorter text's words stand in the other in runs of twelve and more.
"""

from __future__ import annotations

import difflib
import gzip
import json
import os
import random
import re
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from recount.lang.words import fold_words
from recount.model import Copy, Fingerprint, Report, ReportId, Signature
from recount.text.duplicates import find_copies, sign

DATA = Path(os.environ.get("RECOUNT_DATA", "../shared")) / "corpora" / "gva_docs.dev.jsonl.gz"
SHARES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
LEAST_RUN = 12
EDITED = 500
SEED = 15

Edit = Callable[[str, str, random.Random], str]
"""From a text and another one, what an outlet might print."""


def main(args: Sequence[str]) -> None:
    if "speed" in args:
        measure_speed()
        return
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    measure_pairs(texts)
    measure_edits(texts)


def measure_pairs(texts: Sequence[str]) -> None:
    """Pairs found at each threshold, how many are copies by difflib, and how many of its copies are joined."""
    words = [fold_words(text) for text in texts]
    truth = {pair: copied(words[pair[0]], words[pair[1]]) for pair in may_share(words)}
    copies = {pair for pair, share in truth.items() if share >= 0.5}
    found = find_copies(_prints(texts), least=min(SHARES))
    print(f"{len(texts)} texts; {len(copies)} pairs are copies by difflib (of {len(truth)} that share five runs)\n")
    print("| share | pairs found | copies by difflib | of its copies joined |\n|--:|--:|--:|--:|")
    for least in SHARES:
        pairs = {_pair(copy) for copy in found if copy.share >= least}
        right = sum((truth.get(p) or copied(words[p[0]], words[p[1]])) >= 0.5 for p in pairs)
        home = _components(pairs)
        joined = sum(home.get(a, a) == home.get(b, b) for a, b in copies)
        print(f"| {least} | {len(pairs)} | {right / max(1, len(pairs)):.3f} | {joined / max(1, len(copies)):.3f} |")


def measure_edits(texts: Sequence[str]) -> None:
    """For each edit, how many of the edited texts are found to be copies of the text that they were made of."""
    chance = random.Random(SEED)  # noqa: S311 - a draw that can be drawn again
    long = [at for at, text in enumerate(texts) if len(fold_words(text)) >= 80]
    chosen = chance.sample(long, EDITED)
    print(f"\n{EDITED} texts of 80 words and more, each edited, among all {len(texts)}\n")
    print("| edit | found |\n|---|--:|")
    for name, edit in EDITS.items():
        edited = [edit(texts[at], texts[chance.choice(long)], chance) for at in chosen]
        pairs = [_pair(copy) for copy in find_copies(_prints([*texts, *edited]))]
        home = _components(set(pairs))
        joined = sum(home.get(len(texts) + n) == home.get(at, at) for n, at in enumerate(chosen))
        print(f"| {name} | {joined / EDITED:.3f} |")


def measure_speed() -> None:
    """Reports of 300 made-up words, three in ten cut from an earlier one, all with one of fifty footers."""
    for size in (10_000, 100_000):
        chance = random.Random(SEED)  # noqa: S311 - a draw that can be drawn again
        reports = [Report(given_id=f"{at:06}", text=text) for at, text in enumerate(_made(size, chance))]
        start = time.process_time()
        signatures = [sign(report) for report in reports]
        signed = size / (time.process_time() - start)
        prints = [_print(at, signature) for at, signature in enumerate(signatures)]
        start = time.process_time()
        found = len(find_copies(prints))
        taken, most = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{size} reports: {signed:.0f} signatures/s; {found} pairs in {taken:.2f} s; at most {most} MB")


def _made(size: int, chance: random.Random) -> Iterator[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    lexicon = ["".join(chance.choices(letters, k=chance.randint(3, 9))) for _ in range(20_000)]
    weights = [1 / (at + 10) for at in range(len(lexicon))]
    footers = [chance.choices(lexicon, weights, k=40) for _ in range(50)]
    wires: list[list[str]] = []
    for _ in range(size):
        if wires and chance.random() < 0.3:
            told = chance.choice(wires)
            told = told[: round(len(told) * chance.uniform(0.4, 1))]
        else:
            told = chance.choices(lexicon, weights, k=300)
            wires.append(told)
        yield " ".join([*told, *chance.choice(footers)])


def copied(one: Sequence[str], other: Sequence[str]) -> float:
    """What part of the shorter text stands in the other in runs of twelve words and more, in the same order."""
    blocks = difflib.SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(b.size for b in blocks if b.size >= LEAST_RUN) / max(1, min(len(one), len(other)))


def may_share(words: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of texts that share five runs of six words, whatever the signature says. Runs of 50 texts are left out."""
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, told in enumerate(words):
        for run in {tuple(told[i : i + 6]) for i in range(len(told) - 5)}:
            holders[run].append(at)
    shared = Counter(
        (a, b) for held in holders.values() if len(held) <= 50 for n, b in enumerate(held) for a in held[:n]
    )
    return (pair for pair, times in sorted(shared.items()) if times >= 5)


def _prints(texts: Sequence[str]) -> list[Fingerprint]:
    return [_print(at, sign(Report(given_id=f"{at:06}", text=text))) for at, text in enumerate(texts)]


def _print(at: int, signature: Signature) -> Fingerprint:
    """That of the nth text: later ones are published later."""
    day = date(2016, 1, 1) + timedelta(days=at)
    return Fingerprint(report=ReportId(str(at)), given_id=f"{at:06}", outlet=None, published=day, signature=signature)


def _pair(copy: Copy) -> tuple[int, int]:
    return int(copy.of), int(copy.report)


def _components(pairs: set[tuple[int, int]]) -> dict[int, int]:
    """For each text of some pair, the first text that it is joined to."""
    home: dict[int, int] = {}

    def root(at: int) -> int:
        while home.setdefault(at, at) != at:
            at = home[at]
        return at

    for a, b in sorted(pairs):
        first, last = sorted((root(a), root(b)))
        home[last] = first
    return {at: root(at) for at in home}


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text)


def _cut(text: str, part: float) -> str:
    sentences = _sentences(text)
    return " ".join(sentences[: max(1, round(len(sentences) * part))])


def _every(text: str, nth: int, other: str) -> str:
    """With every nth word replaced by one of the other text."""
    spare = other.split()
    return " ".join(spare[i % len(spare)] if i % nth == nth - 1 else word for i, word in enumerate(text.split()))


def _with_advertisements(text: str) -> str:
    lines = text.split("\n")
    for at in range(len(lines), 0, -2):
        lines.insert(at, "Sign up for our newsletter. Story continues below.")
    return "\n".join(lines)


def _shuffled(text: str, chance: random.Random) -> str:
    parts = _sentences(text)
    chance.shuffle(parts)
    return " ".join(parts)


EDITS: dict[str, Edit] = {
    "as it was": lambda text, other, chance: text,
    "an agency's line added": lambda text, other, chance: f"CITY (Courier Wire) - {text}\n--Courier Wire",
    "commas and apostrophes lost": lambda text, other, chance: re.sub("[,'’]", "", text),
    "apostrophes made spaces": lambda text, other, chance: re.sub("['’]", " ", text),
    "in capitals": lambda text, other, chance: text.upper(),
    "advertisements between the lines": lambda text, other, chance: _with_advertisements(text),
    "sentences in another order": lambda text, other, chance: _shuffled(text, chance),
    "cut to two thirds": lambda text, other, chance: _cut(text, 2 / 3),
    "cut to a third": lambda text, other, chance: _cut(text, 1 / 3),
    "half as much again of another text": lambda text, other, chance: (
        text + " " + " ".join(other.split()[: len(text.split()) // 2])
    ),
    "cut to half, as much of another text put behind": lambda text, other, chance: (
        _cut(text, 1 / 2) + " " + " ".join(other.split()[: len(text.split()) // 2])
    ),
    "every 20th word another": lambda text, other, chance: _every(text, 20, other),
    "every 10th word another": lambda text, other, chance: _every(text, 10, other),
    "every 5th word another": lambda text, other, chance: _every(text, 5, other),
}


if __name__ == "__main__":
    main(sys.argv[1:])
