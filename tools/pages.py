"""How well articles are found in pages: token F1 against known text, beside trafilatura's own, and pages a second.

python -m tools.pages [--rounds 5]
"""

from __future__ import annotations

import argparse
import io
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from recount.model import Received, Report
from recount.sources.limits import Limits
from recount.sources.pages import read_page
from recount.sources.plain_text import split_title

PAGES = Path(__file__).parent.parent / "tests/sources/pages"
"""Pages written for this, each with a ``.txt``: its title, an empty line, and its text. A name such as
``x.windows-1256.html`` tells the encoding that the page came in; in the checkout it is UTF-8 like all files."""

_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page and what stands in it."""

    name: str
    data: bytes
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Shares of tokens, each counted as often as it stands, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean; 0 where nothing was found."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.recall else 0.0


def load_pages(folder: Path = PAGES) -> list[Page]:
    """The pages, by name."""
    found = []
    for path in sorted(folder.glob("*.html")):
        words = path.with_suffix(".txt").read_text(encoding="utf-8")
        title, text = split_title(words)
        encoding = path.stem.partition(".")[2] or "utf-8"
        data = path.read_text(encoding="utf-8").encode(encoding)
        found.append(Page(name=path.stem, data=data, title=title, text=text.strip()))
    return found


def ours(page: Page) -> str:
    """The text that is read in the page; empty where none is."""
    received = Received(name=f"{page.name}.html")
    for found in read_page(io.BytesIO(page.data), received, Limits()):
        if isinstance(found, Report):
            return found.text
    return ""


def plain_trafilatura(page: Page) -> str:
    """The text that trafilatura finds in the page by itself, as its manual says to call it."""
    from trafilatura import extract

    return extract(page.data, include_comments=False) or ""


def score(found: str, known: str) -> Score:
    """How well the tokens of a text are those of the known one."""
    given, wanted = (Counter(_TOKEN.findall(words.casefold())) for words in (found, known))
    both = (given & wanted).total()
    return Score(precision=both / max(1, given.total()), recall=both / max(1, wanted.total()))


def seconds(work: Callable[[Page], str], pages: list[Page], rounds: int) -> list[float]:
    """How long each page took, in each round."""
    taken = []
    for page in pages * rounds:
        start = time.perf_counter()
        work(page)
        taken.append(time.perf_counter() - start)
    return sorted(taken)


def main() -> None:
    """Print both scores for every page, their means, and the speed of the reader on one core."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="readings of each page that are timed")
    rounds = parser.parse_args().rounds
    pages = load_pages()
    print(f"{'page':28}{'recount':>9}{'trafilatura':>13}")
    columns: tuple[list[float], list[float]] = ([], [])
    for page in pages:
        scores = [score(work(page), page.text).f1 for work in (ours, plain_trafilatura)]
        for column, value in zip(columns, scores, strict=True):
            column.append(value)
        print(f"{page.name:28}{scores[0]:9.4f}{scores[1]:13.4f}")
    print(f"{'mean token F1':28}{statistics.mean(columns[0]):9.4f}{statistics.mean(columns[1]):13.4f}")
    for name, work in (("recount", ours), ("trafilatura", plain_trafilatura)):
        taken = seconds(work, pages, rounds)
        p50, p95 = (1000 * taken[int(len(taken) * share)] for share in (0.5, 0.95))
        print(f"{name}: {len(taken) / sum(taken):.0f} pages/s, p50 {p50:.1f} ms, p95 {p95:.1f} ms")


if __name__ == "__main__":
    main()
