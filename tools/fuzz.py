"""Throws made-up texts at the reading of reports and sees that it keeps its promises.

    python -m tools.fuzz [--seconds S] [--cases N] [--seed K]      with the standard library alone
    python -m tools.fuzz --atheris [OPTIONS OF LIBFUZZER]          guided by coverage, where atheris is installed

The promises, of any text whatsoever: nothing crashes; every offset slices back to the quoted words; the same text is
read the same twice; what was read can be printed; and no text takes more than its share of time. A text that breaks one
is printed as Python writes it, with the seed that makes it again.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from importlib import import_module
from typing import Any

from recount.claims import extract
from recount.claims.extractors import faults
from recount.model import Reading, Report
from recount.ontology import policy
from recount.pipeline import derive
from recount.publish import reading_line
from recount.resolve import ground
from recount.text import prepare
from recount.workspace import packaged_gazetteer

SLOWEST = 2e-3
"""Seconds a character that reading may take, a hundred times what it takes, beside half a second for any text."""

WORDS = (
    "the of and in on by said was were killed wounded injured dead died including people civilians children women a an"
    " at least more than between dozens hundreds 12 3 1,200 400.000 20 million two hundred Homs Aleppo Syria Russian"
    " warplanes air strikes shelling rebels army Tuesday 12 October 2016 yesterday since 2011 medic Reuters AFP not"
    " deny denied if may hospital school talks ceasefire aid convoy evacuated missing captured trapped besieged others"
).split()

SIGNS = (
    ". , ; : ! ? … ... - – — ' ’ “ ” \" « » ( ) [ ] { } / \\ | * # @ % $ € ² ³ ½ ٣ ٤ ７ Ⅻ 10²⁰ 1,2,3 1.2.3 0x1F 1e9"
    " --Reuters (Reuters) Related: Photo: \n \r\n \n\n \t \x00 \x0b \x0c \x1c \x85 \u00a0 \u00ad \u200b \u200c \u200d"
    " \u200e \u200f \u202a \u202e \u2028 \u2029 \u2066 \u2069 \ufeff \ufffd e\u0301 \u0301 😀 👩\u200d⚕️ 🇸🇾 قُتِلَ קטל"
    " 死 İ ß ŉ ǰ ﬁ ᾳ 9999999999999 99999999"
).split(" ")

GLUE = ("", " ", " ", " ", " ", "\n")


class Broken(Exception):
    """A promise was not kept."""


FIRST = "Twelve people were killed in Homs on Tuesday."


def main(args: Sequence[str]) -> int:
    if args[:1] == ["--atheris"]:
        return guided(args[1:])
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--cases", type=int, default=10**9)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(args)
    # Loads parser and gazetteer, which take their time once.
    next(
        ground(
            extract(prepare([Report(given_id="first", text=FIRST)])),
            gazetteer=packaged_gazetteer(),
            policy=policy("strict"),
        )
    )
    until, tried = time.monotonic() + given.seconds, 0
    for seed in range(given.seed, given.seed + given.cases):
        if time.monotonic() > until:
            break
        text = made_up(random.Random(seed))  # noqa: S311 - texts, no secrets
        try:
            hold_to_promises(text)
        except Exception as error:
            print(f"seed {seed} breaks a promise: {type(error).__name__}: {error}\n{text!r}", file=sys.stderr)
            raise
        tried += 1
    print(f"{tried} texts, from seed {given.seed}: every promise was kept")
    return 0


def made_up(chance: random.Random) -> str:
    """A text of words and signs: at times one thing over and over, at times a sentence spoilt, mostly a mixture."""
    size = int(2 ** chance.uniform(0, 9))
    kind = chance.random()
    if kind < 0.15:
        return chance.choice(GLUE).join([one_of(chance) + chance.choice(GLUE) + one_of(chance)] * size)
    signs = chance.choice((0.02, 0.1, 0.4, 0.9))
    parts = [one_of(chance, signs) for _ in range(size)]
    glue = " " if kind < 0.6 else None
    text = "".join(part + (chance.choice(GLUE) if glue is None else glue) for part in parts)
    return chance.choice((text, text, text.upper(), text.title(), text[:: chance.choice((1, 1, 1, -1))]))


def one_of(chance: random.Random, signs: float = 0.3) -> str:
    if chance.random() < 0.02:
        return chr(chance.choice((chance.randrange(0x20, 0x250), chance.randrange(0x250, 0xD800), 0x1F600)))
    return chance.choice(SIGNS if chance.random() < signs else WORDS)


def hold_to_promises(text: str, title: str = "") -> Reading:
    """What is read in the text.

    Raises:
        Broken: a promise was not kept.
    """
    report = Report(given_id="made-up", title=title, text=text, published=date(2016, 10, 14), outlet="The Courier")
    start = time.process_time()
    reading = _read(report)
    taken = time.process_time() - start
    if taken > 0.5 + SLOWEST * len(report.canonical):
        raise Broken(f"{len(report.canonical)} characters took {taken:.2f} s")
    if _read(report) != reading:
        raise Broken("read twice, the same text reads differently")
    reading_line(report, reading).encode("utf-8")
    derive(reading.claims, (), policy=policy("strict"))
    return reading


def _read(report: Report) -> Reading:
    text = next(prepare([report]))
    extracted = next(extract([text]))
    for fault in _all_faults(report.canonical, faults(text, extracted), extracted.claims, extracted.statements):
        raise Broken(fault)
    return next(ground([extracted], gazetteer=packaged_gazetteer(), policy=policy("strict")))


def _all_faults(canonical: str, found: Iterator[str], *said: Sequence[object]) -> Iterator[str]:
    yield from found
    for one in (one for some in said for one in some):
        mentions = [getattr(one, "when", None), getattr(one, "source", None)]
        for many in ("where", "by", "via"):
            mentions += getattr(one, many, ())
        for mention in mentions:
            if mention is not None and not mention.span.of(canonical).strip():
                yield f"a slot of {mention.words!r} stands nowhere"


def guided(args: Sequence[str]) -> int:
    """The same promises, texts chosen by atheris."""
    try:
        atheris: Any = import_module("atheris")  # no dependency of Recount's, and without types
    except ImportError:
        print("atheris is not installed: leave --atheris out to run without it", file=sys.stderr)
        return 2
    known = [*WORDS, *SIGNS]

    def one(data: bytes) -> None:
        provider = atheris.FuzzedDataProvider(data)
        parts: list[str] = []
        while provider.remaining_bytes() and len(parts) < 400:
            parts.append(known[provider.ConsumeIntInRange(0, len(known) - 1)] + provider.PickValueInList(list(GLUE)))
        hold_to_promises("".join(parts))

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *args], one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
